"""Personal data that can be told by its form: personal numbers, phone numbers and e-mail addresses.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

import phonenumbers

_NUMBER = re.compile(
    r"(?<!\d)(?:1[89]|20)?(?P<year>\d\d)(?P<a>[-./ ]?)(?P<month>\d\d)(?P=a)(?P<day>\d\d)"
    r"(?P<b> ?[-+./_]? ?)(?P<last>\d{4})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00 ?|\(?0)[\d ()/.-]{6,24}\d(?![\w])")
_HOURS = re.compile(r"\(?\d{1,2}[.]\d{2} ?- ?\d{1,2}[.]\d{2}")
_ADDRESS = re.compile(
    r"(?P<name>[\w.!#$%&'*+/=?^`{|}~-]{1,64})\s?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\(snabel-a\)|\[snabel-a\])\s?"
    r"(?P<host>[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?[\w-]{1,63})*"
    r"\s?(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?(?P<top>[^\W\d_]{2,24}))(?![\w-])", re.IGNORECASE)
_FILE_ENDINGS = frozenset("css gif html jpeg jpg js json map md png svg webp woff".split())
_EXAMPLES = ("example.com", "example.se")
"""Hosts that belong to nobody; an address there is an example."""


def personal_numbers(text: str) -> Iterator[str]:
    """Personal and coordination numbers with a possible date and a right check digit (Skatteverket, SKV 704 and 707).

    A coordination number's day is 60 too high; where the birth date is not known, the month is 0 or the day 60.
    """
    for match in _NUMBER.finditer(text):
        if _is_personal(match):
            yield match[0]


def phone_numbers(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Valid phone numbers, Swedish or with a country's code, apart from those allowed."""
    official = {number for each in allowed if (number := _dialled(each))}
    for match in _PHONE.finditer(text):
        number = _dialled(match[0])
        if number and number not in official and not _HOURS.fullmatch(match[0]):
            yield match[0]


def mail_addresses(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """E-mail addresses, apart from those allowed and examples."""
    official = {each.casefold() for each in allowed}
    for match in _ADDRESS.finditer(text) if "@" in text or "(" in text or "[" in text else ():
        host = re.sub(r"\s?(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?|\s*\.\s*", ".", match["host"].casefold())
        is_example = any(host == each or host.endswith(f".{each}") for each in _EXAMPLES)
        whole = f"{match['name']}@{host}".casefold()
        if whole not in official and not is_example and match["top"].casefold() not in _FILE_ENDINGS:
            yield match[0]


def _dialled(text: str) -> str | None:
    """The number as it is dialled from abroad, or None when it is none."""
    written = f"+{text.lstrip()[2:]}" if text.lstrip().startswith("00") else text
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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
