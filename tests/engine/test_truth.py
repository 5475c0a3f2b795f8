"""What logic says an expression can be, against what DuckDB says it is on every row there could be."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.domain.tables import TABLES
from regelratt.engine import truth
from regelratt.engine.names import Names
from regelratt.engine.statement import Use, statement
from regelratt.engine.tree import Node, spelling
from regelratt.engine.truth import MOST_LOOKED_AT, TRUTHS, Truth, Truths
from tests.engine.scene import KNOWN, _reader

STATUS = TABLES["kanaler"].column("status")
FACTOR = TABLES["kanaler"].column("tvåfaktor")
assert STATUS
assert FACTOR


@pytest.fixture(scope="module")
def rows() -> duckdb.DuckDBPyConnection:
    """Every combination of the words of two columns and a truth, with some numbers, days and texts, and the unknown."""
    connection = duckdb.connect(":memory:", config={"threads": 1})
    parts = {
        "status": [*STATUS.choices, None], "tvåfaktor": [*FACTOR.choices, None], "central_administratör": [True, False, None],
        "antal_med_åtkomst": [0, 1, 2, 3, 4, None], "startdatum": ["2025-12-31", "2026-01-01", "2026-03-01", "2026-06-01", None], "syfte": ["a", "b", "annat", None],
    }
    kinds = {"central_administratör": "BOOLEAN", "antal_med_åtkomst": "BIGINT", "startdatum": "DATE"}
    sources = [
        "(VALUES " + ", ".join(f"(CAST({'NULL' if value is None else repr(value)} AS {kinds.get(name, 'VARCHAR')}))" for value in values) + f') AS t_{number}("{name}")'
        for number, (name, values) in enumerate(parts.items())]
    connection.execute("CREATE TABLE kanaler AS SELECT * FROM " + " CROSS JOIN ".join(sources))
    return connection


def parsed(sql: str) -> tuple[Node, Names]:
    """The one expression of a krav, with its names."""
    root = _reader()._ask("json_serialize_sql", statement(Use.CHECK, sql, "kanaler", KNOWN).text)["statements"][0]["node"]  # noqa: SLF001  # the tree itself
    return root["select_list"][0], Names(root)


def possible_truths(node: Node, names: Names) -> frozenset[Truth]:
    """The answers that an expression can give, when nothing else has been looked at."""
    return Truths(names).possible(node)


FINITE = st.one_of(
    st.tuples(st.just("status"), st.sampled_from(["=", "<>"]), st.sampled_from([repr(word) for word in STATUS.choices])).map(" ".join),
    st.tuples(st.sampled_from(["'ja'", "'nej'"]), st.sampled_from(["=", "<>"]), st.just("tvåfaktor")).map(" ".join),
    st.lists(st.sampled_from([repr(word) for word in STATUS.choices]), min_size=1, max_size=3).map(lambda words: f"status IN ({', '.join(words)})"),
    st.sampled_from(["status IS NULL", "tvåfaktor IS NOT NULL", "central_administratör", "central_administratör IS NULL", "central_administratör = true",
                     "status = status", "tvåfaktor <> tvåfaktor", "(status = 'aktiv') IS NULL"]),
)
OTHER = st.sampled_from([
    "antal_med_åtkomst > 2", "antal_med_åtkomst <= 2", "3 < antal_med_åtkomst", "antal_med_åtkomst = 2", "antal_med_åtkomst BETWEEN 1 AND 3", "antal_med_åtkomst IS NULL", "antal_med_åtkomst > 1.5",
    "startdatum > '2026-01-01'", "startdatum <= DATE '2026-03-01'", "startdatum IS NOT NULL", "DATE '2026-06-01' = startdatum", "syfte = 'a'", "syfte <> 'b'", "syfte IN ('a', 'b')", "syfte IS NULL",
    "length(syfte) > 1", "syfte = tvåfaktor", "syfte LIKE 'a%'", "antal_med_åtkomst * 2 > 4", "status > 'b'", "startdatum < DATE '2026-01-01' + 40",
])


def _grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(parts, st.sampled_from([" AND ", " OR "]), parts).map(lambda each: f"({''.join(each)})"),
        parts.map(lambda each: f"(NOT {each})"), st.tuples(parts, parts).map(lambda each: f"coalesce({each[0]}, {each[1]})"),
        st.tuples(parts, parts, parts).map(lambda each: f"(CASE WHEN {each[0]} THEN {each[1]} ELSE {each[2]} END)"),
        st.tuples(parts, parts).map(lambda each: f"(CASE WHEN {each[0]} THEN {each[1]} END)"),
    )


def _actual(rows: duckdb.DuckDBPyConnection, sql: str) -> set[bool | None]:
    return {truth for (truth,) in rows.execute(f"SELECT DISTINCT ({sql}) FROM kanaler").fetchall()}


@settings(max_examples=150)
@given(st.recursive(FINITE, _grown, max_leaves=5))
def test_words_and_truths_are_decided_exactly(rows: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Over columns with known words and truths the answer is just what all rows give: no more and no less."""
    assert possible_truths(*parsed(sql)) == _actual(rows, sql)


