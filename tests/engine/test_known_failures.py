"""A known failure stands until an outcome decided on evidence as new as its own says otherwise, whatever comes between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Value
from regelratt.domain.period import latest_complete, span_of
from regelratt.domain.run import Grounds, ItemCell, KnownFailure, Run
from regelratt.domain.status import LEAF_STATUSES, Reason, Status
from regelratt.domain.words import Obtained, PeriodKind, SubjectKind
from regelratt.engine.hidden_failures import gone, let_go, outlived, unseen
from regelratt.engine.known_failures import KnownFailures, is_as_new, newest
from regelratt.engine.messages import Result, World
from tests.engine import scene
from tests.engine.scene import DAY, Judgement, catalog, channels, evidence, finding, item, judge, rows, rule
from tests.engine.test_confirmations import given as confirmed
from tests.engine.test_exemptions import exemption

DESCRIBED = catalog(rule(), item(sql="length(beskrivning) > 0"))
CONDITIONED = catalog(rule(gäller_om="status = 'aktiv'"), item(sql="length(beskrivning) > 0"))
CONFIRMED = catalog(rule(), item())
RENAMED = catalog(rule(), item("K-2", sql="length(beskrivning) > 0"))
BROKEN, UNKNOWN, MENDED = channels(beskrivning=""), channels(), channels(beskrivning="a")
FAILED = judge(DESCRIBED, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=BROKEN)).run


def day(number: int) -> date:
    """A day of September."""
    return date(2026, 9, number)


def stands(found: Judgement) -> bool:
    """True when both the item and its rule are still not met, because of what is known."""
    return {found.item().status, found.rule().status} == {Status.NOT_MET} and found.item().reason is Reason.CARRIED


@contextmanager
def stopped(*names: str, **how: object) -> Iterator[None]:
    """The tasks with these names cannot be carried out."""
    def run(worlds: Sequence[World], **_: object) -> list[list[Result]]:
        [found] = run_here(worlds)
        return [[Result(**{"error": "minnet räckte inte", **how}) if task.name in names else each  # type: ignore[arg-type]  # as given
                 for task, each in zip(worlds[0].tasks, found, strict=True)]]

    run_here = scene.run_here
    with mock.patch.object(scene, "run_here", run):
        yield


def test_a_condition_whose_fact_is_gone_hides_no_failure() -> None:
    """Neither the item's nor the rule's: both say what is known, and what the evidence gives now."""
    failed = judge(CONDITIONED, evidence(kanaler=BROKEN)).run
    found = judge(CONDITIONED, evidence(kanaler=channels(status=None)), previous=failed)
    assert stands(found)
    assert found.item().observed is Status.NOT_ASSESSED
    assert found.rule().reason is Reason.CARRIED
    assert judge(CONDITIONED, evidence(kanaler=channels(status=None))).rule().reason is Reason.APPLICABILITY_UNKNOWN


def test_a_check_that_could_not_be_carried_out_clears_nothing() -> None:
    """Neither in the run itself nor in the next one, when the evidence is gone too."""
    with stopped("K-1"):
        crashed = judge(DESCRIBED, evidence(kanaler=MENDED), previous=FAILED)
        assert judge(DESCRIBED, evidence(kanaler=MENDED)).item().status is Status.ERROR
    assert stands(crashed)
    assert (crashed.item().observed, crashed.run.unanswered) == (Status.ERROR, ("K-1",))
    assert stands(judge(DESCRIBED, evidence(kanaler=UNKNOWN), previous=crashed.run))


def test_an_older_confirmation_clears_nothing() -> None:
    """When the failing one is gone, the one before it does not take over; a newer one does."""
    older, failing = ("2026-08-01", "uppfyllt", "PRV-1=1"), ("2026-09-10", "ej uppfyllt", "")
    failed = judge(CONFIRMED, evidence(bekräftelser=confirmed(older, failing))).run
    for left in ((older,), (older, ("2026-09-09", "ej tillämpligt", "PRV-1=1")), ()):
        found = judge(CONFIRMED, evidence(bekräftelser=confirmed(*left)), previous=failed)
        assert stands(found)
        assert found.item().decided_on == day(10)
    for outcome in ("uppfyllt", "ej tillämpligt"):
        newer = confirmed(older, ("2026-09-10", outcome, "PRV-1=1"))
        assert judge(CONFIRMED, evidence(bekräftelser=newer), previous=failed).rule().status < Status.NOT_ASSESSED
    lapsed = confirmed(("2026-09-20", "uppfyllt", "PRV-1=0"))
    assert stands(judge(CONFIRMED, evidence(bekräftelser=lapsed), previous=failed))


def test_an_older_failure_makes_the_newer_one_no_older() -> None:
    """What is known is the newest of all that was seen: an outcome between the two clears nothing."""
    failed = judge(CONFIRMED, evidence(bekräftelser=confirmed(("2026-09-10", "ej uppfyllt", "")))).run
    again = judge(CONFIRMED, evidence(bekräftelser=confirmed(("2026-08-01", "ej uppfyllt", ""))), previous=failed).run
    assert stands(judge(CONFIRMED, evidence(bekräftelser=confirmed(("2026-09-01", "uppfyllt", "PRV-1=1"))), previous=again))


@pytest.mark.parametrize(("last", "is_cleared"), [("2026-09-14", False), ("2026-09-15", True), ("2026-12-31", True)])
def test_an_older_register_clears_nothing(last: str, is_cleared: bool) -> None:
    """A register is as new as the day that its cover ends; beyond the day that is judged it tells of nothing."""
    found = judge(DESCRIBED, evidence(f"kanaler alla 2026-01-01..{last}", kanaler=MENDED), previous=FAILED)
    assert stands(found) is not is_cleared
    assert (found.run.known_failures == ()) is is_cleared


def test_evidence_tells_of_nothing_after_the_day_that_is_judged() -> None:
    """Cover that goes on beyond the day makes the failure no newer than the day."""
    found = judge(DESCRIBED, evidence("kanaler alla 2026-01-01..2026-12-31", kanaler=BROKEN))
    assert {each.grounds for each in found.run.known_failures} == {(("kanaler", DAY),)}


@pytest.mark.parametrize(("last", "is_cleared"), [("2026-09-14", False), ("2026-09-15", True)])
def test_a_condition_that_is_false_clears_by_its_own_evidence(last: str, is_cleared: bool) -> None:
    """That the rule does not apply must be known by evidence as new as the failure, for the item and the rule alike."""
    failed = judge(CONDITIONED, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=BROKEN)).run
    closed = evidence(f"kanaler alla 2026-01-01..{last}", kanaler=channels(status="avslutad"))
    found = judge(CONDITIONED, closed, previous=failed)
    assert (found.rule().status is Status.NOT_APPLICABLE) is is_cleared
    assert stands(found) is not is_cleared
    assert (found.run.known_failures == ()) is is_cleared


def test_a_confirmed_failure_outlives_an_older_register_that_says_it_does_not_apply() -> None:
    """The rule is not excused by facts that are older than what failed, though as new as when it was last tried."""
    content = catalog(rule(gäller_om="status = 'aktiv'"), item())
    failing = confirmed(("2026-09-10", "ej uppfyllt", ""))
    failed = judge(content, evidence("kanaler alla 2026-01-01..2026-09-01", bekräftelser=failing)).run
    for last, is_cleared in (("2026-09-09", False), ("2026-09-10", True)):
        closed = evidence(f"kanaler alla 2026-01-01..{last}", kanaler=channels(status="avslutad"))
        found = judge(content, closed, previous=failed)
        assert stands(found) is not is_cleared
        assert (found.item().status is found.rule().status is Status.NOT_APPLICABLE) is is_cleared


def test_a_rule_remembers_that_it_applied_to_a_part_without_its_condition() -> None:
    """The part fails whatever the rule's condition says; the rule goes on failing while nobody knows if it applies."""
    content = catalog(
        rule(gäller_om="status = 'aktiv'"), rule("PRV-2"), item(sql="length(beskrivning) > 0", prövar="PRV-1, PRV-2"))
    failed = judge(content, evidence(kanaler=BROKEN)).run
    unknown = evidence(kanaler=channels(status=None, beskrivning=""))
    assert judge(content, unknown, previous=failed).rule().status is Status.NOT_MET
    assert judge(content, unknown).rule().status is Status.NOT_ASSESSED


