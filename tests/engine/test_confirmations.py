"""Confirmations: when they hold, when they lapse, and that a failing one stands."""

from __future__ import annotations

from datetime import date

import pytest

from regelratt.domain.period import latest_complete
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained, PeriodKind
from tests.engine.scene import DAY, catalog, channels, evidence, item, judge, local_decision, rows, rule

PLAIN = catalog(rule(), item())
HALF_YEARLY = catalog(rule(period="halvår"), item())


def given(
    *confirmations: tuple[str, str, str] | tuple[str, str, str, str], subject: str = "K1",
    kind: PeriodKind = PeriodKind.CONTINUOUS,
) -> tuple[tuple[object, ...], ...]:
    """Confirmations of K-1 as (day, outcome, premises), and the period unless it is the last one that had ended."""
    return rows("bekräftelser", *(
        {"bekräftelse_id": f"B{number}", "kontrollpunkt": "K-1", "objekt_id": subject, "datum": date.fromisoformat(day),
         "period": next(iter(period), "" if kind is PeriodKind.CONTINUOUS else
                        latest_complete(kind, date.fromisoformat(day)).label),
         "utfall": outcome, "roll": "kanalansvarig", "förutsättningar": premises, "skäl": "x"}
        for number, (day, outcome, premises, *period) in enumerate(confirmations)))


@pytest.mark.parametrize(("outcome", "status", "reason"), [
    ("uppfyllt", Status.MET, Reason.CONFIRMED),
    ("ej uppfyllt", Status.NOT_MET, Reason.CONFIRMED),
    ("ej tillämpligt", Status.NOT_APPLICABLE, Reason.CONFIRMED_NOT_APPLICABLE),
])
def test_outcomes(outcome: str, status: Status, reason: Reason) -> None:
    """A confirmation gives what it says, on its own day and after, with how it was obtained."""
    found = judge(PLAIN, evidence(bekräftelser=given(("2026-09-30", outcome, "PRV-1=1"))))
    assert (found.rule().status, found.rule().reason) == (status, reason)
    assert found.rule().obtained == (Obtained.SELF_ASSESSMENT,)
    assert found.item().decided_on == DAY


def test_never_confirmed() -> None:
    """Without a confirmation nothing is known."""
    assert judge(PLAIN, evidence()).rule().reason is Reason.NEVER_CONFIRMED
    other = evidence(bekräftelser=given(("2026-09-01", "uppfyllt", "PRV-1=1"), subject="K2"))
    assert judge(PLAIN, other).rule().status is Status.NOT_ASSESSED


def test_the_latest_confirmation_counts() -> None:
    """A new confirmation replaces an older one, in either direction and whatever the order of rows."""
    mended = given(("2026-09-02", "uppfyllt", "PRV-1=1"), ("2026-09-01", "ej uppfyllt", ""))
    broken = given(("2026-09-02", "ej uppfyllt", ""), ("2026-09-01", "uppfyllt", "PRV-1=1"))
    assert judge(PLAIN, evidence(bekräftelser=mended)).rule().status is Status.MET
    assert judge(PLAIN, evidence(bekräftelser=broken)).rule().status is Status.NOT_MET


def test_a_confirmation_of_the_future_does_not_count() -> None:
    """What is dated after the day has not been said yet."""
    later = given(("2026-10-01", "uppfyllt", "PRV-1=1"))
    assert judge(PLAIN, evidence(bekräftelser=later)).rule().status is Status.NOT_ASSESSED


SPRING, AUTUMN = "första halvåret 2026", "andra halvåret 2026"


