"""Searching the public edition for what is not open: personal data and results per object (DESIGN section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.location import Location
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES, Column, ColumnType
from regelratt.domain.words import Disclosure, SubjectKind

_PERSONAL_NUMBER = re.compile(r"(?<![\w.:/-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?![\w-])")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(r"(?<![\w:/.-])(?:\+46|0)[ -]?[1-9]\d{0,2}(?:[ -]\d{2,4}){2,4}(?![\w-])")
_TEXT_FILES = frozenset({".html", ".json", ".js", ".txt", ".xml"})
_LIBRARIES = frozenset({"_static", "_pagefind"})
_OPEN_ROW = re.compile(r'<tr data-kontrollpunkt="([A-Z0-9-]+)">.*?</tr>', re.DOTALL)
_SHORTEST = 12
"""Texts from evidence shorter than this are words like *ja* and *Facebook* that any page may hold."""

_COMMON_COLUMNS = frozenset({
    "namn", "förvaltning", "plattform", "kontonamn", "adress", "förteckning_adress", "slag", "handlingstyp",
    "roll", "beslutad_av", "ansvarig_roll", "ersättare_roll",
})
"""Columns whose texts are no secret in themselves: names of bodies, offices and public addresses."""


def find_disclosures(folder: Path, project: Project, run: Run) -> list[Diagnostic]:
    """Everything in the built pages that the public may not see."""
    secrets = _Secrets(project, run)
    found: list[Diagnostic] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix in _TEXT_FILES and relative.parts[0] not in _LIBRARIES:
            text = path.read_text(encoding="utf-8", errors="replace")
            name = relative.as_posix()
            found.extend(
                Diagnostic(Location(name, text.count("\n", 0, place) + 1), Code.DISCLOSED_RESULT, message,
                           "Ta bort uppgiften ur innehållet, eller märk kontrollpunkten redovisas: öppet.")
                for place, message in secrets.in_text(text)
            )
    return in_order(found)


class _Secrets:
    """What must not occur in public. Rows that show an open item's result are left out of the search."""

    def __init__(self, project: Project, run: Run) -> None:
        self.allowed = frozenset(project.settings.public_addresses)
        self.open_items = {item.id for item in project.catalog.items if item.disclosure is Disclosure.OPEN}
        published = "\n".join(f"{entry.title}\n{entry.text}" for entry in project.catalog)
        published += "\n".join(item.sql for item in project.catalog.items)
        hidden = {finding.message for finding in run.findings}
        hidden |= {file.sha256 for file in project.evidence.evidence.files}
        hidden |= set(_subject_names(project, run)) | set(_evidence_texts(project))
        self.hidden = sorted(text for text in hidden if len(text) >= _SHORTEST and text not in published)

    def in_text(self, text: str) -> Iterator[tuple[int, str]]:
        """Where the text gives something away, and what, in words that do not repeat it."""
        searched = _OPEN_ROW.sub(self._blank, text)
        for secret in self.hidden:
            if (place := searched.find(secret)) >= 0:
                yield place, f"Text ur underlaget syns (börjar {secret[:4]}…)."
        for match in _PERSONAL_NUMBER.finditer(searched):
            if _is_personal_number(match):
                yield match.start(), "Ett personnummer syns."
        for kind, pattern, mark in (("En e-postadress", _ADDRESS, "@"), ("Ett telefonnummer", _PHONE, "0")):
            for match in pattern.finditer(searched) if mark in searched else ():
                if match[0] not in self.allowed and not match[0].endswith(("example.se", "example.com")):
                    yield match.start(), f"{kind} syns."

    def _blank(self, row: re.Match[str]) -> str:
        """Nothing but the line breaks of a row that is open; any other row as it is."""
        return "\n" * row[0].count("\n") if row[1] in self.open_items else row[0]


def _subject_names(project: Project, run: Run) -> Iterator[str]:
    """Names of channels and boards; the organisation itself is no secret."""
    organisation = set(project.evidence.evidence.subjects(SubjectKind.ORGANISATION))
    return (name for ident, name in run.subject_names if ident not in organisation)


def _evidence_texts(project: Project) -> Iterator[str]:
    """Free texts of evidence: columns with neither a vocabulary nor a reference."""
    evidence = project.evidence.evidence
    for name in evidence.tables:
        columns = [column for column in TABLES[name].columns if _is_free(column)]
        for row in evidence.rows(name):
            yield from (value for column in columns if isinstance(value := row[column.name], str))


def _is_free(column: Column) -> bool:
    is_text = column.type is ColumnType.TEXT and not column.choices and not column.references
    return is_text and column.name not in _COMMON_COLUMNS


def _is_personal_number(match: re.Match[str]) -> bool:
    """A real date (or a coordination number's) and a right check digit (Skatteverket, SKV 704)."""
    year, month, day, _ = match.groups()
    plain_day = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(2000 + int(year), int(month), plain_day)
    except ValueError:
        return False
    digits = [int(char) for group in match.groups() for char in group]
    doubled = (digit * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
