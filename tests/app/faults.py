"""Faults at every step: a piece of work run again and again, each time dying or failing at another change it makes.

`steps` counts the changes that some work makes to the file system: files opened for writing, written, flushed and closed,
renamed, removed, folders made, modes and times set, `fsync` (which is a step but is not waited for). `strike` runs the
work in a forked child that really dies (no `finally`, no flushing of buffers), or is refused with an error of the system,
at the n-th of them. `every_fault` does it for all of them, each from a fresh copy of the same folder. What counts is what
the disk holds afterwards.

Work is a function of the project's root. It must run in this process (no children), and be quick: it is run several
times for each of its steps. What changes files outside of Python is named in `also` and counts as one step each.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from tempfile import gettempdir
from types import ModuleType
from typing import Any
from unittest import mock

import pytest

from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code

Work = Callable[[Path], object]
Also = tuple[ModuleType, str]
"""A function of a module that changes files by itself."""

can_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="utan fork dör ingen mitt i ett steg")

ERRORS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EMFILE)
"""What the system answers: full disk, read-only file system, no permission, too many open files."""

_DEAD = 86
_CRASHED = 87
_OPENED_TO_CHANGE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CALLS = ("rename", "replace", "unlink", "remove", "mkdir", "rmdir", "fsync", "chmod", "utime", "truncate", "link",
          "symlink", "sendfile", "ftruncate", "fchmod")


class Way(Enum):
    """How a step goes wrong when the process dies at it."""

    BEFORE = "before"
    """Nothing of the step happens; of a write, half has reached the disk."""
    AFTER = "after"
    """The step has been made; what was written may still lie in Python's buffer."""


@dataclass(frozen=True)
class Fault:
    """What happens at the n-th step, counted from 1: the process dies, or the system answers with an error."""

    step: int
    way: Way | int

    def __str__(self) -> str:
        return f"{self.step}-{self.way.value if isinstance(self.way, Way) else errno.errorcode[self.way]}"


@dataclass(frozen=True)
class Outcome:
    """How the child ended: `done`, `dead`, `refused` with the diagnostics' text, or `crashed` with a traceback."""

    ending: str
    steps: int = 0
    told: str = ""
    code: str = ""


