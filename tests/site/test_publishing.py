"""What is published is whole, open to the public where it is public, and the same every time."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from regelratt.app.disclosure import find_disclosures
from regelratt.app.project import Project
from regelratt.domain.run import Run
from regelratt.exports.run_files import run_from_json
from tests.project import copy_project, regelratt
from tests.site.test_incremental import digests


def _published(root: Path, edition: str = "html") -> dict[str, str]:
    return {
        name: digest for name, digest in digests(root / "_build" / edition).items() if not name.startswith("_pagefind/")
    }


def test_same_inputs_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """A second copy, built elsewhere, equals the first in both editions and in the run; Pagefind's files excepted."""
    other = copy_project(tmp_path / "annan plats")
    assert regelratt(other, "build").returncode == 0
    for edition in ("html", "internal", "run"):
        assert _published(other, edition) == _published(built, edition), edition


def test_public_edition_has_no_result_per_object_that_is_not_open(built: Path) -> None:
    """The guard is silent on the real pages, and names of channels occur only where an open item shows them."""
    project = Project(built)
    run = run_from_json((built / "_build/run/run.json").read_text(encoding="utf-8"))
    assert find_disclosures(built / "_build/html", project, run) == []
    internal = (built / "_build/internal/docs/efterlevnad/avvikelser.html").read_text(encoding="utf-8")
    public = (built / "_build/html/docs/efterlevnad/avvikelser.html").read_text(encoding="utf-8")
    shown = [finding.message for finding in run.findings if finding.message in internal]
    assert shown
    assert not [message for message in shown if message in public]


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        pytest.param("finding", "underlaget", id="a finding of an internal item"),
        pytest.param("channel", "underlaget", id="a result of a channel"),
        pytest.param("Ring 08-578 291 00 vid frågor.", "telefonnummer", id="a phone number"),
        pytest.param("Skriv till kanslist@kommun.example.org.", "e-postadress", id="an e-mail address"),
        pytest.param("Ärendet gäller 811228-9874.", "personnummer", id="a personal number"),
    ],
)
def test_planted_secret_is_found_where_it_stands(built: Path, tmp_path: Path, planted: str, word: str) -> None:
    """Text that the public may not see is found in a page, with the page's name and line."""
    project, run = Project(built), _run(built)
    texts = {
        "finding": next(each.message for each in run.findings if len(each.message) > 20),
        "channel": f"<p>{next(name for ident, name in run.subject_names if ident == run.rule_cells[0].subject)}: ej uppfyllt</p>",
    }
    (tmp_path / "sida.html").write_text(f"<html>\n<p>{texts.get(planted, planted)}</p>\n</html>\n", encoding="utf-8")
    found = find_disclosures(tmp_path, project, run)
    assert found
    for each in found:
        assert (each.location.path, each.location.line) == ("sida.html", 2)
        assert word in each.message


def _run(built: Path) -> Run:
    return run_from_json((built / "_build/run/run.json").read_text(encoding="utf-8"))


def test_planted_secret_fails_the_build(built: Path) -> None:
    """A finding of an internal item on a public page ends the build with 3, and the published site stays as it was."""
    before = _published(built)
    page = built / "docs/om/index.md"
    text = page.read_text(encoding="utf-8")
    secret = next(each.message for each in _run(built).findings if len(each.message) > 20)
    page.write_text(f"{text}\n{secret}\n", encoding="utf-8")
    try:
        done = regelratt(built, "build")
    finally:
        page.write_text(text, encoding="utf-8")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "docs/om/index.html:" in done.stdout
    assert "regelratt.disclosed-result" in done.stdout
    assert _published(built) == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL finns inte på Windows")
def test_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    """Killed early and late, the published folders and the run are whole, old or new; the next build mends all."""
    root = copy_project(tmp_path / "projekt")
    assert regelratt(root, "build").returncode == 0
    old = {edition: _published(root, edition) for edition in ("html", "internal", "run")}
    page = root / "docs/om/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEn mening till.\n", encoding="utf-8")
    left = []
    for delay in (2.0, 9.0):
        started = subprocess.Popen([sys.executable, "-m", "regelratt", "build"], cwd=root, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(delay)
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        left.append({edition: _published(root, edition) for edition in old})
    done = regelratt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    new = {edition: _published(root, edition) for edition in old}
    assert new["html"] != old["html"]
    for each in left:
        for edition in old:
            assert each[edition] in (old[edition], new[edition]), edition


def test_run_files_agree(built: Path) -> None:
    """JSON and Parquet hold the same cells, each with status and rank, so that a roll-up on the rank is right."""
    folder = built / "_build/run"
    run = run_from_json((folder / "run.json").read_text(encoding="utf-8"))
    cells = duckdb.connect().execute("SELECT level, status, rank FROM read_parquet(?)", [str(folder / "cells.parquet")]).fetchall()
    assert len(cells) == len(run.item_cells) + len(run.rule_cells)
    expected = sorted([("kontrollpunkt", c.status.code, int(c.status)) for c in run.item_cells]
                      + [("regel", c.status.code, int(c.status)) for c in run.rule_cells])
    assert sorted(cells) == expected


def test_store_is_append_only(built: Path) -> None:
    """A run kept under its id is never written again; a run on another day is added after it, and names it."""
    store = built / "_build/runs"
    before = digests(store)
    del before["ordning.txt"]
    last = (store / "ordning.txt").read_text(encoding="utf-8").split()[-1]
    assert regelratt(built, "check", "--as-of", "2026-06-30").returncode == 0
    assert regelratt(built, "check").returncode == 0
    after = digests(store)
    assert before.items() <= after.items()
    [added] = set(after) - set(before) - {"ordning.txt"}
    assert added.startswith("2026-06-30-")
    assert added.endswith("/run.json")
    blank = (store / last / "run.json").read_bytes().replace(last.encode(), b"", 1)
    assert json.loads((store / added).read_bytes())["previous"] == hashlib.sha256(blank).hexdigest()
    assert f"{_run(built).id}/run.json" in before
