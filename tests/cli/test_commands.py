"""The commands: exit codes, Swedish messages, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regelratt.cli import commands
from regelratt.cli import main as command_line
from tests.project import SMALL, regelratt, write_project


def test_small_project_is_sound(tmp_path: Path) -> None:
    """The project that the other tests break has nothing wrong with it, and proves its own item."""
    root = write_project(tmp_path, {})
    done = regelratt(root, "lint")
    assert (done.returncode, done.stdout) == (0, "0 fel, 0 varningar\n")


@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        pytest.param({}, ("lint",), 0, id="fine"),
        pytest.param({}, ("lint", "--okänd"), 2, id="unknown option"),
        pytest.param({}, ("okänt",), 2, id="unknown command"),
        pytest.param({}, ("check", "--as-of", "30 juni"), 2, id="bad date"),
        pytest.param({"pyproject.toml": "[tool.regelratt]\nas-off = '2026-09-30'\n"}, ("lint",), 2, id="unknown setting"),
        pytest.param({"pyproject.toml": "[tool.regelratt\n"}, ("lint",), 2, id="settings not TOML"),
        pytest.param({"index.md": "# Start\n\n<b>x</b>\n"}, ("lint",), 3, id="raw HTML"),
        pytest.param({"evidence/underlag.toml": "[[underlag]]\nfil = 1\n"}, ("check",), 3, id="bad evidence"),
    ],
)
def test_exit_codes(tmp_path: Path, files: dict[str, str], arguments: tuple[str, ...], code: int) -> None:
    """0 fine, 2 usage or settings, 3 content or evidence; never a traceback."""
    done = regelratt(write_project(tmp_path, files), *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_json_messages_have_places_and_codes(tmp_path: Path) -> None:
    """`lint --json` gives each message with path, line, column, code and remedy."""
    text = SMALL["policies/dok/index.md"].replace("(anges)", "(anges) och kanalansvarg (tolkas)")
    done = regelratt(write_project(tmp_path, {"policies/dok/index.md": text}), "lint", "--json")
    [found] = json.loads(done.stdout)
    assert done.returncode == 3
    assert found["path"] == "policies/dok/index.md"
    assert found["code"] == "unknown-reference"
    assert "kanalansvarig" in found["remedy"]


def test_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    """Content with errors is not exported, and what was exported before stays."""
    root = write_project(tmp_path, {})
    target = root / "x.json"
    assert regelratt(root, "export", "json", "-o", str(target)).returncode == 0
    before = target.read_bytes()
    (root / "policies/roller.md").write_text("# Roller\n\nInga.\n", encoding="utf-8")
    assert regelratt(root, "export", "json", "-o", str(target)).returncode == 3
    assert target.read_bytes() == before
    assert [path.name for path in root.iterdir() if path.name.startswith(".x")] == []


def test_laws_names_the_successor(tmp_path: Path) -> None:
    """A rule in force on repealed law is an error that names what applies instead."""
    law = (
        "# Lagar\n\n:::{lag} Gammal lag (1990:1)\n:id: L-GAMMAL\n:kortnamn: Gamla\n:nummer: SFS 1990:1\n:slag: lag\n"
        ":i-kraft: 1990-01-01\n:upphävd: 2018-01-01\n:ersatt-av: L-NY\n:adress: https://lagen.nu/1990:1\n"
        ":kontrollerad: 2026-02-22\n:säkerhet: läst\n\nUpphävd.\n:::\n\n"
        ":::{lag} Ny lag (2018:1)\n:id: L-NY\n:kortnamn: Nya\n:nummer: SFS 2018:1\n:slag: lag\n:i-kraft: 2018-01-01\n"
        ":adress: https://lagen.nu/2018:1\n:kontrollerad: 2026-02-22\n:säkerhet: läst\n\nGäller.\n:::\n"
    )
    rule = SMALL["policies/dok/index.md"].replace(":grund: internt beslut", ":laghänvisning: stöder L-GAMMAL")
    root = write_project(tmp_path, {"policies/lagar.md": law, "policies/dok/index.md": rule})
    done = regelratt(root, "laws", "--json")
    [found] = json.loads(done.stdout)
    assert done.returncode == 3
    assert (found["code"], found["severity"]) == ("repealed-basis", "error")
    assert "L-NY" in found["message"]


def test_our_own_bug_is_code_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Something unforeseen ends with 4 and asks for a report."""
    def broken(*_: object) -> None:
        raise RuntimeError("oförutsett")

    monkeypatch.setattr(commands.checking, "lint", broken)
    monkeypatch.setattr("sys.argv", ["regelratt", "lint", "--root", str(write_project(tmp_path, {}))])
    with pytest.raises(SystemExit) as stop:
        command_line.main()
    assert stop.value.code == 4
    assert "Rapportera" in capsys.readouterr().err
