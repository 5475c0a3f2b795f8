"""Personal and coordination numbers, told by their form.

Texts are canonical: plain dashes and spaces, and nothing invisible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_NUMBER = re.compile(
    r"(?<!\d)(?:1[89]|20)?(?P<year>\d\d)(?P<a>[-./ ]?)(?P<month>\d\d)(?P=a)(?P<day>\d\d)"
    r"(?P<b> ?[-+./_]? ?)(?P<last>\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def personal_numbers(text: str) -> Iterator[str]:
    """Personal and coordination numbers with a possible date and a right check digit (Skatteverket, SKV 704 and 707).

    A coordination number's day is 60 too high; where the birth date is not known, the month is 0 or the day 60.
    """
    for match in _NUMBER.finditer(text):
        if _is_personal(match):
            yield match[0]


def _is_personal(match: re.Match[str]) -> bool:
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if match["a"] and not match["b"].strip() and _YEAR.fullmatch(match["last"]):
        return False  # A day, and then a year.
    coordinated = day >= 60
    if not _is_date(year, month, day % 60 if coordinated else day, may_be_unknown=coordinated):
        return False
    digits = [int(sign) for part in ("year", "month", "day", "last") for sign in match[part]]
    doubled = (digit * (2 - index % 2) for index, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _is_date(year: int, month: int, day: int, *, may_be_unknown: bool) -> bool:
    if may_be_unknown and (month == 0 or day == 0):
        return month <= 12 and day <= 31
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
