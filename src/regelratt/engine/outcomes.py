"""What one item gives for one object: results, coverage and confirmations to an item cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date, datetime

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.period import Period, latest_complete, period_of
from regelratt.domain.run import Finding, Grounds, ItemCell
from regelratt.domain.stated_premises import stated_premises, written
from regelratt.domain.status import Reason, Status, age
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import Method, PeriodKind
from regelratt.engine.cover import Cover
from regelratt.engine.known_failures import CONFIRMATIONS
from regelratt.engine.messages import Result
from regelratt.engine.offences import Offences
from regelratt.engine.plan import Judged, happened
from regelratt.engine.verdicts import UNCOMPUTED, Applicability, Verdict, crashed, truths


class OutcomeReader:
    """Turns the results of SQL, and the confirmations, into item cells for every object."""

    def __init__(self, catalog: Catalog, evidence: Evidence, as_of: date) -> None:
        self.catalog = catalog
        self.evidence = evidence
        self.as_of = as_of
        self.cover = Cover(evidence, as_of)
        self._confirmations: dict[tuple[str, str], list[dict[str, Value]]] = defaultdict(list)
        for row in evidence.rows(CONFIRMATIONS):
            if happened(row["datum"], as_of):
                self._confirmations[str(row["kontrollpunkt"]), str(row["objekt_id"])].append(row)
        self._keys: dict[str, frozenset[str]] = {}
        self._counts: dict[tuple[str, Period], dict[str, int]] = {}
        self._subject_rows = {
            kind: {str(next(iter(row.values()))): row for row in evidence.rows(kind)}
            for kind in ("kanaler", "nämnder", "organisation")
        }

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
                verdict = self._confirmed(judged, subject)
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
        if judged.open_parameters:
            names = ", ".join(sorted(judged.open_parameters))
            return Verdict(Status.NOT_ASSESSED, Reason.PARAMETER_OPEN, detail=names)
        truth = condition.of(subject) if condition else True
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
        return _lapsed(verdict, Reason.EVIDENCE_STALE, table) if table else verdict

    def grounds(self, judged: Judged, cell: ItemCell) -> Grounds:
        """What the cell was decided on, and the last day that it tells of."""
        if cell.decided_on:
            return ((CONFIRMATIONS, cell.decided_on),)
        tables = judged.condition_reads if cell.reason is Reason.RULE_NOT_APPLICABLE else judged.needs
        return self.cover.grounds(
            tables, cell.subject_kind, cell.subject, is_failure=cell.status is Status.NOT_MET)

    def _confirmed(self, judged: Judged, subject: str) -> Verdict:
        item = judged.item
        given = self._confirmations.get((item.id, subject), [])
        if not given:
            return Verdict(Status.NOT_ASSESSED, Reason.NEVER_CONFIRMED)
        latest = max(given, key=lambda row: (str(row["datum"]), str(row["bekräftelse_id"])))
        day = latest["datum"]
        assert isinstance(day, date)
        match latest["utfall"]:
            case "ej uppfyllt":
                verdict = Verdict(Status.NOT_MET, Reason.CONFIRMED, decided_on=day)
            case "ej tillämpligt":
                verdict = Verdict(Status.NOT_APPLICABLE, Reason.CONFIRMED_NOT_APPLICABLE, decided_on=day)
            case _:
                verdict = Verdict(Status.MET, Reason.CONFIRMED, decided_on=day)
        return self._still(judged, subject, latest, day, verdict)

    def _still(
        self, judged: Judged, subject: str, given: Mapping[str, Value], day: date, verdict: Verdict
    ) -> Verdict:
        """The verdict marked as lapsed when its period, its age, its premises or its condition have passed."""
        item = judged.item
        if item.highest_age is not None and self.as_of - day > item.highest_age:
            return _lapsed(verdict, Reason.CONFIRMATION_DUE)
        if item.period is not PeriodKind.CONTINUOUS:
            current = period_of(item.period, self.as_of)
            if day < min(current.first, latest_complete(item.period, self.as_of).first):
                return _lapsed(verdict, Reason.CONFIRMATION_DUE)
        stated = dict(stated_premises(str(given["förutsättningar"] or "")))
        for name, (value, reason) in self.premises(judged, subject).items():
            if name not in stated:
                return _lapsed(verdict, Reason.PREMISES_MISSING, name)
            if stated[name] != value or not self._held(item, name, value, day):
                return _lapsed(verdict, reason, name)
        return self._fresh(judged, judged.condition_reads, subject, verdict)

    def _held(self, item: ChecklistItem, name: str, value: str, day: date) -> bool:
        """True when the version, or the parameter's value, was that on the day; what an object was like nobody knows.

        Else what was said too early, or of a value that had ended, would begin to hold when that comes into force.
        """
        rules = self.catalog.rules_of(item)
        declaring = [rule for rule in rules if any(each.name == name for each in rule.parameters)]
        if declaring:
            return any(written(self.catalog.parameter_value(rule, name, day)) == value for rule in declaring)
        return all(rule.had_its_version(day) for rule in rules if rule.id == name)

    def premises(self, judged: Judged, subject: str) -> dict[str, tuple[str, Reason]]:
        """What a confirmation rests on today, and why it lapses when one of them changes."""
        item = judged.item
        found = {rule.id: (str(rule.version), Reason.RULE_CHANGED) for rule in self.catalog.rules_of(item)}
        for name, parameter in judged.values.items():
            found[name] = (written(parameter), Reason.PARAMETER_CHANGED)
        row = self._subject_rows[item.subject.table].get(subject, {})
        for name in item.depends_on:
            found[name] = (written(row.get(name)), Reason.OBJECT_CHANGED)
        return found


def _lapsed(verdict: Verdict, why: Reason, detail: str = "") -> Verdict:
    """The verdict marked as resting on what is too old; a failure stands for the reason it has."""
    if verdict.status is Status.NOT_MET:
        return replace(verdict, valid=False)
    return replace(verdict, valid=False, reason=why, detail=detail or verdict.detail)


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
