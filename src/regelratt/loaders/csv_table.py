"""Comma-separated text: a header, rows with the line each begins on, and where in it a cell stands (RFC 4180)."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import islice

from regelratt.domain.characters import visible

WIDEST = 200
"""Most columns that are read."""

LONGEST_ROW = 250_000
"""Characters that a row may have, over all its lines. A cell alone may have half as many."""

Report = Callable[[int, int, str, str], None]
"""Called with line, column, what is wrong and how to put it right."""

Row = tuple[int, list[str]]
"""The line that a row begins on, and its cells."""

_TITLE_ROWS = 10
"""Rows above a header that are looked past, to say that they are in the way."""

_CELL_ENDS = re.compile("[,\n]")
_OTHER_SEPARATORS = {";": "semikolon", "\t": "tabb", "|": "lodstreck"}


class CsvText:
    """One table as text, whose line breaks are `\\n` and whose cells are separated by commas."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.first_line = first_line
        """The line of the file that the text begins on; every line that is told is a line of the file."""
        self._is_broken = False
        self._left = LONGEST_ROW
        """Characters that the row being read may go on with."""

    @property
    def _is_on_page(self) -> bool:
        """True for a table on a page, which no other program has saved: something stands above it."""
        return self.first_line > 1

    def read(self, report: Report, known: Collection[str] = ()) -> tuple[Row, Iterator[Row]] | None:
        """The header and the rows under it; None, with a report, when there is no header to read by.

        `known` are the names that a header may have: rows above one are found by them, and reported.
        Rows without a single value are left out, since spreadsheets write such. A row of another length than the header
        is reported and left out. What no reader of CSV could understand is reported, and ends the rows.
        """
        rows = self._rows(report)
        first = next(rows, None)
        if first is None:
            if not self._is_broken:
                report(self.first_line, 1, "Tabellen är tom.", "Skriv åtminstone en rad med kolumnernas namn.")
            return None
        line, header = first
        if _is_separator_line(header):
            report(line, 1, "Raden säger vilket tecken som skiljer kolumnerna åt; den hör inte till tabellen.",
                   "Ta bort raden, så att kolumnernas namn står först.")
            return None
        spoilt = next((number for number, each in enumerate(header) if _was_encoded_twice(each, known)), -1)
        if spoilt >= 0:
            report(*self.column_of(line, spoilt),
                   f"Kolumnernas namn har förstörts när filen sparades ({shown(header[spoilt])}).",
                   "Skriv namnen på nytt." if self._is_on_page else "Spara om filen som CSV UTF-8 där namnen är hela.")
            return None
        if below := self._header_below(header, known):
            report(line, 1, f"Raden står ovanför kolumnernas namn, som är på rad {below}.",
                   f"Ta bort det som står ovanför rad {below}.")
            return None
        if len(header) > WIDEST:
            report(line, 1, f"Tabellen har fler än {WIDEST} kolumner.", "Ta bort kolumner som inte hör till tabellen.")
            return None
        separator = max(_OTHER_SEPARATORS, key=header[0].count)
        if len(header) == 1 and separator in header[0]:
            report(*self._line_and_column(self._start(line) + header[0].index(separator)),
                   f"Kolumnerna är skilda åt med {_OTHER_SEPARATORS[separator]}, inte med komma.",
                   "Skriv komma mellan kolumnerna." if self._is_on_page else
                   "Spara om filen med komma mellan kolumnerna; i Excel styrs det av Windows nationella inställningar.")
            return None
        return first, self._under(rows, header, report)

    def _header_below(self, header: list[str], known: Collection[str]) -> int:
        """The line below with the names of columns, when what seems to be the header has none; 0 without one."""
        if not known or any(each.strip() in known for each in header):
            return 0
        rows = islice(self._rows(lambda *_: None), 1, 1 + _TITLE_ROWS)
        named = ((line, sum(each.strip() in known for each in row), len(row)) for line, row in rows)
        return next((line for line, count, width in named if 2 * count > width), 0)

    def _under(self, rows: Iterator[Row], header: list[str], report: Report) -> Iterator[Row]:
        width = len(header)
        for line, row in rows:
            if row == header:
                report(line, 1, "Rubriken står två gånger: raden har kolumnernas namn.",
                       "Ta bort raden, och se efter att raderna under den hör till tabellen.")
            elif len(row) == width:
                yield line, row
            else:
                report(line, 1, f"Raden har {len(row)} celler men rubriken {width}.",
                       "Rätta antalet kommatecken, eller sätt citattecken runt en cell som har komma i texten.")

    def _rows(self, report: Report) -> Iterator[Row]:
        reader = csv.reader(self._physical_lines(), strict=True)
        line = self.first_line
        self._left = LONGEST_ROW
        try:
            for row in reader:
                if "".join(row).strip():
                    yield line, row
                line = self.first_line + reader.line_num
                self._left = LONGEST_ROW
        except csv.Error as error:
            self._is_broken = True
            if self._left < 0:
                report(line, 1, f"Raden har fler än {LONGEST_ROW} tecken.",
                       "Korta den. Är den inte så lång, stäng ett citattecken som öppnas på raden.")
            elif "field larger" in str(error):
                report(line, 1, f"En cell på raden har fler än {csv.field_size_limit()} tecken.", "Korta den.")
            elif any(place := self._stray_quote(line)):
                report(*place, "Efter ett avslutande citattecken måste ett komma eller radens slut följa.",
                       'Skriv citattecken inne i en cell två gånger: "".')
            else:
                report(line, 1, "Ett citattecken öppnas på raden men stängs aldrig.",
                       'Stäng det, eller skriv citattecken inne i en cell två gånger: "".')

    def _physical_lines(self) -> Iterator[str]:
        """Lines as the csv module counts them, with their line breaks, as long as the row is not too long."""
        start = 0
        while start < len(self.text):
            end = self.text.find("\n", start) + 1 or len(self.text)
            self._left -= end - start
            if self._left < 0:
                raise csv.Error
            yield self.text[start:end]
            start = end

    def column_of(self, line: int, index: int) -> tuple[int, int]:
        """Line and column where the cell with that number (from 0) begins in the row that begins on a line."""
        place = self._start(line)
        for _ in range(index):
            place = self._end_of_cell(place) + 1
        return self._line_and_column(place)

    def _start(self, line: int) -> int:
        return self._starts[line - self.first_line]

    def _line_and_column(self, place: int) -> tuple[int, int]:
        number = bisect_right(self._starts, place) - 1
        return self.first_line + number, place - self._starts[number] + 1

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins; found when the first place is asked for."""
        starts, place = [0], self.text.find("\n")
        while place >= 0:
            starts.append(place + 1)
            place = self.text.find("\n", place + 1)
        return starts

    def _end_of_cell(self, place: int) -> int:
        """Where the comma or line break after the cell stands, or the end of the text."""
        if self.text.startswith('"', place):
            place = self._closing_quote(place) + 1
        # Sought one by one, either would be looked for to the end of the text, for every cell.
        found = _CELL_ENDS.search(self.text, place)
        return found.start() if found else len(self.text)

    def _closing_quote(self, place: int) -> int:
        """The quote that closes the one at a place, or the end of the text."""
        place += 1
        while (found := self.text.find('"', place)) >= 0:
            if not self.text.startswith('""', found):
                return found
            place = found + 2
        return len(self.text)

    def _stray_quote(self, line: int) -> tuple[int, int]:
        """Line and column of the text after a closing quote in the row that begins on a line; (0, 0) without one."""
        place = self._start(line)
        while place < len(self.text):
            if self.text.startswith('"', place):
                after = self._closing_quote(place) + 1
                if after < len(self.text) and self.text[after] not in ",\n":
                    return self._line_and_column(after)
            place = self._end_of_cell(place)
            if self.text.startswith("\n", place):
                break
            place += 1
        return 0, 0


def _was_encoded_twice(name: str, known: Collection[str]) -> bool:
    """True for a column's name whose UTF-8 was read as Windows-1252 and saved so."""
    try:
        return not name.isascii() and name.strip().encode("cp1252").decode() in known
    except UnicodeError:
        return False


def _is_separator_line(header: list[str]) -> bool:
    """True for the line by which Excel is told how cells are separated."""
    return header[0].strip().casefold().startswith("sep=") and not "".join(header[1:]).strip()


def cell(text: str) -> str | None:
    """What a cell says: nothing (None) when it is empty, and an empty text when it is written `''`."""
    kept = text.strip()
    return None if not kept else "" if kept == "''" else kept


def shown(text: str) -> str:
    """A cell as a message may quote it."""
    return f"'{visible(text, 60)}'"
