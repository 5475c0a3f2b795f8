"""Rows of texts to rows of typed values, by the table's schema."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from regelratt.diagnostics import close_matches
from regelratt.domain.characters import nfc, with_plain_spaces
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.evidence import Value
from regelratt.domain.tables import Table
from regelratt.loaders.cells import ANY_DAY, Collected, ColumnReader, Problem
from regelratt.loaders.csv_table import CsvText, Row, shown
from regelratt.loaders.mistakes import Mistake, Mistakes
from regelratt.loaders.room import Room
from regelratt.loaders.row_days import RowDays
from regelratt.loaders.swallowed import begins_like_rows, form

Place = Callable[[int, int], tuple[int, int]]
"""Line and column of a cell, from the line that its row begins on and its number in the row, from 0."""

_STAND_INS = {ColumnType.INTEGER: "1", ColumnType.DATE: "1900-01-02", ColumnType.MOMENT: "1900-01-02 00:00",
              ColumnType.BOOLEAN: "nej", ColumnType.TEXT: "utelämnad"}


_MOST_LINES = 2**40


class Keys:
    """Where the keys of one table stand, whatever file they are in, and how many rows there is room for."""

    def __init__(self, room: Room | None = None) -> None:
        self.room = room or Room.of_table()
        self._files: list[str] = []
        self._places: dict[str, int] = {}
        """The number of the file and the line as one number, since a million keys are held at once."""
        self._written: dict[str, str] = {}
        """Keys as they are written, by what they are in small letters; those in small letters are not here."""

    def open(self, name: str) -> None:
        """Begin another file."""
        self._files.append(name)

    def add(self, key: str, line: int) -> bool:
        """Take in a key of the file that was opened last; False when it stands somewhere already, however written."""
        place = len(self._files) * _MOST_LINES + line
        small = key.casefold()
        if self._places.setdefault(small, place) != place:
            return False
        if small != key:
            self._written[small] = key
        return True

    def first(self) -> str | None:
        """The key that was taken in first; None before there is one."""
        small = next(iter(self._places), None)
        return None if small is None else self.written(small)

    def written(self, key: str) -> str:
        """A key as it is written where it was taken in."""
        return self._written.get(key.casefold(), key.casefold())

    def place(self, key: str) -> str:
        """Where a key that was taken in stands, as a message names it."""
        number, line = divmod(self._places[key.casefold()], _MOST_LINES)
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
    table: Table, csv: CsvText, mistakes: Mistakes, keys: Keys, collected: Collected = ANY_DAY, *,
    may_lack: bool = False,
) -> TypedRows:
    """The rows of a text; a column that is not there is unknown in every row.

    `collected` says on which days what is told can have happened.

    A row with a mistake is reported and left out, so that nothing wrong is ever judged. `keys` has the keys of the
    table's other files.
    """
    found = csv.read(mistakes.error, table.names)
    if found is None:
        return TypedRows()
    header, rows = found
    reader = RowReader(table, header, csv.column_of, mistakes, collected=collected, may_lack=may_lack)
    return reader.read(rows, keys) if reader.is_usable else TypedRows()


class RowReader:
    """Reads rows under one header. With `may_lack`, a required column may be absent and is given a stand-in."""

    def __init__(
        self, table: Table, header: Row, place: Place, mistakes: Mistakes, *, may_lack: bool = False,
        collected: Collected = ANY_DAY,
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
             ColumnReader(column, is_key=column.name == table.key, collected=collected,
                          width=len(self.names)))
            for column in table.columns]
        self._prose = [number for number, column in enumerate(table.columns)
                       if column.is_prose and column.name in self.positions]
        self._days = RowDays(table, self.positions, collected)
        """A stand-in is no day that anything happened, and is not judged."""

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
        left, full = keys.room.rows_left
        number = 0
        for number, (line, texts) in enumerate(rows, 1):
            if number > left:
                self.mistakes.later(partial(self._one_too_many, line, full))
                break
            values = [reader.read(stand_in if index is None else texts[index])
                      for index, stand_in, reader in self._columns]
            row = tuple(value for value in values if not isinstance(value, Problem))
            if len(row) < len(values):
                self._tell(line, values)
            elif wrong := next(self._days.wrong(row), None):
                self.mistakes.later(partial(self._wrong, line, self.positions[wrong[0]], wrong[1]))
            elif self.table.is_single and (first := keys.first()) is not None:
                self.mistakes.later(partial(self._second, line, first, keys))
            elif not keys.add(str(row[0]), line):
                self.mistakes.later(partial(self._taken, line, str(row[0]), keys))
            else:
                sound.append(row)
                lines.append(line)
        keys.room.take_rows(number)
        self._leave_out_swallowing(sound, lines)
        return TypedRows(tuple(sound), lines, self.positions, self._columns[0][0] or 0)

    def _leave_out_swallowing(self, sound: list[tuple[Value, ...]], lines: array[int]) -> None:
        """Report and take away rows with a text in which a line begins like the table's own rows."""
        texts = [(number, index) for number, row in enumerate(sound) for index in self._prose
                 if isinstance(text := row[index], str) and "\n" in text]
        forms = {form(str(row[0])) for row in sound} - {""} if texts else set()
        found = [(number, index) for number, index in texts
                 if begins_like_rows(str(sound[number][index]), self._columns[0][0] or 0, forms)]
        for number, index in found:
            place, _, reader = self._columns[index]
            self.mistakes.later(partial(self._wrong, lines[number], place or 0, reader.swallowing()))
        if wrong := {number for number, _ in found}:
            # One by one each would move all that follow.
            sound[:] = [row for number, row in enumerate(sound) if number not in wrong]
            lines[:] = array("L", (line for number, line in enumerate(lines) if number not in wrong))

    def _tell(self, line: int, values: Sequence[Value | Problem]) -> None:
        for (index, _, _), value in zip(self._columns, values, strict=True):
            if isinstance(value, Problem):
                self.mistakes.later(partial(self._wrong, line, index or 0, value))

    def _wrong(self, line: int, index: int, problem: Problem) -> Mistake:
        return (*self.place(line, index), *problem.told)

    def _one_too_many(self, line: int, full: Room) -> Mistake:
        return (*self.place(line, 0), f"Raden gör att {full.whose} rader är fler än {full.most_rows}.",
                f"{full.remedy} Raden och det som följer läses inte.")

    def _second(self, line: int, first: str, keys: Keys) -> Mistake:
        return (*self.place(line, self._columns[0][0] or 0),
                f"Tabellen {self.table.name} har en enda rad, och den står redan på {keys.place(first)}.",
                "Ta bort raden, eller rätta den första.")

    def _taken(self, line: int, key: str, keys: Keys) -> Mistake:
        place = self.place(line, self._columns[0][0] or 0)
        if (written := keys.written(key)) != key:
            return (*place, f"{self.table.key} {key} är {written} på {keys.place(key)} med andra stora bokstäver.",
                    "Behåll en rad för varje nyckel, eller ge raden en annan nyckel.")
        return (*place, f"{self.table.key} {key} står redan på {keys.place(key)}.", "Behåll en rad för varje nyckel.")


def _stand_in(column: Column) -> str:
    return column.choices[0] if column.choices else _STAND_INS[column.type]
