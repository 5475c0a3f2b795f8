"""MyST as pages may use it: its own parser, with every kind of markup refused that is not on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from docutils import nodes
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from regelratt.domain.address import AddressKind, kind_of_address
from regelratt.domain.characters import visible
from regelratt.loaders.dialect import TooDeepError, restrain
from regelratt.loaders.myst import split_info
from regelratt.loaders.page_links import rooted
from regelratt.loaders.reference_labels import UNSHOWN_LABEL
from regelratt.sphinx_ext.owned_ids import reserve
from regelratt.sphinx_ext.refusal import PageRefusedError
from regelratt.sphinx_ext.registries import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from sphinx.application import Sphinx

MARKUP = frozenset({
    "paragraph", "inline", "text", "bullet_list", "ordered_list", "list_item", "em", "strong", "softbreak", "hardbreak",
    "blockquote", "code_inline", "fence", "colon_fence", "heading", "link", "image", "table", "footnote_ref",
    "footnote_reference", "definition",
})
"""What MyST may make nodes of. Indented code is left out on purpose: it is where objects get lost."""


class _Rules(dict[str, "Callable[[SyntaxTreeNode], None]"]):
    """What each kind of markup is made with; a kind that is not there is refused, where MyST would only warn."""

    def __init__(self, rules: Mapping[str, Callable[[SyntaxTreeNode], None]], refuse: Callable[..., NoReturn]) -> None:
        super().__init__(rules)
        self._refuse = refuse

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> Callable[[SyntaxTreeNode], None]:
        kind = key.removeprefix("render_")
        return lambda token: self._refuse(token, f"Märkning av slaget {kind} är inte tillåten.")


class Renderer(SphinxRenderer):
    """MyST's renderer with its methods cut down to the list, and addresses and names looked at before use."""

    def __init__(self, parser: MarkdownIt) -> None:
        super().__init__(parser)
        allowed = {f"render_{name}" for name in MARKUP}
        self.definitions: list[tuple[nodes.Element, int | None]] = []
        """What each definition of an address stands in, and its line."""
        self.rules = _Rules({name: rule for name, rule in self.rules.items() if name in allowed}, self._refuse)  # type: ignore[assignment]  # MyST says methods; functions do as well

    def _page(self) -> str:
        return self.sphinx_env.doc2path(self.sphinx_env.docname, base=False).as_posix()

    def _refuse(self, token: SyntaxTreeNode, what: str) -> NoReturn:
        line = token.map[0] if token.map else None
        raise PageRefusedError(self._page(), line, what)

    def _refuse_label(self, token: SyntaxTreeNode) -> None:
        if unshown := token.meta.get(UNSHOWN_LABEL):
            self._refuse(token, f"Texten {visible(unshown)} visas inte.")

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """A directive; a colon fence without one is refused."""
        if not split_info(token.info)[0].startswith("{"):
            self._refuse(token, "Kolonen börjar inget direktiv.")
        super().render_colon_fence(token)

    def render_link(self, token: SyntaxTreeNode) -> None:
        """A link whose address has passed the filter; refused otherwise."""
        self._refuse_label(token)
        address = str(token.attrGet("href") or "")
        kind = kind_of_address(address)
        if kind is None:
            self._refuse(token, "Länkens adress är av ett otillåtet slag.")
        if kind in (AddressKind.WEB, AddressKind.MAIL):
            # MyST knows a scheme in small letters only, and takes any other for the name of a page.
            scheme, colon, rest = address.partition(":")
            token.attrs["href"] = f"{scheme.lower()}{colon}{rest}"
        elif kind is AddressKind.PATH:
            token.attrs["href"] = rooted(address, self._page())
        super().render_link(token)

    def render_image(self, token: SyntaxTreeNode) -> None:
        """A picture whose address has passed the filter; refused otherwise."""
        self._refuse_label(token)
        address = str(token.attrGet("src") or "")
        if kind_of_address(address) is None:
            self._refuse(token, "Bildens adress är av ett otillåtet slag.")
        token.attrs["src"] = rooted(address, self._page())
        super().render_image(token)

    def render_definition(self, token: SyntaxTreeNode) -> None:
        """An address for links elsewhere, which is not shown; refused where it may leave what it stands in empty."""
        if token.parent is not None and token.parent.type in ("list_item", "blockquote", "footnote_reference"):
            self._refuse(token, "En adress för länkar står i en lista, ett citat eller en fotnot.")
        self.definitions.append((self.current_node, token.map[0] if token.map else None))

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Never: reStructuredText can do what Markdown cannot."""
        self._refuse(token, "reStructuredText är inte tillåtet.")

    def render_directive(self, token: SyntaxTreeNode, name: str, *arguments: Any, **options: Any) -> None:
        """A directive on the list; refused otherwise."""
        if name not in DIRECTIVES:
            self._refuse(token, f"Direktivet {name} är inte tillåtet.")
        super().render_directive(token, name, *arguments, **options)


class Parser(MystParser):
    """MyST's parser without settings of a page's own: what stands in front matter is refused as markup."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read the page's text into the document."""
        page = str(document.settings.env.doc2path(document.settings.env.docname, base=False))
        parser = create_md_parser(document.settings.env.myst_config, Renderer)
        parser.options.update({"document": document, "inline_definitions": True})
        restrain(parser)
        reserve(document)
        try:
            parser.render(inputstring)
        except TooDeepError as found:
            raise PageRefusedError(page, None, "Text står i för många listor, citat eller klamrar.") from found
        # Before footnotes are moved to the end of the page.
        assert isinstance(parser.renderer, Renderer)
        _refuse_emptied(document, page, parser.renderer.definitions)


def _refuse_emptied(
    document: nodes.document, page: str, definitions: Iterable[tuple[nodes.Element, int | None]],
) -> None:
    """Refuse a footnote in a point, quote or footnote, and one that is all there is where it stands, if not the end.

    A definition of an address is not shown at the end either.
    """
    last = list(document.findall(nodes.section))[-1:]
    for note in document.findall(nodes.footnote):
        around = note.parent
        is_held = isinstance(around, nodes.list_item | nodes.block_quote | nodes.footnote)
        if is_held or (_is_emptied(around) and around not in [document, *last]):
            raise PageRefusedError(page, note.line, "En fotnot visas längst ner på sidan och lämnar sin plats tom.")
    for around, line in definitions:
        ends_in_notes = around in last and any(isinstance(each, nodes.footnote) for each in around.children)
        if _is_emptied(around) and around is not document and not ends_in_notes:
            raise PageRefusedError(page, line, "En adress för länkar visas inte och lämnar sin plats tom.")


def _is_emptied(around: nodes.Element) -> bool:
    return all(isinstance(each, nodes.title | nodes.footnote) for each in around.children)


def setup_markdown(app: Sphinx) -> None:
    """Read pages with our parser in place of MyST's."""
    app.setup_extension("myst_parser")
    app.add_source_parser(Parser, override=True)
