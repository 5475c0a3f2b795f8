"""Which parameters an item's SQL may use, and the values they have on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem, Rule, TestCase
from regelratt.domain.period import Period
from regelratt.domain.reference import Parameter, ParameterValue

_EXAMPLES: dict[str, object] = {"tal": 1, "text": "text", "ja/nej": True}


def declared(catalog: Catalog, item: ChecklistItem) -> dict[str, tuple[Rule, Parameter]]:
    """Parameters of the rules that the item verifies, by name."""
    return {
        parameter.name: (rule, parameter)
        for rule in catalog.rules_of(item)
        for parameter in rule.parameters
    }


def ambiguous(catalog: Catalog, item: ChecklistItem) -> set[str]:
    """Names that more than one of the item's rules declare."""
    names = [parameter.name for rule in catalog.rules_of(item) for parameter in rule.parameters]
    return {name for name in names if names.count(name) > 1}


def examples(catalog: Catalog, item: ChecklistItem) -> dict[str, object]:
    """A value of the right type for every parameter the item may use; for binding only."""
    return examples_of(catalog.rules_of(item))


def examples_of(rules: Iterable[Rule]) -> dict[str, object]:
    """A value of the right type for every parameter of the rules, and for the dates."""
    day = date(2026, 1, 1)
    known: dict[str, object] = {"per_datum": day, "period_start": day, "period_slut": day}
    for rule in rules:
        known.update({each.name: _EXAMPLES[each.bounds.kind] for each in rule.parameters})
    return known


def sql_value(value: ParameterValue) -> object:
    """The value as DuckDB takes it: whole numbers as integers, others as floating point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def of_period(period: Period, as_of: date) -> dict[str, object]:
    """The dates every item may use."""
    return {"per_datum": as_of, "period_start": period.first, "period_slut": period.last}


def in_force(catalog: Catalog, item: ChecklistItem, as_of: date) -> dict[str, ParameterValue | None]:
    """The values of the item's parameters on a day; None where nothing is decided."""
    return {
        name: catalog.parameter_value(rule, name, as_of)
        for name, (rule, _) in declared(catalog, item).items()
    }


def of_case(catalog: Catalog, item: ChecklistItem, case: TestCase) -> dict[str, ParameterValue | None]:
    """The values a test case sets; otherwise those of the source itself, never a local decision."""
    stated: Mapping[str, str] = dict(case.parameters)
    values: dict[str, ParameterValue | None] = {}
    for name, (_, parameter) in declared(catalog, item).items():
        text = stated.get(name)
        values[name] = parameter.value if text is None else _typed(text, parameter)
    return values


def _typed(text: str, parameter: Parameter) -> ParameterValue | None:
    """The value a case states; None, as if nothing were decided, for a number that is none."""
    match parameter.bounds.kind:
        case "tal":
            try:
                value = Decimal(text.removesuffix(parameter.bounds.unit).strip().replace(",", "."))
            except InvalidOperation:
                return None
            return value if value.is_finite() else None
        case "ja/nej":
            return text == "ja"
        case _:
            return text
