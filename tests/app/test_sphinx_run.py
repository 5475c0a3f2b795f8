"""The processes that Sphinx runs in: they end with the one who started them."""

from __future__ import annotations

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app.project import Project
from regelratt.app.publishing.sphinx_run import Worker, sphinx_at_hand
from regelratt.app.refusal import RefusedError
from tests.project import ROOT, write_project

_CONF = """
import os, pathlib, time
for _ in range(600):
    with pathlib.Path(__file__).with_name(f"{os.getpid()}.txt").open("a") as stream:
        stream.write("x")
    time.sleep(0.05)
"""

_PARENT = """
import pathlib, pickle, sys
from regelratt.app.publishing.sphinx_run import Worker
root = sys.argv[1]
workers = [Worker(pathlib.Path(root)), Worker(pathlib.Path(root))]
for number, each in enumerate(workers):
    for order in (root, None, ["-b", "html", root, f"{root}/ut{number}"]):
        each.give(pickle.dumps(order))
for each in workers:
    each.heard()
"""


def _wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_sphinx_writes_nothing_when_its_parent_is_gone(tmp_path: Path) -> None:
    """Both processes are at work when the parent is killed; soon neither writes any more."""
    (tmp_path / "conf.py").write_text(_CONF, encoding="utf-8")

    def written() -> list[int]:
        return [path.stat().st_size for path in sorted(tmp_path.glob("*.txt"))]

    with subprocess.Popen(
        [sys.executable, "-P", "-c", _PARENT, str(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as parent:
        try:
            assert _wait_until(lambda: len(written()) == 2, 60)
        finally:
            parent.kill()
    time.sleep(2)
    before = written()
    time.sleep(0.5)
    assert written() == before


def test_worker_says_of_each_thing_how_it_went(tmp_path: Path) -> None:
    """One process does several things in turn; after one that failed it does the next, and one that is gone did nothing well."""
    (tmp_path / "conf.py").write_text("", encoding="utf-8")
    (tmp_path / "index.rst").write_text("Sida\n====\n", encoding="utf-8")
    worker = Worker(tmp_path)
    try:
        worker.give(pickle.dumps(str(tmp_path)) + pickle.dumps(None))
        for builder in ("dummy", "finns-inte", "dummy"):
            worker.give(pickle.dumps(["-b", builder, "-q", str(tmp_path), str(tmp_path / "ut")]))
        answers = [worker.heard() for _ in range(3)]
        assert [is_done for _, is_done in answers] == [True, False, True]
        assert ["finns-inte" in log for log, _ in answers] == [False, True, False]
        worker.give(b"\xff")
        assert worker.heard() == ("", False)
    finally:
        worker.end()


def test_process_that_cannot_load_is_told_with_what_it_said(tmp_path: Path) -> None:
    """Its modules may be damaged, or the machine out of memory: the build says so, and starts no other."""
    project = Project(write_project(tmp_path / "projekt", {}))
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho modulen är trasig\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    with (mock.patch.object(sys, "executable", str(broken)), sphinx_at_hand() as sphinx,
          pytest.raises(RefusedError) as refused):
        list(sphinx.build(project.root, project.contents, {}))
    assert "modulen är trasig" in str(refused.value.diagnostics)


_PAGES = {
    "conf.py": (ROOT / "conf.py").read_text(encoding="utf-8"), "docs/index.md": "# Om\n",
    "index.md": "# Start\n\n```{toctree}\n\ndocs/index\npolicies/roller\npolicies/dok/index\nchecklists/lista\n```\n",
}


def _has_read(folder: Path) -> bool:
    """True when Sphinx has kept what it read; what it keeps for a moment only may be gone while one looks."""
    try:
        return any(folder.rglob("environment.pickle"))
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("in_place", [True, False])
def test_what_was_read_in_vain_is_left_only_where_builds_are(tmp_path: Path, in_place: bool) -> None:
    """Content whose SQL or evidence proves wrong leaves nothing in a project where nothing has been built, nor beside it."""
    project, elsewhere = Project(write_project(tmp_path / "projekt", _PAGES)), tmp_path / "annanstans"
    elsewhere.mkdir()
    with mock.patch.object(tempfile, "tempdir", str(elsewhere)), sphinx_at_hand() as sphinx:
        sphinx.read(project.root, project.contents, in_place=in_place)
        assert _wait_until(lambda: _has_read(tmp_path), 60)
    assert (project.root / "_build").exists() is in_place
    assert list(elsewhere.iterdir()) == []
