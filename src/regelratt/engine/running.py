"""Running tasks in a database that has been filled: predicates many at a time, queries one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import duckdb

from regelratt.domain.tables import TABLES
from regelratt.engine.complaints import run_complaint
from regelratt.engine.database import SCENE, staged
from regelratt.engine.messages import ROW_LIMIT, UNKNOWN, Row, Task
from regelratt.engine.wire import as_text

MOST_BRANCHES = 100
"""Most predicates in one query."""

LARGEST_RESULT = 50_000_000
"""Most characters in the rows of one query."""

LONGEST_VALUE = 100_000
"""Most characters of one value in a row."""

_OWN_FAULTS = (duckdb.FatalException, duckdb.InternalException)
"""Errors in DuckDB itself, after which a database may answer nothing more: the child falls, and a new one goes on."""

_FETCHED = 5_000


class RunFaultError(Exception):
    """A task that cannot be run to its end; the text says why, in Swedish."""


class Stage:
    """A filled database: how tasks are run in it depends on whether it holds one world or many scenes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, is_staged: bool) -> None:
        self.connection = connection
        self.is_staged = is_staged
        self.scenes: dict[str, frozenset[int]] = {}
        """In a staged world: the scenes that each table has rows of."""

    def predicates(self, tasks: Sequence[Task]) -> list[list[Row]]:
        """Rows of predicates over one table with the same parameters, in one query with a branch for each SQL."""
        branches: dict[str, set[int]] = defaultdict(set)
        for task in tasks:
            branches[task.sql].add(task.scene)
        numbers = {sql: number for number, sql in enumerate(branches)}
        query = " UNION ALL ".join(
            self._branch(numbers[sql], sql, tasks[0].predicate_over, scenes) for sql, scenes in branches.items())
        found: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for number, scene, key, value in self._run(query, tasks[0]):
            found[number, scene].append((as_text(key), value))
        return [found[numbers[task.sql], task.scene if self.is_staged else 0] for task in tasks]

    def _branch(self, number: int, sql: str, over: str, scenes: set[int]) -> str:
        table = TABLES[over]
        scene = f'"{SCENE}"' if self.is_staged else "0"
        listed = ", ".join(map(str, sorted(scenes)))
        where = f' WHERE "{SCENE}" IN ({listed})' if self.is_staged else ""
        source = staged(over) if self.is_staged else over
        # The expression stands once and whole inside TRY: a row that cannot be computed is NULL alone.
        return (f'SELECT {number} AS gren, {scene} AS scen, "{table.key}" AS nyckel,'
                f" TRY(COALESCE((\n{sql}\n)::VARCHAR, '{UNKNOWN}')) AS svar"
                f' FROM "{source}" AS "{table.name}"{where}')

    def _run(self, query: str, task: Task) -> Iterator[tuple[int, int, object, str | None]]:
        try:
            answer = self.connection.execute(query, dict(task.parameters))
            while rows := answer.fetchmany(_FETCHED):
                yield from rows
        except _OWN_FAULTS:
            raise
        except (duckdb.Error, MemoryError) as error:
            raise RunFaultError(_why(error)) from error

    def rows(self, task: Task) -> list[Row]:
        """The rows of one task that is run by itself; RunFaultError when it cannot be, or gives too many."""
        if task.predicate_over:
            return self.predicates([task])[0]
        found: list[Row] = []
        size = 0
        try:
            answer = self.connection.execute(self._query(task), dict(task.parameters))
            while fetched := answer.fetchmany(_FETCHED):
                found.extend(tuple(map(as_text, row)) for row in fetched)
                lengths = [len(value) for row in found[-len(fetched):] for value in row if value is not None]
                size += sum(lengths)
                if len(found) > ROW_LIMIT:
                    raise RunFaultError(f"frågan ger fler än {ROW_LIMIT} rader")
                if size > LARGEST_RESULT or max(lengths, default=0) > LONGEST_VALUE:
                    raise RunFaultError("frågan ger för lång text")
        except _OWN_FAULTS:
            raise
        except (duckdb.Error, MemoryError) as error:
            raise RunFaultError(_why(error)) from error
        return found

    def _query(self, task: Task) -> str:
        """The task's SQL; in a staged world its tables are put before it, with the rows of its scene."""
        seen = [table for table in sorted(task.tables) if task.scene in self.scenes.get(table, ())]
        if not self.is_staged or not seen:
            return task.sql
        # A materialized expression is computed before the query looks at it, as a table is filled.
        tables = ", ".join(
            f'"{name}" AS MATERIALIZED (SELECT * EXCLUDE ("{SCENE}") FROM "{staged(name)}"'
            f' WHERE "{SCENE}" = {task.scene})' for name in seen)
        return f"WITH {tables} SELECT * FROM (\n{task.sql}\n) AS svar"


def batches(tasks: Sequence[tuple[int, Task]]) -> tuple[list[list[tuple[int, Task]]], list[tuple[int, Task]]]:
    """Tasks that can be run in one query, and those that are run by themselves."""
    together: dict[tuple[str, str], list[tuple[int, Task]]] = defaultdict(list)
    apart = []
    for job, task in tasks:
        if task.predicate_over:
            together[task.predicate_over, repr(sorted(task.parameters.items()))].append((job, task))
        else:
            apart.append((job, task))
    parts = []
    for group in together.values():
        known: dict[str, int] = {}
        for _, task in group:
            known.setdefault(task.sql, len(known) // MOST_BRANCHES)
        parts += [[each for each in group if known[each[1].sql] == part] for part in range(max(known.values()) + 1)]
    return parts, apart


def _why(error: BaseException) -> str:
    return "minnet räckte inte" if isinstance(error, MemoryError) else run_complaint(str(error))
