"""Sphinx in processes of its own, and what it says when it cannot go on.

Pages are read once for all editions, in a process that knows of no results, while the content is judged; then each
edition is written in its own.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from regelratt.app.disk.file_problem import naming
from regelratt.app.publishing.tool_failure import failure
from regelratt.app.workshop import WORK, Workshop
from regelratt.domain.publication import Edition

if TYPE_CHECKING:
    from regelratt.app.contents import Contents

READING = "regelratt-pages"
"""The builder that reads and writes nothing."""
_READ = "read"
_STRICT = ("-W", "--keep-going", "-n", "-q")
DONE = b"\0"
"""How the line begins that says that something is done; no log has it."""
WELL_DONE = DONE + b"0\n"
"""The whole line when it went well: then comes Sphinx's exit code."""


class Sphinx:
    """A process for each edition; the first of them reads for all.

    It is started at once. The others have nothing to do until the pages are read, so they load their modules when it
    has loaded its own: all at once would hold up the first, and the pages are waited for.
    """

    def __init__(self, elsewhere: Path) -> None:
        """`elsewhere` is a folder that nobody keeps."""
        self._reader = Worker(elsewhere)
        self._processes = {next(iter(Edition)): self._reader}
        self._elsewhere = elsewhere
        self._pool = ThreadPoolExecutor(1)
        self._loaded = self._pool.submit(self._load)
        self._material = b""
        """What every process is given first."""
        self._read: Workshop | None = None
        self._place = Workshop(elsewhere)
        """Where the pages are read."""

    def _load(self) -> None:
        """Wait until the reader has loaded its modules, and have the others load theirs."""
        if not self._reader.has_loaded():
            return  # build tells what it said
        for edition in (each for each in Edition if each not in self._processes):
            self._processes[edition] = Worker(self._elsewhere)

    def read(self, root: Path, contents: Contents, *, in_place: bool) -> None:
        """Begin to read the pages of these contents, which are without mistakes.

        In place when the lock is held, and otherwise elsewhere, so that nothing is left if more mistakes are found.
        """
        self._read = Workshop(root / WORK / _READ)
        if in_place:
            self._read.open()
            self._place = self._read
        self._material = pickle.dumps(str(root)) + pickle.dumps(contents)
        self._reader.give(self._material)
        self._reader.give(pickle.dumps(_reading(root, self._place)))

    def build(self, root: Path, contents: Contents, folders: Mapping[Edition, Path]) -> Iterator[str]:
        """Write all editions at once, each in its empty folder's `html` and `doctrees`; yields what each said last.

        They show these contents, which have been checked, and do not read the pages again.

        RefusedError when the one in turn failed, with what our own extension, the system or Sphinx said of it.
        """
        read = self.have_read(root, contents)
        for edition, folder in folders.items():
            with naming(folder):
                shutil.copytree(read.doctrees, folder / "doctrees")
            self._processes[edition].give(pickle.dumps(_writing(edition, root, folder)))
        for edition, folder in folders.items():
            log, is_done = self._processes[edition].heard()
            if not is_done:
                raise failure(f"Sphinx kunde inte bygga den {edition}a utgåvan", folder, log, root)
            yield _last_line(log)

    def have_read(self, root: Path, contents: Contents) -> Workshop:
        """Wait until the pages are read, wherever they were; they are left for the next build. RefusedError as above.

        Once for each `read`.
        """
        if self._read is None:
            self.read(root, contents, in_place=True)
        assert self._read is not None
        self._loaded.result()
        for process in self._processes.values():
            if process is not self._reader:
                process.give(self._material)
        log, is_done = self._reader.heard()
        if not is_done:
            raise failure("Sphinx kunde inte läsa sidorna", self._place.folder, log, root)
        if self._place != self._read:
            self._read.open()
            shutil.move(self._place.doctrees, self._read.doctrees)
        self._read.close()
        return self._read

    def end(self) -> None:
        """Kill all processes."""
        self._reader.kill()
        self._pool.shutdown()
        for process in self._processes.values():
            process.end()


class Worker:
    """One process of Sphinx: it does what it is given in turn, and says when each is done."""

    def __init__(self, temporary: Path) -> None:
        """`temporary` is for what Sphinx leaves behind, such as the log of an error."""
        environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0",
                       **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
        self._process = subprocess.Popen(  # our own command, no shell
            [sys.executable, "-P", "-m", "regelratt.sphinx_ext"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, env=environment,
        )
        self._before: tuple[str, bool] | None = None

    def has_loaded(self) -> bool:
        """Wait until it has loaded its modules; False when it ended instead, and the next that is heard says why."""
        if self._before is None:
            self._before = self._next()
        return self._before[1]

    def give(self, order: bytes) -> None:
        """Have it do what these pickles say."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(order)
            self._process.stdin.flush()
        except BrokenPipeError:
            return  # it has ended, and its log says why

    def heard(self) -> tuple[str, bool]:
        """Wait until it has done the next thing: what it said of that, and whether that went well."""
        if not self.has_loaded():
            assert self._before is not None
            return self._before
        return self._next()

    def _next(self) -> tuple[str, bool]:
        """All that it says until something is done, and whether that went well."""
        assert self._process.stdout is not None
        log = bytearray()
        for line in self._process.stdout:
            if line.startswith(DONE):
                return log.decode("utf-8", "replace"), line == WELL_DONE
            log += line
        return log.decode("utf-8", "replace"), False

    def kill(self) -> None:
        """Have the system end it; whoever waits for what it says is told that it is gone."""
        self._process.kill()

    def end(self) -> None:
        """Kill it, and wait until it is gone."""
        self.kill()
        self._process.communicate()


@contextmanager
def sphinx_at_hand() -> Iterator[Sphinx]:
    """A process started before there is anything to do: loading its modules takes as long as half a check."""
    with naming(Path(gettempdir())):
        folder = TemporaryDirectory(prefix="regelratt-", ignore_cleanup_errors=True)
    with folder as name:
        sphinx = Sphinx(Path(name))
        try:
            yield sphinx
        finally:
            sphinx.end()


def _reading(root: Path, shop: Workshop) -> list[str]:
    return ["-b", READING, *_STRICT, "-d", str(shop.doctrees), str(root), str(shop.doctrees)]


def _writing(edition: Edition, root: Path, folder: Path) -> list[str]:
    return ["-b", "html", *_STRICT, "-D", f"regelratt_edition={edition}", "-d", str(folder / "doctrees"),
            str(root), str(folder / "html")]


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "Sphinx: inga varningar"
