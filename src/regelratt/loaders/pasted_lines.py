"""Lines that a word processor or a spreadsheet made points, cells or headings of, and that Markdown runs together.

No sign is lost: what is lost is that each stood on a line of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_NUMBER = r"(?:[0-9]{1,3}|[A-Za-zÅÄÖåäö]|[ivxIVX]{2,5})"
_POINT = re.compile(
    rf"(?:[•·▪●○◦‣⁃∙–—]\s*|-(?=[^\W\d]))\S|[0-9]{{1,3}}[.)](?=[^\W\d])|[A-Za-zÅÄÖåäö]\)\s*\S"
    rf"|(?:[A-Za-zÅÄÖåäö]|[ivxIVX]{{2,5}})[.)]\s|\({_NUMBER}\)\s*\S|o\s+\S"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}\.?\s+[A-ZÅÄÖ]")
"""What begins a point there: a sign, number or letter of its own, or one of Markdown's without the blank."""
_SIGNS = frozenset({"So", "Sm", "Pd", "Sk"})
"""Kinds of signs that are drawn before points, of which there are thousands (Unicode, General_Category)."""
_CELLS = re.compile(r"[^\t ][^\t]*?(?:\t+|(?<! ) {3,})\S")
"""A row with something that parts two cells there."""
_HEADING = re.compile(r"#{2,6}[^\W\d]")
"""A heading without its blank; one `#` alone is before a tag."""


def lost_lines(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind of what a paragraph has lost, its first line, and how many lines down it stands."""
    rows = [row.strip() for row in text.split("\n")]
    for below, row in enumerate(rows):
        if _HEADING.match(row):
            yield "lost_heading", row, below
    for kind, is_one in (("lost_points", _is_point), ("lost_cells", _CELLS.match)):
        first = next((number for number, (one, other) in enumerate(pairwise(rows))
                      if is_one(one) and is_one(other)), None)
        if first is not None:
            yield kind, rows[first], first
            return


def _is_point(row: str) -> bool:
    """True for a row that begins as a point of another program; a sign before a number may belong to it."""
    if _POINT.match(row):
        return True
    sign, rest = row[:1], row[1:].lstrip("\ufe0e\ufe0f")
    return not sign.isascii() and unicodedata.category(sign) in _SIGNS and rest != "" and not rest[0].isdecimal()
