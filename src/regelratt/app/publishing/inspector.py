"""The search for what may not be public, in two processes: it takes as long as all else that is done to pages.

The other process loads its modules while pages are read and judged. What it has not begun on when this one comes to
wait for the answer is searched here instead.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process
from pathlib import Path

from regelratt.app.contents import Contents
from regelratt.app.disclosure.public_guard import PublicGuard
from regelratt.app.disclosure.text.file_text import is_page
from regelratt.app.long_lived import keep_for_long
from regelratt.app.publishing.search_index import FOLDER as SEARCH_INDEX
from regelratt.app.publishing.tool_failure import RUN_AGAIN
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.evidence import Evidence
from regelratt.domain.location import Location
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run

_FILES_AT_ONCE = 8
"""Files that one process searches before the other may take over: they share what their frames say."""

_guards: list[PublicGuard] = []
"""The guard of this process, when it is the other one."""


class Inspector:
    """Looks through files of the public edition, beside what the build does meanwhile."""

    def __init__(self, pool: ProcessPoolExecutor, guard: Callable[[], PublicGuard], folder: Path) -> None:
        """`folder` is named when the search itself fails."""
        self._pool = pool
        self._guard = guard
        self._folder = folder
        self._searches: list[tuple[Mapping[str, Path], Future[list[Diagnostic]]]] = []

    def look_through(self, files: Mapping[str, Path]) -> None:
        """Begin to look, pages first: their frames say the same, and what is left for this process is other files.

        Of those the largest last, where this process begins: nobody waits for the other one to be done with it.
        """
        pages = sorted(filter(is_page, files))
        others = sorted(files.keys() - pages, key=lambda name: (files[name].stat().st_size, name))
        names = [*pages, *others]
        parts = [{name: files[name] for name in names[first:first + _FILES_AT_ONCE]}
                 for first in range(0, len(names), _FILES_AT_ONCE)]
        with self._told():
            self._searches += [(part, self._pool.submit(_look_through, part)) for part in parts]

    def answer(self) -> None:
        """Wait until all is looked through; RefusedError for all that may not be public."""
        with self._told():
            closed = [found for part, search in reversed(self._searches)
                      for found in (self._guard().check(part) if search.cancel() else search.result())]
        if closed:
            raise RefusedError(*in_order(_without_copies(closed)))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A process that is no more has not found that all is well: RefusedError."""
        try:
            yield
        except BrokenProcessPool as broken:
            raise RefusedError(Diagnostic(
                Location(str(self._folder)), Code.SITE_FAILED, "Genomsökningen av den publika utgåvan avbröts.",
                RUN_AGAIN)) from broken


def _without_copies(found: list[Diagnostic]) -> list[Diagnostic]:
    """What was found, without what the search index only has from a page where the same is told."""
    told = {each.message for each in found if not _is_of_index(each)}
    return [each for each in found if each.message not in told or not _is_of_index(each)]


def _is_of_index(found: Diagnostic) -> bool:
    return found.location.path.startswith(f"{SEARCH_INDEX}/")


class SearchProcess:
    """The other process: it can load its modules before there is anything to know."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """`pool` has one process at most, made when it is first given something to do."""
        self._pool = pool

    def begin(self) -> None:
        """Have it load its modules."""
        self._pool.submit(_load)

    def inspector(
        self, contents: Contents, evidence: Evidence, run: Run, publication: Publication, folder: Path
    ) -> Inspector:
        """Two processes that know what must not be public."""
        known = contents, evidence, run, publication
        # Not as the pool's initializer: if the process fell while it was being made, this one would wait without end.
        self._pool.submit(_equip, *known)
        return Inspector(self._pool, cache(lambda: PublicGuard(*known)), folder)


@contextmanager
def search_process() -> Iterator[SearchProcess]:
    """The other process, until the block ends."""
    # Python starts the other process itself, and would let it import from the folder where the command is run.
    os.environ["PYTHONSAFEPATH"] = "1"
    pool = ProcessPoolExecutor(1, get_context("spawn"))
    try:
        yield SearchProcess(pool)
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _load() -> None:
    """What the other process does first and once; to find it is to load this module and all that it needs."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # The build waits for this process to end, and taking apart all that it knows would take time.
    atexit.register(os._exit, 0)
    keep_for_long()


def _equip(contents: Contents, evidence: Evidence, run: Run, publication: Publication) -> None:
    _load()
    _guards.append(PublicGuard(contents, evidence, run, publication))


def _end_with_parent() -> None:
    """A process that waits for orders would wait for ever when the one that gives them is gone."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _look_through(files: dict[str, Path]) -> list[Diagnostic]:
    return _guards[0].check(files)
