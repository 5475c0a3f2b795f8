"""What closed columns of evidence are called, where the name is the evidence's own and says which column it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.public_knowledge import SHOWN_ON_THE_ACCOUNT
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import SubjectKind
from regelratt.engine.reads import telling_columns

SMALL = 3
"""Letters of a word that changes nothing of what a column is called: *är*, *har*, *på*."""
_ORGANISATION = SubjectKind.ORGANISATION.table
REGISTERS = frozenset(kind.table for kind in SubjectKind) - {_ORGANISATION}
"""Tables with one row about each object, but for the organisation's own."""

_CALLED_BESIDES = {
    "antal_med_åtkomst": ("personer med åtkomst", "antal med tillgång", "personer med tillgång"),
    "kanaler_i_dokumenthanteringsplan": ("i dokumenthanteringsplanen",)}
"""Other names that tables have for columns."""

Label = tuple[tuple[str, ...], Table, Column]
"""A name in words, and the column that it is of."""


def is_closed(column: Column) -> bool:
    """True for days, times, numbers, answers and words among a few."""
    return column.type is not ColumnType.TEXT or bool(column.choices)


def is_written(column: Column) -> bool:
    """True for text that somebody wrote: no word among a few, no id and no period."""
    return not (is_closed(column) or column.references or column.is_period)


def is_free(column: Column) -> bool:
    """True for such text that is no name of a role."""
    return is_written(column) and not column.is_role


def telling(table: Table) -> frozenset[str]:
    """The columns that say something of a row that is not seen on the account itself."""
    return frozenset(name for name in telling_columns(table) if (table.name, name) not in SHOWN_ON_THE_ACCOUNT)


def _labels() -> Iterator[Label]:
    """What closed columns are called, by name and in words, where the name is the evidence's own.

    That is a name of several words, and any name of a property of the objects themselves that is no table's too.
    """
    abouts = Counter(column.about for table in TABLES.values() for column in table.columns)
    for table in (each for each in TABLES.values() if each.name != _ORGANISATION):
        for column in table.columns:
            is_own = "_" in column.name or (table.name in REGISTERS and column.name not in TABLES)
            if is_own and is_closed(column) and column.name in telling(table):
                yield from ((tuple(words(canonical(text))), table, column)
                            for text in (column.name, column.about, *_CALLED_BESIDES.get(column.name, ()))
                            if abouts[text] <= 1)


LABELS = tuple(_labels())
"""Every name that tells of a column."""
_SHORTEST = 4
"""First letters that words have in common in all their forms."""
_ENDING = 3
"""Letters last in a word that other forms of it lack."""
_LONGEST_HEAD = 40
"""Words of what may be called a head; each is compared with each word of each label."""
_BY_BEGINNING: dict[str, list[Label]] = {}
"""The same names by how their longest words begin."""
for _label in LABELS:
    _BY_BEGINNING.setdefault(max(_label[0], key=len)[:_SHORTEST], []).append(_label)


def label_of(head: Sequence[str]) -> Label | None:
    """The column that a head is what it is called, with nothing but small words around.

    What an object's own row holds is known in every form and order of its words too: *Utsedda publicister*.
    """
    if len(head) > _LONGEST_HEAD:
        return None
    named = (label for word in head for label in _BY_BEGINNING.get(word[:_SHORTEST], ()))
    return next((label for label in named if _is_called(head, label)), None)


def _is_called(head: Sequence[str], label: Label) -> bool:
    said, table, column = label
    for place in range(len(head) - len(said) + 1):
        rest = (*head[:place], *head[place + len(said):])
        if tuple(head[place:place + len(said)]) == said and all(len(word) <= SMALL for word in rest):
            return True
    if len(said) == 1 or table.name not in REGISTERS:
        return False
    if not all(any(_is_alike(word, other) for other in head) for word in said):
        return False
    about = words(canonical(column.about))
    return all(len(word) <= SMALL or any(_is_alike(word, other) for other in (*said, *about)) for word in head)


def _is_alike(one: str, other: str) -> bool:
    """True for two forms of a word."""
    size = max(_SHORTEST, min(len(one), len(other)) - _ENDING)
    return one == other or (abs(len(one) - len(other)) <= _ENDING and one[:size] == other[:size] and len(one) >= size)
