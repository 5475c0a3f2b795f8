"""What is published is whole, open to the public where it is public, and the same every time."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import duckdb
import pytest
from selectolax.lexbor import LexborHTMLParser

from regelratt.app.disclosure.libraries import library_digests
from regelratt.app.disclosure.public_guard import PublicGuard
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.domain.publication import Edition, public
from regelratt.domain.run import ItemCell, RuleCell, Run
from regelratt.domain.status import Status
from regelratt.domain.tellable import tellable
from regelratt.domain.words import Disclosure
from regelratt.engine.measured import measured
from regelratt.exports.run_files import run_from_json
from tests.cli.test_hostile_items import item, with_evidence
from tests.project import ROOT, SMALL, copy_project, regelratt, sphinx, write_project
from tests.site.test_incremental import digests

Cell = TypeVar("Cell", ItemCell, RuleCell)


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
    """The guard is silent on the real site, and no message of a finding stands on its public pages."""
    project, run, folder = Project(built), _run(built), built / "_build/html"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    guard = PublicGuard(
        project.contents, project.evidence.evidence, run, publications_of(project, run)[Edition.PUBLIC])
    assert guard.check({name: path for name, path in files.items() if not name.startswith("_pagefind/")}) == []
    internal = (built / "_build/internal/docs/efterlevnad/avvikelser.html").read_text(encoding="utf-8")
    public = (built / "_build/html/docs/efterlevnad/avvikelser.html").read_text(encoding="utf-8")
    shown = [finding.message for finding in run.findings if finding.message in internal]
    assert shown
    assert not [message for message in shown if message in public]


def test_exemption_that_has_not_begun_is_told_from_one_in_force(built: Path) -> None:
    """On the internal list, by its first day."""
    page = LexborHTMLParser((built / "_build/internal/docs/efterlevnad/avvikelser.html").read_text(encoding="utf-8"))
    rows = {cells[0]: cells for row in page.css("tr") if (cells := [each.text(strip=True) for each in row.css("th, td")])}
    assert (rows["undantag-08"][3:]) == ["2026-11-01", "2027-10-31", "har inte börjat gälla"]
    assert (rows["undantag-03"][3:]) == ["2025-01-01", "2026-03-31", "har gått ut eller gäller en äldre version"]
    assert rows["undantag-01"][5].startswith("gäller")


def test_programs_of_the_search_are_known_and_nothing_else_of_it(built: Path) -> None:
    """Of what Pagefind writes, its programs are the same for all sites, so they are not searched; its index is."""
    folder = built / "_build/html/_pagefind"
    known = {path.name for path in folder.iterdir() if path.is_file()
             and hashlib.sha256(path.read_bytes()).digest() in library_digests()}
    assert known == {"pagefind.js", "pagefind-worker.js", "wasm.sv.pagefind", "wasm.unknown.pagefind"}


def test_no_hash_over_what_is_closed_is_public(built: Path) -> None:
    """The inner edition names the run and its evidence; no file of the public one does, nor the run's own public file."""
    run = _run(built)
    hashes = [run.id, run.id[-12:], run.evidence_digest[:12], run.inputs[:12]]
    public, page = built / "_build/html", "docs/revisorer/index.html"
    files = [*(path for path in public.rglob("*") if path.is_file()), built / "_build/run/public.json"]
    texts = {path: path.name.encode() + _unpacked(path) for path in files}
    assert [path for path, text in texts.items() if any(each.encode() in text for each in hashes)] == []
    assert "Underlagets summa" not in (public / page).read_text(encoding="utf-8")
    assert "Version av Regelrätt" in (public / page).read_text(encoding="utf-8")
    inner = (built / "_build/internal" / page).read_text(encoding="utf-8")
    assert f"<dd>{run.id}</dd>" in inner
    assert f"<dd>{run.evidence_digest[:16]}</dd>" in inner


