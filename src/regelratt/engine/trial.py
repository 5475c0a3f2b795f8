"""What the content's SQL is worth before any evidence is seen: read, and tried on its own test cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.words import Method
from regelratt.engine.cases import PATIENCE, CaseResult, PreparedCase, run_cases
from regelratt.engine.child import children
from regelratt.engine.evaluate import Limits
from regelratt.engine.readings import Readings, read_statements, statements_of, statements_of_item

READING_TIME = 10.0
"""Seconds that one piece of SQL may take to read, however little time an item may take to run."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The reading of all SQL, and the outcome of every test case of an item whose SQL is sound."""

    readings: Readings
    results: tuple[CaseResult, ...]


def try_content(catalog: Catalog, prepared: Iterable[PreparedCase], limits: Limits) -> Trial:
    """Read all SQL and run the test cases, in one child process."""
    statements = statements_of(catalog)
    with children(limits.memory_limit_mb) as started:
        readings = read_statements(started, statements, deadline=READING_TIME, patience=PATIENCE)
        sound = {item.id for item in catalog.items if is_sound(catalog, item, readings)}
        cases = [each for each in prepared if each.case.item in sound]
        return Trial(readings, tuple(run_cases(catalog, readings, cases, limits, started=started)))


def is_sound(catalog: Catalog, item: ChecklistItem, readings: Readings) -> bool:
    """True when nothing is wrong with the item's own SQL and its condition, so that they can be run."""
    for each in statements_of_item(catalog, item):
        reading = readings.by_statement[each]
        if reading.problems or not reading.parameter_names <= {name for name, _ in each.types}:
            return False
    return bool(item.sql.strip()) or item.method is Method.CONFIRMATION