def test_an_object_that_is_gone_is_remembered() -> None:
    """It is back without the fact: what was known of it is known still."""
    gone = judge(DESCRIBED, evidence(kanaler=channels("K2")), previous=FAILED)
    assert [each.subject for each in gone.run.item_cells] == ["K2"]
    assert stands(judge(DESCRIBED, evidence(kanaler=UNKNOWN), previous=gone.run))


def test_an_item_that_is_gone_is_remembered() -> None:
    """The catalogue may lose an item and find it again."""
    gone = judge(catalog(rule()), evidence(kanaler=UNKNOWN), previous=FAILED)
    assert stands(judge(DESCRIBED, evidence(kanaler=UNKNOWN), previous=gone.run))


@pytest.mark.parametrize("content", [
    RENAMED, catalog(rule()),
    catalog(rule(), rule("PRV-2"), item(sql="length(beskrivning) > 0", prövar="PRV-2"), item("K-2", sql="antal_med_åtkomst > 1")),
], ids=["renamed", "removed", "moved-to-another-rule"])
@pytest.mark.parametrize(("last", "table"), [("2026-09-14", MENDED), ("2026-09-15", UNKNOWN)], ids=["older", "emptied"])
def test_a_rules_failure_outlives_the_item_that_it_failed_by(
    content: Catalog, last: str, table: tuple[tuple[Value, ...], ...]
) -> None:
    """Neither older facts, nor that they are gone, nor what other items say of an older day; and back again it stands."""
    found = judge(content, evidence(f"kanaler alla 2026-01-01..{last}", kanaler=table), previous=FAILED)
    assert (found.rule().status, found.rule().reason) == (Status.NOT_MET, Reason.CARRIED)
    assert (found.rule().total, found.rule().passed) == (None, None)
    back = judge(DESCRIBED, evidence(kanaler=UNKNOWN), previous=found.run)
    assert stands(back)
    mended = judge(DESCRIBED, evidence(kanaler=MENDED), previous=back.run).run
    assert {each.ident for each in mended.known_failures} <= {"PRV-2"}


