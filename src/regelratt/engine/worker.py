"""The child process: reads a request on standard input, answers with one JSON line per task.

Run as `python -m regelratt.engine.worker`. It is killed from outside when a task takes too long,
so it says which task it starts before it starts it.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

import duckdb

from regelratt.domain.tables import TABLES, Table
from regelratt.engine.database import create_tables, fill, open_locked
from regelratt.engine.messages import Request, Row, Task, World

ROW_LIMIT = 100_000
"""Most rows that one query may return."""

_UNKNOWN = "okänt"


def main() -> None:
    """Run every task of the request that is not to be skipped."""
    request: Request = pickle.load(sys.stdin.buffer)  # noqa: S301  # written by our own parent process
    _limit_memory(request.memory_limit_mb)
    connection = open_locked(request.memory_limit_mb)
    for number, world in enumerate(request.worlds):
        left = [index for index in range(len(world.tasks)) if (number, index) not in request.skip]
        if not left:
            continue
        _say(number, left, "start", one_by_one=True)
        _load(connection, world)
        _run(connection, number, world, left, one_by_one=request.one_by_one)


def _limit_memory(megabytes: int) -> None:
    """Bound the address space where the system can; DuckDB's own limit does not hold for all functions."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # POSIX only

        limit = (megabytes + 4096) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _say(world: int, tasks: list[int], kind: str, **fields: object) -> None:
    sys.stdout.write(json.dumps({"world": world, "tasks": tasks, "kind": kind, **fields}) + "\n")
    sys.stdout.flush()


def _load(connection: duckdb.DuckDBPyConnection, world: World) -> None:
    needed: dict[str, Table] = {
        name: table
        for name, table in TABLES.items()
        if name in world.tables or any(name in task.sql or name == task.predicate_over for task in world.tasks)
    }
    create_tables(connection, needed)
    for name, rows in world.tables.items():
        if name in needed:
            fill(connection, needed[name], rows)


def _run(
    connection: duckdb.DuckDBPyConnection, number: int, world: World, left: list[int], *, one_by_one: bool,
) -> None:
    batches = defaultdict(list)
    singles = []
    for index in left:
        task = world.tasks[index]
        if task.predicate_over and not one_by_one:
            batches[task.predicate_over, repr(sorted(task.parameters.items()))].append(index)
        else:
            singles.append(index)
    for indices in batches.values():
        _say(number, indices, "start", one_by_one=False)
        try:
            found = _predicates(connection, [world.tasks[index] for index in indices])
        except (duckdb.Error, MemoryError):
            singles.extend(indices)
            continue
        for index, rows in zip(indices, found, strict=True):
            _say(number, [index], "rows", rows=rows)
    for index in singles:
        _say(number, [index], "start", one_by_one=True)
        try:
            _say(number, [index], "rows", rows=_single(connection, world.tasks[index]))
        except (duckdb.Error, MemoryError) as error:
            _say(number, [index], "error", error=str(error).split("\n")[0])


def _predicates(connection: duckdb.DuckDBPyConnection, tasks: list[Task]) -> Iterator[list[Row]]:
    """Rows of many predicates over one table, in one query with a branch each."""
    table = TABLES[tasks[0].predicate_over]
    branches = " UNION ALL ".join(
        # The expression stands once and whole inside TRY: a row that cannot be computed is NULL alone.
        f'SELECT {number} AS task, "{table.key}" AS key,'
        f" TRY(COALESCE((\n{task.sql}\n)::VARCHAR, '{_UNKNOWN}')) AS value"
        f' FROM "{table.name}"'
        for number, task in enumerate(tasks)
    )
    found: list[list[Row]] = [[] for _ in tasks]
    for number, key, value in connection.execute(branches, dict(tasks[0].parameters)).fetchall():
        found[number].append((key, value))
    return iter(found)


def _single(connection: duckdb.DuckDBPyConnection, task: Task) -> list[Row]:
    if task.predicate_over:
        return next(_predicates(connection, [task]))
    rows = connection.execute(task.sql, dict(task.parameters)).fetchmany(ROW_LIMIT + 1)
    if len(rows) > ROW_LIMIT:
        raise MemoryError(f"frågan ger fler än {ROW_LIMIT} rader")
    return [tuple(None if value is None else str(value) for value in row) for row in rows]


if __name__ == "__main__":
    main()
