"""The directives of views: a named drawing of the catalogue or the run, with an argument and no body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from regelratt.loaders.grammar import VIEWS
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.nodes import View

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class ViewDirective(SphinxDirective):
    """A view; what it draws is decided by its name and argument alone."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = False

    def run(self) -> list[nodes.Node]:
        """A place for the view on the page."""
        argument = self.arguments[0].strip() if self.arguments else ""
        number = domain_of(self.env).note_view(self.name, argument)
        return [View(name=self.name, argument=argument, number=number)]


def setup_views(app: Sphinx) -> None:
    """Register one directive for every view."""
    app.add_node(View)
    for name in VIEWS:
        app.add_directive(name, ViewDirective)
