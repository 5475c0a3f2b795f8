"""Every search for somebody's number in one text, and the search for those that a word says what they are.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from regelratt.app.disclosure.numbers.cued_phones import FEWEST_DIGITS
from regelratt.app.disclosure.numbers.divided_numbers import divided_numbers
from regelratt.app.disclosure.numbers.personal_data import phone_numbers, told_phones
from regelratt.app.disclosure.numbers.shortened_numbers import shortened_numbers
from regelratt.app.disclosure.numbers.told_lasts import told_lasts
from regelratt.domain.personal_number import digits_in, personal_numbers


class Kind(Enum):
    """What kind of personal data is found."""

    PERSON = auto()
    PHONE = auto()
    MAIL = auto()


_OF_A_YEAR = 4
"""Digits that there are where the rest of a personal number is in words."""
Found = tuple[str, Kind]


def numbers_in(text: str, allowed: Sequence[str]) -> tuple[Found, ...]:
    """The numbers of persons and phones in a text."""
    # Most texts have too few digits for any number, and counting them is cheap.
    digits = digits_in(text)
    may_be = digits >= FEWEST_DIGITS or (digits >= _OF_A_YEAR and next(told_lasts(text), None))
    return _numbers_in(text, tuple(allowed)) if may_be else ()


def told_numbers_in(text: str, allowed: Sequence[str]) -> tuple[Found, ...]:
    """The numbers in a text of many cells that a word in it says what they are."""
    return _told_numbers_in(text, tuple(allowed)) if digits_in(text) >= FEWEST_DIGITS else ()


@lru_cache(maxsize=50_000)
def _numbers_in(text: str, allowed: tuple[str, ...]) -> tuple[Found, ...]:
    return (*((number, Kind.PERSON) for number in (
        *personal_numbers(text), *divided_numbers(text), *shortened_numbers(text))),
        *((number, Kind.PHONE) for number in phone_numbers(text, allowed)))


@lru_cache(maxsize=50_000)
def _told_numbers_in(text: str, allowed: tuple[str, ...]) -> tuple[Found, ...]:
    return (*((number, Kind.PERSON) for number in (
        *divided_numbers(text, is_told=True), *shortened_numbers(text))),
        *((number, Kind.PHONE) for number in told_phones(text, allowed)))
