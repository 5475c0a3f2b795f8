"""What a spreadsheet reckons with: references and numbers with signs between, and calls of functions.

A word that is neither makes a formula an error, which reckons nothing and fetches nothing. So a text with words is one
to read, but for those that stand before a bracket as the name of a function, with something to reckon with inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_CELL = r"\$?[a-z]{1,3}\$?\d{1,7}"
_COLUMNS = r"\$?[a-z]{1,3}\ ?:\ ?\$?[a-z]{1,3}"
_BY_NUMBER = r"r\d{1,7}[ck]\d{1,5}"
_TOKEN = re.compile(rf"""
    (?P<blank>\s+)
    | (?P<call>[^\W\d][\w.]*\s?\()
    | (?P<reference>(?:\$?[^\W\d][\w]*\.)?(?:{_CELL}|{_COLUMNS}|{_BY_NUMBER})(?![\w.]))
    | (?P<number>(?:[.,]?\d[\d.,]*(?:e[-+]?\d{{1,3}})?|true|false|sant|falskt)(?![^\W_]))
    | (?P<text>"[^"]*"?)
    | (?P<word>\$?[\w.]+)
    | (?P<opened>\()
    | (?P<closed>\))
    | (?P<next>[,;])
    | (?P<range>:)
    | (?P<percent>%)
    | (?P<sign>[-+*/^&=<>@])
    | (?P<other>.)
    """, re.IGNORECASE | re.VERBOSE | re.DOTALL)
_DEEPEST = 64
"""How many brackets within brackets a spreadsheet reads."""
_OPERANDS = frozenset({"reference", "number", "text"})
_LAW = re.compile(r"(?:lag|balk|ordning)(?:en)? \(\d{4}:\d{1,4}\)", re.IGNORECASE)
"""A law with its number, which looks like rows."""


class Call(NamedTuple):
    """A word and a bracket that may be a function and what it is given: where it begins and ends."""

    begins: int
    ends: int
    has_more: bool
    """False when only numbers are given."""


def is_reckoned(text: str) -> bool:
    """True when nothing but references and numbers stand there, with what reckons with them between."""
    part = _Part()
    for token in _TOKEN.finditer(text):
        if token.lastgroup in ("call", "text"):
            return False
        part.take(str(token.lastgroup))
    return part.is_reckoned


def calls(text: str) -> Iterator[Call]:
    """Every call with something to reckon with, when no other word stands beside it; an unclosed bracket ends last."""
    if "(" not in text:
        return
    parts = [_Part()]
    done: Call | None = None
    for token in _TOKEN.finditer(text):
        kind = str(token.lastgroup)
        if kind == "blank":
            continue
        if done and kind not in ("word", "call"):
            yield done
        done = None
        match kind:
            case "call" | "opened" if len(parts) <= _DEEPEST:
                parts.append(_Part(token.start(), kind == "call", parts[-1].has_word_beside))
            case "closed" if len(parts) > 1:
                done = parts[-1].call(token.end(), text)
                parts[-2].take_all(parts.pop(), is_live=done is not None)
            case "next" if len(parts) > 1:
                parts[-1].end_piece()
            case _:
                parts[-1].take(kind)
    if done:
        yield done
    while len(parts) > 1:
        if done := parts[-1].call(len(text), text):
            yield done
        parts[-2].take_all(parts.pop(), is_live=done is not None)


@dataclass(slots=True)
class _Part:
    """What is seen so far of a text, or within a bracket of it, divided into the pieces that a function is given."""

    begins: int = 0
    is_call: bool = False
    is_beside_word: bool = False
    last: str = ""
    has_word: bool = False
    has_word_beside: bool = False
    """True when a word stands before, with no sign between that reckons."""
    has_operand: bool = False
    has_more: bool = False
    is_live: bool = False
    is_empty: bool = True

    def take(self, kind: str) -> None:
        """The next token of the piece. Two operands after one another are words, unless both are references."""
        if kind == "blank":
            return
        self.is_empty = False
        if kind in _OPERANDS:
            self.has_operand = True
            self.has_more |= kind != "number"
            if self.last in _OPERANDS and {kind, self.last} != {"reference"}:
                self.has_word = True
        elif kind in ("word", "other"):
            self.has_word = self.has_word_beside = True
        elif kind == "sign":
            self.has_word_beside = False
        if kind != "percent":
            self.last = kind

    def take_all(self, inner: _Part, *, is_live: bool) -> None:
        """What a bracket held; a call in it that reckons is something to reckon with."""
        if inner.is_call and not is_live:
            self.take("word")
            return
        self.take("reference" if is_live or inner.has_more else "number" if inner.has_operand else "other")
        self.has_word |= inner.has_word and not is_live

    def end_piece(self) -> None:
        """One thing that a function is given ends, and the next begins."""
        self.is_live |= self.is_reckoned
        self.last, self.has_word, self.has_word_beside, self.has_operand = "", False, False, False

    @property
    def is_reckoned(self) -> bool:
        return self.has_operand and not self.has_word

    def call(self, ends: int, text: str) -> Call | None:
        """The call that the part is what is given to, or None when it is none."""
        is_live = self.is_live or self.is_reckoned or self.is_empty
        if not self.is_call or self.is_beside_word or not is_live or self._is_law(ends, text):
            return None
        return Call(self.begins, ends, self.has_more or self.is_empty)

    def _is_law(self, ends: int, text: str) -> bool:
        return _LAW.search(text[max(self.begins, ends - 30):ends]) is not None
