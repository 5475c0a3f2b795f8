"""The nodes of ours that stand in a page's tree."""

from __future__ import annotations

from docutils import nodes


class ObjectFacts(nodes.General, nodes.Element):
    """Stands where an object's facts are drawn, once results and links are known."""


class View(nodes.General, nodes.Element):
    """Stands where a view is drawn, once results and links are known."""


class Drawn(nodes.General, nodes.Inline, nodes.Element):
    """Finished HTML. Unlike a raw node it is no text, so that Sphinx's search does not index results."""
