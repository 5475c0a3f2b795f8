"""The search for what may not be public, in a process of its own: it takes as long as all else that is done to pages.

The process is made while Sphinx works, and keeps what it has read of the pages for the search index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from regelratt.app.project import Contents
from regelratt.app.publishing.disclosure import PublicGuard
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.evidence import Evidence
from regelratt.domain.location import Location
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run

_guards: list[PublicGuard] = []
"""The guard of this process, when it is an inspector's."""


class Inspector:
    """Looks through files of the public edition, beside what the build does meanwhile."""

    def __init__(self, pool: ProcessPoolExecutor, folder: Path) -> None:
        """`folder` is named when the search itself fails."""
        self._pool = pool
        self._folder = folder

    def look_through(self, files: Mapping[str, Path]) -> Callable[[], None]:
        """Begin to look; the answer waits until it is done, and is a RefusedError for what may not be public."""
        with self._told():
            search = self._pool.submit(_look_through, dict(files))
        return lambda: self._answer(search)

    def _answer(self, search: Future[list[Diagnostic]]) -> None:
        with self._told():
            closed = search.result()
        if closed:
            raise RefusedError(*closed)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A process that is no more has not found that all is well: RefusedError."""
        try:
            yield
        except BrokenProcessPool as broken:
            raise RefusedError(Diagnostic(
                Location(str(self._folder)), Code.SITE_FAILED, "Genomsökningen av den publika utgåvan avbröts.",
                "Kör bygget igen. Händer det på nytt räcker kanske inte datorns minne.")) from broken


@contextmanager
def inspector(
    contents: Contents, evidence: Evidence, run: Run, publication: Publication, folder: Path
) -> Iterator[Inspector]:
    """A process that knows what must not be public, until the block ends."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), _equip, (contents, evidence, run, publication))
    try:
        pool.submit(_look_through, {})  # the process is made by the first order
        yield Inspector(pool, folder)
    finally:
        pool.shutdown(cancel_futures=True)


def _equip(contents: Contents, evidence: Evidence, run: Run, publication: Publication) -> None:
    _guards.append(PublicGuard(contents, evidence, run, publication))


def _look_through(files: dict[str, Path]) -> list[Diagnostic]:
    return _guards[0].check(files)
