"""Days as they are written: with digits alone or the name of the month, the year last or first, and signs between.

All functions take canonical text (`plain_text.canonical`). A day of birth is a half of a personal number wherever it
stands, so every search for those halves reads days here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from regelratt.app.disclosure.text.plain_text import holds_any
from regelratt.domain.personal_number import is_day, reversed_day

MONTHS = {name: number for number, names in enumerate(
    ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), 1)
    for name in names.split()}
_NAME = f"(?:{'|'.join(MONTHS)})"
MONTH_NAME = rf"{_NAME}[a-z]{{0,6}}"
"""The name of a month, whole or shortened."""
ORDINAL = r"(?::?[ea]|\.)"
"""What makes a day the first or the second."""
_CENTURY = r"(?:1[89]|20)"
_TO_YEAR = r"[.,]? ?(?:år )?(?:(?!(?<= )- ?\d\d?[/.:]\d\d?(?!\d))[-/'’(]{1,2} ?)?"
"""What may stand between a month and the year: a blank, a comma, a dash that may be the century's, or a bracket.

A dash before another day or a time of the day is from the one to the other.
"""
# Each pattern first looks for a digit: most signs are none, and are passed over without trying the rest.
_COMPACT = re.compile(rf"(?=\d)(?<!\d){_CENTURY}?(?P<six>\d{{6}})(?!\d)")
_WRITTEN = re.compile(
    rf"(?=\d)(?<!\d)(?:{_CENTURY}?(?P<y>\d\d)[-./ ](?P<m>\d\d)[-./ ](?P<d>\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:[-./ ]{{1,2}}(?P<month>\d{{1,2}})(?=\D){_TO_YEAR}(?P<year>{_CENTURY}?\d\d)"
    rf"|{ORDINAL}?[ /-]?(?P<name>{_NAME})[a-z]{{0,6}}{_TO_YEAR}"
    rf"(?P<whole_year>{_CENTURY}\d\d|\d\d(?! ?{_NAME})))"
    rf"|{_CENTURY}(?P<first_year>\d\d)(?:,? | ?[-./] ?)\(?(?P<one>\d{{1,2}}) ?[-./ ] ?(?P<other>\d{{1,2}}))(?!\d)",
    re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_])(?:(?P<early_year>{_CENTURY}\d\d),? )?(?P<name>{_NAME})[a-z]{{0,6}}\.? ?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|:?[ea])?(?(early_year)"
    rf"|(?=\D){_TO_YEAR}(?P<late_year>{_CENTURY}\d\d|(?<=[-'’(])\d\d))(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(
    rf"(?=\d)(?<!\d)(?P<early_year>{_CENTURY}\d\d),? (?:den )?(?P<day>\d{{1,2}}){ORDINAL}? ?(?P<name>{_NAME})"
    r"[a-z]{0,6}", re.IGNORECASE)
_MONTHS_IN_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_ROMAN_DIGITS = ("i", "v", "x")
_ROMAN_NAME, _IN_CAPITALS = r"(?:x(?:ii?)?|i[vx]|vi{0,3}|i{1,3})", r"(?:X(?:II?)?|I[VX]|VI{0,3}|I{1,3})"
_ROMAN = re.compile(
    rf"(?=\d)(?<!\d)(?P<day>\d{{1,2}})(?: ?[./-] ?(?P<name>(?i:{_ROMAN_NAME})) ?[./ -] ?| (?P<alone>{_IN_CAPITALS}) )"
    rf"(?P<year>{_CENTURY}\d\d)(?!\d)")
"""A day with the number of its month in Roman digits, and the whole year."""
_ORDINALS = (
    *"första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde".split(),
    *"fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde".split(),
    *(f"tjugo{word}" for word in "första andra tredje fjärde femte sjätte sjunde åttonde nionde".split()),
    "trettionde", "trettioförsta")
_NUMBERS = {name: number for number, name in enumerate(_ORDINALS, 1)}
ORDINAL_WORD = f"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_ORDINAL_ENDS = ("sta", "dra", "dje", "rde", "te", "nde")
_IN_WORDS = re.compile(
    rf"(?<![^\W_])(?:(?P<day>{ORDINAL_WORD})(?: dagen)?(?: (?:i|av))?(?: den)? "
    rf"(?:(?P<name>{_NAME})[a-z]{{0,6}}|(?P<number>{ORDINAL_WORD})(?: månaden)?)"
    rf"|(?P<month>{_NAME})[a-z]{{0,6}} (?:den )?(?P<after>{ORDINAL_WORD}))"
    rf"{_TO_YEAR}(?P<year>{_CENTURY}\d\d|\d\d)(?!\d)", re.IGNORECASE)
"""A day whose number is a word, before its month or after."""
_MOST_MONTHS, _THREE_PAIRS = 12, 8

Place = tuple[str, int, int]
"""Six digits of a day, where it begins and where it ends."""


def days_in(text: str) -> Iterator[tuple[bool, Place]]:
    """Every day, and whether its digits stand together."""
    for found in _COMPACT.finditer(text):
        if is_day(found["six"]):
            yield True, (found["six"], found.start(), found.end())
    for found in _WRITTEN.finditer(text):
        sixes = dict.fromkeys(_as_six(found))
        yield from ((False, (six, found.start(), found.end())) for six in sixes if is_day(six))
    folded = text.casefold()
    if holds_any(folded, MONTHS):
        yield from _days_with_their_month(text)
    if holds_any(folded, _ORDINAL_ENDS):
        yield from _days_in_words(text)
    if holds_any(folded, _ROMAN_DIGITS):
        yield from _roman_days(text)


def _days_with_their_month(text: str) -> Iterator[tuple[bool, Place]]:
    for found in chain(_MONTH_FIRST.finditer(text), _YEAR_FIRST.finditer(text)):
        groups = found.groupdict()
        year = groups["early_year"] or groups["late_year"] or ""
        six = reversed_day(found["day"], str(MONTHS[found["name"].casefold()]), year)
        if is_day(six):
            yield False, (six, found.start(), found.end())


def _days_in_words(text: str) -> Iterator[tuple[bool, Place]]:
    for found in _IN_WORDS.finditer(text):
        name, number = found["name"] or found["month"], found["number"]
        month = MONTHS[name.casefold()] if name else _NUMBERS[number.casefold()]
        six = reversed_day(str(_NUMBERS[(found["day"] or found["after"]).casefold()]), str(month), found["year"])
        if is_day(six):
            yield False, (six, found.start(), found.end())


def _roman_days(text: str) -> Iterator[tuple[bool, Place]]:
    for found in _ROMAN.finditer(text):
        month = _MONTHS_IN_ROMAN[(found["name"] or found["alone"]).casefold()]
        six = reversed_day(found["day"], str(month), found["year"])
        if is_day(six):
            yield False, (six, found.start(), found.end())


def _as_six(found: re.Match[str]) -> Iterator[str]:
    """The six digits of a written day; of three pairs any of the two outermost may be the year."""
    if found["y"]:
        yield f"{found['y']}{found['m']}{found['d']}"
        if len(found[0]) == _THREE_PAIRS:
            yield _day_first(found["y"], found["m"], found["d"])
    elif found["first_year"]:
        yield reversed_day(found["other"], found["one"], found["first_year"])
        yield reversed_day(found["one"], found["other"], found["first_year"])
    else:
        month = str(MONTHS[found["name"].casefold()]) if found["name"] else found["month"]
        yield _day_first(found["day"], month, found["year"] or found["whole_year"])


def _day_first(day: str, month: str, year: str) -> str:
    """The day first, or the month where the other cannot be one, as spreadsheets may write it: 12/28/1981."""
    return reversed_day(month, day, year) if int(month) > _MOST_MONTHS else reversed_day(day, month, year)
