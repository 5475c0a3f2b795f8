"""What of a page belongs together though it stands apart: rows, columns, and headings with their sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from regelratt.app.publishing.page_markup import ParsedPage

_HEADINGS = {**{f"h{level}": level for level in range(1, 7)}, "dt": 7}
"""Elements that say what follows is about, by their level."""
_ELSEWHERE = frozenset({"aside", "footer", "nav"})
"""Elements that belong to no section."""
_PARAGRAPHS = "p, li, dd, blockquote, figcaption, summary"


def groups_of(page: ParsedPage, is_named: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Pairs of a text that says what something is about, and the text that belongs to it."""
    for paragraph in page.select(_PARAGRAPHS):
        yield paragraph.text(), paragraph.text()
    for table in page.select("table"):
        yield from _groups_of_table(table)
    yield from _sections(page, is_named)


def _groups_of_table(table: LexborNode) -> Iterator[tuple[str, str]]:
    rows = [row.css("th, td") for row in table.css("tr")]
    spanning: list[tuple[str, int]] = []
    for row in rows:
        text = " ".join([*(text for text, _ in spanning), *(cell.text() for cell in row)])
        yield text, text
        spanning = [(text, left - 1) for text, left in spanning if left > 1]
        spanning += [(cell.text(), left - 1) for cell in row if (left := _span(cell)) > 1]
    for index, head in enumerate(rows[0] if rows else ()):
        yield head.text(), " ".join(row[index].text() for row in rows[1:] if len(row) > index)
    for caption in table.css("caption"):
        yield caption.text(), " ".join(cell.text() for row in rows for cell in row)


def _span(cell: LexborNode) -> int:
    span = cell.attributes.get("rowspan") or ""
    return int(span) if span.isdecimal() else 1


def _sections(page: ParsedPage, is_named: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Each heading that names something, with all text up to the next heading that is not below it."""
    open_ones: list[tuple[int, str, list[str]]] = []
    for node in page.nodes():
        level = _HEADINGS.get(str(node.tag), 0 if node.tag in _ELSEWHERE else None)
        if level is not None:
            while open_ones and open_ones[-1][0] >= level:
                _, heading, text = open_ones.pop()
                yield heading, " ".join(text)
            if level and is_named(node.text()):
                open_ones.append((level, node.text(), []))
        elif node.is_text_node:
            for _, _, text in open_ones:
                text.append(node.text_content or "")
    for _, heading, text in open_ones:
        yield heading, " ".join(text)
