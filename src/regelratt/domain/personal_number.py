"""Personal and coordination numbers, told by their form.

Texts are canonical: plain dashes and spaces, and nothing invisible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_SIGNS = r"\-+./,:;_*•|()\[\]=~'\""
"""What people put between the parts of a number, besides spaces."""
_NUMBER = re.compile(
    rf"(?<!\d)(?:1[89]|20)?(?P<year>\d\d)(?P<a>[-./,:_•| ]?)(?P<month>\d\d)(?P=a)(?P<day>\d\d)"
    rf"(?P<b>\s?[{_SIGNS}]{{0,2}}\s?)(?P<last>\d\d(?P<c>[-./,:_•| ]?)\d\d)(?!\d)")
_APART = re.compile(rf"(?<!\d)(?<!\d[\s.,:/-])\d(?:[\s{_SIGNS}]{{1,3}}\d){{9,11}}(?!\d)(?![\s.,:/-]\d)")
"""Ten or twelve digits one by one, and no more of them."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = re.compile(r"(?:[01]\d|2[0-4])[.:-][0-5]\d")


def personal_numbers(text: str) -> Iterator[str]:
    """Personal and coordination numbers with a possible date and a right check digit (Skatteverket, SKV 704 and 707).

    A coordination number's day is 60 too high; where the birth date is not known, the month is 0 or the day 60.
    """
    for match in _NUMBER.finditer(text):
        if not _is_day_and_more(match) and _is_personal(_digits(match[0])[-10:]):
            yield match[0]
    for match in _APART.finditer(text):
        digits = _digits(match[0])
        if len(digits) != 11 and (len(digits) == 10 or digits[:2] in ("18", "19", "20")) and _is_personal(digits[-10:]):
            yield match[0]


def _is_day_and_more(match: re.Match[str]) -> bool:
    """True for a day, and then a year, hours or a time of the day."""
    is_day = bool(match["a"]) and not set(match["b"]) & set("-+./_")
    return is_day and bool(_YEAR.fullmatch(match["last"]) or _TIMES.fullmatch(match["last"]))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _is_personal(ten: str) -> bool:
    year, month, day = (int(ten[start:start + 2]) for start in (0, 2, 4))
    coordinated = day >= 60
    if not _is_date(year, month, day % 60 if coordinated else day, may_be_unknown=coordinated):
        return False
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(ten))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_date(year: int, month: int, day: int, *, may_be_unknown: bool) -> bool:
    if may_be_unknown and (month == 0 or day == 0):
        return month <= 12 and day <= 31
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
