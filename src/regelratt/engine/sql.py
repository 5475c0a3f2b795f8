"""Reading an item's SQL without running it: parse, allow-list, then bind to empty typed tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb

from regelratt.diagnostics import Code, close_matches
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Method
from regelratt.engine import allowlist
from regelratt.engine.database import create_tables, open_locked

RESERVED_PARAMETERS = ("per_datum", "period_start", "period_slut")
"""Parameters that every item may use: the date judged for, and its period's first and last day."""

FINDING_COLUMNS = ("objekt", "meddelande", "underlag")
"""Columns a `fynd` must return; `okänt` may follow for rows that lack a fact."""


@dataclass(frozen=True, slots=True)
class SqlProblem:
    """One thing wrong with an item's SQL; `line` counts from 0 in the fence."""

    line: int
    code: Code
    message: str
    remedy: str


@dataclass(slots=True)
class _Parsed:
    """What the parser says about a statement."""

    tables: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    problems: list[SqlProblem] = field(default_factory=list)


def wrap(method: Method, sql: str, table: str) -> str:
    """The SELECT that an item's SQL stands for; a predicate is put over its object table."""
    return sql if method is Method.FINDINGS else f'SELECT (\n{sql}\n) AS "utfall" FROM "{table}"'


class SqlChecker:
    """Checks SQL against the allow-list and the evidence tables; holds one locked, empty database."""

    def __init__(self) -> None:
        self._connection = open_locked()
        create_tables(self._connection, TABLES)

    def check(
        self, method: Method, sql: str, table: str, parameters: Mapping[str, object]
    ) -> list[SqlProblem]:
        """Everything wrong with the SQL; `parameters` are typed examples of those the item may use."""
        parsed = self._parse(method, sql, table)
        unknown = parsed.parameters - set(parameters)
        for name in sorted(unknown):
            parsed.problems.append(SqlProblem(
                0, Code.BAD_PARAMETER, f"Parametern ${name} är inte deklarerad av någon regel som prövas.",
                f"Deklarera den på regeln eller rätta namnet.{close_matches(name, parameters)}"))
        if parsed.problems:
            return parsed.problems
        used = {name: parameters[name] for name in parsed.parameters}
        return list(self._bind(method, sql, table, used))

    def parameters(self, method: Method, sql: str, table: str) -> set[str]:
        """Names of the parameters the SQL uses."""
        return self._parse(method, sql, table).parameters

    def tables(self, method: Method, sql: str, table: str) -> set[str]:
        """Names of the evidence tables the SQL reads."""
        return self._parse(method, sql, table).tables

    def _parse(self, method: Method, sql: str, table: str) -> _Parsed:
        try:
            return self._read(method, sql, table)
        except RecursionError:
            return _Parsed(problems=[SqlProblem(0, Code.BAD_SQL, "SQL:en har för många nivåer.", "Dela upp frågan.")])

    def _read(self, method: Method, sql: str, table: str) -> _Parsed:
        parsed = _Parsed()
        text = wrap(method, sql, table)
        offset = 0 if method is Method.FINDINGS else 1
        tree = self._tree(text)
        statements = tree.get("statements", [])
        problem = _unreadable(tree, min(_line_of(text, int(tree.get("position") or 0), offset), sql.count("\n")))
        if problem:
            parsed.problems.append(problem)
            return parsed
        is_predicate = method is not Method.FINDINGS
        if is_predicate and not _is_one_expression(statements[0]["node"], table):
            parsed.problems.append(SqlProblem(0, Code.FORBIDDEN_SQL, "Kravet är mer än ett enda uttryck.",
                                              "Skriv ett uttryck som är sant när kravet är uppfyllt."))
        _Walker(parsed, text, offset, predicate=is_predicate).visit(statements[0])
        return parsed

    def _tree(self, text: str) -> dict[str, Any]:
        """DuckDB's parse tree, or what the parser objects to."""
        row = self._connection.execute("SELECT json_serialize_sql(?)", [text]).fetchone()
        tree: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
        return tree

    def _bind(self, method: Method, sql: str, table: str, used: Mapping[str, object]) -> Iterator[SqlProblem]:
        text = wrap(method, sql, table)
        try:
            # DESCRIBE binds and nothing more: a query is never run here, not even over empty tables.
            rows = self._connection.execute(f"DESCRIBE {text}", dict(used)).fetchall()
        except duckdb.Error as error:
            found = re.search(r"^LINE (\d+):", str(error), re.MULTILINE)
            line = int(found[1]) - (1 if method is Method.FINDINGS else 2) if found else 0
            yield _explain(str(error), max(0, min(line, sql.count("\n"))))
            return
        columns = [(str(name), str(kind)) for name, kind, *_ in rows]
        if method is not Method.FINDINGS:
            if columns[0][1] != "BOOLEAN":
                yield SqlProblem(0, Code.BAD_SQL, f"Uttrycket ger {columns[0][1]} och inte ja eller nej.",
                                 "Skriv en jämförelse, till exempel antal_med_åtkomst >= 2.")
            return
        names = tuple(name for name, _ in columns)
        if names not in (FINDING_COLUMNS, (*FINDING_COLUMNS, "okänt")):
            yield SqlProblem(0, Code.BAD_SQL, f"Frågan ger kolumnerna {', '.join(names)}.",
                             f"Den ska ge {', '.join(FINDING_COLUMNS)} och eventuellt okänt, i den ordningen.")
        elif columns[-1][0] == "okänt" and columns[-1][1] != "BOOLEAN":
            yield SqlProblem(0, Code.BAD_SQL, f"Kolumnen okänt är {columns[-1][1]} och inte ja eller nej.",
                             "Skriv ett villkor, till exempel status IS NULL AS okänt.")


