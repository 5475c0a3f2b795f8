"""What stops a command from outside: the disk, other commands, wrong calls, a reader that leaves. Never a traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app import check as checking
from regelratt.app.disk import files
from regelratt.app.disk.lock import hold
from regelratt.app.project import Project
from regelratt.cli import commands
from tests.app.faults import tree
from tests.app.worlds import as_thread, fake_evaluate
from tests.cli.called import call
from tests.project import ROOT, write_project

ENGLISH = re.compile(r"\b(?:the|not|does|such|invalid|should|directory|file|value|error|missing|device|permission|read-only)\b", re.I)


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """The small project, evaluated at once."""
    with mock.patch.object(checking, "evaluate", fake_evaluate):
        yield write_project(tmp_path / "projekt", {})


class TestNoContent:
    """A folder that is no project is wrong usage, and stays as it was."""

    @pytest.mark.parametrize("command", [("lint",), ("check",), ("build",), ("laws",), ("export", "json", "-o", "x.json"), ("export", "json", "-o", "-")])
    @pytest.mark.parametrize("made", [(), ("policies", "docs")], ids=["empty", "empty folders"])
    def test_empty_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], made: tuple[str, ...]) -> None:
        """Every command ends with 2, a remedy, and nothing written."""
        monkeypatch.chdir(tmp_path)
        for name in made:
            (tmp_path / name).mkdir()
        done = call(*command)
        assert done.code == 2
        assert "[regelratt.no-content]" in done.out + done.err
        assert "--root" in done.out + done.err
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(made)
        if command[-1] == "-":
            assert done.out == ""

    def test_unreadable_content_is_not_no_content(self, tmp_path: Path) -> None:
        """A page that cannot be read is told as such."""
        (tmp_path / "index.md").write_bytes(b"\xff")
        done = call("lint", "--root", tmp_path)
        assert done.code == 3
        assert "no-content" not in done.out


class TestExport:
    """`export json` writes where it is told, and nowhere else."""

    def test_dash_is_standard_output(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The same bytes as a file would have; no file called `-`."""
        monkeypatch.chdir(root)
        assert call("export", "json", "-o", "katalog.json").code == 0
        done = call("export", "json", "-o", "-")
        assert done.code == 0
        assert done.raw == (root / "katalog.json").read_bytes()
        assert json.loads(done.raw)["rules"]
        assert not (root / "-").exists()

    def test_missing_folder_is_told(self, root: Path) -> None:
        """The folder is named and not made."""
        done = call("export", "json", "--root", root, "-o", root / "finnsej/x.json")
        assert done.code == 2
        assert f"{root / 'finnsej/x.json'}:1:1: fel: " in done.err
        assert not (root / "finnsej").exists()


class TestDisk:
    """Errors of the system, as each command tells them."""

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EMFILE, errno.ENAMETOOLONG, errno.EIO])
    def test_check_tells_path_and_remedy(self, root: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
        """Exit 2, one line with the path, Swedish throughout; the store and the latest run as they were."""
        call("check", "--root", root)
        before = tree(root)

        def refuse(*_: object) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(files, "exchange", refuse)
        for _ in range(2):
            done = call("check", "--root", root, "--as-of", "2026-06-30")
            assert done.code == 2, done.out + done.err
            [line] = done.err.splitlines()
            assert line.startswith(str(root / "_build/runs/2026-06-30-"))
            assert line.endswith("[regelratt.file-problem]")
            assert not ENGLISH.search(line.removeprefix(str(root)).replace("file-problem", ""))
            assert tree(root) == before

    def test_json_is_json_also_then(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A machine that asked for JSON gets the reason as JSON on standard output."""
        monkeypatch.setattr(files, "exchange", mock.Mock(side_effect=OSError(errno.ENOSPC, "x")))
        done = call("check", "--root", root, "--json")
        [found] = json.loads(done.out)
        assert done.code == 2
        assert found["code"] == "file-problem"
        assert "disken är full" in found["message"]

    @pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "Permission denied", "/x/y"), OSError("x")])
    def test_error_that_nobody_met_is_still_told(self, root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
        """The last resort names the path that the error knows, in Swedish."""
        monkeypatch.setattr(commands.checking, "lint", mock.Mock(side_effect=error))
        done = call("lint", "--root", root)
        assert done.code == 2
        assert done.err.startswith("/x/y:1:1: fel: " if error.filename else ".:1:1: fel: ")
        assert not ENGLISH.search(done.err.replace("file-problem", ""))

    def test_memory_that_ran_out_is_told(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No traceback for what the computer lacks."""
        monkeypatch.setattr(commands.checking, "lint", mock.Mock(side_effect=MemoryError))
        done = call("lint", "--root", root)
        assert (done.code, done.err) == (2, "fel: minnet räckte inte. Stäng andra program, eller dela upp projektet, och kör om.\n")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="en full enhet finns på Linux")
    def test_full_standard_output_is_told(self, root: Path) -> None:
        """What is printed to a full disk is not lost in silence."""
        with Path("/dev/full").open("w") as full:
            done = subprocess.run([sys.executable, "-m", "regelratt", "version"], stdout=full, stderr=subprocess.PIPE, text=True,
                                  encoding="utf-8", cwd=root, check=False)
        assert done.returncode == 2
        assert done.stderr == "fel: det som skulle skrivas ut kom inte fram: disken är full. Frigör utrymme och kör om.\n"
        assert "Traceback" not in done.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="rör av POSIX slag")
    @pytest.mark.parametrize("buffered", ["", "1"])
    def test_reader_that_leaves_is_no_error_message(self, root: Path, buffered: str) -> None:
        """`regelratt export json -o - | head -1` prints no complaint."""
        command = [sys.executable, "-m", "regelratt", "export", "json", "-o", "-", "--root", str(ROOT)]
        environment = {**os.environ, "PYTHONUNBUFFERED": buffered}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root, env=environment) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 2


