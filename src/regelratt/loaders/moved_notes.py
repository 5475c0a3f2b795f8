"""Footnotes and definitions of addresses that leave what they stand in empty: the build moves them to the page's end.

Both are meant to stand by themselves, last on the page. In a point, a quote or another footnote, or alone under a
heading, they look like what it is about, and a reader finds nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

INNER_NOTE = "inner_note"
"""A footnote in a point, a quote or another footnote."""
INNER_DEFINITION = "inner_definition"
"""A definition of an address in one."""
LONE_NOTE = "lone_note"
"""A footnote that is all there is under a heading, or in a box or an object."""
LONE_DEFINITION = "lone_definition"
"""A definition that is."""

_HOLDERS = frozenset({"list_item", "blockquote", "footnote_reference"})
_MOVED = {
    "footnote_reference_open": (INNER_NOTE, LONE_NOTE), "definition": (INNER_DEFINITION, LONE_DEFINITION)}
"""What is said of each where it stands in something, and where it stands alone."""


def moved_notes(tokens: Iterable[Token], *, is_page: bool) -> Iterator[tuple[str, str, int]]:
    """Each by its kind, with its name and its line from 0; `is_page` when the text is no body of a directive.

    Under the last heading of a page footnotes stand where the reader looks for them.
    """
    held, level, has_text = 0, 0, False
    alone: list[tuple[str, str, int]] = []
    for token in tokens:
        kind, line = token.type, token.map[0] if token.map else 0
        if kind in _MOVED and held:
            yield _MOVED[kind][0], str(token.meta["label"]), line
        if kind.removesuffix("_open").removesuffix("_close") in _HOLDERS:
            held += token.nesting
        if token.level or token.nesting < 0:
            continue
        if kind in _MOVED:
            alone.append((_MOVED[kind][1], str(token.meta["label"]), line))
        elif kind == "heading_open":
            if not has_text and int(token.tag[1]) <= level:
                yield from alone[:1]
            level, has_text, alone = int(token.tag[1]), False, []
        else:
            has_text = True
    is_shown_here = is_page and (level == 0 or any(kind == LONE_NOTE for kind, _, _ in alone))
    if not has_text and not is_shown_here:
        yield from alone[:1]
