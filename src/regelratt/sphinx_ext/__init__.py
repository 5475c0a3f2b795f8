"""The Sphinx extension: the catalogue's objects and views as pages. It translates and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regelratt import __version__
from regelratt.sphinx_ext import events
from regelratt.sphinx_ext.colours import setup_colours
from regelratt.sphinx_ext.domain import RegelrattDomain
from regelratt.sphinx_ext.markdown import setup_markdown
from regelratt.sphinx_ext.needs_bridge import setup_needs
from regelratt.sphinx_ext.object_directive import setup_objects
from regelratt.sphinx_ext.reading import setup_reading
from regelratt.sphinx_ext.registries import setup_registries
from regelratt.sphinx_ext.search_words import setup_search_words
from regelratt.sphinx_ext.sources import setup_sources
from regelratt.sphinx_ext.theme import setup_theme
from regelratt.sphinx_ext.toctree import setup_toctree
from regelratt.sphinx_ext.tree import setup_tree
from regelratt.sphinx_ext.view_directive import setup_views

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    app.add_config_value("regelratt_edition", "publik", "html", (str,))
    app.add_domain(RegelrattDomain)
    setup_sources(app)
    setup_reading(app)
    setup_markdown(app)
    setup_needs(app)
    setup_objects(app)
    setup_views(app)
    setup_theme(app)
    setup_search_words(app)
    events.connect(app)
    setup_tree(app)
    setup_colours(app)
    setup_toctree(app)
    setup_registries(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
