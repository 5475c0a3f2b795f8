"""The store of runs: append-only, each run kept under its id, a chain that is verified whenever it is read.

`<store>/<id>/run.json` is the record. `ordning.txt` is an index that can be written anew from the records, and
`_build/run/` a copy of the latest one with its tables. See `exports.run_seal` for what an id commits to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from regelratt.app.disk.file_problem import FileError, naming
from regelratt.app.disk.files import make_folder, new_folder, write_whole
from regelratt.app.places import LATEST, ORDER_FILE, START_FILE
from regelratt.app.refusal import RefusedError
from regelratt.app.run_store.chain import index_of
from regelratt.app.run_store.history import History
from regelratt.app.run_store.store_reading import Reading, Teller, is_used_start
from regelratt.app.run_store.stored_file import RUN_LIMIT, FaultError, read_plain, read_stored
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.exports.publication_files import file_name, publication_to_json
from regelratt.exports.run_files import RUN_FILE, run_from_json, write_tables
from regelratt.exports.run_seal import Head, Sealed, read_head


class DamagedStoreError(RefusedError):
    """The store cannot be trusted, so nothing is judged and nothing is written."""


class RunStore:
    """The store of one project: reading it with everything checked, and adding to it."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.root = root
        self._tell = Teller(root, folder)

    def history(self) -> History:
        """Read and verify everything; what is wrong is in the diagnostics, and nothing is written."""
        return Reading(self.folder, self.root).history()

    @property
    def place(self) -> str:
        """The path of the store, as messages have it."""
        return self._tell.shown(self.folder)

    def shown(self, head: Head) -> str:
        """The path of a run's file, as messages have it."""
        return self._tell.shown(self.folder / head.id / RUN_FILE)

    def load(self, history: History, head: Head) -> Run:
        """A run that `history` has seen; DamagedStoreError when it has been changed since then."""
        path = self.folder / head.id / RUN_FILE
        try:
            data = history.rescued if head.id == history.rescued_id else read_plain(path)
            if read_head(BytesIO(data)) != head:
                raise FaultError("ändrades medan den lästes")
            return run_from_json(data.decode("utf-8"))
        except FaultError as fault:
            said = f"Körningen {head.id}: {RUN_FILE} {fault.message}."
            raise DamagedStoreError(self._tell.error(path, said, line=fault.line, remedy=fault.remedy)) from None
        except ValueError as error:
            raise DamagedStoreError(self._tell.error(path, f"Körningen {head.id} går inte att tolka.")) from error

    def keep(self, history: History, sealed: Sealed) -> None:
        """Mend what `history` said could be mended, then add the run unless it is there.

        The caller holds the lock. Every run is whole on the disk before the index names it.
        """
        heads = list(history.heads)
        make_folder(self.folder, durable=True)
        if history.rescued:
            self._add(history.rescued_id, history.rescued)
        if sealed.run.id not in {head.id for head in heads}:
            self._add(sealed.run.id, sealed.data)
            heads.append(sealed.head)
        if index_of(heads) != index_of(history.heads) or not history.index_is_right:
            write_whole(self.folder / ORDER_FILE, index_of(heads), durable=True)
        if is_used_start(self.folder / START_FILE, heads[0]):
            with naming(self.folder):
                (self.folder / START_FILE).unlink()

    def _add(self, ident: str, data: bytes) -> None:
        target = self.folder / ident
        if os.path.lexists(target):
            raise DamagedStoreError(self._tell.error(
                target, f"Platsen för körningen {ident} är upptagen.", remedy="Flytta undan det som ligger där."))
        if len(data) > RUN_LIMIT:
            raise FileError(Diagnostic(
                Location(str(target)), Code.FILE_PROBLEM, f"Körningen {ident} är större än {RUN_LIMIT} byte.",
                "Dela upp projektet i flera."))
        with new_folder(target, durable=True) as fresh:
            (fresh / RUN_FILE).write_bytes(data)


def write_latest(sealed: Sealed, root: Path, publications: Iterable[Publication] = ()) -> Path:
    """Put the run, its tables and what each edition shows of it where builds look for the latest; the folder."""
    target = root / LATEST
    with new_folder(target) as fresh:
        (fresh / RUN_FILE).write_bytes(sealed.data)
        write_tables(sealed.run, fresh)
        for each in publications:
            (fresh / file_name(each.edition)).write_bytes(publication_to_json(each).encode())
    return target


def read_latest(root: Path) -> Run | None:
    """The latest run, with its seal verified; None when there is none, DamagedStoreError when it has been changed."""
    path = root / LATEST / RUN_FILE
    if not os.path.lexists(path):
        return None
    try:
        read_stored(path, None)
        return run_from_json(read_plain(path).decode("utf-8"))
    except (FaultError, ValueError) as error:
        said = error.message if isinstance(error, FaultError) else "går inte att tolka"
        raise DamagedStoreError(Teller(root, root / LATEST).error(
            path, f"Den senaste kontrollen: {RUN_FILE} {said}.", remedy="Kör regelratt check, som skriver om den.",
        )) from error
