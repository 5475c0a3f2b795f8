"""The ledger's file: what it holds, what is wrong with a line and where, and that the text never enters it."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, Severity
from regelratt.loaders.ledger import Ledger, LedgerRow, ledger_to_csv
from tests.project import SMALL, reference, write_project
from tests.reference_sources import SEEDS, seed

HEADER = "avsnitt,nr,summa,objekt,skäl"
SUM = "0" * 64
FINE = f"1,1,{SUM},DOK-1-01,"
PATH = "policies/dok/liggare.csv"


def _load(root: Path, text: str | bytes, **files: str) -> tuple[Ledger, list[Diagnostic]]:
    write_project(root, files)
    (root / PATH).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    project = Project(root)
    return project.ledgers["DOK-1"], project.content_diagnostics


def test_rows_are_read(tmp_path: Path) -> None:
    """Every column comes back, with the line it stood on; empty lines and a byte order mark do not matter."""
    text = f"\ufeff{HEADER}\n1,1,{SUM},DOK-1-01 K-TVA,\n\nhuvud,2,{SUM},,\"rubrik, upprepad\"\n"
    ledger, found = _load(tmp_path, text)
    assert found == []
    assert ledger.rows == (
        LedgerRow("1", 1, SUM, ("DOK-1-01", "K-TVA"), "", 2),
        LedgerRow("huvud", 2, SUM, (), "rubrik, upprepad", 4),
    )


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Writing the rows that were read gives the same file."""
    text = f"{HEADER}\n1,1,{SUM},DOK-1-01,\n1,2,{SUM},,\"rubrik, \"\"upprepad\"\"\"\n"
    assert ledger_to_csv(_load(tmp_path, text)[0].rows) == text


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        pytest.param("avsnitt,nr\n", 1, Code.BAD_VALUE, "första rad", id="wrong header"),
        pytest.param("", 1, Code.BAD_VALUE, "första rad", id="empty file"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,{SUM}\n", 3, Code.BAD_VALUE, "3 kolumner", id="too few columns"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,{SUM},,a,b\n", 3, Code.BAD_VALUE, "6 kolumner", id="too many columns"),
        pytest.param(f"{HEADER}\n{FINE}\n,2,{SUM},,skäl\n", 3, Code.MISSING_FIELD, "avsnitt", id="no section"),
        pytest.param(f"{HEADER}\n{FINE}\n1,två,{SUM},,skäl\n", 3, Code.BAD_VALUE, "'två'", id="number in letters"),
        pytest.param(f"{HEADER}\n{FINE}\n1,0,{SUM},,skäl\n", 3, Code.BAD_VALUE, "'0'", id="number from zero"),
        pytest.param(f"{HEADER}\n{FINE}\n1,²,{SUM},,skäl\n", 3, Code.BAD_VALUE, "'²'", id="odd digit"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,abc,,skäl\n", 3, Code.BAD_VALUE, "'abc'", id="no hash"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,Hela meningen.,,skäl\n", 3, Code.BAD_VALUE, "summa", id="text not hash"),
        pytest.param(f"{HEADER}\n{FINE}\n{FINE}\n", 3, Code.BAD_VALUE, "redan på rad 2", id="same number twice"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,{SUM},,\n", 3, Code.MISSING_FIELD, "varken objekt eller skäl",
                     id="neither objects nor reason"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,{SUM},DOK-1-02,\n", 3, Code.UNKNOWN_REFERENCE, "DOK-1-02",
                     id="unknown object"),
        pytest.param(f"{HEADER}\n{FINE}\n1,2,{SUM},,\"skäl\n", 3, Code.BAD_VALUE, "CSV", id="open quote"),
        pytest.param(f"{HEADER}\n{FINE}\n=======\n", 3, Code.MERGE_MARK, "=======", id="unfinished merge"),
        pytest.param(f"{HEADER}\n{FINE}\n".encode("latin-1"), 1, Code.UNREADABLE_FILE, "UTF-8", id="latin-1"),
    ],
)
def test_mistakes_have_places(tmp_path: Path, text: str | bytes, line: int, code: Code, said: str) -> None:
    """One message, at the line, that says what is wrong and how to put it right; it is found by lint."""
    ledger, _ = _load(tmp_path, text)
    [found] = ledger.diagnostics
    assert (found.location.path, found.location.line, found.code) == (PATH, line, code)
    assert said in found.message
    assert found.remedy.endswith((".", "?"))
    assert found in Project(tmp_path).content_diagnostics


