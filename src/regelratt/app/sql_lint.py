"""What the readings of all SQL and the test cases found, told at the places where the authors wrote it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.location import Location
from regelratt.domain.status import Reason
from regelratt.engine.cases import CaseResult
from regelratt.engine.parameters import ambiguous, declared, examples, examples_of
from regelratt.engine.readings import Readings
from regelratt.engine.statement import RESERVED_PARAMETERS, SqlProblem, Use, statement, use_of

CONDITION = "gäller-om"
"""The option that holds a condition."""

OptionPlace = Callable[[Location, str], Location]
"""Where the value of an option of the object at the location begins; the object's place when it has none such."""


def check_sql(
    catalog: Catalog, readings: Readings, option_place: OptionPlace, flawed: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Every mistake in any SQL of the catalogue, where its author wrote it.

    What a rule that is flawed declares is not all known, and no parameter is said to be missing from it.
    """
    for item in catalog.items:
        yield from _item(catalog, item, readings, option_place, flawed)
    for rule in catalog.rules:
        for parameter in rule.parameters:
            if parameter.name in RESERVED_PARAMETERS:
                yield Diagnostic(option_place(rule.location, "parametrar"), Code.BAD_PARAMETER,
                                 f"regel {rule.id}: namnet {parameter.name} är upptaget av den dag som bedöms.",
                                 "Ge parametern ett annat namn.")
        if rule.applies_if:
            known = examples_of([rule])
            place = option_place(rule.location, CONDITION)
            for problem in problems(readings, Use.CONDITION, rule.applies_if, rule.subject.table, known,
                                    are_all=rule.id not in flawed):
                yield _at(place, problem, f"regel {rule.id}, {CONDITION}")


def check_cases(results: Iterable[CaseResult]) -> Iterator[Diagnostic]:
    """Every test case whose item gives another outcome than the case says; once that some could not be run."""
    missed = [result for result in results if not result.holds]
    stopped = [result for result in missed if result.is_of_the_machine]
    if stopped:
        first = stopped[0]
        yield Diagnostic(
            first.case.location, Code.FILE_PROBLEM,
            f"{len(stopped)} testfall kunde inte köras, och det första är {first.case.id}: {first.detail}.",
            "Se till att det finns ledigt minne, och kör om. Är det alltid samma testfall, skriv en mindre fråga.")
    for result in missed:
        if not result.is_of_the_machine:
            case = result.case
            detail = f": {result.detail}" if result.detail else ""
            yield Diagnostic(
                case.location, Code.FAILED_CASE,
                f"testfall {case.id}: {case.item} ger {result.status.word} ({result.reason}{detail}), "
                f"men testfallet säger {case.expected.word}.",
                _remedy(result))


def _remedy(result: CaseResult) -> str:
    """What may be wrong with the item or the case: often the case leaves out what real evidence would have."""
    if result.is_without_object:
        return "Ge testfallet objektets egen rad, i ett kodblock som heter csv och registrets namn."
    if result.reason is Reason.EVIDENCE_MISSING and result.detail:
        table, day = result.detail.split(", ")[0], result.case.as_of
        return (f"Skriv vilka dagar testfallets rader täcker, som :täckning: {table} alla {day.replace(month=1, day=1)}"
                f"..{day}. Ska det ge ett annat utfall, rätta SQL:en eller testfallets rader eller utfall.")
    return "Rätta kontrollpunktens SQL, eller testfallets rader eller utfall."


def problems(
    readings: Readings, use: Use, sql: str, table: str, known: Mapping[str, object], *, are_all: bool = True
) -> Iterator[SqlProblem]:
    """What the reading of one piece of SQL found, and the parameters in it that nobody declares when all are known."""
    reading = readings.by_statement[statement(use, sql, table, known)]
    yield from reading.problems
    for used in reading.parameters:
        if are_all and used.name not in known:
            yield SqlProblem(
                used.line, used.column, Code.BAD_PARAMETER,
                f"Parametern ${used.name} är inte deklarerad av någon regel som prövas.",
                f"Deklarera den på regeln eller rätta namnet.{close_matches(used.name, known)}")


def _item(
    catalog: Catalog, item: ChecklistItem, readings: Readings, option_place: OptionPlace, flawed: Collection[str]
) -> Iterator[Diagnostic]:
    are_all = bool(item.verifies) and all(
        ident in catalog.rules_by_id and ident not in flawed for ident in item.verifies)
    for name in sorted(ambiguous(catalog, item)):
        yield Diagnostic(item.location, Code.BAD_PARAMETER,
                         f"kontrollpunkt {item.id}: parametern {name} deklareras av flera av reglerna.",
                         "Ge parametrarna olika namn eller dela upp kontrollpunkten.")
    known = examples(catalog, item)
    table = item.subject.table
    if item.sql:
        for problem in problems(readings, use_of(item), item.sql, table, known, are_all=are_all):
            yield _at(Location(item.location.path, item.sql_line), problem, f"kontrollpunkt {item.id}")
    # A condition that comes from a rule is told of there, once.
    if item.applies_if and item.applies_if not in {rule.applies_if for rule in catalog.rules_of(item)}:
        place = option_place(item.location, CONDITION)
        for problem in problems(readings, Use.CONDITION, item.applies_if, table, known, are_all=are_all):
            yield _at(place, problem, f"kontrollpunkt {item.id}, {CONDITION}")
    names = set(declared(catalog, item))
    for case in catalog.cases_of_item.get(item.id, ()):
        for name, _ in case.parameters:
            if are_all and name not in names:
                yield Diagnostic(case.location, Code.BAD_PARAMETER,
                                 f"testfall {case.id}: ingen av reglerna deklarerar {name}.", "Rätta namnet.")


def _at(start: Location, problem: SqlProblem, name: str) -> Diagnostic:
    """The problem in SQL that begins at `start`."""
    column = problem.column if problem.line else start.column + problem.column - 1
    place = Location(start.path, start.line + problem.line, column)
    return Diagnostic(place, problem.code, f"{name}: {problem.message}", problem.remedy)
