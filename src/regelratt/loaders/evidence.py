"""An evidence folder: `underlag.toml` and the files it lists (DESIGN section 5)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic, Severity, few_searches, in_order
from regelratt.domain.characters import visible
from regelratt.domain.content import CoverageClaim
from regelratt.domain.evidence import SUBJECT_TABLES, Evidence, EvidenceFile
from regelratt.domain.file_ending import ending_of
from regelratt.domain.location import Location
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.domain.tables import TABLES
from regelratt.domain.toml_text import TomlText, read_toml
from regelratt.domain.words import Everyone, Whom
from regelratt.loaders.cells import Collected
from regelratt.loaders.csv_table import CsvText, Report
from regelratt.loaders.encoding import decode
from regelratt.loaders.evidence_folder import MANIFEST, EvidenceFolder
from regelratt.loaders.evidence_places import EvidencePlaces
from regelratt.loaders.manifest import MANIFEST_LIMIT, Listed, Manifest, read_manifest, single_brackets
from regelratt.loaders.mistakes import Mistake, Mistakes
from regelratt.loaders.room import Room
from regelratt.loaders.rows import Keys, TypedRows, typed_rows
from regelratt.source_files import Unreadable

_MOST_NAMED = 3
"""Names of files that are passed over that one message has."""


@dataclass(frozen=True, slots=True)
class LoadedEvidence:
    """What the folder holds, what is wrong with it, a hash over all its bytes, and where everything stands."""

    evidence: Evidence
    diagnostics: tuple[Diagnostic, ...]
    digest: str
    collected: tuple[tuple[date, Location], ...] = ()
    """The day that each file was collected, and where the manifest says so."""
    places: EvidencePlaces = field(default_factory=EvidencePlaces)
    broken: frozenset[str] = frozenset()
    """Tables that may lack rows because of a mistake, so that what refers to them cannot be judged."""
    left_out: frozenset[tuple[str, str]] = frozenset()
    """Tables and columns that a test case does not give, so that their values refer to nothing."""
    stated: tuple[tuple[CoverageClaim, Location], ...] = ()
    """What a test case says that its tables cover, and where it says so."""

    def problem(
        self, table: str, number: int, column: str, message: str, remedy: str, severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        """What is wrong with one value: the row by its number among the table's, and named by its key."""
        key = self.evidence.tables[table][number][0]
        return Diagnostic(
            self.places.cell(table, number, column), Code.BAD_EVIDENCE, f"{table} {key}: {message}", remedy, severity)


def load_evidence(folder: Path, shown_as: str) -> LoadedEvidence:
    """Read a folder; `shown_as` is how messages name it. An absent folder is empty evidence."""
    with few_searches():
        return _FolderReader(EvidenceFolder(folder), shown_as).read()


