"""Rows of texts to rows of typed values, by the table's schema."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial

from regelratt.diagnostics import close_matches
from regelratt.domain.characters import nfc, with_plain_spaces
from regelratt.domain.evidence import Value
from regelratt.domain.tables import Column, ColumnType, Table
from regelratt.loaders.cells import ANY_DAY, SWEDEN, ColumnReader, LastDay, Problem
from regelratt.loaders.csv_table import CsvText, Row, shown
from regelratt.loaders.mistakes import Mistake, Mistakes

Place = Callable[[int, int], tuple[int, int]]
"""Line and column of a cell, from the line that its row begins on and its number in the row, from 0."""

_STAND_INS = {ColumnType.INTEGER: "1", ColumnType.DATE: "1900-01-01", ColumnType.MOMENT: "1900-01-01 00:00",
              ColumnType.BOOLEAN: "nej", ColumnType.TEXT: "okänd"}


_MOST_LINES = 2**40


class Keys:
    """Where the keys of one table stand, whatever file they are in."""

    def __init__(self) -> None:
        self._files: list[str] = []
        self._places: dict[Value, int] = {}
        """The number of the file and the line as one number, since a million keys are held at once."""

    def open(self, name: str) -> None:
        """Begin another file."""
        self._files.append(name)

    def add(self, key: Value, line: int) -> bool:
        """Take in a key of the file that was opened last; False when it stands somewhere already."""
        place = len(self._files) * _MOST_LINES + line
        return self._places.setdefault(key, place) == place

    def first(self) -> Value:
        """The key that was taken in first; None before there is one."""
        return next(iter(self._places), None)

    def place(self, key: Value) -> str:
        """Where a key that was taken in stands, as a message names it."""
        number, line = divmod(self._places[key], _MOST_LINES)
        return f"{self._files[number - 1]}:{line}"


@dataclass(frozen=True, slots=True)
class TypedRows:
    """Sound rows, every column of the table in order, and the line that each begins on."""

    rows: tuple[tuple[Value, ...], ...] = ()
    lines: Sequence[int] = ()
    positions: dict[str, int] = field(default_factory=dict)
    """Where in the row each column of the text stands, counted from 0."""
    key: int = 0
    """Where in the row the key stands."""


def typed_rows(
    table: Table, csv: CsvText, mistakes: Mistakes, keys: Keys, last_day: LastDay = ANY_DAY, *,
    may_lack: bool = False,
) -> TypedRows:
    """The rows of a text; a column that is not there is unknown in every row.

    Nothing told in them happened after `last_day`.

    A row with a mistake is reported and left out, so that nothing wrong is ever judged. `keys` has the keys of the
    table's other files.
    """
    found = csv.read(mistakes.error)
    if found is None:
        return TypedRows()
    header, rows = found
    reader = RowReader(table, header, csv.column_of, mistakes, last_day=last_day, may_lack=may_lack)
    return reader.read(rows, keys) if reader.is_usable else TypedRows()


class RowReader:
    """Reads rows under one header. With `may_lack`, a required column may be absent and is given a stand-in."""

    def __init__(
        self, table: Table, header: Row, place: Place, mistakes: Mistakes, *, may_lack: bool = False,
        last_day: LastDay = ANY_DAY,
    ) -> None:
        self.table = table
        self.place = place
        self.mistakes = mistakes
        self.is_usable = True
        self.positions: dict[str, int] = {}
        self._header_line, texts = header
        self.names = tuple(with_plain_spaces(nfc(text)).strip() for text in texts)
        if empty := self.names.count(""):
            self._refuse(self.names.index(""),
                         f"Rubriken har {empty} {'tom kolumn' if empty == 1 else 'tomma kolumner'}.",
                         "Ta bort kolumnerna i kalkylprogrammet och spara om, eller ta bort deras kommatecken på "
                         "varje rad.")
        for index, name in enumerate(self.names):
            if name:
                self._add(index, name)
        for column in table.columns:
            if column.required and column.name not in self.positions and not (may_lack and column.name != table.key):
                self._refuse(0, f"Kolumnen {column.name} saknas ({column.about}).", "Lägg till den.")
        self._columns = [
            (self.positions.get(column.name), _stand_in(column) if may_lack and column.required else "",
             ColumnReader(column, is_key=column.name == table.key, last_day=last_day,
                          before=self.positions.get(column.name, 0)))
            for column in table.columns]
        order = [column.name for column in table.columns]
        self._orders = [
            (order.index(first), order.index(then)) for first, then in table.orders
            if first in self.positions and then in self.positions]
        """Orders between columns that the text has; a stand-in is no day that anything happened."""

    def _add(self, index: int, name: str) -> None:
        known = [column.name for column in self.table.columns]
        if name not in known:
            self._refuse(index, f"Kolumnen {shown(name)} finns inte i tabellen {self.table.name}.",
                         f"Rätta namnet eller ta bort kolumnen.{close_matches(name[:100], known)}")
        elif name in self.positions:
            self._refuse(index, f"Kolumnen {name} står två gånger.", "Ta bort den ena.")
        self.positions.setdefault(name, index)

    def _refuse(self, index: int, message: str, remedy: str) -> None:
        self.is_usable = False
        self.mistakes.error(*self.place(self._header_line, index), message, remedy)

    def read(self, rows: Iterable[Row], keys: Keys) -> TypedRows:
        """The sound rows, in order."""
        sound: list[tuple[Value, ...]] = []
        lines = array("L")
        keys.open(self.mistakes.path)
        for line, texts in rows:
            values = [reader.read(stand_in if index is None else texts[index])
                      for index, stand_in, reader in self._columns]
            row = tuple(value for value in values if not isinstance(value, Problem))
            if len(row) < len(values):
                self._tell(line, values)
            elif wrong := next(self._out_of_order(row), None):
                self.mistakes.later(partial(self._reversed, line, row, *wrong))
            elif self.table.is_single and keys.first() is not None:
                self.mistakes.later(partial(self._second, line, keys))
            elif not keys.add(row[0], line):
                self.mistakes.later(partial(self._taken, line, row[0], keys))
            else:
                sound.append(row)
                lines.append(line)
        return TypedRows(tuple(sound), lines, self.positions, self._columns[0][0] or 0)

    def _tell(self, line: int, values: Sequence[Value | Problem]) -> None:
        for (index, _, _), value in zip(self._columns, values, strict=True):
            if isinstance(value, Problem):
                self.mistakes.later(partial(self._wrong, line, index or 0, value))

    def _wrong(self, line: int, index: int, problem: Problem) -> Mistake:
        return (*self.place(line, index), *problem.told)

    def _second(self, line: int, keys: Keys) -> Mistake:
        return (*self.place(line, self._columns[0][0] or 0),
                f"Tabellen {self.table.name} har en enda rad, och den står redan på {keys.place(keys.first())}.",
                "Ta bort raden, eller rätta den första.")

    def _taken(self, line: int, key: Value, keys: Keys) -> Mistake:
        return (*self.place(line, self._columns[0][0] or 0),
                f"{self.table.key} {key} står redan på {keys.place(key)}.", "Behåll en rad för varje nyckel.")


    def _out_of_order(self, row: Sequence[Value]) -> Iterator[tuple[int, int]]:
        return ((first, then) for first, then in self._orders if _is_later(row[first], row[then]))

    def _reversed(self, line: int, row: Sequence[Value], first: int, then: int) -> Mistake:
        earlier, later = (self.table.columns[each].name for each in (first, then))
        return (*self.place(line, self.positions[later]),
                f"Kolumnen {later} ({row[then]}) ligger före kolumnen {earlier} ({row[first]}).",
                "Rätta den av dem som är fel.")


def _is_later(first: Value, then: Value) -> bool:
    """True when the first of two known days or times cannot but be after the second.

    Midnight is what a day without a time is read as, and the hour that comes twice in autumn says not which it is.
    """
    if isinstance(first, datetime) and isinstance(then, datetime):
        if then.time() == time.min:
            return first.date() > then.date()
        return first > then and _moment(first, 0) > _moment(then, 1)
    return isinstance(first, date) and isinstance(then, date) and first > then


def _moment(local: datetime, fold: int) -> float:
    return local.replace(tzinfo=SWEDEN, fold=fold).timestamp()


def _stand_in(column: Column) -> str:
    return column.choices[0] if column.choices else _STAND_INS[column.type]
