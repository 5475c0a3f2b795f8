"""What a preview looks at to see that something was saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regelratt.app.serve import inside_alone, watched
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


@pytest.mark.skipif(os.name == "nt", reason="länkar kräver särskild behörighet")
@pytest.mark.parametrize("linked", ["_build", "_build/html", "_build/html/mapp"])
def test_links_out_of_the_built_folder_lead_nowhere(tmp_path: Path, linked: str) -> None:
    """A link in the place of what is built, or in it, shows no file of somebody else's."""
    outside = tmp_path / "ute/html/mapp"
    outside.mkdir(parents=True)
    for folder in (outside, outside.parent, outside.parent.parent):
        (folder / "hemligt.html").touch()
    link = tmp_path / "p" / linked
    link.parent.mkdir(parents=True)
    link.symlink_to({"_build": tmp_path / "ute", "_build/html": outside.parent}.get(linked, outside))
    built = tmp_path / "p/_build/html"
    for name in ("hemligt.html", "mapp/hemligt.html"):
        assert not Path(inside_alone(built, str(built / name))).exists()


def test_files_of_the_built_folder_are_shown(tmp_path: Path) -> None:
    """Also when the project itself is reached by a link."""
    built = tmp_path / "p/_build/html"
    built.mkdir(parents=True)
    (built / "sida.html").touch()
    assert inside_alone(built, str(built / "sida.html")) == str(built / "sida.html")
