"""That a period ends clears no failure: only an outcome on evidence as new, about a period as late, does."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.period import latest_complete, period_of
from regelratt.domain.run import Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import PeriodKind
from regelratt.engine.hidden_failures import gone, outlived, unseen
from tests.engine.scene import catalog, channels, evidence, finding, item, judge, rows, rule
from tests.engine.test_confirmations import given as confirmed

KINDS = ("löpande", "månad", "kvartal", "halvår", "år")
PERIODIC = KINDS[1:]
MAY_BE = [(kind, "löpande") for kind in KINDS] + [("", kind) for kind in PERIODIC]
"""What an item may be asked of, beside what its rule is: a rule with a period gives it to its items."""
TABLE = "length(beskrivning) > 0"
LOG = finding("avvikelse = 'x'", "uppsikt", "uppsikt_id")


BEFORE, TURN = date(2026, 12, 30), date(2026, 12, 31)
"""A period of every kind ends on the second."""


def asked(of_item: str, of_rule: str, sql: str = "") -> Catalog:
    """One question, asked of periods of these kinds."""
    in_words = [{} if kind in ("", "löpande") else {"period": kind} for kind in (of_item, of_rule)]
    return catalog(rule(**in_words[1]), item(sql=sql, **in_words[0]))


@pytest.mark.parametrize(("of_item", "of_rule"), MAY_BE)
def test_an_older_confirmation_does_not_take_over_when_the_period_ends(of_item: str, of_rule: str) -> None:
    """The failing one is gone: it stands on the day before the turn, on the day itself and after; a newer one clears it."""
    content = asked(of_item, of_rule)
    older, failing = ("2026-12-05", "uppfyllt", "PRV-1=1"), ("2026-12-15", "ej uppfyllt", "")
    kind = content.items[0].period
    about = "" if kind is PeriodKind.CONTINUOUS else period_of(kind, TURN).label
    run = judge(content, evidence(bekräftelser=confirmed(older, failing, kind=kind)), BEFORE).run
    for day in (BEFORE, TURN, TURN + timedelta(days=20)):
        found = judge(content, evidence(bekräftelser=confirmed(older, kind=kind)), day, previous=run)
        assert (found.item().status, found.item().reason, found.rule().status) == (Status.NOT_MET, Reason.CARRIED, Status.NOT_MET)
        assert found.item().decided_on == date(2026, 12, 15)
        run = found.run
    newer = evidence(bekräftelser=confirmed(older, ("2026-12-15", "uppfyllt", "PRV-1=1", about), kind=kind))
    cleared = judge(content, newer, TURN + timedelta(days=20), previous=run)
    assert (cleared.item().status, cleared.rule().status, cleared.run.known_failures) == (Status.MET, Status.MET, ())


@pytest.mark.parametrize(("of_item", "of_rule"), MAY_BE)
def test_an_emptied_cell_does_not_clear_when_the_period_ends(of_item: str, of_rule: str) -> None:
    """Nor does a register that is older; one that is as new does, in the new period too."""
    content = asked(of_item, of_rule, TABLE)
    run = judge(content, evidence("kanaler alla 2026-01-01..2026-12-20", kanaler=channels(beskrivning="")), BEFORE).run
    older = evidence("kanaler alla 2026-01-01..2026-12-19", kanaler=channels(beskrivning="a"))
    for day, found in ((BEFORE, evidence()), (TURN, evidence()), (TURN, older), (date(2028, 1, 15), older)):
        judged = judge(content, found, day, previous=run)
        assert (judged.item().reason, judged.rule().status) == (Reason.CARRIED, Status.NOT_MET)
        run = judged.run
    newer = evidence("kanaler alla 2026-01-01..2026-12-20", kanaler=channels(beskrivning="a"))
    assert judge(content, newer, date(2028, 1, 15), previous=run).run.known_failures == ()


def _seen(last: str, *events: str) -> Evidence:
    """A log that covers from 2023 on, with something amiss at each of the moments."""
    table = rows("uppsikt", *({"uppsikt_id": f"U-{each}", "kanal_id": "K1", "från": each, "till": each, "avvikelse": "x"}
                              for each in map(date.fromisoformat, events)))
    return evidence(f"uppsikt alla 2023-01-01..{last}", uppsikt=table)


@pytest.mark.parametrize("kind", PERIODIC)
def test_what_a_log_tells_of_a_new_period_ends_a_failure_of_the_old_one(kind: str) -> None:
    """A failure of 2024 does not stand for ever: it does while the new period is not known, and not when that is clean."""
    sql = LOG.replace("avvikelse = 'x'", "avvikelse = 'x' AND från >= $period_start AND till <= $period_slut")
    content = catalog(rule(period=kind), item(sql=sql, metod="fynd", underlag="uppsikt", period=kind))
    failed = judge(content, _seen("2025-01-15", "2024-12-10"), date(2025, 1, 15))
    assert failed.rule().status is Status.NOT_MET
    older = judge(content, _seen("2025-01-14"), date(2025, 1, 15), previous=failed.run)
    assert older.item().reason is Reason.CARRIED, "an older log of the same period"
    later = date(2026, 1, 10)
    unknown = judge(content, _seen("2025-01-15", "2024-12-10"), later, previous=failed.run)
    assert (unknown.rule().status, unknown.item().observed) == (Status.NOT_MET, Status.NOT_ASSESSED)
    known = judge(content, _seen("2026-01-10", "2024-12-10"), later, previous=unknown.run)
    assert known.rule().status < Status.NOT_ASSESSED
    assert known.run.known_failures == ()


@pytest.mark.parametrize("second", PERIODIC)
@pytest.mark.parametrize("first", KINDS)
def test_what_a_log_tells_of_an_earlier_period_clears_nothing(first: str, second: str) -> None:
    """The question is asked of other periods: a clean one that ended before what failed does not answer for that.

    Nor does one that leaves out days of what failed, while the log is the same.
    """
    def content(kind: str) -> Catalog:
        bounds = "" if kind == "löpande" else " AND från >= $period_start AND till <= $period_slut"
        sql = LOG.replace("avvikelse = 'x'", f"avvikelse = 'x'{bounds}")
        options = {} if kind == "löpande" else {"period": kind}
        return catalog(rule(), item(sql=sql, metod="fynd", underlag="uppsikt", **options))

    moment = date(2026, 11, 20)
    of_first = latest_complete(PeriodKind(first), moment)
    fails_on = max(of_first.first, date(2026, 11, 10)) if first == "löpande" else of_first.last
    failed = judge(content(first), _seen("2026-11-20", str(fails_on)), moment)
    assert failed.item().status is Status.NOT_MET
    begins, ends = (date.min, moment) if first == "löpande" else (of_first.first, of_first.last)
    for day in (moment, date(2026, 12, 30), date(2026, 12, 31)):
        found = judge(content(second), _seen(str(day)), day, previous=failed.run)
        of_second = latest_complete(PeriodKind(second), day)
        is_later = of_second.last >= ends and (of_second.first <= begins or day > moment)
        assert (found.item().status is Status.NOT_MET) is not is_later
        assert (found.rule().status is Status.NOT_MET) is not is_later
        assert (found.run.known_failures == ()) is is_later
        renamed = catalog(rule(), item("K-2", content(second).items[0].sql, metod="fynd", underlag="uppsikt", period=second))
        is_over = is_later and day > moment
        assert (judge(renamed, _seen(str(day)), day, previous=failed.run).rule().status is Status.NOT_MET) is not is_over


def test_a_failure_that_is_seen_in_an_earlier_period_too_is_about_the_later_one_still() -> None:
    """That the earlier one is mended is not that the later one is."""
    continuous = catalog(rule(), item(sql=LOG, metod="fynd", underlag="uppsikt"))
    sql = LOG.replace("avvikelse = 'x'", "avvikelse = 'x' AND från >= $period_start AND till <= $period_slut")
    yearly = catalog(rule(), item(sql=sql, metod="fynd", underlag="uppsikt", period="år"))
    failed = judge(continuous, _seen("2026-11-20", "2026-11-10"), date(2026, 11, 20))
    again = judge(yearly, _seen("2026-11-20", "2025-05-05", "2026-11-10"), date(2026, 11, 20), previous=failed.run)
    assert again.item().reason is Reason.OBSERVED
    mended = judge(yearly, _seen("2026-11-21"), date(2026, 11, 21), previous=again.run)
    assert (mended.item().reason, mended.rule().status) == (Reason.CARRIED, Status.NOT_MET)


LIVES = ({}, {}, {}, {"läge": "utkast"}, {"läge": "historisk"}, {"gäller_från": "2040-01-01"})
"""What may become of the rule; half of the time nothing."""


@cache
def _world(kind: str, life: int, names: tuple[str, str]) -> Catalog:
    period = {} if kind == "löpande" else {"period": kind}
    of_rule, of_item = names
    there = [rule(of_rule, **period, **LIVES[life])] if of_rule else []
    other = rule("PRV-9", läge="utkast")
    asks = [item(of_item, TABLE, prövar=of_rule or "PRV-9", **period)] if of_item else []
    return catalog(*there, other, *asks)


STEPS = st.tuples(
    st.sampled_from([0, 1, 20, 200, 400]), st.sampled_from(KINDS), st.integers(0, len(LIVES) - 1),
    st.sampled_from([("PRV-1", "K-1"), ("PRV-1", "K-1"), ("PRV-1", "K-2"), ("PRV-2", "K-1"), ("PRV-2", "K-2"), ("PRV-1", ""), ("", "K-1")]),
    st.sampled_from(["K1", "K1", "K1", "K2"]), st.integers(0, 40), st.sampled_from(["", "a", None]))
"""How many days pass, the period, what becomes of the rule and what it and its item are called, what the object is called,
how old the register is, and what it says."""
FAILS = (0, "halvår", 0, ("PRV-1", "K-1"), "K1", 0, "")


@settings(max_examples=100)
@example([FAILS, (200, "halvår", 0, ("PRV-1", "K-1"), "K1", 0, None)])
@example([FAILS, (200, "halvår", 0, ("PRV-1", "K-1"), "K1", 40, "a"), (400, "år", 0, ("PRV-1", "K-1"), "K1", 0, None)])
@example([FAILS, (1, "halvår", 0, ("PRV-1", "K-1"), "K2", 0, None), (1, "år", 0, ("PRV-1", "K-1"), "K1", 0, None)])
@example([FAILS, (1, "halvår", 3, ("PRV-1", "K-1"), "K1", 0, ""), (1, "halvår", 5, ("PRV-1", "K-1"), "K1", 0, None)])
@example([FAILS, (1, "halvår", 0, ("PRV-2", "K-2"), "K1", 0, None)])
@example([FAILS, (1, "halvår", 3, ("PRV-2", "K-1"), "K1", 0, None)])
@given(st.lists(STEPS, max_size=6))
def test_law_no_known_failure_vanishes_in_silence(
    steps: list[tuple[int, str, int, tuple[str, str], str, int, str | None]]
) -> None:
    """At each later check it is shown, or cleared by an outcome on days as new, or told of, by object, rule or item."""
    previous: Run | None = None
    failed_on: dict[str, date] = {}
    today = date(2026, 6, 30)
    for days, kind, life, names, subject, age, text in steps:
        today += timedelta(days=days)
        known_on = today - timedelta(days=age)
        content = _world(kind, life, names)
        register = evidence(f"kanaler alla 2020-01-01..{known_on}", kanaler=channels(subject, beskrivning=text))
        run = judge(content, register, today, previous=previous).run
        if names[1] and text and known_on >= failed_on.get(subject, date.max):
            del failed_on[subject]
        shown = {cell.subject for cell in run.rule_cells if cell.status is Status.NOT_MET}
        told = {each for subjects in unseen(run, content).values() for each in subjects} | set(gone(run, content))
        assert set(failed_on) <= shown | told
        assert not shown & set(gone(run, content))
        assert set(outlived(run, content)) <= {cell.rule for cell in run.rule_cells if cell.status is Status.NOT_MET}
        if subject in shown and text == "":
            failed_on[subject] = max(failed_on.get(subject, known_on), known_on)
        previous = run