def _unreadable(tree: dict[str, Any], line: int) -> SqlProblem | None:
    """Why the parser's answer is not one SELECT, or None when it is."""
    if tree.get("error"):
        message = str(tree.get("error_message", "okänt fel"))
        if message.startswith("Only SELECT"):
            return SqlProblem(0, Code.FORBIDDEN_SQL, "Bara en SELECT får stå här.", "Skriv frågan som en enda SELECT.")
        return SqlProblem(line, Code.BAD_SQL, f"SQL:en går inte att läsa ({message}).", "Rätta skrivsättet.")
    count = len(tree["statements"])
    if count > 1:
        return SqlProblem(0, Code.FORBIDDEN_SQL, "SQL:en innehåller flera satser.", "Skriv en enda SELECT.")
    return None if count else SqlProblem(0, Code.BAD_SQL, "SQL:en är tom.", "Skriv en SELECT.")


def _is_one_expression(node: dict[str, Any], table: str) -> bool:
    """True when a wrapped predicate is still one expression over its own table."""
    source = node.get("from_table") or {}
    return (
        node.get("type") == "SELECT_NODE"
        and len(node.get("select_list", ())) == 1
        and source.get("type") == "BASE_TABLE"
        and source.get("table_name") == table
        and not node.get("where_clause")
    )


def _has_column(node: object) -> bool:
    match node:
        case dict():
            return node.get("class") == "COLUMN_REF" or any(_has_column(value) for value in node.values())
        case list():
            return any(_has_column(value) for value in node)
        case _:
            return False


def _never_grows(arguments: list[dict[str, Any]]) -> bool:
    """True when a `replace` puts a constant in place of one at least as long; others grow without bound."""
    literals = [each["expression"].get("literal") or {} for each in arguments[1:]]
    texts = [literal["text"] for literal in literals if literal.get("kind") == "STRING"]
    return len(arguments) == 3 and len(texts) == 2 and 0 < len(texts[0]) >= len(texts[1])


