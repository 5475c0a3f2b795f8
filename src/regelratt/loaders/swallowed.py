"""Rows that a cell has swallowed because a quote was lost: what such a cell looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_FEWEST_COMMAS = 2
"""With fewer a line looks like nothing but a sentence."""
_DIGITS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def looks_swallowed(text: str, width: int) -> bool:
    """True when a text of several lines has the commas of rows with `width` cells, whatever spaces follow them.

    A cell that opened in one row and closed in the same column of a later one has as many commas as those rows.
    """
    first, *others = (line.count(",") for line in text.split("\n") if line.strip())
    commas = max(_FEWEST_COMMAS, width - 1)
    return any(count >= commas for count in others) or (
        width > _FEWEST_COMMAS and bool(others) and first + sum(others) == len(others) * (width - 1))


def heads(text: str, place: int) -> Iterator[str]:
    """What would be the keys if the lines of a text were rows with the key in that place, counted from 0."""
    for line in text.split("\n")[1:]:
        cells = line.split(",", place + 1)
        if len(cells) > place + 1:
            yield cells[place].strip()


def form(key: str) -> str:
    """How a key is made: its runs of letters and of digits as one sign each. Empty for a mere word."""
    made = _LETTERS.sub("a", _DIGITS.sub("0", key))
    return "" if made in ("a", "0", "") or " " in made else made


def begins_like_rows(text: str, place: int, forms: Collection[str]) -> bool:
    """True when a line of a text begins with a key in one of the forms."""
    return any(made in forms for each in heads(text, place) if (made := form(each)))
