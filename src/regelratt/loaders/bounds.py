"""How much work a page may be: the parser's steps are counted while it reads, and too many end the reading.

Counted steps are the same on every machine, so what is refused does not depend on the clock. A step's weight is
microseconds, measured for markdown-it-py and rounded up; `bench/lint.py` shows the sums beside the clock. A page may
take about two seconds for each megabyte. What is refused is markup without text between, not much text.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_inline import StateInline

_ALWAYS_READ = 100_000
"""Microseconds that any page may take, however dense."""
_PER_CHARACTER = 1.6
"""Microseconds for each character that a larger page may take."""
_BLOCK_STEP = 16
_RULED_STEP = 30
"""What a block takes more when the line below it may make it a table or a heading."""
_HEADING_STEP = 12
"""What a heading takes more than another line: it opens a section, and is looked up among the page's others."""
_CELL_STEP = 10
MOST_COLUMNS = 100
"""Columns that a table may have. A page shows far fewer, and the build takes long over each cell of a heading."""
_INLINE_STEP = 7
_AGAIN_STEP = 1.2
"""What it takes to pass over a piece of text that was looked at before, on the way to the end of a bracket."""
PER_TOKEN = 2
PER_ADDRESS = 30
PER_DIRECTIVE = 60
_DEARER = {"<": 25, "[": 8, "]": 14, "(": 60, "!": 8}
"""What a sign adds to a step: the parser looks further ahead from it. It stops at a parenthesis after a bracket only,
when what begins there has been looked through and is no address.
"""
LONGEST_PARAGRAPH = 20_000
"""Characters that one paragraph, heading or cell may have; brackets are sought to its end, again and again."""
_RUN = re.compile(r"[*_]+")
_HEADING = re.compile(r"[ \t]*#")
_RULE = re.compile(r"[ \t]*[-=|:]")
_PER_EMPHASIS = 3
_KEY = "regelratt_work"
_ALTERNATIVES = ["paragraph", "reference", "blockquote", "list", "footnote_def", "table", "heading"]


class TooComplexError(Exception):
    """A page takes more work than it may; `line` is where the reading ended, counted from 1 in the file."""

    kind = "too_complex"
    """What lint notes at the line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class WideTableError(TooComplexError):
    """A table has more columns than it may; `line` is that of its heading."""

    kind = "wide_table"


class Work:
    """What is left of the work that one page may take, and how far the reading has come."""

    def __init__(self, size: int) -> None:
        """For a page of `size` characters."""
        self.left = max(_ALWAYS_READ, _PER_CHARACTER * size)
        self.first_line = 1
        """Line of the file where the text being read begins."""
        self.columns = 0
        """Columns of the table being read: the parser fills up every row to that many cells."""
        self._line = 0
        self._references: dict[str, Any] = {}
        """Definitions of addresses hold for the whole page, also inside directives below them."""

    @property
    def line(self) -> int:
        """The line of the file that the reading has come to."""
        return self.first_line + self._line

    def environment(self, first_line: int) -> MutableMapping[str, Any]:
        """What the parser carries with it while it reads a text that begins on `first_line`."""
        self.first_line = first_line
        return {_KEY: self, "references": self._references}

    def step(self, weight: float, line: int | None = None) -> None:
        """Count one step; TooComplexError when it is one too many."""
        if line is not None:
            self._line = line
        self.left -= weight
        if self.left < 0:
            raise TooComplexError(self.line)


def count_steps(markdown: MarkdownIt) -> None:
    """Let a parser count its steps in the `Work` that it is given; without one it reads without bound."""
    first_block = markdown.block.ruler.get_all_rules()[0]
    markdown.block.ruler.before(first_block, "count", _count_block, {"alt": _ALTERNATIVES})
    markdown.block.ruler.at("table", _count_table, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.before(markdown.inline.ruler.get_all_rules()[0], "count", _count_inline)
    plain = markdown.inline.skipToken

    def skip(state: StateInline) -> None:
        """What the parser has looked at it passes over without asking any rule, so no rule can count it."""
        if state.pos in state.cache and (work := state.env.get(_KEY)):
            work.step(_AGAIN_STEP)
        plain(state)

    markdown.inline.skipToken = skip  # type: ignore[method-assign]  # the parser has no rule for it


def _count_block(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:  # the parser's own call
    if work := state.env.get(_KEY):
        if state.parentType == "table":
            # The parser asks before each row whether something else begins there, and then makes its cells.
            more = _CELL_STEP * work.columns
        else:
            is_ruled = start + 1 < state.lineMax and _RULE.match(state.src, state.bMarks[start + 1])
            is_heading = _HEADING.match(state.src, state.bMarks[start])
            more = (_RULED_STEP if is_ruled else 0) + (_HEADING_STEP if is_heading else 0)
        work.step(_BLOCK_STEP + more, start)
    return False


def _count_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # the parser's own call
    work = state.env.get(_KEY)
    if work and not silent and table(state, start, end, True):
        rule = state.src[state.bMarks[start + 1]:state.eMarks[start + 1]]
        work.columns = rule.strip(" \t|").count("|") + 1
        if work.columns > MOST_COLUMNS:
            raise WideTableError(work.first_line + start)
        # The parser makes the cells of the heading at once.
        work.step(_CELL_STEP * work.columns, start)
    return table(state, start, end, silent)


def _count_inline(state: StateInline, _silent: bool) -> bool:  # the parser's own call
    if work := state.env.get(_KEY):
        if len(state.src) > LONGEST_PARAGRAPH:
            raise TooComplexError(work.line)
        run = _RUN.match(state.src, state.pos)
        more = _PER_EMPHASIS * len(run[0]) if run else _DEARER.get(state.src[state.pos], 0)
        work.step(_INLINE_STEP + more)
    return False
