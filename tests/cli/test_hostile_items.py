"""A hostile or broken item harms nobody else: a located message from lint, or an error in its own cells."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.cli.called import called_in
from tests.project import SMALL, write_project

_LIST = SMALL["checklists/lista.md"]


OUTCOMES = ("uppfyllt", "ej uppfyllt", "ej bedömt")


def item(ident: str, method: str, sql: str, header: str = "kanal_id,tvåfaktor", *rows: str) -> str:
    """A second item with its own SQL, and a test case for each of the three outcomes with a row of its own."""
    cases = "".join(
        f"\n:::{{testfall}} Fall {number}\n:id: T-{ident}-{number}\n:kontrollpunkt: K-{ident}\n:utfall: {outcome}\n"
        f":per-datum: 2026-06-30\n\n```csv kanaler\n{header}\n{row}\n```\n:::\n"
        for number, (outcome, row) in enumerate(zip(OUTCOMES, rows or ("F1,ja",) * 3, strict=True), 1)
    )
    return (
        f"\n:::{{kontrollpunkt}} Fråga {ident}?\n:id: K-{ident}\n:prövar: DOK-1-01\n:fas: löpande\n:roll: kanalansvarig\n"
        f":metod: {method}\n:underlag: kanaler\n:uppgift-från: register\n\nText.\n\n```sql\n{sql}\n```\n:::\n{cases}"
    )


def with_evidence(root: Path, rows: int, *, faulty: int | None = None) -> Path:
    """Evidence of so many channels; that of the given number lacks two factors."""
    folder = root / "evidence"
    folder.mkdir()
    files = {
        "kanaler.csv": "kanal_id,nämnd_id,plattform,kontonamn,status,tvåfaktor,startdatum,beskrivning,antal_med_åtkomst\n" + "".join(
            f"F{number},N1,Facebook,Konto {number},aktiv,{'nej' if number == faulty else 'ja'},2026-01-01,Text {number},{2**40 if number == 1 else number}\n" for number in range(rows)),
        "namnder.csv": "nämnd_id,namn\nN1,Nämnden\n",
    }
    blocks = []
    for (name, text), table in zip(files.items(), ("kanaler", "nämnder"), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
        blocks.append(
            f'[[underlag]]\nfil = "{name}"\ntabell = "{table}"\nmetod = "för hand"\npersonuppgifter = "inga"\n'
            f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"\ninsamlat = 2026-09-30\n"från" = 2026-09-30\ntill = 2026-09-30\n')
    (folder / "underlag.toml").write_text("\n".join(blocks), encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("method", "sql", "code"),
    [
        pytest.param("fynd", "SELECT * FROM read_csv('/etc/passwd')", "forbidden-sql", id="reads a file"),
        pytest.param("fynd", "SELECT * FROM '/etc/passwd'", "forbidden-sql", id="reads a file by name"),
        pytest.param("fynd", "COPY kanaler TO 'ut.csv'", "forbidden-sql", id="writes a file"),
        pytest.param("krav", "tvåfaktor = getenv('HOME')", "forbidden-sql", id="function off the list"),
        pytest.param("krav", "random() > 0.5", "forbidden-sql", id="chance"),
        pytest.param("krav", "startdatum < current_date", "forbidden-sql", id="the clock"),
        pytest.param("krav", "CAST(kontonamn AS DATE) < $per_datum", "forbidden-sql", id="a cast that stops all"),
        pytest.param("krav", "tvåfaktr = 'ja'", "bad-sql", id="misspelt column"),
        pytest.param("krav", "antal_med_åtkomst >= $antal", "bad-parameter", id="undeclared parameter"),
        pytest.param("fynd", "WITH RECURSIVE t AS (SELECT 1 UNION ALL SELECT 1 FROM t) SELECT * FROM t",
                     "forbidden-sql", id="recursion"),
    ],
)
def test_lint_refuses_and_names_the_line(tmp_path: Path, method: str, sql: str, code: str) -> None:
    """`regelratt lint` and `check` end with 3, name the SQL's own line in Swedish, and show no traceback."""
    text = _LIST + item("OND", method, sql)
    root = with_evidence(write_project(tmp_path, {"checklists/lista.md": text}), 3)
    line = text[: text.index(sql)].count("\n") + 1
    for command in ("lint", "check"):
        done = called_in(root, command)
        assert done.returncode == 3, done.stdout + done.stderr
        assert re.search(rf"^checklists/lista\.md:{line}:\d+: fel: kontrollpunkt K-OND: ", done.stdout, re.MULTILINE), done.stdout
        assert f"[regelratt.{code}]" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "_build").exists()


