"""Results: totals for everyone, and per object where the edition shows them."""

from __future__ import annotations

from collections.abc import Iterable

from regelratt.domain.content import Rule
from regelratt.domain.run import RuleCell
from regelratt.domain.status import NOTHING_TO_REVIEW, RULES_TO_REVIEW, TO_REVIEW, Status
from regelratt.domain.totals import Totals, totals
from regelratt.domain.words import Disclosure, SubjectKind
from regelratt.sphinx_ext.site import Site

_BINDING = "Regler med ska och får inte"
_ADVISORY = "Regler med bör"


def _split(cells: Iterable[RuleCell]) -> list[tuple[str, bool, Totals]]:
    """Totals of binding and of advisory rules, never together."""
    listed = list(cells)
    return [
        (_BINDING, True, totals(cell for cell in listed if cell.binding)),
        (_ADVISORY, False, totals(cell for cell in listed if not cell.binding)),
    ]


def overview(site: Site, _argument: str) -> dict[str, object]:
    """Totals over all rules that are told of, and of each."""
    published = site.published
    if published is None:
        return {"parts": [], "sections": {}}
    sections: dict[str, list[tuple[Rule, Totals]]] = {}
    for ident, counted in published.rule_totals.items():
        rule = site.catalog.rules_by_id[ident]
        sections.setdefault(rule.section.split(".")[0], []).append((rule, counted))
    parts = [(_BINDING, True, published.binding), (_ADVISORY, False, published.advisory)]
    return {"parts": parts, "sections": sections}


def per_object(site: Site, argument: str) -> dict[str, object]:
    """Totals per channel, board or organisation where cells are shown; else the open items alone."""
    kind = SubjectKind(argument or "kanal")
    subjects: dict[str, list[RuleCell]] = {}
    for cells in site.rule_cells.values():
        for cell in cells:
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
        "kind": kind, "rows": rows, "open_items": open_items, "statuses": list(Status),
        "to_review": TO_REVIEW, "rules_to_review": RULES_TO_REVIEW, "nothing_to_review": NOTHING_TO_REVIEW,
    }


def deviations(site: Site, _argument: str) -> dict[str, object]:
    """Offending rows, exemptions and remedies, where they are shown; never free text from evidence."""
    published = site.published
    counts: dict[str, int] = {}
    for finding in site.findings:
        counts[finding.item] = counts.get(finding.item, 0) + 1
    return {
        "findings": site.findings,
        "counts": sorted(counts.items()),
        "exemptions": published.exemptions if published else (),
        "remedies": published.remedies if published else (),
        "unused": set(published.unused_exemptions) if published else set(),
        "expired": set(published.expired_exemptions) if published else set(),
    }


def run_facts(_site: Site, _argument: str) -> dict[str, object]:
    """The run's date and version, and inside its id and inputs, all of it in what is published."""
    return {}