def _unpacked(path: Path) -> bytes:
    """What the file holds; the records of the search index are compressed."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix.startswith(".pf_") else data


def _run(built: Path) -> Run:
    return run_from_json((built / "_build/run/run.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with an internal item that finds one channel at fault, its site built; what is proved with it is about how a site comes out."""
    root = tmp_path_factory.mktemp("liten") / "projekt"
    sql = ("SELECT kanal_id AS objekt, kontonamn || ' saknar tvåfaktor sedan länge' AS meddelande, kanal_id AS underlag,\n"
           "tvåfaktor IS NULL AS okänt FROM kanaler WHERE tvåfaktor = 'nej' OR tvåfaktor IS NULL")
    fault = item("FEL", "fynd", sql, "kanal_id,kontonamn,tvåfaktor", "F1,konto,ja", "F1,konto,nej", "F1,konto,")
    write_project(root, {
        "conf.py": (ROOT / "conf.py").read_text(encoding="utf-8"),
        "index.md": "# Start\n\n:::{toctree}\n\npolicies/roller\npolicies/dok/index\nchecklists/lista\ndocs/om\n:::\n",
        "docs/om.md": "# Om\n\nText.\n", "checklists/lista.md": (SMALL["checklists/lista.md"] + fault).replace("F1", "P1"),
    })
    with_evidence(root, 8, faulty=3)
    done = regelratt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def small_copy(small: Path, tmp_path: Path) -> Path:
    """A copy of the small project for one test to change."""
    return Path(shutil.copytree(small, tmp_path / "egen/projekt"))


def test_planted_secret_fails_the_build(small_copy: Path) -> None:
    """A finding of an internal item on a page ends the build with 3, and the published site stays as it was."""
    before = _published(small_copy)
    page = small_copy / "docs/om.md"
    text = page.read_text(encoding="utf-8")
    secret = next(each.message for each in _run(small_copy).findings if len(each.message) > 20)
    page.write_text(f"{text}\n{secret}\n", encoding="utf-8")
    done = regelratt(small_copy, "build")
    assert done.returncode == 3, done.stdout + done.stderr
    assert f"docs/om.md:{text.count(chr(10)) + 2}:1: fel: Text ur underlaget syns" in done.stderr
    assert "[regelratt.disclosed-result]" in done.stderr
    assert _published(small_copy) == before


