"""Directive blocks to checklist items and test cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from datetime import date
from itertools import islice

from regelratt.diagnostics import Code
from regelratt.domain import content, words
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.status import Status
from regelratt.domain.tables import FIRST_DAY, TABLES, Table
from regelratt.loaders.body import common_fields, table_name
from regelratt.loaders.case_evidence import collected_on
from regelratt.loaders.cells import ANY_DAY, Collected
from regelratt.loaders.csv_table import CsvText, cell
from regelratt.loaders.fields import FieldReader
from regelratt.loaders.mistakes import Mistakes
from regelratt.loaders.myst import Fence
from regelratt.loaders.room import CASE_ROWS, Room
from regelratt.loaders.rows import Keys, RowReader
from regelratt.settings.declared import DECLARATIONS

_SPAN = re.compile(r"(\S+) (\S+) (\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_NEVER = date(1, 1, 1)

_Typed = tuple[tuple[str, ...], tuple[tuple[str | None, ...], ...]]
"""The columns of a test case's table, and its rows as they are written."""


def item(reader: FieldReader, rules: Mapping[str, content.Rule]) -> content.ChecklistItem:
    """A `kontrollpunkt`; subject, period, events and condition come from its rules."""
    verified = [rules[ident] for ident in reader.ids("prövar") if ident in rules]
    method = reader.word("metod", words.Method, words.Method.CONFIRMATION)
    sql, line = _sql(reader, method)
    subjects = {each.subject for each in verified}
    if len(subjects) > 1:
        reader.report(Code.BAD_VALUE, f"{reader.name} prövar regler som avser olika slags objekt.",
                      "Dela upp den i en kontrollpunkt för varje slag.", "prövar")
    events = {each.events for each in verified}
    conditions = {each.applies_if for each in verified}
    tables = []
    for name in reader.ids("underlag"):
        if name in TABLES:
            tables.append(name)
        else:
            reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: tabellen {name} finns inte.",
                          f"Välj bland: {', '.join(TABLES)}.", "underlag")
    return content.ChecklistItem(
        **common_fields(reader),
        verifies=reader.ids("prövar"),
        phase=reader.word("fas", words.Phase, words.Phase.RUNNING),
        role=reader.text("roll"),
        disclosure=reader.word("redovisas", words.Disclosure, words.Disclosure.INTERNAL),
        method=method,
        sql=sql,
        sql_line=line,
        tables=tuple(tables),
        obtained=reader.word("uppgift-från", words.Obtained, words.Obtained.SELF_ASSESSMENT),
        decides=reader.word("avgör", words.Decides, words.Decides.BOTH),
        highest_age=reader.age("högsta-ålder"),
        subject=min(subjects, default=words.SubjectKind.CHANNEL),
        period=_period(reader, {each.period for each in verified} - {words.PeriodKind.CONTINUOUS}),
        events=table_name(reader, "gäller-vid") or (events.pop() if len(events) == 1 else ""),
        applies_if=reader.text("gäller-om") or (conditions.pop() if len(conditions) == 1 else ""),
        depends_on=_dependencies(reader, min(subjects, default=words.SubjectKind.CHANNEL)),
    )


def _period(reader: FieldReader, of_rules: Set[words.PeriodKind]) -> words.PeriodKind:
    """The item's period: that of its rules, of which continuous ones may have items of any.

    A rule tells how it went in its own period, and of that an item of another says nothing.
    """
    period = reader.word("period", words.PeriodKind, min(of_rules, default=words.PeriodKind.CONTINUOUS))
    if len(of_rules) > 1:
        reader.report(Code.BAD_VALUE, f"{reader.name} prövar regler med olika period.",
                      "Dela upp den i en kontrollpunkt för varje period.", "prövar")
    elif of_rules and period not in of_rules:
        reader.report(Code.BAD_VALUE, f"{reader.name} har period {period}, men en regel som den prövar har "
                      f"{min(of_rules)}.", "Skriv regelns period, eller ta bort fältet.", "period")
    return period


def _dependencies(reader: FieldReader, subject: words.SubjectKind) -> tuple[str, ...]:
    table = TABLES[subject.table]
    for name in reader.ids("beror-på"):
        if table.column(name) is None:
            reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: kolumnen {name} finns inte i {table.name}.",
                          f"Välj bland: {', '.join(column.name for column in table.columns)}.", "beror-på")
    return tuple(name for name in reader.ids("beror-på") if table.column(name))


def _sql(reader: FieldReader, method: words.Method) -> tuple[str, int]:
    """The item's SQL and the line of its first row."""
    found: list[Fence] = [fence for fence in reader.block.fences if fence.language == "sql"]
    if method is words.Method.CONFIRMATION:
        if found:
            reader.report(Code.BAD_SQL, f"{reader.name} är en bekräftelse och ska inte ha SQL.",
                          "Ta bort sql-blocket eller ändra metod.", "metod")
        return "", 0
    if len(found) != 1:
        reader.report(Code.BAD_SQL, f"{reader.name} har {len(found)} sql-block men ska ha exakt ett.",
                      "Skriv frågan i ett block som börjar med ```sql.", "metod")
        return "", 0
    if not found[0].content.strip():
        reader.report_at(Location(reader.path, found[0].line), Code.BAD_SQL, f"{reader.name} har ett tomt sql-block.",
                         "Skriv frågan i blocket.")
    sql = found[0].content
    return sql.strip("\n"), found[0].line + 1 + len(sql) - len(sql.lstrip("\n"))


