"""Reading SQL without running it: parse, allow-list, bind to empty typed tables, and look for what never varies.

This is done in the child process alone: DuckDB's parser and binder have no bounds of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from regelratt.diagnostics import Code, few_searches
from regelratt.domain.tables import TABLES
from regelratt.engine.allowlist import MOST_GROWTH
from regelratt.engine.complaints import complaint_about, run_complaint
from regelratt.engine.constants import find_type_faults, type_word
from regelratt.engine.database import create_tables, open_locked
from regelratt.engine.idle import find_idle_parts
from regelratt.engine.mentioned import mentioned
from regelratt.engine.names import Names
from regelratt.engine.permission import Permitted, check_permission, undeclared
from regelratt.engine.reads import find_read, is_single
from regelratt.engine.statement import (
    FINDING_COLUMNS,
    Reading,
    SqlProblem,
    Statement,
    UsedParameter,
)
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    depends_on_rows,
    function_name,
    literal,
    offset_of,
    place_near,
    walk,
)

_OWN_FAULTS = frozenset({"internal", "fatal"})
"""Errors in DuckDB itself, whatever the SQL."""

_NEAR_WORDS = 10
"""How many times near words are sought for one piece of SQL."""
_RECKONED = frozenset({"FUNCTION", "CAST", "OPERATOR", "CASE", "BETWEEN", "COMPARISON"})


class DatabaseFaultError(Exception):
    """DuckDB has failed in a way that is no fault of the SQL."""


class SqlReader:
    """Reads SQL against the allow-list and the evidence tables; holds one locked, empty database."""

    def __init__(self) -> None:
        self._open()

    def _open(self) -> None:
        self._connection = open_locked()
        create_tables(self._connection, TABLES)

    def read(self, statement: Statement) -> Reading:
        """What the SQL uses and everything wrong with it; nothing of it is ever run on evidence."""
        try:
            with few_searches(_NEAR_WORDS):
                return self._read(statement)
        except RecursionError:
            problem = _at(statement, None, Code.FORBIDDEN_SQL, "SQL:en har för många nivåer.", "Dela upp frågan.")
        except (duckdb.Error, DatabaseFaultError):
            problem = _at(statement, None, Code.FORBIDDEN_SQL, "SQL:en får databasen att falla.",
                          "Skriv frågan på ett annat sätt.")
            # An error of DuckDB's own can leave a database that answers nothing more: the next SQL gets a new one.
            self._open()
        return Reading(problems=(problem,))

    def _read(self, statement: Statement) -> Reading:
        tree = self._ask("json_serialize_sql", statement.text)
        unreadable = _unreadable(tree, statement)
        if unreadable:
            return Reading(problems=(unreadable,))
        root: Node = tree["statements"][0]["node"]
        permitted = check_permission(root, statement)
        problems = list(permitted.problems)
        if not problems and not any(undeclared(permitted, statement)):
            problems = _one_at_each_place(self._bound_problems(root, statement, permitted))
        return Reading(frozenset(permitted.tables), tuple(_used(permitted, statement)), tuple(problems),
                       mentioned(root), find_read(root, permitted.tables),
                       is_single(root, is_predicate=statement.is_predicate))

    def _ask(self, function: str, text: str) -> dict[str, Any]:
        """The JSON that DuckDB gives for a text of SQL."""
        row = self._connection.execute(f"SELECT {function}(?)", [text]).fetchone()
        answer: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
        if answer.get("error_type") in _OWN_FAULTS:
            raise DatabaseFaultError
        return answer

    def _bound_problems(self, root: Node, statement: Statement, permitted: Permitted) -> Iterator[SqlProblem]:
        unreadable = list(self._pattern_problems(root, statement))
        if unreadable:
            yield from unreadable
            return
        names = Names(root)
        if names.most_parts > MOST_GROWTH:
            # Before the binder, which writes out each name that stands for an expression.
            yield _at(statement, None, Code.FORBIDDEN_SQL, "Ett värde i frågan sätts ihop av för många delar.",
                      "Sätt ihop färre texter genom delfrågorna.")
            return
        bound = _Bound(root, statement)
        plan = self._ask("json_serialize_plan", bound.text)
        if plan.get("error"):
            place = plan.get("position")
            yield _at(statement, bound.original(int(place)) if place else None, Code.BAD_SQL,
                      *complaint_about(plan, statement.text))
            return
        misshapen = list(self._shape_problems(statement, bound.text))
        yield from misshapen
        faults = list(find_type_faults(plan))
        for place, what, remedy in faults:
            yield _at(statement, None if place is None else bound.original(place), Code.BAD_SQL, what, remedy)
        if not faults:
            yield from self._constant_problems(root, statement)
        if not misshapen:
            yield from find_idle_parts(root, names, statement, reads_tables=bool(permitted.tables))

    def _pattern_problems(self, root: Node, statement: Statement) -> Iterator[SqlProblem]:
        """Patterns of regular expressions that cannot be read; the binder says so without a place."""
        for node in walk(root):
            if function_name(node).startswith("regexp_"):
                pattern = arguments(node)[1]
                try:
                    self._connection.execute("SELECT regexp_matches('', ?)", [literal(pattern, "STRING")]).fetchall()
                except duckdb.Error:
                    yield _at(statement, place_near(pattern), Code.BAD_SQL, "Mönstret går inte att läsa.",
                              "Rätta mönstret inom apostroferna.")

    def _shape_problems(self, statement: Statement, text: str) -> Iterator[SqlProblem]:
        """What is wrong with the columns that come out."""
        # DESCRIBE binds and nothing more: a query is never run here, not even over empty tables.
        rows = self._connection.execute(f"DESCRIBE {text}").fetchall()
        columns = [(str(name), str(kind)) for name, kind, *_ in rows]
        names = tuple(name for name, _ in columns)
        if statement.is_predicate:
            if columns[0][1] != "BOOLEAN":
                word = type_word(columns[0][1])
                yield _at(statement, None, Code.BAD_SQL, f"Uttrycket ger {word} och inte ja eller nej.",
                          "Skriv en jämförelse, till exempel antal_med_åtkomst >= 2.")
        elif names not in (FINDING_COLUMNS, (*FINDING_COLUMNS, "okänt")):
            yield _at(statement, None, Code.BAD_SQL, f"Frågan ger kolumnerna {_listed(names)}.",
                      f"Den ska ge {', '.join(FINDING_COLUMNS)} och eventuellt okänt, i den ordningen.")
        elif columns[-1][0] == "okänt" and columns[-1][1] != "BOOLEAN":
            word = type_word(columns[-1][1])
            yield _at(statement, None, Code.BAD_SQL, f"Kolumnen okänt är {word} och inte ja eller nej.",
                      "Skriv ett villkor, till exempel status IS NULL AS okänt.")

    def _constant_problems(self, root: Node, statement: Statement) -> Iterator[SqlProblem]:
        """Expressions of constants that cannot be computed."""
        for node in _constant_expressions(root):
            complaint = self._reckon(node)
            if complaint:
                yield _at(statement, place_near(node), Code.BAD_SQL, f"Uttrycket går inte att räkna ut: {complaint}.",
                          "Skriv ett värde som finns.")

    def _reckon(self, node: Node) -> str:
        """Why an allowed expression without columns has no value; empty when it has one."""
        template = self._ask("json_serialize_sql", "SELECT 1")
        template["statements"][0]["node"]["select_list"] = [node]
        try:
            written = self._connection.execute("SELECT json_deserialize_sql(?)", [json.dumps(template)]).fetchone()
            [value] = self._connection.execute(str(written[0]) if written else "").fetchone() or [None]
        except duckdb.Error as error:
            return run_complaint(str(error))
        has_null = any(literal(each, "NULL_LITERAL") is not None for each in walk(node))
        return "" if value is not None or has_null else "det blir alltid tomt"


def _constant_expressions(node: Node) -> Iterator[Node]:
    """The largest expressions that no row and no parameter can change, single constants apart."""
    if node.get("class") in _RECKONED and not depends_on_rows(node):
        yield node
    else:
        for child in children(node):
            yield from _constant_expressions(child)


class _Bound:
    """A statement's text with a typed NULL for each parameter, so that it binds without values."""

    def __init__(self, root: Node, statement: Statement) -> None:
        types = dict(statement.types)
        encoded = statement.text.encode("utf-8")
        parts: list[bytes] = []
        self._moves: list[tuple[int, int]] = []
        done = 0
        for start, length, name in sorted(set(_parameter_places(root))):
            filling = f"CAST(NULL AS {types[name]})".encode()
            parts += [encoded[done:start], filling]
            done = start + length
            self._moves.append((sum(map(len, parts)), len(filling) - length))
        self.text = b"".join([*parts, encoded[done:]]).decode("utf-8")

    def original(self, place: int) -> int:
        """The byte of the statement's own text that a byte of this one stands for."""
        return place - sum(longer for end, longer in self._moves if end <= place)


