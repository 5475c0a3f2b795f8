"""The parent's side alone: what it believes of what a child says, and when it gives one up. The children are scripted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from regelratt.engine import process
from regelratt.engine.child import ChildLostError, Children
from regelratt.engine.messages import Result, Task, World
from regelratt.engine.process import LOADING_TIME, run_worlds
from regelratt.engine.wire import GarbageError, Word, frame, heard

TASKS = (
    Task("A", "x", tables=frozenset({"uppsikt"})), Task("B", "y", tables=frozenset({"kanaler"})), Task("C", "z", predicate_over="kanaler"),
)
WORLD = World({"uppsikt": [("U1",)] * 3, "kanaler": [("K1",)], "beslut": [("B1",)]}, TASKS)
ANSWER = ((None, "m", "u"),)
LATE, GONE = ChildLostError(timed_out=True), ChildLostError()

Line = Word | Exception | Callable[[], Word]


@dataclass
class Scripted(Children):
    """Children that say what is written for them; each list is one child's whole life."""

    lives: list[list[Line]]
    heard_until: list[float] = field(default_factory=list)
    sent: list[dict[str, object]] = field(default_factory=list)
    stopped: int = 0
    _lines: list[Line] | None = None

    def present(self) -> Scripted:  # type: ignore[override]  # it is its own child
        """The next life, unless one is being lived."""
        if self._lines is None:
            self._lines = list(self.lives.pop(0))
        return self

    def send(self, frames: Iterable[bytes]) -> None:
        """Remember what was asked."""
        self.sent.extend(json.loads(each) for each in frames)

    def hear(self, until: float) -> Word:
        """The next line."""
        self.heard_until.append(until - time.monotonic())
        assert self._lines, "the script is at its end"
        line = self._lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return line() if callable(line) else line

    def stop(self) -> None:
        """The life is over."""
        self.stopped += 1
        self._lines = None


def start(*jobs: int, alone: bool = True) -> Word:
    """The child begins on these."""
    return Word("start", jobs, alone)


def answer(job: int, rows: tuple[tuple[str | None, ...], ...] = ANSWER) -> Word:
    """The child answers."""
    return Word("answer", (job,), rows=rows)


def truth(job: int) -> Word:
    """The child answers a predicate."""
    return answer(job, (("K1", "true"),))


DONE = Word("done")
REST = [start(1), answer(1), start(2), truth(2), DONE]


def run(*lives: list[Line], patience: int | None = None) -> tuple[list[Result], Scripted]:
    """What the parent makes of these lives."""
    started = Scripted(list(lives))
    [found] = run_worlds([WORLD], deadline=7, memory_limit_mb=64, started=started, patience=patience)
    return found, started


def test_one_child_answers_everything() -> None:
    """The straight way: what is asked is sent once, with those tables alone that the tasks read, the smallest first."""
    found, started = run([start(0), answer(0), *REST])
    assert [result.failed for result in found] == [False] * 3
    [request, *rows] = started.sent
    assert list(request["worlds"][0]["tables"]) == ["kanaler", "uppsikt"]  # type: ignore[index]  # JSON
    assert [list(each) for each in rows] == [["columns"], ["columns"]]
    assert started.stopped == 0


@pytest.mark.parametrize("life", [
    [start(0), LATE], [start(0), GONE], [start(0), Word("part", (0,), rows=ANSWER), LATE],
], ids=["silent", "dead", "half an answer"])
def test_the_job_at_hand_is_blamed(life: list[Line]) -> None:
    """A child that falls at a job costs that job; a new one does the rest, and half an answer is none."""
    found, started = run(life, REST)
    assert [result.failed for result in found] == [True, False, False]
    assert found[0].rows == ()
    assert found[0].timed_out is (life[-1] is LATE)
    assert started.stopped == 1


@pytest.mark.parametrize(("lives", "is_of_the_machine"), [
    ([[start(0), GONE]], True), ([[Word("loading", table="uppsikt"), GONE]], True), ([[GONE]] * 3, True),
    ([[Word("loading", table="uppsikt"), Word("unloaded", table="uppsikt", error="minnet räckte inte"), *REST]], True),
    ([[start(0), LATE]], False), ([[start(0), Word("error", (0,), error="fel"), *REST]], False),
], ids=["lost", "lost while loading", "never begun", "not loaded", "endless", "refused"])
def test_what_the_machine_did_is_told_from_what_the_job_did(lives: list[list[Line]], is_of_the_machine: bool) -> None:
    """A process that is gone and a table that has no room need not be the job's doing; an answer or an endless query is."""
    found, _ = run(*lives, REST)
    assert found[0].failed
    assert found[0].is_of_the_machine is is_of_the_machine


