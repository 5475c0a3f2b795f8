"""Coverage: whether claims together leave no day out, and how rows are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.columns import ColumnType
from regelratt.domain.content import CoverageClaim
from regelratt.domain.evidence import Evidence
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Everyone, SubjectKind, Whom

START = date(2026, 1, 1)
SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), max_size=6)


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _evidence(spans: list[tuple[int, int]], subject: Whom = "K1") -> Evidence:
    claims = tuple(CoverageClaim("uppsikt", subject, _day(first), _day(first + length)) for first, length in spans)
    return Evidence(coverage=claims)


@given(spans=SPANS, first=st.integers(0, 40), length=st.integers(0, 20))
def test_covers_is_day_by_day(spans: list[tuple[int, int]], first: int, length: int) -> None:
    """Claims cover a period exactly when each of its days lies in one of them, overlaps and gaps and all."""
    days = {day for start, more in spans for day in range(start, start + more + 1)}
    wanted = set(range(first, first + length + 1)) <= days
    assert _evidence(spans).covers("uppsikt", "K1", _day(first), _day(first + length)) is wanted


def test_coverage_is_per_table_and_object() -> None:
    """A claim counts for its own table and object, or for all objects."""
    evidence = _evidence([(0, 30)])
    assert evidence.covers("uppsikt", "K1", START, _day(30))
    assert not evidence.covers("uppsikt", "K2", START, _day(30))
    assert not evidence.covers("borttagningar", "K1", START, _day(30))
    assert _evidence([(0, 30)], Everyone.ALL).covers("uppsikt", "K2", START, _day(30))


def test_no_id_is_all_objects() -> None:
    """An object that is called as the word for all is one object: what is claimed of it holds for nobody else."""
    evidence = _evidence([(0, 30)], str(Everyone.ALL))
    assert evidence.covers("uppsikt", "alla", START, _day(30))
    assert not evidence.covers("uppsikt", "K2", START, _day(30))
    assert evidence.covered_until("uppsikt", "K2") is None


def test_last_covered_day() -> None:
    """The end of the last claim, and None where there is no claim."""
    evidence = _evidence([(5, 5), (20, 1)])
    assert evidence.covered_until("uppsikt", "K1") == _day(21)
    assert evidence.covered_until("uppsikt", "K9") is None


def test_no_claim_covers_nothing() -> None:
    """Without claims nothing is covered, not even one day."""
    assert not Evidence().covers("kanaler", "K1", START, START)


def test_rows_and_subjects() -> None:
    """Rows are read by column name, and objects in the order they stand in."""
    width = len(TABLES["nämnder"].columns) - 2
    evidence = Evidence({"nämnder": (("N2", "Två", *[None] * width), ("N1", "Ett", *[None] * width))})
    assert [row["namn"] for row in evidence.rows("nämnder")] == ["Två", "Ett"]
    assert evidence.subjects(SubjectKind.BOARD) == ["N2", "N1"]
    assert list(evidence.rows("kanaler")) == []


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_well_formed(name: str) -> None:
    """Each table has a required key, an owner column, a dated moment column and unlike column names."""
    table = TABLES[name]
    names = [column.name for column in table.columns]
    assert table.name == name
    assert len(set(names)) == len(names)
    assert table.columns[0].required
    assert table.owner in names
    if table.moment:
        moment = table.column(table.moment)
        assert moment is not None
        assert moment.type in (ColumnType.DATE, ColumnType.MOMENT)
        assert moment.required
    assert all(column.about for column in table.columns)


@given(of_one=SPANS, of_all=SPANS, first=st.integers(0, 40), length=st.integers(0, 20))
def test_claims_of_one_and_of_all_cover_together(
    of_one: list[tuple[int, int]], of_all: list[tuple[int, int]], first: int, length: int
) -> None:
    """Each day lies in one of them, whoever they are of; the last day is the last of all."""
    evidence = Evidence(coverage=_evidence(of_one).coverage + _evidence(of_all, Everyone.ALL).coverage)
    days = {day for start, more in of_one + of_all for day in range(start, start + more + 1)}
    wanted = set(range(first, first + length + 1)) <= days
    assert evidence.covers("uppsikt", "K1", _day(first), _day(first + length)) is wanted
    assert evidence.covered_until("uppsikt", "K1") == (_day(max(days)) if days else None)


class _Counted(tuple[CoverageClaim, ...]):
    """Claims that count how often they are gone through."""

    __slots__ = ()
    times = 0

    def __iter__(self) -> Iterator[CoverageClaim]:
        _Counted.times += 1
        return super().__iter__()


def test_claims_are_gone_through_once() -> None:
    """However many objects ask; claims of days that follow on one another are one span."""
    _Counted.times = 0
    evidence = Evidence(coverage=_Counted(_evidence([(n, 0) for n in range(300)], Everyone.ALL).coverage))
    for number in range(50):
        assert evidence.covered_until("uppsikt", f"K{number}") == _day(299)
        assert evidence.covers("uppsikt", f"K{number}", START, _day(299))
    assert _Counted.times == 1
    assert [len(spans) for spans in vars(evidence)["_spans"].values()] == [1]


def test_rows_of_channels_are_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many boards and channels ask what concerns them."""
    asked: list[str] = []
    plain = Evidence.rows
    monkeypatch.setattr(Evidence, "rows", lambda self, table: (asked.append(table), plain(self, table))[1])
    names = [column.name for column in TABLES["kanaler"].columns]
    rows = tuple(
        tuple({"kanal_id": f"F{n}", "nämnd_id": f"N{n % 3}" if n % 4 else None}.get(name) for name in names) for n in range(12))
    evidence = Evidence({"kanaler": rows})
    for n in range(3):
        expected = [f"F{each}" for each in range(12) if each % 4 and each % 3 == n]
        assert evidence.owners("uppsikt", SubjectKind.BOARD, f"N{n}") == expected
    assert evidence.owners("uppsikt", SubjectKind.BOARD, "N9") == ["N9"]
    assert evidence.owners("nämnder", SubjectKind.CHANNEL, "F4") == ["None"]
    assert evidence.owners("nämnder", SubjectKind.CHANNEL, "F5") == ["N2"]
    assert len(evidence.owners("uppsikt", SubjectKind.ORGANISATION, "O1")) == 12
    assert len(asked) <= 2
