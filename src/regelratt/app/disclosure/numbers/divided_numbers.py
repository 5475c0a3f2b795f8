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
from operator import itemgetter

from regelratt.app.disclosure.numbers.birth_words import BIRTH_WORD, LAST_WORD
from regelratt.app.disclosure.numbers.shortened_numbers import PERSON_WORD
from regelratt.app.disclosure.numbers.told_lasts import told_lasts
from regelratt.app.disclosure.numbers.written_days import Place, days_in
from regelratt.domain.personal_number import digits_in, is_personal
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
CUE = re.compile(
    rf"{LAST_WORD}|siffr|personn|samordningsn|{BIRTH_WORD}|{PERSON_WORD}", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"\bn(?:umme)?r[.:]? ?$", re.IGNORECASE)
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


def divided_numbers(text: str, part: int | None = None, *, is_told: bool = False) -> Iterator[str]:
    """The numbers whose halves stand apart in a text; only over the place where another begins when that is given, and
    only where a word says what they are in a text of many cells.
    """
    written = ((found[0].replace(" ", ""), *found.span()) for found in _FOUR.finditer(without_dates(text)))
    lasts: list[Place] = sorted((*written, *told_lasts(text)), key=itemgetter(1))
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


def _is_joined(text: str, day: Place, last: Place) -> bool:
    """True when the last four digits follow right after a month's name, by their own sign."""
    is_named = any(map(str.isalpha, text[day[1]:day[2]]))
    joining = _JOINING.fullmatch(text, day[2], last[1])
    return is_named and joining is not None and not _YEAR.fullmatch(last[0]) and not _ON.match(text, last[2])


def _is_clear(text: str, day: Place, last: Place, part: int | None) -> bool:
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
