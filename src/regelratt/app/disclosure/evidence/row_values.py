"""The values of one row of evidence, and how much of them is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from regelratt.app.disclosure.evidence.column_labels import LABELS, REGISTERS, is_closed, is_free, telling
from regelratt.app.disclosure.evidence.secrets import NAMES_OF_BODIES
from regelratt.app.disclosure.evidence.spoken_values import NO, YES, SaidValue, Value, value_of, without_year
from regelratt.app.disclosure.evidence.told_answers import answers_of
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.evidence import Value as Held
from regelratt.domain.tables import TABLES, Table

FEW = 2
"""Values of a row that tell of it beside the name of its object, or beside the minute when something was done."""
MANY = 4
"""Values of a row that tell of it in whatever company: beside them stands no name."""
_MANY_IN_ANY_ORDER, _THEIR_DAYS = 5, 3
"""Closed values of a row, and days among them, that are no chance in whatever order and company."""
_DAYS = {
    name: frozenset(tuple(column.name.split("_")) for column in table.columns
                    if column.type in (ColumnType.MOMENT, ColumnType.DATE))
    for name, table in TABLES.items()}
"""What the columns of each table with days and times are called."""


class Cell(NamedTuple):
    """One value of a row."""

    value: Value
    day: date | None
    """The day of a time."""
    says_something: bool
    """True when the value says something by itself: a yes, a no, a number and free words do not."""
    is_closed: bool
    """False for free text, which is looked for by itself, and for what anybody can see."""
    is_free: bool
    """True for free text of several words, which tells of its row beside the name and another value."""

    @property
    def whole(self) -> frozenset[Value]:
        """What says all of it: a time needs no year."""
        return frozenset((self.value, *((without_year(self.value),) if isinstance(self.value, datetime) else ())))

    @property
    def part(self) -> frozenset[Value]:
        """What says the day of it."""
        if self.day:
            return frozenset((self.day, without_year(self.day)))
        return frozenset((without_year(self.value),) if isinstance(self.value, date) else ())

    @property
    def marks(self) -> frozenset[Value]:
        """What leads to its row among those of one object."""
        return (self.whole if self.says_something else frozenset()) | self.part


class Row(NamedTuple):
    """The values of one row, in the order of its columns."""

    table: str
    cells: tuple[Cell, ...]
    labelled: tuple[tuple[tuple[str, ...], Value], ...]
    """What columns are called, where that says enough, and what they hold."""
    answers: Mapping[str, Value]
    """What its columns answer, in the one row that a register has about an object."""


def row_of(table: Table, held: Mapping[str, Held]) -> Row:
    """The row that the evidence holds."""
    told = telling(table) - NAMES_OF_BODIES
    columns = [(each, held[each.name]) for each in table.columns if each.name in told or _is_day(each)]
    cells = [_cell(column, value, is_telling=column.name in told) for column, value in columns if value is not None]
    labelled = [
        (said, _value(held[column.name])) for said, of, column in LABELS
        if of is table and held[column.name] is not None]
    answers = answers_of(table.name, held) if table.name in REGISTERS else {}
    return Row(table.name, tuple(cells), tuple(labelled), answers)


def _is_day(column: Column) -> bool:
    return column.type in (ColumnType.MOMENT, ColumnType.DATE)


def _cell(column: Column, held: Held, *, is_telling: bool) -> Cell:
    value = _value(held)
    day = value.date() if isinstance(value, datetime) else None
    says_something = is_telling and value not in (YES, NO) and not isinstance(value, int) and is_closed(column)
    is_text = is_telling and is_free(column) and isinstance(value, tuple) and len(value) > 1
    return Cell(value, day, says_something, is_telling and is_closed(column), is_text)


def _value(held: Held) -> Value:
    if isinstance(held, bool):
        return YES if held else NO
    if isinstance(held, datetime):
        return held.replace(second=0, microsecond=0, tzinfo=None)
    return value_of(words(canonical(held))) if isinstance(held, str) else held or 0


def _shared(cells: Sequence[Cell], said: Sequence[SaidValue]) -> Iterator[tuple[Cell, SaidValue, bool]]:
    """The values that are said too, each as many times as it is, and whether more than the day of it is."""
    forms = {form for each in said for form in each.forms}
    # A day has more forms than its value; of all else one look is enough.
    left, waiting = [*said], [cell for cell in cells if cell.value in forms or isinstance(cell.value, date)]
    for is_whole in (True, False):
        for cell in waiting[:]:
            wanted = cell.whole if is_whole else cell.part
            place = next((place for place, each in enumerate(left) if not wanted.isdisjoint(each.forms)), None)
            if place is not None:
                waiting.remove(cell)
                yield cell, left.pop(place), is_whole


def is_told_of(row: Row, said: Sequence[SaidValue]) -> bool:
    """True when enough is said of a row whose object is named: two values of which one says something, or many.

    A whole text of a row that another value has led to is enough too.
    """
    found = list(_shared([cell for cell in row.cells if cell.is_closed], said))
    if len(found) >= FEW and (
        any(cell.says_something and is_whole for cell, _, is_whole in found)
        or _are_days_of(row, [each for _, each, _ in found], said)
    ):
        return True
    if any(cell.day for cell, _, _ in found) and len(found) >= MANY:
        return True
    return any(_shared([cell for cell in row.cells if cell.is_free], said))


def names_days(head: Sequence[str]) -> bool:
    """True for what a column with days is called, and nothing more."""
    return any(tuple(head) in names for names in _DAYS.values())


def _are_days_of(row: Row, found: Sequence[SaidValue], said: Sequence[SaidValue]) -> bool:
    """True for two days without their year, each by itself, beside a third value or what their column is called.

    Meetings and opening hours fall on the same days.
    """
    days = {each.forms for each in found if each.is_lone_day}
    return len(days) >= FEW and (len({each.forms for each in found}) > FEW or any(
        form in _DAYS[row.table] for each in said for form in each.forms))


def told_with_time(rows: Iterable[Row], time: Value, said: Sequence[SaidValue]) -> Iterator[Row]:
    """The rows whose minute stands with two more of their values, or with one more minute."""
    for row in rows:
        found = [cell for cell, _, is_whole in _shared(row.cells, said) if is_whole and cell.value != time]
        if sum(FEW if cell.day else 1 for cell in found) >= FEW:
            yield row


def told_by_many(rows: Iterable[Row], day: Value, said: Sequence[SaidValue]) -> Iterator[Row]:
    """The rows of which many different values, and among them the day, stand in the order of their columns.

    Many more of them, with more days, need no order.
    """
    spoken_values = {form for each in said for form in each.forms}
    for row in rows:
        cells = [cell for cell in row.cells if cell.value in spoken_values]
        values = [cell.value for cell in cells]
        closed = {cell.value for cell in cells if cell.is_closed}
        if len(set(values)) >= MANY and (_is_in_order(values, day, said) or (day in closed and _are_no_chance(closed))):
            yield row


def _are_no_chance(closed: Collection[Value]) -> bool:
    return len(closed) >= _MANY_IN_ANY_ORDER and sum(isinstance(value, date) for value in closed) >= _THEIR_DAYS


def _is_in_order(cells: Sequence[Value], day: Value, said: Sequence[SaidValue]) -> bool:
    """True when enough of these values stand in this order, and among them the day."""
    longest: list[tuple[Value, ...]] = [()] * (len(cells) + 1)
    for each in said:
        before = longest[:]
        for place, value in enumerate(cells):
            longer = (*before[place], value) if value in each.forms else ()
            longest[place + 1] = max(longer, before[place + 1], longest[place], key=lambda found: len(set(found)))
    return len(set(longest[-1])) >= MANY and day in longest[-1]
