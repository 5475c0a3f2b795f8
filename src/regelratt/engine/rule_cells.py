"""From item cells to the status of each rule for each object, with exemptions and remedies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import Rule
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.period import latest_complete
from regelratt.domain.run import ItemCell, RuleCell
from regelratt.domain.status import Part, Reason, Status, age, judge
from regelratt.domain.words import Decides, Obtained
from regelratt.engine.cover import Cover
from regelratt.engine.known_failures import KnownFailures
from regelratt.engine.plan import happened
from regelratt.engine.verdicts import Applicability, Verdict


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The exemptions of a day: those in force by rule and object, and those that have expired."""

    active: Mapping[tuple[str, str], str]
    expired: Mapping[tuple[str, str], str]


def exemptions_on(evidence: Evidence, catalog: Catalog, as_of: date) -> Exemptions:
    """Exemptions decided by the day for the rule's present version; last day inclusive."""
    active: dict[tuple[str, str], str] = {}
    expired: dict[tuple[str, str], str] = {}
    for row in evidence.rows("undantag"):
        rule = catalog.rules_by_id.get(str(row["regel"]))
        first, last = row["från"], row["till"]
        is_begun = isinstance(first, date) and first <= as_of and happened(row["beslutad"], as_of)
        if rule is None or not is_begun or not isinstance(last, date):
            continue
        key = rule.id, str(row["objekt_id"])
        if as_of <= last and row["regelversion"] == rule.version:
            active[key] = str(row["undantag_id"])
        else:
            expired[key] = str(row["undantag_id"])
    return Exemptions(active, expired)


@dataclass(frozen=True)
class Condition:
    """What the condition of a rule gave, and the tables that it is decided on."""

    answer: Applicability
    reads: frozenset[str]


