"""Errands to the child process: sent, followed to the end, and taken up again without what made the child fall.

A job that crashes the child, or is not done within its deadline, fails alone; the others are done all the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from regelratt.domain.evidence import Value
from regelratt.engine.child import Child, ChildLostError, Children, children
from regelratt.engine.messages import ROW_LIMIT, UNKNOWN, Result, Row, World
from regelratt.engine.wire import ROWS_PER_FRAME, Word, count_frames, encode_rows, encode_task, frame

LOADING_TIME = 30.0
"""Seconds that filling one table may take, besides what its size gives it."""

LOADING_RATE = 10_000
"""Rows a second that a table is filled with at the very least."""

LONGEST_ANSWER = 100_000_000
"""Most characters of the rows of one answer; the child is not believed beyond it."""

_TRUTHS = ("true", "false", UNKNOWN, None)

SLACK = 10.0
"""Seconds that an errand with patience may take, besides what each of its jobs gives it."""

EACH_TAKES = 0.05
"""Seconds that a job gives its errand: more than twenty times what an ordinary one takes."""

_RESTARTS = 3
"""How many times in a row the child may fall without having begun on anything."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job has no answer."""

    reason: str
    timed_out: bool = False
    table: str = ""
    is_unstarted: bool = False
    """True when no child came to life, so that the job itself is not to blame."""
    is_lost: bool = False
    """True when the child ended while it was at the job."""

    @property
    def is_of_the_machine(self) -> bool:
        """True when it need not be the job's doing."""
        return self.is_unstarted or self.is_lost or bool(self.table)


class Errand(Protocol):
    """Jobs for the child, by number, and what is done with the answers."""

    @property
    def pending(self) -> set[int]:
        """The jobs that have neither answer nor failure."""

    def frames(self, *, alone: bool) -> Iterator[bytes]:
        """What to send to have the pending jobs done."""

    def take(self, job: int, word: Word, rows: tuple[Row, ...]) -> None:
        """Take the answer of a job; ChildLostError when it is none."""

    def fail(self, job: int, failure: Failure) -> None:
        """Take note that the job has no answer."""

    def readers(self, world: int, table: str) -> set[int]:
        """The pending jobs that read the table."""

    def loading_time(self, world: int, table: str) -> float:
        """Seconds that the table may take to load."""


@dataclass(slots=True)
class _Progress:
    """Where the child is, by what it has said."""

    current: set[int] = field(default_factory=set)
    loading: tuple[int, str] | None = None
    alone: bool = True
    rows: list[Row] = field(default_factory=list)
    size: int = 0
    begun: Counter[object] = field(default_factory=Counter)
    """How many times the child has begun on each job and table: time begins anew no more often than it must."""

    def begin(self, what: object) -> None:
        """Count a beginning: a job is tried in a batch and then alone, a table is loaded once; else ChildLostError."""
        self.begun[what] += 1
        if self.begun[what] > (2 if isinstance(what, int) else 1):
            raise ChildLostError


def do_errand(started: Children, errand: Errand, *, deadline: float, patience: int | None = None) -> None:
    """Have every job done, or failed, within `deadline` seconds each.

    With patience, no more than that many children are lost, and no job begins when most have taken much longer than
    jobs do; then all that is left fails.
    """
    alone, lost, idle = False, 0, 0
    end = time.monotonic() + (inf if patience is None else SLACK + EACH_TAKES * len(errand.pending))
    while errand.pending:
        progress = _Progress()
        try:
            child = started.present()
            child.send(errand.frames(alone=alone))
            _follow(child, errand, progress, deadline, end)
        except ChildLostError as error:
            started.stop()
            lost += 1
            idle = 0 if progress.current or progress.loading else idle + 1
            alone = alone or not progress.alone
            _note_loss(errand, progress, timed_out=error.timed_out)
            if idle >= _RESTARTS:
                _fail_rest(errand, Failure("kontrollernas process kunde inte starta", is_unstarted=True))
            elif patience is not None and (lost > patience or time.monotonic() > end):
                _fail_rest(errand, Failure("kördes inte, för andra kontroller tog för lång tid", timed_out=True))


def _follow(child: Child, errand: Errand, progress: _Progress, deadline: float, end: float) -> None:
    """Listen until the child is done; ChildLostError when it is lost on the way, or has not answered all at the end."""
    until = time.monotonic() + LOADING_TIME
    while (word := child.hear(until)).kind != "done":
        match word.kind:
            case "loading" if errand.readers(word.world, word.table):
                progress.loading = word.world, word.table
                progress.begin(progress.loading)
                until = time.monotonic() + errand.loading_time(word.world, word.table)
                continue
            case "unloaded" if progress.loading == (word.world, word.table):
                _note_unloaded(errand, word.world, word.table, Failure(word.error))
            case "start" if word.jobs and set(word.jobs) <= errand.pending:
                progress.loading = None
                progress.current, progress.alone, progress.rows, progress.size = set(word.jobs), word.alone, [], 0
                for job in word.jobs:
                    progress.begin(job)
            case "part" if set(word.jobs) <= progress.current and len(word.jobs) == 1:
                _add(progress, word.rows)
                continue
            case "answer" if set(word.jobs) <= progress.current and len(word.jobs) == 1:
                _add(progress, word.rows)
                errand.take(word.jobs[0], word, tuple(progress.rows))
                progress.current -= set(word.jobs)
                progress.rows, progress.size = [], 0
            case "error" if set(word.jobs) <= progress.current and len(word.jobs) == 1:
                errand.fail(word.jobs[0], Failure(word.error or "frågan gick inte att köra"))
                progress.current -= set(word.jobs)
            case _:
                raise ChildLostError
        if time.monotonic() > end:
            progress.current = set()  # what is left is not to blame
            raise ChildLostError
        until = time.monotonic() + deadline
    if errand.pending:
        raise ChildLostError


