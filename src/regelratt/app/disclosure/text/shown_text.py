"""What a page says to its reader, as the search index has it."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from regelratt.app.disclosure.text.cells import CELL_END
from regelratt.app.disclosure.text.page_markup import IN_A_LINE, block_of


def shown_text(data: bytes) -> str:
    """What a page says to its reader under its menus, with single spaces; lists of pages and of results left out.

    The cells of tables are parted by a sign, so that a row of numbers is not read as one.
    """
    page = LexborHTMLParser(data)
    article = page.css_first("article") or page.css_first("main")
    if article is None:
        return ""
    for each in article.css(".toctree-wrapper, .headerlink, nav, tr[data-kontrollpunkt]"):
        each.decompose()
    told: list[str] = []
    block, cell = 0, None
    for node in article.traverse(include_text=True):
        if node.is_text_node:
            text = node.text_content or ""
            if text.strip() and (now := _cell_of(node)) != cell:
                told.append("" if cell is None else CELL_END)
                cell = now
            # Coloured code is many elements in one line, which a reader sees as one text.
            told += ["" if block_of(node) == block else " ", text]
            block = block_of(node)
        elif node.tag not in IN_A_LINE or node.tag == "br":
            told.append(" ")
    return " ".join("".join(told).split())


def _cell_of(node: LexborNode) -> int:
    """Which cell of a table the text stands in; 0 for none."""
    parent = node.parent
    while parent is not None and parent.tag not in ("td", "th"):
        parent = parent.parent
    return parent.mem_id if parent is not None else 0
