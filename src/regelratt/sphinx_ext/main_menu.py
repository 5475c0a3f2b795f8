"""The main menu: the pages and sites that the first page's tables of contents lead to.

The theme's own menu writes titles and addresses into the page as they are, so that a title could hold a script. Ours
gives them to a template, which writes them as text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from regelratt.domain.address import AddressKind, kind_of_address

_SELF = "self"
"""What a table of contents calls the page it stands on."""


class MenuLink(NamedTuple):
    """One entry of the main menu."""

    title: str
    href: str
    is_external: bool
    is_section: bool
    """True when the page being read is it or stands below it."""
    is_page: bool
    """True when it is the page being read."""


def main_menu(env: BuildEnvironment, pagename: str, section: str, link_to: Callable[[str], str]) -> list[MenuLink]:
    """The entries in their order; `section` is the page of the first level that the page being read belongs to."""
    first = env.config.root_doc
    links = []
    for toctree in env.tocs[first].findall(addnodes.toctree) if first in env.tocs else ():
        for title, target in toctree["entries"]:
            page = first if target == _SELF else target
            if kind_of_address(page) is AddressKind.WEB:
                links.append(MenuLink(title or page, page, is_external=True, is_section=False, is_page=False))
            elif page in env.titles:
                links.append(MenuLink(
                    title or env.titles[page].astext(), link_to(page),
                    is_external=False, is_section=page == section, is_page=page == pagename))
    return links
