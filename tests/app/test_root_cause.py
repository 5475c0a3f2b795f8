"""What keeps pages from being read is told alone: that nothing leads to them would follow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from regelratt.app.project import Project
from regelratt.engine import child
from tests.evidence.folder import write_evidence
from tests.project import SMALL, write_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="länkar av POSIX slag")


@pytest.mark.parametrize("linked", ["policies", "policies/dok", "policies/dok/index.md"])
def test_a_link_out_of_the_content_is_all_that_is_told(linked: str, tmp_path: Path) -> None:
    """A folder of pages, one within it, or a page: the message is about the link, wherever the rest would stand."""
    root = write_project(tmp_path / "projekt", {})
    (root / linked).rename(tmp_path / "ute")
    (root / linked).symlink_to(tmp_path / "ute")
    found = Project(root).content_diagnostics
    assert {each.code for each in found} <= {"forbidden-file", "bad-setting"}
    assert [each.location.path for each in found if each.code == "forbidden-file"] == [linked]


def test_no_process_for_sql_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter that may not be run is no fault of any query or test case."""
    monkeypatch.setattr(child.sys, "executable", str(tmp_path / "stängd/python"))
    found = [each for each in Project(write_project(tmp_path / "projekt", {})).content_diagnostics if each.is_error]
    assert [(each.location.path, each.code) for each in found] == [(".", "file-problem")]
    assert found[0].message == "Processen som läser och kör SQL kunde inte startas, så ingen SQL är prövad."
    assert "stängd/python" in found[0].remedy


_CONFIRMED = (
    ":::{kontrollpunkt} Är allt som det ska?\n:id: K-SOM-DET-SKA\n:prövar: DOK-1-01\n:fas: löpande\n:roll: kanalansvarig\n"
    ":metod: bekräftelse\n:uppgift-från: egenkontroll\n\nTitta efter.\n:::\n")
_CONFIRMATION = {
    "files": {
        "nämnder.csv": "nämnd_id,namn\nN1,Ett\n",
        "k.csv": "kanal_id,nämnd_id,plattform,kontonamn,status\nF1,N1,Facebook,a,aktiv\n",
        "b.csv": "bekräftelse_id,kontrollpunkt,objekt_id,datum,roll,utfall,förutsättningar\n"
                 "B1,K-SOM-DET-SKA,F1,2026-03-01,kanalansvarig,uppfyllt,DOK-1-01=1; gräns=3\n"},
    "blocks": [{}, {"fil": '"k.csv"', "tabell": '"kanaler"'}, {"fil": '"b.csv"', "tabell": '"bekräftelser"'}],
}


@pytest.mark.parametrize(("declared", "told"), [
    ("gräns = 3 [1..12 st]", []), ("gräns = 4 [1..12 st]", ["bekräftelser B1: gräns hade inte värdet '3' den dagen, så bekräftelsen räknas som inaktuell."]),
    ("gräns = 3 st", []),
])
def test_premises_are_told_of_unless_something_is_wrong_with_the_content(declared: str, told: list[str], tmp_path: Path) -> None:
    """What a confirmation states is compared with the rule; when that cannot be read, its own message says so."""
    rules = SMALL["policies/dok/index.md"].replace(":grund:", f":parametrar: {declared}\n:grund:")
    files = {"policies/dok/index.md": rules, "checklists/mer.md": f"# Mer\n\n{_CONFIRMED}"}
    project = Project(write_project(tmp_path, files))
    write_evidence(tmp_path / project.settings.evidence, _CONFIRMATION)
    assert [each.message for each in project.evidence.diagnostics] == told


VERSION_TO_COME = (
    "evidence/b.csv:2:55 fel: bekräftelser B1: DOK-1-01 har version 2 först 2026-04-01. "
    "Skriv den version som regeln hade när bekräftelsen lämnades.")


@pytest.mark.parametrize(("version", "from_day", "stated", "told"), [
    ("2", "2026-04-01", "DOK-1-01=2; gräns=3", [VERSION_TO_COME]),
    ("2", "2026-03-01", "DOK-1-01=2; gräns=3", []), ("1", "2026-04-01", "DOK-1-01=1; gräns=3", []),
    ("2", "2026-03-01", "DOK-1-01=1; gräns=9; gammal=x", []),
    ("2", "2026-03-01", "DOK-1-01=2; gräns=3; gammal=x", [
        ("evidence/b.csv:2:55 fel: bekräftelser B1: förutsättningar nämner 'gammal', som inte är regel, parameter eller kolumn i kanaler. "
         "Rätta namnet, eller ta bort det.")]),
])
def test_what_is_said_of_an_earlier_version_is_left(version: str, from_day: str, stated: str, told: list[str], tmp_path: Path) -> None:
    """It never holds again, and what the parameters were called then nobody knows; a version has its first day."""
    rules = SMALL["policies/dok/index.md"].replace(
        ":grund:", f":parametrar: gräns = 3 [1..12 st]\n:version: {version}\n:gäller-från: {from_day}\n:grund:")
    files = {"policies/dok/index.md": rules, "checklists/mer.md": f"# Mer\n\n{_CONFIRMED}"}
    project = Project(write_project(tmp_path, files))
    assert not [each for each in project.content_diagnostics if each.is_error]
    given = {**_CONFIRMATION, "files": {
        **_CONFIRMATION["files"], "b.csv": _CONFIRMATION["files"]["b.csv"].replace("DOK-1-01=1; gräns=3", stated)}}  # type: ignore[dict-item, index]  # files
    write_evidence(tmp_path / project.settings.evidence, given)
    assert [f"{each.location} {each.severity}: {each.message} {each.remedy}" for each in project.evidence.diagnostics] == told
