"""What must hold between a test case's rows and the rest, as between real evidence and the rest.

What no folder of evidence may hold proves nothing about a check: it could fail in the case and never in reality.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.columns import Column
from regelratt.domain.content import CaseTable, ChecklistItem, TestCase
from regelratt.domain.evidence import Evidence
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import Everyone, SubjectKind
from regelratt.loaders.case_evidence import collected_on, left_out
from regelratt.loaders.content import LoadedContent
from regelratt.loaders.csv_table import CsvText
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_checks import check_loaded
from regelratt.loaders.evidence_places import EvidencePlaces
from regelratt.loaders.mistakes import Mistakes
from regelratt.loaders.myst import Block
from regelratt.loaders.repeated_rows import may_repeat
from regelratt.loaders.row_days import RowDays
from regelratt.loaders.rows import Keys, typed_rows

_JUDGED_WHOLE = frozenset({"undantag", "bekräftelser"})
"""Tables whose rows the program itself judges, column by column."""


@dataclass(frozen=True, slots=True)
class Used:
    """What an item reads of the evidence, by its SQL and its condition, and by what it says it rests on."""

    tables: frozenset[str]
    columns: frozenset[str] | None
    """Names of columns, of whatever table; None when every column may be read."""


def check_case(
    case: TestCase, evidence: Evidence, item: ChecklistItem, used: Used, content: LoadedContent
) -> Iterator[Diagnostic]:
    """Everything in the rows and claims of a case that no evidence could hold; each row by itself is sound."""
    block = content.blocks[case.location.path][case.location.line]
    problems = partial(_problems, case, evidence, item, used, content, block)
    # Where they stand is found by reading the rows once more, which few cases need; so are rows that come again.
    if may_repeat(evidence) or any(each.is_error for each in problems(EvidencePlaces())):
        for each in problems(_places(case, block)):
            if each.is_error:  # evidence may well hold what is only warned of
                yield replace(each, message=f"testfall {case.id}: {each.message}")


def _problems(
    case: TestCase, evidence: Evidence, item: ChecklistItem, used: Used, content: LoadedContent, block: Block,
    places: EvidencePlaces,
) -> Iterator[Diagnostic]:
    for part in case.tables:
        yield from _invented(case, part, item, used, places)
    option = block.option("täckning")
    stated = tuple(
        (claim, Location(case.location.path, option.line, option.value_column + max(0, option.value.find(
            f"{claim.table} {claim.subject} {claim.first}"))))
        for claim in case.coverage if option)
    held = {part.table for part in case.tables}
    loaded = LoadedEvidence(
        evidence, (), "", places=places, stated=stated,
        broken=frozenset(TABLES.keys() - held - used.tables),
        left_out=frozenset((part.table, column) for part in case.tables for column in left_out(part)))
    yield from check_loaded(loaded, content)
    yield from _not_covered(case, evidence, places)


def _places(case: TestCase, block: Block) -> EvidencePlaces:
    """Where the rows of the case stand."""
    places = EvidencePlaces()
    for fence in block.fences:
        table = fence.info.partition(" ")[2].strip()
        text = CsvText(fence.content, fence.line + 1)
        rows = typed_rows(TABLES[table], text, Mistakes(""), Keys(),
                          collected_on(case.as_of, table, case.coverage), may_lack=True)
        places.add(table, case.location.path, rows, text)
    return places


def _invented(
    case: TestCase, part: CaseTable, item: ChecklistItem, used: Used, places: EvidencePlaces
) -> Iterator[Diagnostic]:
    """Required columns that the item reads and the case leaves out: an invented value would decide the outcome."""
    table = TABLES[part.table]
    if part.table not in used.tables | _JUDGED_WHOLE or not part.rows:
        return
    for column in table.columns:
        if column.name in left_out(part) and _is_read(part.table, column, item, used):
            yield Diagnostic(
                places.header(part.table, case.location.path, part.line + 1), Code.BAD_EVIDENCE,
                f"kolumnen {column.name} ({column.about}) saknas i {part.table}, och "
                f"{item.id} läser den.", "Lägg till kolumnen med ett värde på varje rad.")


def _is_read(table: str, column: Column, item: ChecklistItem, used: Used) -> bool:
    if table in _JUDGED_WHOLE or used.columns is None or column.name.lower() in used.columns:
        return True
    if column.name == TABLES[table].moment or (column.name == TABLES[table].owner and table == item.events):
        return True
    # A row refers to something that exists, so what it refers to says what there is in a register that is read.
    if column.references in used.tables:
        return True
    # Which board a channel belongs to decides what must be covered.
    is_of_board = item.subject is SubjectKind.BOARD or any(
        TABLES[each].owner == TABLES[SubjectKind.BOARD.table].key for each in used.tables)
    return is_of_board and column.references == SubjectKind.BOARD.table


def _not_covered(case: TestCase, evidence: Evidence, places: EvidencePlaces) -> Iterator[Diagnostic]:
    """A table has rows about those objects alone that it is said to cover, and about the days that it covers of each.

    Each claim stands for a file of its own: no file tells of one object what another covers.
    """
    objects = {ident for kind in SubjectKind for ident in evidence.subjects(kind)}
    for name in sorted({claim.table for claim in case.coverage}):
        table = TABLES[name]
        index = [column.name for column in table.columns].index(table.owner)
        days = cache(partial(_days_of, case, table))
        for number, row in enumerate(evidence.tables.get(name, ())):
            if row[index] not in objects:
                continue
            found = days(str(row[index]))
            if found is None:
                yield Diagnostic(
                    places.cell(name, number, table.owner), Code.BAD_EVIDENCE,
                    f"{name} har en rad om {row[index]} men sägs inte täcka det objektet.",
                    f"Lägg till {row[index]} i täckning, eller ta bort raden.")
                continue
            for column, problem in found.wrong(row):
                yield Diagnostic(places.cell(name, number, column), Code.BAD_EVIDENCE, *problem.told)


def _days_of(case: TestCase, table: Table, ident: str) -> RowDays | None:
    """What the days of a row about the object must be; None when the table is not said to cover it."""
    claims = [claim for claim in case.coverage if claim.table == table.name and claim.subject in (ident, Everyone.ALL)]
    columns = next((part.columns for part in case.tables if part.table == table.name), ())
    positions = {column: number for number, column in enumerate(columns)}
    return RowDays(table, positions, collected_on(case.as_of, table.name, claims)) if claims else None
