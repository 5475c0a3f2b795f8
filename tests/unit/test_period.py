"""Calendar periods: where they begin and end, and which one has been completed on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.period import BEGINNING, Period, latest_complete, period_of
from regelratt.domain.words import PeriodKind

CALENDAR = [kind for kind in PeriodKind if kind is not PeriodKind.CONTINUOUS]
DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))
KINDS = st.sampled_from(CALENDAR)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(("kind", "day", "first", "last"), [
    (PeriodKind.MONTH, date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
    (PeriodKind.MONTH, date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
    (PeriodKind.MONTH, date(2000, 2, 29), date(2000, 2, 1), date(2000, 2, 29)),
    (PeriodKind.MONTH, date(2100, 2, 1), date(2100, 2, 1), date(2100, 2, 28)),
    (PeriodKind.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    (PeriodKind.QUARTER, date(2024, 2, 29), date(2024, 1, 1), date(2024, 3, 31)),
    (PeriodKind.QUARTER, date(2026, 12, 1), date(2026, 10, 1), date(2026, 12, 31)),
    (PeriodKind.HALF_YEAR, date(2026, 6, 30), date(2026, 1, 1), date(2026, 6, 30)),
    (PeriodKind.HALF_YEAR, date(2026, 7, 1), date(2026, 7, 1), date(2026, 12, 31)),
    (PeriodKind.YEAR, date(2024, 2, 29), date(2024, 1, 1), date(2024, 12, 31)),
])
def test_period_of_a_day(kind: PeriodKind, day: date, first: date, last: date) -> None:
    """Periods follow the calendar, also in leap years and in 2100, which is none."""
    assert period_of(kind, day) == Period(first, last, kind)


@pytest.mark.parametrize(("kind", "day", "label"), [
    (PeriodKind.HALF_YEAR, date(2026, 6, 30), "första halvåret 2026"),
    (PeriodKind.HALF_YEAR, date(2026, 6, 29), "andra halvåret 2025"),
    (PeriodKind.HALF_YEAR, date(2026, 12, 31), "andra halvåret 2026"),
    (PeriodKind.MONTH, date(2024, 2, 28), "2024-01"),
    (PeriodKind.MONTH, date(2024, 2, 29), "2024-02"),
    (PeriodKind.MONTH, date(2026, 2, 28), "2026-02"),
    (PeriodKind.QUARTER, date(2026, 1, 1), "kvartal 4 2025"),
    (PeriodKind.QUARTER, date(2026, 3, 31), "kvartal 1 2026"),
    (PeriodKind.YEAR, date(2026, 12, 30), "2025"),
    (PeriodKind.YEAR, date(2026, 12, 31), "2026"),
])
def test_last_day_is_inclusive(kind: PeriodKind, day: date, label: str) -> None:
    """On its last day a period is complete, the day before it is not."""
    assert latest_complete(kind, day).label == label


def test_continuous_runs_to_the_day() -> None:
    """Something judged continuously has one period: everything up to and including the day."""
    day = date(2026, 9, 30)
    period = latest_complete(PeriodKind.CONTINUOUS, day)
    assert period == period_of(PeriodKind.CONTINUOUS, day)
    assert (period.first, period.last, period.label) == (BEGINNING, day, "t.o.m. 2026-09-30")
    assert day in period
    assert day + ONE_DAY not in period


@given(kind=KINDS, day=DAYS)
def test_periods_partition_the_calendar(kind: PeriodKind, day: date) -> None:
    """Each day is in exactly one period, and the next period begins the day after the last one ends."""
    period = period_of(kind, day)
    assert day in period
    assert period_of(kind, period.first) == period_of(kind, period.last) == period
    after, before = period_of(kind, period.last + ONE_DAY), period_of(kind, period.first - ONE_DAY)
    assert after.first == period.last + ONE_DAY
    assert before.last == period.first - ONE_DAY
    assert len({period, after, before}) == 3


@pytest.mark.parametrize("kind", PeriodKind)
@pytest.mark.parametrize("day", [date.min, date.min.replace(month=12, day=31), date.max, date.max.replace(day=1)])
def test_ends_of_the_calendar(kind: PeriodKind, day: date) -> None:
    """The first and last days that there are have periods too; a mistyped year raises nothing."""
    assert day in period_of(kind, day) or day < BEGINNING
    assert latest_complete(kind, day).label


@given(kind=KINDS, day=DAYS)
def test_latest_complete_has_ended(kind: PeriodKind, day: date) -> None:
    """The completed period has ended, and the one after it has not."""
    period = latest_complete(kind, day)
    assert period.last <= day < period_of(kind, period.last + ONE_DAY).last


@given(kind=KINDS, day=DAYS, days=st.integers(0, 800))
def test_time_never_takes_a_period_back(kind: PeriodKind, day: date, days: int) -> None:
    """As days pass, the completed period stays or moves forward."""
    assert latest_complete(kind, day) <= latest_complete(kind, day + timedelta(days=days))


@given(kind=KINDS, one=DAYS, other=DAYS)
def test_labels_name_one_period(kind: PeriodKind, one: date, other: date) -> None:
    """Two days share a label exactly when they share a period, so a label can be part of a cell's key."""
    first, second = period_of(kind, one), period_of(kind, other)
    assert (first.label == second.label) is (first == second)
