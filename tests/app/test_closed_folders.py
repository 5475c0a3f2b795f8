"""Folders that the one who runs the command may not read or enter: told once, and nothing that follows from it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from regelratt.app.project import Project
from regelratt.diagnostics import Diagnostic
from tests.project import copy_project, write_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rättigheter av POSIX slag")

NOBODY = 65534
REMEDY = "Ge den som kör kommandot rätt att läsa mappen och gå in i den."


@contextmanager
def _closed(folder: Path, mode: int) -> Iterator[None]:
    """The folder with other permissions, for one who is not root and may not read everything."""
    mine = os.geteuid()
    if mine == 0:
        os.chown(folder, NOBODY, -1)
    folder.chmod(mode)
    try:
        if mine == 0:
            os.seteuid(NOBODY)
        yield
    finally:
        os.seteuid(mine)
        folder.chmod(0o755)


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A folder that others than its owner can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _told(found: list[Diagnostic]) -> list[tuple[str, str, str]]:
    return [(each.location.path, each.message, each.remedy) for each in found]


@pytest.mark.parametrize("mode", [0o400, 0o000])
@pytest.mark.parametrize("name", ["policies", "policies/dok"])
def test_a_closed_folder_is_told_once(name: str, mode: int, open_path: Path) -> None:
    """Its names may be listed or not: the folder is told of, and no page in it as a link to remove."""
    root = write_project(open_path / "projekt", {"policies/dok/annan.md": "# Annan\n", "policies/dok/.#index.md": ""})
    Project(write_project(open_path / "annat", {})).content_diagnostics  # noqa: B018  # modules are read while they may be
    with _closed(root / name, mode):
        found = Project(root).content_diagnostics
    assert _told(found) == [
        (name, f"Mappen {Path(name).name} går inte att läsa: behörighet saknas.", REMEDY)]


def test_a_place_in_a_closed_folder_is_told_as_the_folder(open_path: Path) -> None:
    """A place of the settings that cannot be reached is no link."""
    settings = '[tool.regelratt]\nas-of = "2026-09-30"\ncontent = ["index.md", "policies/dok", "policies/roller.md"]\n'
    root = write_project(open_path / "projekt", {"pyproject.toml": settings})
    Project(root).content_diagnostics  # noqa: B018  # as above
    with _closed(root / "policies", 0o400):
        found = Project(root).content_diagnostics
    assert _told(found) == [("policies", "Mappen policies går inte att läsa: behörighet saknas.", REMEDY)]


def test_a_link_to_what_is_closed_is_not_to_be_removed_unread(open_path: Path) -> None:
    """A link to a page in a closed folder: the permission is missing, and the page may well be wanted."""
    root = write_project(open_path / "projekt", {"policies/dok/annan.md": "# Annan\n"})
    (root / "policies/annan.md").symlink_to(root / "policies/dok/annan.md")
    Project(root).content_diagnostics  # noqa: B018  # as above
    with _closed(root / "policies/dok", 0o400):
        found = {each.location.path: each for each in Project(root).content_diagnostics}
    assert set(found) == {"policies/annan.md", "policies/dok"}
    assert "saknas behörighet" in found["policies/annan.md"].message


def test_evidence_is_not_blamed_for_rules_that_were_not_read(open_path: Path) -> None:
    """Rows refer to rules in a folder that is closed; that they lead nowhere is not said."""
    root = copy_project(open_path / "projekt")
    project = Project(root)
    assert [each for each in project.evidence.diagnostics if each.is_error] == []
    with _closed(root / "policies", 0o000):
        closed = Project(root)
        assert [each.location.path for each in closed.content_diagnostics] == ["policies"]
    assert set(closed.evidence.diagnostics) <= set(project.evidence.diagnostics)
