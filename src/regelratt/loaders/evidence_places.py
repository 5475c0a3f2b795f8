"""Where the rows and claims of an evidence folder stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from regelratt.domain.location import Location
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
    _rows: dict[str, TypedRows] = field(default_factory=dict)

    def add(self, table: str, path: str, rows: TypedRows, text: CsvText) -> None:
        """Take in the rows of one more file of the table."""
        starts = self._starts.setdefault(table, [0])
        self._parts.setdefault(table, []).append((path, rows, text))
        starts.append(starts[-1] + len(rows.rows))
        self._rows[path] = rows

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
        shown = f"{self.manifest.rpartition('/')[0]}/{listed.file.path}"
        return {str(row[0]) for row in self._rows[shown].rows} if shown in self._rows else set()

    def claim(self, listed: Listed, entry: int) -> Location:
        """Where an object that a file covers is named."""
        return Location(self.manifest, *listed.place("objekt", entry))
