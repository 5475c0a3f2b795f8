"""The parent's side of the child process: start, wait, kill at the deadline, go on with the rest."""

from __future__ import annotations

import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from regelratt.engine.messages import Request, Result, World

LOADING_TIME = 120.0
"""Seconds the child may take to start and to fill its tables."""


@dataclass(slots=True)
class _Progress:
    """Results so far, and what the child said it was doing when it was last heard."""

    results: dict[tuple[int, int], Result] = field(default_factory=dict)
    current: list[tuple[int, int]] = field(default_factory=list)
    is_batch: bool = False
    is_loading: bool = True


def run_worlds(worlds: Sequence[World], *, deadline: float, memory_limit_mb: int) -> list[list[Result]]:
    """Results of every task of every world, in order.

    A task that crashes, or is not done within `deadline` seconds, gets a failed result of its own; the
    others are run all the same.
    """
    progress = _Progress()
    one_by_one = False
    wanted = sum(len(world.tasks) for world in worlds)
    while len(progress.results) < wanted:
        request = Request(tuple(worlds), frozenset(progress.results), one_by_one, memory_limit_mb)
        if _attempt(request, progress, deadline):
            break
        if progress.is_batch:
            one_by_one = True
        elif not progress.current:
            _fail_rest(worlds, progress, "kontrollernas process kunde inte starta")
    return [
        [progress.results.get((number, index), Result(error="inget svar")) for index in range(len(world.tasks))]
        for number, world in enumerate(worlds)
    ]


def _fail_rest(worlds: Sequence[World], progress: _Progress, reason: str) -> None:
    for number, world in enumerate(worlds):
        for index in range(len(world.tasks)):
            progress.results.setdefault((number, index), Result(error=reason))


def _attempt(request: Request, progress: _Progress, deadline: float) -> bool:
    """Run one child; True when it answered to the end. What it was doing when it fell is marked."""
    progress.current, progress.is_batch, progress.is_loading = [], False, True
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}
    child = subprocess.Popen(
        [sys.executable, "-m", "regelratt.engine.worker"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    lines: queue.Queue[bytes | None] = queue.Queue()
    threads = [
        threading.Thread(target=_read, args=(child.stdout, lines), daemon=True),
        threading.Thread(target=_send, args=(child.stdin, request), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        while True:
            try:
                line = lines.get(timeout=LOADING_TIME if progress.is_loading else deadline)
            except queue.Empty:
                _mark(progress, Result(timed_out=True))
                return False
            if line is None:
                break
            _note(progress, json.loads(line))
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join()
        child.stdout.close()
    if child.returncode != 0 and progress.current:
        _mark(progress, Result(error="kontrollens process avbröts (slut på minne?)"))
        return False
    return not progress.current


def _mark(progress: _Progress, result: Result) -> None:
    """Give the task that was running a failed result; a batch is tried again one by one instead."""
    if not progress.is_batch:
        for key in progress.current:
            progress.results.setdefault(key, result)


def _note(progress: _Progress, message: dict[str, object]) -> None:
    tasks = message["tasks"]
    assert isinstance(tasks, list)
    keys = [(int(str(message["world"])), int(index)) for index in tasks]
    match message["kind"]:
        case "start":
            progress.is_batch = not message["one_by_one"]
            progress.is_loading = len(keys) > 1 and not progress.is_batch
            progress.current = keys
        case "rows":
            rows = message["rows"]
            assert isinstance(rows, list)
            progress.results[keys[0]] = Result(tuple(tuple(row) for row in rows))
            progress.current = [key for key in progress.current if key not in keys]
        case _:
            progress.results[keys[0]] = Result(error=str(message.get("error") or "okänt fel"))
            progress.current = [key for key in progress.current if key not in keys]


def _send(stream: IO[bytes], request: Request) -> None:
    # A child that fell before it had read everything is noticed by the reader.
    with suppress(OSError), stream:
        pickle.dump(request, stream)


def _read(stream: IO[bytes], lines: queue.Queue[bytes | None]) -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)
