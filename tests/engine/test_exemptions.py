"""Exemptions, remedies and failures carried over: what they change, and what they never change."""

from __future__ import annotations

from datetime import date

import pytest

from regelratt.domain.evidence import Value
from regelratt.domain.status import Reason, Status
from tests.engine.scene import DAY, Judgement, catalog, channels, evidence, item, judge, rows, rule

DESCRIBED = catalog(rule(), item(sql="length(beskrivning) > 0"))
TWO_PARTS = catalog(rule(), item(sql="length(beskrivning) > 0"), item("K-2", "length(syfte) > 0"))
BROKEN = channels(beskrivning="")


def exemption(ident: str = "U1", **changes: Value) -> tuple[tuple[Value, ...], ...]:
    """An exemption for K1 from version 1 of PRV-1, in force in September 2026."""
    return rows("undantag", {
        "undantag_id": ident, "regel": "PRV-1", "regelversion": 1, "objekt_id": "K1", "skäl": "x",
        "beslutad_av": "kommundirektör", "beslutad": date(2026, 8, 1), "från": date(2026, 9, 1), "till": date(2026, 9, 30),
        "diarienummer": "1/26", **changes})


def _judged(*, as_of: date = DAY, channel: tuple[tuple[Value, ...], ...] = BROKEN, **changes: Value) -> Judgement:
    return judge(DESCRIBED, evidence(kanaler=channel, undantag=exemption(**changes)), as_of)


def test_active_exemption_makes_a_failing_cell_exempt() -> None:
    """The cell says so, and which exemption it is; the item itself is still not met."""
    found = _judged()
    assert (found.rule().status, found.rule().reason, found.rule().exemption) == (Status.EXEMPT, Reason.EXEMPTED, "U1")
    assert found.item().status is Status.NOT_MET
    assert (found.run.unused_exemptions, found.run.expired_exemptions) == ((), ())


@pytest.mark.parametrize(("as_of", "status", "expired"), [
    (date(2026, 8, 31), Status.NOT_MET, ()), (date(2026, 9, 1), Status.EXEMPT, ()),
    (date(2026, 9, 30), Status.EXEMPT, ()), (date(2026, 10, 1), Status.NOT_MET, ("U1",)),
])
def test_first_and_last_day_are_inclusive(as_of: date, status: Status, expired: tuple[str, ...]) -> None:
    """Before its first day there is no exemption; after its last it is listed as expired."""
    found = _judged(as_of=as_of)
    assert (found.rule().status, found.run.expired_exemptions) == (status, expired)
    assert found.rule().exemption == ("U1" if status is Status.EXEMPT else "")


@pytest.mark.parametrize("changes", [{"regelversion": 2}, {"regelversion": None}, {"objekt_id": "K2"}, {"regel": "PRV-9"}])
def test_exemption_for_something_else_does_not_count(changes: dict[str, Value]) -> None:
    """Another version of the rule, another object or another rule."""
    found = _judged(**changes)
    assert (found.rule().status, found.rule().exemption) == (Status.NOT_MET, "")


def test_exemption_from_an_old_version_is_listed() -> None:
    """A new version of the rule needs a new decision."""
    assert _judged(regelversion=2).run.expired_exemptions == ("U1",)


def test_unused_exemption_is_listed_and_changes_nothing() -> None:
    """Where nothing fails the exemption is shown as unused, and the cell keeps its status."""
    for text, status in (("a", Status.MET), (None, Status.NOT_ASSESSED)):
        found = _judged(channel=channels(beskrivning=text))
        assert (found.rule().status, found.run.unused_exemptions) == (status, ("U1",))
        assert found.rule().exemption == "U1"


def test_exemption_never_hides_an_unknown_sibling() -> None:
    """One part fails, another is unknown: the cell is not assessed."""
    found = judge(TWO_PARTS, evidence(kanaler=BROKEN, undantag=exemption()))
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.FACT_MISSING)
    assert found.run.unused_exemptions == ()


def test_exemption_and_a_part_that_is_met() -> None:
    """One part fails, the other is met: exempt, not met."""
    found = judge(TWO_PARTS, evidence(kanaler=channels(beskrivning="", syfte="a"), undantag=exemption()))
    assert found.rule().status is Status.EXEMPT


