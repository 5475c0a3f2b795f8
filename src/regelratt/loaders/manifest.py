"""`underlag.toml`: which files an evidence folder holds, and where, when and for whom their rows were collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from regelratt.diagnostics import close_matches
from regelratt.domain.characters import DECEPTIVE, deceptive, described, nfc
from regelratt.domain.evidence import EvidenceFile
from regelratt.domain.iso_dates import iso_date
from regelratt.domain.tables import FIRST_DAY, TABLES
from regelratt.domain.toml_text import TomlText
from regelratt.domain.words import Everyone, Whom, whom
from regelratt.loaders.csv_table import Report, shown
from regelratt.loaders.file_names import is_litter

MANIFEST_LIMIT = 2_000_000
"""Largest manifest that is read, in bytes."""

MOST_OBJECTS = 10_000
"""Objects that one file may be said to be about, one by one."""

_LIST = "underlag"
_TEXT_LIMIT = 500
_CLASSES = ("inga", "pseudonymiserade", "personuppgifter")
_SINGLE = re.compile(r"[ \t]*\[[ \t]*[\"']?underlag[\"']?[ \t]*\][ \t]*(?:#.*)?")
_DIGEST = re.compile(r"[0-9a-f]{64}")

_FORMS = {
    "fil": 'fil = "kanaler.csv"',
    "tabell": 'tabell = "kanaler"',
    "metod": 'metod = "utdrag ur kanalregistret"',
    "insamlat": "insamlat = 2026-09-30",
    "från": '"från" = 2026-01-01',
    "till": "till = 2026-09-30",
    "objekt": 'objekt = ["alla"]',
    "personuppgifter": 'personuppgifter = "inga"',
    "sha256": 'sha256 = "…" med filens summa, som står här när fil är rätt',
}
"""Every key of a block, with an example of how it is written. A block without `objekt` is about all objects."""

SumOf = Callable[[str], str]
"""The sha256 of a file in the folder; empty when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One block of the manifest: the file that it describes, and where the block's keys stand."""

    file: EvidenceFile
    number: int
    toml: TomlText

    def place(self, key: str, *entry: int) -> tuple[int, int]:
        """Line and column of a key's value, or of an entry of its list."""
        return self.toml.value(_LIST, self.number, key, *entry)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The blocks that are right, in order, and every file that some block names, right or not."""

    listed: tuple[Listed, ...] = ()
    named: frozenset[str] = frozenset()


def read_manifest(toml: TomlText, names: Collection[str], sum_of: SumOf, report: Report) -> Manifest:
    """Read every block; `names` are the files that the folder holds."""
    for key in toml.table:
        if key != _LIST:
            report(*toml.key(key), f"Nyckeln {shown(key)} är okänd.", "Ta bort den; allt står i [[underlag]]-block.")
    blocks = toml.table.get(_LIST, [])
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        report(*toml.key(_LIST), "Det som heter underlag är ingen följd av block.",
               "Skriv [[underlag]] före varje fil.")
        return Manifest(named=frozenset(names))
    present = frozenset(names)
    found = [_BlockReader(toml, number, block, sum_of, report).listed(present) for number, block in enumerate(blocks)]
    named = frozenset(nfc(str(block.get("fil"))).strip() for block in blocks)
    return Manifest(_each_once([each for each in found if each is not None], report), named)


def single_brackets(text: str) -> tuple[int, int]:
    """Line and column of the first header with single brackets where a block should begin; (0, 0) without one."""
    for number, line in enumerate(text.splitlines(), 1):
        if _SINGLE.fullmatch(line):
            return number, line.index("[") + 1
    return 0, 0


def _each_once(listed: list[Listed], report: Report) -> tuple[Listed, ...]:
    first: dict[str, Listed] = {}
    for each in listed:
        known = first.setdefault(each.file.path, each)
        if known is not each:
            report(*each.place("fil"), f"{each.file.path} står redan i blocket på rad {known.place('fil')[0]}.",
                   "Behåll ett block för varje fil.")
    return _each_content_once(tuple(first.values()), report)


def _each_content_once(listed: tuple[Listed, ...], report: Report) -> tuple[Listed, ...]:
    """The files, without those that repeat another about the same objects and days.

    One content may well tell of several objects, or of several times, as that nothing happened.
    """
    same: dict[tuple[str, str], list[Listed]] = {}
    for each in listed:
        same.setdefault((each.file.table, each.file.sha256.lower()), []).append(each)
    twins = {twin.number: first for group in same.values() for twin, first in _twins(group)}
    for each in listed:
        if first := twins.get(each.number):
            report(*each.place("sha256"),
                   f"{each.file.path} har samma sha256 som {first.file.path}, om samma objekt och dagar.",
                   "Ta bort det ena blocket och dess fil, eller rätta summan.")
    return tuple(each for each in listed if each.number not in twins)


def _twins(group: Iterable[Listed]) -> Iterator[tuple[Listed, Listed]]:
    """Each file that covers an object on a day when another does, and that other."""
    latest: dict[Whom, Listed] = {}
    for each in sorted(group, key=lambda each: each.file.first):
        whoever = latest if Everyone.ALL in each.file.objects else {Everyone.ALL, *each.file.objects}
        others = (latest[one] for one in whoever if one in latest)
        first = next((other for other in others if other.file.last >= each.file.first), None)
        if first:
            yield each, first
        else:
            if Everyone.ALL in each.file.objects:
                latest.clear()  # whatever they cover ends before this
            latest.update(dict.fromkeys(each.file.objects, each))


class _BlockReader:
    """Reads one `[[underlag]]`, and reports every mistake in it."""

    def __init__(
        self, toml: TomlText, number: int, block: Mapping[str, object], sum_of: SumOf, report: Report
    ) -> None:
        self.toml = toml
        self.number = number
        self.block = {nfc(key): value for key, value in block.items()}
        self._sum_of = sum_of
        self._written = {nfc(key): key for key in block}
        self._report = report
        self._is_sound = True

    def _refuse(self, key: str, message: str, remedy: str, *entry: int) -> None:
        self._is_sound = False
        self._report(*self.toml.value(_LIST, self.number, self._written.get(key, key), *entry), message, remedy)

    def listed(self, names: Collection[str]) -> Listed | None:
        """The block when all of it is right."""
        for key in self.block:
            if key not in _FORMS:
                self._refuse(key, f"Nyckeln {shown(key)} är okänd.",
                             f"Ta bort den eller rätta namnet.{close_matches(key[:100], _FORMS)}")
        file = EvidenceFile(
            path=self._text("fil", lambda name: self._file(name, names)),
            table=self._text("tabell", self._table),
            collected=self._day("insamlat"),
            method=self._text("metod"),
            sha256=self._text("sha256", self._digest),
            personal_data=self._text("personuppgifter", self._class),
            first=self._day("från"),
            last=self._day("till"),
            objects=self._objects(),
        )
        if self._is_sound:
            self._check_order(file)
        return Listed(file, self.number, self.toml) if self._is_sound else None

    def _missing(self, key: str) -> None:
        self._refuse(key, f"Underlaget saknar {key}.", f"Skriv {self._form(key)}.")

    def _form(self, key: str) -> str:
        """How a key is written; of a sum nobody can guess, the very one that its file has."""
        actual = self._sum_of(nfc(str(self.block.get("fil"))).strip()) if key == "sha256" else ""
        return f'sha256 = "{actual}"' if actual else _FORMS[key]

    def _text(self, key: str, check: Callable[[str], None] = lambda _: None) -> str:
        value = self.block.get(key)
        if value is None:
            self._missing(key)
            return ""
        if not isinstance(value, str) or not value.strip():
            self._refuse(key, f"{key} är ingen text, eller en tom.", f"Skriv {self._form(key)}.")
            return ""
        text = nfc(value).strip()
        sign = next(iter(deceptive(text, DECEPTIVE)), None)
        if len(text) > _TEXT_LIMIT:
            self._refuse(key, f"{key} är en text på mer än {_TEXT_LIMIT} tecken.", "Korta den.")
        elif sign:
            self._refuse(key, f"{key} innehåller {described(sign.character)}.",
                         "Skriv texten på nytt utan det tecknet.")
        else:
            check(text)
        return text

    def _file(self, name: str, names: Collection[str]) -> None:
        if is_litter(PurePosixPath(name).name):
            self._refuse("fil", f"{name} läses inte: så heter det som skrivprogram lämnar efter sig.",
                         "Byt namn på filen, till exempel så att namnet börjar med en bokstav.")
        elif name not in names:
            self._refuse("fil", f"{name} finns inte i underlagsmappen.",
                         f"Lägg filen där, eller skriv namnet som det står i mappen.{close_matches(name, names)}")

    def _table(self, name: str) -> None:
        if name not in TABLES:
            self._refuse("tabell", f"Tabellen {name} finns inte.",
                         f"Välj bland: {', '.join(TABLES)}.{close_matches(name, TABLES)}")

    def _digest(self, text: str) -> None:
        if not _DIGEST.fullmatch(text.lower()):
            self._refuse("sha256", "sha256 är ingen kontrollsumma.", f"Skriv {self._form('sha256')}.")

    def _class(self, word: str) -> None:
        if word not in _CLASSES:
            self._refuse("personuppgifter", f"personuppgifter kan inte vara {shown(word)}.",
                         f"Skriv något av: {', '.join(_CLASSES)}.")

    def _day(self, key: str) -> date:
        value = self.block.get(key)
        if value is None:
            self._missing(key)
            return FIRST_DAY
        day = iso_date(value) if isinstance(value, str) else value
        if isinstance(day, datetime) or not isinstance(day, date):
            self._refuse(key, f"{key} är ingen dag som finns.", f"Skriv {_FORMS[key]}.")
            return FIRST_DAY
        if day < FIRST_DAY:
            self._refuse(key, f"{key} ligger före år {FIRST_DAY.year}.", "Rätta året.")
        return day

    def _objects(self) -> tuple[Whom, ...]:
        value = self.block.get("objekt", [str(Everyone.ALL)])
        if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
            self._refuse("objekt", "objekt är ingen lista av id, eller en tom.",
                         f"Skriv {_FORMS['objekt']}, eller de objekt som filen handlar om.")
            return ()
        if len(value) > MOST_OBJECTS:
            self._refuse("objekt", f"objekt har {len(value)} id, fler än {MOST_OBJECTS}.",
                         f"Skriv {_FORMS['objekt']}, eller dela upp filen.", MOST_OBJECTS)
            return ()
        objects = tuple(whom(nfc(each).strip()) for each in value)
        seen: set[Whom] = set()
        for entry, each in enumerate(objects):
            if each in seen:
                self._refuse("objekt", f"{shown(str(each))} står två gånger i objekt.", "Ta bort den ena.", entry)
            seen.add(each)
        if Everyone.ALL in objects and len(objects) > 1:
            self._refuse("objekt", f"objekt har både {Everyone.ALL} och andra id.",
                         f"Skriv antingen {Everyone.ALL} eller de objekt som filen handlar om.")
        return objects

    def _check_order(self, file: EvidenceFile) -> None:
        """No file covers days after the one that it was collected on (DESIGN section 5)."""
        if file.first > file.last:
            self._refuse("från", f"från ({file.first}) ligger efter till ({file.last}).", "Byt plats på dagarna.")
        if file.last > file.collected:
            self._refuse("till", f"till ({file.last}) ligger efter insamlat ({file.collected}).",
                         "Skriv den sista dag som uppgifterna visar; ingen vet något om dagar efter insamlingen.")