@pytest.mark.parametrize(("day", "period", "as_of", "status", "reason"), [
    ("2026-06-10", SPRING, date(2026, 6, 29), Status.NOT_ASSESSED, Reason.NEVER_CONFIRMED),
    ("2026-06-10", SPRING, date(2026, 6, 30), Status.MET, Reason.CONFIRMED),
    ("2026-09-10", SPRING, date(2026, 9, 30), Status.MET, Reason.CONFIRMED),
    ("2026-09-10", SPRING, date(2026, 12, 30), Status.MET, Reason.CONFIRMED),
    ("2026-09-10", SPRING, date(2026, 12, 31), Status.OUTDATED, Reason.CONFIRMATION_DUE),
    ("2026-09-10", AUTUMN, date(2026, 9, 30), Status.NOT_ASSESSED, Reason.NEVER_CONFIRMED),
    ("2026-09-10", AUTUMN, date(2026, 12, 31), Status.MET, Reason.CONFIRMED),
    ("2027-01-10", AUTUMN, date(2027, 1, 15), Status.MET, Reason.CONFIRMED),
    ("2026-09-10", "", date(2026, 12, 31), Status.NOT_ASSESSED, Reason.NEVER_CONFIRMED),
])
def test_a_confirmation_is_of_the_period_that_it_names(
    day: str, period: str, as_of: date, status: Status, reason: Reason
) -> None:
    """It tells of no other: a later one is not judged yet, and when the next one is, it has lapsed."""
    found = judge(HALF_YEARLY, evidence(bekräftelser=given((day, "uppfyllt", "PRV-1=1", period))), as_of)
    assert (found.rule().status, found.rule().reason) == (status, reason)


def test_the_period_that_is_judged_goes_before_a_newer_day() -> None:
    """What was said later of an earlier period does not take over, in either direction."""
    told = [("2026-12-20", "ej uppfyllt", "", SPRING), ("2026-12-10", "uppfyllt", "PRV-1=1", AUTUMN)]
    for order in (told, told[::-1]):
        assert judge(HALF_YEARLY, evidence(bekräftelser=given(*order)), date(2026, 12, 31)).rule().status is Status.MET
        assert judge(HALF_YEARLY, evidence(bekräftelser=given(*order)), date(2026, 12, 30)).rule().status is Status.NOT_MET


@pytest.mark.parametrize("kind", [PeriodKind.CONTINUOUS, PeriodKind.HALF_YEAR])
def test_the_worst_of_a_day_counts(kind: PeriodKind) -> None:
    """Whatever the rows are called and however they are ordered: also lapsed before met, and met before not applicable."""
    content = PLAIN if kind is PeriodKind.CONTINUOUS else HALF_YEARLY
    worse = [("ej uppfyllt", "", Status.NOT_MET), ("uppfyllt", "PRV-1=9", Status.OUTDATED),
             ("uppfyllt", "PRV-1=1", Status.MET), ("ej tillämpligt", "PRV-1=1", Status.NOT_APPLICABLE)]
    for place, (_, _, status) in enumerate(worse):
        told = [("2026-09-10", outcome, premises) for outcome, premises, _ in worse[place:]]
        for number in range(12):
            order = [*told[number % len(told):], *told[:number % len(told)], *[told[-1]] * number]
            found = judge(content, evidence(bekräftelser=given(*order, kind=kind)))
            assert found.rule().status is status


@pytest.mark.parametrize(("day", "status"), [("2026-08-31", Status.MET), ("2026-08-30", Status.OUTDATED)])
def test_highest_age(day: str, status: Status) -> None:
    """A confirmation holds as many days as the item says, the last one inclusive."""
    content = catalog(rule(), item(högsta_ålder="30 dagar"))
    for outcome in ("uppfyllt", "ej tillämpligt"):
        found = judge(content, evidence(bekräftelser=given((day, outcome, "PRV-1=1"))))
        assert (found.rule().status is Status.OUTDATED) is (status is Status.OUTDATED)


