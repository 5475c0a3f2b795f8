"""A finding in a built page is told where its source says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.app.disclosure.sources import Sources
from regelratt.domain.location import Location
from regelratt.loaders.content import load_content
from regelratt.settings import shown_settings
from tests.project import write_project

_PAGE = (
    "# Sida\n\nFörsta stycket.\n\nRing *växeln* på 08-578\n291 00 om\ndu undrar.\n\n[Hämta](_static/lista.csv)\n\n"
    "811228. -9874\n\n| 811228 | Anna | 9874 |\n\nVi glömde tyvärr att utse *någon* ny\nchef i våras.\n")


@pytest.mark.parametrize(("built", "text", "place"), [
    ("docs/sida.html", "Ring växeln", "docs/sida.md:5:1"),
    ("docs/sida.html", "08–578 291 00", "docs/sida.md:5:1"),
    ("docs/sida.html", "DU UNDRAR", "docs/sida.md:7:1"),
    ("index.html", "Första stycket", "docs/sida.md:3:1"),
    ("needs.json", "Slå på tvåfaktor", "policies/dok/index.md"),
    ("docs/sida.html", "står ingenstans", "docs/sida.md:1:1"),
    ("search.html", "står ingenstans", "search.html:1:1"),
    ("_downloads/3f/lista.csv", "c,d", "docs/_static/lista.csv:2:1"),
    ("_downloads/3f/lista.csv", "finns inte", "docs/_static/lista.csv:1:1"),
    ("_pagefind/fragment/x.pf_fragment", "08-578 291 00", "docs/sida.md:5:1"),
    ("docs/sida.html", "811228 arabic simple -9874", "docs/sida.md:11:1"),
    ("docs/sida.html", "Kommunen glömde tyvärr att utse någon annan chef", "docs/sida.md:15:1"),
])
def test_place_is_the_source_line(tmp_path: Path, built: str, text: str, place: str) -> None:
    """In any spelling, over lines and markup; else the page, else the file that was built."""
    root = write_project(tmp_path, {"docs/sida.md": _PAGE, "docs/_static/lista.csv": "a,b\nc,d\n"})
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    assert str(sources.places(built, text)[0]).startswith(place)


def test_every_place_is_told(tmp_path: Path) -> None:
    """What stands in several places of the page, or of all pages when the file is made of no page alone."""
    root = write_project(tmp_path, {"docs/sida.md": "# A\n\nx@y.se\n\nx@y.se\n", "docs/till.md": "# B\n\nx@y.se\n"})
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    own = [Location("docs/sida.md", 3), Location("docs/sida.md", 5)]
    assert sources.places("docs/sida.html", "x@y.se") == own
    assert sources.places("needs.json", "x@y.se") == [*own, Location("docs/till.md", 3)]


def test_numbers_that_follow_each_other_on_another_page_are_not_told(tmp_path: Path) -> None:
    """The cells of a table are read together, so a number in them stands on no line, least of all of another page."""
    files = {"docs/sida.md": "# A\n\n| a | 12 300 |\n\n| 0401 | b |\n", "docs/till.md": "# B\n\nDel 04\n01 till 12\n300 ord.\n"}
    root = write_project(tmp_path, files)
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    assert sources.places("docs/sida.html", "0401 12 300") == [Location("docs/sida.md")]


def test_static_file_is_told_by_what_it_holds(tmp_path: Path) -> None:
    """Of two files with the same name, and of a picture that was given another name."""
    files = {"docs/_static/lista.csv": "a\nb\n", "policies/_static/lista.csv": "a\nx\nb\n"}
    root = write_project(tmp_path, files | {
        "docs/sida.md": "# A\n\n[H](_static/lista.csv)\n", "policies/b.md": "# B\n\n[H](_static/lista.csv)\n"})
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    for path, line in (("docs/_static/lista.csv", 2), ("policies/_static/lista.csv", 3)):
        for built in ("_downloads/3f/lista.csv", "_downloads/3f/lista1.csv"):
            assert sources.places(built, "b", files[path].encode()) == [Location(path, line)]


@pytest.mark.parametrize(("beside", "line"), [
    ("Påhittby skolor ej uppfyllt", 5), ("är i år ej uppfyllt enligt", 11), ("utfall ej uppfyllt efter kontroll", 19),
    ("något helt annat", 3),
])
@pytest.mark.parametrize("built", ["docs/sida.html", "needs.json"])
def test_result_is_told_where_it_stands_nearest_to_the_name(tmp_path: Path, built: str, beside: str, line: int) -> None:
    """Not where the name stands first, and not at a heading above it."""
    root = write_project(tmp_path, {"docs/sida.md": (
        "# A\n\nPåhittby skolor finns.\n\n| Påhittby skolor | ej uppfyllt |\n\nPåhittby skolor finns.\n\n\n\n"
        "Påhittby skolor är i år *ej* uppfyllt enligt oss.\n\nPåhittby skolor finns.\n\nText.\n\n"
        "## Påhittby skolor\n\nUtfall: ej uppfyllt efter kontroll.\n")})
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    assert sources.place_beside(built, "påhittby skolor", beside) == Location("docs/sida.md", line)


def test_result_is_told_under_a_name_of_a_file(tmp_path: Path) -> None:
    """The name stands nowhere in the file itself."""
    root = write_project(tmp_path, {
        "docs/pahittby-skolor.md": "# Granskning\n\nText.\n\nKravet är ej uppfyllt.\n", "docs/a.md": "# A\n\nEj uppfyllt\n"})
    sources = Sources(load_content(root, ("index.md", "policies", "checklists", "docs")))
    found = sources.place_beside("docs/pahittby-skolor.html", "pahittby skolor", "kravet är ej uppfyllt")
    assert found == Location("docs/pahittby-skolor.md", 5)


def test_setting_is_told_in_place_of_every_page(tmp_path: Path) -> None:
    """What stands in the site's name stands on all pages, and is written in one place."""
    root = write_project(tmp_path, {
        "pyproject.toml": '[tool.regelratt]\nas-of = "2026-09-30"\ntitle = "Ring 070-123 45 67 om A: ej uppfyllt"\n',
        "docs/sida.md": "# Sida\n\nRing 070 1234567 om A: ej uppfyllt.\n",
        "docs/till.md": "# Till\n\nI *12 070, 123 45 67* är 070 tusental.\n\nRing *070*-\n123 45 67.\n"})
    content = load_content(root, ("index.md", "policies", "checklists", "docs"))
    sources = Sources(content, shown_settings(root))
    setting = Location("pyproject.toml", 3, 9)
    assert sources.places("index.html", "070-123 45 67") == [setting]
    assert sources.places("_pagefind/fragment/x.pf_fragment", "0701234567") == [setting]
    assert sources.places("docs/sida.html", "070-123 45 67") == [setting, Location("docs/sida.md", 3)]
    assert sources.places("docs/till.html", "070-123 45 67") == [setting, Location("docs/till.md", 5)]
    assert sources.place_beside("docs/sida.html", "om", "om A ej uppfyllt") == setting
    assert sources.places("docs/sida.html", "Sida") == [Location("docs/sida.md", 1)]
    assert shown_settings(tmp_path / "ingenstans") == {}
