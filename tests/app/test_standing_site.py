"""A site that stands is left only when a build would make the very same, and every file is the one that was put there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from regelratt.app import program
from regelratt.app.build import EDITIONS
from regelratt.app.check import assess
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.app.publishing import standing_site
from regelratt.app.publishing.standing_site import StandingSite, made_of
from regelratt.domain.publication import Edition, Publication
from tests.app.test_build_faults import NEW, OLD, build_small, published
from tests.app.test_workshop import put_in_place
from tests.project import write_project

can_link = pytest.mark.skipif(sys.platform == "win32", reason="länkar kräver särskild behörighet på Windows")


def _standing(root: Path) -> StandingSite:
    """Two folders with files in them, made of `a`."""
    for name in ("html/docs/sida.html", "html/index.html", "internal/index.html"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("sidan", encoding="utf-8")
    site = StandingSite(root / "byggd", (root / "html", root / "internal"))
    site.keep("a")
    return site


def test_what_stands_is_known_again(tmp_path: Path) -> None:
    """Again and again, for the same sources and for no others."""
    site = _standing(tmp_path)
    assert [site.is_made_of("a"), site.is_made_of("a"), site.is_made_of("b")] == [True, True, False]


def _written_over(path: Path) -> None:
    """Other bytes, as many, with the old time of writing put back."""
    known = path.stat()
    path.write_bytes(b"annat")
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


@pytest.mark.parametrize("change", [
    put_in_place, _written_over, Path.unlink, lambda path: (path.parent / "till.html").touch(),
    lambda path: path.rename(path.with_name("annan.html")),
    pytest.param(lambda path: (path.parent / "länk").symlink_to("/"), marks=can_link),
], ids=["samma byte", "lika många byte", "borta", "en till", "annat namn", "en länk"])
@pytest.mark.parametrize("name", ["html/docs/sida.html", "html/index.html", "internal/index.html"])
def test_what_was_touched_is_built_anew(tmp_path: Path, name: str, change: Callable[[Path], object]) -> None:
    """In either edition, whatever was done to it."""
    site = _standing(tmp_path)
    change(tmp_path / name)
    assert not site.is_made_of("a")


def test_copy_is_built_anew(tmp_path: Path) -> None:
    """A note and a site that came together from elsewhere have not been inspected here."""
    _standing(tmp_path / "ett")
    copy = Path(shutil.copytree(tmp_path / "ett", tmp_path / "två", copy_function=shutil.copy2))
    assert not StandingSite(copy / "byggd", (copy / "html", copy / "internal")).is_made_of("a")


@can_link
@pytest.mark.parametrize("name", ["byggd", "html"])
def test_link_in_the_place_of_note_or_folder_is_no_site(tmp_path: Path, name: str) -> None:
    """Neither leads anywhere."""
    site = _standing(tmp_path)
    (tmp_path / name).rename(tmp_path / "annan")
    (tmp_path / name).symlink_to(tmp_path / "annan")
    assert not site.is_made_of("a")


_PAGES = {"docs/sida.md": "# Sida\n\n[Hämta](_static/fil.txt)\n", "docs/_static/fil.txt": "Text.\n", "conf.py": "# inget\n", "evidence/underlag.toml": ""}


def _project(root: Path) -> Project:
    return Project(write_project(root, _PAGES))


def _other_setting(root: Path) -> None:
    path = root / "pyproject.toml"
    path.write_text(path.read_text("utf-8").replace("[tool.regelratt]", '[tool.regelratt]\npublic-addresses = ["kommunen@example.se"]'),
                    encoding="utf-8")


@pytest.mark.parametrize("change", [
    lambda _: None,
    lambda root: (root / "docs/sida.md").write_text("# Annan sida\n", encoding="utf-8"),
    lambda root: (root / "docs/sida.md").rename(root / "docs/annan.md"),
    lambda root: (root / "docs/_static/fil.txt").write_text("Annan text.\n", encoding="utf-8"),
    lambda root: (root / "conf.py").write_text("# annat\n", encoding="utf-8"),
    lambda root: (root / "conf.py").unlink(),
    _other_setting,
    lambda root: (root / "evidence/underlag.toml").write_text("# annat\n", encoding="utf-8"),
], ids=["inget", "sida", "sidans namn", "fil att hämta", "conf.py", "ingen conf.py", "inställning", "underlag"])
def test_site_is_made_of_all_it_shows(tmp_path: Path, change: Callable[[Path], object], request: pytest.FixtureRequest) -> None:
    """Pages, downloads, settings and evidence each make another site, and nothing changed makes the same."""
    before = made_of(_project(tmp_path), {})
    change(tmp_path)
    assert (made_of(Project(tmp_path), {}) == before) == ("[inget]" in request.node.name)


def test_site_is_made_of_its_results_and_its_program(tmp_path: Path) -> None:
    """Another result in either edition and another state of the program make another site."""
    project = _project(tmp_path)
    run = assess(project).run
    assert run is not None
    shown = publications_of(project, run)
    sources = made_of(project, shown)
    others: list[Mapping[Edition, Publication]] = [
        {**shown, each: replace(shown[each], as_of=date(2020, 1, 1))} for each in Edition]
    found = {made_of(project, each) for each in (shown, *others)}
    with mock.patch.object(standing_site, "builder_digest", return_value="en annan"):
        found.add(made_of(project, shown))
    assert len(found) == 4
    assert sources in found


def test_program_is_all_that_pages_are_made_and_inspected_with() -> None:
    """The versions of all programs whose words stand on the pages or decide what may stand there."""
    known = set(program._BUILDERS)  # noqa: SLF001  # what is hashed, beside the package itself
    assert {"sphinx", "sphinx-needs", "myst-parser", "pydata-sphinx-theme", "pagefind", "phonenumbers", "selectolax"} <= known


def test_site_that_stands_is_left(tmp_path: Path) -> None:
    """Nothing is written or searched for the same again; for something else, or when a page was touched, all of it is."""
    times: list[Any] = []
    for text in (OLD, OLD, NEW, NEW):
        build_small(tmp_path, text)
        times.append([(tmp_path / folder / "index.html").stat().st_ino for folder in EDITIONS.values()])
    assert times[0] == times[1] != times[2] == times[3]
    whole = published(tmp_path)
    (tmp_path / EDITIONS[Edition.PUBLIC] / "index.html").write_text("ändrad", encoding="utf-8")
    build_small(tmp_path, NEW)
    assert published(tmp_path) == whole
