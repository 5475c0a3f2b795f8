"""Texts in a table of contents: its caption and the titles of its entries stand somewhere on the site, or are refused.

The caption stands above the entries where the table itself is shown. What is hidden is in the menu: that of the root
page is on every page with its titles, and of other pages' tables the menu takes the pages with their own headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.loaders.myst import Block
from regelratt.loaders.toctree_entries import entries_of

ROOT_PAGE = "index.md"
"""The page that all others are reached from."""


def check_toctree_texts(block: Block, path: str) -> Iterator[Diagnostic]:
    """A caption that stands nowhere, and each title that does."""
    caption, is_hidden = block.option("caption"), block.option("hidden") is not None
    if caption and caption.value.strip() and (is_hidden or not block.body.strip()):
        why = "är dold (:hidden:)" if is_hidden else "nämner ingen sida"
        yield Diagnostic(
            Location(path, caption.line, caption.value_column), Code.LOST_TEXT,
            f"Rubriken {visible(caption.value)} visas inte: innehållsförteckningen {why}.",
            "Ta bort raden, eller :hidden:." if is_hidden else "Lägg till en sida, eller ta bort förteckningen.")
    if not is_hidden or path == ROOT_PAGE:
        return
    for entry in entries_of(block.body, path):
        if entry.title is not None:
            yield Diagnostic(
                Location(path, block.body_line + entry.below), Code.LOST_TEXT,
                f"Texten {visible(entry.title)} visas inte: innehållsförteckningen är dold (:hidden:).",
                "Skriv bara sidans namn och låt dess egen rubrik gälla, eller skriv en länk i texten.")
