"""Results: totals for everyone, and per object for the internal edition."""

from __future__ import annotations

from collections.abc import Iterable

from regelratt.app.totals import Totals, totals
from regelratt.domain.run import RuleCell
from regelratt.domain.status import Status
from regelratt.domain.words import Disclosure, SubjectKind
from regelratt.sphinx_ext.site import Site


def _cells(site: Site) -> tuple[RuleCell, ...]:
    return site.run.rule_cells if site.run else ()


def _split(cells: Iterable[RuleCell]) -> list[tuple[str, bool, Totals]]:
    """Totals of binding and of advisory rules, never together."""
    listed = list(cells)
    return [
        ("Regler med ska och får inte", True, totals(cell for cell in listed if cell.binding)),
        ("Regler med bör", False, totals(cell for cell in listed if not cell.binding)),
    ]


def overview(site: Site, _argument: str) -> dict[str, object]:
    """Totals over everything, and per rule: what the public edition shows."""
    rules = []
    for ident, cells in site.rule_cells.items():
        rule = site.catalog.rules_by_id[ident]
        rules.append((rule, totals(cells)))
    sections: dict[str, list[tuple[object, Totals]]] = {}
    for rule, counted in rules:
        sections.setdefault(rule.section.split(".")[0], []).append((rule, counted))
    return {"parts": _split(_cells(site)), "sections": sections, "statuses": list(Status)}


def per_object(site: Site, argument: str) -> dict[str, object]:
    """Totals per channel, board or organisation; internal. In public, the open items alone."""
    kind = SubjectKind(argument or "kanal")
    subjects: dict[str, list[RuleCell]] = {}
    for cell in _cells(site):
        if cell.subject_kind is kind:
            subjects.setdefault(cell.subject, []).append(cell)
    open_items = [
        item for item in site.catalog.items
        if item.disclosure is Disclosure.OPEN and item.subject is kind and site.item_cells.get(item.id)
    ]
    failing = {
        ident: [cell for cell in cells if cell.status in (Status.NOT_MET, Status.ERROR, Status.OUTDATED)]
        for ident, cells in subjects.items()
    }
    rows = [(ident, _split(cells), failing[ident]) for ident, cells in subjects.items()]
    return {
        "kind": kind,
        "rows": rows if site.is_internal else [],
        "open_items": open_items,
        "statuses": list(Status),
    }


def deviations(site: Site, _argument: str) -> dict[str, object]:
    """Offending rows, exemptions and remedies; internal. Messages only, never free text from evidence."""
    evidence = site.project.evidence.evidence if site.is_internal else None
    run = site.run
    return {
        "findings": run.findings if run and site.is_internal else (),
        "exemptions": list(evidence.rows("undantag")) if evidence else [],
        "remedies": list(evidence.rows("åtgärder")) if evidence else [],
        "unused": set(run.unused_exemptions) if run else set(),
        "expired": set(run.expired_exemptions) if run else set(),
        "counts": _finding_counts(site),
    }


def _finding_counts(site: Site) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for finding in site.run.findings if site.run else ():
        counts[finding.item] = counts.get(finding.item, 0) + 1
    return sorted(counts.items())


def run_facts(site: Site, _argument: str) -> dict[str, object]:
    """The run's date, id and inputs, and the evidence files behind it (names and hashes only internally)."""
    files = site.project.evidence.evidence.files if site.run and site.is_internal else ()
    return {"files": files}
