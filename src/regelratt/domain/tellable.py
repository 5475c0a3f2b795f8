"""Which rules may have a public total, by content alone: that a total is missing tells of no result then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.words import Decides, Disclosure, Method


@dataclass(frozen=True, slots=True)
class Measures:
    """What the items and the rules' conditions of a catalogue read of the evidence."""

    reads: Mapping[str, frozenset[str]]
    """For each item and rule what can decide it, apart from what anybody knows."""
    single: frozenset[str]
    """Items that concern whom anybody knows, and are decided for each object by closed facts of its own alone."""


def tellable(catalog: Catalog, measures: Measures) -> frozenset[str]:
    """The rules whose totals may be told.

    The condition of each reads nothing closed, so that anybody knows whom the rule concerns: how many they are tells
    nothing. Open items alone decide the rule, and their rows tell as much. Or closed ones alone do that may come out
    either way for each object, whatever else is known of it, and read nothing that anything else reads: all that were
    judged may have a fact in common, as that a cell is filled in, and another total may be compared.
    """
    readers = _readers(catalog, measures)
    return frozenset(
        rule.id for rule in catalog.rules
        if not measures.reads.get(rule.id)
        and _is_tellable(rule.id, catalog.items_of_rule.get(rule.id, ()), measures, readers))


def _is_tellable(
    rule: str, items: Collection[ChecklistItem], measures: Measures, readers: Mapping[str, set[str]]
) -> bool:
    is_open = {item.disclosure is Disclosure.OPEN for item in items}
    if is_open != {False}:
        return is_open != {False, True}
    own = {rule, *(item.id for item in items)}
    read = {each for item in items for each in (item.id, *measures.reads.get(item.id, ()))}
    return own - {rule} <= measures.single and _may_go_either_way(items) and all(readers[each] <= own for each in read)


def _readers(catalog: Catalog, measures: Measures) -> Mapping[str, set[str]]:
    """For each item the rules that it decides, and for each piece of evidence the items and rules that read it."""
    readers: dict[str, set[str]] = defaultdict(set)
    for rule, items in catalog.items_of_rule.items():
        for item in items:
            readers[item.id].add(rule)
    for ident, read in measures.reads.items():
        for each in read:
            readers[each].add(ident)
    return readers


def _may_go_either_way(items: Collection[ChecklistItem]) -> bool:
    """True when the items concern the same objects, and any of those may be met and not met.

    Where one concerns fewer, of the others another set of facts is known.

    By failures alone it is never met, and by findings an object without rows is always met, or never judged.
    """
    either = {
        item.applies_if for item in items
        if item.decides is Decides.BOTH and item.method is not Method.FINDINGS}
    return len(either) == 1 and either == {item.applies_if for item in items}
