"""Rows of evidence that a text or a table shows, though none of their words is a secret by itself.

A yes, a word among a few, a day or a number says nothing alone. It does beside the name of the object that the row is
about, and so many of a row's own values that hardly another thing has them all say which row it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from regelratt.app.disclosure.evidence.column_labels import LABELS, REGISTERS, is_closed, label_of, telling
from regelratt.app.disclosure.evidence.object_names import abbreviations, any_of, everyday_names
from regelratt.app.disclosure.evidence.secrets import NAMES_OF_BODIES
from regelratt.app.disclosure.evidence.spoken_values import NO, YES, SaidValue, Spoken, Value, days_in, spoken, value_of
from regelratt.app.disclosure.evidence.told_answers import answered_by, answers_of, are_told, asks
from regelratt.app.disclosure.text.plain_text import canonical, readings, words
from regelratt.app.disclosure.text.word_index import WordIndex
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.evidence import Evidence
from regelratt.domain.evidence import Value as Held
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import SubjectKind

_NAMING = NAMES_OF_BODIES - {"plattform"}
"""Columns that say which object, page or account a row is about."""
_REACH = 40
"""Words between a name, or a day, and what is said of it in one text."""
_AFTER_LABEL = 3
"""How soon after what a column is called its value stands."""
_FEW = 2
"""Values of a row that tell of it beside the name of its object, or beside the minute when something was done."""
_MANY = 4
"""Values of a row that tell of it in whatever company: beside them stands no name."""
_SHOWN = 8
"""Words to find the place by in its source."""
_SCHEME = re.compile("https?://")

_ORGANISATION = SubjectKind.ORGANISATION.table


class FoundRow(NamedTuple):
    """A row of evidence, or a column of it, that is shown somewhere."""

    source: str
    name: str
    """The name of the object it is told of, as it is written; else empty."""
    beside: str
    """The words where it stands, to find it by in its source."""


class _Cell(NamedTuple):
    """One value of a row."""

    value: Value
    day: date | None
    """The day of a time."""
    says_something: bool
    """True when the value says something by itself: a yes, a no, a number and free words do not."""
    is_closed: bool
    """False for free text, which is looked for by itself, and for what anybody can see."""

    @property
    def marks(self) -> list[Value]:
        """What leads to its row among those of one object."""
        return [*([self.value] if self.says_something else ()), *([self.day] if self.day else ())]


class _Row(NamedTuple):
    """The values of one row, in the order of its columns."""

    table: str
    cells: tuple[_Cell, ...]
    labelled: tuple[tuple[tuple[str, ...], Value], ...]
    """What columns are called, where that says enough, and what they hold."""
    answers: Mapping[str, Value]
    """What its columns answer, in the one row that a register has about an object."""


class _Subject:
    """What a name stands for: the rows that are about it, by what tells them from others."""

    def __init__(self) -> None:
        self.by_value: dict[Value, list[_Row]] = defaultdict(list)
        """The rows by each value that says something, and by the days of their times."""
        self.by_label = WordIndex[tuple[Value, _Row]]()
        """What each column holds, by what it is called."""
        self.facts: list[_Row] = []
        """The rows that have answers."""

    def add(self, row: _Row) -> None:
        """Know one more row."""
        for value in {form for cell in row.cells if cell.is_closed for form in cell.marks}:
            self.by_value[value].append(row)
        if row.answers:
            self.facts.append(row)
        for label, value in row.labelled:
            self.by_label.add(label, (value, row))

    def told_by(self, said: Sequence[SaidValue]) -> Iterator[_Row]:
        """The rows of which enough is said."""
        forms = {form for each in said for form in each.forms}
        rows = {id(row): row for form in forms & self.by_value.keys() for row in self.by_value[form]}
        yield from (row for row in rows.values() if _is_told_of(row, said))

    def answered(self, said: Spoken, first: int, last: int) -> Iterator[_Row]:
        """The rows of which these words give two answers."""
        yield from (row for row in self.facts if are_told(row.table, row.answers, said, first, last))

    def labelled(self, said: Spoken, first: int, last: int) -> Iterator[_Row]:
        """The rows of which a value stands right after what its column is called, among these words."""
        texts = [token.text for token in said.tokens[max(0, first):last]]
        for _, end, (value, row) in self.by_label.places(texts):
            if any(_stands_at(value, said, max(0, first) + end + after) for after in range(_AFTER_LABEL)):
                yield row


class EvidenceRows:
    """All rows of evidence that the public may not see, indexed by whom they are about and when."""

    def __init__(self, evidence: Evidence, run: Run) -> None:
        self._named = WordIndex[_Subject]()
        self._by_when: dict[Value, list[_Row]] = defaultdict(list)
        self._known: dict[str, tuple[FoundRow, ...]] = {}
        self._are_naming: dict[str, bool] = {}
        self._short = frozenset(name for _, name in abbreviations(evidence))
        self._shortened = any_of(self._short)
        by_name: dict[tuple[str, ...], _Subject] = defaultdict(_Subject)
        called = _called(evidence, run)
        bodies = {tuple(words(canonical(name))) for ident in evidence.subjects(SubjectKind.ORGANISATION)
                  for name in called.get(ident, ())}
        for table in (each for each in TABLES.values() if each.name != _ORGANISATION):
            for held in evidence.rows(table.name):
                row = _row(table, held)
                own = {str(held[name]) for name in _NAMING & table.names if held[name]}
                for name in own.union(called.get(str(held[table.owner]), ())):
                    by_name[tuple(words(canonical(_SCHEME.sub("", name))))].add(row)
                for value in {cell.value for cell in row.cells if isinstance(cell.value, date)}:
                    self._by_when[value].append(row)
        for said in by_name.keys() - bodies - {()}:
            for form in (said, (*said[:-1], f"{said[-1]}s")):
                self._named.add(form, by_name[said])

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
        if text not in self._are_naming:
            self._are_naming[text] = any(
                self._named.may_hold(words(plain)) and any(self._subjects(spoken(plain)))
                for plain in readings(text))
        return self._are_naming[text]

    def told_by_head(self, table: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        """The columns of evidence that a table has beside names of objects, whatever it says in them."""
        for place, head in enumerate(table[0] if table else ()):
            said = words(canonical(head))
            label = label_of(said) or label_of(answered_by(said, [row[place] for row in table[1:] if place < len(row)]))
            for row in table[1:] if label else ():
                cells = [*row[:place], *row[place + 1:]]
                others = " | ".join(cells)
                is_of_object = self.names(others) or any(cell.strip() in self._short for cell in cells)
                if label and place < len(row) and row[place].strip() and is_of_object:
                    yield FoundRow(f"underlagets tabell {label[1].name}, kolumnen {label[2].name}", others, head)
                    break

    def told_under_heads(self, table: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        """The rows that a table shows by what its heads ask and its cells answer, beside names of objects."""
        asked = [asks(canonical(head)) for head in (table[0] if table else ())]
        for row in table[1:] if sum(asked) >= _FEW else ():
            cells = [f"{head}: {cell}" if is_asked else cell
                     for head, cell, is_asked in zip(table[0], row, asked, strict=False)
                     if is_asked or self.names(cell)]
            yield from self.told_in(" | ".join(cells))

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
        if len(said.values) >= _FEW:
            for each in said.values:
                for form in each.forms:
                    yield from self._told_by(form, said, each.place)

    def _told_by(self, form: Value, said: Spoken, place: int) -> Iterator[FoundRow]:
        """The rows that a time, or a day with other values, singles out."""
        if rows := self._by_when.get(form, ()):
            near = said.near(place, place + 1, _REACH)
            told = _told_with_time if isinstance(form, datetime) else _told_in_order
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


def _row(table: Table, held: Mapping[str, Held]) -> _Row:
    told = telling(table) - NAMES_OF_BODIES
    columns = [(each, held[each.name]) for each in table.columns if each.name in told or _is_day(each)]
    cells = [_cell(column, value, is_telling=column.name in told) for column, value in columns if value is not None]
    labelled = [
        (said, _value(held[column.name])) for said, of, column in LABELS
        if of is table and held[column.name] is not None]
    answers = answers_of(table.name, held) if table.name in REGISTERS else {}
    return _Row(table.name, tuple(cells), tuple(labelled), answers)


def _is_day(column: Column) -> bool:
    return column.type in (ColumnType.MOMENT, ColumnType.DATE)


def _cell(column: Column, held: Held, *, is_telling: bool) -> _Cell:
    value = _value(held)
    day = value.date() if isinstance(value, datetime) else None
    says_something = is_telling and value not in (YES, NO) and not isinstance(value, int) and is_closed(column)
    return _Cell(value, day, says_something, is_telling and is_closed(column))


def _value(held: Held) -> Value:
    if isinstance(held, bool):
        return YES if held else NO
    if isinstance(held, datetime):
        return held.replace(second=0, microsecond=0, tzinfo=None)
    return value_of(words(canonical(held))) if isinstance(held, str) else held or 0


def _shared(cells: Sequence[_Cell], said: Sequence[SaidValue]) -> Iterator[tuple[_Cell, bool]]:
    """The values that are said too, each as many times as it is, and whether more than the day of a time is."""
    left = [each.forms for each in said]
    for is_whole in (True, False):
        for cell in cells:
            wanted = cell.value if is_whole else cell.day
            place = next((place for place, forms in enumerate(left) if wanted in forms), None)
            if place is not None:
                del left[place]
                yield cell, is_whole


def _is_told_of(row: _Row, said: Sequence[SaidValue]) -> bool:
    """True when enough is said of a row whose object is named: two values of which one says something, or many."""
    found = list(_shared([cell for cell in row.cells if cell.is_closed], said))
    if len(found) >= _FEW and any(cell.says_something and is_whole for cell, is_whole in found):
        return True
    return len(found) >= _MANY and any(cell.day for cell, _ in found)


def _stands_at(value: Value, said: Spoken, place: int) -> bool:
    if place >= len(said.tokens) or said.tokens[place].is_asked:
        return False
    if isinstance(value, tuple):
        there = tuple(token.text for token in said.tokens[place:place + len(value)])
        return there == value or value_of(there) == value
    return value in said.tokens[place].forms or value == value_of([said.tokens[place].text])


def _told_with_time(rows: Iterable[_Row], time: Value, said: Sequence[SaidValue]) -> Iterator[_Row]:
    """The rows whose minute stands with two more of their values, or with one more minute."""
    for row in rows:
        found = [cell for cell, is_whole in _shared(row.cells, said) if is_whole and cell.value != time]
        if sum(_FEW if cell.day else 1 for cell in found) >= _FEW:
            yield row


def _told_in_order(rows: Iterable[_Row], day: Value, said: Sequence[SaidValue]) -> Iterator[_Row]:
    """The rows of which many different values, and among them the day, stand in the order of their columns."""
    spoken_values = {form for each in said for form in each.forms}
    for row in rows:
        cells = [cell.value for cell in row.cells if cell.value in spoken_values]
        if len(set(cells)) >= _MANY and _is_in_order(cells, day, said):
            yield row


def _is_in_order(cells: Sequence[Value], day: Value, said: Sequence[SaidValue]) -> bool:
    """True when enough of these values stand in this order, and among them the day."""
    longest: list[tuple[Value, ...]] = [()] * (len(cells) + 1)
    for each in said:
        before = longest[:]
        for place, value in enumerate(cells):
            longer = (*before[place], value) if value in each.forms else ()
            longest[place + 1] = max(longer, before[place + 1], longest[place], key=lambda found: len(set(found)))
    return len(set(longest[-1])) >= _MANY and day in longest[-1]
