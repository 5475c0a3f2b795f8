"""Directive blocks to typed objects, one builder for each kind."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict

from regelratt.diagnostics import Code, close_matches
from regelratt.domain import content, words
from regelratt.domain.location import Location
from regelratt.domain.status import Status
from regelratt.domain.tables import TABLES
from regelratt.loaders.fields import FieldReader, parse_value
from regelratt.loaders.myst import Block, Fence

_SPAN = re.compile(r"(\S+) (\S+) (\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
_NEVER = date(1, 1, 1)


class _Common(TypedDict):
    id: str
    title: str
    text: str
    location: Location


def _common(reader: FieldReader) -> _Common:
    return _Common(
        id=reader.text("id"),
        title=reader.block.argument,
        text=prose(reader.block),
        location=reader.place(),
    )


def prose(block: Block) -> str:
    """The body without its SQL and CSV fences."""
    rows = block.body.split("\n")
    for fence in block.fences:
        if fence.info.split(" ")[0] in ("sql", "csv"):
            start = fence.line - block.body_line
            for index in range(start, min(len(rows), start + fence.content.count("\n") + 2)):
                rows[index] = ""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def law(reader: FieldReader) -> content.Law:
    """A `lag`."""
    return content.Law(
        **_common(reader),
        short_name=reader.text("kortnamn"),
        number=reader.text("nummer"),
        kind=reader.word("slag", words.LawKind, words.LawKind.ACT),
        in_force=reader.day("i-kraft") or _NEVER,
        repealed=reader.day("upphävd"),
        replaced_by=reader.ids("ersatt-av"),
        url=reader.text("adress"),
        last_amended=reader.text("senast-ändrad"),
        checked_until=reader.text("kontrollerad"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
    )


def provision(reader: FieldReader) -> content.Provision:
    """A `lagrum`."""
    return content.Provision(
        **_common(reader),
        law=reader.text("lag"),
        designation=reader.text("beteckning"),
        url=reader.text("adress"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
        repealed=reader.day("upphävd"),
        replaced_by=reader.ids("ersatt-av"),
    )


def document(reader: FieldReader) -> content.Document:
    """A `dokument`."""
    return content.Document(
        **_common(reader),
        short_name=reader.text("kortnamn"),
        issuer=reader.text("utgivare"),
        document_type=reader.text("dokumenttyp"),
        standing=reader.word("ställning", words.Standing, words.Standing.DRAFT),
        decision=reader.decision("beslut"),
        revised=reader.days("reviderad"),
        valid_from=reader.day("gäller-från"),
        validity=reader.text("giltighet"),
        owner=reader.text("ägare"),
        version=reader.text("version"),
        folder=reader.text("filnamn"),
    )


def premise(reader: FieldReader) -> content.Premise:
    """An `upplysning`."""
    return content.Premise(
        **_common(reader),
        document=reader.text("dokument"),
        section=reader.text("avsnitt"),
        kind=reader.word("slag", words.PremiseKind, words.PremiseKind.INFORMATION),
        legal_basis=reader.legal_basis("laghänvisning"),
        refers_to=reader.text("hänvisar"),
    )


_STATE_OF_STANDING = {
    words.Standing.IN_FORCE: words.State.IN_FORCE,
    words.Standing.HISTORICAL: words.State.HISTORICAL,
    words.Standing.DRAFT: words.State.DRAFT,
}


def rule(reader: FieldReader, documents: Mapping[str, content.Document]) -> content.Rule:
    """A `regel`; state, decision and first day come from its document where it has none of its own."""
    source = documents.get(reader.text("dokument"))
    inherited = _STATE_OF_STANDING[source.standing] if source else words.State.DRAFT
    basis, ground = reader.text("laghänvisning"), reader.text("grund")
    if bool(basis) == bool(ground):
        problem = "har både laghänvisning och grund" if basis else "saknar grund"
        reader.report(Code.MISSING_BASIS, f"{reader.name} {problem}.",
                      f"Ange antingen laghänvisning eller grund: {words.INTERNAL_BASIS}.", "grund" if basis else "")
    elif ground and ground != words.INTERNAL_BASIS:
        reader.report(Code.BAD_VALUE, f"{reader.name}: grund kan inte vara {ground!r}.",
                      f"Skriv {words.INTERNAL_BASIS}.", "grund")
    events = _table_name(reader, "gäller-vid")
    built = content.Rule(
        **_common(reader),
        document=reader.text("dokument"),
        section=reader.text("avsnitt"),
        level=reader.word("kravnivå", words.Level, words.Level.MUST),
        roles=reader.roles("vem"),
        trigger=reader.text("när"),
        reservation=reader.optional_word("förbehåll", words.Reservation),
        subject=reader.word("avser", words.SubjectKind, words.SubjectKind.CHANNEL),
        period=reader.word("period", words.PeriodKind, words.PeriodKind.CONTINUOUS),
        events=events,
        applies_if=reader.text("gäller-om"),
        parameters=reader.parameters("parametrar"),
        legal_basis=reader.legal_basis("laghänvisning"),
        internal=bool(ground),
        risk=reader.optional_word("risk", words.Risk),
        refers_to=reader.text("hänvisar"),
        exception_rules=reader.ids("undantagsregel"),
        permits=reader.ids("medger"),
        not_checked=reader.text("prövas-inte"),
        replaced_by=reader.ids("ersatt-av"),
        state=reader.word("läge", words.State, inherited),
        decision=reader.decision("beslut") or (source.decision if source else None),
        valid_from=reader.day("gäller-från") or (source.valid_from if source else None),
        version=reader.number("version", 1),
    )
    if built.state is words.State.IN_FORCE and (built.decision is None or built.valid_from is None):
        reader.report(Code.MISSING_DECISION, f"{reader.name} är gällande men saknar beslut eller första dag.",
                      "Lägg till beslut (roll; dag; diarienummer) och gäller-från på regeln eller dokumentet.", "läge")
    return built


def _table_name(reader: FieldReader, option: str) -> str:
    name = reader.text(option)
    if name and name not in TABLES:
        reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: tabellen {name} finns inte.",
                      f"Välj en av: {', '.join(TABLES)}.", option)
        return ""
    return name


def item(reader: FieldReader, rules: Mapping[str, content.Rule]) -> content.ChecklistItem:
    """A `kontrollpunkt`; subject, period, events and condition come from its rules."""
    verified = [rules[ident] for ident in reader.ids("prövar") if ident in rules]
    method = reader.word("metod", words.Method, words.Method.CONFIRMATION)
    sql, line = _sql(reader, method)
    subjects = {each.subject for each in verified}
    if len(subjects) > 1:
        reader.report(Code.BAD_VALUE, f"{reader.name} prövar regler som avser olika slags objekt.",
                      "Dela upp den i en kontrollpunkt för varje slag.", "prövar")
    periods = {each.period for each in verified}
    if len(periods) > 1 and not reader.text("period"):
        reader.report(Code.MISSING_FIELD, f"{reader.name} prövar regler med olika period.",
                      "Lägg till fältet period.", "prövar")
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
        **_common(reader),
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
        period=reader.word("period", words.PeriodKind, min(periods, default=words.PeriodKind.CONTINUOUS)),
        events=_table_name(reader, "gäller-vid") or (events.pop() if len(events) == 1 else ""),
        applies_if=reader.text("gäller-om") or (conditions.pop() if len(conditions) == 1 else ""),
        depends_on=_dependencies(reader, min(subjects, default=words.SubjectKind.CHANNEL)),
    )


def _dependencies(reader: FieldReader, subject: words.SubjectKind) -> tuple[str, ...]:
    table = TABLES[subject.table]
    for name in reader.ids("beror-på"):
        if table.column(name) is None:
            reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: kolumnen {name} finns inte i {table.name}.",
                          f"Välj bland: {', '.join(column.name for column in table.columns)}.", "beror-på")
    return tuple(name for name in reader.ids("beror-på") if table.column(name))


def _sql(reader: FieldReader, method: words.Method) -> tuple[str, int]:
    """The item's SQL and the line of its first row."""
    found: list[Fence] = [fence for fence in reader.block.fences if fence.info == "sql"]
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
    return found[0].content.strip("\n"), found[0].line + 1


