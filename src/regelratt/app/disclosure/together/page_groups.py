"""What of a page belongs together though it stands apart: rows, columns, and headings with their sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product, zip_longest

from selectolax.lexbor import LexborNode

from regelratt.app.disclosure.results.answer_tables import labelled, with_count
from regelratt.app.disclosure.text.page_markup import ParsedPage

HEADINGS = {**{f"h{level}": level for level in range(1, 7)}, "dt": 7}
"""Elements that say what follows is about, by their level."""
_ELSEWHERE = frozenset({"aside", "footer", "nav"})
"""Elements that belong to no section."""
_PARAGRAPHS = "p, li, dd, blockquote, figcaption, summary, pre"
_PARAGRAPHS_AND_CELLS = f"{_PARAGRAPHS}, td, th"
_OF_MANY = {"ul": "li", "ol": "li", "dl": "dt, dd", "table": "tr"}
"""Blocks of many parts, and their parts."""
_WHOLE = frozenset({"p", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "summary", "dt", "li"})
"""Blocks of one part."""
_PARTED = frozenset({"p", "pre", "blockquote", "figcaption", "summary", "li", "dd", "td", "th"})
"""Elements whose text is no part of the sentence before."""
HOLDING = frozenset({"section", "article", "main", "body", "td", "th", "li"})
"""Elements that hold blocks of their own."""
_NOTE_MARKS = "a[role=doc-noteref], a.footnote-reference"
_SIGN = r"(\*{1,3}|[\u2020\u2021]|\(\d{1,2}\)|\d{1,2}\))"
_SIGNED = re.compile(rf"\s*{_SIGN}\s*(?=\w)")
"""How a note begins that is only told by its sign."""
_SIGN_AFTER = re.compile(rf"(?<=\w)\s?{_SIGN}")
_TITLE = re.compile(r"[^\W\d_][\w -]{1,60}:?")
"""A line of code that may be a heading above the others."""
_CELLS = " | "
"""What parts texts that are no part of each other's sentences."""
_OF_FACTS = 2
"""Columns of a table where each row has what is asked and what is answered."""
_APART = 2
"""How far apart two blocks may stand and be read together: one more may stand between."""


