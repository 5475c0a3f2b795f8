"""What a table or a list on a page stands under and right beside, asked for before the page is as it will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from selectolax.lexbor import LexborNode

from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.page_groups import HEADINGS, HOLDING

_BLOCKS = frozenset({"table", "ul", "ol"})


class BlockHeadings:
    """The headings of a page that has these names too, gone through once for all its blocks."""

    def __init__(self, page: ParsedPage, called: Sequence[str]) -> None:
        self._page, self._called = page, called
        self._beside: dict[int, list[str]] = {}

    def around(self, block: LexborNode) -> list[str]:
        """Titles, the heading before a block, what it is called, and the text before and after it."""
        return [*self._titles, *self.under(block)]

    def under(self, block: LexborNode) -> list[str]:
        """The same without the title of the page, which has that of the site."""
        if block.mem_id not in self._beside:
            captions = (each.text() for each in block.css("caption"))
            heading = self._before.get(block.mem_id, "")
            self._beside[block.mem_id] = [*self._called, *self._firsts, *captions, heading, *_beside(block)]
        return self._beside[block.mem_id]

    @cached_property
    def _titles(self) -> list[str]:
        return [each.text() for each in self._page.select("title")]

    @cached_property
    def _firsts(self) -> list[str]:
        return [each.text() for each in self._page.select("h1")]

    @cached_property
    def _before(self) -> dict[int, str]:
        """The heading before each block."""
        heading, found = "", {}
        for node in self._page.nodes():
            if node.tag in HEADINGS:
                heading = node.text()
            elif node.tag in _BLOCKS:
                found[node.mem_id] = heading
        return found


def _beside(block: LexborNode) -> Iterator[str]:
    """The text of what stands before a block and of what stands after it, in whatever both are held together."""
    for is_after in (False, True):
        node: LexborNode | None = block
        while node is not None and node.tag not in HOLDING:
            other = node.next if is_after else node.prev
            while other is not None and not other.text().strip():
                other = other.next if is_after else other.prev
            if other is not None:
                yield other.text() if other.tag != "table" and not other.css("table") else ""
                break
            node = node.parent
