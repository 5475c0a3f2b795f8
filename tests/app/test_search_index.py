"""The search index is made from its records and from nothing that lies where the build is run."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from regelratt.app.check import assess
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.app.publishing.search_index import FOLDER, write_search_index
from regelratt.domain.publication import Edition
from tests.project import write_project

_SETTINGS = ("pagefind.toml", "pagefind.yml", "pagefind.yaml", "pagefind.json")


def test_settings_where_it_is_run_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a file, or a variable, could have Pagefind write any file, leave out text or serve the site without end."""
    project = Project(write_project(tmp_path / "projekt", {}))
    run = assess(project).run
    assert run is not None
    site, here, written = tmp_path / "byggt", tmp_path / "här", tmp_path / "skriven.txt"
    for folder in (site, here):
        folder.mkdir()
    (site / "index.html").write_text("<p>Start</p>", encoding="utf-8")
    monkeypatch.setenv("PAGEFIND_LOGFILE", str(written))
    for name in _SETTINGS:
        text = f'{{"logfile": "{written}"}}' if name.endswith("json") else f"logfile{' =' if 'toml' in name else ':'} '{written}'\n"
        (here / name).write_text(text, encoding="utf-8")
        with chdir(here):
            write_search_index(site, tmp_path, project, publications_of(project, run)[Edition.PUBLIC])
        (here / name).unlink()
        assert (tmp_path / FOLDER / "pagefind.js").exists()
        assert not written.exists(), name
