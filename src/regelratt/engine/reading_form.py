"""A piece of SQL and its reading as they travel between parent and child; what comes back is believed part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regelratt.diagnostics import Code
from regelratt.domain.tables import TABLES
from regelratt.engine.reads import everything
from regelratt.engine.statement import Reading, SqlProblem, Statement, Use, UsedParameter


def encode_statement(each: Statement) -> list[object]:
    """A statement as the child reads it."""
    return [str(each.use), each.sql, each.table, [list(pair) for pair in each.types]]


def decode_statement(written: Sequence[Any]) -> Statement:
    """The statement that the parent wrote."""
    use, sql, table, types = written
    return Statement(Use(use), sql, table, tuple((name, kind) for name, kind in types))


def encode_reading(reading: Reading) -> dict[str, object]:
    """A reading as the parent takes it."""
    return {
        "tables": sorted(reading.tables),
        "columns": sorted(reading.columns),
        "reads": sorted(reading.reads),
        "single": reading.is_single,
        "parameters": [[each.name, each.line, each.column] for each in reading.parameters],
        "problems": [[each.line, each.column, each.code, each.message, each.remedy] for each in reading.problems],
    }


def decode_reading(written: object, each: Statement) -> Reading:
    """The reading that the child wrote; TypeError, ValueError or KeyError when it is none of this statement."""
    if not isinstance(written, dict):
        raise TypeError("a reading is a mapping")
    problems = tuple(
        SqlProblem(*_place(line, column, each), Code(code), _text(message), _text(remedy))
        for line, column, code, message, remedy in written["problems"])
    parameters = tuple(UsedParameter(_text(name), *_place(line, column, each))
                       for name, line, column in written["parameters"])
    tables = frozenset(map(_text, written["tables"]))
    if not tables <= TABLES.keys():
        raise ValueError("a table that does not exist")
    reads = frozenset(map(_text, written["reads"]))
    if not reads <= everything():
        raise ValueError("a column that does not exist")
    return Reading(tables, parameters, problems, frozenset(map(_text, written["columns"])), reads,
                   written["single"] is True)


def _place(line: object, column: object, each: Statement) -> tuple[int, int]:
    if type(line) is not int or type(column) is not int or not 0 <= line <= each.sql.count("\n") or column < 1:
        raise ValueError("a place outside the SQL")
    return line, column


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
