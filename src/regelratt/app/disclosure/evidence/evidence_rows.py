"""Rows of evidence that a text or a table shows, though none of their words is a secret by itself.

A yes, a word among a few, a day or a number says nothing alone. It does beside the name of the object that the row is
about, and so many of a row's own values that hardly another thing has them all say which row it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from regelratt.app.disclosure.evidence.column_cells import Beside, Named, beside_in, tells
from regelratt.app.disclosure.evidence.column_labels import SMALL, label_of
from regelratt.app.disclosure.evidence.object_names import abbreviations, any_of, everyday_names, without_marks
from regelratt.app.disclosure.evidence.row_values import (
    FEW,
    MANY,
    Row,
    is_told_of,
    names_days,
    row_of,
    told_by_many,
    told_with_time,
)
from regelratt.app.disclosure.evidence.secrets import NAMES_OF_BODIES
from regelratt.app.disclosure.evidence.spoken_values import SaidValue, Spoken, Value, days_in, spoken, value_of
from regelratt.app.disclosure.evidence.told_answers import answered_by, are_told, asks, role_asked
from regelratt.app.disclosure.text.opened_heads import OpenedHeads
from regelratt.app.disclosure.text.plain_text import canonical, readings, words
from regelratt.app.disclosure.text.word_index import WordIndex
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES
from regelratt.domain.words import SubjectKind

_NAMING = NAMES_OF_BODIES - {"plattform"}
"""Columns that say which object, page or account a row is about."""
_REACH = 40
"""Words between a name, or a day, and what is said of it in one text."""
_AFTER_LABEL = 3
"""How soon after what a column is called its value stands."""
_SHOWN = 8
"""Words to find the place by in its source."""
_SCHEME = re.compile("https?://")
_COLUMNS = [[tuple(words(canonical(column.name))) for column in table.columns] for table in TABLES.values()]
"""What the columns of each table are called, in their order."""

_ORGANISATION = SubjectKind.ORGANISATION.table
_KINDS = {kind.table: kind for kind in (SubjectKind.BOARD, SubjectKind.CHANNEL)}


class FoundRow(NamedTuple):
    """A row of evidence, or a column of it, that is shown somewhere."""

    source: str
    name: str
    """The name of the object it is told of, as it is written; else empty."""
    beside: str
    """The words where it stands, to find it by in its source."""
    may_be_opened: bool = False
    """True for a column beside boards, which the settings may open by its head."""


class _Subject:
    """What a name stands for: the rows that are about it, by what tells them from others."""

    def __init__(self) -> None:
        self.by_value: dict[Value, list[Row]] = defaultdict(list)
        """The rows by each value that says something, and by the days of their times."""
        self.by_label = WordIndex[tuple[Value, Row]]()
        """What each column holds, by what it is called."""
        self.facts: list[Row] = []
        """The rows that have answers."""
        self.kind: SubjectKind | None = None
        """A channel or a board, when it has a row in the register of those."""

    def add(self, row: Row) -> None:
        """Know one more row."""
        self.kind = _KINDS.get(row.table, self.kind) if self.kind is not SubjectKind.CHANNEL else self.kind
        for value in {form for cell in row.cells if cell.is_closed for form in cell.marks}:
            self.by_value[value].append(row)
        if row.answers:
            self.facts.append(row)
        for label, value in row.labelled:
            self.by_label.add(label, (value, row))

    def told_by(self, said: Sequence[SaidValue]) -> Iterator[Row]:
        """The rows of which enough is said."""
        forms = {form for each in said for form in each.forms}
        rows = {id(row): row for form in forms & self.by_value.keys() for row in self.by_value[form]}
        yield from (row for row in rows.values() if is_told_of(row, said))

    def answered(self, said: Spoken, first: int, last: int) -> Iterator[Row]:
        """The rows of which these words give two answers."""
        yield from (row for row in self.facts if are_told(row.table, row.answers, said, first, last))

    def labelled(self, said: Spoken, first: int, last: int) -> Iterator[Row]:
        """The rows of which a value stands right after what its column is called, among these words."""
        texts = [token.text for token in said.tokens[max(0, first):last]]
        for _, end, (value, row) in self.by_label.places(texts):
            if any(_stands_at(value, said, max(0, first) + end + after) for after in range(_AFTER_LABEL)):
                yield row


class EvidenceRows:
    """All rows of evidence that the public may not see, indexed by whom they are about and when."""

    def __init__(self, evidence: Evidence, run: Run, opened: OpenedHeads) -> None:
        self._opened = opened
        self._named = WordIndex[_Subject]()
        self._called = WordIndex[str]()
        self._by_when: dict[Value, list[Row]] = defaultdict(list)
        self._known: dict[str, tuple[FoundRow, ...]] = {}
        self._kinds: dict[str, frozenset[SubjectKind | None]] = {}
        self._short = frozenset(name for _, name in abbreviations(evidence))
        self._shortened = any_of(self._short)
        by_name: dict[tuple[str, ...], _Subject] = defaultdict(_Subject)
        called = _called(evidence, run)
        bodies = {tuple(words(canonical(name))) for ident in evidence.subjects(SubjectKind.ORGANISATION)
                  for name in called.get(ident, ())}
        for table in (each for each in TABLES.values() if each.name != _ORGANISATION):
            for held in evidence.rows(table.name):
                row = row_of(table, held)
                own = {str(held[name]) for name in _NAMING & table.names if held[name]}
                for name in own.union(called.get(str(held[table.owner]), ())):
                    by_name[tuple(words(canonical(_SCHEME.sub("", name))))].add(row)
                for value in {cell.value for cell in row.cells if isinstance(cell.value, date)}:
                    self._by_when[value].append(row)
        for said in by_name.keys() - bodies - {()}:
            for form in (said, (*said[:-1], f"{said[-1]}s")):
                self._named.add(form, by_name[said])
                self._called.add(tuple(map(without_marks, form)), " ".join(form))

    def told_in(self, text: str) -> tuple[FoundRow, ...]:
        """The rows that one text shows: a paragraph, a line, or cells with signs between them; of each table one."""
        if text not in self._known:
            found = {(row.source, row.name): row for plain in readings(text) for row in self._told(plain)}
            self._known[text] = tuple(found.values())
        return self._known[text]

    def concerns(self, plain: str, said: Sequence[str]) -> bool:
        """False when a canonical text with these words names nothing and says no day of any row; cheap."""
        is_named = self._named.may_hold(said) or self._shortened.search(plain)
        return bool(is_named) or not self._by_when.keys().isdisjoint(days_in(plain))

    def names(self, text: str) -> bool:
        """True when the text names an object."""
        return bool(self.kinds_named(text))

    def kinds_named(self, text: str) -> frozenset[SubjectKind | None]:
        """The kinds of the objects that a text names, None for what is neither a channel nor a board."""
        if text not in self._kinds:
            self._kinds[text] = frozenset(
                subject.kind for plain in readings(text) if self._named.may_hold(words(plain))
                for _, _, subject in self._subjects(spoken(plain)))
        return self._kinds[text]

    def named_by(self, called: str) -> str | None:
        """The object that a file or a folder is called as, in the letters of its row."""
        said = [without_marks(word) for word in words(canonical(called))]
        return next((name for _, _, name in self._called.places(said)), None)

    def told_by_head(self, table: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        """The columns of evidence that a table has beside names of objects."""
        named = Named(self._is_name, self._kinds_in_cell)
        rows: list[Beside] = []
        for place, head in enumerate(table[0] if table else ()):
            said = words(canonical(head))
            cells = [row[place] if place < len(row) else "" for row in table[1:]]
            label = label_of(said) or label_of(answered_by(said, cells)) or role_asked(said, cells)
            if label is None:
                continue
            rows = rows or [beside_in(row, table[0], named) for row in table[1:]]
            is_opened = head in self._opened
            for cell, row, beside in zip(cells, table[1:], rows, strict=True):
                if (beside.others or not is_opened) and tells(label, head, cell, place, beside, named):
                    others = " | ".join((*row[:place], *row[place + 1:]))
                    source = f"underlagets tabell {label[1].name}, kolumnen {label[2].name}"
                    yield FoundRow(source, others, head, not beside.others)
                    break

    def _kinds_in_cell(self, cell: str) -> frozenset[SubjectKind | None]:
        return frozenset({SubjectKind.BOARD}) if cell.strip() in self._short else self.kinds_named(cell)

    def _is_name(self, cell: str) -> bool:
        """True when a cell is names of objects, and nothing more."""
        if cell.strip() in self._short:
            return True
        if not self.names(cell):
            return False
        said = spoken(canonical(cell))
        named = {place for first, last, _ in self._subjects(said) for place in range(first, last)}
        return all(place in named or len(token.text) <= SMALL for place, token in enumerate(said.tokens))

    def told_under_heads(self, table: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        """The rows that a table shows by what its heads ask, or what days they have, and its cells answer, beside names
        of objects.
        """
        asked = [asks(canonical(head)) or names_days(words(canonical(head))) for head in (table[0] if table else ())]
        for row in table[1:] if sum(asked) >= FEW else ():
            cells = [f"{head}: {cell}" if is_asked else cell
                     for head, cell, is_asked in zip(table[0], row, asked, strict=False)
                     if is_asked or self.names(cell)]
            yield from self.told_in(" | ".join(cells))

    def told_in_columns(self, table: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        """The rows that a table shows under the names of the columns of evidence, in whatever order they stand."""
        heads = [tuple(words(canonical(head))) for head in (table[0] if table else ())]
        for columns in _COLUMNS:
            places = [heads.index(name) for name in columns if name in heads]
            if len(places) >= MANY and places != sorted(places):
                for row in table[1:]:
                    in_order = " | ".join(row[place] for place in places if place < len(row))
                    yield from (found._replace(beside=" ".join(row)) for found in self.told_in(in_order))

    def _told(self, plain: str) -> Iterator[FoundRow]:
        if not self.concerns(plain, words(plain)):
            return
        said = spoken(plain)
        for first, last, subject in self._subjects(said):
            near = said.near(first, last, _REACH)
            start, end = first - _REACH, last + _REACH
            for row in (*subject.told_by(near), *subject.labelled(said, start, end),
                        *subject.answered(said, start, end)):
                yield FoundRow(
                    f"underlagets tabell {row.table}", said.words(first, last), said.words(first, last + _SHOWN))
        if len(said.values) >= FEW:
            for each in said.values:
                for form in each.forms:
                    yield from self._told_by(form, said, each.place)

    def _told_by(self, form: Value, said: Spoken, place: int) -> Iterator[FoundRow]:
        """The rows that a time, or a day with other values, singles out."""
        if rows := self._by_when.get(form, ()):
            near = said.near(place, place + 1, _REACH)
            told = told_with_time if isinstance(form, datetime) else told_by_many
            for row in told(rows, form, near):
                yield FoundRow(f"underlagets tabell {row.table}", "", said.words(place, place + _SHOWN))

    def _subjects(self, said: Spoken) -> Iterator[tuple[int, int, _Subject]]:
        """What is named, and from where to where."""
        return self._named.places([token.text for token in said.tokens])


def _called(evidence: Evidence, run: Run) -> Mapping[str, set[str]]:
    """What each object is called: its id, its title and the names in its own row."""
    called: dict[str, set[str]] = defaultdict(set)
    for kind in SubjectKind:
        table = TABLES[kind.table]
        for held in evidence.rows(kind.table):
            called[str(held[table.key])] |= {
                str(held[name]) for name in (table.key, *(_NAMING & table.names)) if held[name]}
    for ident, name in (*run.subject_names, *everyday_names(evidence)):
        called[ident].add(name)
    return called


def _stands_at(value: Value, said: Spoken, place: int) -> bool:
    if place >= len(said.tokens) or said.tokens[place].is_asked:
        return False
    if isinstance(value, tuple):
        there = tuple(token.text for token in said.tokens[place:place + len(value)])
        return there == value or value_of(there) == value
    return value in said.tokens[place].forms or value == value_of([said.tokens[place].text])