def test_items_in_another_ones_place_clear_by_newer_evidence() -> None:
    """All that the rule has: one that is not assessed leaves the failure, though another one is met."""
    for last, status in ((15, Status.NOT_MET), (16, Status.MET)):
        clear = evidence(f"kanaler alla 2026-01-01..2026-09-{last}", kanaler=MENDED)
        assert judge(RENAMED, clear, previous=FAILED).rule().status is status
    more = catalog(rule(), item("K-2", sql="length(beskrivning) > 0"), item("K-3", sql="antal_med_åtkomst > 1"))
    assert judge(more, evidence(kanaler=MENDED), previous=FAILED).rule().reason is Reason.CARRIED
    again = judge(more, evidence(kanaler=channels(beskrivning="a", antal_med_åtkomst=2)), previous=FAILED)
    assert again.rule().status is Status.MET
    assert again.run.known_failures == ()


OTHERS = item("K-2", sql="antal_med_åtkomst > 1"), item("K-3", sql="antal_med_åtkomst > 2", avgör="bara brister")
FAILS_BY_ONE = channels(beskrivning="", antal_med_åtkomst=3)


@pytest.mark.parametrize("left", [OTHERS[:1], OTHERS[1:], OTHERS, ()], ids=["met", "proves nothing", "both", "none"])
def test_what_was_met_all_along_does_not_answer_for_an_item_that_is_gone(left: tuple[str, ...]) -> None:
    """They asked something else. On newer evidence they outweigh it, if any of them proves the rule; that is told."""
    failed = judge(catalog(rule(), item(sql="length(beskrivning) > 0"), *OTHERS),
                   evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=FAILS_BY_ONE)).run
    content = catalog(rule(), *left)
    same = judge(content, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=FAILS_BY_ONE), previous=failed)
    assert (same.rule().status, same.rule().reason) == (Status.NOT_MET, Reason.CARRIED)
    assert {each.ident for each in same.run.known_failures} == {"K-1", "PRV-1"}
    assert let_go(failed, same.run, content) == {}
    back = judge(catalog(rule(), item(sql="length(beskrivning) > 0"), *OTHERS), evidence(kanaler=UNKNOWN), previous=same.run)
    assert stands(back)
    newer = judge(content, evidence("kanaler alla 2026-01-01..2026-09-16", kanaler=FAILS_BY_ONE), previous=same.run)
    is_over = OTHERS[0] in left
    assert newer.rule().status is (Status.MET if is_over else Status.NOT_MET)
    assert let_go(same.run, newer.run, content) == ({"K-1": ("K1",)} if is_over else {})


