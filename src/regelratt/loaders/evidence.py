"""An evidence folder: `underlag.toml` and the files it lists (DESIGN section 5)."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic, close_matches, in_order
from regelratt.domain.content import CoverageClaim
from regelratt.domain.evidence import ALL_OBJECTS, Evidence, EvidenceFile, Value
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES
from regelratt.loaders.rows import typed_rows

MANIFEST = "underlag.toml"
FILE_LIMIT = 200_000_000
"""Largest evidence file that is read, in bytes."""

_TEXTS = ("fil", "tabell", "metod", "sha256", "personuppgifter")
_DATES = ("insamlat", "från", "till")
_CLASSES = ("inga", "pseudonymiserade", "personuppgifter")
_KEYS = (*_TEXTS, *_DATES, "objekt")


@dataclass(frozen=True, slots=True)
class LoadedEvidence:
    """What the folder holds, what is wrong with it, and a hash over all its bytes."""

    evidence: Evidence
    diagnostics: tuple[Diagnostic, ...]
    digest: str
    places: Mapping[tuple[str, str], Location] = field(default_factory=dict)
    """Where each row stands, by table and key."""


def load_evidence(folder: Path, shown_as: str) -> LoadedEvidence:
    """Read a folder; `shown_as` is how messages name it. An absent folder is empty evidence."""
    return _FolderReader(folder, shown_as).read()


class _FolderReader:
    """Reads one evidence folder and gathers every mistake in it."""

    def __init__(self, folder: Path, shown_as: str) -> None:
        self.folder = folder
        self.shown_as = shown_as
        self.diagnostics: list[Diagnostic] = []
        self.hash = hashlib.sha256()
        self.places: dict[tuple[str, str], Location] = {}

    def report(self, name: str, line: int, message: str, remedy: str) -> None:
        """Add a diagnostic in a file of the folder."""
        self.diagnostics.append(
            Diagnostic(Location(f"{self.shown_as}/{name}", line), Code.BAD_EVIDENCE, message, remedy))

    def read(self) -> LoadedEvidence:
        """All files of the manifest."""
        files: list[EvidenceFile] = []
        tables: dict[str, tuple[tuple[Value, ...], ...]] = {}
        for entry, line in self._entries():
            described = self._describe(entry, line)
            if described is None:
                continue
            rows = self._rows(described, line)
            if rows is None:
                continue
            files.append(described)
            earlier = tables.get(described.table, ())
            self._check_keys(described, earlier, rows)
            tables[described.table] = earlier + rows
        self._check_unlisted({file.path for file in files})
        evidence = Evidence(tables, tuple(_claims(files)), tuple(files))
        return LoadedEvidence(evidence, tuple(in_order(self.diagnostics)), self.hash.hexdigest(), self.places)

    def _entries(self) -> list[tuple[Mapping[str, object], int]]:
        path = self.folder / MANIFEST
        if not path.is_file():
            if self.folder.is_dir() and any(self.folder.iterdir()):
                self.report(MANIFEST, 1, f"Mappen har filer men ingen {MANIFEST}.",
                            "Beskriv varje fil i ett [[underlag]]-block.")
            return []
        raw = path.read_bytes()
        self.hash.update(raw)
        try:
            text = raw.decode("utf-8-sig")
            table = tomllib.loads(text)
        except ValueError as error:
            self.report(MANIFEST, getattr(error, "lineno", 1) or 1, f"Filen går inte att läsa som TOML: {error}.",
                        'Rätta skrivsättet. Nycklar med å, ä eller ö skrivs inom citattecken: "från".')
            return []
        for key in table:
            if key != "underlag":
                self.report(MANIFEST, 1, f"Nyckeln {key} är okänd.", "Använd bara [[underlag]].")
        lines = [number for number, row in enumerate(text.split("\n"), 1) if row.strip() == "[[underlag]]"]
        entries = table.get("underlag", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.report(MANIFEST, 1, "underlag är ingen lista av block.", "Skriv [[underlag]] före varje fil.")
            return []
        return [(entry, lines[index] if index < len(lines) else 1) for index, entry in enumerate(entries)]

    def _describe(self, entry: Mapping[str, object], line: int) -> EvidenceFile | None:
        before = len(self.diagnostics)
        for key in entry:
            if key not in _KEYS:
                self.report(MANIFEST, line, f"Nyckeln {key} är okänd.",
                            f"Ta bort den eller rätta namnet.{close_matches(key, _KEYS)}")
        texts = {key: value if isinstance(value := entry.get(key), str) else "" for key in _TEXTS}
        dates = {key: _as_date(entry.get(key)) for key in _DATES}
        for key in (*(key for key in _TEXTS if not texts[key]), *(key for key in _DATES if dates[key] is None)):
            self.report(MANIFEST, line, f"Underlaget saknar {key} eller har fel slags värde.",
                        f"Skriv {key} = {'2026-09-30' if key in _DATES else 'en text inom citattecken'}.")
        if texts["tabell"] and texts["tabell"] not in TABLES:
            self.report(MANIFEST, line, f"Tabellen {texts['tabell']} finns inte.",
                        f"Välj bland: {', '.join(TABLES)}.{close_matches(texts['tabell'], TABLES)}")
        if texts["personuppgifter"] and texts["personuppgifter"] not in _CLASSES:
            self.report(MANIFEST, line, f"personuppgifter kan inte vara {texts['personuppgifter']!r}.",
                        f"Skriv något av: {', '.join(_CLASSES)}.")
        objects = entry.get("objekt", [ALL_OBJECTS])
        if not isinstance(objects, list) or not all(isinstance(each, str) for each in objects):
            self.report(MANIFEST, line, "objekt är ingen lista av id.", 'Skriv till exempel objekt = ["alla"].')
            objects = []
        first, last = dates["från"], dates["till"]
        if first and last and first > last:
            self.report(MANIFEST, line, "från ligger efter till.", "Byt plats på dagarna.")
        if len(self.diagnostics) > before:
            return None
        collected = dates["insamlat"]
        assert collected is not None
        assert first is not None
        assert last is not None
        return EvidenceFile(
            texts["fil"], texts["tabell"], collected, texts["metod"], texts["sha256"], texts["personuppgifter"],
            first, last, tuple(objects))

    def _rows(self, file: EvidenceFile, line: int) -> tuple[tuple[Value, ...], ...] | None:
        path = (self.folder / file.path).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            self.report(MANIFEST, line, f"{file.path} ligger utanför mappen.", "Lägg filen i underlagsmappen.")
            return None
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            self.report(MANIFEST, line, f"Formatet {path.suffix or '(inget)'} på {file.path} kan inte läsas.",
                        f"Spara som {', '.join(READERS)}.")
            return None
        try:
            if path.stat().st_size > FILE_LIMIT:
                raise OSError(f"större än {FILE_LIMIT} byte")
            raw = path.read_bytes()
        except OSError as error:
            self.report(MANIFEST, line, f"{file.path} går inte att läsa ({error.strerror or error}).",
                        "Lägg filen på plats eller ta bort blocket.")
            return None
        self.hash.update(raw)
        actual = hashlib.sha256(raw).hexdigest()
        if actual != file.sha256:
            self.report(MANIFEST, line, f"{file.path} stämmer inte med sin sha256 (filen har {actual}).",
                        "Kontrollera om filen är ändrad; skriv in den nya summan om ändringen är avsedd.")
            return None
        return reader(self, file, raw)

    def read_csv(self, file: EvidenceFile, raw: bytes) -> tuple[tuple[Value, ...], ...]:
        """Comma-separated UTF-8 with a header row; an empty cell is unknown, `''` an empty text."""
        try:
            text = raw.decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text), strict=True))
        except (ValueError, csv.Error) as error:
            self.report(file.path, 1, f"Filen går inte att läsa som CSV i UTF-8 ({error}).", "Spara om den.")
            return ()
        if not rows:
            self.report(file.path, 1, "Filen är tom.", "Skriv åtminstone rubrikraden.")
            return ()
        header = [cell.strip() for cell in rows[0]]
        body: list[list[str | None]] = []
        for number, row in enumerate(rows[1:], start=2):
            if row and len(row) != len(header):
                self.report(file.path, number, f"Raden har {len(row)} celler men rubriken {len(header)}.",
                            "Rätta antalet kommatecken.")
            body.append([_cell(cell) for cell in row] if len(row) == len(header) else [])
        kept = [(number, row) for number, row in enumerate(body, start=2) if row]
        self._note_places(file, header, kept)

        def report(number: int, what: str, remedy: str) -> None:
            line = kept[number - 1][0] if number else 1
            self.report(file.path, line, f"{what[0].upper()}{what[1:]}.", remedy)

        return typed_rows(TABLES[file.table], header, [row for _, row in kept], report)

    def _note_places(
        self, file: EvidenceFile, header: Sequence[str], rows: Sequence[tuple[int, list[str | None]]]
    ) -> None:
        key = TABLES[file.table].key
        if key in header:
            index = header.index(key)
            for line, row in rows:
                place = Location(f"{self.shown_as}/{file.path}", line)
                self.places.setdefault((file.table, str(row[index])), place)

    def _check_keys(
        self, file: EvidenceFile, earlier: tuple[tuple[Value, ...], ...], rows: tuple[tuple[Value, ...], ...]
    ) -> None:
        for key in {row[0] for row in earlier} & {row[0] for row in rows}:
            self.report(file.path, 1, f"Nyckeln {key} finns redan i en annan fil för {file.table}.",
                        "Behåll en rad för varje nyckel.")

    def _check_unlisted(self, listed: set[str]) -> None:
        for path in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            name = path.relative_to(self.folder).as_posix()
            mentioned = name in listed or any(f"/{name}:" in str(each) or name in each.message
                                              for each in self.diagnostics)
            if path.is_file() and path.suffix.lower() in READERS and not mentioned:
                self.report(name, 1, "Filen står inte i underlag.toml och läses därför inte.",
                            "Lägg till ett [[underlag]]-block eller flytta filen.")


READERS: dict[str, Callable[[_FolderReader, EvidenceFile, bytes], tuple[tuple[Value, ...], ...]]] = {
    ".csv": _FolderReader.read_csv,
}
"""Readers by file ending."""


def _cell(text: str) -> str | None:
    return {"": None, "''": ""}.get(text.strip(), text.strip())


def _as_date(value: object) -> date | None:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is date else None


def _claims(files: list[EvidenceFile]) -> list[CoverageClaim]:
    return [CoverageClaim(file.table, each, file.first, file.last) for file in files for each in file.objects]
