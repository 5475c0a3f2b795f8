"""Lint, then evaluate every item for every object, and keep the run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from regelratt.app.project import VERSION, Project
from regelratt.app.store import RunStore, write_latest
from regelratt.diagnostics import Diagnostic, in_order
from regelratt.domain.run import Run
from regelratt.engine.cases import CaseResult
from regelratt.engine.evaluate import Inputs, evaluate


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: diagnostics, and a run when nothing was wrong."""

    diagnostics: tuple[Diagnostic, ...]
    run: Run | None


def today() -> date:
    """The day it is in Sweden."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def lint(project: Project) -> list[Diagnostic]:
    """Everything wrong with settings and content."""
    return project.content_diagnostics


def assess(project: Project, as_of: date | None = None) -> Checked:
    """Evaluate the project on a day: the one given, else the settings', else today. Keeps nothing."""
    diagnostics = in_order([*project.content_diagnostics, *project.evidence.diagnostics])
    if any(each.is_error for each in diagnostics):
        return Checked(tuple(diagnostics), None)
    inputs = Inputs(
        project.catalog, project.catalog_digest, project.evidence.evidence, project.evidence.digest,
        as_of or project.settings.as_of or today(), VERSION,
    )
    previous = _store(project).previous(inputs.as_of, inputs.run_id)
    return Checked(tuple(diagnostics), evaluate(inputs, project.trial.readings, project.limits, previous))


def check(project: Project, as_of: date | None = None) -> Checked:
    """Evaluate the project, and keep the run in the store and as the latest."""
    checked = assess(project, as_of)
    if checked.run:
        _store(project).append(checked.run)
        write_latest(checked.run, project.root)
    return checked


def _store(project: Project) -> RunStore:
    return RunStore(project.root / project.settings.run_store)


def prove(project: Project) -> list[CaseResult]:
    """The outcome of every test case that can be run."""
    return list(project.trial.results)
