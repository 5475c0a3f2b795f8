"""Evidence: typed rows, where they came from, and what they cover (DESIGN section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from regelratt.domain.content import CoverageClaim
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Everyone, SubjectKind, Whom

Value = str | int | bool | date | datetime | None
"""One cell of an evidence table; None is unknown."""

SUBJECT_TABLES = frozenset(kind.table for kind in SubjectKind)
"""The registers whose rows are the objects themselves."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file of an evidence folder as `underlag.toml` declares it."""

    path: str
    table: str
    collected: date
    method: str
    sha256: str
    personal_data: str
    first: date
    last: date
    objects: tuple[Whom, ...]


@dataclass(frozen=True)
class Evidence:
    """All evidence of one check: rows per table (every column, in order), files and coverage."""

    tables: Mapping[str, tuple[tuple[Value, ...], ...]] = field(default_factory=dict)
    coverage: tuple[CoverageClaim, ...] = ()
    files: tuple[EvidenceFile, ...] = ()

    def rows(self, table: str) -> Iterable[dict[str, Value]]:
        """The table's rows as mappings from column name to value."""
        names = [column.name for column in TABLES[table].columns]
        for row in self.tables.get(table, ()):
            yield dict(zip(names, row, strict=True))

    def subjects(self, kind: SubjectKind) -> list[str]:
        """Ids of all objects of a kind, in the order they stand in."""
        return [str(row[0]) for row in self.tables.get(kind.table, ())]

    def covers(self, table: str, subject: str, first: date, last: date) -> bool:
        """True when claims for the table and object together leave no day out."""
        spans = sorted(
            (claim.first, claim.last)
            for claim in self.coverage
            if claim.table == table and claim.subject in (subject, Everyone.ALL)
        )
        needed = first
        for start, end in spans:
            if start > needed:
                return False
            if end >= last:
                return True
            needed = max(needed, date.fromordinal(end.toordinal() + 1))
        return False

    def covered_until(self, table: str, subject: str) -> date | None:
        """Last day that any claim covers the object in the table, or None."""
        return max(
            (claim.last for claim in self.coverage
             if claim.table == table and claim.subject in (subject, Everyone.ALL)),
            default=None,
        )

    def owners(self, table: str, kind: SubjectKind, subject: str) -> list[str]:
        """The objects whose rows in the table concern the object: itself, or what it owns or belongs to."""
        owner = TABLES[table].owner
        if owner in (TABLES[kind.table].key, "objekt_id"):
            return [subject]
        if owner == TABLES[SubjectKind.CHANNEL.table].key:
            rows = self.rows(SubjectKind.CHANNEL.table)
            found = [str(row[owner]) for row in rows if kind is SubjectKind.ORGANISATION or row["nämnd_id"] == subject]
        elif kind is SubjectKind.CHANNEL and owner == TABLES[SubjectKind.BOARD.table].key:
            found = [str(row[owner]) for row in self.rows(SubjectKind.CHANNEL.table) if row["kanal_id"] == subject]
        else:
            found = [str(row[0]) for each in SubjectKind if TABLES[each.table].key == owner
                     for row in self.tables.get(each.table, ())]
        return found or [subject]
