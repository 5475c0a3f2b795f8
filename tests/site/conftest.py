"""One build of the real site for all tests that read or open its pages."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.project import copy_project, regelratt


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a copy of the real project, with both editions built by the command line.

    All processes of a run share it, so it is only read; a test that changes something takes `own_copy`.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    root, done_mark = shared / "webbplats/projekt", shared / "webbplats/byggd"
    with FileLock(shared / "webbplats.lås"):
        if not done_mark.exists():
            shutil.rmtree(root, ignore_errors=True)
            copy_project(root)
            done = regelratt(root, "build")
            assert done.returncode == 0, done.stdout + done.stderr
            done_mark.touch()
    return root


@pytest.fixture
def own_copy(built: Path, tmp_path: Path) -> Path:
    """A copy of the built project for one test to change."""
    return Path(shutil.copytree(built, tmp_path / "egen/projekt"))
