"""What keeps pages from being read is told alone: that nothing leads to them would follow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from regelratt.app.project import Project
from regelratt.engine import child
from tests.project import write_project

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
