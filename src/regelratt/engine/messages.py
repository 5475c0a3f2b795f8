"""What the parent and the child process say to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regelratt.domain.evidence import Value

Row = tuple[str | None, ...]
"""A result row: texts, or None."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of SQL to run in a world. With a table it is a predicate over that table's rows."""

    name: str
    sql: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    predicate_over: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Evidence tables and the tasks to run on them."""

    tables: Mapping[str, Sequence[Sequence[Value]]]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a task gave. A predicate gives (key, `true`/`false`/`okänt`/None for a failed row)."""

    rows: tuple[Row, ...] = ()
    error: str = ""
    timed_out: bool = False

    @property
    def failed(self) -> bool:
        """True when the task as a whole crashed or was stopped."""
        return bool(self.error) or self.timed_out


@dataclass(frozen=True, slots=True)
class Request:
    """Everything one child process is to do."""

    worlds: tuple[World, ...]
    skip: frozenset[tuple[int, int]]
    """Tasks that already have a result, as (world, task)."""
    one_by_one: bool
    memory_limit_mb: int
