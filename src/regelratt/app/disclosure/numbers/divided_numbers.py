"""Personal numbers whose day and last four digits stand apart: with words between, in two cells, in two values.

All functions take canonical text (`plain_text.canonical`). Days and four digits stand near each other everywhere, and
one pair of ten has the right check digit. So a day of six or eight digits together is enough by itself; a day that is
written as other days are needs a word that says what it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from regelratt.app.disclosure.numbers.birth_words import BIRTH_WORD, LAST_WORD
from regelratt.app.disclosure.numbers.shortened_numbers import PERSON_WORD
from regelratt.domain.personal_number import digits_in, is_day, is_personal, reversed_day
from regelratt.domain.plain_numbers import without_dates

_REACH = 40
"""Signs that may stand between the day and the last four digits."""
_AROUND = 30
"""How far from both a word may stand that says what they are."""
_FEWEST = 4
"""Digits of the shortest day: 1/5-81."""
# Each pattern first looks for a digit: most signs are none, and are passed over without trying the rest.
_FOUR = re.compile(r"(?=\d)(?<!\d)(?:\d{4}|\d\d \d\d)(?!\d)")
_AMOUNT = re.compile(r"(?=\d)(?<!\d)(?<!\d )(?:\d|(?:1[89]|20)\d) \d{3} \d{3} \d{3}(?! ?\d)")
_COMPACT = re.compile(r"(?=\d)(?<!\d)(?:1[89]|20)?(?P<six>\d{6})(?!\d)")
MONTHS = {name: number for number, names in enumerate(
    ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), 1)
    for name in names.split()}
_NAME = f"(?:{'|'.join(MONTHS)})"
_WRITTEN = re.compile(
    r"(?=\d)(?<!\d)(?:(?:1[89]|20)?(?P<y>\d\d)[-./ ](?P<m>\d\d)[-./ ](?P<d>\d\d)"
    r"|(?P<day>\d{1,2})(?:[-./ ]{1,2}(?P<month>\d{1,2})[-./ ](?P<year>(?:1[89]|20)?\d\d)"
    rf"|(?::?[ea]|\.)?[ /-]?(?P<name>{_NAME})[a-z]{{0,6}}[.,/]? ?[-']?"
    rf"(?P<whole_year>(?:1[89]|20)\d\d|\d\d(?! ?{_NAME}))))(?!\d)",
    re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])(?:(?P<early_year>(?:1[89]|20)\d\d),? )?(?P<name>{_NAME})[a-z]{{0,6}}\.? ?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|:?[ea])?,?(?(early_year)| ?(?P<late_year>(?:1[89]|20)\d\d))(?!\d)",
    re.IGNORECASE)
_YEAR_FIRST = re.compile(
    rf"(?=\d)(?<!\d)(?P<early_year>(?:1[89]|20)\d\d),? (?:den )?(?P<day>\d{{1,2}})(?::?[ea]|\.)? ?(?P<name>{_NAME})"
    r"[a-z]{0,6}", re.IGNORECASE)
CUE = re.compile(
    rf"{LAST_WORD}|siffr|personn|samordningsn|{BIRTH_WORD}|{PERSON_WORD}", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\bn(?:umme)?r[.:]? ?$", re.IGNORECASE)
_MONTHS, _THREE_PAIRS = 12, 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINING = re.compile(r" ?[-+] ?")
_ON = re.compile(r"[\w:]| ?[-.]\d")
_CLOCK = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_CLOCK_BEFORE = re.compile(r"(?:\bkl(?:ockan)?[.:]? ?|\dT)$", re.IGNORECASE)
_PART_BEFORE = re.compile(r"\d[.,]$")
_PART_AFTER = re.compile(r"[.,]\d")
_GLUE = re.compile(r"[^\W\d_]{1,3}")
_WORD_BEFORE = re.compile(r"[^\W_]*$")
_HEX_WORD = re.compile(r"[0-9a-f]+")
_SIGNS_ALONE = re.compile(r"[\W_]{0,6}")

_Place = tuple[str, int, int]
"""Six digits of a day or the last four, where they begin and where they end."""


def divided_numbers(text: str, part: int | None = None, *, is_told: bool = False) -> Iterator[str]:
    """The numbers whose halves stand apart in a text; only over the place where another begins when that is given, and
    only where a word says what they are in a text of many cells.
    """
    lasts: list[_Place] = [(found[0].replace(" ", ""), *found.span()) for found in _FOUR.finditer(without_dates(text))]
    if part is None:
        yield from _amounts(text)
    if not lasts or (is_told and not CUE.search(text)):
        return
    begins = [begin for _, begin, _ in lasts]
    for is_compact, day in days_in(text):
        near = slice(bisect_left(begins, day[1] - _REACH - 9), bisect_right(begins, day[2] + _REACH))
        for last in lasts[near]:
            first, second = sorted((day, last), key=lambda place: place[1])
            if not 0 <= second[1] - first[2] <= _REACH or not is_personal(day[0] + last[0]):
                continue
            if part is not None and not first[2] <= part <= second[1]:
                continue
            has_word = CUE.search(text, max(0, first[1] - _AROUND), second[2] + _AROUND)
            is_after = day[1] < last[1]
            if has_word or (not is_told and is_after and (
                _NUMBER_SIGN.search(text[day[2]:last[1]]) or (is_compact and _is_clear(text, day, last, part))
                or _is_joined(text, day, last))):
                yield text[first[1]:second[2]]


def _amounts(text: str) -> Iterator[str]:
    """Numbers that a spreadsheet took for amounts, after a word that says what they are."""
    for found in _AMOUNT.finditer(text):
        has_word = CUE.search(text, max(0, found.start() - _AROUND), found.start())
        if has_word and is_personal(found[0].replace(" ", "")[-10:]):
            yield found[0]


def open_end(text: str) -> str:
    """The end of a text when it holds a day whose last four digits may follow in the next; else nothing."""
    end = text[-_REACH - _AROUND:]
    return end if digits_in(end) >= _FEWEST and next(days_in(end), None) else ""


def over_parts(ends: Sequence[str], texts: Sequence[str], are_cells: Sequence[bool]) -> Iterator[str]:
    """The numbers that begin in one of the texts and end in one of those that follow.

    `ends` are the texts' open ends. Between cells a word must say what they are.
    """
    for index, end in enumerate(ends):
        if not end:
            continue
        following, place = "", index + 1
        while place < len(texts) and len(following) < _REACH + _AROUND:
            following += f" {texts[place][:_REACH + _AROUND]}"
            place += 1
        after = (each for each in range(index + 1, place) if digits_in(texts[each]))
        is_told = are_cells[index] and are_cells[next(after, index)]
        yield from _over(end + following, len(end), is_told)


@lru_cache(maxsize=50_000)
def _over(text: str, part: int, is_told: bool) -> tuple[str, ...]:
    """The numbers that stand over the place where a part begins; the same ends and beginnings stand on many pages."""
    return tuple(divided_numbers(text, part, is_told=is_told))


def days_in(text: str) -> Iterator[tuple[bool, _Place]]:
    """Every day, and whether its digits stand together."""
    for found in _COMPACT.finditer(text):
        if is_day(found["six"]):
            yield True, (found["six"], found.start(), found.end())
    for found in _WRITTEN.finditer(text):
        yield from ((False, (six, found.start(), found.end())) for six in _as_six(found) if is_day(six))
    folded = text.casefold()
    if any(name in folded for name in MONTHS):
        yield from _days_with_their_month(text)


def _days_with_their_month(text: str) -> Iterator[tuple[bool, _Place]]:
    for found in chain(_MONTH_FIRST.finditer(text), _YEAR_FIRST.finditer(text)):
        month = str(MONTHS[found["name"].casefold()])
        six = reversed_day(found["day"], month, found["early_year"] or found["late_year"])
        if is_day(six):
            yield False, (six, found.start(), found.end())


def _as_six(found: re.Match[str]) -> Iterator[str]:
    """The six digits of a written day; of three pairs any of the two outermost may be the year."""
    if found["y"]:
        yield f"{found['y']}{found['m']}{found['d']}"
        if len(found[0]) == _THREE_PAIRS:
            yield _day_first(found["y"], found["m"], found["d"])
    else:
        month = str(MONTHS[found["name"].casefold()]) if found["name"] else found["month"]
        yield _day_first(found["day"], month, found["year"] or found["whole_year"])


def _day_first(day: str, month: str, year: str) -> str:
    """The day first, or the month where the other cannot be one, as spreadsheets may write it: 12/28/1981."""
    return reversed_day(month, day, year) if int(month) > _MONTHS else reversed_day(day, month, year)


def _is_joined(text: str, day: _Place, last: _Place) -> bool:
    """True when the last four digits follow right after a month's name, by their own sign."""
    is_named = any(map(str.isalpha, text[day[1]:day[2]]))
    joining = _JOINING.fullmatch(text, day[2], last[1])
    return is_named and joining is not None and not _YEAR.fullmatch(last[0]) and not _ON.match(text, last[2])


def _is_clear(text: str, day: _Place, last: _Place, part: int | None) -> bool:
    """True when the digits of both stand by themselves, and the last are no year and no time of the day."""
    between = text[day[2]:last[1]]
    if part is None and _SIGNS_ALONE.fullmatch(between):
        return False
    before = _WORD_BEFORE.search(text, max(0, day[1] - 20), day[1])
    word = before[0].casefold() if before else ""
    is_glued = _GLUE.fullmatch(between) is not None
    stands_alone = is_glued or not (between[:1].isalnum() or between[-1:].isalnum())
    if any(_PART_BEFORE.search(text, max(0, start - 2), start) or _PART_AFTER.match(text, end)
           for _, start, end in (day, last)):
        return False
    if not stands_alone or _HEX_WORD.fullmatch(word) or any(map(str.isdigit, word)) or text[last[2]:][:1].isalnum():
        return False
    is_time = _CLOCK.fullmatch(last[0]) and _CLOCK_BEFORE.search(text[day[2] - 1:last[1]])
    return not is_time and not _YEAR.fullmatch(last[0])