@pytest.mark.parametrize("condition", [{}, {"gäller_om": "status = 'aktiv'"}], ids=["met", "does-not-apply"])
def test_an_item_that_is_gone_is_over_when_no_rule_fails_by_it(condition: dict[str, str]) -> None:
    """Nobody could clear it, and the warning of it would never end; until then it stands, for each of its rules."""
    both = catalog(rule(), rule("PRV-2"), item(sql="length(beskrivning) > 0", prövar="PRV-1, PRV-2"))
    failed = judge(both, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=BROKEN)).run
    renamed = catalog(rule(**condition), rule("PRV-2"), item("K-2", sql="length(beskrivning) > 0", prövar="PRV-1"),
                      item("K-3", sql="antal_med_åtkomst > 1", prövar="PRV-2"))
    status = "avslutad" if condition else "aktiv"
    one = judge(renamed, evidence(kanaler=channels(beskrivning="a", status=status)), previous=failed).run
    assert [each.ident for each in one.known_failures] == ["K-1", "PRV-2"]
    both_now = channels(beskrivning="a", antal_med_åtkomst=2, status=status)
    assert judge(renamed, evidence(kanaler=both_now), previous=one).run.known_failures == ()


def test_an_item_that_is_mended_leaves_its_neighbours_as_they_are() -> None:
    """The rule failed by one item and has it still: it goes by what that says, also beside one that is not assessed."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0"), item("K-2", sql="antal_med_åtkomst > 1"))
    failed = judge(content, evidence(kanaler=BROKEN)).run
    assert judge(content, evidence(kanaler=MENDED), previous=failed).rule().status is Status.NOT_ASSESSED


def test_a_failure_by_an_item_that_the_rule_has_is_not_beside_its_items() -> None:
    """The rule goes by its parts, and its count of events is shown; it is not when what failed is no part of it."""
    counted = item("K-2", sql=finding("skärmdump = 'nej'", "borttagningar", "borttagning_id"), metod="fynd",
                   underlag="borttagningar")
    of_events = rule(period="halvår", gäller_vid="borttagningar")
    content = catalog(of_events, item(sql="length(beskrivning) > 0"), counted)
    removed = rows("borttagningar", {
        "borttagning_id": "B1", "kanal_id": "K1", "upptäckt": datetime(2026, 3, 1, 12), "skärmdump": "ja"})
    cover = "borttagningar alla 2026-01-01..2026-09-30"
    failed = judge(content, evidence(cover, kanaler=BROKEN, borttagningar=removed)).run
    for each, total in ((content, 1), (catalog(of_events, counted), None)):
        found = judge(each, evidence(cover, kanaler=UNKNOWN, borttagningar=removed), previous=failed).rule()
        assert (found.status, found.total) == (Status.NOT_MET, total)


def test_a_failure_that_its_rule_lost_may_be_exempt() -> None:
    """The exemption covers it as any other failure, and is used."""
    found = judge(catalog(rule()), evidence(undantag=exemption()), previous=FAILED)
    assert found.rule().status is Status.EXEMPT
    assert found.run.unused_exemptions == ()


def test_a_run_that_does_not_say_what_its_rules_failed_by_is_understood() -> None:
    """Its cells tell: of runs from before, the rule's failure outlives the item too."""
    before = replace(FAILED, known_failures=tuple(each for each in FAILED.known_failures if each.ident == "K-1"))
    for previous in (before, replace(FAILED, known_failures=tuple(
            replace(each, detail="") for each in FAILED.known_failures))):
        assert judge(RENAMED, evidence(kanaler=UNKNOWN), previous=previous).rule().reason is Reason.CARRIED
        assert judge(RENAMED, evidence(kanaler=MENDED), previous=previous).rule().status is Status.MET


@pytest.mark.parametrize(("last", "status", "is_cleared"), [
    ("2026-09-15", None, False), ("2026-09-14", "avslutad", False), ("2026-09-15", "avslutad", True)])
@pytest.mark.parametrize("ident", ["K-1", "K-2"])
def test_a_condition_that_a_rule_is_given_hides_no_failure(
    ident: str, last: str, status: str | None, is_cleared: bool
) -> None:
    """The rule had none when it failed: only that it does not apply, by evidence as new, clears it."""
    content = catalog(rule(gäller_om="status = 'aktiv'"), item(ident, sql="length(beskrivning) > 0"))
    given = evidence(f"kanaler alla 2026-01-01..{last}", kanaler=channels(status=status))
    found = judge(content, given, previous=FAILED).rule()
    assert found.status is (Status.NOT_APPLICABLE if is_cleared else Status.NOT_MET)


def test_known_failures_say_what_they_rest_on_and_who_saw_them() -> None:
    """Each source with its day, and the last run that saw it; one that sees it again is then the last."""
    grounds = (("kanaler", day(15)),)
    assert FAILED.known_failures == (KnownFailure("K-1", "K1", "", grounds), KnownFailure("PRV-1", "K1", "", grounds, "K-1"))
    stored = replace(FAILED, id="2026-09-30-0123456789ab")
    unseen = judge(DESCRIBED, evidence(kanaler=UNKNOWN), previous=stored)
    assert [each.found_in for each in unseen.run.known_failures] == [stored.id] * 2
    gone = judge(RENAMED, evidence(kanaler=UNKNOWN), previous=replace(unseen.run, id="2026-09-30-abcdefabcdef"))
    assert [each.found_in for each in gone.run.known_failures] == [stored.id] * 2
    seen = judge(DESCRIBED, evidence(kanaler=BROKEN), previous=gone.run)
    assert [each.found_in for each in seen.run.known_failures] == ["", ""]


