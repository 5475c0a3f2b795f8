"""From item cells to the status of each rule for each object, with exemptions and remedies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import Rule
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.period import latest_complete
from regelratt.domain.run import ItemCell, RuleCell, Run
from regelratt.domain.status import Part, Reason, Status, judge
from regelratt.domain.words import Decides, PeriodKind

_GONE = frozenset({Reason.EVIDENCE_MISSING, Reason.NEVER_CONFIRMED, Reason.FACT_MISSING})
"""Reasons that mean that nothing new is known."""


def carry_failures(cells: Iterable[ItemCell], previous: Run | None, catalog: Catalog) -> list[ItemCell]:
    """A known failure stays until newer evidence says otherwise, also when its evidence is gone."""
    failed = {
        _carry_key(cell, catalog): cell
        for cell in (previous.item_cells if previous else ())
        if cell.status is Status.NOT_MET and cell.item in catalog.items_by_id
    }
    carried = []
    for cell in cells:
        earlier = failed.get(_carry_key(cell, catalog))
        if earlier and cell.status is Status.NOT_ASSESSED and cell.reason in _GONE:
            carried.append(replace(cell, status=Status.NOT_MET, reason=Reason.CARRIED, detail=earlier.detail))
        else:
            carried.append(cell)
    return carried


def _carry_key(cell: ItemCell, catalog: Catalog) -> tuple[str, str, str]:
    continuous = catalog.items_by_id[cell.item].period is PeriodKind.CONTINUOUS
    return cell.item, cell.subject, "" if continuous else cell.period


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The exemptions of a day: those in force by rule and object, and those that have expired."""

    active: Mapping[tuple[str, str], str]
    expired: Mapping[tuple[str, str], str]


def exemptions_on(evidence: Evidence, catalog: Catalog, as_of: date) -> Exemptions:
    """Exemptions decided for the rule's present version; last day inclusive."""
    active: dict[tuple[str, str], str] = {}
    expired: dict[tuple[str, str], str] = {}
    for row in evidence.rows("undantag"):
        rule = catalog.rules_by_id.get(str(row["regel"]))
        first, last = row["från"], row["till"]
        if rule is None or not isinstance(first, date) or not isinstance(last, date) or first > as_of:
            continue
        key = rule.id, str(row["objekt_id"])
        if as_of <= last and row["regelversion"] == rule.version:
            active[key] = str(row["undantag_id"])
        else:
            expired[key] = str(row["undantag_id"])
    return Exemptions(active, expired)


class RuleJudge:
    """Judges every rule in force for every object of its kind."""

    def __init__(
        self, catalog: Catalog, evidence: Evidence, cells: Iterable[ItemCell],
        conditions: Mapping[str, Mapping[str, str | None]], as_of: date,
    ) -> None:
        self.catalog = catalog
        self.evidence = evidence
        self.as_of = as_of
        self.conditions = conditions
        self.exemptions = exemptions_on(evidence, catalog, as_of)
        self._cells = {(cell.item, cell.subject): cell for cell in cells}
        self._remedies: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in evidence.rows("åtgärder"):
            self._remedies[str(row["regel"]), str(row["objekt_id"])].append(_remedy(row))

    def cells(self) -> list[RuleCell]:
        """One cell for each rule in force in the period that is judged, and each object it may concern."""
        return [
            self._cell(rule, subject)
            for rule in self.catalog.rules
            if rule.is_evaluated and rule.valid_from is not None
            and rule.valid_from <= latest_complete(rule.period, self.as_of).last
            for subject in self.evidence.subjects(rule.subject)
        ]

    def _cell(self, rule: Rule, subject: str) -> RuleCell:
        applicable = self._applicable(rule, subject)
        items = self.catalog.items_of_rule.get(rule.id, ())
        cells = [cell for item in items if (cell := self._cells.get((item.id, subject)))]
        parts = [
            Part(cell.status, cell.valid, self.catalog.items_by_id[cell.item].decides is Decides.BOTH)
            for cell in cells
        ]
        exemption = self.exemptions.active.get((rule.id, subject), "")
        status = judge(parts, applicable=applicable, exempt=bool(exemption))
        counted = [cell for cell in cells if cell.total is not None and cell.total > 0]
        worst = min(counted, key=lambda cell: (cell.passed or 0) / (cell.total or 1), default=None)
        shown = applicable is True
        return RuleCell(
            rule=rule.id,
            subject_kind=rule.subject,
            subject=subject,
            period=latest_complete(rule.period, self.as_of).label,
            status=status,
            reason=_reason(status, cells, parts, applicable),
            binding=rule.level.is_binding,
            obtained=tuple(sorted({cell.obtained for cell in cells})),
            total=worst.total if worst and shown else None,
            passed=worst.passed if worst and shown else None,
            exemption=exemption,
            remedies=tuple(sorted(self._remedies.get((rule.id, subject), ()))),
        )

    def _applicable(self, rule: Rule, subject: str) -> bool | None:
        if not rule.applies_if:
            return True
        truth = self.conditions.get(rule.id, {}).get(subject)
        return {"true": True, "false": False}.get(truth or "")

    def unused_exemptions(self, cells: Iterable[RuleCell]) -> tuple[str, ...]:
        """Exemptions in force that no failing part needs."""
        used = {cell.exemption for cell in cells if cell.exemption and self._has_failure(cell)}
        return tuple(sorted(set(self.exemptions.active.values()) - used))

    def _has_failure(self, cell: RuleCell) -> bool:
        items = self.catalog.items_of_rule.get(cell.rule, ())
        parts = [self._cells.get((item.id, cell.subject)) for item in items]
        return any(part is not None and part.status is Status.NOT_MET for part in parts)


def _remedy(row: Mapping[str, Value]) -> str:
    return str(row["åtgärd_id"])


def _reason(status: Status, cells: list[ItemCell], parts: list[Part], applicable: bool | None) -> Reason:
    """Why the rule's cell has its status: the reason of the part that decided it."""
    if applicable is None:
        return Reason.APPLICABILITY_UNKNOWN
    if not applicable:
        return Reason.RULE_NOT_APPLICABLE
    if not cells:
        return Reason.NO_ITEM
    if status is Status.EXEMPT:
        return Reason.EXEMPTED
    reasons = [cell.reason for cell, part in zip(cells, parts, strict=True) if part.contribution is status]
    if not reasons:
        return Reason.NO_DECIDING_ITEM
    return reasons[0] if len(set(reasons)) == 1 else Reason.ROLLED_UP
