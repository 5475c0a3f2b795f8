"""Failures that are known: they stand from run to run until evidence as new as theirs says otherwise.

That nothing is known any more, that a check could not be carried out and that the object is gone clear nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.period import is_label_of, latest_complete
from regelratt.domain.run import Grounds, ItemCell, KnownFailure, RuleCell, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import PeriodKind

CONFIRMATIONS = "bekräftelser"
"""The source of what a person has decided."""

_CLEARING = frozenset({Status.MET, Status.NOT_APPLICABLE})
FAILED = frozenset({Status.NOT_MET, Status.EXEMPT})
BETWEEN = ", "
"""What stands between the items that a rule's known failure names."""

_Key = tuple[str, str, str]


def is_as_new(grounds: Grounds, than: Grounds) -> bool:
    """True when no source tells of an earlier day than it did; one that is read no more is as old as the oldest."""
    days = dict(grounds)
    oldest = min(days.values(), default=date.min)
    return all(days.get(source, oldest) >= day for source, day in than)


def newest(*several: Grounds) -> Grounds:
    """Every source with the latest day that any of them has for it."""
    return tuple(sorted(dict(sorted(each for grounds in several for each in grounds)).items()))


class KnownFailures:
    """The failures of the run before, while they are held against the outcomes of a new one.

    `grounds` tells what an item's own outcome was decided on.
    """

    def __init__(
        self, previous: Run | None, catalog: Catalog, as_of: date, grounds: Callable[[ItemCell], Grounds]
    ) -> None:
        self._as_of = as_of
        self._grounds = grounds
        self._periods = {
            **{item.id: item.period for item in catalog.items}, **{rule.id: rule.period for rule in catalog.rules}}
        self._known: dict[_Key, KnownFailure] = {}
        """By what is asked now; the period in the failure itself is the one that it was found in."""
        if previous:
            for failure in previous.known_failures:
                if not self._is_of_a_past_period(failure):
                    self._take_over(replace(failure, found_in=failure.found_in or previous.id))
            failed = [cell for cell in previous.item_cells if cell.status is Status.NOT_MET]
            for each in previous.rule_cells:
                self._name_parts(each, failed, catalog)

    def _name_parts(self, cell: RuleCell, failed: Sequence[ItemCell], catalog: Catalog) -> None:
        """Earlier programs did not store which items a rule failed by: its own, and those that are gone since."""
        key = cell.rule, cell.subject, self._period(cell.rule)
        known = self._known.get(key)
        is_said = cell.status not in FAILED or (known and known.detail)
        own = () if is_said else {item.id for item in catalog.items_of_rule.get(cell.rule, ())}
        parts = () if is_said else [
            part for each in failed
            if each.subject == cell.subject and (each.item in own or each.item not in catalog.items_by_id)
            and (part := self._known.get((each.item, each.subject, self._period(each.item))))]
        if parts:
            grounds = newest(known.grounds if known else (), *(each.grounds for each in parts))
            detail = BETWEEN.join(sorted(each.ident for each in parts))
            self._known[key] = KnownFailure(
                *self._found_as(key), grounds, detail, max(each.found_in for each in parts))

    def _take_over(self, failure: KnownFailure) -> None:
        now = self._period(failure.ident) if failure.ident in self._periods else failure.period
        key = failure.ident, failure.subject, now
        other = self._known.get(key)
        self._known[key] = failure if other is None else replace(
            failure, period=min(other.period, failure.period), grounds=newest(other.grounds, failure.grounds),
            detail=max(other.detail, failure.detail), found_in=max(other.found_in, failure.found_in))

    def _is_of_a_past_period(self, failure: KnownFailure) -> bool:
        """A new period is a new question; another kind of period asks the old one, of other days.

        What the catalogue has lost is kept: it may come back.
        """
        return self._is_of_this_kind(failure) and failure.period != self._period(failure.ident)

    def _is_of_this_kind(self, failure: KnownFailure) -> bool:
        kind = self._periods.get(failure.ident)
        return kind is not None and is_label_of(kind, failure.period)

    def _period(self, ident: str) -> str:
        kind = self._periods.get(ident, PeriodKind.CONTINUOUS)
        return "" if kind is PeriodKind.CONTINUOUS else latest_complete(kind, self._as_of).label

    @property
    def left(self) -> tuple[KnownFailure, ...]:
        """What the next run has to carry."""
        return tuple(failure for _, failure in sorted(self._known.items()))

    def _remember(self, key: _Key, grounds: Grounds, detail: str = "") -> None:
        known = self._known.get(key)
        self._known[key] = KnownFailure(
            *self._found_as(key), newest(grounds, known.grounds if known else ()), detail)

    def _found_as(self, key: _Key) -> _Key:
        """The key with the period that the failure was found in, where that is of another kind than is asked now.

        So the failure is no question of a past period when this one has passed.
        """
        known = self._known.get(key)
        return key if known is None or self._is_of_this_kind(known) else (*key[:2], known.period)

    def carry(self, cell: ItemCell) -> ItemCell:
        """The cell, or the failure that its own outcome does not clear."""
        key = cell.item, cell.subject, self._period(cell.item)
        known = self._known.get(key)
        if cell.status is Status.NOT_MET:
            self._remember(key, self._grounds(cell), cell.detail)
        elif known and cell.status in _CLEARING and is_as_new(self._grounds(cell), known.grounds):
            del self._known[key]
        elif known:
            # What was counted now is not what the failure was seen in.
            return replace(
                cell, status=Status.NOT_MET, reason=Reason.CARRIED, valid=True, total=None, passed=None,
                detail=known.detail, decided_on=dict(known.grounds).get(CONFIRMATIONS),
                observed=cell.status if cell.observed is None else cell.observed)
        return cell

    def settle(
        self, rule: str, subject: str, truth: bool | None, grounds: Grounds, parts: Sequence[ItemCell]
    ) -> tuple[bool | None, bool]:
        """Whether a rule applies to the object, and whether it fails by what is no part of it any more.

        While a known failure of the rule is left, it applies as when that was found, unless its condition is false on
        evidence as new. Else the condition would hide the failure when its facts are gone or older than what failed,
        and so would a catalogue that gave the failing item another name, or gave the rule other items.
        """
        key = rule, subject, self._period(rule)
        known = self._known.get(key)
        if truth is not True and not known:
            return truth, False
        if truth is False and known and is_as_new(grounds, known.grounds):
            del self._known[key]
            return False, False
        failing = {cell.item for cell in parts if cell.status is Status.NOT_MET}
        lost = self._lost(known, parts) if known else frozenset()
        if not failing and not lost:
            self._known.pop(key, None)
            return truth, False
        self._remember_rule(key, grounds if truth else (), failing, lost)
        return True, bool(lost)

    def _lost(self, known: KnownFailure, parts: Sequence[ItemCell]) -> Set[str]:
        """The items that the rule failed by and no longer has, until all that it has say otherwise of days as new."""
        lost = frozenset(known.detail.split(BETWEEN)) - {cell.item for cell in parts}
        is_cleared = bool(parts) and all(
            cell.status in _CLEARING and is_as_new(self._grounds(cell), known.grounds) for cell in parts)
        return frozenset() if is_cleared else lost

    def _remember_rule(self, key: _Key, grounds: Grounds, failing: Set[str], lost: Set[str]) -> None:
        """The rule's failure with every item that it failed by; it is seen anew when one of them is."""
        known = self._known.get(key)
        of_parts = [self._known[item, key[1], self._period(item)] for item in sorted(failing)]
        seen_in = [each.found_in for each in of_parts] or ([known.found_in] if known else [])
        found_in = "" if "" in seen_in else max(seen_in)
        if of_parts:
            grounds = newest(grounds, *(each.grounds for each in (*of_parts, *((known,) if known else ()))))
        elif known:
            grounds = known.grounds
        self._known[key] = KnownFailure(
            *self._found_as(key), grounds, BETWEEN.join(sorted(failing | lost)), found_in)
