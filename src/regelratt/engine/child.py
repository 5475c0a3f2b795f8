"""The child process as the parent sees it: started, spoken to, listened to, and killed."""

from __future__ import annotations

import importlib.util
import os
import queue
import site
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import regelratt
from regelratt.engine.wire import GarbageError, Word, heard

START_TIME = 60.0
"""Seconds the child may take to start."""

LONGEST_LINE = 8_000_000
"""Most bytes of one line from the child."""

_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP")
"""The only variables of the environment that the child gets: it needs no secret, language or time zone."""


class ChildLostError(Exception):
    """The child ended, fell silent or spoke out of turn, and is no more."""

    def __init__(self, *, timed_out: bool = False) -> None:
        super().__init__("timed out" if timed_out else "lost")
        self.timed_out = timed_out


class Child:
    """One running child process."""

    def __init__(self, memory_limit_mb: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own program, no shell
            # Without -P a file in the folder where the command is run would be imported in place of a library.
            [sys.executable, "-P", "-m", "regelratt.engine.worker", str(memory_limit_mb)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=64)
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)]
        self._threads[0].start()
        self._failure: list[Exception] = []

    def send(self, frames: Iterable[bytes]) -> None:
        """Begin to send; what the child does not take in for now is sent when it does."""
        sender = threading.Thread(target=self._write, args=(frames,), daemon=True)
        self._threads.append(sender)
        sender.start()

    def hear(self, until: float) -> Word:
        """The next thing the child says, at the latest at `until` on the monotonic clock; else ChildLostError."""
        try:
            line = self._lines.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise ChildLostError(timed_out=True) from None
        try:
            return heard(line)
        except GarbageError:
            raise ChildLostError from None

    def stop(self) -> None:
        """Kill the child and let go of everything of it; an error of ours while sending is raised here."""
        self._stopping.set()
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        if self._failure:
            raise self._failure[0]

    def _write(self, frames: Iterable[bytes]) -> None:
        stream = self._process.stdin
        assert stream is not None
        try:
            for each in frames:
                stream.write(each)
            stream.flush()
        except OSError:
            return  # a child that fell before it had read everything is noticed by the one who listens
        except Exception as error:  # noqa: BLE001  # what goes wrong in this thread is raised in the other, by stop()
            self._failure.append(error)
            self._process.kill()

    def _read(self, stream: IO[bytes]) -> None:
        for line in _lines_of(stream):
            while not self._stopping.is_set():
                try:
                    self._lines.put(line, timeout=0.1)
                    break
                except queue.Full:
                    continue


def _lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines of bounded length, then one that nobody takes for an answer: the child is at its end."""
    with suppress(OSError, ValueError):
        while line := stream.readline(LONGEST_LINE):
            yield line
            if not line.endswith(b"\n"):
                break
    yield b""


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(_import_folders()), "PYTHONUTF8": "1", "TZ": "UTC"}


def _import_folders() -> list[str]:
    """The folders that the child imports from besides Python's own: ours and DuckDB's, never the present one."""
    found = importlib.util.find_spec("duckdb")
    modules = [name for name in (regelratt.__file__, found.origin if found else None) if name]
    folders = dict.fromkeys(str(Path(name).resolve().parents[1]) for name in modules)
    return [folder for folder in folders if folder not in site.getsitepackages()]


class Children:
    """One child at a time: started when it is first needed, and anew when the last one has been lost."""

    def __init__(self, memory_limit_mb: int) -> None:
        self._memory_limit_mb = memory_limit_mb
        self._child: Child | None = None

    def present(self) -> Child:
        """The child that runs, or a new one that has said that it is ready; ChildLostError when none comes to life."""
        if self._child is None:
            try:
                self._child = Child(self._memory_limit_mb)
            except OSError:
                raise ChildLostError from None
            if self._child.hear(time.monotonic() + START_TIME).kind != "ready":
                raise ChildLostError
        return self._child

    def stop(self) -> None:
        """Kill the child, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.stop()


@contextmanager
def children(memory_limit_mb: int) -> Iterator[Children]:
    """Children that are gone when the block ends, however it ends."""
    started = Children(memory_limit_mb)
    try:
        yield started
    finally:
        started.stop()
