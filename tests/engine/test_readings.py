"""All SQL read at once by the child: one bad piece spoils no other, and an answer is believed part by part."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from regelratt.diagnostics import Code
from regelratt.engine import readings as reading_module
from regelratt.engine.child import ChildLostError, children
from regelratt.engine.reading_form import decode_reading, decode_statement, encode_reading, encode_statement
from regelratt.engine.readings import Readings, read_statements, statements_of
from regelratt.engine.sql import DatabaseFaultError, SqlReader
from regelratt.engine.statement import Reading, Statement, Use
from regelratt.engine.wire import Word
from tests.engine.scene import KNOWN, catalog, item, problems_of, read_here, readings_of, rule, statement
from tests.engine.test_errands import DONE, GONE, LATE, Line, Scripted, start

GOOD = [statement(Use.CHECK, f"antal_med_åtkomst > {number}", "kanaler", KNOWN) for number in range(3)]
TOO_DEEP = statement(Use.CHECK, "(" * 100_000, "kanaler", KNOWN)
FINE: dict[str, object] = {"tables": ["kanaler"], "columns": [], "reads": [], "single": False, "parameters": [], "problems": []}


def told(job: int, value: object = FINE) -> Word:
    """The child answers."""
    return Word("answer", (job,), value=value)


def read(statements: list[Statement], *lives: list[Line], patience: int | None = None) -> tuple[Readings, Scripted]:
    """What the parent makes of these lives."""
    started = Scripted(list(lives))
    return read_statements(started, statements, deadline=7, patience=patience), started


def test_the_child_reads_as_this_process_does() -> None:
    """Through the child every piece has the reading that it has here: tables, parameters, places and problems."""
    pieces = [
        *GOOD, statement(Use.CHECK, "status = 'Aktiv'\nAND syfte = $ord", "kanaler", KNOWN), statement(Use.CONDITION, "now() > startdatum", "kanaler", KNOWN), TOO_DEEP,
        statement(Use.FINDINGS, "SELECT kanal_id AS objekt, 'x' AS meddelande, bild_id AS underlag FROM ögonblicksbilder WHERE tagen < $per_datum", "kanaler", KNOWN),
        statement(Use.CHECK, "antal_med_åtkomst > $okänd", "kanaler", KNOWN), statement(Use.FINDINGS, "SELECT", "kanaler", KNOWN),
    ]
    with children(256) as started:
        found = read_statements(started, pieces, deadline=20)
    assert found.by_statement == {each: read_here(each.use, each.sql, each.table) for each in pieces}
    assert found.of(Use.CHECK, pieces[3].sql, "kanaler").parameter_names == {"ord"}
    assert found.by_statement[pieces[6]].tables == {"ögonblicksbilder"}


def test_what_is_too_deep_is_never_sent() -> None:
    """The child is not asked about what no parser may see; when that is all there is, there is no child."""
    found, started = read([TOO_DEEP])
    assert started.sent == []
    assert found.by_statement[TOO_DEEP].problems[0].code is Code.FORBIDDEN_SQL
    _, started = read([TOO_DEEP, GOOD[0]], [start(1, alone=False), told(1), DONE])
    assert str(started.sent).count("antal_med_åtkomst") == 1
    assert "((((" not in str(started.sent)


@pytest.mark.parametrize(("fall", "says"), [(LATE, "tar för lång tid"), (GONE, "gick inte att läsa")])
def test_a_piece_that_the_child_falls_on_is_blamed_alone(fall: Exception, says: str) -> None:
    """The batch is read again one by one; the one that makes the child fall has that for its problem, the others their reading."""
    found, started = read(GOOD, [start(0, 1, 2, alone=False), told(0), fall], [start(1), fall], [start(2), told(2), DONE])
    problems = [found.by_statement[each].problems for each in GOOD]
    assert problems[0] == problems[2] == ()
    [problem] = problems[1]
    assert (problem.code, says in problem.message) == (Code.FORBIDDEN_SQL, True)
    assert started.stopped == 2


BAD: list[Any] = [
    None, [], "x", {}, {"tables": ["kanaler"]}, FINE | {"columns": [1]}, FINE | {"columns": None}, FINE | {"reads": ["kanaler.kanal_id"]}, FINE | {"reads": [1]}, {key: value for key, value in FINE.items() if key != "single"}, FINE | {"tables": ["pg_settings"]}, FINE | {"tables": [1]}, FINE | {"tables": None}, FINE | {"parameters": [["x"]]}, FINE | {"parameters": [[1, 0, 1]]},
    FINE | {"problems": [[0, 1, "bad-sql", "x"]]}, FINE | {"problems": [[0, 1, "finns-inte", "x", "y"]]}, FINE | {"problems": [[5, 1, "bad-sql", "x", "y"]]}, FINE | {"problems": [[-1, 1, "bad-sql", "x", "y"]]},
    FINE | {"problems": [[0, 0, "bad-sql", "x", "y"]]}, FINE | {"problems": [["0", 1, "bad-sql", "x", "y"]]}, FINE | {"problems": [[0, 1, "bad-sql", 1, "y"]]}, FINE | {"problems": [[True, 1, "bad-sql", "x", "y"]]},
]


@pytest.mark.parametrize("value", BAD, ids=str)
def test_a_reading_of_another_form_is_not_believed(value: object) -> None:
    """Unknown tables and codes, places outside the SQL, parts that are missing or of another type: the child is dropped."""
    with pytest.raises((TypeError, ValueError, KeyError)):
        decode_reading(value, GOOD[0])
    found, started = read(GOOD[:1], [start(0), told(0, value)])
    assert started.stopped == 1
    assert found.by_statement[GOOD[0]].problems[0].code is Code.FORBIDDEN_SQL


def test_an_answer_with_rows_is_no_reading() -> None:
    """A reading has no rows."""
    with pytest.raises(ChildLostError):
        reading_module._ReadingErrand(GOOD).take(0, told(0), (("K1", "true"),))  # noqa: SLF001  # the one place it is made


def test_patience_with_reading_has_an_end() -> None:
    """When child after child is lost, the rest of the SQL is given up, and says so."""
    found, _ = read(GOOD, [start(0), LATE], [start(1), LATE], patience=1)
    assert all(found.by_statement[each].problems for each in GOOD)


@pytest.mark.parametrize("each", [*GOOD, statement(Use.FINDINGS, "å\n'\"$ord \\", "nämnder", KNOWN)])
def test_statements_and_readings_survive_the_way(each: Statement) -> None:
    """What is read on the other side is what was sent."""
    assert decode_statement(encode_statement(each)) == each
    reading = read_here(each.use, each.sql, each.table)
    assert decode_reading(encode_reading(reading), each) == reading


def test_equal_sql_is_read_once() -> None:
    """A condition that many items inherit is one piece of SQL."""
    content = catalog(rule(gäller_om="status = 'aktiv'"), item("K-1", "length(nytta) > 0"), item("K-2", "length(adress) > 0"), item("K-3", "length(nytta) > 0"))
    assert [each.sql for each in statements_of(content)] == ["length(nytta) > 0", "status = 'aktiv'", "length(adress) > 0"]
    assert readings_of(content).of(Use.CHECK, "length(nytta) > 0", "kanaler") == Reading(
        frozenset({"kanaler"}), columns=frozenset({"nytta"}), reads=frozenset({"kanaler.nytta"}), is_single=True)


def test_sql_that_was_never_read_is_not_known() -> None:
    """Nothing is assumed of SQL that nobody has read; a broken copy of an item counts as its original."""
    known = Readings({GOOD[0]: Reading(frozenset({"kanaler"}))})
    with pytest.raises(KeyError):
        known.of(Use.CHECK, "annat", "kanaler")
    known.also(Use.CHECK, "annat", "kanaler", known.by_statement[GOOD[0]])
    assert known.of(Use.CHECK, "annat", "kanaler").tables == {"kanaler"}


def test_the_parser_in_the_child_is_bounded_when_the_wall_before_it_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should something deep get past the lexical wall, the child falls or refuses, alone; the parent and the other SQL are unharmed."""
    monkeypatch.setattr(reading_module, "find_breaches", lambda *_, **__: [])
    deep = statement(Use.CHECK, "NOT " * 15_000 + "true", "kanaler", KNOWN)
    with children(64) as started:
        found = read_statements(started, [GOOD[0], deep, GOOD[1]], deadline=20)
    assert found.by_statement[deep].problems
    assert not found.by_statement[GOOD[0]].problems
    assert not found.by_statement[GOOD[1]].problems


