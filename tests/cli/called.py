"""The command line called in this process: quick, and with everything it prints."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from regelratt.cli import main as command_line


@dataclass(frozen=True)
class Called:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str
    raw: bytes = b""


def call(*arguments: object) -> Called:
    """Run `regelratt` with these arguments."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with mock.patch.object(sys, "argv", ["regelratt", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err), \
            pytest.raises(SystemExit) as stop:
        command_line.main()
    printed, complained = out.buffer, err.buffer
    assert isinstance(printed, io.BytesIO)
    assert isinstance(complained, io.BytesIO)
    raw = printed.getvalue()
    return Called(int(stop.value.code or 0), raw.decode(), complained.getvalue().decode(), raw)


def called_in(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `tests.project.regelratt` gives, without the half second that a new process takes to import everything."""
    with mock.patch.dict(os.environ, {"COLUMNS": "200"}), chdir(root):
        done = call(*arguments)
    return subprocess.CompletedProcess(["regelratt", *arguments], done.code, done.out, done.err)
