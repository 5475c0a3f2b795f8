"""What of a built folder belongs to the site: its pages, what they use, and nothing that is left from before."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from regelratt.app.build import site_builder
from regelratt.app.check import held_check
from regelratt.app.project import Project
from regelratt.app.publishing.site_files import PAGES_FILE, site_files
from regelratt.app.publishing.sphinx_run import sphinx_at_hand
from regelratt.app.refusal import RefusedError
from tests.loaders.small_pictures import PNG, png
from tests.project import regelratt, write_project

PICTURE = PNG
"""One grey dot, as PNG."""


def _built(folder: Path, files: dict[str, str], pages: list[str]) -> set[str]:
    for name, text in files.items():
        path = folder / "html" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / PAGES_FILE).write_text(json.dumps(pages), encoding="utf-8")
    return set(site_files(folder / "html", folder))


def test_only_what_a_page_uses_is_published(tmp_path: Path) -> None:
    """Pages of this build, what they name, what the styles name, and the index; not what nobody names."""
    assert _built(tmp_path, {
        "index.html": '<link rel="stylesheet" href="_static/a.css?v=1"><img src="_images/b%20c.png"><a href="d/e.html#f">e</a>',
        "d/e.html": '<script src="../_static/g.js"></script><a href="../_downloads/1/h.csv">h</a>',
        "gone.html": '<img src="_images/gone.png">', "_static/a.css": '@import "i.css"; x { src: url("../_fonts/j.woff2") }',
        "_static/i.css": "", "_static/g.js": "", "_static/g.js.LICENSE.txt": "", "_static/webpack-macros.html": "",
        "_static/unused.css": "", "_fonts/j.woff2": "", "_images/b c.png": "", "_images/gone.png": "",
        "_downloads/1/h.csv": "", "_downloads/2/gone.csv": "", "needs.json": "{}", "objects.inv": "",
        ".buildinfo": "", "environment.pickle": "",
    }, ["index.html", "d/e.html", "never.html"]) == {
        "index.html", "d/e.html", "_static/a.css", "_static/i.css", "_static/g.js", "_static/g.js.LICENSE.txt",
        "_fonts/j.woff2", "_images/b c.png", "_downloads/1/h.csv", "needs.json",
    }


def test_link_to_a_deleted_page_does_not_bring_it_back(tmp_path: Path) -> None:
    """The list of pages decides, not what lies in the folder."""
    files = {"index.html": '<a href="gone.html">x</a>', "gone.html": "x"}
    assert _built(tmp_path, files, ["index.html"]) == {"index.html"}


@pytest.mark.parametrize("attribute", ["alt", "title", "content", "class", "data-x", "aria-label", "id", "value"])
def test_mentioned_file_is_not_brought_back(tmp_path: Path, attribute: str) -> None:
    """A description that names a file which still lies in the folder neither loads it nor leads to it."""
    files = {"docs/index.html": f'<img {attribute}="../_images/gone.png">', "_images/gone.png": ""}
    assert _built(tmp_path, files, ["docs/index.html"]) == {"docs/index.html"}


@pytest.mark.parametrize("attribute", ["href", "src", "srcset", "poster", "data", "xlink:href", "data-pagefind", "data-sphinx"])
def test_loaded_file_is_published(tmp_path: Path, attribute: str) -> None:
    """Every attribute that loads or leads, and those that the search page's script reads."""
    files = {"docs/index.html": f'<img {attribute}="../_x/a.js ../_x/b.js">', "_x/a.js": "", "_x/b.js": ""}
    assert _built(tmp_path, files, ["docs/index.html"]) == set(files)


_INDEX = "# Om\n\n```{{toctree}}\n{}\n```\n"
_PAGE = "# Sida\n\n![Punkt](_static/punkt.png)\n\n[Tabell](_static/tabell.csv)\n\nOrdet vattenmelon.\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a page that shows a picture and a download, built once."""
    conf = (Path(__file__).parents[2] / "conf.py").read_text(encoding="utf-8")
    root = write_project(tmp_path_factory.mktemp("liten") / "projekt", {
        "conf.py": conf, "index.md": "# Start\n\n```{toctree}\n\ndocs/index\npolicies/roller\npolicies/dok/index\nchecklists/lista\n```\n",
        "docs/index.md": _INDEX.format("sida"), "docs/sida.md": _PAGE, "docs/_static/tabell.csv": "a,b\nvattenmelon,2\n",
        "evidence/underlag.toml": "",
    })
    (root / "docs/_static/punkt.png").write_bytes(PICTURE)
    done = regelratt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def _published(root: Path) -> dict[str, set[str]]:
    return {
        edition: {path.relative_to(root / "_build" / edition).as_posix() for path in (root / "_build" / edition).rglob("*") if path.is_file()}
        for edition in ("html", "internal")
    }


