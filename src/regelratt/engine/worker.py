"""The child process: takes requests on standard input, and answers with a line for each thing it does.

Run as `python -m regelratt.engine.worker MEGABYTES`. It is killed from outside when something takes too long, so
it says what it begins on before it begins.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

import duckdb

from regelratt.domain.tables import TABLES
from regelratt.engine.complaints import run_complaint
from regelratt.engine.database import create_tables, fill, memory_used_mb, open_locked
from regelratt.engine.messages import Row, Task
from regelratt.engine.reading_form import decode_statement, encode_reading
from regelratt.engine.running import RunFaultError, Stage, batches
from regelratt.engine.sql import SqlReader
from regelratt.engine.wire import SEPARATOR, decode_frame, decode_task, frame

_ROWS_PER_LINE = 2_000
_LONGEST_LINE = 1_000_000

_OUTSIDE_DATABASE_MB = 2048
"""Address space for everything but the database: the interpreter, libraries and their reserves."""

_MOST_FOR_TABLES = 0.6
"""Share of the memory that tables may take; the rest is for the queries, also those on other tables."""


class Worker:
    """Does what the parent asks for, one request at a time."""

    def __init__(self, next_frame: Callable[[], bytes], out: IO[bytes], memory_limit_mb: int) -> None:
        self._next_frame = next_frame
        self._out = out
        self._memory_limit_mb = memory_limit_mb
        self._reader: SqlReader | None = None

    def say(self, **fields: object) -> None:
        """Tell the parent something, at once."""
        self._out.write(frame(**fields))
        self._out.flush()

    def serve(self) -> None:
        """Do one request."""
        request: Mapping[str, Any] = decode_frame(self._next_frame())
        if request["kind"] == "read":
            self._read(request["jobs"], alone=request["alone"])
        else:
            for world in request["worlds"]:
                self._run_world(world, alone=request["alone"])
        self.say(kind="done")

    def _read(self, jobs: Sequence[Sequence[Any]], *, alone: bool) -> None:
        self._reader = self._reader or SqlReader()
        if not alone:
            self.say(kind="start", jobs=[job for job, *_ in jobs], alone=False)
        for job, *written in jobs:
            if alone:
                self.say(kind="start", jobs=[job])
            reading = self._reader.read(decode_statement(written))
            self.say(kind="answer", jobs=[job], value=encode_reading(reading))

    def _run_world(self, world: Mapping[str, Any], *, alone: bool) -> None:
        tasks = [decode_task(each) for each in world["tasks"]]
        stage = Stage(open_locked(self._memory_limit_mb), is_staged=world["staged"])
        try:
            create_tables(stage.connection, sorted(set().union(*(task.reads for _, task in tasks))),
                          is_staged=stage.is_staged)
            for table, count in world["tables"].items():
                if not self._load(stage, world["world"], table, count):
                    tasks = [each for each in tasks if table not in each[1].reads]
            self._run(stage, tasks, alone=alone)
        finally:
            stage.connection.close()

    def _load(self, stage: Stage, world: int, table: str, count: int) -> bool:
        """Fill a table from the frames that follow; False when it cannot be filled."""
        self.say(kind="loading", world=world, table=table)
        scenes: set[int] = set()
        fault = ""
        for _ in range(count):
            received = decode_frame(self._next_frame())
            if not fault:
                fault = self._fill(stage, table, received["columns"], scenes)
        if fault:
            create_tables(stage.connection, [table], is_staged=stage.is_staged)
            self.say(kind="unloaded", world=world, table=table, error=fault)
        stage.scenes[table] = frozenset(scenes)
        return not fault

    def _fill(self, stage: Stage, table: str, columns: Any, scenes: set[int]) -> str:
        """Put in the rows of one frame; why that cannot be done, or an empty text."""
        try:
            fill(stage.connection, TABLES[table], columns, is_staged=stage.is_staged)
            if memory_used_mb(stage.connection) > self._memory_limit_mb * _MOST_FOR_TABLES:
                return "minnet räckte inte"
        except MemoryError:
            return "minnet räckte inte"
        except duckdb.Error as error:
            return run_complaint(str(error))
        if stage.is_staged:
            scenes.update(map(int, columns[0].split(SEPARATOR)))
        return ""

    def _run(self, stage: Stage, tasks: Sequence[tuple[int, Task]], *, alone: bool) -> None:
        together, apart = batches(tasks)
        if alone:
            together, apart = [], list(tasks)
        for batch in together:
            self.say(kind="start", jobs=[job for job, _ in batch], alone=False)
            try:
                found = stage.predicates([task for _, task in batch])
            except RunFaultError:
                apart = [*batch, *apart]
                continue
            for (job, _), rows in zip(batch, found, strict=True):
                self._answer(job, rows)
        for job, task in apart:
            self.say(kind="start", jobs=[job])
            try:
                self._answer(job, stage.rows(task))
            except RunFaultError as error:
                self.say(kind="error", jobs=[job], error=str(error))

    def _answer(self, job: int, rows: Sequence[Row]) -> None:
        """Send rows in lines of bounded length; the last one ends the answer."""
        line: list[Row] = []
        size = 0
        for row in rows:
            line.append(row)
            size += sum(len(value) for value in row if value is not None)
            if len(line) >= _ROWS_PER_LINE or size > _LONGEST_LINE:
                self.say(kind="part", jobs=[job], rows=line)
                line, size = [], 0
        self.say(kind="answer", jobs=[job], rows=line)


def main() -> None:
    """Serve the parent until it is gone."""
    memory_limit_mb = int(sys.argv[1])
    out = _private_output()
    _limit(memory_limit_mb)
    frames: queue.Queue[bytes] = queue.Queue(maxsize=4)
    threading.Thread(target=_listen, args=(sys.stdin.buffer, frames), daemon=True).start()
    worker = Worker(frames.get, out, memory_limit_mb)
    worker.say(kind="ready")
    while True:
        worker.serve()


def _private_output() -> IO[bytes]:
    """The pipe to the parent, in a place where nothing else can write by mistake."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return out


def _listen(stream: IO[bytes], frames: queue.Queue[bytes]) -> None:
    """Pass on what the parent sends; when the parent is gone, so is the child, whatever it is at."""
    for line in stream:
        frames.put(line)
    os._exit(0)


def _limit(megabytes: int) -> None:
    """Bound the address space and forbid files to grow, where the system can: walls behind DuckDB's own."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # POSIX only

        most = (megabytes + _OUTSIDE_DATABASE_MB) * 1024 * 1024
        for kind, limit in ((resource.RLIMIT_AS, most), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
