"""A folder with evidence that is not there, or not under just that name; the cases lie in presence.yaml.

`text` is pyproject.toml, without it there is none, and `folders` are what the project has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from regelratt.app.check import check
from regelratt.app.project import Project

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "presence.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    """The evidence is said to be missing at the setting's place, and a run is stored only when it may be missing."""
    (tmp_path / "index.md").write_text("# Sida\n", encoding="utf-8")
    if "text" in case:
        (tmp_path / "pyproject.toml").write_text(case["text"], encoding="utf-8")
    for name in case.get("folders", ()):
        (tmp_path / name).mkdir(parents=True)
    checked = check(Project(tmp_path))
    told = [each for each in checked.diagnostics if each.code == "bad-setting"]
    assert [
        {"at": str(each.location), "severity": str(each.severity), "message": each.message, "remedy": each.remedy}
        for each in told] == case["expect"]
    assert (checked.run is None) == any(each["severity"] == "fel" for each in case["expect"])


def test_another_folder_is_asked_for_instead(tmp_path: Path) -> None:
    """With a folder given to the command, that of the settings may be anywhere."""
    (tmp_path / "index.md").write_text("# Sida\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.regelratt]\nevidence = \"evidens\"\n", encoding="utf-8")
    (tmp_path / "annat").mkdir()
    assert check(Project(tmp_path, tmp_path / "annat")).run is not None
