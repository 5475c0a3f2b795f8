"""The ledger of a document: which objects render each statement of its source, or why none does.

It holds the section, ordinal and hash of every statement in source order, and never the text. A ledger is
`liggare.csv` in the document's folder.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic, close_matches, in_order
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import Document
from regelratt.domain.location import Location
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.loaders.page_text import decode
from regelratt.source_files import Unreadable, read_inside

LEDGER_FILE = "liggare.csv"
COLUMNS = ("avsnitt", "nr", "summa", "objekt", "skäl")
LEDGER_LIMIT = 10_000_000
"""Largest ledger that is read, in bytes."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE = ",".join(COLUMNS)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement of the source: where, its hash, what renders it, or why nothing does."""

    section: str
    number: int
    digest: str
    objects: tuple[str, ...]
    reason: str
    line: int = 0
    """Line in the ledger; 0 for a row that is not read from a file."""

    @property
    def is_covered(self) -> bool:
        """True when some object renders the statement, or a reason says why none does."""
        return bool(self.objects or self.reason)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of one document's ledger, with what is wrong in it."""

    document: str
    path: str
    rows: tuple[LedgerRow, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def objects(self) -> frozenset[str]:
        """Every id that some statement is rendered by."""
        return frozenset(ident for row in self.rows for ident in row.objects)


def load_ledgers(files: Mapping[str, Path], catalog: Catalog) -> dict[str, Ledger]:
    """The ledger of each document that has one among the files, which are given by their path in the project."""
    paths = {document.id: ledger_path(document) for document in catalog.documents}
    return {ident: _read(files[path], path, ident, catalog) for ident, path in paths.items() if path in files}


def ledger_path(document: Document) -> str:
    """Where the document's ledger is kept, relative to the project's root."""
    return f"{document.folder.rstrip('/')}/{LEDGER_FILE}"


def _read(file: Path, path: str, document: str, catalog: Catalog) -> Ledger:
    """One ledger; a line with a mistake is reported, and left out when it cannot be used."""
    raw = read_inside(file.parent, file, LEDGER_LIMIT)
    if isinstance(raw, Unreadable):
        return Ledger(document, path, (), (Diagnostic(
            Location(path), Code.UNREADABLE_FILE, f"Liggaren {raw.why}.", raw.remedy),))
    text, problems = decode(raw, path)
    if problems:
        return Ledger(document, path, (), tuple(problems))
    if mark := first_merge_mark(text):
        return Ledger(document, path, (), (Diagnostic(
            Location(path, mark[0]), Code.MERGE_MARK, f"Raden {mark[1]} är kvar efter en sammanslagning i Git.",
            "Behåll raderna från båda sidor som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>."),))
    reader = _Reader(path, catalog)
    rows = tuple(reader.rows(text))
    return Ledger(document, path, rows, tuple(in_order(reader.diagnostics)))


def ledger_to_csv(rows: Sequence[LedgerRow]) -> str:
    """The rows as the file's text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.section, row.number, row.digest, " ".join(row.objects), row.reason) for row in rows)
    return stream.getvalue()


class _Reader:
    """Turns the lines of one ledger into rows and gathers what is wrong."""

    def __init__(self, path: str, catalog: Catalog) -> None:
        self.path = path
        self.catalog = catalog
        self.diagnostics: list[Diagnostic] = []
        self._seen: dict[tuple[str, int], int] = {}

    def _report(self, line: int, code: Code, message: str, remedy: str) -> None:
        self.diagnostics.append(Diagnostic(Location(self.path, line), code, message, remedy))

    def rows(self, text: str) -> Iterator[LedgerRow]:
        """Every usable row."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            header = next(reader, [])
            if tuple(header) != COLUMNS:
                self._report(1, Code.BAD_VALUE, f"Liggarens första rad är '{','.join(header)[:80]}'.",
                             f"Skriv {_LINE}.")
                return
            line = reader.line_num + 1
            for cells in reader:
                row = self._row(cells, line) if cells else None
                line = reader.line_num + 1
                if row is not None:
                    yield row
        except csv.Error:
            self._report(line, Code.BAD_VALUE, "Raden går inte att läsa som CSV.",
                         "Kontrollera citattecknen, och att ingen cell är mycket lång.")

    def _row(self, cells: list[str], line: int) -> LedgerRow | None:
        if len(cells) != len(COLUMNS):
            self._report(line, Code.BAD_VALUE, f"Raden har {len(cells)} kolumner i stället för {len(COLUMNS)}.",
                         f"Skriv {_LINE}, och sätt citattecken om ett skäl som har komma.")
            return None
        section, number, digest, objects, reason = (cell.strip() for cell in cells)
        sound = True
        if not section:
            self._report(line, Code.MISSING_FIELD, "Raden saknar avsnitt.", "Skriv källans avsnitt, till exempel 6.4.")
            sound = False
        if not (number.isascii() and number.isdecimal() and int(number[:9]) > 0):
            self._report(line, Code.BAD_VALUE, f"nr kan inte vara '{number[:80]}'.",
                         "Numrera påståendena från 1 inom varje avsnitt.")
            sound = False
        if not _DIGEST.fullmatch(digest):
            self._report(line, Code.BAD_VALUE, f"summa kan inte vara '{digest[:80]}'.",
                         "Skriv påståendets kontrollsumma, 64 tecken; regelratt coverage visar den.")
            sound = False
        if not sound:
            return None
        row = LedgerRow(section, int(number[:9]), digest, tuple(objects.split()), reason, line)
        self._check(row)
        return row

    def _check(self, row: LedgerRow) -> None:
        where = f"avsnitt {row.section} nr {row.number}"
        first = self._seen.setdefault((row.section, row.number), row.line)
        if first != row.line:
            self._report(row.line, Code.BAD_VALUE, f"{where} står redan på rad {first}.",
                         "Numrera påståendena i den ordning källan har dem.")
        if not row.is_covered:
            self._report(row.line, Code.MISSING_FIELD, f"{where} har varken objekt eller skäl.",
                         "Ange id för det som återger påståendet, eller skriv varför det inte återges.")
        for ident in row.objects:
            if ident not in self.catalog.by_id:
                self._report(row.line, Code.UNKNOWN_REFERENCE, f"{where}: objekt nämner {ident}, som inte finns.",
                             "Skriv id för ett befintligt objekt, eller ta bort det ur raden."
                             + close_matches(ident, self.catalog.by_id))