GARBAGE: list[Line] = [
    answer(1), answer(0, (("ett värde för lite",),)), Word("answer", (0, 1)), Word("answer"), Word("ready"), Word("unloaded", table="kanaler"),
    Word("loading", table="beslut"), Word("loading", world=1, table="kanaler"), start(7), start(-1), start(), DONE,
    Word("part", (1,)), Word("error", (1,), error="x"), Word("answer", (0,), value={"tables": []}),
]


@pytest.mark.parametrize("line", GARBAGE, ids=str)
def test_what_was_not_asked_for_is_not_believed(line: Word) -> None:
    """An answer to another job, a table nobody reads, a job that does not exist, an end before the end: the child is dropped."""
    found, started = run([start(0), line], REST)
    assert started.stopped == 1
    assert [result.failed for result in found] == [True, False, False]


@pytest.mark.parametrize("rows", [
    (("K1", "true", "x"),), ((None, "true"),), (("K1",),), (("K1", "sant"),),
])
def test_a_predicate_answers_key_and_truth(rows: tuple[tuple[str | None, ...], ...]) -> None:
    """Rows of another form than a predicate can have are no answer."""
    found, _ = run([start(2), answer(2, rows)], [start(0), answer(0), start(1), answer(1), DONE])
    assert [result.failed for result in found] == [False, False, True]


def test_a_batch_is_blamed_on_nobody_and_tried_one_by_one() -> None:
    """What fell together is asked for again, alone."""
    found, started = run([start(0, 1, 2, alone=False), answer(0), GONE], REST)
    assert [result.failed for result in found] == [False] * 3
    assert [each["alone"] for each in started.sent if "alone" in each] == [False, True]


def test_beginning_again_gives_no_more_time() -> None:
    """A child that begins on the same job for ever is dropped, though it always says something in time."""
    forever: list[Line] = [start(0)] * 50
    found, started = run(forever, REST)
    assert [result.failed for result in found] == [True, False, False]
    assert len(started.heard_until) < 15
    loading: list[Line] = [Word("loading", table="kanaler")] * 50
    found, _ = run(loading, [start(0), answer(0), DONE])
    assert [result.unloaded for result in found] == ["", "kanaler", "kanaler"]


def test_many_slow_jobs_do_not_take_for_ever_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is done within its deadline; when they have had what ordinary jobs need many times over, the rest are not begun."""
    monkeypatch.setattr(process, "SLACK", -1.0)
    found, started = run([start(0), answer(0), *REST], patience=3)
    assert [(result.error, result.timed_out) for result in found] == [
        ("kördes inte, för andra kontroller tog för lång tid", True)] * 3
    assert started.stopped == 1
    found, _ = run([start(0), answer(0), *REST])
    assert [result.failed for result in found] == [False] * 3


@pytest.mark.parametrize("life", [
    [start(0, 1, 2, alone=False), answer(0), answer(1), truth(2), DONE], [start(0), answer(0), *REST],
], ids=["together", "alone"])
def test_the_end_comes_between_answers_too(monkeypatch: pytest.MonkeyPatch, life: list[Line]) -> None:
    """Jobs that are begun together have no time without end: those that have been answered are, and the rest are not to blame."""
    now = iter(range(100))
    monkeypatch.setattr(process.time, "monotonic", lambda: float(next(now)))
    monkeypatch.setattr(process, "SLACK", float(2 * life.index(answer(0))) + 1.5)
    found, started = run(life, patience=3)
    late = ("kördes inte, för andra kontroller tog för lång tid", True)
    assert [(result.error, result.timed_out) for result in found] == [("", False), late, late]
    assert started.stopped == 1


def test_parts_give_no_more_time_and_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small lines in time do not move the deadline, and all together are bounded."""
    times = iter(range(1000))
    monkeypatch.setattr(process.time, "monotonic", lambda: float(next(times)))
    part = Word("part", (0,), rows=(("x" * 100,) * 3,))
    _, started = run([start(0), *[part] * 3, answer(0), *REST])
    first, second, third = started.heard_until[1:4]
    assert first > second > third
    monkeypatch.undo()
    monkeypatch.setattr(process, "LONGEST_ANSWER", 500)
    found, _ = run([start(0), *[part] * 3, answer(0)], REST)
    assert [result.failed for result in found] == [True, False, False]