class RuleJudge:
    """Judges every rule in force for every object of its kind."""

    def __init__(
        self, catalog: Catalog, evidence: Evidence, cells: Iterable[ItemCell],
        conditions: Mapping[str, Condition], as_of: date, known: KnownFailures,
    ) -> None:
        self.catalog = catalog
        self.evidence = evidence
        self.as_of = as_of
        self.conditions = conditions
        self.known = known
        self._cover = Cover(evidence, as_of)
        self.exemptions = exemptions_on(evidence, catalog, as_of)
        self._cells = {(cell.item, cell.subject): cell for cell in cells}
        self._outlived: set[tuple[str, str]] = set()
        self._remedies: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in evidence.rows("åtgärder"):
            self._remedies[str(row["regel"]), str(row["objekt_id"])].append(_remedy(row))

    def cells(self) -> list[RuleCell]:
        """One cell for each rule in force in the period that is judged, and each object it may concern."""
        return [
            self._cell(rule, subject)
            for rule in self.catalog.rules if rule.is_judged(self.as_of)
            for subject in self.evidence.subjects(rule.subject)
        ]

    def _cell(self, rule: Rule, subject: str) -> RuleCell:
        items = self.catalog.items_of_rule.get(rule.id, ())
        cells = [cell for item in items if (cell := self._cells.get((item.id, subject)))]
        parts = [
            Part(cell.status, cell.valid, self.catalog.items_by_id[cell.item].decides is Decides.BOTH)
            for cell in cells
        ]
        reasons = [cell.reason for cell in cells]
        applicable, beside = self._applicable(rule, subject, cells)
        parts.extend(Part(verdict.status) for verdict in beside)
        reasons.extend(verdict.reason for verdict in beside)
        exemption = self.exemptions.active.get((rule.id, subject), "")
        judged = judge(parts, applicable=applicable, exempt=bool(exemption))
        status = age(judged, valid=not self._rests_on_old(rule, subject))
        counted = [cell for cell in cells if cell.total is not None and cell.total > 0]
        worst = min(counted, key=lambda cell: (cell.passed or 0) / (cell.total or 1), default=None)
        shown = applicable is True and not beside
        return RuleCell(
            rule=rule.id,
            subject_kind=rule.subject,
            subject=subject,
            period=latest_complete(rule.period, self.as_of).label,
            status=status,
            reason=_reason(status, reasons, parts, applicable) if status is judged else Reason.EVIDENCE_STALE,
            binding=rule.level.is_binding,
            obtained=_obtained(judged, cells, parts),
            total=worst.total if worst and shown else None,
            passed=worst.passed if worst and shown else None,
            exemption=exemption,
            remedies=tuple(sorted(self._remedies.get((rule.id, subject), ()))),
        )

    def _applicable(
        self, rule: Rule, subject: str, cells: Sequence[ItemCell]
    ) -> tuple[bool | None, Sequence[Verdict]]:
        """Whether the rule applies, and what decides it beside the items that it has.

        A condition that could not be tried is a part that failed, and hides no other. So is what is known of an item
        that the rule has no more. What is false by evidence that is too old is still that, but clears nothing.
        """
        condition = self.conditions.get(rule.id)
        truth = self._truth(rule, subject, condition) if condition else True
        reads = condition.reads if condition else frozenset[str]()
        grounds = self._cover.grounds(reads, rule.subject, subject, is_failure=truth is True)
        fault = [truth] if isinstance(truth, Verdict) else []
        is_old = truth is False and self._rests_on_old(rule, subject)
        applies, fails = self.known.settle(
            rule.id, subject, None if isinstance(truth, Verdict) or is_old else truth, grounds, cells)
        if applies is None and is_old:
            applies = False
        if fails:
            self._outlived.add((rule.id, subject))
            fault.append(Verdict(Status.NOT_MET, Reason.CARRIED))
        return (True if fault else applies), fault

    def _truth(self, rule: Rule, subject: str, condition: Condition) -> bool | Verdict | None:
        """What the condition gave; unknown where its tables do not cover the object."""
        truth = condition.answer.of(subject)
        period = latest_complete(rule.period, self.as_of)
        is_covered = not self._cover.missing(condition.reads, rule.subject, subject, period)
        return truth if is_covered or isinstance(truth, Verdict) else None

    def _rests_on_old(self, rule: Rule, subject: str) -> bool:
        """True when the condition's tables are older than any of the rule's items allows."""
        condition, period = self.conditions.get(rule.id), latest_complete(rule.period, self.as_of)
        limits = {item.highest_age for item in self.catalog.items_of_rule.get(rule.id, ())} or {None}
        return condition is not None and any(
            self._cover.stale(condition.reads, rule.subject, subject, period, limit) for limit in limits)

    def unused_exemptions(self, cells: Iterable[RuleCell]) -> tuple[str, ...]:
        """Exemptions in force that no failing part needs."""
        used = {cell.exemption for cell in cells if cell.exemption and self._has_failure(cell)}
        return tuple(sorted(set(self.exemptions.active.values()) - used))

    def _has_failure(self, cell: RuleCell) -> bool:
        if (cell.rule, cell.subject) in self._outlived:
            return True
        items = self.catalog.items_of_rule.get(cell.rule, ())
        parts = [self._cells.get((item.id, cell.subject)) for item in items]
        return any(part is not None and part.status is Status.NOT_MET for part in parts)


def _obtained(judged: Status, cells: Sequence[ItemCell], parts: Sequence[Part]) -> tuple[Obtained, ...]:
    """How that was found out which gave the rule its status: the other items say nothing of it."""
    deciding = Status.NOT_MET if judged is Status.EXEMPT else judged
    return tuple(sorted({
        cell.obtained for cell, part in zip(cells, parts, strict=False) if part.contribution is deciding}))


def _remedy(row: Mapping[str, Value]) -> str:
    return str(row["åtgärd_id"])


def _reason(status: Status, reasons: Sequence[Reason], parts: Sequence[Part], applicable: bool | None) -> Reason:
    """Why the rule's cell has its status: the reason of the part that decided it."""
    if applicable is None:
        return Reason.APPLICABILITY_UNKNOWN
    if not applicable:
        return Reason.RULE_NOT_APPLICABLE
    if not parts:
        return Reason.NO_ITEM
    if status is Status.EXEMPT:
        return Reason.EXEMPTED
    deciding = {reason for reason, part in zip(reasons, parts, strict=True) if part.contribution is status}
    if not deciding:
        return Reason.NO_DECIDING_ITEM
    return deciding.pop() if len(deciding) == 1 else Reason.ROLLED_UP