class _Broken:
    """A database that answers nothing more."""

    def execute(self, *_: object) -> None:
        """As DuckDB after an error of its own."""
        raise duckdb.FatalException("database has been invalidated because of a previous fatal error")


def test_a_database_that_falls_is_replaced() -> None:
    """The SQL at hand has that for its problem, and the next is read by a new database."""
    reader = SqlReader()
    reader._connection = _Broken()  # type: ignore[assignment]  # noqa: SLF001  # what an error of DuckDB's leaves behind
    [problem] = reader.read(GOOD[0]).problems
    assert (problem.code, problem.message) == (Code.FORBIDDEN_SQL, "SQL:en får databasen att falla.")
    assert reader.read(GOOD[0]).problems == ()


def test_an_error_of_duckdbs_own_is_told_from_the_authors() -> None:
    """It comes as an answer in JSON too; this one is of DuckDB 2.0, where parameters of unknown type stand beside each other."""
    with pytest.raises(DatabaseFaultError):
        SqlReader()._ask("json_serialize_plan", "SELECT date_diff('day', startdatum, $a) > $b FROM kanaler")  # noqa: SLF001  # past the typed parameters


def test_problems_are_the_same_for_all_who_use_the_sql() -> None:
    """Loose SQL here and SQL of an item have one reading."""
    assert problems_of(Use.CHECK, "status = 'Aktiv'") == list(read_here(Use.CHECK, "status = 'Aktiv'").problems)
