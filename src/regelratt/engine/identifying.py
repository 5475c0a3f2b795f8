"""Columns whose values tell which object a row is about, and what becomes of them in a query."""

from __future__ import annotations

from collections.abc import Iterable
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
    MIXED = 2
    """It is one on some rows and something else on others, or one that has been chosen among several."""
    MADE = 3
    """It is put together from one, or may be."""


def chosen(kinds: list[Identity], *, by_order: bool) -> Identity:
    """What is given by an expression that gives one of these as it is; `by_order` when their order chooses it."""
    most = max(kinds, default=Identity.NONE)
    if most is Identity.NONE:
        return most
    return Identity.MIXED if most <= (Identity.WHOLE if by_order else Identity.MIXED) else Identity.MADE


def alike(kinds: Iterable[Identity]) -> Identity:
    """What a column holds that holds one or another of these."""
    found = set(kinds)
    if len(found) == 1:
        return found.pop()
    return Identity.MADE if Identity.MADE in found or not found else Identity.MIXED
