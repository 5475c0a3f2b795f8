"""The evidence that a test case holds, typed and with its coverage."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.content import CoverageClaim, TestCase
from regelratt.domain.evidence import ALL_OBJECTS, Evidence
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES
from regelratt.loaders.rows import typed_rows

_UNKNOWN = "okänd"


def evidence_of(case: TestCase) -> tuple[Evidence, list[Diagnostic]]:
    """The case's tables; registers are covered on its date when they are there, logs only as stated."""
    problems: list[Diagnostic] = []
    tables = {}
    for part in case.tables:
        def report(number: int, what: str, remedy: str, line: int = part.line) -> None:
            problems.append(Diagnostic(
                Location(case.location.path, line + 1 + number), Code.BAD_EVIDENCE,
                f"testfall {case.id}: {what}.", remedy))

        schema = TABLES[part.table]
        rows = _with_required(part.table, part.columns, part.rows)
        tables[part.table] = typed_rows(schema, *rows, report)
    claimed = {claim.table for claim in case.coverage}
    registers = tuple(
        CoverageClaim(name, ALL_OBJECTS, date(1900, 1, 1), case.as_of)
        for name in tables
        if TABLES[name].is_register and name not in claimed
    )
    return Evidence(tables, case.coverage + registers), problems


def _with_required(
    name: str, columns: tuple[str, ...], rows: Iterable[tuple[str | None, ...]]
) -> tuple[tuple[str, ...], list[tuple[str | None, ...]]]:
    """The rows with a stand-in for required texts that do not matter to the case."""
    absent = [
        column for column in TABLES[name].columns
        if column.required and column.name not in columns and column.name != TABLES[name].key
    ]
    stand_ins = tuple(_stand_in(column.choices, column.type.sql) for column in absent)
    return columns + tuple(column.name for column in absent), [(*row, *stand_ins) for row in rows]


def _stand_in(choices: tuple[str, ...], sql_type: str) -> str:
    if choices:
        return choices[0]
    return {"DATE": "1900-01-01", "TIMESTAMP": "1900-01-01 00:00", "BIGINT": "1"}.get(sql_type, _UNKNOWN)
