"""What is offered in place of a link that leads nowhere."""

from __future__ import annotations

import pytest

from regelratt.diagnostics import few_searches
from regelratt.loaders.myst import read_page
from regelratt.loaders.page_links import check_page_links

_PAGES = ("checklists/index.md", "policies/index.md", "policies/dok/index.md", "docs/index.md", "docs/prov/ensam.md")


@pytest.mark.parametrize(("address", "offered"), [
    ("../checklists/index.md", "../../checklists/index.md"), ("../policies/dok/index.md", "../../policies/dok/index.md"),
    ("../policies/index.md", "../../policies/index.md"), ("index.md", ""), ("../annat/index.md", ""),
    ("../ensam.md", "ensam.md"), ("ensamm.md", "ensam.md"), ("../../checklists/indx.md", "../../checklists/index.md"),
])
def test_of_many_pages_of_a_name_the_one_in_the_named_folder_is_offered(address: str, offered: str) -> None:
    """Where every folder has an index the name says nothing; then the folder does, or nothing is offered."""
    pages = {name: read_page("# Sida\n") for name in _PAGES} | {"docs/prov/w.md": read_page(f"# W\n\n[b]({address})\n")}
    with few_searches():
        [told] = [each for each in check_page_links(pages, ()) if "Länken" in each.message]
    assert told.remedy.partition(" Menade du ")[2] == (f"{offered}?" if offered else "")
