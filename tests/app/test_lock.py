"""One command at a time: who is stopped, what they are told, and that the dead never block."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from regelratt.app.disk.file_problem import FileError
from regelratt.app.disk.lock import BusyError, hold
from regelratt.diagnostics import Code
from tests.app.faults import can_fork, strike
from tests.app.worlds import as_thread

SWEDEN = ZoneInfo("Europe/Stockholm")
NOW = datetime(2026, 11, 28, 14, 3, tzinfo=SWEDEN)
NOTE = "_build/.skrivs-av.json"

_HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from regelratt.app.disk.lock import hold
with hold(Path(sys.argv[1]), "build", datetime.fromisoformat(sys.argv[2])):
    print("håller", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the project in `tmp_path`."""
    command = [sys.executable, "-c", _HOLDER, str(tmp_path), NOW.isoformat()]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})
    assert process.stdout is not None
    assert process.stdout.readline() == "håller\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def _refused(root: Path, now: datetime = NOW) -> str:
    with pytest.raises(BusyError) as stopped, hold(root, "check", now):
        pytest.fail("två på en gång")
    [found] = stopped.value.diagnostics
    assert found.code is Code.BUSY
    assert found.location.path == str(root / "_build")
    assert found.remedy == "Vänta tills det är klart."
    return found.message


