"""Stars, underscores and backticks that Markdown takes away, though they were meant to be seen.

Markdown pairs them wherever a word or a sign touches them: in `fields with (*) are shown, and (*) are not` all that
stands between is drawn in italics, and neither star is seen. Emphasis is meant where its marks stand around words that
are whole: no bracket opens on one side of a mark and closes on the other, and no number goes on over it. Marks that
Markdown could only pair in part, as in `**not* so`, are told too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markdown_it.token import Token

LONE_MARK = "lone_mark"
"""Emphasis whose marks were signs of their own, or stood inside a word."""
LONE_TICK = "lone_tick"
"""Code whose marks were."""
UNEVEN_MARKS = "uneven_marks"
"""Emphasis in emphasis of the same kind."""

_OPENERS = r"(\[{“‘‚„«»”’\"'‹›"
_CLOSERS = r")\]}“‘”’»«\"'‹›"
_AROUND = r"\s\-‐–—/|:…<>,;.!?·•=+≈~&"
"""What may stand on either side of emphasis, beside signs that open or close something."""
_BEFORE = re.compile(rf"[{_OPENERS}{_AROUND}]|\Z")
_AFTER = re.compile(rf"[{_CLOSERS}{_AROUND}%‰§$]|\Z")
_LETTER = r"(?:[^\W_]|[^\x00-\x7f“‘‚„«»”’‹›–—…§°\s])"
"""A letter or a digit, or a picture."""
_WORD = re.compile(_LETTER)
_PLAIN_WORD = re.compile(r"[^\W_]")
_PICTURES = frozenset({"So", "Sm", "Sc"})
"""Categories of signs that are no part of a word: emoji, ®, arrows and currencies. Those in ASCII are told above."""
_PICTURE_ENDS = frozenset("\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""What an emoji may end with: how it is drawn, the key around it, and its tone."""
_BEGINS_OUTSIDE = re.compile(r"[)\]},;/\\|\s]|\.(?!\.\.)")
_ENDS_OUTSIDE = frozenset("([{\\|")
_POINT = re.compile(r"(?:[^\W_]{1,20}[ .]{1,2}){0,2}[^\W_]{1,20}\)")
"""What begins a point in running text, as `a)` and `Steg 1)`."""
_ALONE = re.compile(r"[–—−…→←§]+|(?<=\*\*)[-+!?&%:#@=]")
"""What may be emphasised by itself between blanks, or in a cell; with one star some signs are a pattern of files."""
_STOPS = frozenset(".,;:!?")
"""What may follow a sign between two stars on either side."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_QUOTES = frozenset("”“’‘\"'»«")
_PAIRS = "()[]{}<>‹›⟨⟩〈〉《》「」『』【】〔〕（）［］｛｝＜＞"
_CLOSED_BY = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_SLASHES = frozenset("/\\")
_OPENS_BLANK = re.compile(r"\s(?!.*\s\Z)", re.DOTALL)
_ENDS_BLANK = re.compile(r"\A\S.*\s\Z", re.DOTALL)
"""Code with a blank on one side only, which is the blank between two words of a text."""
_TOLD = 30
_MARKS = frozenset("*_")
_TAGS = {1: "em", 2: "strong"}
"""What emphasis with so many marks is drawn as."""
_SPOKEN = frozenset({"text", "text_special", "code_inline", "image", "html_inline", "myst_role"})
_SOLID = frozenset({"code_inline", "image", "myst_role"})
"""What counts as a word, whatever signs it is made of."""


def lone_marks(children: list[Token]) -> Iterator[tuple[str, str]]:
    """Each mark in running text that would be missed, by its kind, with the text right after it."""
    seen, places = _seen(children)
    opened: list[tuple[str, int]] = []
    for child, place in zip(children, places, strict=True):
        if child.type in ("em_open", "strong_open"):
            opened.append((child.markup, place))
        elif child.type in ("em_close", "strong_close"):
            mark, begins = opened.pop()
            if not _is_emphasis(seen, begins, place, mark):
                yield from ((LONE_MARK, seen[each:each + _TOLD]) for each in (begins, place))
            elif child.tag in (_TAGS[len(each)] for each, _ in opened):
                yield UNEVEN_MARKS, seen[begins:place][:_TOLD]
        elif child.type == "code_inline" and not _is_code(seen, place, child.content):
            yield LONE_TICK, child.content[:_TOLD]


def _seen(children: list[Token]) -> tuple[str, list[int]]:
    """The text as a reader sees it, and where in it each token begins.

    Code and pictures are as long, but letters, and a mark with a backslash before is a sign that marks nothing.
    """
    parts: list[str] = []
    places: list[int] = []
    length = 0
    for child in children:
        places.append(length)
        part = " " if child.type in ("softbreak", "hardbreak") else child.content if child.type in _SPOKEN else ""
        if child.type in _SOLID:
            part = f"x{part[1:-1]}x"[:max(len(part), 1)]
        elif child.type == "text_special" and part in _MARKS:
            part = "•"
        parts.append(part)
        length += len(part)
    return "".join(parts), places


def _is_emphasis(seen: str, begins: int, ends: int, mark: str) -> bool:
    """True when the marks stand around whole words; two of them are hardly ever signs, so they may part a word."""
    before, after, text = seen[max(begins - 1, 0):begins], seen[ends:ends + 1], seen[begins:ends]
    is_followed = after.strip() and not (mark == "**" and after in _STOPS)
    is_alone = mark[0] == "*" and not before.strip() and not is_followed
    if is_alone and _ALONE.fullmatch(f"{mark}{text}", len(mark)):
        return True
    if not _WORD.search(text) or text[-1] in _ENDS_OUTSIDE or (before in _QUOTES and text[0] in _QUOTES):
        return False
    if mark[0] == "_" and _is_path(before, text, seen[ends:ends + 2]):
        return False
    if _stand_alone((before, text[0]), (text[-1], after)):
        return False
    if _BEGINS_OUTSIDE.match(text) and (len(mark) == 1 or text[0] != "."):
        return False
    is_point = _POINT.fullmatch(text) and seen.count("(", 0, begins) <= seen.count(")", 0, begins)
    if not is_point and any(text.count(opening) != text.count(closing) for opening, closing in _BRACKETS):
        return False
    has_word = _PLAIN_WORD.search(text) is not None
    is_begun = _BEFORE.match(before) is not None or (has_word and _is_picture(before))
    is_ended = _AFTER.match(after) is not None or (has_word and (_is_picture(after) or _is_raised(after)))
    if before == "." and len(mark) == 1:
        is_begun = text[-1].isalnum()
    is_part = not any(map(str.isspace, text)) and text[0].isalnum() and (text[-1].isalnum() or len(mark) > 1)
    if is_part and not is_begun and len(mark) > 1:
        is_begun = before.isalpha() or _is_raised(before)
    may_go_on = is_part and (after.isalnum() if len(mark) > 1 else after.isalpha())
    return is_begun and (is_ended or may_go_on)


def _is_path(before: str, text: str, after: str) -> bool:
    """True for underscores in the name of a file or folder, as `__init__.py`, `_build/runs_` and `__pycache__/`."""
    is_joined = before in _SLASHES or after[:1] in _SLASHES or (after[:1] == "." and after[1:].isalnum())
    return is_joined or (not any(map(str.isspace, text)) and not _SLASHES.isdisjoint(text))


def _is_picture(sign: str) -> bool:
    return sign in _PICTURE_ENDS or (not sign.isascii() and unicodedata.category(sign) in _PICTURES)


def _is_raised(sign: str) -> bool:
    """True for a number that is no digit of a larger one, as ² and ½."""
    return sign != "" and unicodedata.category(sign) == "No"


def _is_code(seen: str, begins: int, code: str) -> bool:
    """False for a backtick right after a letter and before one or a blank, as an apostrophe, or before a letter and
    after a blank, as a quotation mark, and for two that stand by themselves.

    A letter after code is the end of a word, as in "`lint`ens".
    """
    before, after = seen[max(begins - 1, 0):begins], seen[begins + len(code):begins + len(code) + 1]
    if before.isalnum() and (code[:1].isalnum() or _OPENS_BLANK.match(code)):
        return False
    if after.isalnum() and _ENDS_BLANK.search(code):
        return False
    first = (before, code[:1]) if code[1:2].isspace() else ("", "")
    last = (code[-1:], after) if code[-2:-1].isspace() else ("", "")
    return not (_stand_alone(first, last) or any(one in _QUOTES and one == other for one, other in (first, last)))


def _stand_alone(first: tuple[str, str], last: tuple[str, str]) -> bool:
    """True for two marks that each stand between signs: one between brackets, or both between a sign and its like."""
    if any(one != "" and _CLOSED_BY.get(one) == other for one, other in (first, last)):
        return True
    return all(one == other and one != "" and not (one.isalnum() or one.isspace()) for one, other in (first, last))
