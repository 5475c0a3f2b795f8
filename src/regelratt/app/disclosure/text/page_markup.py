"""A built page as a browser reads it: what it is made of, where it leads, and its text piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from regelratt.app.disclosure.text.cells import Cells
from regelratt.domain.address import AddressKind, kind_of_address

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""What a page may load and run: its own files, and WebAssembly for the search index."""

ELEMENTS = frozenset(
    "a article aside blockquote body br button caption circle code col colgroup dd details dialog div dl dt em "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i img input label legend li "
    "line link main meta nav noscript ol optgroup option p path polyline pre progress rect script section select "
    "small span strong summary svg table tbody td th thead title tr u ul".split()
)
"""Every element that a page may be made of."""

IN_A_LINE = frozenset("a b br button code em i img input label small span strong sub sup u wbr".split())
"""Elements that do not part the text around them."""

_ADDRESSES = {
    "href": ("a", "link"), "src": ("img", "script"), "action": ("form",),
    **dict.fromkeys(
        "archive background cite codebase data formaction imagesrcset longdesc manifest ping poster profile srcdoc "
        "srcset usemap xlink:href".split(), ()),
}
"""Attributes that hold an address, and the elements that may have them; on others they are refused."""

_LEADING = frozenset({*_ADDRESSES, "data-pagefind", "data-sphinx"})
"""Attributes that load or lead to a file."""

_LEADS = "[" + "], [".join(sorted(_LEADING)).replace(":", r"\:") + "]"
_NOTE = "footnote-reference"
"""In the class of a footnote's mark."""
_APART = "\0"
"""Beside the words of a picture, which are read with the letters around them and by themselves; no page has it."""
_FILES = re.compile(r"[\s,]+")
_VERSION = r"(?:\?(?:v|digest)=[0-9a-f]+)?"
_LOADED = {
    "script": re.compile(rf"(?:\.\./)*_static/(?:[\w-]+/)*[\w.-]+\.js{_VERSION}"),
    "link": re.compile(rf"(?:\.\./)*_static/(?:[\w-]+/)*[\w.-]+\.(?:css|svg){_VERSION}"),
}
"""Where the site's own scripts, style sheets and icons lie; what content brings with it never lies there."""
_SEARCHED = {
    "data-pagefind": re.compile(r"(?:(?:\.\./)*_pagefind/pagefind\.js)?"),
    "data-sphinx": re.compile(r"((?:\.\./)*)_static/searchtools\.js \1_static/language_data\.js \1searchindex\.js"),
}
"""What the search page's own script loads."""
_LEADING_LINKS = frozenset({"prev", "next", "search"})
"""Kinds of `link` that load nothing."""
_COMMENTS = frozenset({"Loaded before other Sphinx assets", "Scripts loaded after <body> so the DOM is not blocked"})
"""The theme's own comments; in any other a part of the page could lie hidden."""


_COUNT = re.compile(r" \(\d+ av \d+\)$")
"""How many events of all are met, after the reason for a result."""


