"""Which quotes, points and footnotes a line stands in by its own signs, beside those that Markdown draws it into.

Markdown lets a paragraph go on without the `>` and the blanks of what it stands in, and it always goes on in the
innermost quote or point. A reader of the source takes such a line for the text around, or for a text by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

_QUOTE = re.compile(r" *> ?")
_POINT = re.compile(r" *(?:[-+*]|[0-9]{1,9}[.)])(?: {1,4}(?=[^ ])| |$)")
_NOTE = re.compile(r" *\[\^[^\]]+\]: *")
_LEAST_OF_POINT = 2
"""Columns that a point's text is moved to the right of its sign, when the line is not as Markdown writes it."""
_NOTE_INDENT = 4
_OPENINGS = {"blockquote_open": _QUOTE, "list_item_open": _POINT, "footnote_reference_open": _NOTE}
_CLOSINGS = frozenset(name.replace("_open", "_close") for name in _OPENINGS)
_BEGINNING = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open", "heading_open"})
_ENDED = frozenset({"bullet_list_close", "ordered_list_close", "footnote_reference_close", "list_item_close"})
_MOST_INDENT = 3
"""Columns to the right that Markdown takes for none; with one more the text is code."""
_BROKEN_BY = {"ordered_list_open": "broken_number", "heading_open": "heading_sign"}
POINT_SIGN = "-"
"""The only sign of a point: any other says something by itself in running text, as `+ 2 grader` and `* exkl. moms`."""
_AMOUNT = re.compile(
    r"\s*=|[\W_]*(?:\d|[¼-¾⅐-⅞]|(?:ca|cirka|circa|omkring|ungefär|runt|nästan|halva|hälften|hundra|tusen|"
    r"(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|(?:fjor|fem|sex|sjut|ar|nit)ton|(?:tjugo|trettio|fyrtio|"
    r"femtio|sextio|sjuttio|åttio|nittio)\w*))\b)")
