"""The store of runs: append-only, each run kept under its id; the latest is also in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from regelratt.app.files import new_folder, recover
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.exports.publication_files import file_name, publication_to_json
from regelratt.exports.run_files import RUN_FILE, run_from_json, write_run

LATEST = Path("_build/run")
"""Where the latest run lies, relative to the project's root."""

_ORDER_FILE = "ordning.txt"


class RunStore:
    """All runs of a project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def previous(self, as_of: date, run_id: str) -> Run | None:
        """The run that a new one follows: the last stored with the latest date up to `as_of`.

        A run that is stored already, under `run_id`, was preceded by what stood before it then.
        """
        order = self._order()
        if run_id in order:
            order = order[: order.index(run_id)]
        earlier = [ident for ident in order if ident[:10] <= as_of.isoformat()]
        if not earlier:
            return None
        latest_day = max(ident[:10] for ident in earlier)
        return self.read([ident for ident in earlier if ident[:10] == latest_day][-1])

    def read(self, run_id: str) -> Run:
        """A stored run; FileNotFoundError when there is none with that id, ValueError when it is damaged."""
        return run_from_json((self.folder / run_id / RUN_FILE).read_text(encoding="utf-8"))

    def append(self, run: Run) -> None:
        """Keep the run; one that is there already is left untouched."""
        target = self.folder / run.id
        recover(target)
        if not target.exists():
            with new_folder(target) as fresh:
                write_run(run, fresh)
        if run.id not in self._order():
            with (self.folder / _ORDER_FILE).open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(run.id + "\n")

    def _order(self) -> list[str]:
        """Ids in the order they were stored; a folder that was never listed does not count."""
        path = self.folder / _ORDER_FILE
        if not path.is_file():
            return []
        listed = path.read_text(encoding="utf-8").split("\n")
        return [ident for ident in listed if ident and (self.folder / ident / RUN_FILE).is_file()]


def write_latest(run: Run, root: Path, publications: Iterable[Publication] = ()) -> Path:
    """Put the run, and what each edition shows of it, where builds and others look for the latest; the folder."""
    target = root / LATEST
    recover(target)
    with new_folder(target) as fresh:
        write_run(run, fresh)
        for each in publications:
            text = publication_to_json(each)
            (fresh / file_name(each.edition)).write_text(text, encoding="utf-8", newline="\n")
    return target
