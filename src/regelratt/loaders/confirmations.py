"""The premises of confirmations: each is one that the rule, the parameter or the object can have had.

One that did not hold that day makes the confirmation lapse, so that it does not begin to hold when that comes into
force. Of what was said of an earlier version of the rule nobody knows what there was, and it is left as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from regelratt.diagnostics import Diagnostic, Severity, close_matches, few_searches
from regelratt.domain.catalog import Catalog
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.content import ChecklistItem, Rule
from regelratt.domain.evidence import Value
from regelratt.domain.stated_premises import stated_premises, written
from regelratt.domain.tables import CONFIRMATIONS, TABLES
from regelratt.domain.words import Method
from regelratt.loaders.cells import ColumnReader, Problem, day_of
from regelratt.loaders.csv_table import shown
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_links import first_of

_COLUMN = "förutsättningar"
_VERSION = re.compile(r"[1-9][0-9]{0,4}")

Row = dict[str, Value]
Told = tuple[str, str]
"""What is wrong and how to put it right."""


def check_confirmations(loaded: LoadedEvidence, catalog: Catalog) -> list[Diagnostic]:
    """Every premise that cannot have held, and every confirmation that counts and lacks one."""
    checker = _Checker(loaded, catalog)
    with few_searches():
        return [*first_of(checker.all())]


class _Checker:
    """Knows what a confirmation may name, and which of those about the same is the one that counts."""

    def __init__(self, loaded: LoadedEvidence, catalog: Catalog) -> None:
        self.catalog = catalog
        self._problem = loaded.problem
        self.rows = list(loaded.evidence.rows(CONFIRMATIONS.name))
        self.declared = {each.name for rule in catalog.rules for each in rule.parameters}
        self.objects = {
            table: {str(next(iter(row.values()))): row for row in loaded.evidence.rows(table)}
            for table in {item.subject.table for item in catalog.items}}

    def all(self) -> Iterator[Diagnostic]:
        """What is wrong in every row, in order."""
        latest: dict[tuple[Value, ...], str] = {}
        for row in self.rows:
            key = row["kontrollpunkt"], row["objekt_id"], row["period"]
            latest[key] = max(latest.get(key, ""), str(row["datum"]))
        for number, row in enumerate(self.rows):
            item = self.catalog.items_by_id.get(str(row["kontrollpunkt"]))
            if item is None or item.method is not Method.CONFIRMATION:
                continue
            stated = stated_premises(str(row[_COLUMN] or ""))
            problems = list(self._problems(item, row, stated))
            for told in problems:
                yield self._told(number, told, Severity.ERROR)
            last = latest[row["kontrollpunkt"], row["objekt_id"], row["period"]]
            counts = last == str(row["datum"]) and row["utfall"] != "ej uppfyllt"
            if counts and not problems and not self._is_of_earlier(item, stated):
                for told in self._lapsing(item, row, dict(stated)):
                    yield self._told(number, told, Severity.WARNING)

    def _lapsing(self, item: ChecklistItem, row: Row, stated: dict[str, str]) -> Iterator[Told]:
        """What makes the confirmation count as too old from the beginning."""
        needed = self._needed(item, row)
        if lacking := [each for name, each in needed.items() if name not in stated]:
            yield (f"{_COLUMN} säger inte allt som bekräftelsen vilar på, så den räknas som inaktuell.",
                   f"Lägg till det som gällde den dagen, till exempel {'; '.join(lacking)}.")
        declared = {each.name for rule in self.catalog.rules_of(item) for each in rule.parameters}
        for name, value in stated.items():
            held = needed.get(name)
            if name in declared and held != f"{name}={value}":
                yield (f"{name} hade inte värdet {shown(value)} den dagen, så bekräftelsen räknas som inaktuell.", (
                    f"{f'Skriv {held}.' if held else 'Ta bort det.'} Är ett lokalt beslut borttaget, ge det tillbaka "
                    "med dagarna då det gällde. Har värdet ändrats på regeln, höj regelns version."))

    def _is_of_earlier(self, item: ChecklistItem, stated: list[tuple[str, str]]) -> bool:
        """True when it was said of an earlier version of a rule, and never holds again."""
        rules = {rule.id: rule for rule in self.catalog.rules_of(item)}
        return any(int(value) < rules[name].version for name, value in stated
                   if name in rules and _VERSION.fullmatch(value))

    def _told(self, number: int, told: Told, severity: Severity) -> Diagnostic:
        return self._problem(CONFIRMATIONS.name, number, _COLUMN, *told, severity)

    def _needed(self, item: ChecklistItem, row: Row) -> dict[str, str]:
        """What the item rests on, each by its name as it would be written today."""
        rules = self.catalog.rules_of(item)
        day = day_of(row["datum"])
        values: dict[str, str] = {rule.id: str(rule.version) for rule in rules}
        for rule in rules:
            for each in rule.parameters:
                value = self.catalog.parameter_value(rule, each.name, day) if day else each.value
                if value is not None:
                    values[each.name] = written(value)
        about = self.objects[item.subject.table].get(str(row["objekt_id"]), {})
        values |= {name: written(about.get(name)) for name in item.depends_on}
        return {name: f"{name}={value}" for name, value in values.items()}

    def _problems(self, item: ChecklistItem, row: Row, stated: list[tuple[str, str]]) -> Iterator[Told]:
        table = TABLES[item.subject.table]
        seen: set[str] = set()
        for name, value in stated:
            if name in seen:
                yield f"{_COLUMN} har {shown(name)} två gånger.", "Behåll det som gällde den dagen."
            elif not name:
                yield (f"{_COLUMN} går inte att läsa: {shown(value)} har inget namn och likhetstecken.",
                       f"Skriv namn=värde, åtskilda med semikolon: {'; '.join(self._needed(item, row).values())}.")
            elif column := table.column(name):
                yield from self._column(column, table.name, value)
            elif rule := self.catalog.rules_by_id.get(name):
                yield from self._version(rule, value, day_of(row["datum"]))
            elif name not in self.declared and not self._is_of_earlier(item, stated):
                known = (*self._needed(item, row), *table.names)
                yield (f"{_COLUMN} nämner {shown(name)}, som inte är regel, parameter eller kolumn i {table.name}.",
                       f"Rätta namnet, eller ta bort det.{close_matches(name, known)}")
            seen.add(name)

    def _version(self, rule: Rule, value: str, day: date | None) -> Iterator[Told]:
        if not _VERSION.fullmatch(value):
            yield (f"{rule.id} kan inte ha versionen {shown(value)}.",
                   f"Skriv ett heltal, till exempel {rule.id}={rule.version}.")
        elif int(value) > rule.version:
            yield (f"{rule.id} har aldrig haft version {value}; nu gäller version {rule.version}.",
                   "Skriv den version som regeln hade när bekräftelsen lämnades.")
        elif int(value) == rule.version and day and not rule.had_its_version(day):
            yield (f"{rule.id} har version {value} först {rule.valid_from}.",
                   "Skriv den version som regeln hade när bekräftelsen lämnades.")

    @staticmethod
    def _column(column: Column, table: str, value: str) -> Iterator[Told]:
        """A value of a kind that the column can hold; of a free text anything may be said."""
        if value == written(None) or (column.type is ColumnType.TEXT and not column.choices):
            return
        read = ColumnReader(column).read(value)
        if isinstance(read, Problem) or written(read) != value:
            yield (f"{_COLUMN} har {column.name}={shown(value)}, som kolumnen i {table} inte kan ha haft.",
                   f"Skriv värdet som det stod i {table} den dagen, eller {column.name}={written(None)}.")
