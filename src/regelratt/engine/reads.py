"""What of the evidence a piece of SQL reads that can decide how it comes out.

Two closed checks with anything of this in common are counted in one public total. It is taken from the parsed query,
so comments, alias names and other spellings of a column change nothing. More may be told than is read, never less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import SubjectKind
from regelratt.engine.identifying import IDENTIFYING
from regelratt.engine.mentioned import EVERY, mentioned
from regelratt.engine.tree import Node, folded

_SEEN_BY_ALL = frozenset({
    ("kanaler", "status"), ("kanaler", "plattform"), ("inlägg", "publicerad"), ("inlägg", "slag")})
"""Columns that anybody can read on the account itself: they say who is judged, and nothing that is closed."""
_ROWS_SEEN_BY_ALL = frozenset({*(kind.table for kind in SubjectKind), "inlägg"})
"""Tables whose rows anybody knows to exist: the objects, and what they have published."""


def telling_columns(table: Table) -> frozenset[str]:
    """The columns that say something closed of a row, and do not only lead to it."""
    return frozenset(
        column.name for column in table.columns
        if column.name != table.key and not column.references and column.name not in IDENTIFYING
        and (table.name, column.name) not in _SEEN_BY_ALL)


def rows_of(table: str) -> frozenset[str]:
    """What is read by asking whether the table has a row: its name, where that is not known to all."""
    return frozenset({table} - _ROWS_SEEN_BY_ALL)


def everything() -> frozenset[str]:
    """All that any SQL can read."""
    return frozenset(each for table in TABLES for each in _of_table(table, telling_columns(TABLES[table])))


def find_read(root: Node, tables: Collection[str]) -> frozenset[str]:
    """The tables and columns that a parsed query over these tables of evidence may let decide.

    A column is known by its name in any of the tables: an alias is followed by where it was made.
    """
    named = mentioned(root)
    return frozenset(
        each for table in tables for each in _of_table(
            table, (name for name in telling_columns(TABLES[table]) if EVERY in named or folded(name) in named)))


def _of_table(table: str, columns: Iterable[str]) -> Iterator[str]:
    yield from rows_of(table)
    yield from (f"{table}.{name}" for name in columns)
