"""The evidence that a test case holds, typed and with its coverage."""

from __future__ import annotations

from regelratt.domain.content import CoverageClaim, TestCase
from regelratt.domain.evidence import ALL_OBJECTS, Evidence
from regelratt.domain.tables import FIRST_DAY, TABLES
from regelratt.loaders.mistakes import Mistakes
from regelratt.loaders.rows import Keys, RowReader


def evidence_of(case: TestCase) -> Evidence:
    """The case's tables; registers are covered on its date when they are there, logs only as stated.

    Rows that cannot be typed are left out: they were reported when the case was read.
    """
    tables = {}
    for part in case.tables:
        reader = RowReader(TABLES[part.table], (part.line, list(part.columns)), _nowhere, Mistakes(""), may_lack=True)
        rows = ((part.line, [_written(cell) for cell in row]) for row in part.rows)
        tables[part.table] = reader.read(rows, Keys()).rows if reader.is_usable else ()
    claimed = {claim.table for claim in case.coverage}
    registers = tuple(
        CoverageClaim(name, ALL_OBJECTS, FIRST_DAY, case.as_of)
        for name in tables
        if TABLES[name].is_register and name not in claimed
    )
    return Evidence(tables, case.coverage + registers)


def _written(cell: str | None) -> str:
    return "" if cell is None else cell or "''"


def _nowhere(line: int, _: int) -> tuple[int, int]:
    return line, 1
