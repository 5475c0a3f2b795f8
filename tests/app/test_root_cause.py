"""What keeps pages from being read is told alone: that nothing leads to them would follow."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from regelratt.app.project import Project
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
