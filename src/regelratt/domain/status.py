"""Statuses and how they combine (DESIGN section 4).

The order is total, worst last, and a combination is the maximum, so it does not depend on order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Status(IntEnum):
    """Status of a cell; the number is its rank, the worst highest."""

    NOT_APPLICABLE = 0
    MET = 1
    EXEMPT = 2
    NOT_ASSESSED = 3
    OUTDATED = 4
    ERROR = 5
    NOT_MET = 6

    @property
    def code(self) -> str:
        """Name used in exports: `not_met`."""
        return self.name.lower()

    @property
    def word(self) -> str:
        """Swedish word used in content and on the site."""
        return _WORDS[self]

    @classmethod
    def from_word(cls, word: str) -> Status | None:
        """The status that content calls `word`, or None."""
        return next((status for status, known in _WORDS.items() if known == word), None)

    @classmethod
    def from_code(cls, code: str) -> Status:
        """The status whose export name is `code`; KeyError when there is none."""
        return cls[code.upper()]


_WORDS = {
    Status.NOT_APPLICABLE: "ej tillämpligt",
    Status.MET: "uppfyllt",
    Status.EXEMPT: "beslutat undantag",
    Status.NOT_ASSESSED: "ej bedömt",
    Status.OUTDATED: "inaktuellt",
    Status.ERROR: "kontrollen misslyckades",
    Status.NOT_MET: "ej uppfyllt",
}

ADVICE_NOT_FOLLOWED = "rådet följs inte"
"""What *ej uppfyllt* is called for an advisory rule."""

LEAF_STATUSES = tuple(status for status in Status if status is not Status.EXEMPT)
"""What one evaluation can give; only an exemption makes a part exempt."""


FAILED = frozenset({Status.NOT_MET, Status.EXEMPT})
"""Failed, be it with an exemption."""


class Reason(StrEnum):
    """Why a cell has its status; the value is the code shown with it."""

    RULE_NOT_APPLICABLE = "regeln-gäller-inte"
    NO_EVENTS = "inga-händelser"
    CONFIRMED_NOT_APPLICABLE = "bekräftat-ej-tillämpligt"
    OBSERVED = "iakttaget"
    CONFIRMED = "bekräftat"
    CARRIED = "kvarstår"
    EXEMPTED = "beslutat-undantag"
    NEVER_CONFIRMED = "aldrig-bekräftat"
    EVIDENCE_MISSING = "underlag-saknas"
    FACT_MISSING = "uppgift-saknas"
    APPLICABILITY_UNKNOWN = "tillämplighet-okänd"
    PARAMETER_OPEN = "parameter-ej-fastställd"
    NO_DECIDING_ITEM = "ingen-avgörande-kontrollpunkt"
    NO_ITEM = "kontrollpunkt-saknas"
    CONFIRMATION_DUE = "bekräftelse-för-gammal"
    EVIDENCE_STALE = "underlag-för-gammalt"
    RULE_CHANGED = "regeln-ändrad"
    PARAMETER_CHANGED = "parameter-ändrad"
    OBJECT_CHANGED = "objektet-ändrat"
    PREMISES_MISSING = "förutsättningar-saknas"
    CHECK_FAILED = "kontrollen-kraschade"
    CHECK_TIMED_OUT = "tidsgränsen-passerad"
    EVIDENCE_NOT_LOADED = "underlaget-gick-inte-att-läsa-in"
    ROLLED_UP = "sammanvägt"


REASON_TEXTS = {
    Reason.RULE_NOT_APPLICABLE: "regeln gäller inte objektet",
    Reason.NO_EVENTS: "inga händelser i perioden",
    Reason.CONFIRMED_NOT_APPLICABLE: "bekräftat att det inte är tillämpligt",
    Reason.OBSERVED: "framgår av underlaget",
    Reason.CONFIRMED: "bekräftat av en roll",
    Reason.CARRIED: "känd brist som inte är motbevisad",
    Reason.EXEMPTED: "beslutat undantag",
    Reason.NEVER_CONFIRMED: "ingen har bekräftat",
    Reason.EVIDENCE_MISSING: "underlag saknas",
    Reason.FACT_MISSING: "en uppgift saknas i underlaget",
    Reason.APPLICABILITY_UNKNOWN: "oklart om regeln gäller",
    Reason.PARAMETER_OPEN: "ett värde är ej fastställt",
    Reason.NO_DECIDING_ITEM: "ingen kontrollpunkt avgör regeln",
    Reason.NO_ITEM: "kontrollpunkt saknas",
    Reason.CONFIRMATION_DUE: "bekräftelsen är för gammal",
    Reason.EVIDENCE_STALE: "underlaget är för gammalt",
    Reason.RULE_CHANGED: "regeln har ändrats sedan bekräftelsen",
    Reason.PARAMETER_CHANGED: "ett värde har ändrats sedan bekräftelsen",
    Reason.OBJECT_CHANGED: "objektet har ändrats sedan bekräftelsen",
    Reason.PREMISES_MISSING: "bekräftelsen säger inte vad som gällde då",
    Reason.CHECK_FAILED: "kontrollen kraschade",
    Reason.CHECK_TIMED_OUT: "kontrollen hann inte klart",
    Reason.EVIDENCE_NOT_LOADED: "underlaget gick inte att läsa in",
    Reason.ROLLED_UP: "sammanvägt av flera kontrollpunkter",
}
"""Why a cell has its status, in words for readers."""

TO_REVIEW = "att se över"
"""What a list of rules that have failed, or are not known to be met, is called."""
RULES_TO_REVIEW = f"regler {TO_REVIEW}"
"""What a number of them is called."""
NOTHING_TO_REVIEW = f"inget {TO_REVIEW}"
"""What is said where there are none."""


def combine(statuses: Iterable[Status]) -> Status:
    """The worst of the statuses; of none at all, *ej bedömt*."""
    return max(statuses, default=Status.NOT_ASSESSED)


def age(status: Status, *, valid: bool) -> Status:
    """Only good news ages: a lapsed *uppfyllt* or *ej tillämpligt* becomes *inaktuellt*."""
    if not valid and status in (Status.MET, Status.NOT_APPLICABLE):
        return Status.OUTDATED
    return status


@dataclass(frozen=True, slots=True)
class Part:
    """What one evaluation contributes to a rule's cell."""

    outcome: Status
    valid: bool = True
    """False when the outcome has passed its period, its highest age or its premises."""
    decides_both: bool = True
    """False when a clean result does not prove the rule."""

    @property
    def contribution(self) -> Status | None:
        """The aged outcome, or None where a clean result proves nothing."""
        aged = age(self.outcome, valid=self.valid)
        if aged is Status.MET and not self.decides_both:
            return None
        return aged


def judge(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    """Status of one rule for one object.

    Unknown applicability (None) and no contributing part give *ej bedömt*; nothing is met vacuously.
    An exemption turns each failing part into *beslutat undantag* before the maximum, so it never
    hides a sibling that is unknown.
    """
    if applicable is None:
        return Status.NOT_ASSESSED
    if not applicable:
        return Status.NOT_APPLICABLE
    contributions = [part.contribution for part in parts]
    return combine(
        Status.EXEMPT if exempt and status is Status.NOT_MET else status
        for status in contributions
        if status is not None
    )
