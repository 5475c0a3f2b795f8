"""Stars, underscores and backticks that Markdown takes away, though they were meant to be seen.

Markdown pairs them wherever a word or a sign touches them: in `fields with (*) are shown, and (*) are not` all that
stands between is drawn in italics, and neither star is seen. Emphasis is meant where its marks stand outside a text:
the first after a space or a sign that opens something, right before what the text begins with, and the last likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

LONE_MARK = "lone_mark"
"""Emphasis whose marks were signs of their own, or stood inside a word."""
LONE_TICK = "lone_tick"
"""Code whose marks were."""

_OPENERS = r"(\[{“‘‚„«»”’\"'‹›"
_CLOSERS = r")\]}“‘”’»«\"'‹›"
_AROUND = r"\s\-‐–—/|:…*"
"""What may stand on either side of emphasis, beside signs that open or close something."""
_BEFORE = re.compile(rf"[{_OPENERS}{_AROUND}<>,;!?·•]\Z|\A\Z")
_AFTER = re.compile(rf"[{_CLOSERS}{_AROUND}<>.,;!?%·•]|\Z")
_LETTER = r"(?:[^\W_]|[^\x00-\x7f“‘‚„«»”’‹›–—…§°\s])"
"""A letter or a digit, or a picture."""
_BEGINS = re.compile(rf"[{_OPENERS}:…]*(?:[§#&@+<>≤≥€$£%*−–—-]\s?)?[{_OPENERS}]*{_LETTER}")
_ENDS = re.compile(rf"{_LETTER}(?:\s?[§#&+<>€$£%°*−–—…-]){{0,3}}(?:\[\]|[{_CLOSERS}.,;:!?…])*\Z")
_LOOKED_AT = 12
"""Signs at each end of a text that are looked at."""
_QUOTES = frozenset("”“’‘\"'»«")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}", **{each: each for each in _QUOTES}}
_TOLD = 30
_SPOKEN = frozenset({"text", "text_special", "code_inline", "image", "html_inline", "myst_role"})
_SOLID = frozenset({"code_inline", "image", "myst_role"})
"""What counts as a word, whatever signs it is made of."""


def lone_marks(children: list[Token]) -> Iterator[tuple[str, str]]:
    """Each mark in running text that would be missed, by its kind, with the text right after it."""
    seen, places = _seen(children)
    opened: list[int] = []
    for child, place in zip(children, places, strict=True):
        if child.type in ("em_open", "strong_open"):
            opened.append(place)
        elif child.type in ("em_close", "strong_close") and not _is_emphasis(seen, begins := opened.pop(), place):
            yield from ((LONE_MARK, seen[mark:mark + _TOLD]) for mark in (begins, place))
        elif child.type == "code_inline" and not _is_code(seen, place, child.content):
            yield LONE_TICK, child.content[:_TOLD]


def _seen(children: list[Token]) -> tuple[str, list[int]]:
    """The text as a reader sees it, and where in it each token begins; code and pictures are as long, but letters."""
    parts: list[str] = []
    places: list[int] = []
    length = 0
    for child in children:
        places.append(length)
        part = " " if child.type in ("softbreak", "hardbreak") else child.content if child.type in _SPOKEN else ""
        if child.type in _SOLID:
            part = f"x{part[1:-1]}x"[:max(len(part), 1)]
        parts.append(part)
        length += len(part)
    return "".join(parts), places


def _is_emphasis(seen: str, begins: int, ends: int) -> bool:
    before, after = seen[max(begins - 1, 0):begins], seen[ends:ends + 1]
    if before in _QUOTES and seen[begins:begins + 1] in _QUOTES:
        return False
    return (_BEFORE.match(before) is not None and _AFTER.match(after) is not None
            and _BEGINS.match(seen, begins, min(begins + _LOOKED_AT, ends)) is not None
            and _ENDS.search(seen, max(ends - _LOOKED_AT, begins), ends) is not None)


def _is_code(seen: str, begins: int, code: str) -> bool:
    """False for a backtick right after a letter and before one, as an apostrophe, and for two that stand by themselves.

    A letter after code is the end of a word, as in "`lint`ens".
    """
    before, after = seen[max(begins - 1, 0):begins], seen[begins + len(code):begins + len(code) + 1]
    if before.isalnum() and code[:1].isalnum():
        return False
    is_first_alone = before and _CLOSED_BY.get(before) == code[:1] and code[1:2].isspace()
    is_last_alone = after and _CLOSED_BY.get(code[-1:]) == after and code[-2:-1].isspace()
    return not (is_first_alone or is_last_alone)
