"""The directives of views: a named drawing of the catalogue or the run, some with an argument, none with a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxDirective

from regelratt.loaders.grammar import VIEWS, VIEWS_WITH_ARGUMENT
from regelratt.loaders.view_arguments import choices_of
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.nodes import View
from regelratt.sphinx_ext.refusal import PageRefusedError

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class ViewDirective(SphinxDirective):
    """A view; what it draws is decided by its name alone."""

    optional_arguments = 0
    final_argument_whitespace = True
    has_content = False

    def run(self) -> list[nodes.Node]:
        """A place for the view on the page."""
        argument = self.arguments[0].strip() if self.arguments else ""
        domain = domain_of(self.env)
        if argument not in choices_of(self.name, domain.site.catalog):
            path = str(self.env.doc2path(self.env.docname, base=False))
            raise PageRefusedError(path, self.get_source_info()[1], "Vyn kan inte visa det som står efter namnet.")
        return [View(name=self.name, argument=argument, number=domain.note_view(self.name, argument))]


class ChosenViewDirective(ViewDirective):
    """A view that is told by an argument what to show."""

    optional_arguments = 1


def setup_views(app: Sphinx) -> None:
    """Register one directive for every view."""
    app.add_node(View)
    for name in VIEWS:
        app.add_directive(name, ChosenViewDirective if name in VIEWS_WITH_ARGUMENT else ViewDirective)
