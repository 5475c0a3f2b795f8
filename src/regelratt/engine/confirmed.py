"""What people's confirmations give an item: of which period they tell, and whether they still hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.confirmation import Confirmation, confirmations, that_count
from regelratt.domain.content import ChecklistItem
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.stated_premises import stated_premises, written
from regelratt.domain.status import Reason, Status, age
from regelratt.domain.words import SubjectKind
from regelratt.engine.cover import Cover
from regelratt.engine.plan import Judged
from regelratt.engine.verdicts import Verdict, lapsed

_REASONS = {
    Status.MET: Reason.CONFIRMED,
    Status.NOT_MET: Reason.CONFIRMED,
    Status.NOT_APPLICABLE: Reason.CONFIRMED_NOT_APPLICABLE,
}


class Confirmed:
    """The confirmations that had been given on a day, by item and object."""

    def __init__(self, catalog: Catalog, evidence: Evidence, as_of: date, cover: Cover) -> None:
        self._catalog = catalog
        self._as_of = as_of
        self._cover = cover
        self._given: dict[tuple[str, str], list[Confirmation]] = defaultdict(list)
        for each in confirmations(evidence):
            if each.day <= as_of:
                self._given[each.item, each.subject].append(each)
        self._rows: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
            kind.table: {str(next(iter(row.values()))): row for row in evidence.rows(kind.table)}
            for kind in SubjectKind}

    def verdict(self, judged: Judged, subject: str) -> Verdict:
        """What was said last of the period that is judged; of what was said on one day the worst."""
        given = that_count(self._given.get((judged.item.id, subject), []), judged.period)
        verdicts = [self._still(judged, subject, each) for each in sorted(given, key=lambda each: each.ident)]
        never = Verdict(Status.NOT_ASSESSED, Reason.NEVER_CONFIRMED)
        return max(verdicts, key=lambda each: age(each.status, valid=each.valid), default=never)

    def _still(self, judged: Judged, subject: str, given: Confirmation) -> Verdict:
        """The verdict, marked as lapsed when its period, its age, its premises or its condition have passed."""
        item = judged.item
        verdict = Verdict(given.outcome, _REASONS[given.outcome], decided_on=given.day)
        is_old = item.highest_age is not None and self._as_of - given.day > item.highest_age
        if is_old or (given.period and given.period != judged.period.label):
            return lapsed(verdict, Reason.CONFIRMATION_DUE)
        stated = dict(stated_premises(given.premises))
        for name, (value, reason) in self._premises(judged, subject).items():
            if name not in stated:
                return lapsed(verdict, Reason.PREMISES_MISSING, name)
            if stated[name] != value or not self._held(item, name, value, given.day):
                return lapsed(verdict, reason, name)
        table = self._cover.stale(judged.condition_reads, item.subject, subject, judged.period, item.highest_age)
        return lapsed(verdict, Reason.EVIDENCE_STALE, table) if table else verdict

    def _held(self, item: ChecklistItem, name: str, value: str, day: date) -> bool:
        """True when the version, or the parameter's value, was that on the day; what an object was like nobody knows.

        Else what was said too early, or of a value that had ended, would begin to hold when that comes into force.
        """
        rules = self._catalog.rules_of(item)
        declaring = [rule for rule in rules if any(each.name == name for each in rule.parameters)]
        if declaring:
            return any(written(self._catalog.parameter_value(rule, name, day)) == value for rule in declaring)
        return all(rule.had_its_version(day) for rule in rules if rule.id == name)

    def _premises(self, judged: Judged, subject: str) -> dict[str, tuple[str, Reason]]:
        """What a confirmation rests on today, and why it lapses when one of them changes."""
        item = judged.item
        found = {rule.id: (str(rule.version), Reason.RULE_CHANGED) for rule in self._catalog.rules_of(item)}
        for name, parameter in judged.values.items():
            found[name] = (written(parameter), Reason.PARAMETER_CHANGED)
        row = self._rows[item.subject.table].get(subject, {})
        for name in item.depends_on:
            found[name] = (written(row.get(name)), Reason.OBJECT_CHANGED)
        return found