def case(reader: FieldReader) -> content.TestCase:
    """A `testfall` with its evidence tables."""
    expected = Status.from_word(reader.text("utfall"))
    if expected is None and reader.text("utfall"):
        reader.report(Code.BAD_VALUE, f"{reader.name}: utfall kan inte vara {reader.text('utfall')!r}.",
                      f"Skriv något av: {', '.join(status.word for status in Status)}.", "utfall")
    coverage = []
    for part in filter(None, (part.strip() for part in reader.text("täckning").split(";"))):
        match = _SPAN.fullmatch(part)
        try:
            if match is None or match[1] not in TABLES:
                raise ValueError(part)
            coverage.append(content.CoverageClaim(
                match[1], match[2], date.fromisoformat(match[3]), date.fromisoformat(match[4])))
        except ValueError:
            reader.report(Code.BAD_VALUE, f"{reader.name}: täckningen {part!r} går inte att läsa.",
                          "Skriv tabell objekt 2026-01-01..2026-06-30.", "täckning")
    tables = tuple(filter(None, (_case_table(reader, fence) for fence in reader.block.fences)))
    for index, table in enumerate(tables):
        if table.table in [each.table for each in tables[:index]]:
            reader.report_at(Location(reader.path, table.line), Code.BAD_VALUE,
                             f"{reader.name}: tabellen {table.table} står två gånger.", "Samla raderna i ett block.")
    return content.TestCase(
        **_common(reader),
        item=reader.text("kontrollpunkt"),
        expected=Status.ERROR if expected is None else expected,
        as_of=reader.day("per-datum") or _NEVER,
        subject=reader.text("objekt"),
        coverage=tuple(coverage),
        parameters=_assignments(reader),
        tables=tables,
    )


