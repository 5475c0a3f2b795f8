"""Numbers of closed cases that are written without the prefix of their register: `dnr 2026/0152`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WITH_PREFIX = re.compile(r"[^\W\d_]{1,8}[ .:-]{0,2}((?:19|20)\d\d)[/.:-](\d{2,6})")
_NUMBER = re.compile(r"(?=\d)(?<![\w/.:-])((?:19|20)\d\d) ?([-/]) ?(\d{2,6})(?![\w/]|[-.:]\d)")
_CASE_WORD = re.compile(
    r"(?<![^\W_])(?:(?:dnr|diarie(?:-? ?(?:nr|n(?:ummer|umret)))?|ärende(?:t|n|na|-? ?(?:nr|nummer|numret))?|case)"
    r"[.:]{0,2} ?(?:är |nr |nummer )?[(\"']?)$", re.IGNORECASE)
_PREFIX = re.compile(r"(?<![^\W_])(?!DNR|NR)[A-ZÅÄÖ]{1,8} ?$")
"""Of another register, whose numbers are the same."""
_SERIAL = re.compile(r"0\d{2,5}")
"""A number within the year that is no year itself, nor a month."""
_NEAR = 24


def number_of(text: str) -> tuple[str, str] | None:
    """The year and the number within it of a case with its prefix; None for every other text."""
    found = _WITH_PREFIX.fullmatch(text)
    return (found[1], found[2].lstrip("0")) if found else None


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Those that stand in a canonical text without a prefix: after a word for cases, or as only they are written."""
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - _NEAR):found.start()]
        is_alone = found[2] == "/" and _SERIAL.fullmatch(found[3]) and not _PREFIX.search(before)
        if is_alone or _CASE_WORD.search(before):
            yield found[1], found[3].lstrip("0")
