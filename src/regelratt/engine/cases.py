"""Running the test cases: does each item give what its author says for the evidence beside it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem, TestCase
from regelratt.domain.evidence import Evidence
from regelratt.domain.status import Reason, Status, age
from regelratt.domain.words import Method
from regelratt.engine.evaluate import Limits
from regelratt.engine.messages import Task
from regelratt.engine.outcomes import OutcomeReader
from regelratt.engine.parameters import of_case
from regelratt.engine.plan import Judged, Planner, world_of
from regelratt.engine.process import run_worlds

Mutation = Callable[[ChecklistItem], ChecklistItem]
"""A change of an item; used to show that its test cases notice."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a test case gave, beside what it should give."""

    case: TestCase
    status: Status
    reason: Reason
    detail: str = ""

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
    catalog: Catalog, prepared: Iterable[PreparedCase], limits: Limits, mutation: Mutation | None = None
) -> list[CaseResult]:
    """The outcome of every test case; with a mutation, that of the changed items."""
    planner = Planner(catalog)
    plans: list[tuple[PreparedCase, Judged, list[Task]]] = []
    for each in prepared:
        item = catalog.items_by_id[each.case.item]
        changed = mutation(item) if mutation else item
        judged = planner.judged(changed, of_case(catalog, changed, each.case), each.case.as_of)
        plans.append((each, judged, planner.item_tasks(judged)))
    found = run_worlds(
        [world_of(each.evidence, tasks, each.case.as_of) for each, _, tasks in plans],
        deadline=limits.deadline, memory_limit_mb=limits.memory_limit_mb,
    )
    outcomes = []
    for (each, judged, tasks), results in zip(plans, found, strict=True):
        named = {task.name: result for task, result in zip(tasks, results, strict=True)}
        reader = OutcomeReader(catalog, each.evidence, each.case.as_of)
        cells, _ = reader.cells(judged, named)
        cell = next((cell for cell in cells if cell.subject == subject_of(each, judged.item)), None)
        if cell is None:
            outcomes.append(CaseResult(each.case, Status.ERROR, Reason.CHECK_FAILED, "objektet finns inte"))
        else:
            outcomes.append(CaseResult(each.case, age(cell.status, valid=cell.valid), cell.reason, cell.detail))
    return outcomes


def subject_of(prepared: PreparedCase, item: ChecklistItem) -> str:
    """The object that the case judges: the one it names, else the only one there is."""
    subjects = prepared.evidence.subjects(item.subject)
    return prepared.case.subject or (subjects[0] if len(subjects) == 1 else "")


def inverted(item: ChecklistItem) -> ChecklistItem:
    """The item with its check broken on purpose: a predicate negated, a query emptied."""
    if item.method is Method.PREDICATE:
        return replace(item, sql=f"NOT (\n{item.sql}\n)")
    return replace(item, sql=f"SELECT * FROM (\n{item.sql}\n) AS tomt WHERE 1 = 0")
