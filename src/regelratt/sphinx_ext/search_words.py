"""Sphinx's own search index: each word is stemmed once, and words of pages that are gone are taken away.

Sphinx stems the same words anew for every page, in Python, and takes away the pages alone.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.search.sv import SearchSwedish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_INDEX = "searchindex.js"
_CALL = re.compile(r"Search\.setIndex\((.*)\)\s*", re.DOTALL)
_WORDS = ("terms", "titleterms")
"""The index's parts that map a word to the pages that it stands on."""


class _Swedish(SearchSwedish):
    """Swedish that knows the stems of the words it has met."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._known = cache(super().stem)

    def stem(self, word: str) -> str:
        return self._known(word)


def setup_search_words(app: Sphinx) -> None:
    """Stem with a memory, and prune the index when the build has written it."""
    app.add_search_language(_Swedish)
    app.connect("build-finished", _prune)


def _prune(app: Sphinx, exception: Exception | None) -> None:
    path = Path(app.outdir, _INDEX)
    if exception is not None or not path.is_file():
        return
    written = _CALL.fullmatch(path.read_text(encoding="utf-8"))
    if written is None:
        raise ValueError(f"{_INDEX} har en form som inte är känd")
    index = json.loads(written[1])
    for part in _WORDS:
        index[part] = {word: pages for word, pages in index[part].items() if pages != []}
    pruned = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(f"Search.setIndex({pruned})", encoding="utf-8")