class TestBusy:
    """Another command is at work."""

    @pytest.mark.parametrize("command", ["check", "build"])
    def test_second_command_ends_with_2(self, root: Path, command: str) -> None:
        """It says who has the lock, and writes nothing."""
        with as_thread(7), hold(root, "build"):
            before = tree(root)
            with as_thread(8):
                done = call(command, "--root", root)
            assert tree(root) == before
        assert done.code == 2
        assert f"Ett annat kommando skriver redan i _build: regelratt build, process {os.getpid()} på dator " in done.err
        assert done.err.endswith("Vänta tills det är klart. [regelratt.busy]\n")

    def test_preview_tells_and_goes_on(self, root: Path) -> None:
        """The preview's rebuild reports it, and the preview stays."""
        from regelratt.app.serve import rebuild  # noqa: PLC0415  # used here alone

        said: list[str] = []
        with as_thread(7), hold(root, "build"), \
                as_thread(8):
            rebuild(root, said.append)
        assert len(said) == 1
        assert "Ett annat kommando skriver redan" in said[0]


@pytest.mark.parametrize(("arguments", "says"), [
    (("lint", "--okänd"), "flaggan --okänd finns inte"), (("lint", "--roott", "x"), "Menade du --root"), (("okänt",), "kommandot okänt finns inte"),
    (("check", "--as-of", "30 juni"), "30 juni är ingen dag"), (("check", "--as-of"), "--as-of saknar sitt värde"), (("serve", "--port", "x"), "--port: värdet är inget heltal"),
    (("check", "--as-of", "9999-12-31"), "--as-of: 9999-12-31 är inte en dag från 2000-01-01 till 2099-12-31"),
    (("build", "--as-of", "1999-12-31"), "--as-of: 1999-12-31 är inte en dag från 2000-01-01 till 2099-12-31"),
    (("serve", "--port", "0"), "för litet"), (("serve", "--port", "65536"), "för stort"), (("lint", "--root", "/finns/ej"), "/finns/ej finns inte"),
    (("lint", "--root", __file__), "är en fil och ingen mapp"), (("export", "json"), "--output saknas"), (("export", "json", "-o", "/"), "är en mapp och ingen fil"),
    (("lint", "extra"), "extra hör inte hit"), (("lint", "--json=3"), "--json tar inget värde"), (("export", "xml"), "kommandot xml finns inte"), ((), "kommandots namn saknas"),
])
def test_wrong_calls_are_told_in_swedish(arguments: tuple[str, ...], says: str) -> None:
    """What is wrong is named, with the remedy, and without the English of the library."""
    done = call(*arguments)
    assert done.code == 2
    [line] = done.err.splitlines()
    assert line.startswith("fel: ")
    assert says in line
    assert "--help" in line
    assert not ENGLISH.search(line.replace(__file__, ""))


@pytest.mark.parametrize("command", [
    (), ("lint",), ("check",), ("build",), ("serve",), ("laws",), ("coverage",), ("version",), ("export",), ("export", "json")])
def test_help_is_in_swedish(command: tuple[str, ...]) -> None:
    """Headings, the call, the kinds of values and what is required are in our words."""
    done = call(*command, "--help")
    assert done.code == 0
    assert "Användning: regelratt" in done.out
    assert "Visa den här texten." in done.out
    assert not re.search(r"Usage|Options|OPTIONS|Commands|COMMAND|Show|<\w+>|required|default", done.out)


def test_interruption_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends with 2 and one word."""
    monkeypatch.setattr(commands.checking, "lint", mock.Mock(side_effect=KeyboardInterrupt))
    assert call("lint", "--root", root).err == "Avbrutet.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows har ingen sådan signal")
def test_being_asked_to_end_is_an_interruption(root: Path) -> None:
    """So that what was begun is cleared up: processes, locks and what lies in the folder for temporary files."""
    script = (
        "import signal, sys; from regelratt.cli import commands, main as line\n"
        "commands.checking.lint = lambda _: signal.raise_signal(signal.SIGTERM)\n"
        "sys.argv = ['regelratt', 'lint']; line.main()")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=root)
    assert (done.returncode, done.stderr) == (2, "Avbrutet.\n")


def test_interruption_while_modules_are_loaded_says_so() -> None:
    """The half second before there is anything to interrupt."""
    script = (
        "import builtins, runpy; load = builtins.__import__\n"
        "def interrupted(name, *rest, **more):\n"
        "    if name == 'typer': raise KeyboardInterrupt\n"
        "    return load(name, *rest, **more)\n"
        "builtins.__import__ = interrupted; runpy.run_module('regelratt', run_name='__main__')")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "Avbrutet.\n")


def test_names_that_cannot_be_printed_do_not_stop_a_message(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path with bytes that are no text is shown with a question mark, and is no bug of ours."""
    monkeypatch.setattr(Project, "content_diagnostics", property(lambda _: [mock.Mock(is_error=False, __str__=lambda _: "fil\udcff")]))
    done = call("lint", "--root", root)
    assert done.code == 0, done.err
    assert "fil?" in done.out
