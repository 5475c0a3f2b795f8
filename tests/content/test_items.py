"""The real items: their test cases hold, a broken check is noticed, and every status occurs."""

from __future__ import annotations

from collections import defaultdict

import pytest

from regelratt.app.check import assess
from regelratt.app.project import Project
from regelratt.domain.status import Status
from regelratt.domain.words import Method, SubjectKind
from regelratt.engine.cases import inverted, run_cases
from tests.project import reference


@pytest.fixture(scope="module")
def project() -> Project:
    """The real project."""
    return reference()


def test_content_and_evidence_have_no_errors(project: Project) -> None:
    """Lint is clean: nothing but warnings about the historical document's old law, and of one premise left out.

    The demonstration has a confirmation that does not say what it rests on, so that it shows what becomes of it.
    """
    diagnostics = [*project.content_diagnostics, *project.evidence.diagnostics]
    assert [str(each) for each in diagnostics if each.is_error] == []
    assert {str(each.code) for each in diagnostics} == {"repealed-basis", "bad-evidence"}
    [lacking] = [each.message for each in diagnostics if each.code == "bad-evidence"]
    assert lacking.startswith("bekräftelser bekr-0118: förutsättningar säger inte allt")


def test_every_case_gives_what_it_says(project: Project) -> None:
    """Met, not met, not assessed and the others: each test case holds."""
    results = project.trial.results
    assert len(results) == len(project.catalog.cases) > 250
    assert [f"{each.case.id}: {each.status.word}, {each.reason}" for each in results if not each.holds] == []


def test_broken_check_makes_a_case_fail(project: Project) -> None:
    """The mutation test: a predicate inverted, a query emptied; for every item some test case notices."""
    results = run_cases(project.catalog, project.trial.readings, project.prepared_cases, project.limits,
                        mutation=lambda item: inverted(item) if item.sql else item)
    noticed: dict[str, bool] = defaultdict(bool)
    for each in results:
        noticed[each.case.item] |= not each.holds
    checked = [item.id for item in project.catalog.items if item.method is not Method.CONFIRMATION]
    assert len(checked) >= 40
    assert [item for item in checked if not noticed[item]] == []


def test_items_decide_real_rules_for_all_kinds_of_objects(project: Project) -> None:
    """At least a hundred items; every checkable rule in force has one; channels, boards and the organisation all occur."""
    catalog = project.catalog
    assert len(catalog.items) >= 100
    assert {item.subject for item in catalog.items} == set(SubjectKind)
    assert {item.method for item in catalog.items} == set(Method)
    assert [rule.id for rule in catalog.rules if rule.is_evaluated and not catalog.items_of_rule.get(rule.id)] == []


def test_demonstration_exercises_every_status(project: Project) -> None:
    """The fictional municipality has at least 4 boards and 12 channels on 5 platforms, and shows all seven statuses."""
    evidence = project.evidence.evidence
    assert len(evidence.subjects(SubjectKind.BOARD)) >= 4
    assert len(evidence.subjects(SubjectKind.CHANNEL)) >= 12
    assert len({row["plattform"] for row in evidence.rows("kanaler")}) >= 5
    run = assess(project).run
    assert run is not None
    assert {cell.status for cell in run.rule_cells} == set(Status)
    assert any(cell.total and cell.passed and cell.passed < cell.total for cell in run.rule_cells)
