"""Phone numbers in what stands under a word for phones: tables, lists and paragraphs of pages, and data in files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from selectolax.lexbor import LexborNode

from regelratt.app.disclosure.numbers.cued_phones import FEWEST_DIGITS
from regelratt.app.disclosure.numbers.titled_phones import is_phone_title, titled_numbers
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import readings
from regelratt.app.disclosure.together.data_values import data_in, keyed_values
from regelratt.app.disclosure.together.page_groups import HEADINGS
from regelratt.app.disclosure.together.read_together import Table
from regelratt.domain.personal_number import digits_in

_PARTS = frozenset({"li", "dt", "dd", "td", "th"})
_DIGIT = re.compile(r"\d")
_LISTS = frozenset({"ul", "ol", "dl"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "img", "mark", "small", "span", "strong", "sub", "sup", "u"})


def phones_in_file(called: Sequence[str], tables: Sequence[Table], text: str) -> Iterator[str]:
    """The numbers in a file to fetch that is called, or whose keys are, as a list of phones, each after a word for it.
    """
    is_titled = any(map(is_phone_title, called))
    if data_in(text) is not None:
        yield from _under_keys(text, is_titled=is_titled)
    elif is_titled and tables:
        yield from chain.from_iterable(map(_in_table, tables))
    elif is_titled:
        yield from _in_lines(text.splitlines())


def phones_in_page(page: ParsedPage, called: Sequence[str], blocks: Iterable[str]) -> Iterator[str]:
    """The numbers in the tables, lists and paragraphs of a page that stand under such a title, and in its `blocks` of
    data.
    """
    for block in blocks:
        yield from _under_keys(block, is_titled=False)
    is_titled = any(map(is_phone_title, called))
    if not is_titled and not any(map(_is_title, page.told)):
        return
    tables = iter(page.tables)
    above: list[tuple[int, bool]] = []
    before = _TextBefore()
    for node in page.nodes():
        tag = str(node.tag)
        level = HEADINGS.get(tag) if tag != "dt" else None
        if level is not None:
            above = [*(each for each in above if each[0] < level), (level, _is_title(page.text_of(node)))]
        is_below = is_titled or any(title for _, title in above)
        if tag == "table":
            rows = next(tables, [])
            captions = map(page.text_of, node.css("caption"))
            if is_below or _is_title(before.of(node)) or any(map(_is_title, captions)) or _has_title(rows):
                yield from _in_table(rows)
        elif tag in _LISTS and (is_below or _is_title(before.of(node))):
            yield from _in_list(page, node)
        elif tag == "p" and is_below:
            yield from _in_lines([page.text_of(node)])
        before.add(node)


class _TextBefore:
    """The text of the block that a list or a table follows on."""

    def __init__(self) -> None:
        self._text, self._block, self._of = "", "", ""
        self._is_new = True

    def add(self, node: LexborNode) -> None:
        """The next node of the page."""
        if not node.is_text_node:
            if node.tag not in _INLINE:
                self._block, self._is_new = str(node.tag), True
        elif text := (node.text_content or "").strip():
            self._text = text if self._is_new else f"{self._text} {text}"
            self._of = self._block
            self._is_new = False

    def of(self, node: LexborNode) -> str:
        """The text, but for that of a point or a cell that does not hold the list or table."""
        parent = node.parent
        while parent is not None and parent.tag == "div":
            parent = parent.parent
        is_held = parent is not None and parent.tag == self._of
        return self._text if self._of not in _PARTS or is_held else ""


def _in_table(rows: Table) -> Iterator[str]:
    """Each cell with a number, by the head of its column and the first cell of its row."""
    head = rows[0] if rows and not any(map(_DIGIT.search, rows[0])) else ()
    for row in rows:
        for place, cell in enumerate(row):
            if _DIGIT.search(cell):
                heads = [row[0] if place else "", head[place] if place < len(head) else ""]
                yield from _numbers(heads, cell)


def _in_list(page: ParsedPage, listed: LexborNode) -> Iterator[str]:
    """Each point with a number, those of a list of terms by their term."""
    term = ""
    for point in listed.css("dt, dd") if listed.tag == "dl" else listed.iter():
        text = page.text_of(point)
        if point.tag == "dt":
            term = text
        yield from _numbers([term], text)


def _in_lines(lines: Iterable[str]) -> Iterator[str]:
    yield from chain.from_iterable(_numbers((), line) for line in lines)


def _under_keys(text: str, *, is_titled: bool) -> Iterator[str]:
    """The values in a JSON text that stand under such a key, or in a file that is called as one."""
    for keys, value in keyed_values(text):
        if _DIGIT.search(value) and (is_titled or any(map(_is_title, keys))):
            yield from _numbers(keys, value)


def _numbers(heads: Sequence[str], text: str) -> Iterator[str]:
    if digits_in(text) >= FEWEST_DIGITS:
        nearer = [plain for head in heads for plain in readings(head)]
        yield from (found for plain in readings(text) for found in titled_numbers(nearer, plain.strip()))


@lru_cache(maxsize=20_000)
def _is_title(text: str) -> bool:
    """True for such a title in any reading; the same texts stand on many pages."""
    return text != "" and any(map(is_phone_title, readings(text)))


def _has_title(rows: Table) -> bool:
    """True when a table begins with a row of one text that is such a title."""
    first = [*filter(None, rows[0])] if len(rows) > 1 else []
    return len({*first}) == 1 and len(rows[1]) > 1 and _is_title(first[0])
