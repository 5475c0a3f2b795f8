"""What the evidence can show of an object: which tables do not cover it, which are too old, and what day they tell of.

All tables that a verdict rests on are asked for together: what covers the object depends on the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date, timedelta

from regelratt.domain.evidence import SUBJECT_TABLES, Evidence
from regelratt.domain.period import Period
from regelratt.domain.run import Grounds
from regelratt.domain.tables import TABLES
from regelratt.domain.words import PeriodKind, SubjectKind


class Cover:
    """The cover of tables for objects, looked up once for all that ask the same."""

    def __init__(self, evidence: Evidence, as_of: date) -> None:
        self._evidence = evidence
        self._as_of = as_of
        self._until: dict[tuple[str, str], date | None] = {}
        self._owners: dict[tuple[str, frozenset[str], str], list[str]] = {}

    def missing(self, tables: Set[str], kind: SubjectKind, subject: str, period: Period) -> list[str]:
        """The tables, in order, that cannot show all that concerns the object in the period."""
        return [table for table in sorted(tables) if not self._covers(table, tables, kind, subject, period)]

    def stale(
        self, tables: Set[str], kind: SubjectKind, subject: str, period: Period, limit: timedelta | None
    ) -> str:
        """The first table that tells of the object only until a day too long ago; empty when none does.

        A register may be as old as the limit, and any age without one. A log tells of what happens: it reaches the
        day, give or take the limit, where the question is continuous, and covers the period where it is of one.
        """
        for table in sorted(tables):
            is_log = not TABLES[table].is_register
            is_bound = period.kind is PeriodKind.CONTINUOUS if is_log else limit is not None
            until = self._known_until(table, tables, kind, subject) if is_bound else None
            if until is not None and self._as_of - until > (limit or timedelta(0)):
                return table
        return ""

    def grounds(self, tables: Set[str], kind: SubjectKind, subject: str, *, is_failure: bool) -> Grounds:
        """The last day that each table tells of the object, no later than the day that is judged.

        A table that does not cover the object is as old as can be, so that it clears nothing. Only a failure that was
        seen all the same takes the day that is judged, so that nothing older clears it.
        """
        unknown = self._as_of if is_failure else date.min
        return tuple(
            (table, min(self._known_until(table, tables, kind, subject) or unknown, self._as_of))
            for table in sorted(tables))

    def _covers(self, table: str, beside: Set[str], kind: SubjectKind, subject: str, period: Period) -> bool:
        if TABLES[table].is_register or period.kind is PeriodKind.CONTINUOUS:
            return self._known_until(table, beside, kind, subject) is not None
        return all(self._evidence.covers(table, owner, period.first, period.last)
                   for owner in self._concerned(table, beside, kind, subject))

    def _known_until(self, table: str, beside: Set[str], kind: SubjectKind, subject: str) -> date | None:
        """The last day that the table covers everything of the object's, or None when something is not covered."""
        days = [self._covered_until(table, owner) for owner in self._concerned(table, beside, kind, subject)]
        known = [day for day in days if day is not None]
        return min(known) if len(known) == len(days) else None

    def _covered_until(self, table: str, owner: str) -> date | None:
        if (table, owner) not in self._until:
            self._until[table, owner] = self._evidence.covered_until(table, owner)
        return self._until[table, owner]

    def _concerned(self, table: str, beside: Set[str], kind: SubjectKind, subject: str) -> Iterable[str]:
        """The objects whose rows in the table may decide.

        Rows about any kind of object are also read for those in the registers beside: of a board and its channels.
        """
        registers = frozenset(beside & SUBJECT_TABLES) if TABLES[table].owner == "objekt_id" else frozenset[str]()
        key = table, registers, subject
        if key not in self._owners:
            self._owners[key] = sorted({
                owner for each in (table, *registers) for owner in self._evidence.owners(each, kind, subject)})
        return self._owners[key]