def _assignments(reader: FieldReader) -> tuple[tuple[str, str], ...]:
    found = []
    for part in filter(None, (part.strip() for part in reader.text("parametrar").split(";"))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            reader.report(Code.BAD_PARAMETER, f"{reader.name}: parametern {part!r} går inte att läsa.",
                          "Skriv namn = värde.", "parametrar")
            continue
        found.append((name, value))
    return tuple(found)


def _case_table(reader: FieldReader, fence: Fence) -> content.CaseTable | None:
    """One ```csv fence: an empty cell is absent, two apostrophes are an empty text."""
    kind, _, name = fence.info.partition(" ")
    place = Location(reader.path, fence.line)
    if kind != "csv" or name.strip() not in TABLES:
        reader.report_at(place, Code.UNKNOWN_REFERENCE, f"{reader.name}: blocket {fence.info!r} är ingen tabell.",
                         f"Skriv ```csv och ett tabellnamn: {', '.join(TABLES)}.")
        return None
    try:
        rows = list(csv.reader(io.StringIO(fence.content)))
    except csv.Error as error:
        reader.report_at(place, Code.BAD_VALUE, f"{reader.name}: tabellen {name} går inte att läsa ({error}).",
                         "Korta cellerna och kontrollera citattecknen.")
        return None
    if not rows:
        reader.report_at(place, Code.BAD_VALUE, f"{reader.name}: tabellen {name} saknar rubrikrad.",
                         "Skriv kolumnernas namn på första raden.")
        return None
    header = tuple(cell.strip() for cell in rows[0])
    body = []
    for number, row in enumerate(rows[1:], start=fence.line + 2):
        if not row:
            continue
        if len(row) != len(header):
            reader.report_at(Location(reader.path, number), Code.BAD_VALUE,
                             f"{reader.name}: raden har {len(row)} celler men rubriken {len(header)}.",
                             "Rätta antalet kommatecken.")
            continue
        body.append(tuple({"": None, "''": ""}.get(cell.strip(), cell.strip()) for cell in row))
    return content.CaseTable(name.strip(), header, tuple(body), fence.line)


def remark(reader: FieldReader) -> content.Remark:
    """An `anmärkning`."""
    return content.Remark(
        **_common(reader),
        about=reader.ids("gäller"),
        kind=reader.word("slag", words.RemarkKind, words.RemarkKind.QUESTION),
        legal_basis=reader.legal_basis("laghänvisning"),
        confidence=reader.word("säkerhet", words.Confidence, words.Confidence.INTERPRETATION),
    )


def comparison(reader: FieldReader) -> content.Comparison:
    """A `jämförelse`."""
    return content.Comparison(
        **_common(reader),
        topic=reader.text("ämne"),
        first=reader.ids("ena"),
        second=reader.ids("andra"),
        relation=reader.word("relation", words.ComparisonKind, words.ComparisonKind.DIFFERENT),
        stricter=reader.text("strängare"),
    )


def role(reader: FieldReader) -> content.Role:
    """A `roll`."""
    return content.Role(**_common(reader), kind=reader.word("slag", words.RoleKind, words.RoleKind.POST))


def local_decision(reader: FieldReader, rules: Mapping[str, content.Rule]) -> content.LocalDecision | None:
    """A `lokalt-beslut`; None when its value or decision cannot be read."""
    owner = rules.get(reader.text("regel"))
    name, text = reader.text("parameter"), reader.text("värde")
    declared = next((each for each in owner.parameters if each.name == name), None) if owner else None
    if owner is None and reader.text("regel"):
        reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: regeln {reader.text('regel')} finns inte.",
                      f"Rätta id.{close_matches(reader.text('regel'), rules)}", "regel")
    if owner and declared is None and name:
        reader.report(Code.BAD_PARAMETER, f"{reader.name}: {owner.id} har ingen parameter som heter {name}.",
                      "Rätta namnet eller deklarera parametern på regeln.", "parameter")
    value: Decimal | str | bool | None = parse_value(text, declared.bounds) if declared else None
    if declared and text and (value is None or not declared.bounds.accepts(value)):
        reader.report(Code.BAD_PARAMETER, f"{reader.name}: {name} = {text} ligger utanför [{declared.bounds}].",
                      "Ange ett värde inom gränserna.", "värde")
    decision, first = reader.decision("beslut"), reader.day("gäller-från")
    if value is None or decision is None or first is None:
        return None
    return content.LocalDecision(
        **_common(reader),
        rule=reader.text("regel"),
        parameter=name,
        value=value,
        decision=decision,
        valid_from=first,
        valid_to=reader.day("gäller-till"),
    )
