"""No heading, footnote or object has an id that the site's frame, its style sheets or its scripts own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docutils.nodes import make_id

from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.loaders.content import ID_PATTERN
from regelratt.sphinx_ext.owned_ids import ids_in, owned_ids
from tests.project import regelratt
from tests.site.test_walls import build

_CONTENT = "article.bd-article"


def _ids(page: str, within: str) -> set[str]:
    found = (node.attributes["id"] for node in ParsedPage(page.encode()).select(f"{within} [id], {within}[id]"))
    return set(filter(None, found))


def _words(ident: str) -> str:
    """A heading that docutils would give the id."""
    return ident.replace("-", " ").capitalize()


_MADE = sorted(each for each in owned_ids() if make_id(_words(each)) == each)


def test_what_the_theme_hides_is_among_them() -> None:
    """Those that an outsider found: they are hidden, or moved out of the window."""
    assert {"pst-back-to-top", "pst-primary-sidebar-modal", "pst-secondary-sidebar-modal", "search-results"} <= set(_MADE)


@pytest.mark.parametrize("page", [
    "{}\n\n" + "".join(f"## {_words(each)}\n\nText.\n\n" for each in _MADE),
    "Text" + "".join(f" [^{each}]" for each in _MADE) + ".\n\n" + "".join(f"[^{each}]: Not.\n\n" for each in _MADE),
])
def test_author_gets_no_id_of_the_frame(page: str, tmp_path: Path) -> None:
    """Whatever a heading or footnote is called, and the text is shown."""
    built = build(tmp_path, page, files={"docs/sida.md": f"# Pst back to top\n\n{page}"})
    assert _ids(built, _CONTENT)
    assert not _ids(built, _CONTENT) & owned_ids()
    assert not [each for each in ParsedPage(built.encode()).problems() if "samma id" in each]


def test_lint_has_nothing_against_such_headings(tmp_path: Path) -> None:
    """Nothing is lost, so nothing is wrong."""
    build(tmp_path, "## Pst: back to top\n\nText [^pst-back-to-top].\n\n[^pst-back-to-top]: Not.\n")
    said = regelratt(tmp_path, "lint").stdout
    assert "docs/sida.md" not in "".join(line for line in said.splitlines() if "varning" not in line)


def test_other_ids_are_as_they_are_written(tmp_path: Path) -> None:
    """A heading with any other words keeps its address, also with words that are colours."""
    built = build(tmp_path, "## Mål och syfte\n\n## Add\n\n## Fade\n\n## Tillgänglighet\n")
    assert {"mal-och-syfte", "add", "fade", "tillganglighet"} <= _ids(built, _CONTENT)


def test_an_id_is_told_from_a_colour() -> None:
    """In a style sheet an id stands in a selector; in a script it is looked up, selected or given."""
    style = "/* #x */ a#b:hover, [id^=d] { color: #add } @media print { #c { color: #fff; } }"
    assert list(ids_in(style, is_style=True)) == ["b", "d", "c"]
    script = """getElementById("a"); $('p#b, #c'); html = "<p id=\\"d\\">"; x.id = 'e'; '[id="f"]';#fff"""
    assert list(ids_in(script, is_style=False)) == ["a", "b", "c", "d", "e", "f"]


def test_built_site_has_no_id_of_the_frame(built: Path) -> None:
    """Collected anew from what was published: the frame of each page, and every style sheet and script."""
    html = built / "_build/html"
    owned: set[str] = set()
    for path in (*html.rglob("*.css"), *html.rglob("*.js")):
        if "_pagefind" not in path.parts:
            owned.update(ids_in(path.read_text("utf-8"), is_style=path.suffix == ".css"))
    assert owned <= owned_ids()
    assert not [each for each in owned_ids() if ID_PATTERN.fullmatch(each)]
    frames: set[str] = set()
    contents: dict[str, set[str]] = {}
    for path in html.rglob("*.html"):
        page = path.read_text("utf-8")
        assert not [each for each in ParsedPage(page.encode()).problems() if "samma id" in each], path
        contents[path.name] = _ids(page, "section") | _ids(page, "aside")
        frames |= _ids(page, "body") - _ids(page, _CONTENT)
    assert frames
    for name, found in contents.items():
        assert not {each for each in found & (owned | frames) if not re.match("(rr|val)-", each)}, name


def test_two_parts_with_one_id_are_refused() -> None:
    """The second wall: whatever made them, a built page has each id once."""
    said = list(ParsedPage(b'<p id="a">x</p><p id="b">y</p><p id="a">z</p>').problems())
    assert [each for each in said if "samma id, a:" in each]
    assert not [each for each in said if "samma id, b:" in each]
