"""A clone on Windows, where Git changes line ends by default, is the same project."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from regelratt.app.project import Project
from tests.project import ROOT

_GIT = shutil.which("git") or ""
_IS_CLONE = (ROOT / ".git").exists()


@pytest.mark.skipif(not _GIT or not _IS_CLONE, reason="Koden ligger inte i ett Gitarkiv, så det finns inget att klona.")
def test_clone_that_changes_line_ends_gives_the_same_evidence(tmp_path: Path) -> None:
    """With core.autocrlf as on Windows, every text keeps its line ends and every checksum of evidence is right."""
    clone = tmp_path / "klon"
    subprocess.run([_GIT, "clone", "--quiet", "-c", "core.autocrlf=true", str(ROOT), str(clone)], check=True)
    listed = subprocess.run([_GIT, "ls-files", "--eol"], cwd=clone, check=True, capture_output=True, text=True).stdout
    assert "w/lf" in listed
    assert [line for line in listed.splitlines() if "w/crlf" in line or "w/mixed" in line] == []
    assert [each for each in Project(clone).evidence.diagnostics if each.is_error] == []
