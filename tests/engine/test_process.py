"""The child process: one task that hangs, crashes or eats memory fails alone, and the others answer in order."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from typing import Any

import pytest

from regelratt.domain.evidence import Value
from regelratt.domain.tables import TABLES
from regelratt.engine import child
from regelratt.engine.messages import ROW_LIMIT, Result, Task, World
from regelratt.engine.process import run_worlds

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM "
ENDLESS = "SELECT count(*), 'x', 'y' FROM " + ", ".join(f"kanaler k{number}" for number in range(30))
HOG = "SELECT string_agg(concat(k1.kanal_id, k2.kanal_id), ','), 'x', 'y' FROM " + ", ".join(
    f"kanaler k{number}" for number in range(1, 18))


def _channel(number: int, **values: Value) -> tuple[Value, ...]:
    row: dict[str, Value] = dict.fromkeys(column.name for column in TABLES["kanaler"].columns)
    row.update(kanal_id=f"K{number}", antal_med_åtkomst=number, status="aktiv", **values)
    return tuple(row.values())


CHANNELS = [_channel(number) for number in range(3)]


def krav(name: str, sql: str, **parameters: object) -> Task:
    """A predicate over the channels."""
    return Task(name, sql, parameters, "kanaler")


def fynd(name: str, sql: str = HEAD + "kanaler ORDER BY kanal_id", **parameters: object) -> Task:
    """A query for findings."""
    return Task(name, sql, parameters, tables=frozenset({"kanaler"}))


def run(*tasks: Task, deadline: float = 20.0, memory: int = 256) -> list[Result]:
    """The results of the tasks over three channels, in a child process."""
    (found,) = run_worlds([World({"kanaler": CHANNELS}, tasks)], deadline=deadline, memory_limit_mb=memory)
    return found


def _truths(result: Result) -> list[str | None]:
    assert not result.failed, result
    return [truth for _, truth in sorted(result.rows)]


def test_answers_come_in_order_with_parameters() -> None:
    """Predicates are batched and queries run one by one, and still each task has its own answer."""
    found = run(
        fynd("a"), krav("b", "antal_med_åtkomst >= $gräns", gräns=1), fynd("c", HEAD + "kanaler WHERE false"),
        krav("d", "antal_med_åtkomst >= $gräns", gräns=2), krav("e", "syfte = 'x'"),
        fynd("f", HEAD + "kanaler WHERE antal_med_åtkomst > $gräns", gräns=1))
    assert found[0].rows == tuple((f"K{number}", "x", f"K{number}") for number in range(3))
    assert _truths(found[1]) == ["false", "true", "true"]
    assert found[2] == Result()
    assert _truths(found[3]) == ["false", "false", "true"]
    assert _truths(found[4]) == ["okänt", "okänt", "okänt"]
    assert found[5].rows == (("K2", "x", "K2"),)


def test_endless_query_is_stopped_alone() -> None:
    """A cross join without end is killed at its deadline; what stands before and after answers."""
    start = time.monotonic()
    before, endless, after, last = run(fynd("a"), fynd("b", ENDLESS), fynd("c"), krav("d", "true"), deadline=1.5, memory=2048)
    assert endless == Result(timed_out=True)
    assert endless.failed
    assert before.rows == after.rows != ()
    assert _truths(last) == ["true"] * 3
    assert time.monotonic() - start < 30


def test_two_endless_queries() -> None:
    """Each costs its own deadline and no more."""
    found = run(fynd("a", ENDLESS), fynd("b"), fynd("c", ENDLESS), deadline=1.0, memory=2048)
    assert [result.timed_out for result in found] == [True, False, True]
    assert len(found[1].rows) == 3


def test_overflow_on_one_row_fails_that_row_only() -> None:
    """A row that cannot be computed is without value; the other rows and the other krav of the batch have theirs."""
    plain, overflow = run(krav("a", "status = 'aktiv'"), krav("b", f"antal_med_åtkomst * {2**63 - 1} > 1"))
    assert _truths(plain) == ["true"] * 3
    assert _truths(overflow) == ["false", "true", None]


def test_cast_error_is_caught_in_its_own_krav() -> None:
    """Two krav that share a bad cast and one that does not: the third is untouched."""
    first, second, third = run(
        krav("a", "status::DATE > DATE '2026-01-01'"), krav("b", "status::DATE < DATE '2026-01-01'"),
        krav("c", "antal_med_åtkomst > 0"))
    assert _truths(first) == _truths(second) == [None, None, None]
    assert _truths(third) == ["false", "true", "true"]


def test_shared_cast_is_not_lifted_out_of_its_row() -> None:
    """The same cast twice in one krav: only the rows where it fails are without value."""
    dated = [_channel(0, adress="2026-01-01"), _channel(1, adress="igår"), _channel(2, adress="2027-01-01")]
    task = krav("a", "adress::DATE > DATE '2025-01-01' AND adress::DATE < DATE '2026-12-31'")
    ((result,),) = run_worlds([World({"kanaler": dated}, (task,))], deadline=20, memory_limit_mb=256)
    assert _truths(result) == ["true", None, "false"]


def test_batch_falls_back_to_one_by_one() -> None:
    """A krav that stops the whole batch is an error alone, and says so in Swedish."""
    good, bad, other = run(krav("a", "true"), krav("b", "finns_inte > 1"), krav("c", "status = 'aktiv'"))
    assert _truths(good) == _truths(other) == ["true"] * 3
    assert bad.error == "frågan passar inte tabellerna"
    assert bad.rows == ()


def test_cast_error_in_a_query_fails_that_query() -> None:
    """A fynd has no rows to save: it fails whole, and alone."""
    bad, good = run(fynd("a", HEAD + "kanaler WHERE status::DATE > DATE '2026-01-01'"), fynd("b"))
    assert bad.error
    assert len(good.rows) == 3


def test_memory_hog_fails_alone() -> None:
    """A query that wants more memory than there is fails; the others answer."""
    before, hog, after = run(fynd("a"), fynd("b", HOG), fynd("c"), memory=64)
    assert hog.failed
    assert before.rows == after.rows != ()


def test_too_many_rows_are_an_error_and_not_cut_off() -> None:
    """A result over the limit is refused: rows left out would be failures nobody sees."""
    many = HEAD.replace("kanal_id", "k1.kanal_id") + ", ".join(f"kanaler k{number}" for number in range(1, 12))
    found, good = run(fynd("a", many), fynd("b"))
    assert str(ROW_LIMIT) in found.error
    assert len(good.rows) == 3


def test_killed_child_costs_the_task_it_was_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody kills the child: the task it was at fails with a reason, the rest are run by a new child."""
    children: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            children.append(self)

    monkeypatch.setattr(child.subprocess, "Popen", Recorded)
    hear = child.Child.hear

    def kill_at_the_endless(self: child.Child, until: float) -> Any:
        word = hear(self, until)
        if word.kind == "start" and word.jobs == (1,):
            threading.Timer(0.2, os.kill, (children[-1].pid, signal.SIGKILL)).start()
        return word

    monkeypatch.setattr(child.Child, "hear", kill_at_the_endless)
    first, killed, last = run(fynd("a"), fynd("b", ENDLESS), fynd("c"), deadline=60, memory=2048)
    assert "avbröts" in killed.error
    assert not killed.timed_out
    assert len(first.rows) == len(last.rows) == 3
    assert len(children) == 2