class Disk:
    """Counts the steps, and lets one of them go wrong."""

    def __init__(self, fault: Fault | None, also: Sequence[Also]) -> None:
        self.fault = fault
        self.also = also
        self.steps = 0
        self.log: list[str] = []

    @contextmanager
    def watched(self) -> Iterator[Disk]:
        """Every change in the block is a step."""
        with ExitStack() as stack:
            for name in _CALLS:
                if hasattr(os, name):
                    plain_call = _at_once if name == "fsync" else getattr(os, name)
                    stack.enter_context(mock.patch.object(os, name, self._counted(name, plain_call)))
            for module, name in self.also:
                stack.enter_context(mock.patch.object(module, name, self._counted(name, getattr(module, name))))
            plain = os.open
            stack.enter_context(mock.patch.object(os, "open", lambda path, flags, *rest, **named: (
                self.step("open", lambda: plain(path, flags, *rest, **named)) if flags & _OPENED_TO_CHANGE
                else plain(path, flags, *rest, **named))))
            opened = self._opener(io.open)
            stack.enter_context(mock.patch.object(builtins, "open", opened))
            stack.enter_context(mock.patch.object(io, "open", opened))
            yield self

    def step(self, name: str, change: Callable[[], Any], half: Callable[[], object] | None = None) -> Any:
        """Make one change, or have it go wrong."""
        self.steps += 1
        self.log.append(name)
        if self.fault is None or self.steps != self.fault.step:
            return change()
        if isinstance(self.fault.way, int):
            raise OSError(self.fault.way, os.strerror(self.fault.way))
        with suppress(OSError):
            if self.fault.way is Way.AFTER:
                change()
            elif half is not None:
                half()
        os._exit(_DEAD)

    def _counted(self, name: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given, **named: self.step(name, lambda: plain(*given, **named))

    def _opener(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
            if not set(mode) & set("wax+"):
                return plain(file, mode, *rest, **named)
            if isinstance(file, int):
                return _Writing(self, plain(file, mode, *rest, **named))
            return _Writing(self, self.step("open", lambda: plain(file, mode, *rest, **named)))
        return opened


def _at_once(_: int) -> None:
    """Nothing is waited for: a process that dies takes no written page with it."""


class _Writing:
    """A stream whose writes are steps. What is written lies in Python's buffer until it is flushed, as it does for all."""

    def __init__(self, disk: Disk, stream: Any) -> None:
        self._disk = disk
        self._stream = stream

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._stream.write(data[: len(data) // 2])
            self._stream.flush()
        return self._disk.step("write", lambda: self._stream.write(data), half)

    def flush(self) -> None:
        self._disk.step("flush", self._stream.flush)

    def close(self) -> None:
        if not self._stream.closed:
            self._disk.step("close", self._stream.close)

    def __enter__(self) -> _Writing:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.close()
        finally:
            self._stream.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def strike(work: Work, root: Path, fault: Fault | None = None, also: Sequence[Also] = ()) -> Outcome:
    """Run the work in a child where `fault` happens, and say how that ended."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child == 0:
        os.close(reading)
        _be_the_child(work, root, fault, also, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == _DEAD:
        return Outcome("dead")
    return Outcome(**json.loads(told)) if told else Outcome("crashed", told=f"kod {code}")


def _be_the_child(work: Work, root: Path, fault: Fault | None, also: Sequence[Also], writing: int) -> None:
    disk = Disk(fault, also)
    write, leave = os.write, os._exit
    found: dict[str, object] = {"ending": "crashed"}
    try:
        with disk.watched():
            work(root)
        found = {"ending": "done", "steps": disk.steps}
    except RefusedError as refused:
        found = {"ending": "refused", "told": str(refused), "code": refused.diagnostics[0].code}
    except BaseException:  # noqa: BLE001  # the child must never go on as a second pytest
        found["told"] = traceback.format_exc()
    finally:
        write(writing, json.dumps(found).encode())
        leave(0 if found["ending"] != "crashed" else _CRASHED)


def steps(work: Work, root: Path, also: Sequence[Also] = ()) -> int:
    """How many changes the work makes when nothing goes wrong."""
    outcome = strike(work, root, None, also)
    assert outcome.ending == "done", outcome.told
    return outcome.steps


def every_fault(
    work: Work, start: Path, scratch: Path, whole: Callable[[Path], None], *,
    also: Sequence[Also] = (), ways: Sequence[Way] = tuple(Way), errors: Sequence[int] = ERRORS,
) -> int:
    """Let every step go wrong in every way, each from a copy of `start`; returns how many faults there were.

    The step dies in each of `ways`, and is answered with one of `errors`, in turn. After each fault `whole` must find
    nothing lost or half-written, an error must have been told with a path (or have done no harm), and the same work
    must then succeed and leave exactly what it leaves when nothing goes wrong.
    """
    undisturbed = scratch / "ostört"
    shutil.copytree(start, undisturbed, symlinks=True)
    count = steps(work, undisturbed, also)
    expected = tree(undisturbed)
    faults = [Fault(step, way) for step in range(1, count + 1) for way in (*ways, *errors[step % (len(errors) or 1):][:1])]
    for fault in faults:
        root = scratch / str(fault)
        shutil.copytree(start, root, symlinks=True)
        outcome = strike(work, root, fault, also)
        try:
            _assert_told(outcome, fault, root)
            whole(root)
            with mock.patch.object(os, "fsync", _at_once):
                work(root)
            assert tree(root) == expected
        except BaseException:
            sys.stderr.write(f"felet {fault} av {count}: {outcome}\n")
            raise
        shutil.rmtree(root)
    return len(faults)


def _assert_told(outcome: Outcome, fault: Fault, root: Path) -> None:
    """A death is a death; an error of the system is told with the path, or was of no consequence."""
    if isinstance(fault.way, Way):
        assert outcome.ending == "dead"
    elif outcome.ending != "done":
        assert outcome.ending == "refused", outcome.told
        assert outcome.code == Code.FILE_PROBLEM
        places = (str(root), f"{gettempdir()}:", f"{gettempdir()}/regelratt-")
        assert outcome.told.startswith(places) or str(root) in outcome.told


def changes(event: str, given: tuple[Any, ...]) -> bool:
    """True for Python's audit events about a change of the file system."""
    if event == "open":
        return not isinstance(given[0], int) and bool((given[2] or 0) & _OPENED_TO_CHANGE)
    return event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.utime", "os.link", "os.symlink",
                     "os.truncate"}


def tree(folder: Path) -> dict[str, bytes | str]:
    """Every file and link below a folder with what it holds, and every empty folder.

    The lock's own file aside, and the notes that hold the numbers which the file system gave to files.
    """
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and path.name not in {".skrivs", "program", "byggd"}:
            found[name] = path.read_bytes()
        elif path.is_dir() and not any(path.iterdir()):
            found[name] = "tom mapp"
    return found