def test_every_source_of_a_query_counts() -> None:
    """A failure that was seen in two tables is not cleared by one of them alone; each is held against its own day."""
    where = "avvikelse = 'x' AND EXISTS (SELECT 1 FROM kanaler WHERE kanaler.kanal_id = uppsikt.kanal_id)"
    content = catalog(rule(), item(
        sql=finding(where, "uppsikt", "uppsikt_id"), metod="fynd", underlag="uppsikt", högsta_ålder="60 dagar"))
    log = rows("uppsikt", {"uppsikt_id": "U1", "kanal_id": "K1", "avvikelse": "x"})
    failed = judge(content, evidence("uppsikt alla 2026-01-01..2026-09-10", "kanaler alla 2026-01-01..2026-09-20", uppsikt=log)).run
    assert failed.known_failures[0].grounds == (("kanaler", day(20)), ("uppsikt", day(10)))
    for seen, register, is_cleared in ((10, 20, True), (10, 19, False), (9, 20, False), (30, 15, False)):
        given = evidence(f"uppsikt alla 2026-01-01..2026-09-{seen:02}", f"kanaler alla 2026-01-01..2026-09-{register}")
        assert stands(judge(content, given, previous=failed)) is not is_cleared


@pytest.mark.parametrize(("how", "reason"), [
    ({}, Reason.CHECK_FAILED), ({"timed_out": True}, Reason.CHECK_TIMED_OUT),
    ({"unloaded": "kanaler"}, Reason.EVIDENCE_NOT_LOADED),
])
def test_a_condition_that_could_not_be_tried_is_told_as_that(how: dict[str, object], reason: Reason) -> None:
    """It is no *tillämplighet-okänd*, which nobody could do anything about: neither in the item nor in the rule."""
    with stopped("K-1?", "PRV-1?", **how):
        found = judge(CONDITIONED, evidence(kanaler=MENDED))
    assert (found.item().status, found.item().reason) == (Status.ERROR, reason)
    assert (found.rule().status, found.rule().reason) == (Status.ERROR, reason)
    assert found.run.unanswered == ("K-1?", "PRV-1?")


def test_a_rules_condition_that_could_not_be_tried_hides_no_failing_part() -> None:
    """The worst of what is known decides, also where the part is met or there is none."""
    with stopped("PRV-1?"):
        assert judge(CONDITIONED, evidence(kanaler=BROKEN)).rule().status is Status.NOT_MET
        assert judge(CONDITIONED, evidence(kanaler=MENDED)).rule().status is Status.ERROR
        assert judge(catalog(rule(gäller_om="status = 'aktiv'")), evidence()).rule().reason is Reason.CHECK_FAILED


def test_a_row_of_a_condition_that_cannot_be_computed_is_an_error_there_alone() -> None:
    """As for a krav: the object has an error, the others their outcomes."""
    content = catalog(rule(gäller_om="antal_med_åtkomst * 9223372036854775807 > 1"), item(sql="length(beskrivning) > 0"))
    table = channels("K1", antal_med_åtkomst=1, beskrivning="a") + channels("K2", antal_med_åtkomst=2)
    found = judge(content, evidence(kanaler=table))
    assert (found.rule(subject="K1").status, found.rule(subject="K2").status) == (Status.MET, Status.ERROR)


DAYS = st.integers(1, 6).map(day)
OUTCOMES = st.tuples(st.sampled_from(LEAF_STATUSES), DAYS, st.booleans())
"""The status of the cell, the day of its evidence, and whether the object is there."""


def _cell(status: Status) -> ItemCell:
    return ItemCell("K-1", SubjectKind.CHANNEL, "K1", "t.o.m. 2026-09-30", status, Reason.OBSERVED, True, Obtained.REGISTER)


def _run(known: KnownFailures) -> Run:
    return Run("x", DAY, "c", "e", "0", (), (), (), (), known_failures=known.left)