def test_child_that_cannot_start_fails_every_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a child there are failed results, not an endless loop and not an empty answer."""
    monkeypatch.setattr(child.sys, "executable", "/bin/false")
    found = run(fynd("a"), krav("b", "true"))
    assert len(found) == 2
    assert all(result.failed for result in found)


def test_a_program_that_is_not_there_fails_every_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no such program the operating system objects: failed results all the same, and no traceback."""
    monkeypatch.setattr(child.sys, "executable", "/finns/inte")
    assert [result.failed for result in run(fynd("a"), krav("b", "true"))] == [True, True]


def test_worlds_do_not_see_each_other() -> None:
    """Each world has its own rows, also where a table is absent from one of them."""
    tasks = (fynd("a"), krav("b", "true"))
    first, second, third = run_worlds(
        [World({"kanaler": CHANNELS[:1]}, tasks), World({"kanaler": CHANNELS[1:]}, tasks), World({}, tasks)],
        deadline=20, memory_limit_mb=256)
    assert [[row[0] for row in result.rows] for result in first] == [["K0"], ["K0"]]
    assert [[row[0] for row in result.rows] for result in second] == [["K1", "K2"], ["K1", "K2"]]
    assert [result.rows for result in third] == [(), ()]


def test_nothing_to_do_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """No task, no process."""
    monkeypatch.setattr(child.sys, "executable", "/finns/inte")
    assert run_worlds([World({}, ())], deadline=1, memory_limit_mb=256) == [[]]
    assert run_worlds([], deadline=1, memory_limit_mb=256) == []


def test_the_child_reads_no_file(tmp_path: Any) -> None:
    """The connection is locked in the child too, for SQL that somehow got past the allow-list."""
    secret = tmp_path / "hemligt.csv"
    secret.write_text("a\n1\n", "utf-8")
    reading, setting, copying, good = run(
        fynd("a", f"SELECT * FROM read_csv('{secret}')"), fynd("b", "SET threads = 4"),
        fynd("c", f"COPY kanaler TO '{tmp_path}/ut.csv'"), fynd("d"))
    assert [bool(each.error) for each in (reading, setting, copying)] == [True] * 3
    assert not (tmp_path / "ut.csv").exists()
    assert len(good.rows) == 3
