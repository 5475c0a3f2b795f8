"""Calendar periods (DESIGN sections 3-4): a new period is a new cell.

A date's last day counts: on 30 June the first half-year is complete.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from regelratt.domain.words import PeriodKind

BEGINNING = date(1900, 1, 1)
"""First day of the only period of something that is judged continuously."""

_LABELS = {
    PeriodKind.MONTH: re.compile(r"\d{4}-\d\d"), PeriodKind.QUARTER: re.compile(r"kvartal [1-4] \d{4}"),
    PeriodKind.HALF_YEAR: re.compile(r"(?:första|andra) halvåret \d{4}"), PeriodKind.YEAR: re.compile(r"\d{4}"),
}
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


def is_label_of(kind: PeriodKind, label: str) -> bool:
    """True when periods of this kind are written so; what is judged continuously has no label here."""
    return kind in _LABELS and _LABELS[kind].fullmatch(label) is not None
