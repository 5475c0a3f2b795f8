"""The child as a process: what it gets, what it may not do to its parent, and that nothing of it is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from regelratt.engine import child
from regelratt.engine.child import Child, ChildLostError, Children, children
from regelratt.engine.messages import Task, World
from regelratt.engine.process import run_worlds
from regelratt.engine.wire import frame

READY = "import sys; out = sys.stdout.buffer; out.write(b'{\"kind\": \"ready\"}\\n'); out.flush(); "
NOTHING = World({}, (Task("A", "SELECT 1, 2, 3"),))


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child process that the test starts; afterwards all of them must be gone."""
    found: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            found.append(self)

    monkeypatch.setattr(child.subprocess, "Popen", Recorded)
    yield found
    assert [each.returncode is None for each in found] == [False] * len(found)


def _instead(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let another program stand in for the child."""
    start = child.subprocess.Popen
    monkeypatch.setattr(child.subprocess, "Popen", lambda command, **named: start([command[0], "-c", script], **named))


@pytest.mark.parametrize(("script", "timed_out"), [
    (READY + "import time; time.sleep(60)", True),
    (READY, False),
    (READY + "out.write(b'inte JSON\\n')", False),
    (READY + "out.write(b'x' * 50_000_000)", False),
    (READY + "\nwhile True: out.write(b'x' * 1_000_000)", False),
    (READY + "out.write(b'{\"kind\": \"start\", \"jobs\": [0]}\\n'); out.flush()\nwhile True: out.write(b'\\n')", False),
    (READY + "out.write(b'{\"kind\": \"start\"')", False),
    (READY + "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", False),
    ("raise SystemExit(3)", False),
    ("print('hej')", False),
], ids=["silent", "ends at once", "garbage", "a line too long", "no end of a line", "no end of lines", "half a line", "killed",
        "falls at the start", "another greeting"])
def test_a_child_that_misbehaves_is_dropped(
    monkeypatch: pytest.MonkeyPatch, born: list[subprocess.Popen[bytes]], script: str, timed_out: bool
) -> None:
    """Silence ends at the deadline, everything else at once; each ends in a failed result and no process."""
    _instead(monkeypatch, script)
    monkeypatch.setattr(child, "START_TIME", 10.0)
    monkeypatch.setattr("regelratt.engine.process.LOADING_TIME", 0.5)
    begun = time.monotonic()
    [[result]] = run_worlds([NOTHING], deadline=0.5, memory_limit_mb=64)
    assert result.failed
    assert time.monotonic() - begun < 30
    assert 1 <= len(born) <= 3
    assert timed_out is (len(born) > 1 and "sleep" in script)


@pytest.mark.parametrize("script", [
    READY, READY + "out.write(b'x' * 10_000_000); out.flush(); import time; time.sleep(60)", READY + "out.write(b'\\n'); out.flush(); import time; time.sleep(60)",
], ids=["at its end", "in a line too long", "in garbage"])
def test_a_lost_child_is_noticed_at_once(monkeypatch: pytest.MonkeyPatch, born: list[subprocess.Popen[bytes]], script: str) -> None:
    """An end, a line without end and a line that says nothing are not waited out: the deadline is for silence alone."""
    _instead(monkeypatch, script)
    one = Child(64)
    assert one.hear(time.monotonic() + 10).kind == "ready"
    with pytest.raises(ChildLostError) as lost:
        one.hear(time.monotonic() + 10)
    one.stop()
    assert not lost.value.timed_out
    assert len(born) == 1


def test_a_child_that_does_not_listen_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch, born: list[subprocess.Popen[bytes]]
) -> None:
    """More is sent than the pipe takes in, and the child never reads: it is dropped at the deadline all the same."""
    _instead(monkeypatch, READY + "import time; time.sleep(60)")
    one = Child(64)
    one.send(frame(text="x" * 1_000_000) for _ in range(10))
    assert one.hear(time.monotonic() + 10).kind == "ready"
    with pytest.raises(ChildLostError) as lost:
        one.hear(time.monotonic() + 0.2)
    assert lost.value.timed_out
    one.stop()
    assert len(born) == 1


def test_a_child_that_greets_otherwise_is_no_child(monkeypatch: pytest.MonkeyPatch, born: list[subprocess.Popen[bytes]]) -> None:
    """The first word is that it is ready; anything else is somebody else."""
    _instead(monkeypatch, "print('{\"kind\": \"done\"}', flush=True); import time; time.sleep(60)")
    started = Children(64)
    with pytest.raises(ChildLostError):
        started.present()
    started.stop()
    assert len(born) == 1


def test_a_mistake_of_ours_while_sending_is_raised(born: list[subprocess.Popen[bytes]]) -> None:
    """What cannot be sent is our own error, in the parent, and not a lost child."""
    started = Children(64)
    running = started.present()
    running.send(frame(value=each) for each in [object()])
    with pytest.raises(ChildLostError):
        running.hear(time.monotonic() + 20)
    with pytest.raises(TypeError):
        started.stop()
    assert len(born) == 1


def test_no_child_is_left_when_the_block_ends_badly(born: list[subprocess.Popen[bytes]]) -> None:
    """Also an interrupt, in the midst of a query that never ends, leaves nothing behind."""
    def interrupted() -> None:
        with children(64) as started:
            started.present().send([])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(born) == 1


_PARENT = """
import sys, threading, time
from regelratt.engine.child import Child
from regelratt.engine.messages import Task
from regelratt.engine.wire import encode_task, frame
one = Child(256)
assert one.hear(time.monotonic() + 60).kind == "ready"
endless = "SELECT count(*), 'x', 'y' FROM range(100000) a, range(100000) b, range(100000) c, range(100000) d WHERE a.range + d.range < 0"
one.send([frame(kind="run", alone=True, worlds=[
    {"world": 0, "staged": False, "tasks": [encode_task(0, Task("A", endless))], "tables": {}}])])
assert one.hear(time.monotonic() + 60).kind == "start"
print(one._process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_the_child_goes_when_its_parent_is_killed() -> None:
    """A parent that is killed outright, while the child is in a query without end, takes the child with it."""
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    orphan = int(parent.stdout.readline())
    os.kill(orphan, 0)
    parent.kill()
    parent.wait()
    until = time.monotonic() + 20
    while _is_running(orphan) and time.monotonic() < until:
        time.sleep(0.05)
    gone = not _is_running(orphan)
    if not gone:
        os.kill(orphan, signal.SIGKILL)
    parent.stdout.close()
    assert gone


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return False


def test_nothing_is_imported_from_the_present_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, born: list[subprocess.Popen[bytes]]
) -> None:
    """Files of a pull request named as our libraries are not run, though the command stands in their folder."""
    marker = tmp_path / "kördes"
    for name in ("duckdb", "json", "regelratt", "pickle", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(marker)!r}, 'w')\nraise SystemExit(1)\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "json.py"))
    [[result]] = run_worlds([NOTHING], deadline=20, memory_limit_mb=64)
    assert result.rows == (("1", "2", "3"),)
    assert not marker.exists()
    assert len(born) == 1


