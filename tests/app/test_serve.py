"""What a preview looks at to see that something was saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regelratt.app.serve import watched
from tests.project import write_project


def test_files_may_go_while_they_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor takes its own files away at any time: one that is gone when its stamp is asked for is passed over."""
    root = write_project(tmp_path / "projekt", {})
    before = watched(root)
    assert root / "pyproject.toml" in before
    gone = next(path for path in before if path.suffix == ".md")
    walk = os.walk

    def taken_away(place: Path) -> object:
        found = list(walk(place))
        gone.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "walk", taken_away)
    assert watched(root).keys() == before.keys() - {gone}
