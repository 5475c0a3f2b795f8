"""Counting cells: how many of which status, and how many of the met rest on a person's word alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from regelratt.domain.run import RuleCell
from regelratt.domain.status import Status, combine
from regelratt.domain.words import Obtained


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over rule cells. `applicable` is the denominator of every figure."""

    counts: tuple[tuple[Status, int], ...] = tuple((status, 0) for status in Status)
    self_assessed: int = 0
    """Met cells that rest on self-assessment alone."""

    @property
    def cells(self) -> int:
        """All cells."""
        return sum(count for _, count in self.counts)

    @property
    def applicable(self) -> int:
        """Cells that apply."""
        return self.cells - self.count(Status.NOT_APPLICABLE)

    @property
    def assessed(self) -> int:
        """Cells that apply and are decided: met, not met or exempt."""
        return sum(self.count(status) for status in (Status.MET, Status.NOT_MET, Status.EXEMPT))

    @property
    def worst(self) -> Status:
        """The roll-up of the cells; of none, *ej bedömt*."""
        return combine(status for status, count in self.counts if count)

    def count(self, status: Status) -> int:
        """Number of cells with the status."""
        return dict(self.counts).get(status, 0)


def totals(cells: Iterable[RuleCell]) -> Totals:
    """Counts over these cells."""
    listed = list(cells)
    counted = Counter(cell.status for cell in listed)
    alone = sum(
        cell.status is Status.MET and cell.obtained == (Obtained.SELF_ASSESSMENT,) for cell in listed
    )
    return Totals(tuple((status, counted[status]) for status in Status), alone)


def added(parts: Iterable[Totals]) -> Totals:
    """The sum of the totals."""
    listed = list(parts)
    return Totals(
        tuple((status, sum(each.count(status) for each in listed)) for status in Status),
        sum(each.self_assessed for each in listed),
    )
