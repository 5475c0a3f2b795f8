"""Following a thread: law, rule, item, test case and result; remarks, comparisons and open choices."""

from __future__ import annotations

from dataclasses import dataclass

from regelratt.domain.content import ChecklistItem, Rule, TestCase
from regelratt.domain.reference import Parameter
from regelratt.domain.words import ComparisonKind, State
from regelratt.sphinx_ext.site import Site


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One rule with what it rests on and what decides it."""

    rule: Rule
    items: tuple[tuple[ChecklistItem, tuple[TestCase, ...]], ...]


def matrix(site: Site, argument: str) -> dict[str, object]:
    """One row for each rule of a document, in its order; `dokument avsnitt` limits it to a chapter."""
    document, _, chapter = argument.partition(" ")
    rows = [
        MatrixRow(rule, tuple(
            (item, site.catalog.cases_of_item.get(item.id, ())) for item in site.catalog.items_of_rule.get(rule.id, ())
        ))
        for rule in site.catalog.rules
        if rule.document == document and (not chapter or rule.section.split(".")[0] == chapter)
    ]
    return {"rows": rows, "document": document, "chapter": chapter}


def rules_of_laws(site: Site, _argument: str) -> dict[str, object]:
    """Every law that a rule rests on, with its provisions and their rules: the thread from the law's side."""
    laws = []
    for law in site.catalog.laws:
        entries = [law, *site.catalog.provisions_of_law.get(law.id, ())]
        rows = [(entry, rules) for entry in entries if (rules := site.catalog.rules_on_basis.get(entry.id))]
        if rows:
            laws.append((law, rows))
    unused = [law for law in site.catalog.laws if law not in [each for each, _ in laws]]
    return {"laws": laws, "unused": unused}


def remarks(site: Site, argument: str) -> dict[str, object]:
    """Remarks of one kind, or all; a document's id may follow a semicolon."""
    kind, _, document = (part.strip() for part in argument.partition(";"))
    chosen = [
        remark for remark in site.catalog.remarks
        if (not kind or remark.kind.value == kind)
        and (not document or any(_document_of(site, about) == document for about in remark.about))
    ]
    return {"remarks": chosen, "kind": kind}


def _document_of(site: Site, ident: str) -> str:
    entry = site.catalog.by_id.get(ident)
    return getattr(entry, "document", "") or (entry.id if entry else "")


def comparisons(site: Site, argument: str) -> dict[str, object]:
    """Comparisons of one topic, or a count for every topic."""
    topics: dict[str, list[object]] = {}
    for pair in site.catalog.comparisons:
        topics.setdefault(pair.topic, []).append(pair)
    chosen = {argument: topics.get(argument, [])} if argument else topics
    counts = {kind: sum(pair.relation is kind for pair in site.catalog.comparisons) for kind in ComparisonKind}
    return {"topics": chosen, "counts": counts}


def open_parameters(site: Site, _argument: str) -> dict[str, object]:
    """Parameters of rules in force that the source leaves open, with the local value where there is one."""
    rows: list[tuple[Rule, Parameter, object]] = []
    for rule in site.catalog.rules:
        if rule.state is not State.IN_FORCE:
            continue
        for parameter in rule.parameters:
            local = [each for each in site.catalog.local_decisions
                     if each.rule == rule.id and each.parameter == parameter.name]
            if parameter.value is None:
                rows.append((rule, parameter, local[-1] if local else None))
    return {"rows": rows}
