"""Personal and phone numbers whose parts stand each with its own label: `Riktnummer 070`, `Mobil 174 06 05`.

The parts may stand in any order and have others between. What they make together is told as numbers are written
elsewhere, to be read as any other text. Labels and values are canonical (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.numbers import labels
from regelratt.app.disclosure.numbers.dialling import dialled
from regelratt.app.disclosure.numbers.written_days import MONTH_NAME, ORDINAL, days_in
from regelratt.domain.personal_number import is_personal

_APART = 6
"""How many values the parts of one number may stand from each other."""
_MOST_PARTS = 4
"""How many values from the year its month and day may stand."""
_IS_MONTH = re.compile(rf"\W*{MONTH_NAME}\W*", re.IGNORECASE)
_FOUR = re.compile(r"\W{0,3}(\d{4}|\d\d \d\d)(?:\.0)?\W{0,2}")
_DIVIDED_FOUR = re.compile(r"\W{0,3}(\d(?: ?[-./:·] ?\d| ?\d){3})\W{0,2}")
"""The same with signs between, as they may stand under a word for them alone."""
_NINE = re.compile(r"\W{0,3}(?:1[89]|20)?(\d{6} ?[-+]? ?\d{3})\W{0,2}")
"""A personal number without its last digit."""
_THREE = re.compile(r"\W{0,3}(\d{1,3})(?:\.0)?\W{0,2}")
_OWN = "fyra sista"
"""What they are called together when they stand in two parts."""
_CHECK_DIGIT = re.compile(r"\W{0,3}(\d)\W{0,2}")
_LEFT_OF_FOUR = re.compile(r"\d{1,3}(?:\.0)?")
"""What is left of them when they begin with zeros and were taken for an amount."""
_YEAR = re.compile(r"\W*((?:(?:1[89]|20)\d)?\d{1,2})(?:\.0)?\W*")
_WHOLE_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE_OR_TWO = re.compile(r"\W*(\d\d?)(?:\.0|:?[ea])?\W*")
_DAY_OF_YEAR = re.compile(
    rf"\W*(?:(?:den )?(?P<day>\d\d?){ORDINAL}?[ ./-]{{1,2}}(?P<month>\d\d?|{MONTH_NAME})"
    rf"|(?P<first>{MONTH_NAME}) (?P<after>\d\d?))\.?\W*", re.IGNORECASE)
_AREA = re.compile(r"\W*0?([1-9]\d{0,2})(?:\.0)?\W*")
_COUNTRY = re.compile(r"\W*(?:00)?([1-9]\d{0,2})(?:\.0)?\W*")
_CODE_ALONE = re.compile(r"\(?0[1-9]\d{0,2}\)?")
_LOCAL = re.compile(r"\W{0,3}(\d(?:[ ()/.-]{0,3}\d){4,9})\W{0,2}")
_DECIMALS = re.compile(r"\.0$")


class Labelled(NamedTuple):
    """One part: what it is called, what it says, and the number of the text that it stands in with others."""

    label: str
    value: str
    text: int | None = None


class _Day(NamedTuple):
    """A day in one value or divided over some: the first and the last place, what it is called, and six digits."""

    begin: int
    end: int
    label: str
    six: str


def numbers_of(parts: Sequence[Labelled]) -> Iterator[str]:
    """Every number that the parts of one thing make together."""
    numbered = [part for part in parts if any(map(str.isdigit, part.value)) or _IS_MONTH.fullmatch(part.value)]
    yield from _persons(numbered)
    yield from _checked(numbered)
    yield from _phones(numbered)


def _persons(parts: Sequence[Labelled]) -> Iterator[str]:
    lasts = [(place, label, four) for place, (label, *_) in enumerate(parts) if (four := _four_of(parts[place]))]
    lasts += [(place, _OWN, four) for place, four in _lasts_in_two(parts)]
    days = sorted((*_whole_days(parts), *_divided_days(parts))) if lasts else []
    begins = [day.begin for day in days]
    for place, label, four in lasts:
        near = slice(bisect_left(begins, place - _APART - _MOST_PARTS), bisect_right(begins, place + _APART))
        for day in days[near]:
            if day.begin <= place <= day.end or not is_personal(day.six + four):
                continue
            if labels.LAST.search(label) or _is_beside_birth(place, label, four, day):
                yield f"personnr {day.six}-{four}"


def _four_of(part: Labelled) -> str:
    found = _FOUR.fullmatch(part.value)
    if found:
        return found[1].replace(" ", "")
    if not labels.LAST.search(part.label):
        return ""
    if found := _DIVIDED_FOUR.fullmatch(part.value):
        return "".join(filter(str.isdecimal, found[1]))
    return _DECIMALS.sub("", part.value).zfill(4) if _LEFT_OF_FOUR.fullmatch(part.value) else ""


def _lasts_in_two(parts: Sequence[Labelled]) -> Iterator[tuple[int, str]]:
    """The last four digits whose check digit stands by itself, and the place of the three."""
    for place, (label, value, _) in enumerate(parts):
        three = _THREE.fullmatch(value) if labels.SERIAL.search(label) else None
        for other in parts[max(0, place - _APART):place + _APART + 1] if three else ():
            digit = _CHECK_DIGIT.fullmatch(other.value) if labels.CHECK_DIGIT.search(other.label) else None
            if three and digit:
                yield place, three[1].zfill(3) + digit[1]


def _checked(parts: Sequence[Labelled]) -> Iterator[str]:
    """Numbers of which the last digit stands by itself, as the check digit of the others."""
    for place, (label, value, _) in enumerate(parts):
        digit = _CHECK_DIGIT.fullmatch(value) if labels.CHECK_DIGIT.search(label) else None
        for other in parts[max(0, place - _APART):place + _APART + 1] if digit else ():
            nine = _NINE.fullmatch(other.value)
            whole = "".join(filter(str.isdecimal, nine[1])) + digit[1] if nine and digit else ""
            if whole:
                yield f"personnr {whole[:6]}-{whole[6:]}"


def _is_beside_birth(place: int, label: str, four: str, day: _Day) -> bool:
    """True beside the day of birth, where nothing says that the digits are something else."""
    is_beside = place in (day.begin - 1, day.end + 1) and not _WHOLE_YEAR.fullmatch(four)
    return bool(is_beside and labels.BIRTH.search(day.label) and labels.BESIDE_BIRTH.search(label))


def _whole_days(parts: Sequence[Labelled]) -> Iterator[_Day]:
    for place, (label, value, _) in enumerate(parts):
        yield from (_Day(place, place, label, six) for _, (six, _, _) in days_in(value))


def _divided_days(parts: Sequence[Labelled]) -> Iterator[_Day]:
    """Days whose year stands by itself, and the month perhaps too."""
    for place, (label, value, _) in enumerate(parts):
        year = _YEAR.fullmatch(value) if labels.YEAR.search(label) or _WHOLE_YEAR.fullmatch(value) else None
        if not year:
            continue
        first = max(0, place - _MOST_PARTS)
        around = [*enumerate(parts[first:place + _MOST_PARTS + 1], first)]
        for at, day in _days_of_a_year(around):
            places = (place, *at)
            told = " ".join(parts[each].label for each in sorted(places))
            yield from (_Day(min(places), max(places), told, six) for _, (six, _, _) in days_in(f"{day} {year[1]:0>2}"))


def _days_of_a_year(around: Sequence[tuple[int, Labelled]]) -> Iterator[tuple[tuple[int, ...], str]]:
    """Where each day with its month stands, in one value or two, and both."""
    months = [(place, value.strip()) for place, (label, value, _) in around
              if _IS_MONTH.fullmatch(value) or (labels.MONTH.search(label) and _ONE_OR_TWO.fullmatch(value))]
    for place, (label, value, _) in around:
        if found := _DAY_OF_YEAR.fullmatch(value):
            yield (place,), _written(found["day"] or found["after"], found["month"] or found["first"])
        elif labels.DAY.search(label) and (day := _ONE_OR_TWO.fullmatch(value)):
            yield from (((place, other), _written(day[1], month)) for other, month in months if other != place)


def _written(day: str, month: str) -> str:
    digits = _ONE_OR_TWO.fullmatch(month)
    return f"{day}/{digits[1]}" if digits else f"{day} {month}"


def _phones(parts: Sequence[Labelled]) -> Iterator[str]:
    for place, (label, value, _) in enumerate(parts):
        is_area = labels.AREA.search(label) is not None
        area = _AREA.fullmatch(value) if is_area or _CODE_ALONE.fullmatch(value) else None
        country = _COUNTRY.fullmatch(value) if labels.COUNTRY.search(label) else None
        if not area and not country:
            continue
        first = max(0, place - _APART)
        for other, called in enumerate(parts[first:place + _APART + 1], first):
            number = _LOCAL.fullmatch(_DECIMALS.sub("", called.value))
            if other == place or not number or not _is_called(parts[place], called, is_beside=abs(other - place) == 1):
                continue
            whole = f"+{country[1]} {number[1].lstrip('0')}" if country else f"0{area[1] if area else ''}-{number[1]}"
            if dialled(whole):
                yield f"tfn {whole}"


def _is_called(code: Labelled, called: Labelled, *, is_beside: bool) -> bool:
    """True for what is called within the area or country of a code: by its label, or beside the code without one."""
    is_subscriber = labels.SUBSCRIBER.search(called.label) is not None
    if labels.AREA.search(called.label) or labels.COUNTRY.search(called.label):
        return False
    if labels.AREA.search(code.label) or labels.COUNTRY.search(code.label):
        is_of_text = is_beside and code.text is not None and code.text == called.text
        return is_subscriber or (is_of_text and not labels.NOT_CALLED.search(called.label))
    words = (code.label, called.label)
    return is_beside and "" in words and labels.SUBSCRIBER.search(" ".join(words)) is not None
