"""Lint, then evaluate every item for every object, and keep the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date

from regelratt.app.clock import today
from regelratt.app.days_ahead import check_content_days, check_evidence_days, check_judged_day
from regelratt.app.disk.files import tidy
from regelratt.app.disk.lock import hold, hold_folder
from regelratt.app.failure_warnings import failure_warnings, named
from regelratt.app.places import BUILT
from regelratt.app.program import program_digest
from regelratt.app.project import VERSION, Project
from regelratt.app.publications import publications_of
from regelratt.app.run_store.history import History
from regelratt.app.run_store.repetition import (
    explain_difference,
    is_superseded_by,
    leaves_the_same,
)
from regelratt.app.run_store.store import DamagedStoreError, RunStore, write_latest
from regelratt.diagnostics import Code, Diagnostic, Severity, in_order
from regelratt.domain.location import Location
from regelratt.domain.run import Run
from regelratt.engine.cases import CaseResult
from regelratt.engine.evaluate import Evaluation, Inputs, evaluate
from regelratt.exports.run_seal import Sealed


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: diagnostics, and a run when nothing was wrong."""

    diagnostics: tuple[Diagnostic, ...]
    sealed: Sealed | None = None
    begins_in: str = ""
    """The store as messages have it, when the run is the first one there and history begins with it."""

    @property
    def run(self) -> Run | None:
        """The run itself."""
        return self.sealed.run if self.sealed else None


def lint(project: Project) -> list[Diagnostic]:
    """Everything wrong with settings and content."""
    days = (*check_judged_day(project, today()), *check_content_days(project, today()))
    return in_order([*project.content_diagnostics, *days])


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
            _keep(project, store, history, checked.sealed)
        yield checked


def _keep(project: Project, store: RunStore, history: History, sealed: Sealed) -> None:
    """Keep the run, and put it where builds look for the latest."""
    publications = publications_of(project, sealed.run).values()
    if history.chain_start:
        # The copy of the old chain gives way first, so that a copy which the store does not know is always a loss.
        write_latest(sealed, project.root, publications)
    store.keep(history, sealed)
    write_latest(sealed, project.root, publications)


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
        evaluation = evaluate(inputs, project.trial.readings, project.limits)
        previous = _previous(inputs, store, history)
        placed = _place(Checked(told), evaluation, previous, store, history)
        hidden = failure_warnings(placed.run, previous, project) if placed.run else ()
        begins_in = "" if history.heads or history.chain_start else store.place
        apart = (_before_history(store, inputs.as_of),) if history.heads and previous is None else ()
        later = _known_later(placed.run, store, history) if placed.run else ()
        return replace(placed, diagnostics=(*placed.diagnostics, *apart, *later, *hidden), begins_in=begins_in), history
    except DamagedStoreError as damaged:
        return Checked((*told, *damaged.diagnostics)), history


def _before_history(store: RunStore, day: date) -> Diagnostic:
    return Diagnostic(
        Location(store.place), Code.DAY_BEFORE_HISTORY,
        f"Dagen som bedöms, {day}, är före den första sparade kontrollens, så ingen känd brist följer med.",
        "Bedöm en senare dag, om det inte var meningen.", Severity.WARNING)


def _known_later(run: Run, store: RunStore, history: History) -> Iterator[Diagnostic]:
    """That a stored run of a later day knows failures which this one, of an earlier day, does not show."""
    last = history.latest(date.max.isoformat())
    if last is None or last.day <= run.as_of.isoformat():
        return
    known = {(each.ident, each.subject) for each in run.known_failures}
    others = [each for each in store.load(history, last).known_failures if (each.ident, each.subject) not in known]
    if others:
        number = "en känd brist" if len(others) == 1 else f"{len(others)} kända brister"
        yield Diagnostic(
            Location(store.place), Code.DAY_BEFORE_HISTORY,
            f"Dagen som bedöms, {run.as_of}, är före den sparade kontrollen av {last.day}, som har {number} som inte "
            f"visas här: {named(sorted({f'{each.ident} ({each.subject})' for each in others}))}.",
            "Bedöm en senare dag, om det inte var meningen.", Severity.WARNING)


def _place(
    told: Checked, evaluation: Evaluation, previous: Run | None, store: RunStore, history: History
) -> Checked:
    """The run as the next one of the store, or as the one that is there when nothing has changed since.

    The same inputs give the same by themselves, and it is an error when they do not. But the stored run is the answer
    only while it leaves known what is known already: else another failure is carried now, or would be from now on.
    """
    fresh = replace(told, sealed=history.follow(evaluation.after(previous)))
    assert fresh.run is not None
    stored = history.find(evaluation.inputs.digest)
    if stored is None:
        return fresh
    kept, earlier = store.load(history, stored), history.before(stored)
    again = earlier.follow(evaluation.after(_previous(evaluation.inputs, store, earlier)))
    if again.head != stored:
        if is_superseded_by(kept, again.run):
            return fresh
        return replace(told, diagnostics=(*told.diagnostics, explain_difference(kept, again.run, store.shown(stored))))
    return replace(told, sealed=again) if leaves_the_same(previous, kept) else fresh


def _previous(inputs: Inputs, store: RunStore, history: History) -> Run | None:
    """The run whose failures are carried."""
    head = history.latest(inputs.as_of.isoformat())
    return store.load(history, head) if head else None
