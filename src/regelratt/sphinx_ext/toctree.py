"""Sphinx's table of contents, given its lines as lint reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.statemachine import StringList
from sphinx.directives.other import TocTree

from regelratt.loaders.toctree_entries import plain

if TYPE_CHECKING:
    from sphinx import addnodes
    from sphinx.application import Sphinx


class PlainTocTree(TocTree):
    """A table of contents where white space around an entry means nothing; to Sphinx it is a part of the name."""

    def parse_content(self, toctree: addnodes.toctree) -> None:
        """Read the entries."""
        self.content = StringList([plain(line) for line in self.content], source="")
        super().parse_content(toctree)


def setup_toctree(app: Sphinx) -> None:
    """Read tables of contents with our directive in place of Sphinx's."""
    app.add_directive("toctree", PlainTocTree, override=True)