def test_close_ids_are_named(tmp_path: Path) -> None:
    """An id with a slip of the pen is answered with the right one."""
    ledger, _ = _load(tmp_path, f"{HEADER}\n1,1,{SUM},DOK-1-O1,\n")
    assert "DOK-1-01" in ledger.diagnostics[0].remedy


def test_document_without_ledger_is_reported(tmp_path: Path) -> None:
    """Once one document has a ledger, one without is a warning at the document."""
    second = SMALL["policies/dok/index.md"].split("\n\n:::{regel}")[0].replace("DOK", "TVA").replace("/dok", "/tva")
    _, found = _load(tmp_path, f"{HEADER}\n{FINE}\n", **{"policies/tva/index.md": second})
    [warning] = found
    assert (warning.code, warning.severity) == (Code.ORPHAN, Severity.WARNING)
    assert warning.location.path == "policies/tva/index.md"
    assert "policies/tva/liggare.csv" in warning.remedy


def test_rule_without_statement_is_reported(tmp_path: Path) -> None:
    """A rule that no line names says something that the source may not say."""
    _, found = _load(tmp_path, f"{HEADER}\n1,1,{SUM},,rubrik\n")
    [warning] = found
    line = SMALL["policies/dok/index.md"].splitlines().index(":::{regel} Ha tvåfaktor") + 1
    assert (warning.code, warning.severity, warning.location.line) == (Code.ORPHAN, Severity.WARNING, line)
    assert "DOK-1-01" in warning.message


@pytest.mark.parametrize("document", SEEDS)
def test_real_ledgers_hold_no_text(document: str) -> None:
    """The real ledgers have nothing wrong in them, and no reason repeats words of the source."""
    ledger = reference().ledgers[document]
    assert ledger.diagnostics == ()
    source = " ".join(seed(document).read_text("utf-8").casefold().split())
    reasons = {row.reason for row in ledger.rows}
    assert [each for each in reasons if len(each.split()) > 2 and each.casefold() in source] == []
    assert max(len(each.split()) for each in reasons) < 12


@pytest.mark.parametrize("folder", [
    "../hemlig", "{utanför}", "policies/../../hemlig", ".", "..", "docs", "evidence", "policies/länkad", "", "/", "policies//dok",
])
def test_no_ledger_outside_the_content_is_read(tmp_path: Path, folder: str) -> None:
    """Whatever a document says of its folder, and wherever a link leads: nothing of what stands there is quoted."""
    root, outside = tmp_path / "projekt", tmp_path / "hemlig"
    outside.mkdir()
    for place in (outside, root, root / "evidence", tmp_path):
        place.mkdir(exist_ok=True)
        (place / "liggare.csv").write_text("LÖSENORD=hemligt\n", encoding="utf-8")
    page = SMALL["policies/dok/index.md"].replace(":filnamn: policies/dok", f":filnamn: {folder}".replace("{utanför}", str(outside)))
    write_project(root, {"policies/dok/index.md": page})
    (root / "policies/länkad").symlink_to(outside)
    (root / "policies/dok/liggare.csv").symlink_to(outside / "liggare.csv")
    project = Project(root)
    said = "\n".join(map(str, project.content_diagnostics))
    assert project.ledgers == {}
    assert "LÖSENORD" not in said
    assert "är en länk till något utanför" in said


@pytest.mark.parametrize("folder", ["../x", "/x", "policies/.git", "policies\\dok", "C:/x", "policies/./dok"])
def test_folder_of_a_document_is_within_the_project(tmp_path: Path, folder: str) -> None:
    """A folder that leads elsewhere is a mistake where it stands."""
    page = SMALL["policies/dok/index.md"].replace(":filnamn: policies/dok", f":filnamn: {folder}")
    write_project(tmp_path, {"policies/dok/index.md": page})
    found = [each for each in Project(tmp_path).content_diagnostics if each.message.startswith("dokument DOK-1: filnamn ")]
    [place] = [each.location for each in found]
    assert page.splitlines()[place.line - 1].startswith(":filnamn:")


def test_a_large_ledger_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file larger than any ledger is told of and left alone."""
    monkeypatch.setattr("regelratt.loaders.ledger.LEDGER_LIMIT", 10)
    ledger, _ = _load(tmp_path, f"{HEADER}\n{FINE}\n")
    assert [each.code for each in ledger.diagnostics] == [Code.UNREADABLE_FILE]
