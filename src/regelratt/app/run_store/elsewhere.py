"""Runs that are kept elsewhere in the project than the settings say: with them lies what is known already."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from regelratt.app.disk.file_problem import naming
from regelratt.app.places import LATEST
from regelratt.app.run_store.stored_file import FaultError, open_plain, read_plain, read_stored
from regelratt.exports.run_files import RUN_FILE
from regelratt.exports.run_seal import RUN_ID, Head

_RUN = re.compile(r"run\b.*\.json(?:\.\w+)?|.*\d{4}-\d\d-\d\d-[0-9a-f]{12}.*\.json(?:\.\w+)?|run", re.IGNORECASE)
_INDEX = re.compile(r"ordning\b.*\.txt", re.IGNORECASE)
"""What files with a run, and an index of runs, are called when they have been copied or gathered."""
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*\{")
"""How a JSON text with an object begins, whatever its encoding."""
_VERSION = "schema_version"
_IDENT = re.compile(rf'\s*\{{\s*"{_VERSION}":\s*\d+,\s*"id":\s*"({RUN_ID.pattern})"')
_ANY_IDENT = re.compile(rf'"id":\s*"({RUN_ID.pattern})"')
_LOOKED_INTO = 50_000_000
"""Bytes of the longest file that is read to its end to see whether it is a run; of a longer one its beginning tells."""
_BEGINNING = 400
_ORDER_LIMIT = 10_000_000
_EXAMPLES = "tests"
"""The folder of tests, which keep runs of every kind as examples."""


def lacking(root: Path, store: Path, heads: Mapping[str, Head]) -> Iterator[tuple[Path, list[str]]]:
    """Folders of the project that keep runs which the store lacks, and the ids of those.

    What an index names is kept too. An id commits to all that its run holds, so that names are enough. Folders in the
    store are looked into, but not what lies right in it or in the copy of the latest run: that is read as such.
    Hidden folders are left out, and so are tests.
    """
    for folder, runs in _kept(root, store):
        if lost := sorted(each for each, path in runs.items() if not _is_held(path, heads.get(each))):
            yield folder, lost


def _kept(root: Path, store: Path) -> Iterator[tuple[Path, dict[str, Path]]]:
    """Folders with the runs that each keeps: by its name, by an index, or as what a folder of any name holds."""
    for name, folders, files in os.walk(root, onerror=_refused):
        folder = Path(name)
        folders[:] = sorted(each for each in folders if not each.startswith(".") and folder / each != root / _EXAMPLES)
        if folder == store:
            continue
        runs = {each: folder / each / RUN_FILE for each in folders if RUN_ID.fullmatch(each)}
        for index in filter(_INDEX.fullmatch, files):
            runs = {each: folder / each / RUN_FILE for each in _named(folder / index)} | runs
        is_read = folder == root / LATEST or (folder != root and RUN_ID.fullmatch(folder.name) and (
            folder.parent == store or _own_ident(folder / RUN_FILE) in ("", folder.name)))
        for file in files:
            if not (is_read and file == RUN_FILE) and (ident := _ident_of(folder / file)):
                runs[ident] = folder / file
        if runs:
            yield folder, runs


def _refused(error: OSError) -> None:
    """FileError for a folder that cannot be looked into: nobody knows what is kept there."""
    if not isinstance(error, FileNotFoundError):
        with naming(Path(error.filename)):
            raise error


def _ident_of(path: Path) -> str:
    """The id of the run in a file, whatever that and its folder are called; of a damaged one what it says itself."""
    if _RUN.fullmatch(path.name):
        try:
            return read_stored(path, None).id
        except FaultError:
            pass
    return _own_ident(path)


def _own_ident(path: Path) -> str:
    """The id that a file has as a run does, also when it has been saved anew by another program; else empty."""
    try:
        with open_plain(path) as stream:
            data = stream.read(_BEGINNING)
            if not _OBJECT.match(data):
                return ""
            data += stream.read(_LOOKED_INTO)
    except FaultError:
        return ""
    return _ident_in(data.decode(json.detect_encoding(data), "replace"))


def _ident_in(text: str) -> str:
    """The id of the run that a JSON text is, or was before it was damaged; empty for every other text."""
    if said := _IDENT.match(text):
        return said[1]
    if f'"{_VERSION}"' not in text:
        return ""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        said = _ANY_IDENT.search(text)
        return said[1] if said else ""
    ident = held.get("id") if _VERSION in held else None
    return ident if isinstance(ident, str) and RUN_ID.fullmatch(ident) else ""


def _named(index: Path) -> set[str]:
    """The ids that an index has; none in what cannot be read."""
    try:
        return {each for each in read_plain(index, _ORDER_LIMIT).decode("latin-1").split() if RUN_ID.fullmatch(each)}
    except FaultError:
        return set()


def _is_held(path: Path, head: Head | None) -> bool:
    """True when the store has the run that is kept there; of version 1 an id commits to nothing, and the bytes tell."""
    if head is None or head.schema > 1 or not os.path.lexists(path):
        return head is not None
    try:
        return read_stored(path, head.id) == head
    except FaultError:
        return False
