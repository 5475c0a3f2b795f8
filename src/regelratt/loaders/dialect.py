"""How Markdown is read here, by lint and by the build alike: what an author wrote is shown, or the page is refused.

The parser that MyST uses leaves out what lies deeper than a limit of its own, and every line that begins with a
percent sign. Neither can happen to a parser that has been through `restrain`.
"""

from __future__ import annotations

import sys

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from regelratt.loaders.otherwise_written import tell_what_is_written_otherwise
from regelratt.loaders.reference_labels import keep_labels

DEEPEST_TEXT = 10
"""How many lists, points and quotes may stand around a text: five lists in one another, or ten quotes."""

DEEPEST_MARKUP = 20
"""How many links, brackets and emphases may stand around a word."""

_SWALLOWED = ("myst_line_comment",)
"""Markup that makes text vanish; without it, its signs are text like any other."""


class TooDeepError(Exception):
    """Something lies deeper than it may; `line` counts from 0 in the text that was parsed."""

    kind = "deep_text"
    """What lint notes at the line."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


def restrain(markdown: MarkdownIt) -> None:
    """Keep a parser from leaving anything out: what it would have passed over in silence is a `TooDeepError`."""
    markdown.disable(list(_SWALLOWED))
    markdown.options["maxNesting"] = sys.maxsize
    markdown.block.ruler.before(markdown.block.ruler.get_all_rules()[0], "depth", _refuse_deep_block)
    markdown.inline.ruler.before(markdown.inline.ruler.get_all_rules()[0], "depth", _refuse_deep_markup)
    markdown.core.ruler.at("inline", _parse_inlines)
    keep_labels(markdown)
    tell_what_is_written_otherwise(markdown)


def _refuse_deep_block(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # the parser's own call
    if state.level > DEEPEST_TEXT:
        raise TooDeepError(start)
    return False


def _refuse_deep_markup(state: StateInline, _silent: bool) -> bool:  # the parser's own call
    if state.level > DEEPEST_MARKUP:
        raise TooDeepError
    return False


def _parse_inlines(state: StateCore) -> None:
    """The parser's own rule, with the line told of what is too deep."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        try:
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        except TooDeepError as found:
            raise TooDeepError(token.map[0] if token.map else 0) from found
        if any(child.level > DEEPEST_MARKUP for child in token.children):
            raise TooDeepError(token.map[0] if token.map else 0)
