"""Which code blocks are coloured: short ones, in languages that take no longer for each character of a longer block.

Pygments reads some languages again and again from the same place: a hundred thousand stars in YAML, or empty lines in
Python, take it hours. All other blocks are shown as they are, without colours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

COLOURED = frozenset({"json", "sql"})
"""Languages that Pygments reads in time that follows the length, whatever stands in the block."""

LONGEST_COLOURED = 5_000
"""Characters that a coloured block may have."""

PLAIN = "none"
"""What Sphinx calls a block without colours."""


def setup_colours(app: Sphinx) -> None:
    """Choose when nothing else can change a block, right before it is written."""
    app.connect("doctree-resolved", _choose, priority=10_000)


def _choose(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    for block in doctree.findall(nodes.literal_block):
        if block.get("language") not in COLOURED or len(block.astext()) > LONGEST_COLOURED:
            block["language"] = PLAIN
