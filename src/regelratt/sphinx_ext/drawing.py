"""Facts and views as HTML, by templates that escape everything they are given."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from regelratt.sphinx_ext.page import Page, ascii_name
from regelratt.sphinx_ext.views import VIEW_DATA

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from regelratt.sphinx_ext.domain import RegelrattDomain

_TEMPLATES = Path(__file__).parent / "assets" / "drawings"


@cache
def environment() -> Environment:
    """The templates. What they print is escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), auto_reload=False, autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


class Drawing:
    """Draws for one builder, each drawing once; the same input always gives the same text."""

    def __init__(self, builder: Builder, domain: RegelrattDomain) -> None:
        self.builder = builder
        self.domain = domain
        self._drawn: dict[tuple[str, ...], str] = {}

    def facts(self, ident: str, docname: str) -> str:
        """What stands under an object's text: its fields, links, remarks and results."""
        key = ident, docname
        if key not in self._drawn:
            page = Page(self.builder, self.domain, docname)
            kind = ascii_name(self.domain.objects[ident][0])
            entry = self.domain.site.catalog.by_id[ident]
            self._drawn[key] = self._render(f"objects/{kind}.html", page, entry=entry)
        return self._drawn[key]

    def view(self, name: str, argument: str, docname: str) -> str:
        """A view with its argument, as seen from a page."""
        key = name, argument, docname
        if key not in self._drawn:
            page = Page(self.builder, self.domain, docname)
            data = VIEW_DATA[name](self.domain.site, argument)
            self._drawn[key] = self._render(f"views/{ascii_name(name)}.html", page, argument=argument, **data)
        return self._drawn[key]

    def _render(self, template: str, page: Page, **values: object) -> str:
        site = self.domain.site
        html: str = environment().get_template(template).render(
            page=page, site=site, catalog=site.catalog, published=site.published, **values)
        return html.strip()
