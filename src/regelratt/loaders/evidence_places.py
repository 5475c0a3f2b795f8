"""Where the rows and claims of an evidence folder stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from regelratt.domain.evidence import Value
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES
from regelratt.loaders.csv_table import CsvText
from regelratt.loaders.manifest import Listed
from regelratt.loaders.rows import TypedRows


@dataclass(slots=True)
class EvidencePlaces:
    """Finds a row by its table and number (from 0, over all files of the table), and a claim by its file."""

    manifest: str = ""
    claims: list[Listed] = field(default_factory=list)
    """The files whose rows were read, in the manifest's order."""
    _parts: dict[str, list[tuple[str, TypedRows, CsvText]]] = field(default_factory=dict)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    """For each file of a table, how many rows the table has before it."""
    _files: dict[str, tuple[str, TypedRows, CsvText]] = field(default_factory=dict)

    def add(self, table: str, path: str, rows: TypedRows, text: CsvText) -> None:
        """Take in the rows of one more file of the table."""
        starts = self._starts.setdefault(table, [0])
        self._files[path] = (path, rows, text)
        self._parts.setdefault(table, []).append(self._files[path])
        starts.append(starts[-1] + len(rows.rows))

    def files_of(self, table: str) -> Iterator[tuple[str, TypedRows]]:
        """The texts that rows of a table were read from, in order, each with its rows."""
        yield from ((path, rows) for path, rows, _ in self._parts.get(table, ()))

    def cell(self, table: str, number: int, column: str) -> Location:
        """Where one row has a column; where it begins, when its file has no such column."""
        if table not in self._parts:
            return Location(table)
        part = bisect_right(self._starts[table], number) - 1
        path, rows, text = self._parts[table][part]
        line = rows.lines[number - self._starts[table][part]]
        return Location(path, *text.column_of(line, rows.positions.get(column, 0)))

    def header(self, table: str, path: str, line: int) -> Location:
        """Where the header of a table in one text stands; on the line when that has no rows to find it by."""
        text = next((text for _, _, text in self._parts.get(table, ())), None)
        found = text.read(lambda *_: None) if text else None
        return Location(path, found[0][0] if found else line)

    def keys_of(self, listed: Listed) -> set[str]:
        """The keys of the rows that a file has."""
        _, rows, _ = self._part(listed)
        return {str(row[0]) for row in rows.rows}

    def column_of(self, listed: Listed, column: str) -> Iterator[tuple[Value, Callable[[], Location]]]:
        """The values that the rows of a file have in a column, and where each stands."""
        path, rows, text = self._part(listed)
        index = [each.name for each in TABLES[listed.file.table].columns].index(column)
        place = rows.positions.get(column, 0)
        for line, row in zip(rows.lines, rows.rows, strict=True):
            yield row[index], partial(_place, path, text, line, place)

    def _part(self, listed: Listed) -> tuple[str, TypedRows, CsvText]:
        """The file's path, rows and text; without rows when it could not be read."""
        path = f"{self.manifest.rpartition('/')[0]}/{listed.file.path}"
        return self._files.get(path, (path, TypedRows(), CsvText("")))

    def claim(self, listed: Listed, entry: int) -> Location:
        """Where an object that a file covers is named."""
        return Location(self.manifest, *listed.place("objekt", entry))


def _place(path: str, text: CsvText, line: int, index: int) -> Location:
    return Location(path, *text.column_of(line, index))
