"""Objects that nothing leads to or from: rules nobody checks, roles nobody has, statements nobody rendered.

A law or provision that no rule uses is background and no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regelratt.diagnostics import Code, Diagnostic, Severity
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import Premise, Rule
from regelratt.loaders.ledger import Ledger, ledger_path


def check_orphans(catalog: Catalog, ledgers: Mapping[str, Ledger]) -> Iterator[Diagnostic]:
    """Every orphan, when the project has the other half at all: items for rules, ledgers for documents."""
    if catalog.items:
        yield from _rules_without_items(catalog)
    yield from _unused_roles(catalog)
    if ledgers:
        yield from _documents_without_ledger(catalog, ledgers)
        yield from _objects_without_source(catalog, ledgers)


def _rules_without_items(catalog: Catalog) -> Iterator[Diagnostic]:
    for rule in catalog.rules:
        if rule.is_evaluated and rule.id not in catalog.items_of_rule:
            yield Diagnostic(rule.location, Code.ORPHAN,
                             f"regel {rule.id} gäller men prövas inte av någon kontrollpunkt.",
                             "Skriv en kontrollpunkt för den, eller ange prövas-inte med ett skäl.")


def _unused_roles(catalog: Catalog) -> Iterator[Diagnostic]:
    used = {reference.role for rule in catalog.rules for reference in rule.roles}
    used |= {item.role for item in catalog.items}
    used |= {document.owner for document in catalog.documents}
    used |= {document.decision.decider for document in catalog.documents if document.decision}
    used |= {decision.decision.decider for decision in catalog.local_decisions}
    for role in catalog.roles:
        if role.title not in used:
            yield Diagnostic(role.location, Code.ORPHAN,
                             f"roll {role.id}: ingen regel eller kontrollpunkt använder rollen {role.title}.",
                             "Ta bort rollen, eller ange den där den hör hemma.", Severity.WARNING)


def _documents_without_ledger(catalog: Catalog, ledgers: Mapping[str, Ledger]) -> Iterator[Diagnostic]:
    for document in catalog.documents:
        if document.folder and document.id not in ledgers:
            yield Diagnostic(
                document.location, Code.ORPHAN,
                f"dokument {document.id} har ingen liggare, så det går inte att se om hela källan är återgiven.",
                f"Skriv {ledger_path(document)} med en rad för varje påstående i källan.", Severity.WARNING)


def _objects_without_source(catalog: Catalog, ledgers: Mapping[str, Ledger]) -> Iterator[Diagnostic]:
    listed = {ident: ledger.objects for ident, ledger in ledgers.items()}
    entries: tuple[Rule | Premise, ...] = (*catalog.rules, *catalog.premises)
    for entry in entries:
        ledger = ledgers.get(entry.document)
        if ledger is None or not ledger.rows or entry.id in listed[entry.document]:
            continue
        yield Diagnostic(
            entry.location, Code.ORPHAN,
            f"{entry.id} återger inget påstående i källan enligt {ledger.path}.",
            "Ange id på raden för påståendet, eller ta bort det som källan inte säger.", Severity.WARNING)
