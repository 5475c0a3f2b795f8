"""`regelratt coverage`: exit codes, what is printed, and the answer for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regelratt.loaders.source_text import digest_of
from tests.cli.called import called_in
from tests.project import write_project

LEDGER = (
    "avsnitt,nr,summa,objekt,skäl\n"
    f"1,1,{digest_of('Skydd')},,rubrik\n"
    f"1,2,{digest_of('Slå på tvåfaktor.')},DOK-1-01,\n"
)
FINE = "Skydd\n\nSlå på tvåfaktor.\n"
CHANGED = "Skydd\n\nSlå av tvåfaktor.\n"


def _run(root: Path, source: str | bytes, ledger: str = LEDGER, *arguments: str) -> tuple[int, str, str]:
    write_project(root, {"policies/dok/liggare.csv": ledger})
    (root / "källa.txt").write_bytes(source if isinstance(source, bytes) else source.encode())
    done = called_in(root, "coverage", "--source", "källa.txt", *arguments)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def test_covered_source(tmp_path: Path) -> None:
    """All is well: the figures and exit code 0."""
    code, out, _ = _run(tmp_path, FINE)
    assert (code, out.splitlines()[0]) == (0, "DOK-1: 2 av 2 påståenden täckta (100 %)")


def test_changed_source(tmp_path: Path) -> None:
    """A changed statement is shown with its place, its sum and the rule it touches; exit code 1."""
    code, out, _ = _run(tmp_path, CHANGED)
    assert code == 1
    assert "ändrat: avsnitt 1 nr 2." in out
    assert "källa.txt:3:1: Slå av tvåfaktor." in out
    assert digest_of("Slå av tvåfaktor.") in out
    assert "återges av DOK-1-01 Ha tvåfaktor (policies/dok/index.md:" in out
    assert "1 av 2 påståenden täckta (50 %)" in out


def test_answer_for_machines(tmp_path: Path) -> None:
    """`--json` has the same figures and differences, with English keys."""
    code, out, _ = _run(tmp_path, CHANGED, LEDGER, "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["document"], found["covered"], found["statements"], found["complete"]) == ("DOK-1", 1, 2, False)
    [difference] = found["differences"]
    assert (difference["change"], difference["objects"]) == ("changed", ["DOK-1-01"])
    assert difference["statements"][0]["line"] == 3
    assert difference["rows"][0]["section"] == "1"


@pytest.mark.parametrize(
    ("source", "ledger", "arguments", "code"),
    [
        pytest.param(FINE, LEDGER, ("--document", "DOK-1"), 0, id="document named"),
        pytest.param(FINE + "Mer.", LEDGER, (), 1, id="new"),
        pytest.param("Skydd\n", LEDGER, (), 1, id="removed"),
        pytest.param(FINE, LEDGER.rsplit("\n", 2)[0] + "\n", (), 1, id="row deleted"),
        pytest.param(b"\xff\xfe", LEDGER, (), 2, id="not text"),
        pytest.param("Helt annat.", LEDGER, (), 2, id="no document like it"),
        pytest.param(FINE, LEDGER, ("--document", "DOK-9"), 2, id="unknown document"),
        pytest.param(FINE, LEDGER, ("--source", "finns-inte.txt"), 2, id="no such file"),
        pytest.param(FINE, LEDGER.replace("DOK-1-01", "DOK-9"), (), 3, id="unknown object"),
        pytest.param(FINE, LEDGER.replace("DOK-1-01", ""), (), 3, id="neither object nor reason"),
        pytest.param(FINE, "avsnitt\n", ("--document", "DOK-1"), 3, id="bad ledger"),
    ],
)
def test_exit_codes(tmp_path: Path, source: str | bytes, ledger: str, arguments: tuple[str, ...], code: int) -> None:
    """0 covered, 1 something new, changed or gone, 2 unusable file or document, 3 mistakes in the ledger."""
    assert _run(tmp_path, source, ledger, *arguments)[0] == code


def test_control_characters_are_not_printed(tmp_path: Path) -> None:
    """A source cannot send commands to the terminal."""
    _, out, _ = _run(tmp_path, FINE + "Rött \x1b[31m ord.")
    assert "\x1b" not in out
    assert "Rött [31m ord." in out