def test_second_command_is_told_who_has_it(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """It stops at once, and says which command, process and computer, and since when, in Swedish time."""
    begun = time.monotonic()
    message = _refused(tmp_path)
    assert time.monotonic() - begun < 5
    assert message.startswith("Ett annat kommando skriver redan i _build: regelratt build, process ")
    assert f"process {holder.pid} på dator " in message
    assert message.endswith(", sedan 14:03.")
    assert _refused(tmp_path, NOW + timedelta(days=1)).endswith(", sedan 2026-11-28 14:03.")


def test_the_dead_do_not_block(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """A holder that is killed leaves its note, and the lock is free at once."""
    holder.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    holder.wait()
    assert (tmp_path / NOTE).exists()
    with hold(tmp_path, "check", NOW):
        assert json.loads((tmp_path / NOTE).read_text(encoding="utf-8"))["kommando"] == "check"
    assert not (tmp_path / NOTE).exists()


@pytest.mark.parametrize("note", [
    None, b"", b'{"kommando": "buil', b"\xff\xfe", b"[]", b"7", b"{" * 10_000, b'{"sedan": "i g\xc3\xa5r"}', b'{"sedan": "9999-12-31T23:59:59-23:59"}',
    b'{"kommando": "\\u001b[2J\\nx", "process": {"a": 1}}', json.dumps({"kommando": "x" * 1500}).encode(),
])
def test_torn_or_strange_note_is_no_trouble(tmp_path: Path, holder: subprocess.Popen[str], note: bytes | None) -> None:
    """The lock is the truth: whatever the note holds, the second command stops, on one line and without control characters."""
    (tmp_path / NOTE).unlink()
    if note is not None:
        (tmp_path / NOTE).write_bytes(note)
    message = _refused(tmp_path)
    assert message.startswith("Ett annat kommando skriver redan i _build")
    assert message.isprintable()
    assert len(message) < 500


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="rör av POSIX slag")
@pytest.mark.parametrize("kind", ["pipe", "pipe with a writer", "link", "folder"])
def test_note_that_is_no_file_is_not_waited_for(tmp_path: Path, holder: subprocess.Popen[str], kind: str) -> None:
    """A pipe in the note's place does not hang the command, whether anybody writes to it or not, and a link is not read."""
    note = tmp_path / NOTE
    note.unlink()
    (tmp_path / "hemlig.json").write_text('{"kommando": "hemligt"}', encoding="utf-8")
    {"pipe": lambda: os.mkfifo(note), "link": lambda: note.symlink_to(tmp_path / "hemlig.json"), "folder": note.mkdir,
     "pipe with a writer": lambda: os.mkfifo(note)}[kind]()
    writer = os.open(note, os.O_RDWR | os.O_NONBLOCK) if kind == "pipe with a writer" else None
    if writer is not None:
        os.write(writer, b'{"kommando": "hemligt"}')
    assert _refused(tmp_path) == "Ett annat kommando skriver redan i _build."
    if writer is not None:
        os.close(writer)


@pytest.mark.skipif(sys.platform == "win32", reason="länkar av POSIX slag")
def test_nothing_is_written_through_planted_links(tmp_path: Path) -> None:
    """A link in the place of the note, of the lock or of `_build` leads nowhere: what it points to is as it was."""
    (tmp_path / "_build").mkdir()
    (tmp_path / "viktig").write_text("viktigt", encoding="utf-8")
    (tmp_path / NOTE).symlink_to(tmp_path / "viktig")
    with hold(tmp_path, "check", NOW):
        pass
    (tmp_path / "_build/.skrivs").unlink()
    (tmp_path / "_build/.skrivs").symlink_to(tmp_path / "viktig")
    with pytest.raises(FileError, match=r"\.skrivs är en länk, men ska vara den fil") as told, hold(tmp_path, "check", NOW):
        pass
    assert str(told.value).startswith(str(tmp_path / "_build/.skrivs:1:1: fel: .skrivs"))
    other = tmp_path / "annat"
    other.mkdir()
    (other / "_build").symlink_to(tmp_path / "_build")
    with pytest.raises(FileError, match="är en länk"), hold(other, "check", NOW):
        pass
    assert (tmp_path / "viktig").read_text(encoding="utf-8") == "viktigt"


def test_a_folder_for_the_lock_is_named(tmp_path: Path) -> None:
    """What is in the way is the lock's own name, not the folder around it."""
    (tmp_path / "_build/.skrivs").mkdir(parents=True)
    with pytest.raises(FileError, match=r"\.skrivs är en mapp, men ska vara den fil") as told, hold(tmp_path, "check", NOW):
        pass
    assert str(told.value).startswith(str(tmp_path / "_build/.skrivs:1:1: fel: .skrivs"))


def test_taken_again_by_the_same_thread_does_nothing(tmp_path: Path) -> None:
    """A build takes the lock and so does the check in it; only the outer one lets go."""
    with hold(tmp_path, "build", NOW):
        with hold(tmp_path, "check", NOW):
            pass
        assert json.loads((tmp_path / NOTE).read_text(encoding="utf-8"))["kommando"] == "build"
    with hold(tmp_path, "check", NOW):
        pass


def test_another_thread_of_the_same_process_is_stopped(tmp_path: Path) -> None:
    """Two threads are two commands."""
    stopped: list[str] = []

    def second() -> None:
        try:
            with hold(tmp_path, "check", NOW):
                stopped.append("slapp in")
        except BusyError as error:
            stopped.append(str(error))

    with hold(tmp_path, "build", NOW):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert len(stopped) == 1
    assert f"process {os.getpid()}" in stopped[0]


@can_fork
def test_forked_child_does_not_inherit_the_lock(tmp_path: Path) -> None:
    """A child of the holder is another process, and is stopped."""
    def work(root: Path) -> None:
        with hold(root, "check", NOW):
            pass

    with hold(tmp_path, "build", NOW):
        outcome = strike(work, tmp_path)
    assert (outcome.ending, outcome.code) == ("refused", Code.BUSY)


def test_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    """An error in the block frees the lock, for other threads too, and removes the note."""
    with pytest.raises(RuntimeError), hold(tmp_path, "build", NOW):
        raise RuntimeError
    with as_thread(8), hold(tmp_path, "check", NOW):
        pass
    assert [path.name for path in (tmp_path / "_build").iterdir()] == [".skrivs"]


def test_two_projects_do_not_disturb_each_other(tmp_path: Path) -> None:
    """The lock is the project's own."""
    with hold(tmp_path / "a", "build", NOW), hold(tmp_path / "b", "build", NOW):
        pass


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file called `_build` gives a message with its path."""
    (tmp_path / "_build").write_text("x", encoding="utf-8")
    with pytest.raises(FileError) as refused, hold(tmp_path, "check", NOW):
        pass
    assert refused.value.diagnostics[0].location.path == str(tmp_path / "_build")
