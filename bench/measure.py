"""Running a command or a function and telling its CPU time, wall time and peak memory."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """CPU and wall time in seconds, peak memory in megabytes (0 where it cannot be told apart)."""

    cpu: float
    wall: float
    memory: float = 0.0

    def against(self, other: Measured) -> str:
        """This beside another: seconds, and how many times the other's CPU time it took."""
        return f"{self.cpu:8.2f} s mot {other.cpu:8.2f} s  ({self.cpu / max(other.cpu, 0.001):.2f} gånger)"


def command(arguments: Sequence[str], cwd: Path) -> Measured:
    """Run a command to its end; RuntimeError with its output when it fails."""
    started = time.perf_counter()
    child = subprocess.Popen(arguments, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert child.stderr is not None
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(errors.decode(errors="replace")[-2000:])
    return Measured(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def function(work: Callable[[], object]) -> Measured:
    """Run a function once; its children's CPU time counts."""
    before = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    started = time.perf_counter()
    work()
    wall = time.perf_counter() - started
    after = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime for a, b in zip(before, after, strict=True))
    return Measured(cpu, wall)
