"""Running the test cases: does each item give what its author says for the evidence beside it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem, TestCase
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.status import Reason, Status
from regelratt.domain.tables import TABLES
from regelratt.domain.words import Method
from regelratt.engine.child import Children
from regelratt.engine.evaluate import Limits
from regelratt.engine.messages import Result, Task, World
from regelratt.engine.outcomes import OutcomeReader
from regelratt.engine.parameters import of_case
from regelratt.engine.plan import Judged, Planner, until
from regelratt.engine.process import run_worlds
from regelratt.engine.readings import Readings
from regelratt.engine.statement import use_of

PATIENCE = 10
"""How many endless test cases are waited for before the rest are given up: lint is never to take hours."""

Mutation = Callable[[ChecklistItem], ChecklistItem]
"""A change of an item; used to show that its test cases notice."""

NO_OBJECT = "objektet finns inte"
"""The detail of a case without any row about the object that it judges."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a test case gave, beside what it should give."""

    case: TestCase
    status: Status
    reason: Reason
    detail: str = ""
    is_of_the_machine: bool = False
    """True when the case could not be run, and neither the item nor the case need be to blame."""

    @property
    def is_without_object(self) -> bool:
        """True when the case has no row about the object that it judges."""
        return self.detail == NO_OBJECT

    @property
    def holds(self) -> bool:
        """True when the item gave the expected status."""
        return self.status is self.case.expected


@dataclass(frozen=True, slots=True)
class PreparedCase:
    """A test case with its evidence read to typed rows."""

    case: TestCase
    evidence: Evidence


def run_cases(
    catalog: Catalog, readings: Readings, prepared: Iterable[PreparedCase], limits: Limits,
    mutation: Mutation | None = None, started: Children | None = None,
) -> list[CaseResult]:
    """The outcome of every test case; with a mutation, that of the changed items."""
    planner = Planner(catalog, readings)
    plans: list[tuple[PreparedCase, Judged, list[Task]]] = []
    for scene, each in enumerate(prepared):
        item = catalog.items_by_id[each.case.item]
        if mutation:
            item = _mutated(item, mutation, readings)
        judged = planner.judged(item, of_case(catalog, item, each.case), each.case.as_of)
        plans.append((each, judged, planner.item_tasks(judged, scene)))
    [results] = run_worlds(
        [_stage(plans)], deadline=limits.deadline, memory_limit_mb=limits.memory_limit_mb, started=started,
        patience=PATIENCE)
    answers = iter(results)
    return [_outcome(catalog, each, judged, {task.name: next(answers) for task in tasks})
            for each, judged, tasks in plans]


def _mutated(item: ChecklistItem, mutation: Mutation, readings: Readings) -> ChecklistItem:
    changed = mutation(item)
    if changed.sql != item.sql:
        readings.also(use_of(item), changed.sql, item.subject.table,
                      readings.of(use_of(item), item.sql, item.subject.table))
    return changed


def _stage(plans: Sequence[tuple[PreparedCase, Judged, list[Task]]]) -> World:
    """All cases as scenes of one world, each with the evidence as it stood on its day."""
    tables: dict[str, list[tuple[Value, ...]]] = {}
    for scene, (each, _, tasks) in enumerate(plans):
        for name in sorted(frozenset[str]().union(*(task.reads for task in tasks)) & each.evidence.tables.keys()):
            rows = until(TABLES[name], each.evidence.tables[name], each.case.as_of)
            tables.setdefault(name, []).extend((scene, *row) for row in rows)
    return World(tables, tuple(task for _, _, tasks in plans for task in tasks), is_staged=True)


def _outcome(catalog: Catalog, each: PreparedCase, judged: Judged, results: Mapping[str, Result]) -> CaseResult:
    """What the case gave, read as a real check reads it."""
    reader = OutcomeReader(catalog, each.evidence, each.case.as_of)
    cells, _ = reader.cells(judged, results)
    subject = subject_of(each, judged.item)
    cell = next((cell for cell in cells if cell.subject == subject), None)
    if cell is None:
        return CaseResult(each.case, Status.ERROR, Reason.CHECK_FAILED, NO_OBJECT)
    stopped = any(result.is_of_the_machine for result in results.values())
    return CaseResult(each.case, cell.status, cell.reason, cell.detail, stopped)


def subject_of(prepared: PreparedCase, item: ChecklistItem) -> str:
    """The object that the case judges: the one it names, else the only one there is."""
    subjects = prepared.evidence.subjects(item.subject)
    return prepared.case.subject or (subjects[0] if len(subjects) == 1 else "")


def inverted(item: ChecklistItem) -> ChecklistItem:
    """The item with its check broken on purpose: a predicate negated, a query emptied."""
    if item.method is Method.PREDICATE:
        return replace(item, sql=f"NOT (\n{item.sql}\n)")
    return replace(item, sql=f"SELECT * FROM (\n{item.sql}\n) AS tomt WHERE 1 = 0")
