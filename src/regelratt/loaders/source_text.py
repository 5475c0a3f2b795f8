"""A source document's text to statements: sentences, list points and headings, each with its place and hash.

Knows nothing about any one document. A break only ever stands in whitespace, so no text is lost:
the statements in order, normalised and joined by a space, are the normalised source.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WINDOW = 120
"""How many characters before and after a gap that may decide whether it is a break."""

_LINE_BREAK = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BULLETS = frozenset("•·▪▫◦‣●○■□⁃∙*")
_UNIFIED = str.maketrans({
    **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("”“„‟»«", '"'), **dict.fromkeys("’‘‚‛′`´", "'"), "…": "...",
})

_DASH_POINT = re.compile(r"[-‐‑‒–—―−]\s+(?=\S)")
_BULLET_POINT = re.compile(rf"[{re.escape(''.join(_BULLETS))}]\s*(?=\S)")
_LETTERED_POINT = re.compile(r"(?:[a-zåäö]|\d{1,2})\)")
_NUMBERED_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.\s+(?=[^\W\d_])")
_ONLY_A_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.")
_SENTENCE_END = re.compile(r"[.!?…][)\]\"”’»]*$")
_FIRST_SIGN = re.compile(r"[^\W_]")
_LAST_WORD = re.compile(r"[^\s(\[\"”“„'’«»/]+$")
_TAKES_LETTER_OR_NUMBER = frozenset(
    "avsnitt bilaga bilagan bokstav den kapitel kap kap. klockan kl kl. led leden nr nr. nummer punkt punkten "
    "punkterna sid sid. sida sidan steg tabell till version och eller".split()
)
"""A number or letter after one of these words belongs to it and opens nothing."""

_NEVER_LAST = frozenset(
    "ang. art. bil. bl. bl.a. c:a ca. d.v.s. dir. dnr. dvs. ex. ev. exkl. enl. f.d. forts. fr. fr.o.m. inkl. jfr. "
    "jmf. kap. kl. m.a.o. max. min. mom. nr. p.g.a. pga. prop. resp. s.a.s. s.k. sid. skr. t.ex. tex. t.o.m. tel. "
    "tfn.".split()
)
"""Abbreviations that something always follows."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a source: its text as it stands there, and where."""

    text: str
    start: int
    end: int
    line: int
    column: int

    @property
    def digest(self) -> str:
        """The hash that a ledger keeps instead of the text."""
        return digest_of(self.text)


def normalise(text: str) -> str:
    """The text as it is hashed: NFC, case-folded, white space collapsed, quotes, dashes and bullets unified."""
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    folded = unicodedata.normalize("NFC", visible.casefold()).translate(_UNIFIED)
    return " ".join("-" if word in _BULLETS else word for word in folded.split())


def digest_of(text: str) -> str:
    """SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()


def split_statements(text: str) -> list[Statement]:
    """Every statement of the text in order."""
    return _Splitter(text).statements()


class _Splitter:
    """Decides for each run of white space whether a statement ends there."""

    def __init__(self, text: str) -> None:
        self.text = text

    def statements(self) -> list[Statement]:
        bounds = [0]
        for gap in re.finditer(r"\s+", self.text):
            if self._is_break(bounds[-1], gap.start(), gap.end()):
                bounds.append(gap.end())
        bounds.append(len(self.text))
        found = (self._statement(start, end) for start, end in pairwise(bounds))
        return [each for each in found if each is not None]

    def _statement(self, start: int, end: int) -> Statement | None:
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        kept = piece.strip()
        if not normalise(kept):
            return None
        line = bisect_right(self._line_starts, start)
        return Statement(kept, start, start + len(kept), line, start - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.text))]

    def _is_break(self, opened: int, start: int, end: int) -> bool:
        left = self.text[max(opened, start - _WINDOW):start]
        right = self.text[end:end + _WINDOW]
        if not left.strip() or not right:
            return False
        if not _LINE_BREAK.isdisjoint(self.text[start:end]):
            return _breaks_line(left, right)
        if _opens_point(left, right):
            return True
        if start - opened < _WINDOW and _ONLY_A_NUMBER.fullmatch(left):
            return False
        return ends_sentence(left) and not _continues(right)


def ends_sentence(left: str) -> bool:
    """True when a sentence can end with the last sign of `left`; the dots that lead to a page number cannot."""
    if left.endswith("....") or not _SENTENCE_END.search(left):
        return False
    word = _last_word(left)
    return word not in _NEVER_LAST and not re.fullmatch(r"[^\W\d_]\.", word)


def _breaks_line(left: str, right: str) -> bool:
    """A line break ends a statement, unless the next line plainly goes on with the same sentence."""
    if _DASH_POINT.match(right) or _BULLET_POINT.match(right) or _LETTERED_POINT.match(right):
        return True
    if left.endswith((":", ";")) or ends_sentence(left):
        return True
    return not _continues(right) and _last_word(left) not in _NEVER_LAST


def _opens_point(left: str, right: str) -> bool:
    """True when a list point or a numbered heading begins in the middle of a line."""
    if _BULLET_POINT.match(right):
        return True
    dash = _DASH_POINT.match(right)
    if dash:
        return left.endswith((".", ":", ";", "!", "?")) and not _continues(right[dash.end():])
    if _last_word(left) in _TAKES_LETTER_OR_NUMBER or left.count("(") > left.count(")"):
        return False
    heading = _NUMBERED_HEADING.match(right)
    if heading:
        return not _continues(right[heading.end():])
    return _LETTERED_POINT.match(right) is not None


def _continues(right: str) -> bool:
    """True when the first letter or digit is a small letter, or there is none."""
    first = _FIRST_SIGN.search(right)
    return first is None or first[0].islower()


def _last_word(left: str) -> str:
    found = _LAST_WORD.search(left)
    return found[0].casefold() if found else ""