@pytest.mark.parametrize(("fall", "why"), [(LATE, "det tog för lång tid"), (GONE, "minnet räckte inte")])
def test_a_table_that_cannot_be_loaded_costs_those_who_read_it(fall: Exception, why: str) -> None:
    """A child that falls while it fills a table: an error with the table's name for its readers, and the rest are run without it."""
    found, started = run([Word("loading", table="uppsikt"), fall], REST)
    assert [result.unloaded for result in found] == ["uppsikt", "", ""]
    assert found[0].error == f"tabellen uppsikt gick inte att läsa in ({why})"
    last = [each for each in started.sent if "worlds" in each][-1]
    assert list(last["worlds"][0]["tables"]) == ["kanaler"]  # type: ignore[index]  # JSON


def test_a_table_that_the_child_gives_up_costs_those_who_read_it() -> None:
    """The child itself says that the table did not fit, and goes on."""
    found, started = run([Word("loading", table="uppsikt"), Word("unloaded", table="uppsikt", error="minnet räckte inte"), *REST])
    assert [result.unloaded for result in found] == ["uppsikt", "", ""]
    assert started.stopped == 0


def test_loading_has_its_own_deadline_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds for each table grow with its rows and are not taken from the deadline of a job."""
    big = World({"uppsikt": [()] * 1_000_000}, TASKS[:1])
    monkeypatch.setattr(process, "encode_rows", lambda _: iter(()))
    started = Scripted([[Word("loading", table="uppsikt"), start(0), answer(0), DONE]])
    run_worlds([big], deadline=7, memory_limit_mb=64, started=started)
    first, loading, running, _ = started.heard_until
    assert first > 7
    assert loading > LOADING_TIME + 90
    assert 5 < running <= 7


def test_children_that_never_begin_are_given_up() -> None:
    """Three in a row that fall before they have begun on anything: every job fails with a reason."""
    found, started = run([GONE], [LATE], [GONE])
    assert {result.error for result in found} == {"kontrollernas process kunde inte starta"}
    assert started.stopped == 3


def test_patience_has_an_end() -> None:
    """With patience for one, the second endless job takes what is left with it."""
    found, _ = run([start(0), LATE], [start(1), LATE], patience=1)
    assert [result.timed_out for result in found] == [True, True, True]
    assert "för lång tid" in found[2].error


def test_an_endless_job_takes_its_namesakes_with_it() -> None:
    """The test cases of one item have one name: when the first never ends, the others are not waited for."""
    world = World({}, (Task("A", "x"), Task("A", "x"), Task("B", "x")))
    started = Scripted([[start(0), LATE], [start(2), answer(2), DONE]])
    [found] = run_worlds([world], deadline=7, memory_limit_mb=64, started=started)
    assert [result.timed_out for result in found] == [True, True, False]


@pytest.mark.parametrize("line", [
    b"", b"\n", b"x\n", b"[]\n", b"{}\n", b'{"kind": "rows"}\n', b'{"kind": 1}\n', b'{"kind": ["answer"]}\n', b'{"kind": "start", "jobs": 1}\n',
    b'{"kind": "start", "jobs": ["1"]}\n', b'{"kind": "start", "jobs": [true]}\n', b'{"kind": "answer", "jobs": [0], "rows": {}}\n',
    b'{"kind": "answer", "jobs": [0], "rows": [1]}\n', b'{"kind": "answer", "jobs": [0], "rows": [[1]]}\n', b'{"kind": "loading", "world": "0"}\n',
    b"[" * 100_000 + b"\n", b"\xff\xfe\n", b'{"kind": "answer", "jobs": [0], "rows": [[["x"]]]}\n',
])
def test_lines_that_no_child_writes(line: bytes) -> None:
    """Anything but an object of a known kind with numbers for jobs and texts for rows is garbage."""
    with pytest.raises(GarbageError):
        heard(line)


def test_words_survive_the_line() -> None:
    """What the child writes is what the parent reads."""
    said = frame(kind="answer", jobs=[3], rows=[["å\n", None]], alone=False)
    assert heard(said) == Word("answer", (3,), alone=False, rows=(("å\n", None),))
