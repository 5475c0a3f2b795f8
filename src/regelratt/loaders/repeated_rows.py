"""The same rows of a log under other keys, in two files or in one: an export made twice, which would count twice.

Rows are compared without their keys. By chance a few may be alike, the more the less is said of each: what counts is
that many different rows come again, and that they are much of what is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

from regelratt.domain.tables import ColumnType, Table
from regelratt.loaders.rows import TypedRows

_FEWEST = 4
"""Different rows that come again, in another file or in the same order further down, by no accident."""
_FEWEST_IN_PAIRS = 8
"""Different rows that all stand an even number of times in one file, or thrice, by no accident in whatever order."""
_PART = 2
"""Of the smaller file's different rows at least one in so many comes again, where rows have a clock."""


class Again(NamedTuple):
    """Rows that stand somewhere already under other keys."""

    different: int
    """How many different ones."""
    name: str
    """The file where they stand."""
    line: int
    """The line in the file that was read last where it begins to repeat them."""


class RepeatedRows:
    """What the rows of each log say that has been read, with the file that said it first."""

    def __init__(self) -> None:
        self._first: dict[str, dict[int, int]] = defaultdict(dict)
        """By table the number of the file where each row stood first, by what it says."""
        self._files: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """By table the files, each with how many different rows it has."""

    def again(self, table: Table, name: str, rows: TypedRows) -> Again | None:
        """The rows of this file that stand in it or in one read before it too, apart from their keys; None if few.

        A register has one row for each object, and rows whose key is a number in a diary are told apart by it.
        """
        if not table.moment or table.columns[0].is_number:
            return None
        said = [hash(row[1:]) for row in rows.rows]
        return self._in_another(table, name, rows, said) or _in_itself(table, name, rows, said)

    def _in_another(self, table: Table, name: str, rows: TypedRows, said: Sequence[int]) -> Again | None:
        first, files = self._first[table.name], self._files[table.name]
        different = dict.fromkeys(said)
        shared = Counter(first[each] for each in different if each in first)
        files.append((name, len(different)))
        for each in different:
            first.setdefault(each, len(files) - 1)
        for number, count in shared.most_common():
            other, size = files[number]
            if _is_much(table, count, min(size, len(different))):
                line = next(line for line, each in zip(rows.lines, said, strict=True) if first[each] == number)
                return Again(count, other, line)
        return None


def _in_itself(table: Table, name: str, rows: TypedRows, said: Sequence[int]) -> Again | None:
    """The rows that stand twice in one file: as a block further down, or each one twice as often as it should."""
    times = Counter(said)
    last: dict[int, int] = {}
    moved: dict[int, dict[int, int]] = defaultdict(dict)
    for place, each in enumerate(said):
        if each in last:
            moved[place - last[each]].setdefault(each, place)
        last[each] = place
    for far, block in moved.items():
        # A copy stands below all of what it repeats; those alike in one busy minute stand close together.
        if len(block) <= far and _is_much(table, len(block), len(times)):
            return Again(len(block), name, rows.lines[min(block.values())])
    if len(times) >= _FEWEST_IN_PAIRS and gcd(*times.values()) > 1:
        return Again(len(times), name, rows.lines[min(min(block.values()) for block in moved.values())])
    return None


def _is_much(table: Table, count: int, of: int) -> bool:
    """True for as many rows alike, of so many, as do not come about by chance; a day alone tells less than a clock."""
    column = table.column(table.moment)
    part = _PART if column is not None and column.type is ColumnType.MOMENT else 1
    return count >= _FEWEST and count * part >= of
