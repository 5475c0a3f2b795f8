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
_BEGINNING = frozenset({"bullet_list_open", "ordered_list_open", "blockquote_open"})
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


class Nesting:
    """Follows the quotes, points and footnotes of a text, from the outermost in."""

    def __init__(self) -> None:
        self._holders: list[_Holder] = []

    def follow(self, token: Token, row: str, line: int) -> None:
        """Take in the next token, with the line of the file that it begins on."""
        if token.type in _CLOSINGS:
            self._holders.pop()
        elif token.type in _OPENINGS:
            row = row.expandtabs(4)
            begins = self._reached(row, line)[0]
            found = _OPENINGS[token.type].match(row, begins)
            width = found.end() - begins if found else _LEAST_OF_POINT
            self._holders.append(_Holder(token.type, line, begins + width, width, str(token.meta.get("label", ""))))

    @property
    def note(self) -> str:
        """The label of the footnote that the text stands in; empty outside footnotes."""
        return next((each.label for each in self._holders if each.label), "")

    def text_of(self, row: str, line: int) -> str:
        """What the row says without the signs of what it stands in."""
        return row.expandtabs(4)[self._reached(row.expandtabs(4), line)[0]:]

    def breaks_off(self, before: list[Token], token: Token) -> bool:
        """True for a list or quote that begins in the middle of a paragraph: its sign may be a minus or a comparison.

        It is meant after a colon, and a list right under the text of a point is.
        """
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
                blanks = len(row) - column - len(row[column:].lstrip(" "))
                is_note = holder.kind == "footnote_reference_open"
                if blanks < (1 if is_note else holder.width):
                    return column, holder
                column += min(blanks, _NOTE_INDENT) if is_note else holder.width
        return column, None