def test_one_of_two_exemptions_in_force_is_enough() -> None:
    """An old exemption beside a new one does no harm, in either order."""
    old = exemption("U0", till=date(2026, 9, 15))
    for table in (old + exemption(), exemption() + old):
        found = judge(DESCRIBED, evidence(kanaler=BROKEN, undantag=table))
        assert (found.rule().status, found.rule().exemption) == (Status.EXEMPT, "U1")


def test_remedies_are_shown_and_never_change_a_status() -> None:
    """A planned, started or finished remedy leaves the failure a failure."""
    for state in ("planerad", "pågår", "klar"):
        table = rows("åtgärder", {"åtgärd_id": "Å1", "regel": "PRV-1", "objekt_id": "K1", "läge": state},
                     {"åtgärd_id": "Å2", "regel": "PRV-1", "objekt_id": "K2", "läge": state})
        found = judge(DESCRIBED, evidence(kanaler=BROKEN, åtgärder=table))
        assert (found.rule().status, found.rule().remedies) == (Status.NOT_MET, ("Å1",))


FAILED = judge(DESCRIBED, evidence(kanaler=BROKEN), date(2026, 8, 1)).run
"""An earlier run in which K1 failed."""


@pytest.mark.parametrize(("text", "status", "reason"), [
    (None, Status.NOT_MET, Reason.CARRIED), ("a", Status.MET, Reason.OBSERVED), ("", Status.NOT_MET, Reason.OBSERVED),
])
def test_a_known_failure_is_carried(text: str | None, status: Status, reason: Reason) -> None:
    """With its evidence gone the failure stands, until newer evidence says otherwise."""
    found = judge(DESCRIBED, evidence(kanaler=channels(beskrivning=text)), previous=FAILED)
    assert (found.rule().status, found.rule().reason) == (status, reason)


def test_a_failure_is_carried_on_and_on() -> None:
    """Run after run without evidence, it is not forgotten."""
    unknown = evidence(kanaler=channels())
    previous = FAILED
    for month in range(9, 12):
        found = judge(DESCRIBED, unknown, date(2026, month, 1), previous)
        assert found.rule().reason is Reason.CARRIED
        previous = found.run


def test_a_pass_is_not_carried() -> None:
    """A last known *uppfyllt* without its evidence is not assessed."""
    met = judge(DESCRIBED, evidence(kanaler=channels(beskrivning="a")), date(2026, 8, 1)).run
    assert judge(DESCRIBED, evidence(kanaler=channels()), previous=met).rule().status is Status.NOT_ASSESSED


def test_a_carried_failure_may_be_exempt() -> None:
    """An exemption covers it as any other failure."""
    found = judge(DESCRIBED, evidence(kanaler=channels(), undantag=exemption()), previous=FAILED)
    assert found.rule().status is Status.EXEMPT


def test_a_failure_of_another_object_or_a_rule_that_no_longer_applies_is_not_carried() -> None:
    """It is carried for the object it was found for, and only where the rule applies."""
    found = judge(DESCRIBED, evidence(kanaler=channels("K2")), previous=FAILED)
    assert found.rule(subject="K2").status is Status.NOT_ASSESSED
    condition = catalog(rule(gäller_om="status = 'avslutad'"), item(sql="length(beskrivning) > 0"))
    assert judge(condition, evidence(kanaler=channels()), previous=FAILED).rule().status is Status.NOT_APPLICABLE


def test_a_periodic_failure_is_carried_until_newer_evidence_clears_it() -> None:
    """A new period is a new cell, and what nobody knows of it clears nothing."""
    content = catalog(rule(period="halvår"), item(sql="length(beskrivning) > 0"))
    failed = judge(content, evidence(kanaler=BROKEN), date(2026, 6, 30)).run
    unknown = evidence(kanaler=channels())
    for day in (date(2026, 12, 30), date(2026, 12, 31)):
        assert judge(content, unknown, day, failed).rule().reason is Reason.CARRIED
    fresh = judge(content, evidence(kanaler=channels(beskrivning="a")), date(2026, 12, 31), failed)
    assert (fresh.rule().status, fresh.run.known_failures) == (Status.MET, ())
