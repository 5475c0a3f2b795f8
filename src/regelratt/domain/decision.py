"""Decisions in the evidence, as far as the algebra needs them: who acts for whom, and until when (DESIGN section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from regelratt.domain.evidence import Evidence
from regelratt.domain.tables import DECISIONS, DELEGATION


@dataclass(frozen=True, slots=True)
class Delegation:
    """A decision that one role may do what another is to do, for an object and all that it owns."""

    subject: str
    role: str
    to_role: str
    day: date
    revoked: date | None
    """The first day on which it does not stand any more."""

    def stands(self, day: date) -> bool:
        """True from the day of the decision until the day before it was revoked."""
        return self.day <= day and (self.revoked is None or day < self.revoked)


def delegations(evidence: Evidence) -> Iterator[Delegation]:
    """Every delegation of the evidence; rows that loaders refuse are left out."""
    for row in evidence.rows(DECISIONS.name):
        day, revoked = row["datum"], row["upphävt"]
        if row["slag"] == DELEGATION and isinstance(day, date):
            yield Delegation(str(row["objekt_id"]), str(row["roll"]), str(row["till_roll"]), day,
                             revoked if isinstance(revoked, date) else None)


def roles_for(role: str, owners: Iterable[str], day: date, given: Iterable[Delegation]) -> frozenset[str]:
    """The role, and those that it was delegated to on the day for one of the owners; nobody delegates further."""
    those = frozenset(owners)
    return frozenset({role}) | {
        each.to_role for each in given if each.role == role and each.subject in those and each.stands(day)}
