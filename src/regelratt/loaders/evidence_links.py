"""What must hold between evidence and the catalogue: references, claims, exemptions, confirmations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from regelratt.diagnostics import Code, Diagnostic, close_matches, few_searches
from regelratt.domain.catalog import Catalog
from regelratt.domain.characters import visible
from regelratt.domain.columns import Column
from regelratt.domain.content import Rule
from regelratt.domain.evidence import SUBJECT_TABLES, Value
from regelratt.domain.location import Location
from regelratt.domain.tables import CLOSED, TABLES
from regelratt.domain.words import OPEN_VALUE, Everyone, Method, Relation, SubjectKind, Whom
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_folder import MANIFEST

MOST_TOLD = 100
"""Problems of one kind, as references of one column that lead nowhere, that are told."""

_MOST_COMPARED = 1_000
"""Above this many known ids no near ones are suggested."""

Row = dict[str, Value]


def check_evidence(loaded: LoadedEvidence, catalog: Catalog) -> list[Diagnostic]:
    """Every reference or claim that leads nowhere, and every exemption or confirmation that may not be given."""
    with few_searches():
        return list(_problems(_Checker(loaded, catalog), loaded))


def _problems(checker: _Checker, loaded: LoadedEvidence) -> Iterator[Diagnostic]:
    for name in loaded.evidence.tables:
        yield from checker.references(name)
    yield from first_of(checker.claims())
    yield from first_of(checker.uncovered())
    yield from first_of(checker.subjects_are_unique())
    yield from first_of(each for number, row in enumerate(loaded.evidence.rows("undantag"))
                      for each in checker.exemption(number, row))
    yield from first_of(each for number, row in enumerate(loaded.evidence.rows("bekräftelser"))
                      for each in checker.confirmation(number, row))


def first_of(found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of many problems of one kind, and that there are others."""
    yield from islice(found, MOST_TOLD)
    for each in islice(found, 1):
        yield Diagnostic(each.location, each.code, "Här och längre fram finns fler fel av samma slag, som inte visas.",
                         "Rätta de fel som visas och kör om.")