@given(st.lists(OUTCOMES, max_size=12))
def test_law_no_failure_is_gone_without_a_newer_deciding_outcome(outcomes: list[tuple[Status, date, bool]]) -> None:
    """Over any runs: not met as long as some failure has no *uppfyllt* or *ej tillämpligt* after it as new as itself."""
    previous: Run | None = None
    seen: date | None = None
    for status, known_on, is_there in outcomes:
        grounds: Grounds = (("kanaler", known_on),)
        known = KnownFailures(previous, DESCRIBED, DAY, lambda _, grounds=grounds: grounds)  # type: ignore[misc]  # mypy does not infer it
        if is_there:
            if status is Status.NOT_MET:
                seen = max(seen or known_on, known_on)
            elif status in (Status.MET, Status.NOT_APPLICABLE) and seen and known_on >= seen:
                seen = None
            cell = known.carry(_cell(status))
            assert cell.status is (Status.NOT_MET if seen else status)
            assert cell.status is status or cell.observed is status
        previous = _run(known)
        assert [each.grounds for each in previous.known_failures] == ([(("kanaler", seen),)] if seen else [])


WORLDS = st.tuples(
    st.sets(st.sampled_from(["K-1", "K-2"])), st.booleans(), st.integers(1, 3),
    st.sampled_from(["", "a", None]), st.sampled_from(["aktiv", "avslutad", None]))
"""The items of the rule, whether it has a condition, the day of the register and what that says."""


@cache
def _content(items: frozenset[str], has_condition: bool) -> Catalog:
    condition = {"gäller_om": "status = 'aktiv'"} if has_condition else {}
    return catalog(rule(**condition), *(item(each, sql="length(beskrivning) > 0") for each in sorted(items)))


@settings(max_examples=60, deadline=None)
@example([({"K-1"}, False, 2, "", None), ({"K-2"}, False, 1, "a", None), ({"K-1"}, False, 2, None, None)])
@example([({"K-1"}, False, 2, "", None), ({"K-2"}, False, 2, None, None)])
@example([({"K-1"}, False, 2, "", None), (set(), False, 2, None, None)])
@example([({"K-1"}, False, 2, "", None), ({"K-2"}, True, 1, None, "avslutad"), ({"K-1"}, True, 2, None, None)])
@given(st.lists(WORLDS, max_size=5))
def test_law_no_change_of_the_catalogue_clears_a_rule(
    worlds: list[tuple[set[str], bool, int, str | None, str | None]]
) -> None:
    """Items come, go and come back, and so does the condition: each failure is cleared by its own question, or by newer.

    By its own on evidence as new; by others, or by a condition that is false, as new as all that the rule failed by.
    """
    previous: Run | None = None
    failed: dict[str, int] = {}
    failed_on = 0
    for items, has_condition, known_on, text, status in worlds:
        given_now = evidence(
            f"kanaler alla 2026-01-01..{day(known_on)}", kanaler=channels(beskrivning=text, status=status))
        found = judge(_content(frozenset(items), has_condition), given_now, previous=previous)
        applies = {"aktiv": True, "avslutad": False, None: None}[status] if has_condition else True
        if (applies is False and known_on >= failed_on) or (applies and items and text and known_on > failed_on):
            failed = {}
        elif applies and text == "":
            failed |= {each: max(known_on, failed.get(each, 0)) for each in items}
        elif applies and text:
            failed = {each: then for each, then in failed.items() if each not in items or known_on < then}
        failed_on = max(failed_on, known_on if applies and items and text == "" else 0) if failed else 0
        assert (found.rule().status is Status.NOT_MET) is bool(failed)
        previous = found.run


GROUNDS = st.dictionaries(st.sampled_from("abc"), DAYS, max_size=3).map(lambda found: tuple(sorted(found.items())))


@given(GROUNDS, GROUNDS)
def test_law_the_newest_is_as_new_as_each(one: Grounds, other: Grounds) -> None:
    """What is put together is as new as its parts, in either order; nothing is as new as what is not there."""
    together = newest(one, other)
    assert together == newest(other, one)
    assert is_as_new(together, one)
    assert is_as_new(together, other)
    assert is_as_new((), one) is (one == ())


_KINDS = ("löpande", "månad", "kvartal", "halvår", "år")


def _asked(of_item: str, of_rule: str = "löpande") -> Catalog:
    """The same question of other periods."""
    options = {} if of_item == "löpande" else {"period": of_item}
    return catalog(rule(**({} if of_rule == "löpande" else {"period": of_rule})), item(sql="length(beskrivning) > 0", **options))


