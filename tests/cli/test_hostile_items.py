"""A hostile or broken item harms nobody else: a located message from lint, or an error in its own cells."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.project import SMALL, regelratt, write_project

_LIST = SMALL["checklists/lista.md"]


def _item(ident: str, method: str, sql: str, tables: str = "kanaler") -> str:
    """A second item with its own SQL, and three test cases whose outcome nobody looks at here."""
    cases = "".join(
        f"\n:::{{testfall}} Fall {number}\n:id: T-{ident}-{number}\n:kontrollpunkt: K-{ident}\n:utfall: {outcome}\n"
        f":per-datum: 2026-06-30\n\n```csv kanaler\nkanal_id,tvåfaktor\nF1,ja\n```\n:::\n"
        for number, outcome in ((1, "uppfyllt"), (2, "ej uppfyllt"), (3, "ej bedömt"))
    )
    return (
        f"\n:::{{kontrollpunkt}} Fråga {ident}?\n:id: K-{ident}\n:prövar: DOK-1-01\n:fas: löpande\n:roll: kanalansvarig\n"
        f":metod: {method}\n:underlag: {tables}\n:uppgift-från: register\n\nText.\n\n```sql\n{sql}\n```\n:::\n{cases}"
    )


def _with_evidence(root: Path, rows: int) -> Path:
    folder = root / "evidence"
    folder.mkdir()
    files = {
        "kanaler.csv": "kanal_id,nämnd_id,plattform,kontonamn,status,tvåfaktor,startdatum,antal_med_åtkomst\n" + "".join(
            f"F{number},N1,Facebook,Konto {number},aktiv,ja,2026-01-01,{2**40 if number == 1 else number}\n" for number in range(rows)),
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
    text = _LIST + _item("OND", method, sql)
    root = _with_evidence(write_project(tmp_path, {"checklists/lista.md": text}), 3)
    line = text[: text.index(sql)].count("\n") + 1
    for command in ("lint", "check"):
        done = regelratt(root, command)
        assert done.returncode == 3, done.stdout + done.stderr
        assert f"checklists/lista.md:{line}:1: fel: kontrollpunkt K-OND: " in done.stdout, done.stdout
        assert f"[regelratt.{code}]" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "_build").exists()


@pytest.mark.parametrize(
    ("method", "sql", "reasons"),
    [
        pytest.param(
            "fynd",
            "SELECT a.kanal_id AS objekt, 'm' AS meddelande, a.kanal_id AS underlag FROM kanaler a, kanaler b, kanaler c,"
            " kanaler d, kanaler e WHERE a.kontonamn || b.kontonamn || c.kontonamn || d.kontonamn || e.kontonamn = 'x'",
            {"tidsgränsen-passerad"}, id="never ends"),
        pytest.param(
            "fynd", "SELECT CAST(tvåfaktor AS DATE)::VARCHAR AS objekt, 'm' AS meddelande, 'u' AS underlag FROM kanaler",
            {"kontrollen-kraschade"}, id="cast fails"),
        pytest.param("fynd", "SELECT 'okänd' AS objekt, 'm' AS meddelande, 'u' AS underlag FROM kanaler",
                     {"kontrollen-kraschade"}, id="unknown object"),
    ],
)
def test_running_item_fails_alone(tmp_path: Path, method: str, sql: str, reasons: set[str]) -> None:
    """Every cell of the hostile item is an error; the honest item beside it is decided as ever."""
    root = _with_evidence(write_project(tmp_path, {"checklists/lista.md": _LIST + _item("OND", method, sql)}), 150)
    done = regelratt(root, "check")
    assert done.returncode == 0, done.stdout + done.stderr
    run = json.loads((root / "_build/run/run.json").read_text(encoding="utf-8"))
    hostile = [cell for cell in run["item_cells"] if cell["item"] == "K-OND"]
    honest = [cell for cell in run["item_cells"] if cell["item"] == "K-TVA"]
    assert {cell["status"] for cell in hostile} == {"error"}
    assert {cell["reason"] for cell in hostile} == reasons
    assert {cell["status"] for cell in honest} == {"met"}
    assert {cell["status"] for cell in run["rule_cells"]} == {"error"}


def test_one_bad_row_is_an_error_for_that_row(tmp_path: Path) -> None:
    """A number that cannot be computed stops its own object only."""
    root = _with_evidence(write_project(
        tmp_path, {"checklists/lista.md": _LIST + _item("RAD", "krav", "startdatum + to_days(antal_med_åtkomst) >= startdatum")}), 5)
    assert regelratt(root, "check").returncode == 0
    run = json.loads((root / "_build/run/run.json").read_text(encoding="utf-8"))
    statuses = {cell["subject"]: cell["status"] for cell in run["item_cells"] if cell["item"] == "K-RAD"}
    assert statuses == {"F0": "met", "F1": "error", "F2": "met", "F3": "met", "F4": "met"}
