"""Confirmations: what a role says of an object, on a day, about a period (DESIGN sections 2 and 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from regelratt.domain.evidence import Evidence
from regelratt.domain.period import Period, span_of
from regelratt.domain.status import Status
from regelratt.domain.tables import CONFIRMATIONS
from regelratt.domain.words import PeriodKind


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One statement: the outcome that a role gives an item for an object."""

    ident: str
    item: str
    subject: str
    day: date
    period: str
    """Label of the period that it is about; empty for what is judged continuously."""
    outcome: Status
    """*Uppfyllt*, *ej uppfyllt* or *ej tillämpligt*."""
    premises: str
    """The rule's version, the parameters and the facts that held then, as `stated_premises` reads them."""


def confirmations(evidence: Evidence) -> Iterator[Confirmation]:
    """Every confirmation of the evidence, in its order; rows that loaders refuse are left out."""
    for row in evidence.rows(CONFIRMATIONS.name):
        outcome, day = Status.from_word(str(row["utfall"])), row["datum"]
        if outcome is not None and isinstance(day, date):
            yield Confirmation(
                str(row["bekräftelse_id"]), str(row["kontrollpunkt"]), str(row["objekt_id"]), day,
                str(row["period"] or ""), outcome, str(row["förutsättningar"] or ""))


def that_count(given: Sequence[Confirmation], period: Period) -> Sequence[Confirmation]:
    """Those about the period that were given on the last day; about an earlier period where none is about this one.

    One about a later period says nothing of this. What was given on one day counts alike, and the worst decides.
    """
    about: str | None = ""
    if period.kind is not PeriodKind.CONTINUOUS:
        ended = [each.period for each in given if span_of(each.period)[1] <= period.last]
        about = max(ended, key=lambda label: span_of(label)[1], default=None)
    told = [each for each in given if each.period == about]
    last = max((each.day for each in told), default=None)
    return [each for each in told if each.day == last]
