"""Calendar periods (DESIGN sections 3-4): a new period is a new cell.

A date's last day counts: on 30 June the first half-year is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from regelratt.domain.words import PeriodKind

BEGINNING = date(1900, 1, 1)
"""First day of the only period of something that is judged continuously."""

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


def _first_of_month(index: int) -> date:
    """First day of the month `index`, counted from year 0."""
    return date(index // 12, index % 12 + 1, 1)


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of this kind that holds `day`."""
    if kind is PeriodKind.CONTINUOUS:
        return Period(BEGINNING, day, kind)
    length = _MONTHS[kind]
    start = (day.year * 12 + day.month - 1) // length * length
    return Period(_first_of_month(start), _first_of_month(start + length) - timedelta(days=1), kind)


def latest_complete(kind: PeriodKind, day: date) -> Period:
    """The latest period of this kind that has ended on `day` or before it."""
    period = period_of(kind, day)
    if kind is PeriodKind.CONTINUOUS or period.last <= day:
        return period
    return period_of(kind, period.first - timedelta(days=1))