@settings(max_examples=150)
@given(st.recursive(st.one_of(FINITE, OTHER), _grown, max_leaves=5))
def test_what_rows_give_is_never_ruled_out(rows: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Over any columns: what some row gives is among the answers, so no check that can fail is called one that cannot."""
    assert _actual(rows, sql) <= possible_truths(*parsed(sql))


def test_too_many_combinations_say_nothing() -> None:
    """Where trying everything would take too long, everything is possible."""
    sql = " AND ".join(f"length(syfte) > {number}" for number in range(1, 12)) + " AND syfte IS NULL AND syfte IS NOT NULL"
    assert MOST_LOOKED_AT < 3**11
    assert possible_truths(*parsed(sql)) == frozenset(TRUTHS)


def test_a_long_expression_that_is_tried_many_times_says_nothing() -> None:
    """Few combinations of many parts take as long as many of few; a short one of the same kind is decided."""
    never = [f"(syfte = '{number}' AND syfte IS NULL)" for number in range(47)]
    assert possible_truths(*parsed(" OR ".join(never))) < frozenset(TRUTHS)
    assert MOST_LOOKED_AT < 49 * 47 * 20 * 3
    assert possible_truths(*parsed(" OR ".join(never * 20))) == frozenset(TRUTHS)


def test_every_value_of_a_list_is_looked_at() -> None:
    """A list is as many comparisons as it has values, tried with as many values: a long one says nothing."""
    def listed(count: int) -> str:
        return f"syfte IN ({', '.join(repr(str(number)) for number in range(count))}) AND syfte IS NULL"

    assert possible_truths(*parsed(listed(50))) < frozenset(TRUTHS)
    assert 4 * 1_000 < MOST_LOOKED_AT < 1_000 * 1_000
    assert possible_truths(*parsed(listed(1_000))) == frozenset(TRUTHS)


def test_many_parts_of_one_piece_of_sql_have_one_patience() -> None:
    """What is spent on one condition is not there for the next, nor for those that each condition is put together from."""
    node, names = parsed(" OR ".join(f"(syfte = '{number}' AND syfte IS NULL)" for number in range(80)))
    truths = Truths(names)
    assert truths.possible(node) < frozenset(TRUTHS)
    assert any(truths.possible(node) == frozenset(TRUTHS) for _ in range(10))


def test_a_long_expression_is_spelled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many values it is held against, and at however many levels."""
    spelled: list[Node] = []
    monkeypatch.setattr(truth, "spelling", lambda node: spelled.append(node) or spelling(node))
    node, names = parsed("NOT (NOT (concat(syfte, 'a') IN ('b', 'c', 'd', 'e')))")
    truths = Truths(names)
    truths.possible(node)
    truths.possible(node)
    assert len(spelled) == len({id(each) for each in spelled}) == 5