def _parameter_places(root: Node) -> Iterator[tuple[int, int, str]]:
    for node in walk(root):
        if node.get("class") == "PARAMETER":
            place = offset_of(node)
            assert place is not None, "DuckDB gives every parameter its place"
            yield place, int(node["query_location_length"]), str(node["identifier"])


def _one_at_each_place(found: Iterator[SqlProblem]) -> list[SqlProblem]:
    """The first problem at each place: what follows from it has the same place."""
    return list({(each.line, each.column): each for each in reversed(list(found))}.values())[::-1]


def _used(permitted: Permitted, statement: Statement) -> Iterator[UsedParameter]:
    for name, node in sorted(permitted.parameters.items()):
        yield UsedParameter(name, *statement.place(offset_of(node)))


def _at(statement: Statement, place: int | None, code: Code, what: str, remedy: str) -> SqlProblem:
    line, column = statement.place(place)
    return SqlProblem(line, column, code, what, remedy)


def _listed(names: tuple[str, ...]) -> str:
    more = f" och {len(names) - 6} till" if len(names) > 6 else ""
    return ", ".join(names[:6]) + more


def _unreadable(tree: Mapping[str, Any], statement: Statement) -> SqlProblem | None:
    """Why the parser's answer is not one SELECT, or None when it is."""
    if tree.get("error"):
        if str(tree.get("error_message", "")).startswith("Only SELECT"):
            return _at(statement, None, Code.FORBIDDEN_SQL, "Bara en SELECT får stå här.",
                       "Skriv frågan som en enda SELECT.")
        place = int(tree["position"]) if tree.get("position") else None
        if place is not None and place >= statement.end:
            # What it cannot read is what we have put after the author's text.
            return _at(statement, statement.end, Code.BAD_SQL, "SQL:en tar slut för tidigt.", "Skriv klart frågan.")
        return _at(statement, place, Code.BAD_SQL, *complaint_about(tree))
    count = len(tree["statements"])
    if count > 1:
        return _at(statement, None, Code.FORBIDDEN_SQL, "SQL:en innehåller flera satser.", "Skriv en enda SELECT.")
    return None if count else _at(statement, None, Code.BAD_SQL, "SQL:en är tom.", "Skriv en SELECT.")
