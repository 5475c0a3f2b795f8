"""The SQL of items and conditions, checked against the allow-list and the empty evidence tables."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.location import Location
from regelratt.domain.words import Method
from regelratt.engine.parameters import ambiguous, declared, examples, examples_of
from regelratt.engine.sql import SqlChecker, SqlProblem


def check_sql(catalog: Catalog) -> Iterator[Diagnostic]:
    """Every mistake in any SQL of the catalogue, on its own line."""
    checker = SqlChecker()
    for item in catalog.items:
        yield from _item(catalog, item, checker)
    for rule in catalog.rules:
        if rule.applies_if:
            known = examples_of([rule])
            for problem in checker.check(Method.PREDICATE, rule.applies_if, rule.subject.table, known):
                yield _at(rule.location, problem, f"regel {rule.id}, gäller-om")


def _item(catalog: Catalog, item: ChecklistItem, checker: SqlChecker) -> Iterator[Diagnostic]:
    for name in sorted(ambiguous(catalog, item)):
        yield Diagnostic(item.location, Code.BAD_PARAMETER,
                         f"kontrollpunkt {item.id}: parametern {name} deklareras av flera av reglerna.",
                         "Ge parametrarna olika namn eller dela upp kontrollpunkten.")
    known = examples(catalog, item)
    table = item.subject.table
    if item.sql:
        for problem in checker.check(item.method, item.sql, table, known):
            place = Location(item.location.path, item.sql_line + problem.line)
            yield _at(place, problem, f"kontrollpunkt {item.id}")
    if item.applies_if:
        for problem in checker.check(Method.PREDICATE, item.applies_if, table, known):
            yield _at(item.location, problem, f"kontrollpunkt {item.id}, gäller-om")
    names = set(declared(catalog, item))
    for case in catalog.cases_of_item.get(item.id, ()):
        for name, _ in case.parameters:
            if name not in names:
                yield Diagnostic(case.location, Code.BAD_PARAMETER,
                                 f"testfall {case.id}: ingen av reglerna deklarerar {name}.", "Rätta namnet.")


def _at(place: Location, problem: SqlProblem, name: str) -> Diagnostic:
    return Diagnostic(place, problem.code, f"{name}: {problem.message}", problem.remedy)