def test_everything_of_a_deleted_page_is_gone(project: Path) -> None:
    """Page, picture, download and words leave both editions, built on what was there and built from nothing."""
    before = _published(project)
    for files in before.values():
        assert {"docs/sida.html", "_images/punkt.png"} <= files
        assert any(name.endswith("/tabell.csv") for name in files)
    (project / "docs/sida.md").unlink()
    for path in (project / "docs/_static").iterdir():
        path.unlink()
    (project / "docs/index.md").write_text(_INDEX.format("annan"), encoding="utf-8")
    (project / "docs/annan.md").write_text("# Annan\n\nText.\n", encoding="utf-8")
    assert regelratt(project, "build").returncode == 0
    after = _published(project)
    for edition, files in after.items():
        assert not {name for name in files if "sida" in name or name.endswith(("punkt.png", "tabell.csv"))}, edition
        folder = project / "_build" / edition
        assert not [name for name in files if b"vattenmelon" in (folder / name).read_bytes()]
    shutil.rmtree(project / "_build/.work")
    assert regelratt(project, "build").returncode == 0
    for edition, files in _published(project).items():
        assert _named(files) == _named(after[edition]), edition


def _named(files: set[str]) -> set[str]:
    """The search index's files apart, whose names Pagefind draws."""
    return {name for name in files if not name.startswith("_pagefind/")}


@pytest.mark.parametrize("place", ["", "docs/"])
def test_modules_among_the_content_are_not_imported(project: Path, tmp_path: Path, place: str) -> None:
    """A file named as a module of Python, Sphinx or ours is never run: not by the command, Sphinx, Pagefind or DuckDB."""
    root = Path(shutil.copytree(project, tmp_path / "projekt"))
    ran = tmp_path / "kördes"
    for name in ("json", "sphinx", "pagefind", "duckdb", "typer", "regelratt", "docutils", "sitecustomize", "usercustomize"):
        (root / f"{place}{name}.py").write_text(f"import pathlib\npathlib.Path({str(ran)!r}).touch()\n", encoding="utf-8")
    done = regelratt(root, "check" if place else "build")
    assert done.returncode == (3 if place else 0), done.stdout + done.stderr
    assert not ran.exists()


def test_what_is_read_is_what_the_files_hold(project: Path, tmp_path: Path) -> None:
    """A page put back from a backup bears an older date, and one saved in the same instant the same: both are read again."""
    root = Path(shutil.copytree(project, tmp_path / "projekt"))
    page, policy = root / "docs/index.md", root / "policies/dok/index.md"
    (root / "docs/sida.md").write_text("# Sida\n\nGammal lydelse.\n", encoding="utf-8")
    page.write_text(_INDEX.format("sida"), encoding="utf-8")
    assert regelratt(root, "build").returncode == 0
    old = (root / "docs/sida.md").stat()
    (root / "docs/sida.md").write_text("# Sida\n\nNytt innehåll.\n", encoding="utf-8")
    os.utime(root / "docs/sida.md", ns=(old.st_atime_ns, old.st_mtime_ns))
    policy.write_text(policy.read_text(encoding="utf-8").replace("tvåfaktor", "trefaktor"), encoding="utf-8")
    os.utime(policy, (10**9, 10**9))
    again = regelratt(root, "build")
    assert again.returncode == 0, again.stdout
    for edition in ("html", "internal"):
        assert "Nytt innehåll" in (root / "_build" / edition / "docs/sida.html").read_text("utf-8")
        assert "trefaktor" in (root / "_build" / edition / "policies/dok/index.html").read_text("utf-8")
        assert not [path for path in (root / "_build" / edition).rglob("*.html") if "Gammal lydelse" in path.read_text("utf-8")]


def _with_all(project: Path, tmp_path: Path) -> Path:
    """A copy of the project with the page, picture and download that other tests may have taken away."""
    root = Path(shutil.copytree(project, tmp_path / "projekt"))
    (root / "docs/index.md").write_text(_INDEX.format("sida"), encoding="utf-8")
    (root / "docs/sida.md").write_text(_PAGE, encoding="utf-8")
    (root / "docs/_static/tabell.csv").write_text("a,b\nvattenmelon,2\n", encoding="utf-8")
    (root / "docs/_static/punkt.png").write_bytes(PICTURE)
    return root


