"""Known failures that nobody sees on a page, since catalogue or evidence hides them: they are told with each check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from regelratt.domain.catalog import Catalog
from regelratt.domain.run import KnownFailure, Run
from regelratt.domain.status import FAILED
from regelratt.domain.words import State, SubjectKind
from regelratt.engine.known_failures import BETWEEN

_Named = dict[str, tuple[str, ...]]


def outlived(run: Run, catalog: Catalog) -> _Named:
    """For each rule that fails by items that it no longer has, those items; a rule that is not judged fails by none."""
    judged = {cell.rule for cell in run.rule_cells}
    found: dict[str, set[str]] = defaultdict(set)
    for each in run.known_failures:
        if each.ident in judged and each.detail:
            own = {item.id for item in catalog.items_of_rule.get(each.ident, ())}
            found[each.ident] |= set(_parts(each)) - own
    return _in_order(found)


def unseen(run: Run, catalog: Catalog) -> _Named:
    """For each item and rule with failures that no outcome of the run shows, the objects that they were found for.

    Of objects that are gone `gone` tells, and a rule that is retired has been taken away by those who decide.
    """
    there = {ident for ident, _ in run.subject_names}
    shown = _Shown(run, catalog)
    found: dict[str, set[str]] = defaultdict(set)
    for each in _not_retired(run.known_failures, catalog):
        if each.subject in there and not shown.has(each):
            found[each.ident].add(each.subject)
    return _in_order(found)


def gone(run: Run, catalog: Catalog) -> _Named:
    """For each object that the evidence has lost with its failures, the items and rules that they are of."""
    there = {ident for ident, _ in run.subject_names}
    found: dict[str, set[str]] = defaultdict(set)
    for each in _not_retired(run.known_failures, catalog):
        if each.subject not in there:
            found[each.subject].add(each.ident)
    return _in_order(found)


def let_go(previous: Run, run: Run, catalog: Catalog) -> _Named:
    """For each item that a rule had failed by and is decided without in this run, the objects, when nothing answered.

    The item itself did not, no other rule shows that it fails, and it is not still a part of the rule, as when that
    does not apply. Of one that has no outcome for the object `unseen` and `gone` tell.
    """
    left = {(each.ident, each.subject) for each in run.known_failures}
    asked = {(cell.item, cell.subject) for cell in run.item_cells}
    before, now = _rules_of(previous.known_failures), _rules_of(run.known_failures)
    shown = _rules_of(_not_retired(run.known_failures, catalog))
    found: dict[str, set[str]] = defaultdict(set)
    for each in previous.known_failures:
        key, item = (each.ident, each.subject), catalog.items_by_id.get(each.ident)
        ended = before[key] - now[key]
        is_answered = item is not None and (key not in left or key not in asked or ended <= set(item.verifies))
        if ended and not is_answered and not shown[key]:
            found[each.ident].add(each.subject)
    return _in_order(found)


def kind_of(idents: Iterable[str], catalog: Catalog) -> SubjectKind | None:
    """The kind of object that items and rules are about; None when the catalogue has lost them all."""
    known = (catalog.items_by_id.get(ident) or catalog.rules_by_id.get(ident) for ident in idents)
    return next((each.subject for each in known if each), None)


class _Shown:
    """The failures that a reader finds: in the cells of rules and in those of items."""

    def __init__(self, run: Run, catalog: Catalog) -> None:
        self._catalog = catalog
        self._items = {(cell.item, cell.subject) for cell in run.item_cells if cell.status in FAILED}
        self._rules = {(cell.rule, cell.subject) for cell in run.rule_cells if cell.status in FAILED}
        self._judged = {(cell.rule, cell.subject) for cell in run.rule_cells}
        self._rules_of = _rules_of(run.known_failures)

    def has(self, failure: KnownFailure) -> bool:
        """True when it is shown in its own place; of what the catalogue has lost, when it is shown in another's.

        A rule that is not judged shows nothing, and its items do not show that it fails. One that is shows them, also
        where it has a worse status itself than its failure with an exemption.
        """
        key = failure.ident, failure.subject
        if key in self._items or key in self._rules:
            return True
        if failure.ident in self._catalog.rules_by_id:
            return key in self._judged and any((part, failure.subject) in self._items for part in _parts(failure))
        rules = set(self._rules_of[key])
        for part in _parts(failure):
            item = self._catalog.items_by_id.get(part)
            rules |= set(item.verifies) if item and (part, failure.subject) in self._items else set()
        return any((rule, failure.subject) in self._rules for rule in rules)


def _not_retired(known: tuple[KnownFailure, ...], catalog: Catalog) -> Iterator[KnownFailure]:
    """The failures but for those of nothing else than rules that are retired."""
    retired = {rule.id for rule in catalog.rules if rule.state is State.RETIRED}
    rules_of = _rules_of(known)
    for each in known:
        if not (rules_of[each.ident, each.subject] or {each.ident}) <= retired:
            yield each


def _parts(failure: KnownFailure) -> Iterator[str]:
    """The items that a rule failed by; of an item nothing that is an id."""
    yield from failure.detail.split(BETWEEN)


def _rules_of(known: Iterable[KnownFailure]) -> Mapping[tuple[str, str], set[str]]:
    """The rules that failed by each item for each object."""
    rules: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in known:
        for part in _parts(each):
            rules[part, each.subject].add(each.ident)
    return rules


def _in_order(found: Mapping[str, set[str]]) -> _Named:
    return {key: tuple(sorted(names)) for key, names in sorted(found.items()) if names}
