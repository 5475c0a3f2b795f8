"""Sphinx in processes of its own, one for each edition, and what it says when it cannot go on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from regelratt.app.publishing.tool_failure import failure
from regelratt.domain.publication import Edition


def run_sphinx(root: Path, folders: Mapping[Edition, Path]) -> Iterator[str]:
    """Build all editions at once, each in its folder's `html` and `doctrees`; yields what each said last.

    RefusedError when one of them failed, with what our own extension, the system or Sphinx said of it.
    """
    started = [(edition, folder, _start(root, edition, folder)) for edition, folder in folders.items()]
    done = [(edition, folder, process.communicate()[0], process.returncode) for edition, folder, process in started]
    for edition, folder, log, code in done:
        if code != 0:
            raise failure(f"Sphinx kunde inte bygga den {edition}a utgåvan", folder, log, root)
        yield _last_line(log)


def _start(root: Path, edition: Edition, folder: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-P", "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q",
        "-D", f"regelratt_edition={edition}", "-d", str(folder / "doctrees"), str(root), str(folder / "html"),
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(  # noqa: S603  # our own command, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
        env=environment,
    )


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "Sphinx: inga varningar"
