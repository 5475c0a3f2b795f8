"""The evidence that a test case holds, typed and with its coverage, as a folder of evidence could have held it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from regelratt.domain.content import CaseTable, CoverageClaim, TestCase
from regelratt.domain.evidence import SUBJECT_TABLES, Evidence
from regelratt.domain.tables import FIRST_DAY, TABLES
from regelratt.domain.words import Everyone
from regelratt.loaders.cells import Collected
from regelratt.loaders.mistakes import Mistakes
from regelratt.loaders.rows import Keys, RowReader


def evidence_of(case: TestCase) -> Evidence:
    """The case's tables; registers are covered on its date when they are there, logs only as stated.

    Rows that cannot be typed are left out: they were reported when the case was read.
    """
    tables = {}
    for part in case.tables:
        reader = RowReader(TABLES[part.table], (part.line, list(part.columns)), _nowhere, Mistakes(""),
                           may_lack=True, collected=collected_on(case.as_of, part.table, case.coverage))
        rows = ((part.line, [_written(cell) for cell in row]) for row in part.rows)
        tables[part.table] = reader.read(rows, Keys()).rows if reader.is_usable else ()
    claimed = {claim.table for claim in case.coverage}
    registers = tuple(
        CoverageClaim(name, Everyone.ALL, FIRST_DAY, case.as_of)
        for name in tables
        if TABLES[name].is_register and name not in claimed
    )
    held = Evidence(tables)
    claims = tuple(each for claim in case.coverage + registers for each in _held_to_rows(claim, held))
    return Evidence(tables, claims)


def _held_to_rows(claim: CoverageClaim, held: Evidence) -> Iterator[CoverageClaim]:
    """The claim; of a register of objects never for more of them than it has rows about."""
    if claim.table not in SUBJECT_TABLES or claim.subject != Everyone.ALL:
        yield claim
        return
    for row in held.tables.get(claim.table, ()):
        yield CoverageClaim(claim.table, str(row[0]), claim.first, claim.last)


def collected_on(day: date, table: str, coverage: Iterable[CoverageClaim]) -> Collected:
    """The evidence of a case is collected on the day that is judged, and covers what the case says of the table."""
    periods = sorted({(claim.first, claim.last) for claim in coverage if claim.table == table})
    return Collected(day, f"testfallets per-datum ({day})", "per-datum", tuple(periods), "täckning")


def left_out(part: CaseTable) -> frozenset[str]:
    """The required columns that the case does not give, and that have a stand-in in every row."""
    return frozenset(
        column.name for column in TABLES[part.table].columns if column.required and column.name not in part.columns)


def _written(cell: str | None) -> str:
    return "" if cell is None else cell or "''"


def _nowhere(line: int, _: int) -> tuple[int, int]:
    return line, 1
