"""What the days of one row must be: to each other, to the row's status, and to the days that its file covers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from regelratt.domain.columns import Column
from regelratt.domain.evidence import Value
from regelratt.domain.tables import Table
from regelratt.loaders.cells import ANY_DAY, SWEDEN, Collected, Problem, day_of

Row = Sequence[Value]
"""The values of a row, every column of the table in order."""

Wrong = tuple[str, Problem]
"""The column where a mistake stands, and the mistake."""


class RowDays:
    """Judges rows of one table under one header; a column that the text lacks is never judged."""

    def __init__(self, table: Table, positions: Mapping[str, int], collected: Collected) -> None:
        self._collected = collected
        self._index = {column.name: number for number, column in enumerate(table.columns) if column.name in positions}
        self._checks: list[Callable[[Row], Wrong | None]] = []
        self._checks.extend(
            self._order(first, then) for first, then in table.orders if {first, then} <= self._index.keys())
        for column in table.columns:
            if collected is not ANY_DAY and column.name in self._index and (column.ahead_with or column.past_with):
                self._checks.append(self._status(column))
        if collected.periods and table.moment in self._index:
            self._checks.append(self._coverage(table))

    def wrong(self, row: Row) -> Iterator[Wrong]:
        """Every mistake of one row."""
        return filter(None, (check(row) for check in self._checks))

    def _order(self, first: str, then: str) -> Callable[[Row], Wrong | None]:
        earlier, later = self._index[first], self._index[then]

        def check(row: Row) -> Wrong | None:
            if not _is_later(row[earlier], row[later]):
                return None
            return then, Problem(f"Kolumnen {then} ({row[later]}) ligger före kolumnen {first} ({row[earlier]}).",
                                 "Rätta den av dem som är fel.")

        return check

    def _status(self, column: Column) -> Callable[[Row], Wrong | None]:
        """A day that lies ahead, or that has been, only with the words that say so."""
        place, last = self._index[column.name], self._collected

        def check(row: Row) -> Wrong | None:
            day = day_of(row[place])
            if day is None or day == last.day:
                return None
            asked = column.ahead_with if day > last.day else column.past_with
            if not asked or asked[0] not in self._index or row[self._index[asked[0]]] in asked[1:]:
                return None
            name, *words = asked
            word = row[self._index[name]]
            side = "efter" if day > last.day else "före"
            return column.name, Problem(
                f"Kolumnen {column.name} har en dag ({day}) {side} {last.name}, men {name} är {word}.",
                f"Rätta dagen, eller {name}: en sådan dag kan bara stå med {' eller '.join(words)}.")

        return check

    def _coverage(self, table: Table) -> Callable[[Row], Wrong | None]:
        """A row of a log tells of what happened on the days that its file covers."""
        first = self._index[table.moment]
        ends = self._index.get(table.last_day)
        is_ahead = bool((column := table.column(table.moment)) and column.may_be_ahead)

        def check(row: Row) -> Wrong | None:
            begins = day_of(row[first])
            if begins is None:
                return None
            ended = begins if not table.last_day else None if ends is None else day_of(row[ends])
            if any((ended is None or ended >= start) and (is_ahead or (ended or begins) <= end)
                   for start, end in self._collected.periods):
                return None
            spans = " och ".join(f"{start}–{end}" for start, end in self._collected.periods)
            days = f"{begins}" if not table.last_day else f"{begins}–{ended or ''}"
            return table.moment, Problem(
                f"Raden gäller {days} ({table.moment}), utanför de dagar som täcks ({spans}).",
                f"Rätta dagen, ta bort raden, eller rätta {self._collected.covers}.")

        return check


def _is_later(first: Value, then: Value) -> bool:
    """True when the first of two known days or times cannot but be after the second.

    The hour that comes twice in autumn says not which it is.
    """
    if isinstance(first, datetime) and isinstance(then, datetime):
        return first > then and _moment(first, 0) > _moment(then, 1)
    return isinstance(first, date) and isinstance(then, date) and first > then


def _moment(local: datetime, fold: int) -> float:
    return local.replace(tzinfo=SWEDEN, fold=fold).timestamp()
