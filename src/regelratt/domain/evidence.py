"""Evidence: typed rows, where they came from, and what they cover (DESIGN section 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

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
        spans = sorted(self._spans_for(table, subject))
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
        return max((last for _, last in self._spans_for(table, subject)), default=None)

    def _spans_for(self, table: str, subject: str) -> list[tuple[date, date]]:
        asked: set[Whom] = {subject, Everyone.ALL}
        return [span for whom in asked for span in self._spans.get((table, whom), ())]

    @cached_property
    def _spans(self) -> Mapping[tuple[str, Whom], list[tuple[date, date]]]:
        """The days that claims cover, by what they are about; those that follow on one another are one span.

        Every object asks for its own, and for those that all have.
        """
        found: defaultdict[tuple[str, Whom], list[tuple[date, date]]] = defaultdict(list)
        for claim in sorted(self.coverage, key=lambda each: each.first):
            spans = found[claim.table, claim.subject]
            if spans and claim.first.toordinal() <= spans[-1][1].toordinal() + 1:
                spans[-1] = spans[-1][0], max(spans[-1][1], claim.last)
            else:
                spans.append((claim.first, claim.last))
        return found

    def owners(self, table: str, kind: SubjectKind, subject: str) -> list[str]:
        """The objects whose rows in the table concern the object: itself, or what it owns or belongs to."""
        owner = TABLES[table].owner
        if owner in (TABLES[kind.table].key, "objekt_id"):
            return [subject]
        if owner == TABLES[SubjectKind.CHANNEL.table].key:
            found = self._channels.get(None if kind is SubjectKind.ORGANISATION else subject, [])
        elif kind is SubjectKind.CHANNEL and owner == TABLES[SubjectKind.BOARD.table].key:
            found = self._boards.get(subject, [])
        else:
            found = [str(row[0]) for each in SubjectKind if TABLES[each.table].key == owner
                     for row in self.tables.get(each.table, ())]
        return found or [subject]

    def owned_by(self, subject: str) -> list[str]:
        """The object itself, and those that own it: its boards, and the organisation."""
        organisation = self.subjects(SubjectKind.ORGANISATION)
        return [subject, *self._boards.get(subject, []), *organisation]

    @cached_property
    def _channels(self) -> Mapping[str | None, list[str]]:
        """The channels of each board, and under None all of them."""
        found: defaultdict[str | None, list[str]] = defaultdict(list)
        for row in self.rows(SubjectKind.CHANNEL.table):
            for board in {None, row["nämnd_id"]}:
                found[board if board is None else str(board)].append(str(row["kanal_id"]))
        return found

    @cached_property
    def _boards(self) -> Mapping[str, list[str]]:
        """The boards of each channel, as its rows have it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.rows(SubjectKind.CHANNEL.table):
            found[str(row["kanal_id"])].append(str(row["nämnd_id"]))
        return found
