"""Ids that the site's frame owns: those that its templates, style sheets and scripts name.

docutils makes the id of a heading and of a footnote out of its words. One that is called as a part of the frame would
look and behave as that part, hidden or moved out of the page.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOMES: Final = (
    ("pydata_sphinx_theme", "theme"), ("sphinx", "themes/basic"), ("sphinx_needs", ""),
    ("regelratt", "sphinx_ext/assets"),
)
"""Packages whose files a page is framed with, and the folder of each."""
_KINDS = frozenset({".html", ".css", ".js"})
_ASIDE = re.compile(r"(?s)/\*.*?\*/|\{[^{}]*\}")
"""What is no selector in a style sheet: comments, and what selectors are given, with colours that look like ids."""
_SELECTED = re.compile(r"#([A-Za-z_][\w-]*)|\[id[*^$~|]?=[\"']?([\w-]+)")
_NAMED = re.compile(
    r"\bid\s*=\s*\\?[\"'`]([\w-]+)|getElementById\(\s*[\"'`]([\w-]+)|(?<=[\"'`\s,>(])\w*#([A-Za-z_][\w-]*)"
    r"|\[id[*^$~|]?=\\?[\"']?([\w-]+)")
"""An id in a template or script: given, looked up or selected."""


def ids_in(text: str, *, is_style: bool) -> Iterator[str]:
    """The ids that a style sheet, template or script names."""
    pattern = _SELECTED if is_style else _NAMED
    for found in pattern.finditer(_ASIDE.sub(" ", text) if is_style else text):
        yield found[found.lastindex or 0]


@cache
def owned_ids() -> frozenset[str]:
    """Every id of the frame, as it is installed here."""
    found: set[str] = set()
    for package, folder in _HOMES:
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for path in (Path(spec.origin).parent / folder).rglob("*"):
            kinds = set(path.suffixes) & _KINDS
            if kinds and path.suffix != ".map" and path.is_file():
                found.update(ids_in(path.read_text("utf-8", errors="replace"), is_style=".css" in kinds))
    return frozenset(found)


def reserve(document: nodes.document) -> None:
    """Let the document take the frame's ids for given: what would be called so gets a number instead."""
    owner = nodes.Element()
    for each in owned_ids():
        document.ids.setdefault(each, owner)
