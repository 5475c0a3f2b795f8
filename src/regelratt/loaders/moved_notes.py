"""Footnotes and definitions of addresses that leave what they stand in empty: the build moves them to the page's end.

Both are meant to stand by themselves, last on the page. In a point or a quote, or alone under a heading, they look like
what the point or the heading is about, and a reader finds nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

INNER_NOTE = "inner_note"
"""A footnote in a point or a quote."""
INNER_DEFINITION = "inner_definition"
"""A definition of an address in one."""
LONE_NOTE = "lone_note"
"""A footnote that is all there is under a heading, or in a box or an object."""

_HOLDERS = {"list_item_open": 1, "list_item_close": -1, "blockquote_open": 1, "blockquote_close": -1}
_NOTE = "footnote_reference_open"


def moved_notes(tokens: Iterable[Token], *, is_page: bool) -> Iterator[tuple[str, str, int]]:
    """Each by its kind, with its name and its line from 0; `is_page` when the text is no body of a directive.

    Under the last heading of a page footnotes stand where the reader looks for them.
    """
    held, level, has_text, note = 0, 0, False, None
    for token in tokens:
        line = token.map[0] if token.map else 0
        held += _HOLDERS.get(token.type, 0)
        if held and token.type == _NOTE:
            yield INNER_NOTE, str(token.meta["label"]), line
        elif held and token.type == "definition":
            yield INNER_DEFINITION, str(token.meta["label"]), line
        if token.level or token.nesting < 0 or token.type == "definition":
            continue
        if token.type == _NOTE:
            note = note or (LONE_NOTE, str(token.meta["label"]), line)
        elif token.type == "heading_open":
            if note and not has_text and int(token.tag[1]) <= level:
                yield note
            level, has_text, note = int(token.tag[1]), False, None
        else:
            has_text = True
    if note and not has_text and not is_page:
        yield note
