"""Sphinx in processes of its own, one for each edition, and what it says when it cannot go on."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from regelratt.app.project import Contents
from regelratt.app.publishing.tool_failure import failure
from regelratt.domain.publication import Edition


class Sphinx:
    """A process for each edition that waits for what to build."""

    def __init__(self, processes: Mapping[Edition, subprocess.Popen[str]]) -> None:
        self._processes = processes

    def build(self, root: Path, contents: Contents, folders: Mapping[Edition, Path]) -> Iterator[str]:
        """Build all editions at once, each in its folder's `html` and `doctrees`; yields what each said last.

        They show these contents, which have been checked, and do not read the pages again.

        RefusedError when one of them failed, with what our own extension, the system or Sphinx said of it.
        """
        material = pickle.dumps(contents)
        for edition, folder in folders.items():
            self._tell(edition, pickle.dumps((str(root), _arguments(edition, root, folder))) + material)
        done = [(edition, folder, *self._heard(edition)) for edition, folder in folders.items()]
        for edition, folder, log, code in done:
            if code != 0:
                raise failure(f"Sphinx kunde inte bygga den {edition}a utgåvan", folder, log, root)
            yield _last_line(log)

    def _tell(self, edition: Edition, order: bytes) -> None:
        stream = self._processes[edition].stdin
        assert stream is not None
        try:
            stream.buffer.write(order)  # type: ignore[attr-defined]  # bytes, below the text
            stream.flush()
        except BrokenPipeError:
            return  # it has ended, and its log says why

    def _heard(self, edition: Edition) -> tuple[str, int]:
        process = self._processes[edition]
        assert process.stdout is not None
        # Not communicate(): that closes standard input, and then the process takes us for dead.
        return process.stdout.read(), process.wait()


@contextmanager
def sphinx_at_hand() -> Iterator[Sphinx]:
    """Processes started before there is anything to build: reading their modules takes as long as half a check."""
    processes = {edition: _start() for edition in Edition}
    try:
        yield Sphinx(processes)
    finally:
        for process in processes.values():
            process.kill()
            process.communicate()


def _start() -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(  # our own command, no shell
        [sys.executable, "-P", "-m", "regelratt.sphinx_ext"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace", env=environment,
    )


def _arguments(edition: Edition, root: Path, folder: Path) -> list[str]:
    return ["-b", "html", "-W", "--keep-going", "-n", "-q", "-D", f"regelratt_edition={edition}",
            "-d", str(folder / "doctrees"), str(root), str(folder / "html")]


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "Sphinx: inga varningar"