def groups_of(page: ParsedPage, is_telling: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Pairs of a text that says what something is about, and the text that belongs to it."""
    for paragraph in page.select(_PARAGRAPHS):
        yield page.text_of(paragraph), page.text_of(paragraph)
    for table in page.select("table"):
        yield from _groups_of_table(page, table)
    yield from _notes(page)
    yield from ((own, _CELLS.join(below)) for own, below in (*_nested(page), *_quoted(page)) if is_telling(own))
    yield from _sections(page, is_telling)


def whole_text(page: ParsedPage) -> str:
    """All that a page says below its menus, without the results that are open."""
    texts = (text for top in page.select("main") or page.select("body")
             for block in _blocks(top) for text in _parts(page, block))
    return _CELLS.join((*texts, *labelled(page.tables)))


def neighbours_of(page: ParsedPage) -> Iterator[tuple[str, str]]:
    """Pairs of texts that are read together: blocks that stand after each other.

    Of a list or table each part is paired with the block beside the whole, and points of a list with those after
    them. A row whose result is open is left out.
    """
    blocks: list[list[str]] = []
    for top in page.select("main") or page.select("body"):
        blocks += filter(None, (_parts(page, block) for block in _blocks(top)))
    for index, one in enumerate(blocks):
        for other in blocks[index + 1:index + 1 + _APART]:
            if len(one) == 1 or len(other) == 1:
                yield from product(one, other)
    for listed in lists_of(page):
        for index, point in enumerate(listed):
            yield from ((point, other) for other in listed[index + 1:index + 1 + _APART])


def stretches_of(page: ParsedPage, names: Callable[[str], bool]) -> Iterator[str]:
    """What stands after each other on a page as one text, up to a heading with another name.

    Tables of more than two columns say more of others than of what stands beside them, and are left out.
    """
    stretch: list[str] = []
    for top in page.select("main") or page.select("body"):
        for block in _blocks(top):
            if str(block.tag) in HEADINGS and names(page.text_of(block)):
                yield _CELLS.join(stretch)
                stretch = []
            if block.tag != "table" or all(len(row.css("th, td")) <= _OF_FACTS for row in block.css("tr")):
                stretch += _parts(page, block)
    yield _CELLS.join(stretch)


def lists_of(page: ParsedPage) -> Iterator[list[str]]:
    """The points of each list."""
    for points in page.select("ul, ol, dl"):
        yield [page.text_of(point) for point in points.iter()]


def lines_under_headings(page: ParsedPage) -> Iterator[tuple[str, list[str]]]:
    """The lines of lists, terms and code, and of headings, each block with the heading that it stands under."""
    above: list[tuple[int, str]] = []
    for heading in page.select("h1, h2, h3, h4, h5, h6"):
        above = _with_heading(above, page, heading)
        yield above[-2][1] if len(above) > 1 else "", [above[-1][1]]
    yield from _nested(page)
    yield from _quoted(page)
    for over, node in _under_headings(page):
        if node.tag in ("ul", "ol"):
            yield over, [page.text_of(point) for point in node.iter()]
        elif node.tag == "dl":
            term = ""
            for each in node.iter():
                if each.tag == "dd":
                    yield over, [f"{term}: {page.text_of(each)}"]
                term = page.text_of(each) if each.tag == "dt" else term
        elif node.tag == "pre":
            first, *rest = page.text_of(node).splitlines() or [""]
            yield over, [first, *rest]
            if _TITLE.fullmatch(first):
                yield first, rest


def titles_of_tables(page: ParsedPage) -> Iterator[list[str]]:
    """All headings that each table of a page stands under, and its caption."""
    above: list[tuple[int, str]] = []
    for node in page.nodes():
        if node.tag in HEADINGS:
            above = _with_heading(above, page, node)
        elif node.tag == "table":
            yield [*(text for _, text in above), *map(page.text_of, node.css("caption"))]


def _with_heading(
    above: Sequence[tuple[int, str]], page: ParsedPage, heading: LexborNode
) -> list[tuple[int, str]]:
    """The headings with their levels that what follows a heading stands under: it, and those before that are higher."""
    level = HEADINGS[str(heading.tag)]
    return [*(each for each in above if each[0] < level), (level, page.text_of(heading))]


def facts_under_headings(page: ParsedPage) -> Iterator[tuple[str, list[str]]]:
    """The rows of each table in two columns, with the heading that it stands under."""
    for heading, node in _under_headings(page):
        if node.tag == "table":
            yield heading, [": ".join(cells) for cells in _cells_of(page, node) if len(cells) == _OF_FACTS]


def _under_headings(page: ParsedPage) -> Iterator[tuple[str, LexborNode]]:
    """Every other node of a page with the heading before it."""
    heading = ""
    for node in page.nodes():
        if node.tag in HEADINGS:
            heading = page.text_of(node)
        else:
            yield heading, node


def _nested(page: ParsedPage) -> Iterator[tuple[str, list[str]]]:
    """Each point that has a list of its own, as a heading above the points of that."""
    for point in page.select("li"):
        below = [each for listed in point.iter() if listed.tag in ("ul", "ol") for each in listed.iter()]
        if below:
            yield _own_text(page, point).strip(), [page.text_of(each) for each in below]


def _quoted(page: ParsedPage) -> Iterator[tuple[str, list[str]]]:
    """The first paragraph of each quotation that has others, as a heading above them."""
    for quoted in page.select("blockquote"):
        parts = [*quoted.iter()]
        if len(parts) == 1 and parts[0].tag == "div":
            parts = [*parts[0].iter()]
        first, *rest = map(page.text_of, parts or [quoted])
        if rest:
            yield first, rest


def branches_of(page: ParsedPage) -> Iterator[list[str]]:
    """Each point that has lists of its own: what it says itself, and then each point below it."""
    for point in page.select("li"):
        below = [each for listed in point.iter() if listed.tag in _OF_MANY for each in listed.css("li, dt, dd")]
        if below:
            yield [_own_text(page, point), *map(page.text_of, below)]


def _own_text(page: ParsedPage, point: LexborNode) -> str:
    """What a point says itself, without its lists."""
    return " ".join(page.text_of(each) for each in point.iter(include_text=True) if each.tag not in _OF_MANY)


def _blocks(top: LexborNode) -> Iterator[LexborNode]:
    """The blocks below an element in their order, looking into those that only hold others."""
    for node in top.iter():
        if node.tag in _OF_MANY or node.tag in _WHOLE:
            yield node
        elif node.tag not in _ELSEWHERE:
            inner = list(_blocks(node))
            yield from inner or [node]


def _parts(page: ParsedPage, block: LexborNode) -> list[str]:
    """The texts that a block is made of."""
    selector = _OF_MANY.get(str(block.tag))
    nodes = block.css(selector) if selector else [block]
    told = _rows_of(page, block) if block.tag == "table" else map(page.text_of, nodes)
    return [text for node, text in zip(nodes, told, strict=True)
            if node.mem_id not in page.open_rows and text.strip()]


def _rows_of(page: ParsedPage, table: LexborNode) -> Iterator[str]:
    """The cells of each row, its numbers with what they count."""
    rows = _cells_of(page, table)
    for cells in rows:
        yield _CELLS.join(with_count(name, cell) for name, cell in zip_longest(
            rows[0][:len(cells)], cells, fillvalue=""))


def _notes(page: ParsedPage) -> Iterator[tuple[str, str]]:
    """Each text that has a note, with the note."""
    notes = {node.attributes["id"]: node for node in page.select("aside[id], li[id], p[id], div[id]")}
    for mark in page.select(_NOTE_MARKS):
        note = notes.get((mark.attributes.get("href") or "").removeprefix("#"))
        about = mark.parent
        while about is not None and about.tag not in (*_WHOLE, "td", "th", "dd"):
            about = about.parent
        if note is not None and about is not None:
            # The mark's number stands right after the word that has the note.
            yield from _both_ways(page.text_of(about).replace(mark.text(), " "), page.text_of(note))
    for node in page.select("a[title]"):
        if len(text := page.text_of(node).strip()) > 1:
            yield from _both_ways(text, node.attributes["title"] or "")
    texts = [page.text_of(node) for node in page.select(_PARAGRAPHS_AND_CELLS)]
    signed = {found[1]: text[found.end():] for text in texts if (found := _SIGNED.match(text))}
    for text in texts if signed else ():
        yield from (pair for sign in dict.fromkeys(_SIGN_AFTER.findall(text)) if sign in signed
                    for pair in _both_ways(text.replace(sign, " "), signed[sign]))


def _both_ways(about: str, note: str) -> Iterator[tuple[str, str]]:
    """A note as what is said of a text, and as what sorts it."""
    yield from ((about, note), (note, about))


def _groups_of_table(page: ParsedPage, table: LexborNode) -> Iterator[tuple[str, str]]:
    rows = [row.css("th, td") for row in table.css("tr")]
    spanning: list[tuple[str, int]] = []
    above = ""
    for row in rows:
        text = _CELLS.join([*(text for text, _ in spanning), *(page.text_of(cell) for cell in row)])
        if row and above and not page.text_of(row[0]).strip():
            text = f"{above}{_CELLS}{text}"
        yield text, text
        above = text
        spanning = [(text, left - 1) for text, left in spanning if left > 1]
        spanning += [(page.text_of(cell), left - 1) for cell in row if (left := _span(cell)) > 1]
    for index, head in enumerate(rows[0] if rows else ()):
        yield page.text_of(head), _CELLS.join(page.text_of(row[index]) for row in rows[1:] if len(row) > index)
    whole = _CELLS.join((*_rows_of(page, table), *labelled([_cells_of(page, table)])))
    for caption in table.css("caption"):
        yield page.text_of(caption), whole


def _cells_of(page: ParsedPage, table: LexborNode) -> list[list[str]]:
    return [[page.text_of(cell) for cell in row.css("th, td")] for row in table.css("tr")]


def _span(cell: LexborNode) -> int:
    span = cell.attributes.get("rowspan") or ""
    return int(span) if span.isdecimal() else 1


def _sections(page: ParsedPage, is_telling: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Each heading that tells something, with all text up to the next heading that is not below it."""
    open_ones: list[tuple[int, str, list[str]]] = []
    in_tables: set[int] = set()
    for node in page.nodes():
        level = HEADINGS.get(str(node.tag), 0 if node.tag in _ELSEWHERE else None)
        if level is not None:
            while open_ones and open_ones[-1][0] >= level:
                _, heading, text = open_ones.pop()
                yield heading, " ".join(text)
            for _, _, text in open_ones:
                text.append(_CELLS)
            if level and is_telling(page.text_of(node)):
                open_ones.append((level, page.text_of(node), []))
        elif node.tag in _PARTED:
            for _, _, text in open_ones:
                text.append(_CELLS)
        elif node.tag == "table" and open_ones:
            in_tables.update(each.mem_id for each in node.traverse(include_text=True))
            told = _CELLS.join(("", *_rows_of(page, node), *labelled([_cells_of(page, node)]), ""))
            for _, _, text in open_ones:
                text.append(told)
        elif (node.is_text_node or node.tag == "img") and node.mem_id not in in_tables:
            for _, _, text in open_ones:
                text.append((node.text_content if node.is_text_node else node.attributes.get("alt")) or "")
    for _, heading, text in open_ones:
        yield heading, " ".join(text)
