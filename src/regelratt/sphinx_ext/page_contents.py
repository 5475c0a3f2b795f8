"""The contents of a page beside it: the headings below its title, with the classes that the theme's script looks for.

The theme has a function of its own for this, which parses every page's contents in Python, twice as long as it takes to
draw the rest of the page's frame.
"""

from __future__ import annotations

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser, LexborNode

_LIST = "nav section-nav flex-column"
_ENTRY = "nav-item toc-entry"
_SHOWN = "pst-show_toc_level"
"""What the theme calls a list that is seen before anything in it is opened."""


def page_contents(written: str, levels: int) -> Markup:
    """The list of what stands below the page's title, from Sphinx's list of all its headings; empty when none does.

    Lists down to `levels` below the title are open from the beginning. A page with several titles lists those.
    """
    top = LexborHTMLParser(written).css_first("ul")
    if top is None:
        return Markup()
    titles = [node for node in top.iter() if node.tag == "li"]
    below = next((node for node in titles[0].iter() if node.tag == "ul"), None) if len(titles) == 1 else top
    if below is None:
        return Markup()
    _mark(below, 2 if len(titles) == 1 else 1, levels)
    return Markup(below.html)  # noqa: S704  # what Sphinx wrote, with classes


def _mark(listed: LexborNode, level: int, levels: int) -> None:
    listed.attrs["class"] = f"{_SHOWN} {_LIST}" if level <= levels + 1 else _LIST
    for entry in (node for node in listed.iter() if node.tag == "li"):
        entry.attrs["class"] = f"toc-h{level} {_ENTRY}"
        for node in entry.iter():
            if node.tag == "a":
                node.attrs["class"] = "reference internal nav-link"
            elif node.tag == "ul":
                _mark(node, level + 1, levels)
