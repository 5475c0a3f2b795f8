"""Values as texts say them: days, times, numbers and words that stand by themselves, however they are written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from regelratt.app.disclosure.evidence.running_values import beside_days, table_of
from regelratt.domain.tables import TABLES

Value = date | datetime | int | tuple[str, ...]
"""A day, a time, a number, or words in small letters."""

YES, NO = ("ja",), ("nej",)
_ANSWERS = dict.fromkeys(("true", "sant", "yes", "finns"), YES) | dict.fromkeys(
    ("false", "falskt", "no", "saknas"), NO)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (r"jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
          r"|nov(?:ember)?|dec(?:ember)?")
_CENTURY = 2000
_CENTURY_YEARS = 100
_MOST_DIGITS = 9
_BRIEF_DAY = 6
"""Digits of a day without its century."""
_COLUMNS = {tuple(column.name.casefold().split("_")) for table in TABLES.values() for column in table.columns}
"""What columns are called, which may stand before what they hold."""
_WORDS_OF_COLUMN = max(map(len, _COLUMNS))

_ANY_YEAR = 4
"""The year of a day that is said without one: long before any day of the evidence, and a leap year."""
_WHEN = (
    r"(?P<when>(?<!\d)(?:"
    r"(?P<year>\d{4})(?P<sign>[-/.]?)(?P<month>[01]\d|(?<=\D)\d)(?P=sign)(?P<day>[0-3]\d|(?<=\D)\d)"
    r"|(?P<first>\d\d?)(?:[-/.](?P<second>\d\d?)[-/. ]|\.? (?P<named>(?:" + "|".join(_MONTHS) + r")[a-z]*)\.? )"
    r"\s?(?P<last>\d{4}|\d\d(?![:.]\d\d))"
    r"|(?P<bare>\d\d?)(?:/(?P<number>\d\d?)(?![-/])|\.? (?P<of>" + _MONTH + r")\b))(?!\d)"
    r"(?:(?:[t,;|\s]|kl\b\.?)*(?P<hour>2[0-3]|[01]?\d)[:.](?P<minute>[0-5]\d)(?!\.?\d))?(?:[:.]\d\d(?!\d))?)")
_MOMENT = re.compile(_WHEN)
_TOKEN = re.compile(
    _WHEN + r"|(?P<word>[^\W_]+)|(?P<end>[|;:,=()\[\]{}\"!?<>]|\.(?=\s|$)|\s-\s)")

_ENDS = ".;|!?"
"""Signs that end a sentence."""
_BEGIN, _END = re.compile(r"(?:^|[|;,:=()\[\]\"])\s*$"), re.compile(r"\s*(?:$|[|;,=()\[\]\"])")
"""What stands around a value that stands by itself; a stretch of days has a dash."""
_BEFORE = 4
"""Signs before a value that are looked at."""
_DAY = re.compile(
    r"\d{4}[-/.]\d|\d{8}|\d[-/.]\d\d?[-/. ]\s?\d|\d\.? (?:" + "|".join(_MONTHS) + ")", re.IGNORECASE)
"""The least that a day has."""


class Token(NamedTuple):
    """A word, or a day or time, in a text."""

    text: str
    forms: tuple[Value, ...] = ()
    """The time and the day, when it is one."""
    is_asked: bool = False
    """True in a question."""


class SaidValue(NamedTuple):
    """A value that a text says, in every form that it may have, and the token where it begins."""

    place: int
    forms: tuple[Value, ...]
    is_lone_day: bool = False
    """True for a day without its year that stands by itself, as in a cell."""


class Spoken(NamedTuple):
    """A text as words and values."""

    tokens: tuple[Token, ...]
    values: tuple[SaidValue, ...]

    def near(self, first: int, last: int, reach: int) -> list[SaidValue]:
        """The values that stand at most so many words from some of the text."""
        return self.within(first - reach, last + reach)

    def within(self, first: int, last: int) -> list[SaidValue]:
        """The values that stand in some of the text."""
        start, end = (bisect_left(self.values, place, key=_place) for place in (first, last))
        return [*self.values[start:end]]

    def words(self, first: int, last: int) -> str:
        """Some of the text, as it is written."""
        return " ".join(token.text for token in self.tokens[first:last])


@lru_cache(maxsize=10_000)
def spoken(text: str) -> Spoken:
    """What a canonical text says: days anywhere, all else that stands between signs and days and says nothing more, and
    of words among a few those that running text says of a day."""
    tokens: list[Token] = []
    values: list[SaidValue] = []
    begun = asked_from = sentence = known = 0

    def _end() -> None:
        if begun < len(tokens):
            said = tuple(token.text for token in tokens[begun:])
            values.append(SaidValue(begun, tuple(_forms(said))))

    folded = text.casefold()
    for match in _TOKEN.finditer(folded):
        if sign := match["end"]:
            _end()
            if sign == "?":
                tokens[asked_from:] = [token._replace(is_asked=True) for token in tokens[asked_from:]]
            if sign in _ENDS:
                values += _running(tokens, sentence, values[known:])
                sentence, known = len(tokens), len(values)
            begun = len(tokens)
            asked_from = asked_from if sign == "," else begun
        elif match["when"]:
            if forms := _moment(match):
                _end()
                values.append(SaidValue(len(tokens), forms, _is_lone_day(folded, match)))
                begun = len(tokens) + 1
            tokens.append(Token(match["when"], forms))
        else:
            tokens.append(Token(match["word"]))
    _end()
    values += _running(tokens, sentence, values[known:])
    return Spoken(tuple(tokens), tuple(sorted(values, key=_place)))


def _running(tokens: Sequence[Token], sentence: int, values: Sequence[SaidValue]) -> list[SaidValue]:
    """What the sentence that begins here says of its days, beyond these values, which stand by themselves in it."""
    said = tokens[sentence:]
    days = {place: isinstance(token.forms[0], datetime) for place, token in enumerate(said) if token.forms}
    known = {form for value in values for form in value.forms} if days else set()
    return [SaidValue(sentence + place, (choice,))
            for place, choice in beside_days([token.text for token in said], days) if choice not in known]


def _place(value: SaidValue) -> int:
    return value.place


def days_in(text: str) -> Iterator[Value]:
    """The days and times that a canonical text says."""
    if _DAY.search(text):
        for match in _MOMENT.finditer(text.casefold()):
            yield from _moment(match)


def _forms(said: tuple[str, ...]) -> Iterator[Value]:
    """What words may stand for, with the name of a column before them or without."""
    for size in range(min(len(said), _WORDS_OF_COLUMN + 1)):
        if size == 0 or said[:size] in _COLUMNS or (size == 1 and table_of(said[0])):
            yield value_of(said[size:])
            if day := _brief_day("".join(said[size:])):
                yield day


def _brief_day(digits: str) -> date | None:
    """The day that six digits are, as registers write them: 200504."""
    if len(digits) != _BRIEF_DAY or not digits.isdecimal():
        return None
    try:
        return date(_CENTURY + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None


def value_of(said: Sequence[str]) -> Value:
    """The value that words are: a number, a yes or a no in one way, or themselves."""
    joined = "".join(said)
    if joined.isdecimal() and len(joined) <= _MOST_DIGITS:
        return int(joined)
    return _ANSWERS.get(joined, tuple(said))


def without_year(value: date) -> date:
    """The day or time as it is said without its year."""
    return value.replace(year=_ANY_YEAR)


def _is_lone_day(text: str, match: re.Match[str]) -> bool:
    if not match["bare"] or match["minute"]:
        return False
    before = text[max(0, match.start() - _BEFORE):match.start()]
    return _BEGIN.search(before) is not None and _END.match(text, match.end()) is not None


def _moment(match: re.Match[str]) -> tuple[Value, ...]:
    """The time and its day; nothing when there is no such day."""
    named = match["named"] or match["of"]
    month = _MONTHS.index(named[:3]) + 1 if named else int(match["month"] or match["second"] or match["number"])
    year = int(match["year"] or match["last"] or _ANY_YEAR)
    is_short = year < _CENTURY_YEARS and not match["bare"]
    try:
        day = date(_CENTURY + year if is_short else year, month, int(match["day"] or match["first"] or match["bare"]))
        hour = int(match["hour"] or 0)
        return (datetime(day.year, day.month, day.day, hour, int(match["minute"])), day) if match["minute"] else (day,)
    except ValueError:
        return ()
