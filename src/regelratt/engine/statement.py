"""One piece of SQL with what it stands for, and what a reading of it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from regelratt.diagnostics import Code
from regelratt.domain.content import ChecklistItem
from regelratt.domain.words import Method
from regelratt.engine.tokens import LONGEST, parameters_of

RESERVED_PARAMETERS = ("per_datum", "period_start", "period_slut")
"""Parameters that every item may use: the date judged for, and its period's first and last day."""

FINDING_COLUMNS = ("objekt", "meddelande", "underlag")
"""Columns a `fynd` must return; `okänt` may follow for rows that lack a fact."""


class Use(StrEnum):
    """What a piece of SQL is for."""

    CHECK = "krav"
    FINDINGS = "fynd"
    CONDITION = "villkor"


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL as its author wrote it, the table it is about, and the types of the parameters it names."""

    use: Use
    sql: str
    table: str
    types: tuple[tuple[str, str], ...] = ()
    """Name and SQL type of each known parameter, in order of name."""

    @property
    def is_predicate(self) -> bool:
        """True for one expression over an object's own row."""
        return self.use is not Use.FINDINGS

    @property
    def text(self) -> str:
        """The SELECT that the SQL stands for; a predicate is put over its object table."""
        return f'SELECT (\n{self.sql}\n) AS "utfall" FROM "{self.table}"' if self.is_predicate else self.sql

    @property
    def end(self) -> int:
        """The byte of `text` where the author's SQL ends, white space after it left out."""
        before = self.text.partition(self.sql)[0]
        return len(f"{before}{self.sql.rstrip()}".encode())

    def place(self, offset: int | None) -> tuple[int, int]:
        """Line from 0 and column from 1 in the author's SQL of a byte in `text`; its beginning when outside."""
        encoded = self.text.encode("utf-8")
        if offset is None or not 0 <= offset <= len(encoded):
            return 0, 1
        before = encoded[:offset].decode("utf-8", errors="ignore")
        line = before.count("\n") - (1 if self.is_predicate else 0)
        if not 0 <= line <= self.sql.count("\n"):
            return 0, 1
        return line, len(before) - (before.rfind("\n") + 1) + 1


def place_in(sql: str, start: int) -> tuple[int, int]:
    """Line from 0 and column from 1 of a character in the author's SQL."""
    before = sql[:start]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1) + 1


@dataclass(frozen=True, slots=True)
class SqlProblem:
    """One thing wrong with a piece of SQL; `line` counts from 0 in the author's text and `column` from 1."""

    line: int
    column: int
    code: Code
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class UsedParameter:
    """A parameter that occurs in the SQL, and where it stands first."""

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one piece of SQL uses, and everything wrong with it."""

    tables: frozenset[str] = frozenset()
    parameters: tuple[UsedParameter, ...] = ()
    problems: tuple[SqlProblem, ...] = ()
    columns: frozenset[str] = frozenset()
    """Names of the columns that it may read, of whatever table, and `*` when some are read without a name."""
    reads: frozenset[str] = frozenset()
    """The tables and columns of evidence that can decide how it comes out, apart from what anybody knows."""
    is_single: bool = False
    """True when each row decides by itself, and by nothing that anybody knows of it."""

    @property
    def parameter_names(self) -> frozenset[str]:
        """Names of the parameters, the reserved ones included."""
        return frozenset(each.name for each in self.parameters)


_TYPES: dict[type, str] = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE", str: "VARCHAR"}


def sql_type(value: object) -> str:
    """The SQL type of a parameter's example value."""
    return _TYPES.get(type(value), "DATE")


def statement(use: Use, sql: str, table: str, known: Mapping[str, object]) -> Statement:
    """A statement whose types are those of the known parameters that it may name."""
    named = parameters_of(sql) if len(sql) <= LONGEST else set()
    return Statement(use, sql, table, tuple(sorted((name, sql_type(known[name])) for name in named & set(known))))


def use_of(item: ChecklistItem) -> Use:
    """What an item's own SQL is for."""
    return Use.FINDINGS if item.method is Method.FINDINGS else Use.CHECK
