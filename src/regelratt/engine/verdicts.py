"""Verdicts that follow from a result as a whole: that nothing came of it, and whether the question applies at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from regelratt.domain.status import Reason, Status
from regelratt.engine.messages import Result

_TRUTHS = {"true": True, "false": False, "okänt": None}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome before it becomes a cell."""

    status: Status
    reason: Reason
    valid: bool = True
    total: int | None = None
    passed: int | None = None
    detail: str = ""
    decided_on: date | None = None


def lapsed(verdict: Verdict, why: Reason, detail: str = "") -> Verdict:
    """The verdict marked as resting on what is too old; a failure stands for the reason it has."""
    if verdict.status is Status.NOT_MET:
        return replace(verdict, valid=False)
    return replace(verdict, valid=False, reason=why, detail=detail or verdict.detail)


@dataclass(frozen=True)
class Applicability:
    """The truth of a condition for each object, or why nobody can tell."""

    fault: Verdict | None = None
    """What stopped the condition for all objects."""
    truths: Mapping[str, str | None] = field(default_factory=dict)

    @classmethod
    def read(cls, result: Result | None) -> Applicability:
        """What the condition gave."""
        fault = crashed(result) if result is None or result.failed else None
        return cls(fault, truths(result))

    def of(self, subject: str) -> bool | Verdict | None:
        """Whether the condition holds for the object; None when its facts do not say, a verdict when it failed."""
        if self.fault:
            return self.fault
        truth = self.truths.get(subject)
        return UNCOMPUTED if truth is None else _TRUTHS[truth]


UNCOMPUTED = Verdict(Status.ERROR, Reason.CHECK_FAILED, detail="raden gick inte att räkna ut")
"""What is said of a row that the database could not compute."""


def truths(result: Result | None) -> dict[str, str | None]:
    """What a predicate gave for each object; None where its row could not be computed."""
    if result is None or result.failed:
        return {}
    return {str(row[0]): row[1] for row in result.rows}


def crashed(result: Result | None, broken: str = "") -> Verdict:
    """The verdict on a check that gave nothing to judge by."""
    if result is not None and result.unloaded:
        return Verdict(Status.ERROR, Reason.EVIDENCE_NOT_LOADED, detail=result.error)
    if result is not None and result.timed_out:
        return Verdict(Status.ERROR, Reason.CHECK_TIMED_OUT, detail=result.error)
    return Verdict(Status.ERROR, Reason.CHECK_FAILED, detail=broken or (result.error if result else "kördes inte"))
