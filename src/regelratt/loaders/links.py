"""What must hold between objects: references, coverage by test cases, decisions and standing law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from regelratt.diagnostics import Code, Diagnostic, Severity, close_matches
from regelratt.domain.catalog import Catalog, CatalogObject
from regelratt.domain.characters import visible
from regelratt.domain.content import (
    ChecklistItem,
    Comparison,
    Document,
    Law,
    LocalDecision,
    Premise,
    Provision,
    Remark,
    Role,
    Rule,
    TestCase,
)
from regelratt.domain.location import Location
from regelratt.domain.status import Status
from regelratt.domain.words import ComparisonKind, Kind, Method, Relation, State
from regelratt.loaders.fields import misfit, parse_value
from regelratt.loaders.grammar import GRAMMARS, Field
from regelratt.loaders.myst import Block, Page
from regelratt.loaders.page_links import find_ring

KIND_OF = {
    Law: Kind.LAW, Provision: Kind.PROVISION, Document: Kind.DOCUMENT, Premise: Kind.PREMISE, Rule: Kind.RULE,
    ChecklistItem: Kind.ITEM, TestCase: Kind.CASE, Remark: Kind.REMARK, Comparison: Kind.COMPARISON,
    Role: Kind.ROLE, LocalDecision: Kind.LOCAL_DECISION,
}
"""Which kind an object's class stands for."""

_NEEDED_CASES = (Status.MET, Status.NOT_MET, Status.NOT_ASSESSED)


def kind_of(entry: CatalogObject) -> Kind:
    """The kind that the object is."""
    return KIND_OF[type(entry)]


def check_links(catalog: Catalog, pages: dict[str, Page], blocks: dict[str, dict[int, Block]]) -> Iterator[Diagnostic]:
    """Every break between objects, in one pass."""
    checker = _LinkChecker(catalog, blocks)
    for entry in catalog:
        yield from checker.references(entry)
    for rule in catalog.rules:
        yield from checker.rule(rule)
    for item in catalog.items:
        yield from checker.item(item)
    for case in catalog.cases:
        yield from checker.case(case)
    for pair in catalog.comparisons:
        yield from checker.comparison(pair)
    yield from checker.replacements()
    yield from checker.local_decisions()
    deciding: tuple[Rule | Document | LocalDecision, ...] = (
        *catalog.documents, *catalog.rules, *catalog.local_decisions)
    for decided in deciding:
        yield from checker.decider(decided)
    for path, page in pages.items():
        yield from checker.page_links(path, page)


