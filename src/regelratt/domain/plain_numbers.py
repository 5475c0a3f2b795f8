"""Days, times of the day and rows of numbers: digits that look like a person's or a phone's number and are none.

Each function gives the text back, as long as it was, with signs that are no digits where those stood. Texts are
canonical. What is left out is always a whole: where digits go on after it in its own way, it may be a part of a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Each pattern first looks for a digit: most signs are none, and are passed over without trying the rest.
_DATE = re.compile(
    r"(?=\d)(?<![\d+])(?:(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    r"|(?P<one>[0-3]?\d)(?P<sign>[-./ ])(?P<other>[0-3]?\d)(?P=sign)(?P<year>(?:19|20)\d\d))(?!\d)")
_BETWEEN = re.compile(r" ?(?:[-/,;]|till|to|och|eller)? ?")
"""What may stand between days in a row; with nothing at all between them they are no days."""
_GOES_ON = re.compile(r"\d(?!\d?[.:][0-5]\d(?!\d))")
"""Digits after a day that are no time of it."""
_CHAINING = "-./"
_AREA_CODE = re.compile(r"(?<!\d)0\d{1,3}\)?[ /-]{0,3}$")
_TIME = re.compile(
    r"(?=\d)(?<!\d)(?<!\d[.:])(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,](?:\d{1,3}|\d{6}))?(?!\d)(?![ .:-]\d)")
_MOMENT = r"(?:[01]?\d|2[0-4])[.:][0-5][05]"
_HOURS = re.compile(rf"(?=\d)(?<![\d.:/+-]){_MOMENT} ?[-/] ?{_MOMENT}(?!\d)(?![.:/-]\d)")
_MAY_BEGIN = r"(?<![\d+])(?<!\d[-/. ])"
_ROW = re.compile(r"(?=\d)(?:" + "|".join(
    rf"{_MAY_BEGIN}(?<!{_MAY_BEGIN}\d{{{size}}}, )\d{{{size}}}(?:(?P<sign{size}>[-/. ]|, )\d{{{size}}})"
    rf"(?:(?P=sign{size})\d{{{size}}})+(?!\d)(?!(?P=sign{size})\d)" for size in (2, 3, 4)) + ")")
_DISTRICT = re.compile(r"(?=\d)(?<![\d-])\d\d-\d\d-(?!1[89]|20)\d{4}(?!\d|[-./]\d)")
"""An election district: the codes of the county, the municipality and the district, the last of which is no year."""
_COUNTED = (
    r"(?:antal|besök|deltag|utlån|lån|visning|följare|svar|röst|samtal|passage|sidvisning|summa|total|räckvidd|gäst|resor"
    r"|resenär|inlägg|biljett|mål|portion|bad)")
_COUNTED_DAY = r"(?:19|20)\d\d-[01]\d-[0-3]\d:\x20(?P<count>\d{4})(?![\d-])"
_COUNT_AFTER_WORD = re.compile(
    rf"(?<![^\W_]){_COUNTED}[^\W\d_]*(?: [^\W\d_]{{1,20}}){{0,2}}:? {_COUNTED_DAY}", re.IGNORECASE)
_COUNT_BEFORE_WORD = re.compile(
    rf"(?=[12])(?<![\w-]){_COUNTED_DAY} (?:{_COUNTED}|personer|kronor|kr\b|st\b)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_MOST_DIGITS = 12
"""Digits in the longest of the numbers that are looked for: a person's with the century."""
_FEWEST_ALIKE = 5
_FEWEST_IN_TURN = 4
_CODE = 4
"""Digits that no number is divided into three times in a row so that they rise, unless a country's code is first."""


class _Day(NamedTuple):
    """A whole date, where it stands, and the sign that divides it when the day stands first."""

    start: int
    end: int
    sign: str


def without_dates(text: str) -> str:
    """The text without days that are written whole, with four digits for the year, which may come first or last."""
    return _without(text, ((row[0].start, row[-1].end) for row in _dates(text)))