"""How a text begins that may follow *more than*; a quotation that begins with a number in words has a capital."""
LOOKED_BACK = 40
"""Tokens before one that tell whether it breaks off a text: as many as may end at once after that text."""
LOOKED_ON = 3
"""Tokens from one on that tell what it begins with."""
_PARAGRAPH = 3
"""Tokens of a paragraph: its opening, its text and its end."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """One quote, point or footnote around a text."""

    kind: str
    line: int
    begins: int
    """Column, from 0, where its text begins on that line."""
    width: int
    """How many columns to the right of what is around it the text begins."""
    label: str = ""
    """Of a footnote."""
    indent: int = 0
    """How many columns to the right of what is around it its sign stands."""


class Nesting:
    """Follows the quotes, points and footnotes of a text, from the outermost in."""

    def __init__(self) -> None:
        self._holders: list[_Holder] = []
        self._ended = _Holder("", 0, 0, 0)
        """The quote, point or footnote that ended last."""

    def follow(self, token: Token, row: str, line: int) -> None:
        """Take in the next token, with the line of the file that it begins on."""
        if token.type in _CLOSINGS:
            self._ended = self._holders.pop()
        elif token.type in _OPENINGS:
            row = row.expandtabs(4)
            begins = self._reached(row, line)[0]
            found = _OPENINGS[token.type].match(row, begins)
            width = found.end() - begins if found else _LEAST_OF_POINT
            label, indent = str(token.meta.get("label", "")), _blanks(row, begins)
            self._holders.append(_Holder(token.type, line, begins + width, width, label, indent))

    @property
    def note(self) -> str:
        """The label of the footnote that the text stands in; empty outside footnotes."""
        return next((each.label for each in self._holders if each.label), "")

    def text_of(self, row: str, line: int) -> str:
        """What the row says without the signs of what it stands in."""
        return row.expandtabs(4)[self._reached(row.expandtabs(4), line)[0]:]

    def has_left(self, before: Token, token: Token, row: str, line: int) -> int:
        """How many blanks a text needs to belong to the point or footnote right above it; 0 if it is rightly placed.

        It is moved to the right, which a reader takes for belonging there, but not far enough for Markdown.
        """
        if before.type not in _ENDED or token.type == "definition" or token.nesting < 0:
            return 0
        row = row.expandtabs(4)
        indent = _blanks(row, self._reached(row, line)[0])
        if not (self._ended.indent if before.type == "list_item_close" else 0) < indent <= _MOST_INDENT:
            return 0
        quotes = [place for place, each in enumerate(self._holders, start=1) if each.kind == "blockquote_open"]
        return sum(_width(each) for each in (*self._holders[max(quotes, default=0):], self._ended))

    def is_double(self, token: Token, line: int) -> bool:
        """True for a list whose sign stands right after that of the point that it would be in, and is not seen."""
        around = self._holders[-1] if self._holders else self._ended
        return token.type == "bullet_list_open" and (around.kind, around.line) == ("list_item_open", line)

    def breaks_off(self, before: list[Token], token: Token) -> bool:
        """True for a list, quote or heading that begins in the middle of a paragraph: its sign may be a minus.

        A list or quote is meant after a colon, and a list right under the text of a point is.
        """
        if token.type == "heading_open":
            text = next((each for each in reversed(before) if each.nesting >= 0), token)
            return text.type == "inline" and before[-1].type != "heading_close" and (
                (text.map or [0, 0])[0] + text.content.count("\n") + 1 == (token.map or [0, 0])[0])
        if token.type not in _BEGINNING or len(before) < _PARAGRAPH or before[-1].type != "paragraph_close":
            return False
        if self._holders and self._holders[-1].kind == "list_item_open" and token.type != "blockquote_open":
            return False
        opening, text = before[-_PARAGRAPH], before[1 - _PARAGRAPH]
        lines = (opening.map or [0, 0])[1:] + (token.map or [0, 0])[:1]
        return len(set(lines)) == 1 and not text.content.rstrip("*_ ").endswith(":")

    def stray_rows(self, rows: list[str]) -> Iterator[tuple[str, str, int]]:
        """The first line of a paragraph that goes on in a quote, point or footnote whose signs it lacks."""
        for below, row in enumerate(rows[1:] if self._holders else (), start=1):
            reached, missing = self._reached(row.expandtabs(4))
            if missing is None:
                continue
            said, before = row.strip("> \t"), row.expandtabs(4)[:reached]
            if missing.kind == "blockquote_open":
                yield ("stray_inner_quote" if ">" in before else "stray_quote"), said, below
            else:
                is_inner = row[reached:reached + 1].isspace() or any(
                    each.kind == "list_item_open" for each in self._holders[:self._holders.index(missing)])
                yield ("stray_inner_point" if is_inner else "stray_point"), said, below
            return

    def _reached(self, row: str, line: int = 0) -> tuple[int, _Holder | None]:
        """How far in the row the signs of what is around it lead, and the outermost that it has no sign of."""
        column = 0
        for holder in self._holders:
            if holder.line == line:
                column = holder.begins
            elif holder.kind == "blockquote_open":
                if not (found := _QUOTE.match(row, column)):
                    return column, holder
                column = found.end()
            else:
                blanks = _blanks(row, column)
                is_note = holder.kind == "footnote_reference_open"
                if blanks < (1 if is_note else holder.width):
                    return column, holder
                column += min(blanks, _NOTE_INDENT) if is_note else holder.width
        return column, None


def _blanks(row: str, column: int) -> int:
    """How many blanks the row has from that column on."""
    return len(row) - column - len(row[column:].lstrip(" "))


def _width(holder: _Holder) -> int:
    """How many blanks put a later line in a point or footnote."""
    return _NOTE_INDENT if holder.kind == "footnote_reference_open" else holder.width


def misplaced(
    nesting: Nesting, before: list[Token], tokens: list[Token], row: str, line: int,
) -> Iterator[tuple[str, str, int]]:
    """What is wrong with where a block begins, and the text or number that tells it.

    `tokens` are the one that begins it and those after.
    """
    token = tokens[0]
    if before and (blanks := nesting.has_left(before[-1], token, row, line)):
        yield "left_point", str(blanks), 0
    elif kind := _lost_sign(nesting, before, tokens, line):
        yield kind, nesting.text_of(row, line).strip(), 0


def _lost_sign(nesting: Nesting, before: list[Token], tokens: list[Token], line: int) -> str:
    """What is wrong with the sign that a block begins with."""
    token = tokens[0]
    if before and nesting.is_double(token, line):
        return "double_sign"
    if before and nesting.breaks_off(before, token):
        return _BROKEN_BY.get(token.type, "broken_off")
    if token.type == "bullet_list_open" and token.markup != POINT_SIGN:
        return "point_sign"
    if [each.type for each in tokens[:2]] == ["blockquote_open", "blockquote_close"]:
        return "empty_quote"
    return "lost_comparison" if token.type == "blockquote_open" and _is_amount(tokens[1:]) else ""


def _is_amount(tokens: list[Token]) -> bool:
    """True when a quote begins with a text that its sign may say *more than* about."""
    return tokens[0].type == "paragraph_open" and _AMOUNT.match(tokens[1].content) is not None
