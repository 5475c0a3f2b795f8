"""Numbers that count something, and rows of hours, days, chapters or codes: none of a person or a phone."""

from __future__ import annotations

import re

_JOINING = re.compile(r" ?([-/]) ?")
_SPAN = re.compile(r"(?:[01]?\d|2[0-4])(?:-(?:[0-2]?\d|3[01])|/(?:[0-2]?\d|3[01])|[.:][0-5]\d)")
"""Hours or chapters from one to another, a month and its day, a time of the day."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AREA_CODE = re.compile(r"0[1-689]\d{0,2}(?:-0\d{1,2})?")
"""None of a mobile phone: what follows that may begin with 0."""
_MOST_IN_A_CODE = 2
"""Digits of a week, an hour or the number of a chapter."""
_LAST = "31"
"""The highest of chapters that are written from one to another."""
_FEWEST = 2
_COUNT = re.compile(
    r"[-+]? ?(?:[1-9]\d{0,2}(?: \d{3})+|0|[1-9]\d*)(?:[.,]\d+)?(?: ?(?:%|:-|t?kr|mnkr|sek|st))?", re.IGNORECASE)
"""With a blank between thousands; what begins with another zero is a code, or a part of a number."""


def is_counting(text: str) -> bool:
    """True for pairs of digits that rise, as the numbers of a list do, for hours and days in a row, and for codes.

    What stands between hours or days may be the numbers of weeks; one of them alone may be the beginning of a number.
    """
    parts = [part.rstrip(":.,") for part in _JOINING.sub(r"\1", text).split()]
    rising = [number for part in parts for number in part.split("-")]
    may_rise = len(rising) == len(parts) or all(len(number) > 1 and number <= _LAST for number in rising)
    if may_rise and all(len(number) <= _MOST_IN_A_CODE for number in rising) and rising == sorted(set(rising)):
        return True
    if len(parts) >= _FEWEST and all(map(_AREA_CODE.fullmatch, parts)):
        return True
    rest = [part for part in parts if not _SPAN.fullmatch(part) and not _YEAR.fullmatch(part)]
    has_span = any(map(_SPAN.fullmatch, parts))
    return has_span and len(parts) - len(rest) >= _FEWEST and all(len(part) <= _MOST_IN_A_CODE for part in rest)


def are_spans(text: str) -> bool:
    """True for hours or days in a row, each with both its ends, but for the first and the last."""
    parts = _JOINING.sub(r"\1", text).split()
    spans = sum(_SPAN.fullmatch(part) is not None for part in parts)
    return spans >= _FEWEST and spans >= len(parts) - 1


def is_count(text: str) -> bool:
    """True for a text that is one number of anything: an amount, a share, a year."""
    return _COUNT.fullmatch(text) is not None