class _Checker:
    """Knows every key that evidence may refer to."""

    def __init__(self, loaded: LoadedEvidence, catalog: Catalog) -> None:
        self.evidence = loaded.evidence
        self.catalog = catalog
        self.places = loaded.places
        self._problem = loaded.problem
        self.broken = loaded.broken
        self.left_out = loaded.left_out
        self.stated = loaded.stated
        self.subjects = {kind: set(self.evidence.subjects(kind)) for kind in SubjectKind}
        self.keys = cache(self._keys)
        self.owned = cache(self._owned)

    def _keys(self, target: str) -> set[str] | None:
        """Every id that a column with this target may hold; None when a mistake elsewhere leaves that open."""
        if target == "regel":
            return set(self.catalog.rules_by_id)
        if target == "kontrollpunkt":
            return set(self.catalog.items_by_id)
        if target == "objekt":
            kinds = {kind.table for kind in SubjectKind}
            return None if kinds & self.broken else set().union(*self.subjects.values())
        return None if target in self.broken else {str(row[0]) for row in self.evidence.tables.get(target, ())}

    def references(self, table: str) -> Iterator[Diagnostic]:
        """Values that refer to something that is not there."""
        for index, column in enumerate(TABLES[table].columns):
            is_told = column.references and (table, column.name) not in self.left_out
            known = self.keys(column.references) if is_told else None
            if known is not None:
                yield from self._references(table, index, column, known)
            elif is_told and column.references in SUBJECT_TABLES:
                yield from first_of(self._of_other_kind(table, index, column))

    def _others(self, *registers: str) -> set[str]:
        """The ids of all objects that are in none of the registers: no id is used of two kinds."""
        return set().union(*(self.subjects[kind] for kind in SubjectKind if kind.table not in registers))

    def _of_other_kind(self, table: str, index: int, column: Column) -> Iterator[Diagnostic]:
        """Values that cannot be in the register that they refer to, whatever else is in it."""
        others = self._others(column.references)
        for number, row in enumerate(self.evidence.tables[table]):
            if row[index] in others:
                yield self._problem(table, number, column.name,
                                    f"{column.name} hänvisar till {row[index]}, som är ett annat slags objekt.",
                                    f"Skriv ett id i {column.references}.")

    def _references(self, table: str, index: int, column: Column, known: set[str]) -> Iterator[Diagnostic]:
        rows = self.evidence.tables[table]
        lost: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            if row[index] is not None and str(row[index]) not in known:
                lost.setdefault(str(row[index]), []).append(number)
        for value, numbers in islice(lost.items(), MOST_TOLD):
            others = "" if len(numbers) == 1 else f" Det gör {_rows(len(numbers) - 1)} till."
            yield self._problem(table, numbers[0], column.name,
                                f"{column.name} hänvisar till {value}, som inte finns.{others}",
                                f"Rätta värdet{_kept(column)}.{_near(value, known)}")
        if len(lost) > MOST_TOLD:
            yield self._problem(table, list(lost.values())[MOST_TOLD][0], column.name,
                                f"{len(lost) - MOST_TOLD} värden till på {column.name} finns inte.",
                                "Rätta de rader som visas och kör om.")

    def claims(self) -> Iterator[Diagnostic]:
        """Objects that a file says it covers, and that are not objects whose rows the table can hold."""
        for listed in self.places.claims:
            file = listed.file
            told = self.places.keys_of(listed) if file.table in SUBJECT_TABLES else None
            for entry, each in enumerate(file.objects):
                yield from self._claim(file.path, file.table, each, told, partial(self.places.claim, listed, entry))
        for claim, place in self.stated:
            yield from self._claim(claim.table, claim.table, claim.subject, None, partial(replace, place))

    def uncovered(self) -> Iterator[Diagnostic]:
        """Rows about an object that their file is not said to cover: there they would be missed or counted in vain.

        Of a register of objects the reader of the file says so.
        """
        for listed in self.places.claims:
            table, covered = TABLES[listed.file.table], frozenset(listed.file.objects)
            if table.name in SUBJECT_TABLES or Everyone.ALL in covered:
                continue
            for ident, place in self.places.column_of(listed, table.owner):
                if ident is not None and ident not in covered and self.may_own(table.name, str(ident)):
                    yield Diagnostic(place(), Code.BAD_EVIDENCE,
                                     f"Filen har en rad om {ident} men sägs inte täcka det objektet.",
                                     f"Lägg till {ident} i objekt i {MANIFEST}, eller flytta raden.")

    def may_own(self, table: str, ident: str) -> bool:
        """False for an id that is no object whose rows the table can hold; of that its reference tells."""
        registers, known = self.owned(table)
        return ident not in self._others(*registers.split(" eller ")) if known is None else ident in known

    def _owned(self, name: str) -> tuple[str, set[str] | None]:
        """The registers of those whom rows of a table can concern, and their ids; None when they are not all known."""
        table = TABLES[name]
        owners = [kind for kind in SubjectKind if table.owner in ("objekt_id", TABLES[kind.table].key)]
        registers = " eller ".join(kind.table for kind in owners)
        if {kind.table for kind in owners} & self.broken:
            return registers, None
        return registers, set().union(*(self.subjects[kind] for kind in owners))

    def _claim(
        self, name: str, table: str, ident: Whom, told: set[str] | None, place: Callable[[], Location]
    ) -> Iterator[Diagnostic]:
        registers, known = self.owned(table)
        if isinstance(ident, Everyone) or (known is None and self.may_own(table, ident)):
            return
        if known is None or ident not in known:
            yield Diagnostic(place(), Code.BAD_EVIDENCE,
                             f"{name} sägs täcka {visible(ident)}, som inte finns i {registers}.",
                             f"Rätta id, eller lägg till objektet i underlaget.{_near(ident, known or set())}")
        elif told is not None and ident not in told:
            yield Diagnostic(place(), Code.BAD_EVIDENCE, f"{name} sägs täcka {ident}, som den inte har någon rad om.",
                             "Ta bort id, eller flytta objektets rad till den här filen.")

    def subjects_are_unique(self) -> Iterator[Diagnostic]:
        """No id may be both a channel and a board or organisation."""
        seen: set[str] = set()
        for kind in SubjectKind:
            for number, ident in enumerate(self.evidence.subjects(kind)):
                if ident in seen:
                    yield self._problem(kind.table, number, TABLES[kind.table].key,
                                        "id används redan av ett annat slags objekt.", "Ge objektet ett eget id.")
            seen |= self.subjects[kind]

    def exemption(self, number: int, row: Row) -> Iterator[Diagnostic]:
        """An exemption needs a rule that permits it or the document's decider, and never law's leave."""
        rule = self.catalog.rules_by_id.get(str(row["regel"]))
        if rule is None:
            return
        if any(basis.relation is Relation.REQUIRES for basis in rule.legal_basis):
            yield self._problem("undantag", number, "regel",
                                f"lagen kräver {rule.id}; en riktlinje kan inte ge undantag från lagen.",
                                "Ta bort undantaget och planera en åtgärd i stället.")
        permitting = {each.id for each in self.catalog.permitted_by.get(rule.id, ())}
        cited = row["medges_av"]
        decider = rule.decision.decider if rule.decision else None
        if str(cited) in self.catalog.rules_by_id and cited not in permitting:
            yield self._problem("undantag", number, "medges_av", f"{cited} medger inte undantag från {rule.id}.",
                                f"Ange en regel som gör det: {', '.join(sorted(permitting)) or 'det finns ingen'}.")
        if cited is None and row["beslutad_av"] != decider:
            who = f"dokumentets beslutsfattare ({decider or OPEN_VALUE})"
            yield self._problem("undantag", number, "beslutad_av", f"varken en medgivande regel eller {who} anges.",
                                "Fyll i medges_av, eller låt dokumentets beslutsfattare besluta.")
        yield from self._version_is_to_come(number, row, rule)
        yield from self._right_kind("undantag", number, row, rule.id, rule.subject)

    def confirmation(self, number: int, row: Row) -> Iterator[Diagnostic]:
        """A confirmation answers an item of that method, for an object of its kind, with a reason if not met."""
        item = self.catalog.items_by_id.get(str(row["kontrollpunkt"]))
        if item is None:
            return
        if item.method is not Method.CONFIRMATION:
            yield self._problem("bekräftelser", number, "kontrollpunkt",
                                f"{item.id} avgörs med {item.method}, inte med en bekräftelse.", "Ta bort raden.")
        yield from self._right_kind("bekräftelser", number, row, item.id, item.subject)
        if row["utfall"] != "uppfyllt" and not row["skäl"]:
            yield self._problem("bekräftelser", number, "skäl", "skäl saknas.", "Skriv varför, utan personuppgifter.")

    def _version_is_to_come(self, number: int, row: Row, rule: Rule) -> Iterator[Diagnostic]:
        """An exemption from a version that the rule has never had would expire before it begins."""
        version = row["regelversion"]
        if isinstance(version, int) and version > rule.version:
            yield self._problem("undantag", number, "regelversion",
                                f"{rule.id} har aldrig haft version {version}; nu gäller version {rule.version}.",
                                "Skriv den version som regeln hade när undantaget beslutades.")

    def _right_kind(
        self, table: str, number: int, row: Row, asked: str, kind: SubjectKind
    ) -> Iterator[Diagnostic]:
        known = self.keys("objekt") or set()
        if row["objekt_id"] in known and row["objekt_id"] not in self.subjects[kind]:
            yield self._problem(table, number, "objekt_id", f"{asked} avser {kind}, men objektet är något annat.",
                                "Ange ett objekt av rätt slag.")


def _rows(number: int) -> str:
    return "en rad" if number == 1 else f"{number} rader"


def _kept(column: Column) -> str:
    """What to do besides when the object's own row is gone: an account that has been closed keeps it."""
    registers = SUBJECT_TABLES & ({column.references} if column.references != "objekt" else SUBJECT_TABLES)
    if not registers:
        return ""
    closed = {name for name in registers if (status := TABLES[name].column("status")) and CLOSED in status.choices}
    also = f" (med status {CLOSED} om det är avslutat)" if closed else ""
    return f", eller låt objektet ha sin rad kvar i {' eller '.join(sorted(registers))}{also}"


def _near(word: str, known: set[str]) -> str:
    return close_matches(word, known) if len(known) <= _MOST_COMPARED else ""