def _add(progress: _Progress, rows: tuple[Row, ...]) -> None:
    progress.rows.extend(rows)
    progress.size += sum(len(value) for row in rows for value in row if value is not None)
    if progress.size > LONGEST_ANSWER:
        raise ChildLostError


def _note_loss(errand: Errand, progress: _Progress, *, timed_out: bool) -> None:
    """Blame what the child was at; when that was several jobs together, nobody yet."""
    reason = "" if timed_out else "kontrollens process avbröts (slut på minne?)"
    if progress.loading:
        late = "det tog för lång tid" if timed_out else "minnet räckte inte"
        _note_unloaded(errand, *progress.loading, Failure(late))
    elif progress.alone:
        for job in sorted(progress.current & errand.pending):
            errand.fail(job, Failure(reason, timed_out, is_lost=not timed_out))


def _note_unloaded(errand: Errand, world: int, table: str, failure: Failure) -> None:
    reason = f"tabellen {table} gick inte att läsa in ({failure.reason or 'okänt fel'})"
    for job in sorted(errand.readers(world, table)):
        errand.fail(job, Failure(reason, table=table))


def _fail_rest(errand: Errand, failure: Failure) -> None:
    for job in sorted(errand.pending):
        errand.fail(job, failure)


class _WorldsErrand:
    """The tasks of some worlds; job numbers run through all of them."""

    def __init__(self, worlds: Sequence[World]) -> None:
        self.worlds = worlds
        self.keys = [(number, index) for number, world in enumerate(worlds) for index in range(len(world.tasks))]
        self.results: dict[int, Result] = {}
        self._pending = set(range(len(self.keys)))

    @property
    def pending(self) -> set[int]:
        """The tasks without a result."""
        return self._pending

    def _waiting(self) -> Iterator[tuple[int, World, list[int]]]:
        for number, world in enumerate(self.worlds):
            jobs = [job for job in sorted(self._pending) if self.keys[job][0] == number]
            if jobs:
                yield number, world, jobs

    def frames(self, *, alone: bool) -> Iterator[bytes]:
        """The tasks that are left, with those tables alone that they read."""
        described: list[object] = []
        sent: list[Sequence[Sequence[Value]]] = []
        for number, world, jobs in self._waiting():
            tasks = [(job, world.tasks[self.keys[job][1]]) for job in jobs]
            needed = set().union(*(task.reads for _, task in tasks))
            # Small tables first: one that is too large for the memory finds the others in their place.
            tables = {name: rows for name, rows in sorted(world.tables.items(), key=lambda each: len(each[1]))
                      if name in needed and rows}
            described.append({
                "world": number, "staged": world.is_staged, "tasks": [encode_task(job, task) for job, task in tasks],
                "tables": {name: count_frames(rows) for name, rows in tables.items()}})
            sent.extend(tables.values())
        yield frame(kind="run", alone=alone, worlds=described)
        for rows in sent:
            yield from encode_rows(rows)

    def take(self, job: int, word: Word, rows: tuple[Row, ...]) -> None:
        """The rows of a task; ChildLostError when they have another form than they can have."""
        number, index = self.keys[job]
        task = self.worlds[number].tasks[index]
        if task.predicate_over:
            is_sound = all(len(row) == 2 and row[0] is not None and row[1] in _TRUTHS for row in rows)
        else:
            is_sound = len(rows) <= ROW_LIMIT and all(len(row) in (3, 4) for row in rows)
        if not is_sound or word.value is not None:
            raise ChildLostError
        self._settle(job, Result(rows))

    def fail(self, job: int, failure: Failure) -> None:
        """A task that has no rows; one that never ends takes those of the same name with it."""
        result = Result(error=failure.reason, timed_out=failure.timed_out, unloaded=failure.table,
                        is_of_the_machine=failure.is_of_the_machine)
        name = self._name(job)
        is_endless = failure.timed_out and not failure.reason
        for each in [other for other in self._pending if is_endless and self._name(other) == name] or [job]:
            self._settle(each, result)

    def _settle(self, job: int, result: Result) -> None:
        self.results.setdefault(job, result)
        self._pending.discard(job)

    def _name(self, job: int) -> str:
        number, index = self.keys[job]
        return self.worlds[number].tasks[index].name

    def readers(self, world: int, table: str) -> set[int]:
        """The tasks that are left and read the table."""
        return {job for job in self.pending if self.keys[job][0] == world
                and table in self.worlds[world].tasks[self.keys[job][1]].reads}

    def loading_time(self, world: int, table: str) -> float:
        """So long as the table's size asks for."""
        return LOADING_TIME + (len(self.worlds[world].tables.get(table, ())) + ROWS_PER_FRAME) / LOADING_RATE


def run_worlds(
    worlds: Sequence[World], *, deadline: float, memory_limit_mb: int, started: Children | None = None,
    patience: int | None = None,
) -> list[list[Result]]:
    """Results of every task of every world, in order; by the children that are given, else by new ones."""
    errand = _WorldsErrand(worlds)
    if started is not None:
        do_errand(started, errand, deadline=deadline, patience=patience)
    else:
        with children(memory_limit_mb) as own:
            do_errand(own, errand, deadline=deadline, patience=patience)
    found: list[list[Result]] = [[] for _ in worlds]
    for job, (number, _) in enumerate(errand.keys):
        found[number].append(errand.results[job])
    return found
