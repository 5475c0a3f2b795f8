"""Failures that are known: they stand from run to run until evidence as new as theirs says otherwise.

That nothing is known any more, that a check could not be carried out, that the object is gone and that a period has
ended clear nothing. What a log tells of an earlier period clears nothing of a later one, and when a question is not
asked any more only newer evidence is over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.period import latest_complete, span_of
from regelratt.domain.run import Grounds, ItemCell, KnownFailure, RuleCell, Run
from regelratt.domain.status import FAILED, Reason, Status
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Decides, PeriodKind

CONFIRMATIONS = "bekräftelser"
"""The source of what a person has decided."""

_LOGS = frozenset(name for name, table in TABLES.items() if not table.is_register) - {CONFIRMATIONS}
_CLEARING = frozenset({Status.MET, Status.NOT_APPLICABLE})
BETWEEN = ", "
"""What stands between the items that a rule's known failure names."""

_Key = tuple[str, str]
"""The item or rule, and the object."""


def is_as_new(grounds: Grounds, than: Grounds) -> bool:
    """True when no source tells of an earlier day than it did; one that is read no more is as old as the oldest."""
    days = dict(grounds)
    oldest = min(days.values(), default=date.min)
    return all(days.get(source, oldest) >= day for source, day in than)


def is_newer(grounds: Grounds, than: Grounds) -> bool:
    """True when every source tells of a later day than it did."""
    days = dict(grounds)
    oldest = min(days.values(), default=date.min)
    return all(days.get(source, oldest) > day for source, day in than)


def newest(*several: Grounds) -> Grounds:
    """Every source with the latest day that any of them has for it."""
    return tuple(sorted(dict(sorted(each for grounds in several for each in grounds)).items()))


def _told(grounds: Grounds, period: str) -> Grounds:
    """The last day that each source tells of within the period: what a log has of later days was not asked for.

    A register tells how things are, and a person what was decided, whatever the period.
    """
    _, end = span_of(period)
    return tuple((source, min(day, end) if source in _LOGS else day) for source, day in grounds)


def _is_of_another(period: str, known: KnownFailure) -> bool:
    """True when the period leaves out days that the failure may have been seen in."""
    return span_of(period)[0] > span_of(known.period)[0]