def case(reader: FieldReader) -> content.TestCase:
    """A `testfall` with its evidence tables."""
    outcome = reader.text("utfall")
    expected = Status.from_word(outcome)
    if expected is None and outcome:
        reader.report(Code.BAD_VALUE, f"{reader.name}: utfall kan inte vara '{visible(outcome)}'.",
                      f"Skriv något av: {', '.join(status.word for status in Status)}.", "utfall")
    day = _case_day(reader)
    coverage = _coverage(reader, day)
    room = Room.of_case()
    tables = tuple(filter(None, (_case_table(reader, fence, day, coverage, room) for fence in reader.block.fences)))
    for index, table in enumerate(tables):
        if table.table in [each.table for each in tables[:index]]:
            reader.report_at(Location(reader.path, table.line), Code.BAD_VALUE,
                             f"{reader.name}: tabellen {table.table} står två gånger.", "Samla raderna i ett block.")
    return content.TestCase(
        **common_fields(reader),
        item=reader.text("kontrollpunkt"),
        expected=Status.ERROR if expected is None else expected,
        as_of=day or _NEVER,
        subject=reader.text("objekt"),
        coverage=coverage,
        parameters=_assignments(reader),
        tables=tables,
    )


def _coverage(reader: FieldReader, day: date | None) -> tuple[content.CoverageClaim, ...]:
    coverage = []
    for part in filter(None, (part.strip() for part in reader.text("täckning").split(";"))):
        match = _SPAN.fullmatch(part)
        try:
            if match is None or match[1] not in TABLES:
                raise ValueError(part)
            first, last = date.fromisoformat(match[3]), date.fromisoformat(match[4])
            if last < first:
                raise ValueError(part)
            if first < FIRST_DAY:
                reader.report(Code.BAD_VALUE,
                              f"{reader.name}: täckningen av {match[1]} börjar {first}, före år {FIRST_DAY.year}.",
                              "Rätta året.", "täckning")
            if day and last > day:
                reader.report(Code.BAD_VALUE,
                              f"{reader.name}: täckningen av {match[1]} slutar {last}, efter per-datum ({day}).",
                              "Skriv den sista dag som uppgifterna visar; ingen vet något om dagar efter per-datum.",
                              "täckning")
            coverage.append(content.CoverageClaim(match[1], words.whom(match[2]), first, last))
        except ValueError:
            reader.report(Code.BAD_VALUE, f"{reader.name}: täckningen '{visible(part)}' går inte att läsa.",
                          "Skriv tabell objekt 2026-01-01..2026-06-30, med den första dagen först.", "täckning")
    return tuple(coverage)


def _case_day(reader: FieldReader) -> date | None:
    """The day that the case is judged on: one that a check could be made for."""
    day, form = reader.day("per-datum"), DECLARATIONS["as-of"].form
    if day and form.read("per-datum", day)[1]:
        reader.report(Code.BAD_VALUE, f"{reader.name}: per-datum är {day}, långt från dagens riktlinjer.",
                      f"Ange {form.described}.", "per-datum")
    return day


def _assignments(reader: FieldReader) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in reader.text("parametrar").split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            reader.report(Code.BAD_PARAMETER, f"{reader.name}: parametern '{visible(part)}' går inte att läsa.",
                          "Skriv namn = värde.", "parametrar")
            continue
        if name in found:
            reader.report(Code.BAD_PARAMETER, f"{reader.name}: parametern {name} står två gånger.",
                          "Ta bort den ena.", "parametrar")
        found[name] = value
    return tuple(found.items())


def _case_table(
    reader: FieldReader, fence: Fence, day: date | None, coverage: Iterable[content.CoverageClaim], room: Room
) -> content.CaseTable | None:
    """One ```csv fence: an empty cell is absent, two apostrophes are an empty text."""
    kind, _, name = fence.info.partition(" ")
    place = Location(reader.path, fence.line)
    if kind != "csv" or name.strip() not in TABLES:
        reader.report_at(place, Code.UNKNOWN_REFERENCE,
                         f"{reader.name}: blocket '{visible(fence.info)}' är ingen tabell.",
                         f"Skriv ```csv och ett tabellnamn: {', '.join(TABLES)}.")
        return None
    mistakes = Mistakes(reader.path, "Tabellen", f"{reader.name}: ")
    collected = collected_on(day, name.strip(), coverage) if day else ANY_DAY
    found = _typed(TABLES[name.strip()], CsvText(fence.content, fence.line + 1), mistakes, collected, room)
    reader.diagnostics.extend(mistakes.all())
    return content.CaseTable(name.strip(), *found, fence.line) if found else None


def _typed(table: Table, text: CsvText, mistakes: Mistakes, collected: Collected, room: Room) -> _Typed | None:
    """The columns and the rows of a text as they are written; None when it has no header to read by."""
    found = text.read(mistakes.error, table.names)
    if found is None:
        return None
    header, rows = found
    kept = list(islice(rows, CASE_ROWS + 1))  # one too many is told, and nothing more is read
    typing = RowReader(table, header, text.column_of, mistakes, may_lack=True, collected=collected)
    if typing.is_usable:
        typing.read(kept, Keys(Room.of_table(room)))
    return typing.names, tuple(tuple(map(cell, row)) for _, row in kept)
