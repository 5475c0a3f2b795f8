"""What must hold between evidence and the catalogue: references, exemptions, confirmations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES, Column
from regelratt.domain.words import Method, Relation, SubjectKind


def check_evidence(
    evidence: Evidence, catalog: Catalog, places: Mapping[tuple[str, str], Location]
) -> Iterator[Diagnostic]:
    """Every reference that leads nowhere, and every exemption or confirmation that may not be given."""
    checker = _Checker(evidence, catalog, places)
    for name in evidence.tables:
        for row in evidence.rows(name):
            yield from checker.references(name, row)
    yield from checker.subjects_are_unique()
    for row in evidence.rows("undantag"):
        yield from checker.exemption(row)
    for row in evidence.rows("bekräftelser"):
        yield from checker.confirmation(row)


class _Checker:
    """Knows every key that evidence may refer to."""

    def __init__(self, evidence: Evidence, catalog: Catalog, places: Mapping[tuple[str, str], Location]) -> None:
        self.evidence = evidence
        self.catalog = catalog
        self.places = places
        self.subjects = {kind: set(evidence.subjects(kind)) for kind in SubjectKind}
        self.keys: dict[str, set[str]] = {
            "objekt": set().union(*self.subjects.values()),
            "regel": set(catalog.rules_by_id),
            "kontrollpunkt": set(catalog.items_by_id),
            **{name: {str(row[0]) for row in evidence.tables.get(name, ())} for name in TABLES},
        }

    def _problem(self, table: str, row: dict[str, Value], message: str, remedy: str) -> Diagnostic:
        key = str(row[TABLES[table].key])
        return Diagnostic(self.places.get((table, key), Location(table)), Code.BAD_EVIDENCE,
                          f"{table} {key}: {message}", remedy)

    def references(self, table: str, row: dict[str, Value]) -> Iterator[Diagnostic]:
        """Values that refer to something that is not there."""
        for column in TABLES[table].columns:
            if column.references and row[column.name] is not None:
                yield from self._reference(table, row, column)

    def _reference(self, table: str, row: dict[str, Value], column: Column) -> Iterator[Diagnostic]:
        value = str(row[column.name])
        known = self.keys.get(column.references, set())
        if value not in known:
            yield self._problem(table, row, f"{column.name} hänvisar till {value}, som inte finns.",
                                f"Rätta värdet.{close_matches(value, known)}")

    def subjects_are_unique(self) -> Iterator[Diagnostic]:
        """No id may be both a channel and a board or organisation."""
        seen: set[str] = set()
        for kind in SubjectKind:
            for row in self.evidence.rows(kind.table):
                ident = str(row[TABLES[kind.table].key])
                if ident in seen:
                    yield self._problem(kind.table, row, "id används redan av ett annat slags objekt.",
                                        "Ge objektet ett eget id.")
                seen.add(ident)

    def exemption(self, row: dict[str, Value]) -> Iterator[Diagnostic]:
        """An exemption needs a rule that permits it or the document's decider, and never law's leave."""
        rule = self.catalog.rules_by_id.get(str(row["regel"]))
        if rule is None:
            return
        if any(basis.relation is Relation.REQUIRES for basis in rule.legal_basis):
            yield self._problem("undantag", row,
                                f"lagen kräver {rule.id}; en riktlinje kan inte ge undantag från lagen.",
                                "Ta bort undantaget och planera en åtgärd i stället.")
        permitting = {each.id for each in self.catalog.permitted_by.get(rule.id, ())}
        cited = row["medges_av"]
        decider = rule.decision.decider if rule.decision else ""
        if cited is not None and cited not in permitting:
            yield self._problem("undantag", row, f"{cited} medger inte undantag från {rule.id}.",
                                f"Ange en regel som gör det: {', '.join(sorted(permitting)) or 'det finns ingen'}.")
        if cited is None and row["beslutad_av"] != decider:
            yield self._problem("undantag", row,
                                f"varken en medgivande regel eller dokumentets beslutsfattare ({decider}) anges.",
                                "Fyll i medges_av, eller låt dokumentets beslutsfattare besluta.")
        if str(row["till"]) < str(row["från"]):
            yield self._problem("undantag", row, "sista dagen ligger före den första.", "Rätta dagarna.")
        if row["objekt_id"] not in self.subjects[rule.subject] and row["objekt_id"] in self.keys["objekt"]:
            yield self._problem("undantag", row, f"{rule.id} avser {rule.subject}, men objektet är något annat.",
                                "Ange ett objekt av rätt slag.")

    def confirmation(self, row: dict[str, Value]) -> Iterator[Diagnostic]:
        """A confirmation answers an item of that method, for an object of its kind, with a reason if not met."""
        item = self.catalog.items_by_id.get(str(row["kontrollpunkt"]))
        if item is None:
            return
        if item.method is not Method.CONFIRMATION:
            yield self._problem("bekräftelser", row, f"{item.id} avgörs med {item.method}, inte med en bekräftelse.",
                                "Ta bort raden.")
        if row["objekt_id"] not in self.subjects[item.subject] and row["objekt_id"] in self.keys["objekt"]:
            yield self._problem("bekräftelser", row, f"{item.id} avser {item.subject}, men objektet är något annat.",
                                "Ange ett objekt av rätt slag.")
        if row["utfall"] != "uppfyllt" and not row["skäl"]:
            yield self._problem("bekräftelser", row, "skäl saknas.", "Skriv varför, utan personuppgifter.")
