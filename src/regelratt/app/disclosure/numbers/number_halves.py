"""Numbers in parts that by themselves look as the parts of a number and as nothing else.

All functions take canonical text (`plain_text.canonical`), of one part or cell each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from regelratt.app.disclosure.numbers.counting import are_spans
from regelratt.app.disclosure.numbers.dialling import dialled
from regelratt.app.disclosure.numbers.written_days import days_in
from regelratt.domain.personal_number import is_day, is_personal

_DAY = re.compile(r"(?:1[89]|20)?(\d\d)([-./ ]?)(\d\d)\2(\d\d)")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00)?(?:\.0{1,6})?$")
_FOUR = re.compile(r"[-+]?(\d{4})")
_WITH_SIGN = re.compile(r"(?:1[89]|20)?(\d{6}) ?[-+] ?(\d{4})")
_SHAPES = {(4, 2, 2, 4), (2, 2, 2, 4), (1,) * 10, (1,) * 12}
"""How many digits each part has, when all parts together are one number: year, month, day and the last four, or one
in each box."""
_LONGEST = 16
"""Signs of the longest number with its sign."""
_BEGINNINGS = ("0", "+", "(")
_AREA = re.compile(r"(?:\(?0[1-9]\d{0,2}\)?|(?:\+|00)46(?:[ -]?(?:\(0\))?[ -]?[1-9]\d{0,2})?)[ -/]{0,3}")
_BEGUN = re.compile(r"\(?0[1-9]\d{0,2}\)? ?[-~/] ?\d{3}(?:[ -]\d{2,3})?")
"""An area code with the sign after it and the first digits."""
_GROUPED = re.compile(r"\d{2,3}(?:[ -]\d{2,3}){1,3}")
_MORE = re.compile(r"\d{2,3}(?:[ -]\d{2,3})+|0\d")
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")
_FEWEST = 6
"""Digits that are written as a number without its area code; five are also how a post code is written."""
_MOBILE_AREA, _MOBILE_REST = re.compile(r"07[02369]-?"), re.compile(r"\d{7}")


def day_in(text: str) -> str | None:
    """The day that a text is, as six digits."""
    found = _DAY.fullmatch(text)
    six = f"{found[1]}{found[3]}{found[4]}" if found else ""
    return six if six and is_day(six) else None


@lru_cache(maxsize=20_000)
def any_day_in(text: str) -> str | None:
    """The same of a text that is a day in any form, or one with the midnight that spreadsheets put after it."""
    day = _MIDNIGHT.sub("", text)
    return day_in(day) or next((six for _, (six, *span) in days_in(day) if span == [0, len(day)]), None)


def four_in(text: str) -> str | None:
    """The four digits that a text is."""
    found = _FOUR.fullmatch(text)
    return found[1] if found else None


def is_one_number(texts: Sequence[str]) -> bool:
    """True when the texts are all parts of one personal number."""
    digits = "".join(texts)
    return digits.isdigit() and tuple(map(len, texts)) in _SHAPES and is_personal(digits[-10:])


def is_number_of(one: str, other: str) -> bool:
    """True when the one text is a day and the other the four digits that make a personal number of it."""
    day, last = day_in(one), four_in(other)
    return day is not None and last is not None and is_personal(day + last)


def makes_number(one: str, other: str) -> bool:
    """The same of a day in any form."""
    day, last = any_day_in(one), four_in(other)
    return day is not None and last is not None and is_personal(day + last)


def are_numbers_in_turn(texts: Sequence[str]) -> bool:
    """True when days and the four digits of each follow on each other."""
    return len(texts) % 2 == 0 and all(map(is_number_of, texts[::2], texts[1::2]))


def has_sign_inside(texts: Sequence[str]) -> bool:
    """True when the texts make a personal number with the sign before its last four digits."""
    joined = "".join(texts)
    may_be = len(joined) <= _LONGEST and ("-" in joined or "+" in joined)
    whole = _WITH_SIGN.fullmatch(joined) if may_be else None
    return whole is not None and is_personal(whole[1] + whole[2])


def parted_phone(one: str, other: str) -> str | None:
    """The phone number that two texts make: an area code or the beginning of a number, and what is written as the rest.
    """
    if not one.startswith(_BEGINNINGS):
        return None
    is_rest = _AREA.fullmatch(one) and _GROUPED.fullmatch(other) and sum(map(str.isdigit, other)) >= _FEWEST
    goes_on = not is_rest and _BEGUN.fullmatch(one) and _MORE.fullmatch(other) and not dialled(one)
    if not (is_rest or goes_on) or _THOUSANDS.fullmatch(other) or are_spans(other):
        return None
    whole = f"{one} {other}"
    return whole if dialled(whole) else None


def is_mobile(one: str, other: str) -> bool:
    """True when the texts make a mobile number, the rest of it as any seven digits."""
    return bool(_MOBILE_AREA.fullmatch(one) and _MOBILE_REST.fullmatch(other) and dialled(f"{one} {other}"))
