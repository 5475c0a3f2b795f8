"""Known failures that the catalogue hides: nobody sees them on a page, so they are told when a check is run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from regelratt.domain.catalog import Catalog
from regelratt.domain.run import KnownFailure, Run
from regelratt.domain.words import State
from regelratt.engine.known_failures import BETWEEN, FAILED


def outlived(known: Iterable[KnownFailure], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """For each rule that fails by items that it no longer has, those items."""
    found: dict[str, set[str]] = {}
    for each in known:
        if each.ident in catalog.rules_by_id and each.detail:
            own = {item.id for item in catalog.items_of_rule.get(each.ident, ())}
            found.setdefault(each.ident, set()).update(set(each.detail.split(BETWEEN)) - own)
    return {rule: tuple(sorted(items)) for rule, items in sorted(found.items()) if items}


def unseen(run: Run, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """For each item and rule with failures that no outcome of the run shows, the objects that they were found for.

    An object that is gone shows nothing, and a rule that is retired has been taken away by those who decide.
    """
    shown = {(cell.item, cell.subject) for cell in run.item_cells if cell.status in FAILED}
    shown |= {(cell.rule, cell.subject) for cell in run.rule_cells if cell.status in FAILED}
    there = {ident for ident, _ in run.subject_names}
    retired = {rule.id for rule in catalog.rules if rule.state is State.RETIRED}
    rules_of = _rules_of(run.known_failures)
    found: dict[str, set[str]] = defaultdict(set)
    for each in run.known_failures:
        rules = rules_of[each.ident, each.subject] or {each.ident}
        is_of_retired = rules <= retired
        is_shown = any((ident, each.subject) in shown for ident in {each.ident, *rules, *_parts(each)} - retired)
        if each.subject in there and not is_shown and not is_of_retired:
            found[each.ident].add(each.subject)
    return {ident: tuple(sorted(subjects)) for ident, subjects in sorted(found.items())}


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