def test_titles_in_the_menus_are_text(small_copy: Path) -> None:
    """A title or an address that looks like markup is shown letter by letter on every page of both editions."""
    titles = {
        'Skriv <script src="/x.js"></script> rätt': "docs/om", "Nytt <!-- om kanaler": "policies/roller",
        "<a href=x>Logga in</a>": "https://a.example", "Klicka & se": 'https://a.example/"class="x"hidden="y',
    }
    entries = "\n".join(f"{title} <{target}>" for title, target in titles.items())
    (small_copy / "index.md").write_text(
        f"# Start\n\n:::{{toctree}}\n\n{entries}\npolicies/dok/index\nchecklists/lista\n:::\n", encoding="utf-8")
    page = small_copy / "checklists/lista.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace(before.splitlines()[0], "# Fältet `<namn>` i listan"), encoding="utf-8")
    done = regelratt(small_copy, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    wanted = {*titles, "Fältet <namn> i listan"}
    for edition in ("html", "internal"):
        for each in (small_copy / "_build" / edition).rglob("*.html"):
            found = LexborHTMLParser(each.read_bytes())
            for menu in (".rr-huvudmeny", ".rr-sidfot-delar"):
                links = found.css(f"{menu} a")
                assert wanted <= {" ".join(link.text().split()) for link in links}, each
                assert 'https://a.example/"class="x"hidden="y' in {link.attributes["href"] for link in links}
            assert {link.attributes.get("hidden", "no") for link in found.css("a")} == {"no"}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL finns inte på Windows")
def test_killed_build_leaves_a_whole_site(small_copy: Path) -> None:
    """Killed at its beginning, in Sphinx, in the search index and late, the published folders and the run are whole, old or new; the next build mends all."""
    root = small_copy
    old = {edition: _published(root, edition) for edition in ("html", "internal", "run")}
    page = root / "docs/om.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEn mening till.\n", encoding="utf-8")
    begun = {
        "at its beginning": lambda: (root / "_build/.work").exists(),
        "in Sphinx": lambda: any((root / "_build/.work").glob("*/doctrees/*")),
        "in the search index": lambda: any((root / "_build/.work").glob("*/html/docs/om.html")),
        "late": lambda: any((root / "_build").glob(".html.ny.*")) or started.poll() is not None,
    }
    left = []
    for has_begun in begun.values():
        shutil.rmtree(root / "_build/.work", ignore_errors=True)
        started = subprocess.Popen([sys.executable, "-m", "regelratt", "build"], cwd=root, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 120
        while not has_begun() and time.monotonic() < deadline:
            time.sleep(0.005)
        assert has_begun()
        if started.poll() is None:
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


def test_lapsed_result_is_outdated_everywhere(built: Path) -> None:
    """What was met and has lapsed is *inaktuellt* in the run, in Parquet and in every row of a page; what was seen stands beside."""
    run = _run(built)
    lapsed = {(cell.item, cell.subject): cell for cell in run.item_cells
              if not cell.valid and cell.status is not Status.NOT_MET}
    assert len(lapsed) > 100
    assert {cell.status for cell in lapsed.values()} == {Status.OUTDATED}
    assert {cell.observed for cell in lapsed.values()} == {Status.MET, Status.NOT_APPLICABLE}
    stored = duckdb.connect().execute(
        "SELECT DISTINCT status, rank, observed FROM read_parquet(?) WHERE NOT valid AND status <> 'not_met' ORDER BY observed",
        [str(built / "_build/run/cells.parquet")]).fetchall()
    assert stored == [("outdated", 4, "met"), ("outdated", 4, "not_applicable")]
    names = dict(run.subject_names)
    rows = 0
    for path in (built / "_build/html").rglob("*.html"):
        for row in LexborHTMLParser(path.read_bytes()).css("tr[data-kontrollpunkt]"):
            name, status = (cell.text().strip() for cell in row.css("th, td")[:2])
            for (checked, subject), cell in lapsed.items():
                if checked == row.attributes["data-kontrollpunkt"] and names[subject] == name:
                    rows += 1
                    assert status == cell.status.word, (path.name, checked, name)
    assert rows > 50


def test_store_is_append_only(own_copy: Path) -> None:
    """A run kept under its id is never written again; a run on another day is added after it, and names it."""
    store = own_copy / "_build/runs"
    before = digests(store)
    del before["ordning.txt"]
    last = (store / "ordning.txt").read_text(encoding="utf-8").split()[-1]
    assert regelratt(own_copy, "check", "--as-of", "2026-06-30").returncode == 0
    assert regelratt(own_copy, "check").returncode == 0
    after = digests(store)
    assert before.items() <= after.items()
    [added] = set(after) - set(before) - {"ordning.txt"}
    assert added.startswith("2026-06-30-")
    assert added.endswith("/run.json")
    blank = (store / last / "run.json").read_bytes().replace(last.encode(), b"", 1)
    assert json.loads((store / added).read_bytes())["previous"] == hashlib.sha256(blank).hexdigest()
    assert f"{_run(own_copy).id}/run.json" in before


def test_public_edition_is_built_from_what_is_public_alone(own_copy: Path, tmp_path: Path) -> None:
    """Without evidence, run, store and the internal edition's file, Sphinx writes the same public pages, byte for byte."""
    published = _published(own_copy)
    for name in ("evidence", "_build/runs", "_build/html", "_build/internal", "_build/.work"):
        shutil.rmtree(own_copy / name)
    for path in (own_copy / "_build/run").iterdir():
        if path.name != "public.json":
            path.unlink()
    built = sphinx(own_copy, tmp_path / "arbete", "-D", "regelratt_edition=publik")
    assert built.returncode == 0, built.stderr
    pages = {name: digest for name, digest in published.items() if name.endswith((".html", "needs.json"))}
    assert len(pages) > 120
    assert pages.items() <= digests(tmp_path / "arbete/html").items()


def test_other_closed_results_with_the_same_totals_change_nothing_public(built: Path) -> None:
    """When two channels change places in all that is closed, the publication is the same, and no hash tells them apart.

    Rules that open items alone decide come out as those do.
    """
    project, run = Project(built), _run(built)
    open_items = {item.id for item in project.catalog.items if item.disclosure is Disclosure.OPEN}
    closed = {rule for item in project.catalog.items if item.id not in open_items for rule in item.verifies}
    first, second = "fb-bibliotek", "ig-kommun"
    other = replace(
        run,
        item_cells=tuple(each if each.item in open_items else _swapped(each, first, second) for each in run.item_cells),
        rule_cells=tuple(_swapped(each, first, second) if each.rule in closed else each for each in run.rule_cells),
        findings=(), unused_exemptions=("x",), expired_exemptions=("y",), id="en annan", evidence_digest="e", inputs="i",
    )
    assert other.rule_cells != run.rule_cells
    told = tellable(project.catalog, measured(project.catalog, project.trial.readings))
    assert public(other, project.catalog, 5, told, ()) == public(run, project.catalog, 5, told, ())


def _swapped(cell: Cell, first: str, second: str) -> Cell:
    return replace(cell, subject={first: second, second: first}.get(cell.subject, cell.subject))