def without_periods(text: str) -> str:
    """The text without whole dates that follow on each other, as the first and last day of something do."""
    return _without(text, ((row[0].start, row[-1].end) for row in _dates(text) if len(row) > 1))


def without_times(text: str) -> str:
    """The text without times of the day that have hours, minutes and seconds."""
    return _without(text, (found.span() for found in _TIME.finditer(text)))


def without_hours(text: str) -> str:
    """The text without hours from one time of the day to another, as something is open or goes on."""
    return _without(text, (found.span() for found in _HOURS.finditer(text)))


def without_counts(text: str) -> str:
    """The text without days that a count follows after a colon, beside a word for what is counted."""
    for pattern in (_COUNT_AFTER_WORD, _COUNT_BEFORE_WORD):
        text = _without(text, (found.span("count") for found in pattern.finditer(text)))
    return text


def without_districts(text: str) -> str:
    """The text without the codes of election districts."""
    return _without(text, (found.span() for found in _DISTRICT.finditer(text)))


def without_rows(text: str) -> str:
    """The text without rows of codes, weeks and the like: equally long, rising, and more than one number can hold."""
    return _without(text, (found.span() for found in _ROW.finditer(text) if _is_row(_DIGITS.findall(found[0]), found)))


def _is_row(numbers: list[str], found: re.Match[str]) -> bool:
    if len(set(numbers)) == 1:
        return len(numbers) >= _FEWEST_ALIKE and " " in found.groups()
    steps = [int(other) - int(one) for one, other in pairwise(numbers)]
    size = len(numbers[0])
    is_long = size * len(numbers) > _MOST_DIGITS or (size == _CODE and not numbers[0].startswith("00"))
    return min(steps) > 0 and (is_long or (max(steps) == 1 and len(numbers) >= _FEWEST_IN_TURN))


@lru_cache(maxsize=64)
def _dates(text: str) -> tuple[list[_Day], ...]:
    """Whole dates, those that follow on each other together; every search of a text leaves them out."""
    return tuple(_rows_of_days(text))


def _rows_of_days(text: str) -> Iterator[list[_Day]]:
    row: list[_Day] = []
    for found in _DATE.finditer(text):
        if not _is_date(found):
            continue
        day = _Day(*found.span(), found["sign"] or "")
        between = _BETWEEN.fullmatch(text, row[-1].end, day.start) if row else None
        if row and not (between and between[0]):
            yield from _whole(text, row)
            row = []
        row.append(day)
    yield from _whole(text, row)


def _whole(text: str, row: list[_Day]) -> Iterator[list[_Day]]:
    """The row when it is no part of something longer: joined to digits on either side, or after an area code."""
    if not row:
        return
    first, last = row[0], row[-1]
    before, after = text[max(0, first.start - 2):first.start], text[last.end:last.end + 1]
    is_chained = before[:1].isdigit() and before[1:] in {*_CHAINING, first.sign}
    has_code = first.sign and _AREA_CODE.search(text, max(0, first.start - 8), first.start)
    goes_on = after in {*_CHAINING, last.sign} and _GOES_ON.match(text, last.end + 1)
    if not is_chained and not has_code and not goes_on:
        yield row


def _is_date(found: re.Match[str]) -> bool:
    """True when the day is in the calendar; with slashes the month may come first."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _is_in_calendar(year, month, day)
    one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
    return _is_in_calendar(year, other, one) or (found["sign"] == "/" and _is_in_calendar(year, one, other))


def _is_in_calendar(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _without(text: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces, place = [], 0
    for start, end in spans:
        pieces += [text[place:start], "#" * (end - start)]
        place = end
    return "".join([*pieces, text[place:]]) if place else text


def is_repeated(parts: Sequence[str], first: int, count: int) -> bool:
    """True for the same digits in so many parts from the first, and once more beside: no number is divided so."""
    taken, around = parts[first:first + count], (*parts[:first], *parts[first + count:])
    return count > 1 and len(set(taken)) == 1 and taken[0] in around
