"""Columns whose values tell which object a row is about, and what becomes of them in a query."""

from __future__ import annotations

from enum import IntEnum

from regelratt.domain.tables import TABLES
from regelratt.domain.words import SubjectKind

_SUBJECTS = {kind.table for kind in SubjectKind}
_NAMED = frozenset({"kontonamn"})

IDENTIFYING = frozenset(
    column.name
    for table in TABLES.values() for column in table.columns
    if (table.name in _SUBJECTS and column.name in {table.key, "namn"}) or column.name in _NAMED
    or column.references in {"objekt", *_SUBJECTS}
)
"""Columns whose values tell which object a row is about."""


class Identity(IntEnum):
    """How much of an object's id or name a value holds."""

    NONE = 0
    WHOLE = 1
    """It is one, as the evidence has it."""
    MADE = 2
    """It is put together from one."""
