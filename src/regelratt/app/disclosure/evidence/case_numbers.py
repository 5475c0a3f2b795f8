"""Numbers of closed cases in other forms than their register's: without its prefix, `dnr 2026/0152`, or its zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WITH_PREFIX = re.compile(r"([^\W\d_]{1,8})[ .:-]{0,2}((?:19|20)\d\d)[/.:-](\d{2,6})")
_IN_TEXT = re.compile(
    r"(?<![^\W_])([^\W\d_]{1,8})[ _.:-]{0,2}(?:((?:19|20)\d\d) ?[-/.:_ ] ?(\d{1,7})|(\d\d) ?[-/:] ?(\d{3,7}))"
    r"(?![^\W_]|[-.:/]\d)")
"""The same in a text: a year of two digits may be a day, with a number of as few digits after."""
MAY_BE_CASE = re.compile(r"\d\d ?(?:[-/.:_ ]| år ) ?\d")
"""What all of them have: a quick look before a close one."""
_CENTURY = "20"
_NUMBER = re.compile(r"(?=\d)(?<![\w/.:-])((?:19|20)\d\d) ?([-/]) ?(\d{2,6})(?![\w/]|[-.:]\d)")
_AFTER_WORD = re.compile(
    r"(?=\d)(?<![\w/.:-])(?:((?:19|20)\d\d)(?: ?[-/] ?|:)(\d{2,6})|(\d\d)(?: ?[-/] ?|:)(\d{3,6})"
    r"|(\d{3,6})(?: ?[-/] ?|:| år )((?:19|20)\d\d))(?![\w/]|[-.:]\d)")
"""One after a word for cases: the year may have two digits, or stand last."""
_CASE_WORD = re.compile(
    r"(?<![^\W_])(?:dnr|diarie(?:-? ?(?:nr|n(?:ummer|umret)))?|ärende(?:t|n|na|-? ?(?:nr|nummer|numret))?|case"
    r"|(?:diarieför|registrer)[^\W\d_]{1,4} (?:som|under|med))[.:]{0,2} ?"
    r"(?:(?:är|har|med|som|fick|får|nr|nummer|numret|dnr|diarie(?:nr|nummer|numret)|beteckning(?:en)?)[.:]{0,2} ){0,3}"
    r"[(\"']?$", re.IGNORECASE)
_CASE_HEAD = re.compile(
    r"\W*(?:dnr|diarie(?:-? ?(?:nr|nummer|numret))|ärende(?:-? ?(?:nr|nummer|numret))?|case)\W*", re.IGNORECASE)
"""What a column of cases is called."""
_YEAR_LAST = re.compile(
    r"(?<![^\W_])([^\W\d_]{1,8})[ .:-]{0,2}(\d{3,6}) ?[-/] ?((?:19|20)\d\d)(?![\w/]|[-.:]\d)")
"""One with its prefix and the year last: of fewer digits it may be a month."""
_PREFIX = re.compile(r"(?<![^\W_])(?!DNR|NR)[A-ZÅÄÖ]{1,8} ?$")
"""Of another register, whose numbers are the same."""
_SERIAL = re.compile(r"0\d{2,5}")
"""A number within the year that is no year itself, nor a month."""
_NEAR = 60


Case = tuple[str, str, str]
"""A prefix in small letters, empty for none, a year and a number within it without its first zeros."""


def cases_of(text: str) -> tuple[Case, ...]:
    """The case that a text with its prefix is, with the prefix and without; nothing for every other text."""
    found = _WITH_PREFIX.fullmatch(text)
    if found is None:
        return ()
    number = found[3].lstrip("0")
    return (found[1].casefold(), found[2], number), ("", found[2], number)


def cases_in(text: str) -> Iterator[Case]:
    """Those in a canonical text: with a prefix, and without after a word for cases or as only they are written."""
    if not MAY_BE_CASE.search(text):
        return
    for found in _IN_TEXT.finditer(text):
        yield found[1].casefold(), found[2] or f"{_CENTURY}{found[4]}", (found[3] or found[5]).lstrip("0")
    for found in _NUMBER.finditer(text):
        before = text[max(0, found.start() - _NEAR):found.start()]
        is_alone = found[2] == "/" and _SERIAL.fullmatch(found[3]) and not _PREFIX.search(before)
        if is_alone:
            yield "", found[1], found[3].lstrip("0")
    for found in _YEAR_LAST.finditer(text):
        yield found[1].casefold(), found[3], found[2].lstrip("0")
    for found in _AFTER_WORD.finditer(text):
        if _CASE_WORD.search(text, max(0, found.start() - _NEAR), found.start()):
            year = found[1] or found[6] or f"{_CENTURY}{found[3]}"
            yield "", year, (found[2] or found[4] or found[5]).lstrip("0")


def case_cells(head: str, cell: str) -> Iterator[str]:
    """A cell with digits in a column of cases, after a word for it."""
    if _CASE_HEAD.fullmatch(head) and MAY_BE_CASE.search(cell):
        yield f"dnr {cell.strip()}"