@pytest.mark.parametrize(
    ("sql", "header", "rows", "reason"),
    [
        pytest.param(
            "SELECT a.kanal_id AS objekt, 'm' AS meddelande, a.kanal_id AS underlag, a.tvåfaktor IS NULL AS okänt\n"
            "FROM kanaler a, kanaler b, kanaler c, kanaler d, kanaler e\n"
            "WHERE a.beskrivning || b.beskrivning || c.beskrivning || d.beskrivning || e.beskrivning = 'zzzzz' OR a.tvåfaktor IS NULL",
            "kanal_id,beskrivning,tvåfaktor", ("F1,y,ja", "F1,z,ja", "F1,z,"), "tidsgränsen-passerad", id="never ends"),
        pytest.param(
            "SELECT kanal_id AS objekt, 'm' AS meddelande, kanal_id AS underlag, antal_med_åtkomst IS NULL AS okänt\n"
            "FROM kanaler WHERE antal_med_åtkomst * antal_med_åtkomst > 50 OR antal_med_åtkomst IS NULL",
            "kanal_id,antal_med_åtkomst", ("F1,1", "F1,9", "F1,"), "kontrollen-kraschade", id="a number too large"),
    ],
)
def test_running_item_fails_alone(tmp_path: Path, sql: str, header: str, rows: tuple[str, ...], reason: str) -> None:
    """Its test cases hold, but on the evidence it falls: an error in all its cells, and the honest item is decided as ever."""
    text = _LIST + item("OND", "fynd", sql, header, *rows)
    root = with_evidence(write_project(tmp_path, {"checklists/lista.md": text}), 150)
    done = called_in(root, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    run = json.loads((root / "_build/run/run.json").read_text(encoding="utf-8"))
    hostile = [cell for cell in run["item_cells"] if cell["item"] == "K-OND"]
    honest = [cell for cell in run["item_cells"] if cell["item"] == "K-TVA"]
    assert {cell["status"] for cell in hostile} == {"error"}
    assert {cell["reason"] for cell in hostile} == {reason}
    assert {cell["status"] for cell in honest} == {"met"}
    assert {cell["status"] for cell in run["rule_cells"]} == {"error"}


def test_one_bad_row_is_an_error_for_that_row(tmp_path: Path) -> None:
    """A number that cannot be computed stops its own object only."""
    bad_row = item("RAD", "krav", "startdatum + to_days(antal_med_åtkomst) < DATE '2200-01-01'", "kanal_id,startdatum,antal_med_åtkomst",
                   "F1,2026-01-01,1", "F1,2026-01-01,100000", "F1,2026-01-01,")
    root = with_evidence(write_project(tmp_path, {"checklists/lista.md": _LIST + bad_row}), 5)
    done = called_in(root, "check")
    assert done.returncode == 0, done.stdout
    run = json.loads((root / "_build/run/run.json").read_text(encoding="utf-8"))
    statuses = {cell["subject"]: cell["status"] for cell in run["item_cells"] if cell["item"] == "K-RAD"}
    assert statuses == {"F0": "met", "F1": "error", "F2": "met", "F3": "met", "F4": "met"}


def test_check_and_build_stop_at_a_case_that_does_not_hold(tmp_path: Path) -> None:
    """An item whose cases cannot come out as they say is never published as proved: a located error, and nothing is written."""
    text = _LIST + item("OND", "krav", "tvåfaktor = 'nej'", "kanal_id,tvåfaktor", "F1,ja", "F1,nej", "F1,")
    root = with_evidence(write_project(tmp_path, {"checklists/lista.md": text}), 3)
    line = text[: text.index(":::{testfall} Fall 1\n:id: T-OND-1")].count("\n") + 1
    for command in ("lint", "check", "build"):
        done = called_in(root, command)
        assert done.returncode == 3
        assert f"checklists/lista.md:{line}:1: fel: testfall T-OND-1: K-OND ger ej uppfyllt (iakttaget), men testfallet säger uppfyllt." in done.stdout
        assert done.stdout.count("[regelratt.failed-case]") == 2
    assert not (root / "_build").exists()
