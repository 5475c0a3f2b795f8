"""Comparisons that single out one object by its id or name.

A check asks what holds, of all alike. One that names an object can excuse it, or fix everybody else's outcome so that
a published total tells that object's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.domain.tables import TABLES
from regelratt.domain.words import SubjectKind
from regelratt.engine.names import Names
from regelratt.engine.tree import Node, literal, walk

_SUBJECTS = {kind.table for kind in SubjectKind}
_NAMED = frozenset({"kontonamn"})

IDENTIFYING = frozenset(
    column.name
    for table in TABLES.values() for column in table.columns
    if (table.name in _SUBJECTS and column.name in {table.key, "namn"}) or column.name in _NAMED
    or column.references in {"objekt", *_SUBJECTS}
)
"""Columns whose values tell which object a row is about."""


def find_singled_out(compared: list[Node], names: Names) -> Iterator[tuple[Node, str, str]]:
    """Each written word that an identifying column is held against: where, what is wrong and how to put it right."""
    told = next((column for each in compared if (column := _identifying(each, names))), None)
    if told is None:
        return
    for each in compared:
        if _identifying(each, names) is None:
            for part in walk(each):
                if literal(part, "STRING"):
                    yield (part, f"Kontrollen pekar ut enskilda objekt genom {told}.",
                           "Fråga efter vad som gäller för alla, inte vem det gäller.")
                    return


def _identifying(node: Node, names: Names) -> str | None:
    found = (column.key[1] for each in walk(node) if (column := names.column(each)))
    return next((name for name in found if name in IDENTIFYING), None)
