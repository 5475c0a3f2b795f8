"""Calendar periods (DESIGN sections 3-4): a new period is a new cell.

A date's last day counts: on 30 June the first half-year is complete.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from regelratt.domain.words import PeriodKind

BEGINNING = date(1900, 1, 1)
"""First day of the only period of something that is judged continuously."""

_YEAR = r"(?P<year>(?!0000)\d{4})"
_LABELS = {
    PeriodKind.MONTH: re.compile(rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])"),
    PeriodKind.QUARTER: re.compile(rf"kvartal (?P<number>[1-4]) {_YEAR}"),
    PeriodKind.HALF_YEAR: re.compile(rf"(?P<number>första|andra) halvåret {_YEAR}"),
    PeriodKind.YEAR: re.compile(rf"{_YEAR}(?P<number>)"),
}
_NUMBERS = {"": 1, "första": 1, "andra": 2}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, first and last inclusive."""

    first: date
    last: date
    kind: PeriodKind

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def label(self) -> str:
        """How the period is written: `2026`, `första halvåret 2026`, `kvartal 2 2026`, `2026-06`."""
        year, month = self.first.year, self.first.month
        match self.kind:
            case PeriodKind.CONTINUOUS:
                return f"t.o.m. {self.last.isoformat()}"
            case PeriodKind.YEAR:
                return str(year)
            case PeriodKind.HALF_YEAR:
                return f"{'första' if month == 1 else 'andra'} halvåret {year}"
            case PeriodKind.QUARTER:
                return f"kvartal {(month + 2) // 3} {year}"
            case PeriodKind.MONTH:
                return f"{year}-{month:02}"


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of this kind that holds `day`."""
    if kind is PeriodKind.CONTINUOUS:
        return Period(BEGINNING, day, kind)
    length = _MONTHS[kind]
    month = (day.month - 1) // length * length + 1
    last_month = month + length - 1
    last_day = monthrange(day.year, last_month)[1]
    return Period(date(day.year, month, 1), date(day.year, last_month, last_day), kind)


def latest_complete(kind: PeriodKind, day: date) -> Period:
    """The latest period of this kind that has ended on `day` or before it; the first of all has no earlier."""
    period = period_of(kind, day)
    if kind is PeriodKind.CONTINUOUS or period.last <= day or period.first == date.min:
        return period
    return period_of(kind, period.first - timedelta(days=1))


def is_label(kind: PeriodKind, label: str) -> bool:
    """True when a period of this kind is written so."""
    pattern = _LABELS.get(kind)
    return pattern is not None and pattern.fullmatch(label) is not None


@lru_cache(maxsize=1_000)
def span_of(label: str) -> tuple[date, date]:
    """First and last day of the period that is written so; every day for what is judged continuously."""
    for kind, pattern in _LABELS.items():
        if found := pattern.fullmatch(label):
            number = _NUMBERS.get(found["number"]) or int(found["number"])
            period = period_of(kind, date(int(found["year"]), number * _MONTHS[kind], 1))
            return period.first, period.last
    return date.min, date.max
