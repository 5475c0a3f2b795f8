"""Every attack by SQL is stopped by the wall that is to stop it, whatever the others do."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from regelratt.app.check import lint
from regelratt.app.project import Project
from regelratt.engine import child, process
from regelratt.engine.messages import Result, Task, World
from regelratt.engine.process import run_worlds
from regelratt.engine.statement import Use
from tests.attacks.corpus import attacks
from tests.engine.scene import channels, problems_of
from tests.project import SMALL, write_project

ATTACKS = attacks("sql")


def _of(kind: str) -> list[Any]:
    return [pytest.param(each, id=each["id"]) for each in ATTACKS if kind in each["input"]]


def test_attacks_are_told_apart() -> None:
    """Each has an id of its own, says what is tried, and is run by one of the tests below."""
    assert len({each["id"] for each in ATTACKS}) == len(ATTACKS) >= 40
    assert all(re.fullmatch(r"[a-z0-9-]+", each["id"]) and each["what"] and each["wall"] for each in ATTACKS)
    assert all(sum(kind in each["input"] for kind in ("use", "run", "item", "child")) == 1 for each in ATTACKS)


@pytest.mark.parametrize("attack", _of("use"))
def test_lint_refuses(attack: dict[str, Any]) -> None:
    """The message has the expected code and a place within the SQL."""
    given = attack["input"]
    sql = given.get("sql") or "".join(part * times for part, times in given["repeat"])
    problems = problems_of(Use(given["use"]), sql)
    assert attack["expect"] in {str(problem.code) for problem in problems}, problems
    lines = sql.split("\n")
    assert all(0 <= problem.line < len(lines) and 1 <= problem.column <= len(lines[problem.line]) + 1 for problem in problems)


HONEST = Task("ärlig", "SELECT kanal_id, 'm', kanal_id FROM kanaler ORDER BY 1", tables=frozenset({"kanaler"}))


@pytest.mark.parametrize("attack", _of("run"))
def test_the_child_refuses(attack: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past lint the locked database, its bounds and the deadline hold: the attack fails alone, tells nothing and leaves no file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEMLIG_TOKEN", "hemlig")
    hostile = Task("ond", attack["input"]["run"], tables=frozenset({"kanaler"}))
    world = World({"kanaler": channels("K1", "K2", "K3")}, (HONEST, hostile, HONEST))
    [[before, found, after]] = run_worlds([world], deadline=2, memory_limit_mb=64)
    assert before.rows == after.rows == tuple((f"K{number}", "m", f"K{number}") for number in (1, 2, 3))
    assert found.failed
    assert found.timed_out is (attack["expect"] == "stopped")
    assert attack.get("must_not", "hemlig") not in str(found)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("attack", _of("item"))
def test_the_test_cases_refuse(attack: dict[str, Any], tmp_path: Path) -> None:
    """SQL that passes every reading does not give what its cases say, and lint says so at the case."""
    text = SMALL["checklists/lista.md"].replace("tvåfaktor = 'ja'\n```", f"{attack['input']['item']}\n```")
    found = lint(Project(write_project(tmp_path, {"checklists/lista.md": text})))
    assert {str(each.code) for each in found} == {attack["expect"]}
    lines = text.split("\n")
    assert all(lines[each.location.line - 1].startswith(":::{testfall}") for each in found)


_STAND_IN = """
import sys, time
out = sys.stdout.buffer
end = {end!r}
out.write(b'{{"kind": "ready"}}\\n' + ({begin!r} + end).encode()); out.flush()
times = {times}
try:
    while times:
        out.write(({child!r} + end).encode() * 50); times -= 1
    out.flush(); time.sleep(60)
except BrokenPipeError:
    pass
"""


@pytest.mark.parametrize("attack", _of("child"))
def test_the_parent_refuses(attack: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever answers in the child's place, the parent comes to an end in time with a failed result, and leaves no process."""
    given = attack["input"]
    script = _STAND_IN.format(child=given["child"], begin=given.get("begin", ""), times=given.get("times", 1), end=given.get("end", "\n"))
    start, born = child.subprocess.Popen, []

    def stand_in(command: list[str], **named: Any) -> Any:
        born.append(start([command[0], "-c", script], **named))
        return born[-1]

    monkeypatch.setattr(child.subprocess, "Popen", stand_in)
    monkeypatch.setattr(process, "LOADING_TIME", 0.5)
    monkeypatch.setattr(process, "LONGEST_ANSWER", 200_000)
    monkeypatch.setattr(process, "LOADING_RATE", 1e9)
    begun = time.monotonic()
    task = Task("ond", "SELECT 1, 2, 3", tables=frozenset({"kanaler"}))
    [[found]] = run_worlds([World({"kanaler": channels()}, (task,))], deadline=0.5, memory_limit_mb=64)
    assert time.monotonic() - begun < 60
    assert found.failed
    assert found.rows == Result().rows
    assert [each.returncode is None for each in born] == [False] * len(born)
    assert sys.getsizeof(str(found)) < 1_000