class ParsedPage:
    """One page, parsed once."""

    def __init__(self, data: bytes) -> None:
        self._root = LexborHTMLParser(data).root
        self.shown: list[str] = []
        """The paragraphs, cells and the like that a reader sees, in their order, once the texts are read."""
        self.told: list[str] = []
        """The same with what their pictures show, as they are read aloud."""
        self.tables: list[list[list[str]]] = []
        """The cells of each row of each table, once the texts are read."""
        self.open_rows: set[int] = set()
        """The rows whose result the public may see, once it is left out."""
        self._texts: dict[int, str] = {}

    def nodes(self) -> Iterator[LexborNode]:
        """Every node in the order of the page, texts included."""
        return self._root.traverse(include_text=True) if self._root is not None else iter(())

    def select(self, selector: str) -> list[LexborNode]:
        """The elements that a selector of style sheets names."""
        return self._root.css(selector) if self._root is not None else []

    def text_of(self, node: LexborNode) -> str:
        """What an element says, to those too who are told what its pictures show; asked for when the page is as it
        will be.
        """
        if node.mem_id not in self._texts:
            shown = (picture.attributes.get("alt") or "" for picture in node.css("img[alt]"))
            self._texts[node.mem_id] = " ".join(filter(None, (node.text(), *shown)))
        return self._texts[node.mem_id]

    def leave_out_open_results(self, is_open: Callable[[str, str, str], bool]) -> None:
        """Take away what the public may see in each row: the status that an item gave for an object, and its reason."""
        for row in self.select("tr[data-kontrollpunkt]"):
            cells = row.css("th, td")
            item = row.attributes["data-kontrollpunkt"] or ""
            if len(cells) > 1 and is_open(item, name := cells[0].text().strip(), cells[1].text().strip()):
                self.open_rows.add(row.mem_id)
                for cell in cells[1:3]:
                    if is_open(item, name, _COUNT.sub("", cell.text().strip())):
                        emptied(cell)

    def references(self) -> Iterator[str]:
        """Every file that the page loads or leads to; a file that a text only mentions is none."""
        for node in self.select(_LEADS):
            for name, value in node.attributes.items():
                if name.lower() in _LEADING:
                    yield from filter(None, _FILES.split(value or ""))

    def paths_elsewhere(self) -> Iterator[str]:
        """The paths of addresses on other sites, which say what stands there as the name of a file does."""
        addresses = dict.fromkeys(node.attributes["href"] or "" for node in self.select("a[href*='//']"))
        yield from filter(None, (address.partition("//")[2].partition("/")[2].strip("/.") for address in addresses))

    def problems(self) -> Iterator[str]:
        """What the page may not hold or fails to state, each as a sentence."""
        stated = []
        owned: set[str] = set()
        for node in self.nodes():
            if node.is_comment_node and (node.comment_content or "").strip() not in _COMMENTS:
                yield "Sidan har en kommentar som kan gömma text."
            if not node.is_element_node:
                continue
            tag, attributes = str(node.tag), node.attributes
            if (ident := attributes.get("id")) is not None:
                if ident in owned:
                    yield f"Två delar av sidan har samma id, {ident}: den ena kan visas eller gömmas som den andra."
                owned.add(ident)
            if tag == "meta" and "http-equiv" in attributes:
                stated.append(attributes)
            yield from _element_problems(tag, tuple(attributes.items()), tag == "script" and bool(node.text()))
        if stated != [{"http-equiv": "Content-Security-Policy", "content": POLICY}]:
            yield "Sidan saknar den säkerhetspolicy den ska ha, eller har en annan."

    def texts(self) -> Iterator[str]:
        """The page's text: each paragraph, cell and the like whole, then rows, attributes, comments and scripts."""
        block = _Block(self.shown, self.told)
        place = None
        for node in self.nodes():
            if (is_text := node.is_text_node) or node.tag == "img":
                if (parent := block_of(node)) != place:
                    yield from block.ended()
                    place = parent
                block.add(node)
            if is_text:
                continue
            if node.is_comment_node:
                yield node.comment_content or ""
            else:
                tag = node.tag
                if tag not in IN_A_LINE:
                    yield from block.ended()
                elif tag == "br":
                    block.break_line()
                if tag == "table":
                    self.tables.append([])
                elif tag == "tr":
                    cells = node.css("th, td")
                    row = [self.text_of(cell) for cell in cells]
                    yield from map(Cells, dict.fromkeys((" ".join(cell.text() for cell in cells), " ".join(row))))
                    if self.tables:
                        self.tables[-1].append(row)
                yield from (value for value in node.attributes.values() if value)
        yield from block.ended()
        yield from self._around()

    def _around(self) -> Iterator[str]:
        """What stands before and after the page's root element: comments and declarations."""
        for following in (False, True):
            node = self._root
            while node is not None and (node := node.next if following else node.prev) is not None:
                yield (node.comment_content if node.is_comment_node else node.html) or ""