@pytest.mark.parametrize("changed", [True, False], ids=["item", "rule too"])
@pytest.mark.parametrize("second", _KINDS)
@pytest.mark.parametrize("first", _KINDS)
def test_another_kind_of_period_hides_no_failure(first: str, second: str, changed: bool) -> None:
    """Neither older nor absent evidence clears it, then or when the kind is changed back; evidence as new does."""
    one, other = (_asked(each, "löpande" if changed else each) for each in (first, second))
    older = evidence("kanaler alla 2026-01-01..2026-08-15", kanaler=MENDED)
    failed = judge(one, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=BROKEN)).run
    assert failed.known_failures
    run = failed
    for content, found in ((other, older), (other, evidence(kanaler=UNKNOWN)), (one, older), (other, older), (one, older)):
        judged = judge(content, found, previous=run)
        assert {judged.item().status, judged.rule().status} == {Status.NOT_MET}
        run = judged.run
    newer = evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=MENDED)
    for content in (one, other):
        judged = judge(content, newer, previous=run)
        assert Status.NOT_MET not in {judged.item().status, judged.rule().status}
        assert judged.run.known_failures == ()


@pytest.mark.parametrize("left", [UNKNOWN, BROKEN], ids=["unknown", "seen again"])
@pytest.mark.parametrize("kind", _KINDS[1:])
def test_a_continuous_failure_outlives_periods_that_end(kind: str, left: tuple[tuple[Value, ...], ...]) -> None:
    """While the question was of periods, a whole one passed; the failure is no older for that."""
    failed = judge(DESCRIBED, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=BROKEN)).run
    run = judge(_asked(kind), evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=left), previous=failed).run
    later = date(2028, 1, 31)
    run = judge(_asked(kind), evidence(kanaler=UNKNOWN), later, previous=run).run
    again = judge(DESCRIBED, evidence("kanaler alla 2026-01-01..2026-09-14", kanaler=MENDED), later, previous=run)
    assert again.item().status is again.rule().status is Status.NOT_MET


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_label_tells_when_its_period_ends(moment: date) -> None:
    """No two kinds are written alike; what is judged continuously does not end."""
    for kind in PeriodKind:
        period = latest_complete(kind, moment)
        every = (date.min, date.max)
        assert span_of(period.label) == (every if kind is PeriodKind.CONTINUOUS else (period.first, period.last))
    assert {span_of(each) for each in ("", "kvartal 5 2026", "2026-13", "0000")} == {(date.min, date.max)}


def test_what_no_outcome_shows_is_told() -> None:
    """A failure of a rule and an item that are both gone is; not while either shows it, and not of a retired rule."""
    def left(content: Catalog) -> dict[str, tuple[str, ...]]:
        return unseen(judge(content, evidence(kanaler=UNKNOWN), previous=FAILED).run, content)

    sql = "length(beskrivning) > 0"
    assert left(DESCRIBED) == left(RENAMED) == {}
    assert left(catalog(rule("PRV-2"), item("K-2", sql=sql, prövar="PRV-2"))) == {"K-1": ("K1",), "PRV-1": ("K1",)}
    assert left(catalog(rule("PRV-2"), item(sql=sql, prövar="PRV-2"))) == {}
    for hidden in ({"gäller_från": "2027-01-01"}, {"läge": "utkast"}, {"läge": "historisk"}):
        assert left(catalog(rule(**hidden), item("K-2", sql=sql))) == {"K-1": ("K1",), "PRV-1": ("K1",)}
        assert left(catalog(rule(**hidden), item(sql=sql))) == {"PRV-1": ("K1",)}
        assert left(catalog(rule("PRV-2", **hidden), item(sql=sql, prövar="PRV-2"))) == {"PRV-1": ("K1",)}
        assert left(catalog(rule(**hidden), rule("PRV-2"), item(sql=sql, prövar="PRV-1, PRV-2"))) == {"PRV-1": ("K1",)}
    assert left(catalog(rule(prövas_inte="tills vidare"))) == {"K-1": ("K1",), "PRV-1": ("K1",)}
    assert left(catalog(rule(läge="upphävd", ersatt_av="PRV-2"), rule("PRV-2"), item("K-2", sql=sql, prövar="PRV-2"))) == {}


