"""The catalogue: look-ups in both directions, and which value of a parameter holds on a day."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import LocalDecision, Rule
from regelratt.domain.location import Location
from regelratt.domain.reference import Bounds, DecisionReference, LegalBasis, Parameter, ParameterValue
from regelratt.domain.words import Level, PeriodKind, Relation, State, SubjectKind

MONTHS = Bounds("tal", Decimal(1), Decimal(12), "månader")
PLACE = Location("policies/prov.md", 3)


def _rule(ident: str = "PRV-1-01", **changes: object) -> Rule:
    fields: dict[str, object] = {
        "id": ident, "title": "Rubrik", "text": "Text", "location": PLACE, "document": "PRV-2026", "section": "1",
        "level": Level.MUST, "roles": (), "trigger": "", "reservation": None, "subject": SubjectKind.CHANNEL,
        "period": PeriodKind.CONTINUOUS, "events": "", "applies_if": "",
        "parameters": (Parameter("intervall", Decimal(6), MONTHS), Parameter("öppen", None, MONTHS)),
        "legal_basis": (), "internal": True, "risk": None, "refers_to": "", "exception_rules": (), "permits": (),
        "not_checked": "", "replaced_by": (), "state": State.IN_FORCE, "decision": None,
        "valid_from": date(2026, 1, 1), "version": 1,
    }
    return Rule(**{**fields, **changes})  # type: ignore[arg-type]  # one value for each field, by name


def _decision(value: int, first: date, last: date | None = None, parameter: str = "intervall") -> LocalDecision:
    return LocalDecision(
        f"B-{value}", "Beslut", "Skäl", PLACE, "PRV-1-01", parameter, Decimal(value),
        DecisionReference("chef", first, "1/26"), first, last)


DECISIONS = (
    _decision(3, date(2026, 3, 1), date(2026, 4, 30)),
    _decision(4, date(2026, 5, 1)),
    _decision(9, date(2026, 4, 1), parameter="öppen"),
)


@pytest.mark.parametrize(("name", "day", "value"), [
    ("intervall", date(2026, 2, 28), Decimal(6)),
    ("intervall", date(2026, 3, 1), Decimal(3)),
    ("intervall", date(2026, 4, 30), Decimal(3)),
    ("intervall", date(2026, 5, 1), Decimal(4)),
    ("intervall", date(2027, 1, 1), Decimal(4)),
    ("öppen", date(2026, 3, 31), None),
    ("öppen", date(2026, 4, 1), Decimal(9)),
    ("finns inte", date(2026, 4, 1), None),
])
def test_parameter_value_on_a_day(name: str, day: date, value: ParameterValue | None) -> None:
    """The organisation's decision in force wins, both days inclusive; else the source's value, else None."""
    rule = _rule()
    catalog = Catalog(rules=(rule,), local_decisions=DECISIONS)
    assert catalog.parameter_value(rule, name, day) == value


def test_an_expired_decision_gives_way_to_the_source() -> None:
    """The day after a decision's last day the source's value is back."""
    rule = _rule()
    catalog = Catalog(rules=(rule,), local_decisions=DECISIONS[:1])
    assert catalog.parameter_value(rule, "intervall", date(2026, 4, 30)) == 3
    assert catalog.parameter_value(rule, "intervall", date(2026, 5, 1)) == 6


def test_another_rules_decision_is_not_ours() -> None:
    """A decision counts for the rule it names only."""
    other = _rule("PRV-1-02")
    assert Catalog(rules=(other,), local_decisions=DECISIONS).parameter_value(other, "intervall", date(2026, 5, 1)) == 6


def test_links_go_both_ways() -> None:
    """From law to rules and from rule to the rules that permit an exemption from it."""
    basis = (LegalBasis("L-X-1", Relation.REQUIRES), LegalBasis("L-X-2", Relation.BACKGROUND))
    first = _rule("PRV-1-01", legal_basis=basis)
    second = _rule("PRV-1-02", legal_basis=basis[:1], permits=("PRV-1-01",))
    catalog = Catalog(rules=(first, second))
    assert catalog.rules_on_basis == {"L-X-1": (first, second), "L-X-2": (first,)}
    assert catalog.permitted_by == {"PRV-1-01": (second,)}
    assert list(catalog) == [first, second] == list(catalog.by_id.values())
    assert catalog.items_of_rule == {}


@pytest.mark.parametrize(("changes", "evaluated"), [
    ({}, True),
    ({"level": Level.SHOULD}, True),
    ({"level": Level.RESPONSIBLE}, True),
    ({"level": Level.MAY}, False),
    ({"level": Level.DECIDES}, False),
    ({"not_checked": "attityd"}, False),
    ({"state": State.HISTORICAL}, False),
    ({"state": State.DRAFT}, False),
    ({"state": State.RETIRED}, False),
])
def test_which_rules_get_cells(changes: dict[str, object], evaluated: bool) -> None:
    """Only rules in force that can fail and may be checked are evaluated."""
    assert _rule(**changes).is_evaluated is evaluated


@pytest.mark.parametrize(("level", "binding"), [
    (Level.MUST, True), (Level.MUST_NOT, True), (Level.RESPONSIBLE, True), (Level.SHOULD, False),
    (Level.SHOULD_NOT, False), (Level.MAY, False), (Level.DECIDES, False),
])
def test_binding_levels(level: Level, binding: bool) -> None:
    """Advice and permissions never count as binding."""
    assert level.is_binding is binding


def test_objects_cannot_be_changed() -> None:
    """The catalogue and what is in it are frozen."""
    rule = _rule()
    with pytest.raises(FrozenInstanceError):
        rule.version = 2  # type: ignore[misc]  # that is the point
    with pytest.raises(FrozenInstanceError):
        Catalog().rules = (rule,)  # type: ignore[misc]  # that is the point


@pytest.mark.parametrize(("bounds", "value", "accepted"), [
    (MONTHS, Decimal(1), True), (MONTHS, Decimal(12), True), (MONTHS, Decimal("12.01"), False),
    (MONTHS, Decimal(0), False), (MONTHS, "6", False), (MONTHS, True, False),
    (Bounds("text"), "ja", True), (Bounds("text"), "  ", False), (Bounds("text"), Decimal(1), False),
    (Bounds("ja/nej"), False, True), (Bounds("ja/nej"), "ja", False), (Bounds("ja/nej"), Decimal(1), False),
])
def test_bounds(bounds: Bounds, value: ParameterValue, accepted: bool) -> None:
    """Limits are inclusive, and a value of another type is refused."""
    assert bounds.accepts(value) is accepted