def test_what_was_changed_or_withdrawn_is_gone_from_every_page(project: Path, tmp_path: Path) -> None:
    """No page but one was edited: a picture and a download have been replaced, and a heading and a link in the menu withdrawn.

    What lies in the workshop is neither gone on with: a page that is half-written, and one that somebody has made.
    """
    root = _with_all(project, tmp_path)
    start, page = root / "index.md", root / "docs/sida.md"
    texts = {each: each.read_text(encoding="utf-8") for each in (start, page)}
    page.write_text(f"{texts[page]}\n## Vattenhjulet\n\nText.\n", encoding="utf-8")
    start.write_text(texts[start].replace(
        "docs/index\n", "Fallhöjden <docs/index>\nKvarnen <https://kvarnen.example.org/>\n"), encoding="utf-8")
    assert regelratt(root, "build").returncode == 0
    assert {"_build/html/index.html", "_build/html/docs/sida.html"} <= _with(root, "Vattenhjulet")
    assert min(len(_with(root, each)) for each in ("Fallhöjden", "kvarnen.example.org")) > 2
    for each, text in texts.items():
        each.write_text(text, encoding="utf-8")
    changed = {"punkt.png": png(points=b"\0\x7f"), "tabell.csv": b"a,b\nmelon,3\n"}
    for name, data in changed.items():
        (root / "docs/_static" / name).write_bytes(data)
    whole = (root / "_build/html/index.html").read_text("utf-8")
    planted = {"index.html": whole[:3000], "checklists/lista.html": whole.replace("Start", "Planterat"),
               "_static/regelratt/grund.css": "/* planterat */"}
    for edition in ("publik", "intern"):
        for name, text in planted.items():
            path = root / "_build/.work" / edition / "html" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    assert regelratt(root, "build").returncode == 0
    for word in ("Vattenhjulet", "Fallhöjden", "kvarnen.example.org", "lanterat"):
        assert _with(root, word) == set(), word
    for edition in ("html", "internal"):
        folder = root / "_build" / edition
        assert (folder / "index.html").read_text("utf-8").rstrip().endswith("</html>")
        assert {name: [each.read_bytes() for each in folder.rglob(name)] for name in changed} == {
            name: [data] for name, data in changed.items()}


def _with(root: Path, word: str) -> set[str]:
    """The published files that have a word."""
    return {path.relative_to(root).as_posix() for edition in ("html", "internal")
            for path in (root / "_build" / edition).rglob("*") if path.is_file() and word.encode() in path.read_bytes()}


@pytest.mark.parametrize("name", ["tabell.csv", "punkt.png"])
def test_file_that_is_exchanged_meanwhile_is_not_published(project: Path, tmp_path: Path, name: str) -> None:
    """Sphinx reads a picture and a download later than lint, by their names: what it found there must be what lint read."""
    root = _with_all(project, tmp_path)
    (tmp_path / "utanför").write_bytes(png(points=b"\0\x7f") if name.endswith("png") else b"hemligt,2\n")
    path = root / "docs/_static" / name
    read = Project(root)
    with sphinx_at_hand() as sphinx, site_builder(read, sphinx) as builder, held_check(read, None, "build") as checked:
        assert checked.run is not None
        path.unlink()
        path.symlink_to(tmp_path / "utanför")
        with pytest.raises(RefusedError, match="är inte den fil som granskades"):
            list(builder.build(checked.run, lambda _: None))
    assert not (root / "_build/html").exists() or _with(root, "hemligt") == set()


def test_pages_show_what_was_checked(project: Path, tmp_path: Path) -> None:
    """A page saved while the check is running is not shown as if it had been checked; the next build shows it."""
    root = Path(shutil.copytree(project, tmp_path / "projekt"))
    page = root / "docs/index.md"
    before = page.read_text(encoding="utf-8")
    read = Project(root)
    with sphinx_at_hand() as sphinx, site_builder(read, sphinx) as builder, held_check(read, None, "build") as checked:
        assert checked.run is not None
        page.write_text(f"{before}\nSparat sedan.\n", encoding="utf-8")
        list(builder.build(checked.run, lambda _: None))
    shown = root / "_build/html/docs/index.html"
    assert "Sparat sedan" not in shown.read_text("utf-8")
    assert regelratt(root, "build").returncode == 0
    assert "Sparat sedan" in shown.read_text("utf-8")