def test_an_exempt_failure_beside_what_is_unknown_is_shown() -> None:
    """The rule is no better than its unknown part, which hides the exemption; the item that fails is there to see."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0"), item("K-2", sql="antal_med_åtkomst > 1"))
    found = judge(content, evidence(kanaler=BROKEN, undantag=exemption()))
    assert (found.rule().status, found.item().status) == (Status.NOT_ASSESSED, Status.NOT_MET)
    assert (unseen(found.run, content), outlived(found.run, content)) == ({}, {})


@pytest.mark.parametrize("life", [
    {"läge": "upphävd", "ersatt_av": "PRV-2"}, {"läge": "utkast"}, {"läge": "historisk"}, {"gäller_från": "2027-01-01"}, None])
def test_a_rule_that_is_judged_no_more_is_over_when_what_it_failed_by_is_cleared(life: dict[str, str] | None) -> None:
    """Also under the rule that has replaced it: until then that one fails, and afterwards nothing is left to tell."""
    old = [] if life is None else [rule(**life)]
    content = catalog(*old, rule("PRV-2"), item(sql="length(beskrivning) > 0", prövar="PRV-2"))
    unknown = judge(content, evidence(kanaler=UNKNOWN), previous=FAILED)
    assert unknown.rule("PRV-2").reason is Reason.CARRIED
    older = judge(content, evidence("kanaler alla 2026-01-01..2026-09-14", kanaler=MENDED), previous=unknown.run)
    assert {each.ident for each in older.run.known_failures} == {"K-1", "PRV-1", "PRV-2"}
    assert outlived(older.run, content) == {}
    mended = judge(content, evidence("kanaler alla 2026-01-01..2026-09-15", kanaler=MENDED), previous=older.run)
    assert (mended.rule("PRV-2").status, mended.run.known_failures) == (Status.MET, ())


def test_a_rule_with_other_items_left_is_not_over_with_one_of_them() -> None:
    """It failed by two, and one is gone: that one is not known to be mended."""
    sql = "length(beskrivning) > 0"
    failed = judge(catalog(rule(), item(sql=sql), item("K-2", sql=sql)), evidence(kanaler=BROKEN)).run
    mended = judge(catalog(rule(läge="utkast"), item(sql=sql)), evidence(kanaler=MENDED), previous=failed).run
    assert [each.ident for each in mended.known_failures] == ["K-2", "PRV-1"]


@pytest.mark.parametrize("beside", [[], [item("K-2", sql="antal_med_åtkomst > 1")]], ids=["alone", "with another"])
def test_an_item_that_is_moved_to_another_rule_clears_what_it_failed(beside: list[str]) -> None:
    """The rule failed by that alone, and it is met on newer facts: what the rule has now is not what failed."""
    content = catalog(rule(), rule("PRV-2"), item(sql="length(beskrivning) > 0", prövar="PRV-2"), *beside)
    unknown = judge(content, evidence(kanaler=UNKNOWN), previous=FAILED)
    assert unknown.rule().reason is Reason.CARRIED
    found = judge(content, evidence(kanaler=MENDED), previous=unknown.run)
    assert (found.item().status, found.rule().status) == (Status.MET, Status.NOT_ASSESSED)
    assert found.run.known_failures == ()


def test_an_item_that_there_is_stands_by_itself_when_its_rule_lets_go_of_it() -> None:
    """The rule is cleared by what it has now; the item, under a draft, is still not known to be mended."""
    content = catalog(rule(), rule("PRV-2", läge="utkast"), item(sql="length(beskrivning) > 0", prövar="PRV-2"),
                      item("K-2", sql="antal_med_åtkomst > 1"))
    found = judge(content, evidence(kanaler=channels(antal_med_åtkomst=2)), previous=FAILED)
    assert (found.rule().status, found.item().reason) == (Status.MET, Reason.CARRIED)
    assert [each.ident for each in found.run.known_failures] == ["K-1"]


def test_an_object_that_is_gone_with_its_failures_is_told() -> None:
    """Removed or renamed, until it is back: as closed it may have no failures, by evidence as new."""
    content = catalog(rule(gäller_om="status = 'aktiv'"), item(sql="length(beskrivning) > 0"))
    failed = judge(content, evidence(kanaler=BROKEN)).run
    assert gone(failed, content) == {}
    lost = judge(content, evidence(kanaler=channels("K1-ny", beskrivning="a")), previous=failed).run
    assert (gone(lost, content), unseen(lost, content)) == ({"K1": ("K-1", "PRV-1")}, {})
    back = judge(content, evidence(kanaler=UNKNOWN), previous=lost)
    assert (gone(back.run, content), stands(back)) == ({}, True)
    closed = judge(content, evidence(kanaler=channels(status="avslutad") + channels("K1-ny", beskrivning="a")), previous=lost).run
    assert (gone(closed, content), closed.known_failures) == ({}, ())
    retired = catalog(rule(läge="upphävd", ersatt_av="PRV-2"), rule("PRV-2"))
    assert gone(judge(retired, evidence(kanaler=channels("K2")), previous=failed).run, retired) == {}
