"""Personal data that goes on from one part to the next: items of a list, cells of a column, values, lines.

Numbers stand after each other everywhere in lists. So digits that only follow on each other are read as one number
where few of them do, and those that count something only where they are the parts of a number and nothing else; where a
sign ends the one or begins the other, they are always read as one. Cells of a table are read by `table_numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.disclosure.numbers.counting import are_spans, is_count, is_counting
from regelratt.app.disclosure.numbers.cued_phones import ends_in_cue
from regelratt.app.disclosure.numbers.number_halves import are_numbers_in_turn, is_one_number
from regelratt.app.disclosure.numbers.number_search import Kind
from regelratt.app.disclosure.numbers.personal_data import SAID_AT, WRITTEN_AT, mail_addresses, phone_numbers
from regelratt.app.disclosure.numbers.shortened_numbers import ends_in_person_word, shortened_numbers
from regelratt.app.disclosure.text.plain_text import readings
from regelratt.domain.personal_number import digits_in, personal_numbers

_REACH = 70
"""Signs that are read on either side of the place where one part ends."""
_MOST_DIGITS = 20
"""Digits in parts of digits alone that may be one number; more of them are statistics."""
_MANY = 1_000
_NUMERIC = frozenset(("digit", "sign"))
_BEGINS = re.compile(
    rf"(?P<at>@|{WRITTEN_AT}|{SAID_AT}(?!\S))"
    r"|(?P<dot>\.\w|[(\[{]?(?:punkt|dot)\b)|(?P<sign>[-+/.)(_:–]{1,2} ?\d|[-+](?!\S))"
    r"|(?P<digit>\(?\d)|(?P<word>\w)", re.IGNORECASE)
_ENDS = re.compile(
    rf"(?P<at>{WRITTEN_AT}|(?:\s|^){SAID_AT}|@|\w@[\w-]+\.?)$"
    r"|(?P<sign>\d ?[-+/.(_:]{1,2}|(?<!\S)[-+])$|(?P<digit>\d\)?)$|(?P<word>\w)$", re.IGNORECASE)
_SAID = frozenset(("at", "a", "snabela", "snabel-a", "alfakrull", "kanelbulle"))
_AT_A_WORD = re.compile(r"@\w")
_LETTER = re.compile(r"[^\W\d_]")
_PHONE_BEGINS = re.compile(r"(?<![^\W_])(?:\+|\(?0|\(?46)[\d ()/.*_+~-]*$")
_ENDS_IN_AMOUNT = re.compile(r"(?<!\d)(?<!\d )[1-9]\d{0,2}(?: \d{3})+$")
_OPEN_END = re.compile(r"\d ?[-+/(]$")
"""How a cell ends that says that more of its number follows."""


class Part(NamedTuple):
    """One part of what is read together, in its plainest form."""

    text: str
    begins: str
    """What stands first in it: at, dot, sign, digit, word or nothing of these."""
    ends: str
    digits: int
    """How many digits it has; many when it is more than digits and signs."""
    is_count: bool
    """True when it is one number of anything."""


@lru_cache(maxsize=100_000)
def parts_of(text: str) -> tuple[Part, ...]:
    """The part with this text, in each of its readings; the same stands on many pages."""
    return tuple(_part(plain.strip()) for plain in readings(text))


def _part(plain: str) -> Part:
    begins = _BEGINS.match(plain)
    digits = digits_in(plain) if len(plain) < _REACH and not _LETTER.search(plain) else _MANY
    return Part(plain, begins.lastgroup or "" if begins else "", _end_of(plain), digits, is_count(plain))


def _end_of(plain: str) -> str:
    """What stands last, told from the last word where it can be: most texts end in one, or in a full stop."""
    last = plain.rpartition(" ")[2]
    if last[-1:].isalpha() and "@" not in last and last.casefold() not in _SAID:
        return "word"
    ends = _ENDS.search(plain[-_REACH:])
    return ends.lastgroup or "" if ends else ""


def joined_data(
    parts: Sequence[Part], allowed: Sequence[str], cells: Callable[[], Collection[str]] = tuple
) -> Iterator[tuple[str, Kind]]:
    """What begins in one part and ends in another, with its kind; the texts in `cells` are read by column elsewhere."""
    names = tuple(allowed)
    # Most parts end and begin with words, and looking closer at those would take long.
    places = [index for index, (one, other) in enumerate(pairwise(parts))
              if one.ends == "at" or other.begins == "at" or _may_be_number(one, other)]
    in_cells = cells() if places else ()
    for index in places:
        one, other = parts[index], parts[index + 1]
        tail = one.text[-_REACH:]
        if one.ends == "at" or (other.begins == "at" and one.ends in ("word", "digit")):
            # A sign right before a word begins an account as well as the end of an address.
            for between in ("", " ") if one.ends == "at" or not _AT_A_WORD.match(other.text) else (" ",):
                head = between.join(_rest_of_address(parts, index + 1))
                yield from ((found, Kind.MAIL) for found in _mail_over(tail, between, head, names))
        elif _may_go_on(parts, index, in_cells):
            head = _following(parts, index + 1)
            if not (one.is_count and other.is_count) or _are_whole(parts, index):
                yield from ((found, Kind.PERSON) for found in _personal_over(tail, head))
            may_begin = not one.is_count and _PHONE_BEGINS.search(tail) and not _ENDS_IN_AMOUNT.search(tail)
            if may_begin or ends_in_cue(tail):
                # After a word a count is one number; after the beginning of a number it may be the next part of it.
                after = head if may_begin or not other.is_count else other.text
                yield from ((found, Kind.PHONE) for found in _phones_over(tail, after, names))


def _may_be_number(one: Part, other: Part) -> bool:
    """True when digits begin the one, and digits or a word for the number end the other."""
    return other.begins in _NUMERIC and (one.ends in _NUMERIC or _ends_in_word(one.text[-_REACH:]))


@lru_cache(maxsize=20_000)
def _ends_in_word(tail: str) -> bool:
    return ends_in_cue(tail) or ends_in_person_word(tail)


def _may_go_on(parts: Sequence[Part], index: int, cells: Collection[str]) -> bool:
    """True when digits end one part and begin the next, and few enough stand together to be one number."""
    one, other = parts[index], parts[index + 1]
    sides = {one.ends, other.begins}
    if not sides <= _NUMERIC:
        return _may_be_number(one, other) and not (one.text in cells and other.text in cells)
    if one.text in cells and other.text in cells:
        return _OPEN_END.search(one.text) is not None
    if (one.ends == "sign" and not one.is_count) or (other.begins == "sign" and not other.is_count):
        return True
    return _digits_around(parts, index) <= _MOST_DIGITS


def _are_whole(parts: Sequence[Part], index: int) -> bool:
    """True when the counts around the place between this part and the next are all the parts of numbers."""
    first, last = index, index + 1
    while first > 0 and parts[first - 1].is_count:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].is_count:
        last += 1
    texts = [part.text for part in parts[first:last + 1]]
    return is_one_number(texts) or are_numbers_in_turn(texts)


def _digits_around(parts: Sequence[Part], index: int) -> int:
    """How many digits stand in the parts of digits alone around the place between this part and the next."""
    digits = 0
    for places in (range(index, -1, -1), range(index + 1, len(parts))):
        for place in places:
            if parts[place].digits in (0, _MANY) or digits > _MOST_DIGITS:
                break
            digits += parts[place].digits
    return digits


def _following(parts: Sequence[Part], place: int) -> str:
    """The beginning of the parts from here."""
    text = ""
    while place < len(parts) and len(text) < _REACH:
        text += f" {parts[place].text[:_REACH]}"
        place += 1
    return text[1:]


def _rest_of_address(parts: Sequence[Part], place: int) -> Iterator[str]:
    """The part from here, and those after it as long as it is the sign alone or they begin with a dot."""
    yield parts[place].text[:_REACH]
    while place + 1 < len(parts) and (
        parts[place].begins == parts[place].ends == "at" or parts[place + 1].begins == "dot"
    ):
        place += 1
        yield parts[place].text[:_REACH]


@lru_cache(maxsize=20_000)
def _personal_over(one: str, other: str) -> tuple[str, ...]:
    whole = f"{one} {other}"
    told = shortened_numbers(whole) if ends_in_person_word(one) else ()
    return (*(found for found in personal_numbers(whole)
              if found not in one and found not in other and not are_spans(found)),
            *(found for found in told if other.startswith(found)))


@lru_cache(maxsize=20_000)
def _phones_over(one: str, other: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """A number that is whole by itself goes on in nothing, whether it is allowed or not."""
    if any(phone_numbers(one)) or any(other.startswith(found) for found in phone_numbers(other)):
        return ()
    is_told = ends_in_cue(one)
    return tuple(found for found in phone_numbers(f"{one} {other}", allowed) if not is_counting(found) and (
        (is_told and other.startswith(found)) or (found not in one and found not in other)))


@lru_cache(maxsize=20_000)
def _mail_over(one: str, between: str, other: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    whole = mail_addresses(f"{one}{between}{other}", allowed)
    return tuple(found for found in whole if found not in one and found not in other)
