"""Searching the public edition for what is not open: personal data and results per object."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.location import Location
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Disclosure

_PERSONAL_NUMBER = re.compile(r"(?<![\d.:/-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?![\d-])")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d:/.-])(?:\+46|0)[ -]?[1-9]\d{0,2}(?:[ -]\d{2,4}){2,4}(?![\d-])")
_TEXT_FILES = (".html", ".json", ".js", ".txt", ".xml")
_OWN_SCRIPTS = ("_static", "pagefind", "_pagefind")
_SHORTEST = 12
"""Texts from evidence shorter than this are words like *ja* and *Facebook* that any page may hold."""


def find_disclosures(folder: Path, project: Project, run: Run) -> list[Diagnostic]:
    """Everything in the built pages that the public may not see."""
    secrets = _Secrets(project, run)
    found: list[Diagnostic] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.suffix not in _TEXT_FILES or relative.parts[0] in _OWN_SCRIPTS:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
            found.extend(
                Diagnostic(Location(relative.as_posix(), number), Code.DISCLOSED_RESULT, message,
                           "Ta bort uppgiften ur innehållet, eller märk kontrollpunkten redovisas: öppet.")
                for message in secrets.in_text(line)
            )
    return in_order(found)


class _Secrets:
    """What must not occur in public."""

    def __init__(self, project: Project, run: Run) -> None:
        self.allowed = frozenset(project.settings.public_addresses)
        catalog = project.catalog
        open_items = {item.id for item in catalog.items if item.disclosure is Disclosure.OPEN}
        open_subjects = {cell.subject for cell in run.item_cells if cell.item in open_items}
        names = dict(run.subject_names)
        known = "\n".join(f"{entry.title}\n{entry.text}" for entry in catalog)
        hidden = {name for ident, name in names.items() if ident not in open_subjects}
        hidden |= {finding.message for finding in run.findings}
        hidden |= {file.sha256 for file in project.evidence.evidence.files}
        open_names = {names[ident] for ident in open_subjects if ident in names}
        hidden |= set(_evidence_texts(project)) - open_names
        self.hidden = sorted(text for text in hidden if len(text) >= _SHORTEST and text not in known)
        self.pattern = re.compile("|".join(re.escape(text) for text in self.hidden)) if self.hidden else None

    def in_text(self, line: str) -> Iterator[str]:
        """What the line gives away, in words that do not repeat it."""
        if self.pattern and (match := self.pattern.search(line)):
            yield f"Text ur underlaget syns (börjar {match[0][:6]}…)."
        for match in _PERSONAL_NUMBER.finditer(line):
            if _is_personal_number(match):
                yield "Ett personnummer syns."
        for kind, pattern in (("En e-postadress", _ADDRESS), ("Ett telefonnummer", _PHONE)):
            for match in pattern.finditer(line):
                if match[0] not in self.allowed and not match[0].endswith(("example.se", "example.com")):
                    yield f"{kind} syns."


def _evidence_texts(project: Project) -> Iterable[str]:
    """Free texts of evidence: columns with neither a vocabulary nor a reference."""
    evidence = project.evidence.evidence
    for name in evidence.tables:
        columns = [column for column in TABLES[name].columns if not column.choices and not column.references]
        for row in evidence.rows(name):
            for column in columns:
                value = row[column.name]
                if isinstance(value, str):
                    yield value


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
