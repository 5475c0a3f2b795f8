"""What one item gives for one object: results, coverage and confirmations to an item cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.evidence import Evidence
from regelratt.domain.period import Period
from regelratt.domain.run import Finding, Grounds, ItemCell
from regelratt.domain.status import Reason, Status, age
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import Method
from regelratt.engine.confirmed import Confirmed
from regelratt.engine.cover import Cover
from regelratt.engine.known_failures import CONFIRMATIONS
from regelratt.engine.messages import Result
from regelratt.engine.offences import Offences
from regelratt.engine.plan import Judged
from regelratt.engine.verdicts import UNCOMPUTED, Applicability, Verdict, crashed, lapsed, truths


class OutcomeReader:
    """Turns the results of SQL, and the confirmations, into item cells for every object."""

    def __init__(self, catalog: Catalog, evidence: Evidence, as_of: date) -> None:
        self.catalog = catalog
        self.evidence = evidence
        self.as_of = as_of
        self.cover = Cover(evidence, as_of)
        self.confirmed = Confirmed(catalog, evidence, as_of, self.cover)
        self._keys: dict[str, frozenset[str]] = {}
        self._counts: dict[tuple[str, Period], dict[str, int]] = {}

    def cells(
        self, judged: Judged, results: Mapping[str, Result]
    ) -> tuple[list[ItemCell], list[Finding]]:
        """One cell for each object of the item's kind, and the findings behind them."""
        item = judged.item
        subjects = self.evidence.subjects(item.subject)
        condition = Applicability.read(results.get(f"{item.id}?")) if item.applies_if else None
        result = results.get(item.id)
        answers = truths(result) if item.method is Method.PREDICATE else {}
        rows = Offences.read(item, result if item.method is Method.FINDINGS else None, subjects)
        events = self._events(item, judged.period)
        cells, inapplicable = [], set()
        for subject in subjects:
            if excused := self._excused(judged, subject, condition):
                verdict = excused
                if excused.status is Status.NOT_APPLICABLE:
                    inapplicable.add(subject)
            elif item.method is Method.CONFIRMATION:
                verdict = self.confirmed.verdict(judged, subject)
            elif result is None or result.failed or rows.broken:
                verdict = crashed(result, rows.broken)
            elif item.method is Method.PREDICATE:
                verdict = self._predicate(judged, subject, answers.get(subject))
            else:
                verdict = self._judged_findings(judged, subject, rows, events)
            cells.append(_cell(judged, subject, verdict))
        return cells, [finding for finding in rows.findings if finding.subject not in inapplicable]

    def _excused(self, judged: Judged, subject: str, condition: Applicability | None) -> Verdict | None:
        """Why the item is not judged for an object; None when it applies."""
        truth = condition.of(subject) if condition else True
        if judged.open_parameters and truth is not False:
            names = ", ".join(sorted(judged.open_parameters))
            return Verdict(Status.NOT_ASSESSED, Reason.PARAMETER_OPEN, detail=names)
        if isinstance(truth, Verdict):
            return truth
        if uncovered := self._missing(judged, judged.condition_reads, subject):
            return Verdict(Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING, detail=", ".join(uncovered))
        if truth is None:
            return Verdict(Status.NOT_ASSESSED, Reason.APPLICABILITY_UNKNOWN)
        excused = Verdict(Status.NOT_APPLICABLE, Reason.RULE_NOT_APPLICABLE)
        return None if truth else self._fresh(judged, judged.condition_reads, subject, excused)

    def _predicate(self, judged: Judged, subject: str, truth: str | None) -> Verdict:
        if truth is None:
            return UNCOMPUTED
        uncovered = self._missing(judged, judged.needs, subject)
        if truth == "false":
            # The row stands by itself for the table it lies in, which is all that a krav sees.
            return self._fresh(judged, judged.needs, subject,
                               Verdict(Status.NOT_MET, Reason.OBSERVED, valid=not uncovered))
        if uncovered:
            return Verdict(Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING, detail=", ".join(uncovered))
        if truth == "okänt":
            return Verdict(Status.NOT_ASSESSED, Reason.FACT_MISSING)
        return self._fresh(judged, judged.needs, subject, Verdict(Status.MET, Reason.OBSERVED))

    def _events(self, item: ChecklistItem, period: Period) -> dict[str, int]:
        """Number of events of each object within the period; counted once for all items that ask the same."""
        if not item.events:
            return {}
        known = self._counts.get((item.events, period))
        if known is None:
            known = self._counts[item.events, period] = _count_events(self.evidence, TABLES[item.events], period)
        return known

    def _judged_findings(self, judged: Judged, subject: str, rows: Offences, events: Mapping[str, int]) -> Verdict:
        item = judged.item
        total = events.get(subject, 0) if item.events else None
        uncovered = self._missing(judged, judged.needs, subject)
        rows.drop(subject, {key for key in rows.offending[subject]
                            if self._rests_on_absence(key, judged.reads.intersection(uncovered))})
        offending = rows.offending[subject]
        bad, unknown = len(offending), len(rows.unknown[subject] - offending)
        passed = None if total is None else max(0, total - bad - unknown)
        if offending:
            seen = Verdict(Status.NOT_MET, Reason.OBSERVED, valid=not uncovered, total=total, passed=passed)
            return seen if uncovered else self._fresh(judged, judged.needs, subject, seen)
        if uncovered:
            return Verdict(Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING, total=total, passed=passed,
                           detail=", ".join(uncovered))
        if unknown:
            return Verdict(Status.NOT_ASSESSED, Reason.FACT_MISSING, total=total, passed=passed)
        clean = Verdict(Status.MET, Reason.OBSERVED, total=total, passed=passed)
        if total == 0:
            clean = Verdict(Status.NOT_APPLICABLE, Reason.NO_EVENTS, total=0, passed=0)
        return self._fresh(judged, judged.needs, subject, clean)

    def _rests_on_absence(self, key: str, uncovered: Iterable[str]) -> bool:
        """True when the offending row would need a table that cannot show what it misses.

        A row stands by itself for the table it lies in; that something is missing from another table
        can only be said where that table covers the object and period.
        """
        return any(key not in self._keys_of(table) for table in uncovered)

    def _keys_of(self, table: str) -> frozenset[str]:
        """The keys of a table's rows, gathered when they are first asked for."""
        if table not in self._keys:
            self._keys[table] = frozenset(str(values[0]) for values in self.evidence.tables.get(table, ()))
        return self._keys[table]

    def _missing(self, judged: Judged, tables: Set[str], subject: str) -> list[str]:
        """The tables that cannot show what concerns the object in the item's period."""
        return self.cover.missing(tables, judged.item.subject, subject, judged.period)

    def _fresh(self, judged: Judged, tables: Set[str], subject: str, verdict: Verdict) -> Verdict:
        """The verdict on these tables, marked as lapsed when one of them is older than the item allows."""
        table = self.cover.stale(tables, judged.item.subject, subject, judged.period, judged.item.highest_age)
        return lapsed(verdict, Reason.EVIDENCE_STALE, table) if table else verdict

    def grounds(self, judged: Judged, cell: ItemCell) -> Grounds:
        """What the cell was decided on, and the last day that it tells of."""
        if cell.decided_on:
            return ((CONFIRMATIONS, cell.decided_on),)
        tables = judged.condition_reads if cell.reason is Reason.RULE_NOT_APPLICABLE else judged.needs
        return self.cover.grounds(
            tables, cell.subject_kind, cell.subject, is_failure=cell.status is Status.NOT_MET)


def _count_events(evidence: Evidence, table: Table, period: Period) -> dict[str, int]:
    columns = [column.name for column in table.columns]
    moment, owner = columns.index(table.moment), columns.index(table.owner)
    counts: dict[str, int] = defaultdict(int)
    for values in evidence.tables.get(table.name, ()):
        happened_at = values[moment]
        day = happened_at.date() if isinstance(happened_at, datetime) else happened_at
        if isinstance(day, date) and day in period:
            counts[str(values[owner])] += 1
    return counts


def _cell(judged: Judged, subject: str, verdict: Verdict) -> ItemCell:
    item = judged.item
    status = age(verdict.status, valid=verdict.valid)
    return ItemCell(
        item.id, item.subject, subject, judged.period.label, status, verdict.reason, verdict.valid, item.obtained,
        verdict.total, verdict.passed, verdict.detail, verdict.decided_on,
        observed=verdict.status if status is not verdict.status else None,
    )
