"""One build of the real site for all tests that read or open its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import copy_project, regelratt


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a copy of the real project, with both editions built by the command line."""
    root = copy_project(tmp_path_factory.mktemp("webbplats") / "projekt")
    done = regelratt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root
