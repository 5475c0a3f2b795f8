"""The directives of objects: fields from the catalogue, body parsed by MyST, drawn when pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.domain.words import Kind
from regelratt.loaders.grammar import DATA_FENCES
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.needs_bridge import need_values, register
from regelratt.sphinx_ext.nodes import ObjectFacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from regelratt.domain.catalog import CatalogObject
    from regelratt.loaders.myst import Block

_TYPE_CLASS = str.maketrans("åäö", "aao")


class AnyOption(dict[str, "Callable[[str], str]"]):
    """An option table that takes every option as it is: the loader has checked them already."""

    def __getitem__(self, key: str) -> Callable[[str], str]:
        return directives.unchanged

    def __contains__(self, key: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True


class ObjectDirective(SphinxDirective):
    """One object of the content. What the author wrote is compared with what the loader read."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = AnyOption()

    def run(self) -> list[nodes.Node]:
        """A section with a heading, the body and a place for the facts."""
        path = self.env.doc2path(self.env.docname, base=False)
        line = self.get_source_info()[1]
        domain = domain_of(self.env)
        block_path = str(path).replace("\\", "/")
        block = domain.site.block(block_path, line)
        if block is None or self._differs(block):
            raise ExtensionError(str(_mismatch(str(path), line, self.name)))
        ident = block.option("id")
        entry = domain.site.catalog.by_id.get(ident.value) if ident else None
        if entry is None or (entry.location.path, entry.location.line) != (block_path, line):
            raise ExtensionError(str(_mismatch(str(path), line, self.name)))
        role_ids = {role.title: role.id for role in domain.site.catalog.roles}
        body = register(self, entry, block, need_values(entry, block, role_ids))
        domain.note_object(entry.id, block.name, entry.title)
        return [self._drawn(entry, block, body, line)]

    def _differs(self, block: Block) -> bool:
        read = {option.name: option.value for option in block.options}
        return (
            block.name != self.name
            or block.argument != self.arguments[0].strip()
            or read != {name: value or "" for name, value in self.options.items()}
            or block.body.rstrip("\n") != "\n".join(self.content).rstrip("\n")
        )

    def _drawn(self, entry: CatalogObject, block: Block, body: list[nodes.Node], line: int) -> nodes.Element:
        facts = ObjectFacts(ident=entry.id)
        text = nodes.container("", *_without_data(body, block.name), classes=["regeltext"])
        css = f"typ-{block.name.translate(_TYPE_CLASS)}"
        if block.name == Kind.CASE:
            return nodes.container("", text, facts, ids=[entry.id], classes=["testfall", css])
        title = nodes.title("", "", nodes.inline("", entry.id, classes=["objekt-id"]), nodes.Text(f" {entry.title}"))
        section = nodes.section("", title, text, facts, ids=[entry.id], classes=["regelkort", css])
        section.source, section.line = title.source, title.line = self.get_source_info()[0], line
        return section


def _without_data(body: list[nodes.Node], kind: str) -> list[nodes.Node]:
    """The body without the SQL or evidence tables that this kind has, which are drawn with the facts."""
    language = DATA_FENCES.get(kind)
    return [node for node in body if not (isinstance(node, nodes.literal_block) and node.get("language") == language)]


def _mismatch(path: str, line: int, name: str) -> Diagnostic:
    return Diagnostic(
        Location(path, line), Code.CATALOG_MISMATCH, f"Sphinx läser direktivet {name} på ett annat sätt än laddaren.",
        "Kör regelratt lint; säger det inget är det ett fel i Regelrätt som bör rapporteras.")


def setup_objects(app: Sphinx) -> None:
    """Register one directive for every kind of object, in place of those that sphinx-needs makes."""
    app.add_node(ObjectFacts)
    # After sphinx-needs has registered its own directives for our types, at 500.
    app.connect("config-inited", _register_directives, priority=560)


def _register_directives(app: Sphinx, _config: Config) -> None:
    for kind in Kind:
        app.add_directive(str(kind), ObjectDirective, override=True)
