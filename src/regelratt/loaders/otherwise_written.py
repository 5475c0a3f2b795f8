"""Signs written with a backslash or as a code, and shown without it: refused where the text meant what it says.

A backslash before a sign that would mark something is needed. After a word, a colon or another backslash it is a part
of a path, and so it is last on a line: there Markdown takes it away and says nothing.
"""

from __future__ import annotations

import re
import string

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, entity, escape

from regelratt.loaders.page_text import first_misleading

LOST_BACKSLASH = "lost_backslash"
"""The token after a sign whose backslash is not shown though nothing needs it."""
LOST_LINE_END = "lost_line_end"
"""The token before a line break that is made of a backslash."""
SHOWN_BACKSLASH = "shown_backslash"
"""The token after a backslash before a number first on a line: it is shown, and was meant to keep off a list."""
DRAWN_CODE = "drawn_code"
"""The token after a character that can be seen, and is written as a code."""
CODE_IN_TITLE = "code_in_title"
"""The same in the title of an object, which is shown as it is written."""
DRAWN_ADDRESS = "drawn_address"
"""The token after an address that is shown with other characters than it is written with."""

_ESCAPED = frozenset(string.punctuation)
"""What Markdown takes a backslash away before; before anything else it is shown."""
_MARKS = frozenset("*_[]()<>{}#|`~+-.!&:=^")
"""What may mark something, so that it may need a backslash to be a sign."""
_IN_PATHS = frozenset(":./\\$%~@")
"""What stands before a backslash in a path, beside letters and digits."""
_IN_NO_PATH = frozenset("<>`")
"""Marks that no path has, so that a backslash before one is never a part of it."""
_SOFT_HYPHEN = "\xad"
_OPENED_BY = {")": "(", "]": "[", "}": "{", ">": "<"}
_WITHIN = 500
"""How many characters back the sign that opens is looked for; a bound, since each backslash looks."""
_LIST_NUMBER = re.compile(r"(?:\A|\n)[ \t]*[0-9]{1,9}\Z")
_MISPLACED = re.compile(r"\\[0-9]{1,9}\\?[.)](?!\S)")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*\Z")
_BEFORE = 40
"""How many characters back the beginning of a line is looked for: blanks and the longest number of a point."""
_SHOWN = 30
"""Signs on each side of a backslash that are told, up to the nearest space."""


def tell_what_is_written_otherwise(markdown: MarkdownIt) -> None:
    """Let a parser mark every such sign with a token of its own."""
    markdown.inline.ruler.at("escape", _escape)
    markdown.inline.ruler.at("entity", _entity)
    markdown.inline.ruler.at("autolink", _autolink)


def _escape(state: StateInline, silent: bool) -> bool:  # the parser's own call
    begins = state.pos
    if not silent and state.src.startswith("\\\n", begins, state.posMax):
        state.push(LOST_LINE_END, "", 0).content = _around(state.src, begins)
    is_found = escape(state, silent)
    if is_found and not silent and state.src[begins + 1] in _ESCAPED and not _is_needed(state.src, begins):
        state.push(LOST_BACKSLASH, "", 0).content = _around(state.src, begins)
    is_misplaced = _MISPLACED.match(state.src, begins) and _matches_before(_LINE_START, state.src, begins)
    if is_found and not silent and is_misplaced:
        state.push(SHOWN_BACKSLASH, "", 0).content = _around(state.src, begins)
    return is_found


def _matches_before(pattern: re.Pattern[str], text: str, ends: int) -> bool:
    """True when the pattern, which ends at the end of a text, matches what stands before a place."""
    return pattern.search(text, max(ends - _BEFORE, 0), ends) is not None


def _is_needed(text: str, begins: int) -> bool:
    """True when the backslash there keeps a sign from marking something, as far as what stands around it tells."""
    sign, before, after = text[begins + 1], text[max(begins - 1, 0):begins], text[begins + 2:begins + 3]
    if sign not in _MARKS:
        return False
    if sign in _IN_NO_PATH:
        return True
    is_escaped = begins > 1 and text[begins - 2] == "\\" and not before.isalnum()
    if is_escaped or not (before.isalnum() or before in _IN_PATHS) or not before:
        return True
    if sign in ".)" and _matches_before(_LIST_NUMBER, text, begins):
        return True
    if sign == "*" and before.isdigit() and after.isdigit():
        return True
    opening = "\\" + _OPENED_BY.get(sign, sign)
    return not after.isalnum() and text.find(opening, max(begins - _WITHIN, 0), begins) >= 0


def _around(text: str, begins: int) -> str:
    """The word that a backslash stands in, or ends."""
    before = re.split(r"\s", text[max(begins - _SHOWN, 0):begins])[-1]
    return before + re.split(r"\s", text[begins:begins + _SHOWN])[0]


def _entity(state: StateInline, silent: bool) -> bool:  # the parser's own call
    is_found = entity(state, silent)
    if is_found and not silent:
        drawn = state.tokens[-1]
        # What nobody sees can hardly be written in another way: spaces and soft hyphens may, and the rest is told of.
        if not (drawn.content.isspace() or drawn.content == _SOFT_HYPHEN or first_misleading(drawn.content)):
            state.push(DRAWN_CODE, "", 0).content = drawn.markup
    return is_found


def _autolink(state: StateInline, silent: bool) -> bool:  # the parser's own call
    begins = state.pos
    is_found = autolink(state, silent)
    if is_found and not silent:
        shown = state.tokens[-2].content
        if shown != state.src[begins + 1:state.pos - 1] and not first_misleading(shown):
            state.push(DRAWN_ADDRESS, "", 0).content = shown
    return is_found
