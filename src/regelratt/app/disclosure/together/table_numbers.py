"""Numbers in tables: in a cell, in a row by a word in it, and divided over cells that look as parts of a number.

Most tables are of numbers, and a number in a cell is one number. Two cells are read as one when they look as the halves
of somebody's number and as nothing else, and when nearly all rows have such halves: a day and the four digits beside it
make a personal number by chance in one of ten rows. Three such rows are no chance, whatever the columns are called.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from regelratt.app.disclosure.numbers.cued_phones import FEWEST_DIGITS
from regelratt.app.disclosure.numbers.dialling import dialled
from regelratt.app.disclosure.numbers.number_halves import (
    are_numbers_in_turn,
    four_in,
    has_sign_inside,
    is_mobile,
    is_number_of,
    is_one_number,
    makes_number,
    parted_phone,
)
from regelratt.app.disclosure.numbers.number_search import Found, Kind, numbers_in, told_numbers_in
from regelratt.app.disclosure.text.cells import CELL_END
from regelratt.app.disclosure.together.joined_parts import parts_of
from regelratt.app.disclosure.together.read_together import Table
from regelratt.domain.personal_number import digits_in

_DIGIT = re.compile(r"\d")
_REACH = 40
"""Signs that may stand between the day and the last four digits."""
_APART = 6
"""Columns from each other at most that halves may stand."""
_NOT_BORN = re.compile(r"dat(?:um|e)|dag\b|antal|belopp|kr\b|kronor", re.IGNORECASE)
"""In the heads of days that nobody is born on, and of what is counted; words for a birth are read with the rows."""
_NO_CHANCE = 3
"""Different numbers that have the right check digit in as many rows by chance in one of a thousand tables."""
_MOST = 2 / 3
"""How many of the rows have a number where it is no chance."""


class _Line(NamedTuple):
    """The cells of a row or a column, and the places of those with digits."""

    cells: Sequence[str]
    places: Sequence[int]

    @property
    def may_have_number(self) -> bool:
        """True when there are digits enough."""
        return len(self.places) > 0 and digits_in("".join(self.cells)) >= FEWEST_DIGITS


def numbers_in_table(table: Table, allowed: Sequence[str], *, are_read: bool) -> Iterator[Found]:
    """The numbers in a table, each of its cells in each reading; `are_read` where the cells are read by themselves too.

    A row or column with few digits has no number.
    """
    official = {dialled(each) for each in allowed}
    read = [[parts_of(cell) for cell in row] for row in table]
    for number in range(max((len(parts) for row in read for parts in row), default=0)):
        rows = [_line([parts[number if number < len(parts) else 0].text for parts in row]) for row in read]
        numbered = [row for row in rows if row.may_have_number]
        for row in numbered:
            for cell in () if are_read else row.cells:
                yield from numbers_in(cell, allowed)
            yield from told_numbers_in(CELL_END.join(row.cells), allowed)
        across = map(_line, zip_longest(*(row.cells for row in rows), fillvalue=""))
        columns = [column for column in across if column.may_have_number]
        lines = [line.cells for line in (*numbered, *columns)]
        yield from ((found, Kind.PERSON) for found in (
            *_in_most_rows(rows, is_number_of), *_beyond_chance(rows), *_beyond_chance(columns),
            *_in_all_cells(rows, are_columns=False),
            *_in_all_cells(columns, are_columns=True), *_with_their_sign(lines)))
        yield from ((found, Kind.PHONE) for found in (
            *_in_most_rows(rows, is_mobile), *_phones(lines)) if dialled(found) not in official)


def _line(cells: Sequence[str]) -> _Line:
    return _Line(cells, [place for place, cell in enumerate(cells) if _DIGIT.search(cell)])


def _in_most_rows(rows: Sequence[_Line], is_number: Callable[[str, str], bool]) -> Iterator[str]:
    """The numbers that one column begins and the next one that has digits ends, when most rows have one there."""
    head = rows[0].cells if rows and not rows[0].places else ()
    told: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for row, places in rows:
        for one, other in pairwise(places):
            if is_number(row[one], row[other]) and sum(map(len, row[one + 1:other])) <= _REACH:
                told[one, other].append(" ".join(row[one:other + 1]))
    rows_with = Counter(place for row in rows for place in row.places) if told else Counter[int]()
    for columns, found in told.items():
        is_other = any(_NOT_BORN.search(head[column]) for column in columns if column < len(head))
        if not is_other and len(found) >= _MOST * rows_with[columns[0]]:
            yield from found


def _beyond_chance(lines: Sequence[_Line]) -> Iterator[str]:
    """The numbers that days and four digits near them make, when most of the days have one and they are enough."""
    if len(lines) < _NO_CHANCE:
        return
    told: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for cells, places in lines:
        for last in (place for place in places if four_in(cells[place])):
            for first in (place for place in places if 0 < abs(place - last) <= _APART):
                if makes_number(cells[first], cells[last]):
                    told[first, last].add(f"{cells[first]} {cells[last]}")
    for (first, _), found in told.items():
        if len(found) >= _NO_CHANCE and len(found) >= _MOST * sum(first in line.places for line in lines):
            yield from sorted(found)


def _in_all_cells(lines: Sequence[_Line], *, are_columns: bool) -> Iterator[str]:
    """The numbers that are all that a line has digits of: year, month, day and four digits, or a digit in each box."""
    numbers = [[cells[place] for place in places] for cells, places in lines if places]
    has_head = not are_columns and len(numbers) < len(lines)
    found = [" ".join(texts) for texts in numbers
             if (is_one_number(texts) and not (has_head and set(map(len, texts)) == {1}))
             or (are_columns and are_numbers_in_turn(texts))]
    if len(found) >= _MOST * len(numbers):
        yield from found


def _with_their_sign(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """The numbers in two or three cells after each other, with the sign before the last four digits."""
    for line in lines:
        for place in range(len(line) - 1):
            beside = (line[place:place + size] for size in (2, 3))
            yield from (" ".join(cells) for cells in beside if has_sign_inside(cells))


def _phones(lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """The numbers in two cells after each other."""
    for line in lines:
        yield from filter(None, (parted_phone(one, other) for one, other in pairwise(line)))