@pytest.mark.parametrize("content", [
    catalog(rule(period="halvår", version="2"), item(högsta_ålder="1 dagar")),
    catalog(rule(parametrar="gräns = 3 [1..9 st]"), item(beror_på="kommentarer")),
])
def test_a_failing_confirmation_stands(content: object) -> None:
    """Neither age, period, version, parameter nor object fact clears a failure; only a new confirmation does."""
    kind = content.items[0].period  # type: ignore[attr-defined]  # a catalogue
    failed = given(("2020-01-01", "ej uppfyllt", "PRV-1=1"), kind=kind)
    found = judge(content, evidence(bekräftelser=failed))  # type: ignore[arg-type]  # a catalogue
    assert (found.rule().status, found.item().status, found.item().reason) == (
        Status.NOT_MET, Status.NOT_MET, Reason.CONFIRMED)
    assert not found.item().valid


@pytest.mark.parametrize(("premises", "status", "reason"), [
    ("PRV-1=1", Status.MET, Reason.CONFIRMED),
    (" PRV-1 = 1 ; annat=2", Status.MET, Reason.CONFIRMED),
    ("PRV-1=2", Status.OUTDATED, Reason.RULE_CHANGED),
    ("", Status.OUTDATED, Reason.PREMISES_MISSING),
    ("PRV-2=1", Status.OUTDATED, Reason.PREMISES_MISSING),
    ("skräp", Status.OUTDATED, Reason.PREMISES_MISSING),
])
def test_rule_version_is_a_premise(premises: str, status: Status, reason: Reason) -> None:
    """A confirmation of another version of the rule, or of none, has lapsed."""
    found = judge(PLAIN, evidence(bekräftelser=given(("2026-09-01", "uppfyllt", premises))))
    assert (found.rule().status, found.rule().reason) == (status, reason)


def test_confirmed_not_applicable_lapses_too() -> None:
    """Good news of either kind ages."""
    found = judge(PLAIN, evidence(bekräftelser=given(("2026-09-01", "ej tillämpligt", "PRV-1=2"))))
    assert (found.rule().status, found.rule().reason) == (Status.OUTDATED, Reason.RULE_CHANGED)


PARAMETER = rule(parametrar="gräns = 6 [1..12 st]")


@pytest.mark.parametrize(("premises", "status", "reason"), [
    ("PRV-1=1; gräns=6", Status.MET, Reason.CONFIRMED),
    ("PRV-1=1; gräns=3", Status.OUTDATED, Reason.PARAMETER_CHANGED),
    ("PRV-1=1", Status.OUTDATED, Reason.PREMISES_MISSING),
])
def test_parameter_is_a_premise(premises: str, status: Status, reason: Reason) -> None:
    """A confirmation given under another value has lapsed."""
    content = catalog(PARAMETER, item())
    found = judge(content, evidence(bekräftelser=given(("2026-09-01", "uppfyllt", premises))))
    assert (found.rule().status, found.rule().reason) == (status, reason)
    assert status is Status.MET or found.item().detail == "gräns"


def test_a_new_local_decision_makes_confirmations_lapse() -> None:
    """From the decision's first day the old value no longer holds."""
    content = catalog(PARAMETER, item(), local_decision("4,50", "2026-09-15"))
    table = given(("2026-09-01", "uppfyllt", "PRV-1=1; gräns=6"))
    assert judge(content, evidence(bekräftelser=table), date(2026, 9, 14)).rule().status is Status.MET
    assert judge(content, evidence(bekräftelser=table)).rule().reason is Reason.PARAMETER_CHANGED
    renewed = given(("2026-09-20", "uppfyllt", "PRV-1=1; gräns=4.5"))
    assert judge(content, evidence(bekräftelser=renewed)).rule().status is Status.MET


def test_open_parameter_stops_a_confirmation() -> None:
    """Nobody can confirm what is not decided."""
    content = catalog(rule(parametrar="gräns = ej fastställd [1..12 st]"), item())
    found = judge(content, evidence(bekräftelser=given(("2026-09-01", "uppfyllt", "PRV-1=1"))))
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.PARAMETER_OPEN)


