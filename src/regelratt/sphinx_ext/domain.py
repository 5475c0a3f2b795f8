"""A Sphinx domain of the catalogue's objects, so that `[text](#TYR-6-7-01)` resolves anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from regelratt.domain.words import Kind

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from regelratt.sphinx_ext.drawing import Drawing
    from regelratt.sphinx_ext.site import Site

NAME = "regelratt"


class RegelrattDomain(Domain):
    """Where each object and view stands. `site` is what the build shows; it is never pickled."""

    name = NAME
    label = "Regelrätt"
    object_types: ClassVar[dict[str, ObjType]] = {str(kind): ObjType(str(kind)) for kind in Kind}
    initial_data: ClassVar[dict[str, dict[str, object]]] = {"objects": {}, "views": {}, "links": {}, "sources": {}}
    data_version = 3

    site: Site
    digests: dict[str, str]
    drawing: Drawing | None
    """Drawings made while looking for changes; used again when pages are written."""
    further_pages: set[str]
    """Names of pages written without a source page."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.digests = {}
        self.drawing = None
        self.further_pages = set()

    @property
    def objects(self) -> dict[str, tuple[str, str, str]]:
        """For each id its kind, title and page."""
        objects: dict[str, tuple[str, str, str]] = self.data["objects"]
        return objects

    @property
    def views(self) -> dict[str, list[tuple[str, str]]]:
        """For each page the name and argument of its views, in order."""
        views: dict[str, list[tuple[str, str]]] = self.data["views"]
        return views

    @property
    def links(self) -> dict[str, list[str]]:
        """For each page the objects that its prose links to."""
        links: dict[str, list[str]] = self.data["links"]
        return links

    @property
    def sources(self) -> dict[str, str]:
        """For each page the hash of its file when it was read."""
        sources: dict[str, str] = self.data["sources"]
        return sources

    def note_object(self, ident: str, kind: str, title: str) -> None:
        """Remember that the object stands on the page being read."""
        self.objects[ident] = kind, title, self.env.docname

    def note_view(self, name: str, argument: str) -> int:
        """Remember a view on the page being read; returns its number there."""
        views = self.views.setdefault(self.env.docname, [])
        views.append((name, argument))
        return len(views) - 1

    def by_page(self) -> dict[str, list[str]]:
        """Ids of the objects on each page that has any, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for ident, (_, _, where) in sorted(self.objects.items()):
            found[where].append(ident)
        return found

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone."""
        for ident in [ident for ident, (_, _, where) in self.objects.items() if where == docname]:
            del self.objects[ident]
        self.views.pop(docname, None)
        self.links.pop(docname, None)
        self.sources.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, dict[str, object]]) -> None:
        """Take in what another process read."""
        for ident, entry in otherdata["objects"].items():
            if isinstance(entry, tuple) and entry[2] in docnames:
                self.objects[ident] = entry
        for name in ("views", "links", "sources"):
            self.data[name].update({page: found for page, found in otherdata[name].items() if page in docnames})

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """All objects, for the inventory and Sphinx's own search."""
        for ident, (kind, title, docname) in self.objects.items():
            yield ident, f"{ident} {title}", kind, docname, ident, 1

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,  # noqa: ARG002  # Sphinx's call
        node: pending_xref, contnode: nodes.Element,  # noqa: ARG002  # Sphinx's call
    ) -> list[tuple[str, nodes.reference]]:
        """The object called `target`, when there is one."""
        found = self.objects.get(target)
        if found is None:
            return []
        kind, _, docname = found
        reference = make_refnode(builder, fromdocname, docname, target, contnode)
        return [(f"{NAME}:{kind}", reference)]


def domain_of(env: BuildEnvironment) -> RegelrattDomain:
    """The domain of a build."""
    domain = env.get_domain(NAME)
    assert isinstance(domain, RegelrattDomain)
    return domain