class _LinkChecker:
    """Checks that need the whole catalogue; knows where each option stands."""

    def __init__(self, catalog: Catalog, blocks: dict[str, dict[int, Block]]) -> None:
        self.catalog = catalog
        self.blocks = blocks
        self.role_names = {role.title for role in catalog.roles}
        self.lonely = catalog.by_id.keys() - _referred_to(catalog)
        """Ids that no object refers to; when one is renamed they are offered to what referred to the old one."""

    def place(self, entry: CatalogObject, option: str, part: str = "") -> Location:
        """Where the option's value stands, or a part of it; else the object itself."""
        block = self.blocks.get(entry.location.path, {}).get(entry.location.line)
        found = block.option(option) if block else None
        if found is None:
            return entry.location
        return Location(entry.location.path, found.line, found.value_column + _start_of(part, found.value))

    def references(self, entry: CatalogObject) -> Iterator[Diagnostic]:
        """Ids in options that do not exist or are of the wrong kind."""
        for field in GRAMMARS[kind_of(entry)].fields:
            if not field.targets:
                continue
            idents = _idents(entry, field)
            for ident in idents:
                yield from self._target(entry, field.option, ident, field.targets,
                                        stands_with=field.required and len(idents) == 1)
        for basis in getattr(entry, "legal_basis", ()):
            yield from self._target(entry, "laghänvisning", basis.provision, (Kind.PROVISION, Kind.LAW))
            if basis.relation is Relation.REQUIRES and isinstance(self.catalog.by_id.get(basis.provision), Law):
                parts = [each.id for each in self.catalog.provisions_of_law.get(basis.provision, ())][:3]
                example = f", till exempel {' eller '.join(parts)}" if parts else ""
                yield Diagnostic(self.place(entry, "laghänvisning", basis.provision), Code.BAD_VALUE,
                                 f"{kind_of(entry)} {entry.id}: kräver pekar på {basis.provision}, som är en hel lag.",
                                 f"Ange lagrummet som kräver det{example}, eller skriv stöder eller bakgrund.")

    def _target(
        self, entry: CatalogObject, option: str, ident: str, kinds: tuple[Kind, ...], *, stands_with: bool = False
    ) -> Iterator[Diagnostic]:
        """Why the id leads nowhere; what stands with it alone has no meaning when it has been removed."""
        target = self.catalog.by_id.get(ident)
        wanted = " eller ".join(kinds)
        if target is None:
            # Gone through only when near words are still sought.
            known = (each.id for each in self.catalog if kind_of(each) in kinds and each is not entry)
            gone = f"också {entry.id}" if stands_with else "hänvisningen"
            code = Code.UNDECLARED_DOCUMENT if kinds == (Kind.DOCUMENT,) else Code.UNKNOWN_REFERENCE
            yield Diagnostic(
                self.place(entry, option, ident), code,
                f"{kind_of(entry)} {entry.id}: {option} hänvisar till {ident}, som inte finns.",
                f"Skriv id för ett befintligt objekt ({wanted}). Är det borttaget, ta bort {gone}."
                f"{close_matches(ident, known, also=self.lonely)}",
            )
        elif kind_of(target) not in kinds:
            yield Diagnostic(
                self.place(entry, option, ident), Code.UNKNOWN_REFERENCE,
                f"{kind_of(entry)} {entry.id}: {option} hänvisar till {ident}, som är {kind_of(target)}.",
                f"Hänvisa till {wanted}.",
            )
        elif target is entry:
            yield Diagnostic(self.place(entry, option, ident), Code.BAD_VALUE,
                             f"{kind_of(entry)} {entry.id}: {option} hänvisar till objektet självt.",
                             f"Ange ett annat objekt, eller ta bort {ident}.")

    def replacements(self) -> Iterator[Diagnostic]:
        """Objects that replace one another in a ring, so that none of them leads to what holds now."""
        entries: tuple[Rule | Law | Provision, ...] = (
            *self.catalog.rules, *self.catalog.laws, *self.catalog.provisions)
        ring = find_ring({each.id: [ident for ident in each.replaced_by if ident != each.id] for each in entries})
        if ring:
            yield Diagnostic(self.place(self.catalog.by_id[ring[0]], "ersatt-av", ring[1]), Code.BAD_VALUE,
                             f"Objekten ersätter varandra runt: {' → '.join(ring)}.",
                             "Låt det sista ersättas av det som gäller nu, eller ta bort dess ersatt-av.")

    def rule(self, rule: Rule) -> Iterator[Diagnostic]:
        """Roles, permissions, replacement and standing law of one rule."""
        for reference in rule.roles:
            if reference.role not in self.role_names:
                yield Diagnostic(self.place(rule, "vem", reference.role), Code.UNKNOWN_REFERENCE,
                                 f"regel {rule.id}: rollen '{reference.role}' finns inte i rollistan.",
                                 f"Lägg till den i roller.md eller rätta namnet."
                                 f"{close_matches(reference.role, self.role_names)}")
        if rule.permits and rule.level.has_cell:
            yield Diagnostic(self.place(rule, "medger"), Code.BAD_VALUE,
                             f"regel {rule.id}: bara en regel som får eller beslutar kan medge undantag.",
                             "Flytta medger till regeln som ger rätten.")
        for target in rule.permits:
            permitted = self.catalog.rules_by_id.get(target)
            if permitted and rule.id not in permitted.exception_rules:
                yield Diagnostic(self.place(rule, "medger", target), Code.ORPHAN,
                                 f"regel {rule.id} medger undantag från {target}, som inte nämner det.",
                                 f"Lägg till undantagsregel: {rule.id} på {target}.")
        if rule.state is State.RETIRED and not rule.replaced_by and "upphävd" not in rule.text.lower():
            yield Diagnostic(self.place(rule, "läge"), Code.MISSING_FIELD,
                             f"regel {rule.id} är upphävd men säger inte vad som gäller i stället.",
                             "Ange ersatt-av, eller skriv i texten varför den är upphävd.")
        yield from self._standing_law(rule)
        document = self.catalog.by_id.get(rule.document)
        folder = document.folder if isinstance(document, Document) else ""
        if folder and not rule.location.path.startswith(folder.rstrip("/") + "/"):
            yield Diagnostic(self.place(rule, "dokument"), Code.UNDECLARED_DOCUMENT,
                             f"regel {rule.id} ligger utanför {folder}, där {rule.document} hör hemma.",
                             "Flytta regeln till dokumentets mapp eller rätta dokument.")

    def _standing_law(self, rule: Rule) -> Iterator[Diagnostic]:
        is_in_force = rule.state is State.IN_FORCE
        for ident in (basis.provision for basis in rule.legal_basis if self._is_repealed(basis.provision)):
            target = self.catalog.by_id[ident]
            successors = ", ".join(getattr(target, "replaced_by", ())) or "ingen känd efterföljare"
            yield Diagnostic(
                self.place(rule, "laghänvisning", ident), Code.REPEALED_BASIS,
                f"regel {rule.id} vilar på {ident}, som inte längre gäller (ersatt av {successors}).",
                "Hänvisa till det som gäller nu." if is_in_force
                else "Lägg en anmärkning vid regeln om vad som gäller nu.",
                Severity.ERROR if is_in_force else Severity.WARNING,
            )

    def _is_repealed(self, ident: str) -> bool:
        target = self.catalog.by_id.get(ident)
        law = self.catalog.by_id.get(target.law) if isinstance(target, Provision) else target
        return any(isinstance(each, Law | Provision) and each.repealed is not None for each in (target, law))

    def item(self, item: ChecklistItem) -> Iterator[Diagnostic]:
        """Test cases, role and parameters of one item."""
        if item.role and item.role not in self.role_names:
            yield Diagnostic(self.place(item, "roll"), Code.UNKNOWN_REFERENCE,
                             f"kontrollpunkt {item.id}: rollen '{item.role}' finns inte i rollistan.",
                             f"Rätta namnet.{close_matches(item.role, self.role_names)}")
        for ident in item.verifies:
            rule = self.catalog.rules_by_id.get(ident)
            if rule and (rule.not_checked or not rule.level.has_cell):
                why = "är markerad prövas-inte" if rule.not_checked else f"har kravnivån {rule.level}"
                yield Diagnostic(self.place(item, "prövar", ident), Code.BAD_VALUE,
                                 f"kontrollpunkt {item.id} prövar {ident}, som {why}.",
                                 "Ta bort regeln ur prövar eller ändra regeln.")
        if item.method is Method.CONFIRMATION:
            return
        shown = {case.expected for case in self.catalog.cases_of_item.get(item.id, ())}
        missing = [status.word for status in _NEEDED_CASES if status not in shown]
        if missing:
            yield Diagnostic(item.location, Code.MISSING_CASES,
                             f"kontrollpunkt {item.id} saknar testfall för: {', '.join(missing)}.",
                             "Lägg till ett testfall för varje; en kontroll som ingen sett underkänna räknas inte.")

    def case(self, case: TestCase) -> Iterator[Diagnostic]:
        """That the values a test case sets are such as could be decided: of the right type and within the bounds."""
        item = self.catalog.items_by_id.get(case.item)
        rules = self.catalog.rules_of(item) if item else ()
        bounds = {each.name: each.bounds for rule in rules for each in rule.parameters}
        for name, text in case.parameters:
            value = parse_value(text, bounds[name]) if name in bounds else None
            if name in bounds and (value is None or not bounds[name].accepts(value)):
                yield Diagnostic(self.place(case, "parametrar", name), Code.BAD_PARAMETER,
                                 f"testfall {case.id}: {name} = {visible(text)} {misfit(value, bounds[name])}.",
                                 "Ange ett värde inom gränserna.")

    def local_decisions(self) -> Iterator[Diagnostic]:
        """That no two values are decided for one parameter on the same day: which of them holds nobody could say."""
        latest: dict[tuple[str, str], LocalDecision] = {}
        for decision in sorted(self.catalog.local_decisions, key=lambda each: each.valid_from):
            key = decision.rule, decision.parameter
            known = latest.get(key)
            if known and (known.valid_to or date.max) >= decision.valid_from:
                yield Diagnostic(self.place(decision, "gäller-från"), Code.BAD_VALUE,
                                 f"lokalt-beslut {decision.id}: {decision.parameter} har redan ett värde från "
                                 f"{decision.valid_from}, i {known.id}.",
                                 f"Skriv gäller-till på {known.id}, dagen före det nya, eller behåll ett av besluten.")
            if not known or (known.valid_to or date.max) < (decision.valid_to or date.max):
                latest[key] = decision

    def decider(self, entry: Rule | Document | LocalDecision) -> Iterator[Diagnostic]:
        """That a decision names the role that took it, which is never a person's name."""
        decision = entry.decision
        if decision and self.place(entry, "beslut") != entry.location and decision.decider not in self.role_names:
            yield Diagnostic(self.place(entry, "beslut"), Code.UNKNOWN_REFERENCE,
                             f"{kind_of(entry)} {entry.id}: rollen '{visible(decision.decider)}' "
                             "finns inte i rollistan.",
                             "Skriv den roll som beslutade, aldrig en persons namn, och lägg den i roller.md om den "
                             f"saknas där.{close_matches(decision.decider, self.role_names)}")

    def comparison(self, pair: Comparison) -> Iterator[Diagnostic]:
        """That both sides, or just one for `bara i ena`, are named."""
        only_one = pair.relation is ComparisonKind.ONLY_IN_ONE
        if only_one is (bool(pair.first) and bool(pair.second)) or not (pair.first or pair.second):
            yield Diagnostic(self.place(pair, "relation"), Code.MISSING_FIELD,
                             f"jämförelse {pair.id}: relationen {pair.relation} stämmer inte med ena och andra.",
                             "Ange båda sidor, utom för bara i ena där exakt en ska anges.")
        for ident in pair.second:
            if ident in pair.first:
                yield Diagnostic(self.place(pair, "andra", ident), Code.BAD_VALUE,
                                 f"jämförelse {pair.id}: {ident} jämförs med sig självt.",
                                 "Ange olika objekt i ena och andra.")
        if (pair.relation is ComparisonKind.STRICTER) is not bool(pair.stricter):
            yield Diagnostic(self.place(pair, "relation"), Code.MISSING_FIELD,
                             f"jämförelse {pair.id}: strängare och relationen stämmer inte överens.",
                             "Ange strängare när, och bara när, relationen är strängare.")

    def page_links(self, path: str, page: Page) -> Iterator[Diagnostic]:
        """Links in prose to ids that do not exist."""
        for inline in page.inlines:
            ident = unquote(inline.value[1:])
            if inline.kind == "link" and inline.value.startswith("#") and ident not in self.catalog.by_id:
                yield Diagnostic(Location(path, inline.line), Code.UNKNOWN_REFERENCE,
                                 f"Länken leder till {visible(ident)}, som inte finns.",
                                 "Skriv id för ett objekt, eller ta bort länken om det är borttaget."
                                 + close_matches(ident.upper(), self.catalog.by_id, refused=ident, also=self.lonely))


def _idents(entry: CatalogObject, field: Field) -> tuple[str, ...]:
    value = getattr(entry, field.code)
    return tuple(filter(None, (value,) if isinstance(value, str) else value))


def _referred_to(catalog: Catalog) -> set[str]:
    """Every id that some object refers to by a field, whether it exists or not."""
    return {ident for entry in catalog for field in GRAMMARS[kind_of(entry)].fields if field.targets
            for ident in _idents(entry, field)}


def _start_of(part: str, value: str) -> int:
    """Where a part stands in an option's value as a whole word; 0 when it does not."""
    start = value.find(part) if part else -1
    while start >= 0:
        around = value[start - 1:start] + value[start + len(part):start + len(part) + 1]
        if not re.search(r"[\w-]", around):
            return start
        start = value.find(part, start + 1)
    return 0