def test_the_child_gets_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment the child has what it takes to start, and neither tokens nor a time zone or language of the machine's."""
    monkeypatch.setenv("HEMLIG_TOKEN", "abc")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    given = child._environment()  # noqa: SLF001  # the point is what the child is given
    assert "abc" not in given.values()
    assert given["TZ"] == "UTC"
    assert set(given) <= {*child._KEPT, "PYTHONPATH", "PYTHONUTF8", "TZ"}  # noqa: SLF001  # as above


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_the_child_has_bounds_of_the_system() -> None:
    """Its address space is bounded, and no file can grow by it; these hold also where DuckDB's own bounds do not."""
    script = (
        "from regelratt.engine import worker; import json, resource; most = resource.getrlimit(resource.RLIMIT_CORE)[1];"
        "resource.setrlimit(resource.RLIMIT_CORE, (most, most)); worker._limit(100);"
        "print(json.dumps([resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    space, files, cores = json.loads(done.stdout)
    assert 100_000_000 < space < 4_000_000_000
    assert (files, cores) == (0, 0)


def test_a_stray_print_does_not_reach_the_parent() -> None:
    """The pipe to the parent is the worker's alone: what a library prints goes nowhere."""
    script = (
        "import os; from regelratt.engine import worker; out = worker._private_output();"
        "print('skräp', flush=True); os.write(1, b'mer'); out.write(b'svar'); out.flush()")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"svar"


def test_only_the_child_knows_duckdb() -> None:
    """Reading content, planning and judging import no database: no SQL can reach a parser in this process."""
    script = (
        "import sys; import regelratt.engine.trial, regelratt.engine.evaluate, regelratt.app.sql_lint;"
        "print('duckdb' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