class _Block:
    """The text of one paragraph, cell or the like while it is read."""

    def __init__(self, shown: list[str], told: list[str]) -> None:
        """`shown` gets each text without its footnotes' marks, `told` the same with what its pictures show."""
        self._shown, self._told_texts = shown, told
        self._pieces: list[str]
        self._unmarked: list[str]
        self._told: list[str]
        self._has_picture: bool
        self._begin()

    def _begin(self) -> None:
        self._pieces, self._unmarked, self._told = [], [], []
        self._has_picture = False

    def add(self, node: LexborNode) -> None:
        """A text, or a picture, which is read both as what it shows and as nothing; so is the number of a footnote."""
        if node.tag == "img":
            shown = node.attributes.get("alt") or ""
            self._told.append(f"{_APART}{shown}{_APART}" if len(shown) > 1 else shown)
            self._has_picture = True
            return
        text = node.text_content or ""
        self._pieces.append(text)
        if not _is_footnote_mark(node):
            self._unmarked.append(text)
            self._told.append(text)

    def break_line(self) -> None:
        """Read a line break as a space."""
        for texts in (self._pieces, self._unmarked, self._told):
            texts.append(" ")

    def ended(self) -> Iterator[str]:
        """The text so far, with its footnotes' marks and without and with its pictures, and a new beginning."""
        if not self._pieces and not self._told:
            return
        text = "".join(self._pieces)
        unmarked = "".join(self._unmarked) if len(self._unmarked) < len(self._pieces) else text
        apart = "".join(self._told) if self._has_picture else unmarked
        told = apart.replace(_APART, "")
        spaced = apart.replace(_APART, " ")
        if self._pieces:
            yield text
            self._shown.append(unmarked)
        if unmarked != text:
            yield unmarked
        if told != unmarked:
            yield told
        if spaced.split() != told.split():
            yield spaced
        self._told_texts.append(told)
        self._begin()


def _is_footnote_mark(node: LexborNode) -> bool:
    """True inside a footnote's mark in the text."""
    parent = node.parent
    while parent is not None and parent.tag in IN_A_LINE:
        attributes = parent.attributes
        if parent.tag == "sup" or attributes.get("role") == "doc-noteref" or _NOTE in (attributes.get("class") or ""):
            return True
        parent = parent.parent
    return False


def emptied(cell: LexborNode) -> None:
    """Take away all that a cell says."""
    for inner in [*cell.iter(include_text=True)]:
        inner.decompose()


def texts_of_page(data: bytes) -> Iterator[str]:
    """The pieces of text of a page."""
    return ParsedPage(data).texts()


def block_of(node: LexborNode) -> int:
    """Which block the text stands in: the nearest element that parts it from what is around."""
    parent = node.parent
    while parent is not None and parent.tag in IN_A_LINE:
        parent = parent.parent
    return parent.mem_id if parent is not None else 0


@lru_cache(maxsize=50_000)
def _element_problems(tag: str, listed: tuple[tuple[str, str | None], ...], is_filled_script: bool) -> tuple[str, ...]:
    """What is wrong with one element; the same one stands on many pages."""
    return tuple(_each_problem(tag, {name.lower(): value or "" for name, value in listed}, is_filled_script))


def _each_problem(tag: str, attributes: dict[str, str], is_filled_script: bool) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield f"Elementet {tag} är inte tillåtet."
    if tag == "script" and ("src" not in attributes or is_filled_script):
        yield "Sidan har ett skript i sig."
    loaded = attributes.get("src" if tag == "script" else "href", "")
    if tag in _LOADED and attributes.get("rel") not in _LEADING_LINKS and not _LOADED[tag].fullmatch(loaded):
        yield f"Elementet {tag} hämtar en fil som inte är webbplatsens egen."
    for name, value in attributes.items():
        if name.startswith("on") or name in ("style", "xmlns:xlink"):
            yield f"Attributet {name} är inte tillåtet."
        elif name in _SEARCHED and not _SEARCHED[name].fullmatch(value):
            yield f"Attributet {name} leder till en fil som inte är webbplatsens egen."
        elif name in _ADDRESSES:
            yield from _address_problems(tag, name, value)


def _address_problems(tag: str, name: str, value: str) -> Iterator[str]:
    kind = kind_of_address(value) if value else AddressKind.ANCHOR
    if tag not in _ADDRESSES[name]:
        yield f"Attributet {name} är inte tillåtet på {tag}."
    elif kind is None:
        yield f"Adressen i {name} är av ett otillåtet slag."
    elif kind in (AddressKind.WEB, AddressKind.MAIL) and tag != "a":
        yield f"Elementet {tag} hämtar något från en annan webbplats."
