"""Runs that are kept elsewhere in the project than the settings say: with them lies what is known already."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from regelratt.app.places import ORDER_FILE, OWN, REPLACED
from regelratt.app.run_store.stored_file import FaultError, read_plain, read_stored
from regelratt.exports.run_files import RUN_FILE
from regelratt.exports.run_seal import RUN_ID, Head

_ORDER_LIMIT = 10_000_000


def lacking(root: Path, store: Path, heads: Mapping[str, Head]) -> Iterator[tuple[Path, list[str]]]:
    """Folders of the project, beside the store, that keep runs which the store lacks, and the ids of those.

    What an index names is kept too. An id commits to all that its run holds, so that names are enough. Hidden folders
    are left out, and so are those where the settings allow no store.
    """
    for folder, runs in _kept(root, {root / place for place in (*REPLACED, *OWN)} | {store}):
        if lost := sorted(each for each in runs if not _is_held(folder / each / RUN_FILE, heads.get(each))):
            yield folder, lost


def _kept(root: Path, unasked: Set[Path]) -> Iterator[tuple[Path, set[str]]]:
    for name, folders, files in os.walk(root):
        folder = Path(name)
        runs = {each for each in folders if RUN_ID.fullmatch(each)}
        folders[:] = sorted(
            each for each in folders if each not in runs and not each.startswith(".") and folder / each not in unasked)
        if ORDER_FILE in files:
            runs |= _named(folder / ORDER_FILE)
        if runs:
            yield folder, runs


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
