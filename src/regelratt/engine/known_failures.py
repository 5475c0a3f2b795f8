"""Failures that are known: they stand from run to run until evidence as new as theirs says otherwise.

That nothing is known any more, that a check could not be carried out and that the object is gone clear nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.period import latest_complete
from regelratt.domain.run import Grounds, ItemCell, KnownFailure, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import PeriodKind, SubjectKind

CONFIRMATIONS = "bekräftelser"
"""The source of what a person has decided."""

_CLEARING = frozenset({Status.MET, Status.NOT_APPLICABLE})

_Key = tuple[str, str, str]


def grounds_of(evidence: Evidence, tables: Iterable[str], kind: SubjectKind, subject: str, as_of: date) -> Grounds:
    """The last day that each table tells of the object; the day that is judged where nothing is said of that."""
    return tuple(
        (table, min(evidence.known_until(table, kind, subject) or as_of, as_of)) for table in sorted(tables))


def is_as_new(grounds: Grounds, than: Grounds) -> bool:
    """True when no source tells of an earlier day than it did; one that is read no more is as old as the oldest."""
    days = dict(grounds)
    oldest = min(days.values(), default=date.min)
    return all(days.get(source, oldest) >= day for source, day in than)


def newest(*several: Grounds) -> Grounds:
    """Every source with the latest day that any of them has for it."""
    return tuple(sorted(dict(sorted(each for grounds in several for each in grounds)).items()))


class KnownFailures:
    """The failures of the run before, while they are held against the outcomes of a new one."""

    def __init__(self, previous: Run | None, catalog: Catalog, as_of: date) -> None:
        self._as_of = as_of
        self._periods = {
            **{item.id: item.period for item in catalog.items}, **{rule.id: rule.period for rule in catalog.rules}}
        self._known: dict[_Key, KnownFailure] = {
            (each.ident, each.subject, each.period): replace(each, found_in=each.found_in or previous.id)
            for each in previous.known_failures if not self._is_of_a_past_period(each)
        } if previous else {}

    def _is_of_a_past_period(self, failure: KnownFailure) -> bool:
        """A new period is a new question. What the catalogue has lost is kept: it may come back."""
        return bool(failure.period and self._period(failure.ident)) and failure.period != self._period(failure.ident)

    def _period(self, ident: str) -> str:
        kind = self._periods.get(ident, PeriodKind.CONTINUOUS)
        return "" if kind is PeriodKind.CONTINUOUS else latest_complete(kind, self._as_of).label

    @property
    def left(self) -> tuple[KnownFailure, ...]:
        """What the next run has to carry."""
        return tuple(failure for _, failure in sorted(self._known.items()))

    def _remember(self, key: _Key, grounds: Grounds, detail: str = "") -> None:
        known = self._known.get(key)
        self._known[key] = KnownFailure(*key, newest(grounds, known.grounds if known else ()), detail)

    def carry(self, cell: ItemCell, grounds: Callable[[ItemCell], Grounds]) -> ItemCell:
        """The cell, or the failure that its own outcome does not clear."""
        key = cell.item, cell.subject, self._period(cell.item)
        known = self._known.get(key)
        if cell.status is Status.NOT_MET:
            self._remember(key, grounds(cell), cell.detail)
        elif known and cell.status in _CLEARING and is_as_new(grounds(cell), known.grounds):
            del self._known[key]
        elif known:
            # What was counted now is not what the failure was seen in.
            return replace(
                cell, status=Status.NOT_MET, reason=Reason.CARRIED, valid=True, total=None, passed=None,
                detail=known.detail, decided_on=dict(known.grounds).get(CONFIRMATIONS),
                observed=cell.status if cell.observed is None else cell.observed)
        return cell

    def applies(
        self, rule: str, subject: str, truth: bool | None, grounds: Grounds, parts: Sequence[ItemCell]
    ) -> bool | None:
        """Whether a rule applies to the object: while a part of it fails, as when that was found.

        Else the rule's condition would hide the failure when its facts are gone, or older than what failed.
        """
        key = rule, subject, self._period(rule)
        known = self._known.get(key)
        failing = [cell for cell in parts if cell.status is Status.NOT_MET]
        if truth is None or (truth is False and known and not is_as_new(grounds, known.grounds)):
            return True if known and failing else truth
        if truth and failing:
            seen = (self._known[cell.item, subject, self._period(cell.item)].grounds for cell in failing)
            self._remember(key, newest(grounds, *seen))
        elif parts or not truth:
            self._known.pop(key, None)
        return truth
