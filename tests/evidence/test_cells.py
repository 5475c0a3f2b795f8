"""Cells as typed values: what is kept, what is converted, and that nothing else is let in."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regelratt.domain.columns import Column, ColumnType
from regelratt.loaders.cells import ColumnReader, Problem
from regelratt.loaders.csv_table import CsvText

PLAIN = st.text(st.sampled_from('ab,"\n åäö'), max_size=12)


def _read(kind: ColumnType, text: str) -> Any:
    return ColumnReader(Column("kolumn", kind, "en prövad kolumn")).read(text)


@pytest.mark.parametrize(("text", "moment"), [
    ("2026-06-30 14:05", datetime(2026, 6, 30, 14, 5)), ("2026-06-30T14:05:06.5", datetime(2026, 6, 30, 14, 5, 6, 500_000)),
    ("2026-06-30T14:05:00Z", datetime(2026, 6, 30, 16, 5)), ("2026-01-01 00:30+02:00", datetime(2025, 12, 31, 23, 30)),
])
def test_offset_is_converted_to_swedish_time(text: str, moment: datetime) -> None:
    """An offset is converted and never dropped: the same moment has one time in Sweden, summer and winter."""
    assert _read(ColumnType.MOMENT, text) == moment


@given(st.text(max_size=30), st.sampled_from(ColumnType))
@example("9" * 5000, ColumnType.INTEGER)
@example("0001-01-01 00:00+14:00", ColumnType.MOMENT)
def test_every_text_is_a_value_or_a_problem(text: str, kind: ColumnType) -> None:
    """Nothing is raised; a value has the column's type, and its own spelling gives it again."""
    value = _read(kind, text)
    if isinstance(value, Problem):
        assert value.message.endswith(".")
        assert value.remedy
        return
    types = {ColumnType.TEXT: str, ColumnType.INTEGER: int, ColumnType.DATE: date, ColumnType.MOMENT: datetime, ColumnType.BOOLEAN: bool}
    assert value is None or type(value) is types[kind]
    if value not in (None, ""):
        again = {True: "ja", False: "nej"}[value] if kind is ColumnType.BOOLEAN else str(value)
        assert _read(kind, again) == value


@given(st.lists(st.lists(PLAIN, min_size=2, max_size=2), min_size=1, max_size=6))
def test_cells_are_found_where_they_stand(rows: list[list[str]]) -> None:
    """Whatever quotes, commas and line breaks the cells have, they are read as written and found at their place."""
    written = "".join(",".join('"' + each.replace('"', '""') + '"' for each in row) + "\n" for row in [["a", "b"], *rows])
    csv = CsvText(written, 5)
    found = csv.read(lambda *said: pytest.fail(str(said)))
    assert found is not None
    header, kept = found[0], list(found[1])
    assert header == (5, ["a", "b"])
    assert [row for _, row in kept] == [row for row in rows if "".join(row).strip()]
    lines = written.split("\n")
    for line, row in kept:
        for index, each in enumerate(row):
            number, column = csv.column_of(line, index)
            begins = '"' + each.replace('"', '""').split("\n")[0]
            assert lines[number - 5][column - 1:].startswith(begins)
    assert all(first < second for (first, _), (second, _) in pairwise(kept))


class _Looked(str):
    """A text that counts the characters that are looked through for another."""

    __slots__ = ()
    looked = 0

    def find(self, sought: str, start: Any = 0, end: Any = None) -> int:
        found = super().find(sought, start, end)
        _Looked.looked += (found if found >= 0 else len(self)) - start
        return found


def test_a_misplaced_quote_is_found_without_looking_further() -> None:
    """A row of twice as many cells takes twice the work, also when no line break ends it."""
    counted, told = [], list[tuple[object, ...]]()
    for cells in (2_000, 4_000):
        _Looked.looked = 0
        text = CsvText(_Looked("a,b\n" + "a," * cells + '"x"y'))
        found = text.read(lambda *said: told.append(said))
        assert found is not None
        assert list(found[1]) == []
        assert told[-1][:2] == (2, 2 * cells + 4)
        counted.append(_Looked.looked)
    assert counted[1] < 2.5 * counted[0]
