"""What the parent wants done in the child process, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from regelratt.domain.evidence import Value

Row = tuple[str | None, ...]
"""A result row: texts, or None."""

ROW_LIMIT = 100_000
"""Most rows that one query may return."""

UNKNOWN = "okänt"
"""What a predicate gives for NULL."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of SQL to run in a world. With `predicate_over` it is a predicate over that table's rows."""

    name: str
    sql: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    predicate_over: str = ""
    tables: frozenset[str] = frozenset()
    """Evidence tables that the SQL reads, besides the one it is a predicate over."""
    scene: int = 0
    """In a staged world: whose rows it sees."""

    @property
    def reads(self) -> frozenset[str]:
        """Every table that must be there for the task."""
        return self.tables | {self.predicate_over} if self.predicate_over else self.tables


@dataclass(frozen=True, slots=True)
class World:
    """Evidence tables and the tasks to run on them.

    In a staged world every row begins with the number of its scene, and a task sees the rows of its own scene
    alone: many small worlds in one.
    """

    tables: Mapping[str, Sequence[Sequence[Value]]]
    tasks: tuple[Task, ...]
    is_staged: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a task gave. A predicate gives (key, `true`/`false`/`okänt`/None for a failed row)."""

    rows: tuple[Row, ...] = ()
    error: str = ""
    timed_out: bool = False
    unloaded: str = ""
    """The table that could not be loaded, when that is why."""
    is_of_the_machine: bool = False
    """True when it was no answer of the database's that stopped the task: the process or the memory was gone."""

    @property
    def failed(self) -> bool:
        """True when the task as a whole crashed, was stopped or could not begin."""
        return bool(self.error) or self.timed_out
