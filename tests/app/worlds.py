"""Small runs and small stores of them, made without evaluating anything."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from regelratt.app.project import Project
from regelratt.app.run_store.history import History
from regelratt.app.run_store.store import RunStore, write_latest
from regelratt.diagnostics import Diagnostic
from regelratt.domain.run import Finding, ItemCell, KnownFailure, RuleCell, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained, SubjectKind
from regelratt.engine.evaluate import Inputs
from regelratt.exports.run_seal import Sealed
from tests.project import write_project

STORE = "_build/runs"


def run_of(day: str, inputs: str, status: Status = Status.NOT_MET, reason: Reason = Reason.OBSERVED) -> Run:
    """A run with one cell of each kind and one finding, not yet sealed."""
    about = {"subject_kind": SubjectKind.CHANNEL, "subject": "F1", "period": "t.o.m. " + day}
    known = KnownFailure("K-TVA", "F1", "", (("kanaler", date.fromisoformat(day)),))
    return Run(
        id="", as_of=date.fromisoformat(day), catalog_digest="c" * 64, evidence_digest="e" * 64, version="0",
        item_cells=(ItemCell("K-TVA", **about, status=status, reason=reason, valid=True, obtained=Obtained.REGISTER),),
        rule_cells=(RuleCell("DOK-1-01", **about, status=status, reason=reason, binding=True, obtained=(Obtained.REGISTER,)),),
        findings=(Finding("K-TVA", "F1", "Tvåfaktor är av.", "F1"),), subject_names=(("F1", "Påhittby"),),
        inputs=inputs.rjust(64, "0"), known_failures=(known,) if status is Status.NOT_MET else (),
        unanswered=("K-TVA",) if status is Status.ERROR else (),
    )


def store_of(root: Path) -> RunStore:
    """The store of a project at the usual place."""
    return RunStore(root / STORE, root)


def add(root: Path, run: Run) -> Sealed:
    """Seal the run as the next one of the store, keep it, and make it the latest."""
    history = sound(root)
    carried = history.latest(run.as_of.isoformat())
    sealed = history.follow(replace(run, carried_from=carried.id if carried else ""))
    store_of(root).keep(history, sealed)
    write_latest(sealed, root)
    return sealed


def fill(root: Path, days: Sequence[str] = ("2026-03-31", "2026-06-30", "2026-06-30")) -> list[Sealed]:
    """A store with a run for each day, each of other inputs."""
    return [add(root, run_of(day, f"{number:x}")) for number, day in enumerate(days, start=1)]


def sound(root: Path) -> History:
    """What the store holds, which must be undamaged."""
    history = store_of(root).history()
    assert not history.is_damaged, [str(each) for each in history.diagnostics]
    return history


def told(root: Path) -> list[Diagnostic]:
    """What is said about the store."""
    return list(store_of(root).history().diagnostics)


@cache
def _read() -> dict[str, object]:
    """The small project's settings, content and evidence, read once for all copies of it."""
    import tempfile  # noqa: PLC0415  # used here alone

    with tempfile.TemporaryDirectory() as folder:
        project = Project(write_project(Path(folder), {}))
        assert not [each for each in project.content_diagnostics if each.is_error]
        assert project.settings
        assert project.catalog_digest
        assert project.evidence
        return {name: value for name, value in vars(project).items() if name != "root"}


def project_at(root: Path) -> Project:
    """The small project with another root, whose files need not be there: all of it has been read."""
    project = Project(root)
    vars(project).update(_read())
    return project


@dataclass(frozen=True)
class FakeEvaluation:
    """An evaluation that gave one cell."""

    inputs: Inputs
    run: Run

    def after(self, previous: Run | None) -> Run:
        """The run, which carries nothing."""
        return replace(self.run, inputs=self.inputs.digest, carried_from=previous.id if previous else "")


class Fake:
    """Stands in for `evaluate`, and gives the same cell whatever it is asked."""

    def __init__(self, status: Status = Status.NOT_MET, reason: Reason = Reason.OBSERVED, **changes: Any) -> None:
        self._cell = status, reason
        self._changes = changes

    def __call__(self, inputs: Inputs, *_: object) -> FakeEvaluation:
        """What the evaluation gave."""
        return FakeEvaluation(inputs, replace(run_of(inputs.as_of.isoformat(), "0", *self._cell), **self._changes))


fake_evaluate = Fake()
"""One failing cell, with the day and inputs it was asked for."""


def as_thread(number: int) -> AbstractContextManager[object]:
    """What is done in the block is done, for the lock, by another thread."""
    return mock.patch("regelratt.app.disk.lock.get_ident", return_value=number)