class _FolderReader:
    """Reads one evidence folder and gathers every mistake in it."""

    def __init__(self, folder: EvidenceFolder, shown_as: str) -> None:
        self.folder = folder
        self.shown_as = shown_as
        self.hash = hashlib.sha256()
        self.diagnostics: list[Diagnostic] = []
        self.room = Room.of_folder()
        self.keys: dict[str, Keys] = {}
        self.really: dict[Path, str] = {}
        """Where the files that were read really lie, and the names that they were read by."""
        self.parts: dict[str, list[TypedRows]] = {}
        self.places = EvidencePlaces()
        self.broken: set[str] = set()
        self.told_of: dict[str, tuple[str, ...]] = {}
        """The objects that each register of objects has rows about."""

    def read(self) -> LoadedEvidence:
        """All files of the manifest."""
        for name, message, remedy in self.folder.refused:
            self._say(name, message, remedy)
        manifest = self._manifest()
        if self.diagnostics:
            self.broken.update(TABLES)
        elif self.folder.is_there and not any(name != MANIFEST for name in self.folder.names):
            self._say_empty()
        for each in manifest.listed if manifest else ():
            if not self._file(each):
                self.broken.add(each.file.table)
        if manifest:
            self._name_unlisted(manifest.named)
        files = tuple(each.file for each in manifest.listed) if manifest else ()
        tables = {name: tuple(row for part in parts for row in part.rows) for name, parts in self.parts.items()}
        claims = tuple(CoverageClaim(file.table, subject, file.first, file.last)
                       for file in files for subject in self._covered(file))
        return LoadedEvidence(
            Evidence(tables, claims, files), tuple(in_order(self.diagnostics)), self.hash.hexdigest(),
            tuple(map(self._collected, manifest.listed)) if manifest else (), self.places, frozenset(self.broken))

    def _say_empty(self) -> None:
        passed = ", ".join(map(visible, self.folder.passed_over[:_MOST_NAMED]))
        beside = f"; {passed} läses inte, för så heter det som skrivprogram lämnar efter sig" if passed else ""
        self.diagnostics.append(Diagnostic(
            Location(self.shown_as), Code.BAD_EVIDENCE, f"Mappen har inga tabeller, så det finns inget att bedöma "
            f"efter{beside}.", f"Lägg tabellerna där och beskriv dem i {MANIFEST}, eller ta bort mappen.",
            Severity.WARNING))

    def _collected(self, listed: Listed) -> tuple[date, Location]:
        return listed.file.collected, Location(self._shown(MANIFEST), *listed.place("insamlat"))

    def _say(self, name: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        self.diagnostics.append(Diagnostic(Location(self._shown(name)), Code.BAD_EVIDENCE, message, remedy, severity))

    def _shown(self, name: str) -> str:
        return f"{self.shown_as}/{visible(name)}" if name else self.shown_as

    def _manifest(self) -> Manifest | None:
        """What the manifest says; None when it cannot be read at all."""
        if MANIFEST not in self.folder.names:
            if self.folder.names:
                self._say(MANIFEST, f"Mappen har filer men ingen {MANIFEST}.",
                          "Beskriv varje fil i ett [[underlag]]-block.")
            return None
        told = Mistakes(self._shown(MANIFEST))
        self.places.manifest = told.path
        data = self.folder.read(MANIFEST, MANIFEST_LIMIT)
        if isinstance(data, Unreadable):
            self._say(MANIFEST, f"{MANIFEST} {data.why}.", data.remedy)
            return None
        self.hash.update(data)
        toml = self._toml(data, told)
        manifest = None if toml is None else read_manifest(toml, self.folder.names, cache(self._sum), told.error)
        self.diagnostics.extend(told.all())
        return manifest

    def _sum(self, name: str) -> str:
        data = self.folder.read(name) if name in self.folder.names else Unreadable("", "")
        return "" if isinstance(data, Unreadable) else hashlib.sha256(data).hexdigest()

    def _toml(self, data: bytes, told: Mistakes) -> TomlText | None:
        if mark := first_merge_mark(data.decode("utf-8", "replace")):
            told.error(mark[0], 1, *_about_mark(mark[1]))
            return None
        toml = read_toml(data, MANIFEST_LIMIT)
        is_list = isinstance(toml.table.get("underlag", []), list)
        place = single_brackets(data.decode("utf-8", "replace")) if toml.problem or not is_list else (0, 0)
        if any(place):
            told.error(*place, "Raden [underlag] har enkla hakparenteser.",
                       "Skriv [[underlag]], med dubbla, före varje fil.")
            return None
        if toml.problem:
            told.error(toml.problem.line, toml.problem.column, toml.problem.message, toml.problem.remedy)
            return None
        return toml

    def _file(self, listed: Listed) -> bool:
        """Read one listed file; False, with a report, when anything in it is wrong."""
        file = listed.file
        data = self._data(listed)
        if data is None:
            return False
        told = Mistakes(self._shown(file.path))
        text = READERS[ending_of(file.path)](data, told.error)
        if text is not None:
            table, keys = TABLES[file.table], self._keys(file.table)
            rows = typed_rows(table, text, told, keys, Collected(file.collected, periods=((file.first, file.last),)))
            self._check_subjects(listed, rows, text, told)
            self.parts.setdefault(file.table, []).append(rows)
            self.places.add(file.table, told.path, rows, text)
            self.told_of[file.path] = tuple(str(row[0]) for row in rows.rows) if file.table in SUBJECT_TABLES else ()
        self.places.claims.append(listed)
        self.diagnostics.extend(told.all())
        return not told.diagnostics

    def _keys(self, table: str) -> Keys:
        return self.keys.setdefault(table, Keys(Room.of_table(self.room)))

    def _check_subjects(self, listed: Listed, rows: TypedRows, text: CsvText, told: Mistakes) -> None:
        """A register of objects tells of those that it says it covers, or their facts would never grow old."""
        file = listed.file
        if file.table not in SUBJECT_TABLES or Everyone.ALL in file.objects:
            return
        covered = frozenset(file.objects)
        for number, row in enumerate(rows.rows):
            if row[0] not in covered:
                told.later(partial(self._not_covered, rows, text, number))

    def _not_covered(self, rows: TypedRows, text: CsvText, number: int) -> Mistake:
        key = rows.rows[number][0]
        return (*text.column_of(rows.lines[number], rows.key),
                f"Filen har en rad om {key} men sägs inte täcka det objektet.",
                f"Lägg till {key} i objekt i {MANIFEST}, eller flytta raden.")

    def _covered(self, file: EvidenceFile) -> tuple[Whom, ...]:
        """The objects that a file covers: of a register of objects never more than it has rows about."""
        if file.table not in SUBJECT_TABLES or Everyone.ALL not in file.objects:
            return file.objects
        return self.told_of.get(file.path, ())

    def _data(self, listed: Listed) -> bytes | None:
        """The bytes of a listed file; None, with a report, when they cannot be read or are not those described."""
        file, room = listed.file, self._keys(listed.file.table).room
        told = Mistakes(self._shown(MANIFEST))
        data: bytes | Unreadable | None = None
        if room.is_full:
            return None
        if ending_of(file.path) not in READERS:
            told.error(*listed.place("fil"), f"{file.path} är av ett slag som inte kan läsas.",
                       f"Spara uppgifterna som {', '.join(READERS)}.")
        elif isinstance(data := self.folder.read(file.path), Unreadable):
            told.error(*listed.place("fil"), f"{file.path} {data.why}.", data.remedy)
        elif full := room.take_bytes(len(data)):
            told.error(*listed.place("fil"),
                       f"{file.path} gör att {full.whose} filer tillsammans är större än {full.most_bytes} byte.",
                       "Ta bort filer, eller låt underlaget gälla en kortare tid. Filen och de som följer läses inte.")
        elif (name := self.really.setdefault(self.folder.really(file.path), file.path)) != file.path:
            told.error(*listed.place("fil"), f"{file.path} och {name} är samma fil.",
                       "Behåll ett block för varje fil, och ta bort länken.")
        else:
            self.hash.update(data)
            actual = hashlib.sha256(data).hexdigest()
            if actual != file.sha256.lower():
                told.error(*listed.place("sha256"),
                           f"{file.path} stämmer inte med sin sha256 (filen har {actual}).",
                           "Kontrollera om filen är ändrad; skriv in den nya summan om ändringen är avsedd.")
        self.diagnostics.extend(told.diagnostics)
        return data if isinstance(data, bytes) and not told.diagnostics else None

    def _name_unlisted(self, named: frozenset[str]) -> None:
        for name in self.folder.names:
            if name not in named and name != MANIFEST:
                is_readable = ending_of(name) in READERS
                self._say(name, f"{visible(name)} står inte i {MANIFEST} och läses därför inte.",
                          "Lägg till ett [[underlag]]-block eller flytta filen.",
                          Severity.ERROR if is_readable else Severity.WARNING)


def read_csv(data: bytes, report: Report) -> CsvText | None:
    """Comma-separated UTF-8; None, with a report, when it is not."""
    text, other = decode(data)
    if other is not None:
        report(other.line, other.column, f"Filen är inte UTF-8 utan troligen {other.name}.",
               "Spara om den som CSV UTF-8.")
        return None
    if mark := first_merge_mark(text):
        report(mark[0], 1, *_about_mark(mark[1]))
        return None
    return CsvText(text)


def _about_mark(mark: str) -> tuple[str, str]:
    return (f"Raden {mark} är kvar efter en sammanslagning i Git.",
            "Välj vilka rader som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>.")


READERS: Mapping[str, Callable[[bytes, Report], CsvText | None]] = {".csv": read_csv}
"""Readers by file ending."""
