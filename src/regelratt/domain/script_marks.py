"""Marks and joiners that belong to a script: vowels of Hindi and Arabic, points of Yiddish, what parts Persian letters.

Explicit ranges rather than a table of the system, so that every Python gives the same answer. Source: the Unicode
Standard, its blocks and 23.2 (cursive connection and ligatures).
"""

from __future__ import annotations

from itertools import pairwise

_INDIAN = tuple(pairwise(map(chr, range(0x0900, 0x0E01, 0x80))))
_JOINING = (("\u0600", "\u0700"), ("\u0750", "\u0780"), *_INDIAN)
"""Where each script begins and ends whose letters hang together or are drawn into one another."""
_SCRIPTS = (*_JOINING, ("\u0590", "\u0600"), ("\u0700", "\u0750"), ("\u0780", "\u07c0"), ("\u0e00", "\u0e80"),
            ("\u0e80", "\u0f00"), ("\u0f00", "\u1000"), ("\u1000", "\u10a0"), ("\u1200", "\u1380"),
            ("\u1780", "\u1800"))
"""And of every script whose letters have marks."""
JOINERS = frozenset("\u200c\u200d")
"""Unseen characters that part two letters or draw them together."""
_MOST_MARKS = 4
"""Marks on one letter; with more they are drawn far over other lines."""


def belongs_to_script(text: str, position: int) -> bool:
    """True for a mark after a letter of its own script, and for a joiner between two letters of one that has them."""
    sign = text[position]
    if sign in JOINERS:
        after = text[position + 1:position + 2]
        script = _script_of(after) if after.isalpha() else None
        return script in _JOINING and _has_letter_before(text, position, script)
    script = _script_of(sign)
    return script is not None and _has_letter_before(text, position, script)


def _script_of(sign: str) -> tuple[str, str] | None:
    return next((each for each in _SCRIPTS if each[0] <= sign < each[1]), None)


def _has_letter_before(text: str, position: int, script: tuple[str, str] | None) -> bool:
    """True when a letter of the script stands there, with few enough marks between."""
    for before in reversed(text[max(position - _MOST_MARKS, 0):position]):
        if before.isalpha() or _script_of(before) != script:
            return before.isalpha() and _script_of(before) == script
    return False
