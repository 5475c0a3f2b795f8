"""Whether a cell under what a column of evidence is called tells of the object beside it, or who does what.

Who decides, is asked and does a thing stands in the same tables as how it is: a board is beside a task, a document or
a course by name. Of a channel whatever stands there tells, for few channels decide anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from regelratt.app.disclosure.evidence.column_labels import REGISTERS, SMALL, Label
from regelratt.app.disclosure.evidence.spoken_values import NO, YES, days_in
from regelratt.app.disclosure.evidence.told_answers import on_or_off
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.words import SubjectKind

LETTERS_OF_TASKS = re.compile(r"[rasci](?:/[rasci])*")
"""The letters of who is responsible, accountable, supports, and is consulted or informed."""
_ENDINGS = frozenset({"d", "t", "de", "dda", "dd", "tt", "des", "ts"})
"""What an infinitive lacks of its participle."""
_NOWHERE = -1
_OF_BOARDS = re.compile(r"nämnd|styrelse|förvaltning|bolag")


class Named(NamedTuple):
    """What knows names of objects."""

    is_name: Callable[[str], bool]
    """Whether a cell is the names of objects, and nothing more."""
    kinds: Callable[[str], frozenset[SubjectKind | None]]
    """The kinds of the objects that a text names, None for what is neither a channel nor a board."""


class Beside(NamedTuple):
    """Where names stand in one row of a table: two places at most of each sort, for one of them is the cell itself."""

    others: tuple[int, ...]
    """Names of other objects than boards."""
    boards: tuple[int, ...]
    heading: tuple[int, ...]
    """Names of boards that the row is headed by, first in it or in a column of boards."""
    texts: int
    """How many cells have something else than names."""


def beside_in(row: Sequence[str], heads: Sequence[str], named: Named) -> Beside:
    """The names in a row of a table with these heads; one that goes on in the next cell stands in none of them."""
    kinds = {place: found for place, cell in enumerate(row) if cell.strip() and (found := named.kinds(cell))}
    if not kinds and (found := named.kinds(" | ".join(row))):
        kinds = {_NOWHERE: found}
    boards = {place: None for place, found in kinds.items() if found == {SubjectKind.BOARD}}
    heading = (place for place in boards if place == 0 or (
        0 < place < len(heads) and _OF_BOARDS.search(canonical(heads[place]).casefold())))
    return Beside(_two(place for place in kinds if place not in boards), _two(boards), _two(heading),
                  sum(1 for place, cell in enumerate(row) if cell.strip() and place not in kinds))


def tells(label: Label, head: str, cell: str, place: int, beside: Beside, named: Named) -> bool:
    """True when a cell at a place in a row, under what a column is called, tells of an object that is named there."""
    is_answered = answers(cell, label[2])
    if not cell.strip() or (not is_answered and named.is_name(cell)):
        return False
    if _is_other(beside.others, place):
        return True
    is_own, is_headed = label[1].name == SubjectKind.BOARD.table, _is_other(beside.heading, place)
    if not is_answered:
        return is_own and is_headed and not _is_task(cell, head, label)
    if label[1].name not in REGISTERS:
        return is_headed and beside.texts <= 1
    return _is_other(beside.boards, place) if is_own else is_headed


def answers(cell: str, column: Column) -> bool:
    """True for a cell that says what a column can hold."""
    said = words(canonical(cell))
    if column.type in (ColumnType.DATE, ColumnType.MOMENT):
        return any(days_in(canonical(cell)))
    if column.type is ColumnType.INTEGER:
        return any(map(str.isdecimal, said))
    return any(on_or_off(word) in (YES, NO) for word in said[:1]) or " ".join(said) in column.choices


def _is_task(cell: str, head: str, label: Label) -> bool:
    """True for who does what: a letter, and beside a verb for what is to be done anything that is no answer."""
    plain = canonical(cell).strip()
    if LETTERS_OF_TASKS.fullmatch(plain.casefold()):
        return True
    first = next(iter(words(canonical(head))), "")
    own = (*label[0], *words(canonical(label[2].about)))
    return len(first) > SMALL and any(word.startswith(first) and word[len(first):] in _ENDINGS for word in own)


def _two(places: Iterable[int]) -> tuple[int, ...]:
    return tuple(islice(places, 2))


def _is_other(places: Iterable[int], place: int) -> bool:
    return any(each != place for each in places)
