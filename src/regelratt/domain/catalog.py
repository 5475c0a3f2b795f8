"""The catalogue: all content of a project, built once and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from regelratt.domain.content import (
    ChecklistItem,
    Comparison,
    Document,
    Law,
    LocalDecision,
    Premise,
    Provision,
    Remark,
    Role,
    Rule,
    TestCase,
)
from regelratt.domain.reference import ParameterValue

Value = TypeVar("Value")

CatalogObject = (
    Law | Provision | Document | Premise | Rule | ChecklistItem | TestCase | Remark | Comparison | Role | LocalDecision
)


@dataclass(frozen=True)
class Catalog:
    """All objects in the order they stand in, with look-ups in both directions."""

    laws: tuple[Law, ...] = ()
    provisions: tuple[Provision, ...] = ()
    documents: tuple[Document, ...] = ()
    premises: tuple[Premise, ...] = ()
    rules: tuple[Rule, ...] = ()
    items: tuple[ChecklistItem, ...] = ()
    cases: tuple[TestCase, ...] = ()
    remarks: tuple[Remark, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    roles: tuple[Role, ...] = ()
    local_decisions: tuple[LocalDecision, ...] = ()

    def __iter__(self) -> Iterator[CatalogObject]:
        for group in (
            self.laws, self.provisions, self.documents, self.premises, self.rules, self.items,
            self.cases, self.remarks, self.comparisons, self.roles, self.local_decisions,
        ):
            yield from group

    @cached_property
    def by_id(self) -> dict[str, CatalogObject]:
        """Every object by its id."""
        return {entry.id: entry for entry in self}

    @cached_property
    def rules_by_id(self) -> dict[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def items_by_id(self) -> dict[str, ChecklistItem]:
        """Checklist items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def items_of_rule(self) -> dict[str, tuple[ChecklistItem, ...]]:
        """For each rule the items that verify it."""
        return _grouped((rule, item) for item in self.items for rule in item.verifies)

    @cached_property
    def cases_of_item(self) -> dict[str, tuple[TestCase, ...]]:
        """For each item its test cases."""
        return _grouped((case.item, case) for case in self.cases)

    @cached_property
    def provisions_of_law(self) -> dict[str, tuple[Provision, ...]]:
        """For each law its provisions."""
        return _grouped((provision.law, provision) for provision in self.provisions)

    @cached_property
    def rules_on_basis(self) -> dict[str, tuple[Rule, ...]]:
        """For each law or provision the rules that rest on it."""
        return _grouped((basis.provision, rule) for rule in self.rules for basis in rule.legal_basis)

    @cached_property
    def remarks_on(self) -> dict[str, tuple[Remark, ...]]:
        """For each object the remarks about it."""
        return _grouped((about, remark) for remark in self.remarks for about in remark.about)

    @cached_property
    def comparisons_of(self) -> dict[str, tuple[Comparison, ...]]:
        """For each rule or premise the comparisons it takes part in."""
        return _grouped((ident, pair) for pair in self.comparisons for ident in (*pair.first, *pair.second))

    @cached_property
    def permitted_by(self) -> dict[str, tuple[Rule, ...]]:
        """For each rule the rules that permit an exemption from it."""
        return _grouped((target, rule) for rule in self.rules for target in rule.permits)

    def rules_of(self, item: ChecklistItem) -> tuple[Rule, ...]:
        """The rules that the item verifies, as far as they are there, in its own order."""
        return tuple(rule for ident in item.verifies if (rule := self.rules_by_id.get(ident)))

    def parameter_value(self, rule: Rule, name: str, day: date) -> ParameterValue | None:
        """The value in force on `day`: the organisation's own, of which there is one, else the source's, else None."""
        for decision in self.local_decisions:
            if (decision.rule, decision.parameter) == (rule.id, name) and decision.stands(day):
                return decision.value
        return next((parameter.value for parameter in rule.parameters if parameter.name == name), None)


def _grouped(pairs: Iterator[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