def _latest(periods: Iterable[str]) -> str:
    """The period that ends last; what is judged continuously has no end."""
    return max(periods, key=lambda label: (span_of(label)[1], label))


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
        self._proving = {item.id for item in catalog.items if item.decides is Decides.BOTH}
        self._asked = {
            item.id for item in catalog.items if any(each.is_judged(as_of) for each in catalog.rules_of(item))}
        """Items that some rule fails by."""
        self._seen: set[_Key] = set()
        """What is not met today by its own outcome."""
        self._known: dict[_Key, KnownFailure] = {}
        self._over: set[_Key] = set()
        """What rules failed by whose failures are cleared."""
        if previous:
            for failure in previous.known_failures:
                self._take_over(replace(failure, found_in=failure.found_in or previous.id))
            failed = [cell for cell in previous.item_cells if cell.status is Status.NOT_MET]
            for each in previous.rule_cells:
                self._name_parts(each, failed, catalog)

    def _name_parts(self, cell: RuleCell, failed: Sequence[ItemCell], catalog: Catalog) -> None:
        """Earlier programs did not store which items a rule failed by: its own, and those that are gone since."""
        key = cell.rule, cell.subject
        known = self._known.get(key)
        is_said = cell.status not in FAILED or (known and known.detail)
        own = () if is_said else {item.id for item in catalog.items_of_rule.get(cell.rule, ())}
        parts = () if is_said else [
            part for each in failed
            if each.subject == cell.subject and (each.item in own or each.item not in catalog.items_by_id)
            and (part := self._known.get((each.item, each.subject)))]
        if parts:
            grounds = newest(known.grounds if known else (), *(each.grounds for each in parts))
            detail = BETWEEN.join(sorted(each.ident for each in parts))
            period = _latest(each.period for each in (*parts, *((known,) if known else ())))
            self._known[key] = KnownFailure(*key, period, grounds, detail, max(each.found_in for each in parts))

    def _take_over(self, failure: KnownFailure) -> None:
        key = failure.ident, failure.subject
        other = self._known.get(key)
        self._known[key] = failure if other is None else replace(
            failure, period=_latest([other.period, failure.period]), grounds=newest(other.grounds, failure.grounds),
            detail=max(other.detail, failure.detail), found_in=max(other.found_in, failure.found_in))

    def _period(self, ident: str) -> str:
        kind = self._periods.get(ident, PeriodKind.CONTINUOUS)
        return "" if kind is PeriodKind.CONTINUOUS else latest_complete(kind, self._as_of).label

    @property
    def left(self) -> tuple[KnownFailure, ...]:
        """What the next run has to carry."""
        return tuple(failure for _, failure in sorted(self._known.items()))

    def _remember(self, cell: ItemCell) -> None:
        key, period, grounds = (cell.item, cell.subject), self._period(cell.item), self._grounds(cell)
        if known := self._known.get(key):
            period, grounds = _latest([period, known.period]), newest(grounds, known.grounds)
        self._known[key] = KnownFailure(*key, period, grounds, cell.detail)

    def _clears(self, cell: ItemCell, known: KnownFailure) -> bool:
        """True when the outcome is good, and decided on days as new about a period as late as the failure.

        Of another period a log must also tell of later days: the same log, asked of fewer days, is no answer.
        """
        grounds = self._grounds(cell)
        logged = tuple(each for each in known.grounds if each[0] in _LOGS and _is_of_another(cell.period, known))
        return (cell.status in _CLEARING and is_as_new(grounds, known.grounds) and is_newer(grounds, logged)
                and is_as_new(_told(grounds, cell.period), _told(known.grounds, known.period)))

    def _outweigh(self, parts: Sequence[ItemCell], known: KnownFailure) -> bool:
        """True when all that a rule has is good on newer days than the failure, and at least one of them proves it.

        They were not asked what failed, so what was known then is no answer.
        """
        return (any(cell.status is Status.MET and cell.item in self._proving for cell in parts)
                and all(self._clears(cell, known) and is_newer(self._grounds(cell), known.grounds) for cell in parts))

    def carry(self, cell: ItemCell) -> ItemCell:
        """The cell, or the failure that its own outcome does not clear."""
        key = cell.item, cell.subject
        known = self._known.get(key)
        if cell.status is Status.NOT_MET:
            self._seen.add(key)
            self._remember(cell)
        elif known and self._clears(cell, known):
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
        key = rule, subject
        known = self._known.get(key)
        if truth is not True and not known:
            return truth, False
        if truth is False and known and is_as_new(grounds, known.grounds):
            self._let_go(key)
            return False, False
        failing = {cell.item for cell in parts if cell.status is Status.NOT_MET}
        lost = self._lost(known, parts) if known else frozenset()
        if not failing and not lost:
            self._let_go(key)
            return truth, False
        self._remember_rule(key, grounds if truth else (), failing, lost)
        return True, bool(lost)

    def _lost(self, known: KnownFailure, parts: Sequence[ItemCell]) -> Set[str]:
        """The items that the rule failed by and no longer has, until those that it has outweigh them.

        One that is cleared by its own outcome, as when it verifies another rule now, is not among them. Nobody
        outweighs one that fails today, unless a rule is judged by it.
        """
        lost = {part for part in known.detail.split(BETWEEN) if not part or (part, known.subject) in self._known}
        lost -= {cell.item for cell in parts}
        if not self._outweigh(parts, known):
            return lost
        return {part for part in lost if (part, known.subject) in self._seen and part not in self._asked}

    def _let_go(self, rule: _Key) -> None:
        if known := self._known.pop(rule, None):
            self._over |= {(item, known.subject) for item in known.detail.split(BETWEEN)}

    def _remember_rule(self, key: _Key, grounds: Grounds, failing: Set[str], lost: Set[str]) -> None:
        """The rule's failure with every item that it failed by; it is seen anew when one of them is."""
        known = self._known.get(key)
        of_parts = [self._known[item, key[1]] for item in sorted(failing)]
        seen_in = [each.found_in for each in of_parts] or ([known.found_in] if known else [])
        found_in = "" if "" in seen_in else max(seen_in)
        seen = (*of_parts, *((known,) if known else ()))
        grounds = newest(*([grounds] if of_parts else []), *(each.grounds for each in seen))
        self._known[key] = KnownFailure(
            *key, _latest(each.period for each in seen), grounds, BETWEEN.join(sorted(failing | lost)), found_in)

    def conclude(self, cells: Iterable[ItemCell]) -> None:
        """Let go of failures of rules that are not judged any more, once all that they failed by is cleared.

        So a rule that others have replaced is over when its items are met under those. So is the failure of an item
        that the catalogue has lost, when no rule fails by it any more: nobody could clear it.
        """
        found = {(cell.item, cell.subject): cell for cell in cells}
        for key, known in list(self._known.items()):
            parts = [found.get((item, known.subject)) for item in known.detail.split(BETWEEN)]
            if key not in found and all(part and self._clears(part, known) for part in parts):
                del self._known[key]
        named = {(item, known.subject) for known in self._known.values() for item in known.detail.split(BETWEEN)}
        for key in self._over - named:
            if key[0] not in self._periods:
                self._known.pop(key, None)