@pytest.mark.parametrize(("comments", "premises", "reason"), [
    ("öppna", "PRV-1=1; kommentarer=öppna; central_administratör=ja; startdatum=2020-01-01", Reason.CONFIRMED),
    ("stängda", "PRV-1=1; kommentarer=öppna; central_administratör=ja; startdatum=2020-01-01", Reason.OBJECT_CHANGED),
    (None, "PRV-1=1; kommentarer=öppna; central_administratör=ja; startdatum=2020-01-01", Reason.OBJECT_CHANGED),
    (None, "PRV-1=1; kommentarer=okänt; central_administratör=ja; startdatum=2020-01-01", Reason.CONFIRMED),
    ("öppna", "PRV-1=1; central_administratör=ja; startdatum=2020-01-01", Reason.PREMISES_MISSING),
])
def test_object_facts_are_premises(comments: str | None, premises: str, reason: Reason) -> None:
    """A fact of the object's row that the item depends on has changed, or was never stated."""
    content = catalog(rule(), item(beror_på="kommentarer, central_administratör, startdatum"))
    table = channels(kommentarer=comments, central_administratör=True, startdatum=date(2020, 1, 1))
    found = judge(content, evidence(kanaler=table, bekräftelser=given(("2026-09-01", "uppfyllt", premises))))
    assert found.item().reason is reason
    assert found.rule().status is (Status.MET if reason is Reason.CONFIRMED else Status.OUTDATED)


def test_facts_that_do_not_matter_do_not_matter() -> None:
    """A column that the item does not depend on may change."""
    table = channels(kommentarer="stängda", syfte="nytt")
    content = catalog(rule(), item(beror_på="kommentarer"))
    given_then = given(("2026-09-01", "uppfyllt", "PRV-1=1; kommentarer=stängda; syfte=gammalt"))
    assert judge(content, evidence(kanaler=table, bekräftelser=given_then)).rule().status is Status.MET


def test_confirmation_where_the_rule_does_not_apply() -> None:
    """A rule that does not apply stays so, whatever somebody has confirmed."""
    content = catalog(rule(gäller_om="status = 'avslutad'"), item())
    found = judge(content, evidence(bekräftelser=given(("2026-09-01", "ej uppfyllt", ""))))
    assert found.rule().status is Status.NOT_APPLICABLE


def test_a_value_counts_only_if_it_held_on_the_day_of_the_confirmation() -> None:
    """Said of what was decided before or after, it has lapsed, also when that is the value again."""
    decided = (local_decision("4", "2026-01-01", "2026-06-30"), local_decision("5", "2026-07-01", "2026-09-10", "B-2"))
    content = catalog(rule(parametrar="gräns = 6 [1..12 st]"), item(), *decided)
    for stated, as_of, reason in (
        ("5", date(2026, 9, 5), Reason.CONFIRMED), ("5", DAY, Reason.PARAMETER_CHANGED),
        ("4", date(2026, 9, 5), Reason.PARAMETER_CHANGED), ("6", date(2026, 9, 5), Reason.PARAMETER_CHANGED),
        ("6", DAY, Reason.PARAMETER_CHANGED),
    ):
        said = evidence(bekräftelser=given(("2026-09-01", "uppfyllt", f"PRV-1=1; gräns={stated}")))
        assert judge(content, said, as_of).rule().reason is reason


@pytest.mark.parametrize(("version", "from_day", "reason"), [
    ("2", "2026-09-02", Reason.RULE_CHANGED), ("2", "2026-09-01", Reason.CONFIRMED), ("1", "2026-09-02", Reason.CONFIRMED)])
def test_a_version_counts_only_from_the_day_it_holds(version: str, from_day: str, reason: Reason) -> None:
    """The first may be tried beforehand: there is no other that could be meant."""
    content = catalog(rule(version=version, gäller_från=from_day), item())
    said = evidence(bekräftelser=given(("2026-09-01", "uppfyllt", f"PRV-1={version}")))
    assert judge(content, said).rule().reason is reason
