"""Lint, then evaluate every item for every object, and keep the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date

from regelratt.app.clock import today
from regelratt.app.days_ahead import check_content_days, check_evidence_days
from regelratt.app.disk.files import tidy
from regelratt.app.disk.lock import hold, hold_folder
from regelratt.app.places import BUILT
from regelratt.app.program import program_digest
from regelratt.app.project import VERSION, Project
from regelratt.app.publications import publications_of
from regelratt.app.run_store.history import History
from regelratt.app.run_store.repetition import explain_difference, is_superseded
from regelratt.app.run_store.store import DamagedStoreError, RunStore, write_latest
from regelratt.diagnostics import Diagnostic, in_order
from regelratt.domain.run import Run
from regelratt.engine.cases import CaseResult
from regelratt.engine.evaluate import Inputs, evaluate
from regelratt.exports.run_seal import Head, Sealed


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: diagnostics, and a run when nothing was wrong."""

    diagnostics: tuple[Diagnostic, ...]
    sealed: Sealed | None = None

    @property
    def run(self) -> Run | None:
        """The run itself."""
        return self.sealed.run if self.sealed else None


def lint(project: Project) -> list[Diagnostic]:
    """Everything wrong with settings and content."""
    return in_order([*project.content_diagnostics, *check_content_days(project, today())])


def assess(project: Project, as_of: date | None = None) -> Checked:
    """Evaluate the project on a day: the one given, else the settings', else today. Keeps nothing."""
    problems = _problems(project)
    return problems if _is_stopped(problems) else _judge(project, as_of)[0]


def check(project: Project, as_of: date | None = None) -> Checked:
    """Evaluate the project, and keep the run in the store and as the latest."""
    with held_check(project, as_of, "check") as checked:
        return checked


@contextmanager
def held_check(
    project: Project, as_of: date | None, command: str, beside: Callable[[bool], None] | None = None
) -> Iterator[Checked]:
    """A check whose lock is held until the block ends, so that what is built on it is about the same run.

    `beside` is begun when the pages and settings are without mistakes, before they are judged; it is told whether the
    lock is held by then. It is held unless nothing has been built yet.

    With errors in content or evidence nothing is written. BusyError when another command is at work, at once: where
    there is something built, the lock is taken before anything is read.
    """
    with ExitStack() as locks:
        is_held = (project.root / BUILT).is_dir()
        if is_held:
            locks.enter_context(hold(project.root, command))
        if beside and project.has_sound_pages:
            beside(is_held)
        problems = _problems(project)
        if _is_stopped(problems):
            yield problems
            return
        locks.enter_context(hold(project.root, command))
        store = _store(project)
        if not store.folder.is_relative_to(project.root) and store.folder.is_dir():
            locks.enter_context(hold_folder(store.folder, command))
        tidy(project.root / BUILT)
        tidy(store.folder)
        checked, history = _judge(project, as_of)
        if checked.sealed:
            store.keep(history, checked.sealed)
            publications = publications_of(project, checked.sealed.run)
            write_latest(checked.sealed, project.root, publications.values())
        yield checked


def prove(project: Project) -> list[CaseResult]:
    """The outcome of every test case that can be run."""
    return list(project.trial.results)


def _problems(project: Project) -> Checked:
    evidence = (*project.evidence.diagnostics, *check_evidence_days(project, today()))
    return Checked(tuple(in_order([*lint(project), *evidence])))


def _is_stopped(checked: Checked) -> bool:
    return any(each.is_error for each in checked.diagnostics)


def _store(project: Project) -> RunStore:
    return RunStore(project.root / project.settings.run_store, project.root)


def _judge(project: Project, as_of: date | None) -> tuple[Checked, History]:
    """The run that these inputs give, as the next one of the store or as the one that is there already."""
    store = _store(project)
    history = store.history()
    told = (*_problems(project).diagnostics, *history.diagnostics)
    if history.is_damaged:
        return Checked(told), history
    inputs = Inputs(
        project.catalog, project.catalog_digest, project.evidence.evidence, project.evidence.digest,
        as_of or project.settings.as_of or today(), VERSION, program_digest(),
    )
    try:
        stored = history.find(inputs.digest)
        if stored is None:
            return Checked(told, _evaluate(project, inputs, store, history)), history
        again = _evaluate(project, inputs, store, history.before(stored))
        return _compare(Checked(told, again), stored, project, inputs, store, history), history
    except DamagedStoreError as damaged:
        return Checked((*told, *damaged.diagnostics)), history


def _evaluate(project: Project, inputs: Inputs, store: RunStore, history: History) -> Sealed:
    carried = history.latest(inputs.as_of.isoformat())
    previous = store.load(history, carried) if carried else None
    return history.follow(evaluate(inputs, project.trial.readings, project.limits, previous))


def _compare(
    again: Checked, stored: Head, project: Project, inputs: Inputs, store: RunStore, history: History
) -> Checked:
    """The same inputs give the same run: the stored one, unless it ran out of time, and an error when they differ."""
    assert again.sealed is not None
    if again.sealed.head == stored:
        return again
    kept = store.load(history, stored)
    if is_superseded(kept, again.sealed.run):
        return Checked(again.diagnostics, _evaluate(project, inputs, store, history))
    return Checked((*again.diagnostics, explain_difference(kept, again.sealed.run)))
