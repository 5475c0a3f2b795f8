"""A finding in a built page is told where its source says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.app.publishing.sources import Sources
from regelratt.domain.location import Location
from regelratt.loaders.content import load_content
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