class _Walker:
    """Visits every node of DuckDB's parse tree and reports what is off the allow-list."""

    def __init__(self, parsed: _Parsed, text: str, offset: int, *, predicate: bool) -> None:
        self.parsed = parsed
        self.text = text
        self.offset = offset
        self.predicate = predicate
        self.common_tables: set[str] = set()

    def visit(self, node: object) -> None:
        """Visit a node and everything under it."""
        match node:
            case dict():
                if "cte_map" in node:
                    self.common_tables.update(entry["key"] for entry in node["cte_map"]["map"])
                self._check(node)
                for value in node.values():
                    self.visit(value)
            case list():
                for value in node:
                    self.visit(value)
            case _:
                pass

    def _refuse(self, node: dict[str, Any], what: str, remedy: str) -> None:
        line = _line_of(self.text, int(node.get("query_location") or 0), self.offset)
        self.parsed.problems.append(SqlProblem(line, Code.FORBIDDEN_SQL, what, remedy))

    def _check(self, node: dict[str, Any]) -> None:
        if "class" in node:
            self._check_expression(node)
        elif "select_list" in node or str(node.get("type", "")).endswith("_NODE"):
            if node.get("type") not in allowlist.NODES:
                self._refuse(node, "Frågans slag är inte tillåtet.", "Skriv en vanlig SELECT utan rekursion.")
            if node.get("sample"):
                self._refuse(node, "Stickprov är inte tillåtet.", "Ta bort SAMPLE.")
        elif "from_table" not in node and ("alias" in node and "sample" in node):
            self._check_table(node)

    def _check_table(self, node: dict[str, Any]) -> None:
        kind, name = node.get("type"), str(node.get("table_name", ""))
        if kind not in allowlist.TABLE_REFERENCES or node.get("sample"):
            self._refuse(node, "Källan efter FROM är inte tillåten.", "Använd bara underlagets tabeller.")
        elif kind == "BASE_TABLE":
            is_plain = not node.get("schema_name") and not node.get("catalog_name")
            if is_plain and name in TABLES:
                self.parsed.tables.add(name)
            elif not (is_plain and name in self.common_tables):
                self._refuse(node, f"Tabellen {name} finns inte i underlaget.",
                             f"Välj bland: {', '.join(TABLES)}.{close_matches(name, TABLES)}")

    def _check_expression(self, node: dict[str, Any]) -> None:
        kind = node["class"]
        if kind not in allowlist.EXPRESSIONS:
            self._refuse(node, f"Uttryck av slaget {kind.lower()} är inte tillåtna.", "Skriv om uttrycket.")
        if kind in ("FUNCTION", "WINDOW"):
            self._check_function(node)
        if kind == "OPERATOR" and node["type"] not in allowlist.OPERATOR_TYPES:
            self._refuse(node, f"Operatorn {node['type'].lower()} är inte tillåten.", "Skriv om uttrycket.")
        names = [str(name).lower() for name in node.get("column_names", ())] if kind == "COLUMN_REF" else []
        if names and names[-1] in allowlist.VALUE_WORDS:
            self._refuse(node, f"{names[-1]} är inte tillåtet.", "Använd tabellens kolumner, och $per_datum för dagen.")
        if kind == "PARAMETER":
            self.parsed.parameters.add(str(node.get("identifier", "")))
        if kind == "CAST":
            self._check_cast(node)
        if self.predicate and kind in ("SUBQUERY", "WINDOW", "STAR"):
            self._refuse(node, "Ett krav får bara se objektets egen rad.", "Använd metoden fynd för frågor.")

    def _check_function(self, node: dict[str, Any]) -> None:
        name = str(node.get("function_name", "")).lower()
        known = allowlist.OPERATORS if node.get("is_operator") else allowlist.FUNCTIONS | allowlist.OPERATORS
        if name not in known or node.get("schema") or node.get("catalog"):
            self._refuse(node, f"Funktionen {name} är inte tillåten.",
                         f"Använd bara funktioner på listan.{close_matches(name, allowlist.FUNCTIONS)}")
        elif self.predicate and name in allowlist.AGGREGATES | allowlist.WINDOWS:
            self._refuse(node, f"Ett krav får inte räkna över flera rader ({name}).", "Använd metoden fynd.")
        elif name == "replace" and not _never_grows(node.get("arguments", [])):
            self._refuse(node, "Funktionen replace får inte göra texten längre.",
                         "Skriv vad som ersätts, och en ersättning som inte är längre, inom apostrofer.")

    def _check_cast(self, node: dict[str, Any]) -> None:
        target = str((node.get("type_expr") or {}).get("type_name", "")).lower()
        if target not in allowlist.CAST_TYPES:
            self._refuse(node, f"Omvandling till {target or 'okänd typ'} är inte tillåten.",
                         "Omvandla till date, varchar, integer, double eller boolean.")
        if self.predicate and not node.get("try_cast") and _has_column(node.get("child")):
            self._refuse(node, "CAST kan stoppa kontrollen på en enda rad.", "Skriv TRY_CAST i stället.")


def _line_of(text: str, byte_offset: int, skipped: int) -> int:
    encoded = text.encode("utf-8")
    if byte_offset > len(encoded):
        return 0
    return max(0, encoded[:byte_offset].count(b"\n") - skipped)


def _explain(error: str, line: int) -> SqlProblem:
    """A binder's message in Swedish, with the nearest names it offers."""
    missing = re.search(r'Referenced column "([^"]+)" (?:not found|was not found)', error) or re.search(
        r'does not have a column named "([^"]+)"', error)
    first = error.split("\n")[0]
    if missing:
        names = {column.name for table in TABLES.values() for column in table.columns}
        hint = close_matches(missing[1], names)
        return SqlProblem(line, Code.BAD_SQL, f"Kolumnen {missing[1]} finns inte i tabellerna.",
                          f"Rätta namnet; text skrivs inom apostrofer.{hint}")
    return SqlProblem(line, Code.BAD_SQL, f"SQL:en passar inte tabellerna ({first}).",
                      "Rätta namn och typer; tabellreferensen visar vad som finns.")
