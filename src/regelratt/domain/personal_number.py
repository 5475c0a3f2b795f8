"""Personal and coordination numbers, told by their form.

Texts are canonical: plain dashes and spaces, and nothing invisible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import accumulate, pairwise
from typing import NamedTuple

from regelratt.domain.plain_numbers import (
    is_repeated,
    without_counts,
    without_districts,
    without_hours,
    without_periods,
    without_rows,
)

_MOST_BETWEEN = 6
"""Signs, none of them a letter or digit, that people put between the day and the last four digits."""
_MOST_WITHIN = 3
"""Signs that people put inside the day or inside the last four digits."""
_CENTURIES = ("18", "19", "20")
_TEN, _TWELVE = 10, 12
_LAST_OF_MONTH = 31
_DAY_ALONE = 6
"""Digits that stand together in each odd form."""
_DAYS = {(6,), (2, 2, 2), (4, 2), (2, 4), (1,) * 6}
_DAYS_WITH_CENTURY = {(8,), (4, 2, 2), (4, 4), (2, 2, 2, 2), (6, 2), (2, 6), (1,) * 8}
_LASTS = {(4,), (2, 2), (1, 3), (3, 1), (1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 1, 1, 1)}
_JOINED = {(10,), (2, 8), (2, 2, 6), (4, 6), (4, 2, 6), (5, 5), (3, 7), (12,), (4, 8), (4, 2, 6), (2, 2, 2, 6), (8, 4)}
_SHAPES = {
    *_JOINED, *((*day, *last) for day in (*_DAYS, *_DAYS_WITH_CENTURY) for last in _LASTS), (3, 3, 4), (3, 3, 2, 2),
    (1,) * 10, (1,) * 12}
"""How many digits stand together in each part of a number that people divide; other rows of numbers are rows."""
_VERSION = re.compile(r"\b(?:version|utgåva|revision)(?:en)?:? ?$", re.IGNORECASE)
_STAMP = re.compile(r"20\d{6}[.:](?:[01]\d|2[0-4])[0-5]\d")
"""A day and a time of it, as versions are named."""
_PERIOD_BEFORE = re.compile(r"(?<!\d)\d{6}(?:\d\d)? ?- ?$")
_HOURS_AFTER = re.compile(r"[,;.]? [01]\d ?- ?[012]\d")
_DIGITS = re.compile(r"\d+")
_LIKE_DIGITS = re.compile(r"[\dOoIl|]+")
_BESIDE_DIGIT = re.compile(r"\d[OoIl|]|[OoIl|]\d")
"""What a text has when one of those is part of a number."""
_AS_DIGITS = str.maketrans("OoIl|", "00111")
_WHOLE_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
"""Eight digits that are a day already; two more are its hour."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = re.compile(r"(?:[01]\d|2[0-4])[.:-][0-5]\d")
_HOUR = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_GOES_ON_BEFORE = re.compile(r"\d[\s.,:/-]$")
_GOES_ON_AFTER = re.compile(r"[\s.,:/-]\d")
_CHAIN_BEFORE = re.compile(r"\d[.,:/-]$")
_CHAIN_AFTER = re.compile(r"[.,:/-]\d|\s?-\s?\d")
_MOST_PARTS = 5
"""Parts of a number that is divided in any other way; three when only spaces stand between."""
_ONE_SIGN = re.compile(r" ?[-+./_:] ?| ")
_LAW = re.compile(r"(?:1[89]|20)\d\d:\d{4}")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[ .]\d{3})+(?!\d)")
_AMOUNTS = re.compile(r"\d{1,3}(?:[ .]\d{3})*(?: ?[-+/_:]? ?\d{1,3}(?:[ .]\d{3})*)*")
_DESIGNATION = re.compile(r"\b(?:isbn|dnr)(?:-?1[03])?[.:]{0,2} ?(?:[A-ZÅÄÖ]{1,5}[ -]?)?$", re.IGNORECASE)
_ODD = re.compile(
    r"(?=[\dS])(?:(?<!\d)(?:\d\d)?(?P<day>\d{6}) ?[-+ ] ?TF?\d{2,3}(?![^\W_])"
    r"|(?<![^\W_])SE[ -]?(?P<sole>\d{6}-?\d{4})[ -]?01(?!\d)"
    r"|(?<!\d)(?<!\d[-./: ])(?P<last>[1-9]\d{3}) ?- ?(?P<after>\d{6})(?!\d)(?![-./: ]\d)"
    r"|(?<!\d)(?P<first>\d{4}(?:\d\d)?\d\d) ?[-+] ?(?P<four>\d{4})(?!\d))", re.IGNORECASE)
"""Numbers without a check digit of their own, of a firm, and with the day first or last."""


class _Group(NamedTuple):
    """Digits that stand together, and where."""

    digits: str
    start: int
    end: int


def digits_in(text: str) -> int:
    """How many digits a text has; counting each of the ten by itself is the quickest."""
    return sum(map(text.count, "0123456789"))


def personal_numbers(text: str) -> Iterator[str]:
    """Personal and coordination numbers with a possible date and a right check digit (Skatteverket, SKV 704 and 707).

    A coordination number's day is 60 too high; where the birth date is not known, the month is 0 or the day 60. Letters
    that look as digits are taken for them too.
    """
    text = without_counts(text)
    plain = without_rows(without_districts(without_hours(without_periods(text))))
    told = dict.fromkeys(_told(plain))
    if _BESIDE_DIGIT.search(plain) and (lookalike := _LIKE_DIGITS.sub(_as_digits, plain)) != plain:
        told |= dict.fromkeys(_told(lookalike, plain))
    yield from told


def _as_digits(run: re.Match[str]) -> str:
    """Digits and what looks like them, as digits alone; what hangs together with a word, as far as a bar, is left."""
    text, begins, ends = run[0], 0, len(run[0])
    if run.string[run.start() - 1:run.start()].isalnum():
        begins = text.find("|") + 1 or ends
    if run.string[run.end():run.end() + 1].isalnum():
        ends = max(text.rfind("|"), 0)
    kept = text[begins:ends]
    return f"{text[:begins]}{kept.translate(_AS_DIGITS)}{text[ends:]}" if any(map(str.isdigit, kept)) else text


def _told(text: str, written: str = "") -> Iterator[str]:
    """The numbers of a text, as they stand in what was written where that is another."""
    written = written or text
    groups = [_Group(match[0], match.start(), match.end()) for match in _DIGITS.finditer(text)]
    odd: set[str] = set()
    if any(len(each.digits) >= _DAY_ALONE for each in groups):
        odd.update(written[found.start():found.end()] for found in _ODD.finditer(text) if _is_odd_number(found))
    index = 0
    while index < len(groups):
        taken = _number_from(text, groups, index)
        if taken:
            found = written[groups[index].start:groups[index + taken - 1].end]
            odd.discard(found)
            yield found
        index += taken or 1
    yield from sorted(odd)


def is_personal(ten: str) -> bool:
    """True when ten digits are a possible date and end in its check digit."""
    if not is_day(ten[:6]):
        return False
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(ten))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def is_day(six: str) -> bool:
    """True when six digits are the day of a personal or coordination number."""
    year, month, day = (int(six[start:start + 2]) for start in (0, 2, 4))
    coordinated = day >= 60
    return _is_date(year, month, day % 60 if coordinated else day, may_be_unknown=coordinated)


def _number_from(text: str, groups: list[_Group], index: int) -> int:
    """How many groups the number takes that begins with this one; 0 when none does."""
    found = _reversed_day(text, groups, index) or _with_a_digit_more(text, groups, index)
    count = 0
    for count, total in enumerate(accumulate(len(each.digits) for each in groups[index:index + _TWELVE]), 1):
        if count > 1 and not _is_near(text, groups[index + count - 2], groups[index + count - 1]):
            break
        if total > _TWELVE:
            break
        # Twelve digits are tried too when the first ten make a number: the century belongs to it.
        if total >= _TEN and _is_number(text, groups[index:index + count]):
            found = count
    near = [each.digits for each in groups[max(0, index - 1):index + found + 1]]
    return 0 if is_repeated(near, min(index, 1), found) else found


def _is_near(text: str, one: _Group, other: _Group) -> bool:
    between = text[one.end:other.start]
    return len(between) <= _MOST_BETWEEN and not any(map(str.isalpha, between))


def _is_number(text: str, parts: list[_Group]) -> bool:
    shape = tuple(len(each.digits) for each in parts)
    digits = "".join(each.digits for each in parts)
    if len(digits) == _TWELVE and not digits.startswith(_CENTURIES):
        return False
    if (shape not in _SHAPES and not 1 < len(parts) <= _MOST_PARTS) or not is_personal(digits[-10:]):
        return False
    is_after_a_day = len(digits) == _TEN and _WHOLE_DAY.match(text, parts[0].start)
    if is_after_a_day or _is_time(text, parts[0], parts[-1].end):
        return False
    is_known = shape in _SHAPES and _is_divided_as_one(text, parts, len(digits) - 4)
    return is_known or _is_divided_anyhow(text, parts, shape)


def _is_time(text: str, first: _Group, end: int) -> bool:
    """True for a version that is called by its day and time, and for the last day of a period with its hours."""
    before = text[max(0, first.start - 20):first.start]
    is_version = _STAMP.fullmatch(text, first.start, end) and _VERSION.search(before)
    return bool(is_version or (_PERIOD_BEFORE.search(before) and _HOURS_AFTER.fullmatch(text, first.end, end)))


def _is_divided_anyhow(text: str, parts: list[_Group], shape: tuple[int, ...]) -> bool:
    """True when one sign stands between each part, and the parts are nothing else than a number."""
    if not 1 < len(parts) <= _MOST_PARTS or not (shape not in _SHAPES or shape in _JOINED):
        return False
    gaps = [text[one.end:other.start] for one, other in pairwise(parts)]
    signs = {gap.strip() for gap in gaps}
    has_signs = bool(signs - {""})
    if not all(map(_ONE_SIGN.fullmatch, gaps)) or len(signs) > 2 or ("." in signs and len(signs) > 1):
        return False
    if not has_signs and (len(parts) > _MOST_PARTS - 2 or min(shape) == 1):
        return False
    start, end = parts[0].start, parts[-1].end
    before, after = text[max(0, start - 40):start], text[end:end + 4]
    goes_on = _GOES_ON_BEFORE.search(before), _GOES_ON_AFTER.match(after)
    is_case = sum(shape) == _TEN and bool(_YEAR.fullmatch(parts[0].digits))
    written = text[start:end]
    is_amount = _THOUSANDS.search(written) and _AMOUNTS.fullmatch(written)
    return not (any(goes_on) or is_case or is_amount or _DESIGNATION.search(before)
                or (":" in written and _LAW.match(written)))


def _is_odd_number(found: re.Match[str]) -> bool:
    """True when the parts of an odd form make a number."""
    if found["day"]:
        return is_day(found["day"])
    if found["sole"]:
        return is_personal(found["sole"].replace("-", ""))
    if found["last"]:
        is_born = is_day(found["after"]) and int(found["after"][4:]) <= _LAST_OF_MONTH
        return is_born and not _YEAR.fullmatch(found["last"]) and is_personal(found["after"] + found["last"])
    first = found["first"]
    has_century = len(first) == len("28121981")
    if (has_century and not first[4:].startswith(_CENTURIES)) or _YEAR.fullmatch(found["four"]):
        return False
    return is_personal(reversed_day(first[:2], first[2:4], first[4:]) + found["four"])


def _is_divided_as_one(text: str, parts: list[_Group], days: int) -> bool:
    """True when the signs between the parts are those of one number, and not of days, hours or rows."""
    begins = list(accumulate((len(each.digits) for each in parts), initial=0))
    gaps = [(at, text[one.end:other.start])
            for at, one, other in zip(begins[1:], parts, parts[1:], strict=False)]
    if any(len(gap) > _MOST_WITHIN for at, gap in gaps if at != days):
        return False
    inside = [gap for at, gap in gaps if at < days]
    before, after = text[max(0, parts[0].start - 2):parts[0].start], text[parts[-1].end:parts[-1].end + 4]
    is_law = len(parts) > 1 and _LAW.fullmatch(text, parts[0].start, parts[-2].end)
    if is_law and not set(gaps[-1][1]) & set("-+"):
        return False
    if all(len(each.digits) == 1 for each in parts):
        return not _GOES_ON_BEFORE.search(before) and not _GOES_ON_AFTER.match(after)
    if inside and (len(set(inside)) > 1 or len(inside[0]) > 1 or _is_odd(parts)):
        is_joined = days not in [at for at, _ in gaps]
        is_spread = any(len(gap) > 1 and not set(gap) & set("-./") for gap in inside)
        if is_joined or is_spread or _CHAIN_BEFORE.search(before) or _CHAIN_AFTER.match(after):
            return False
    if not inside:
        return True
    between = next((gap for at, gap in gaps if at == days), "")
    last = text[parts[0].start:parts[-1].end][-_written_last(gaps, days):]
    return not _is_more_than_a_day(last, between, after)


def _is_odd(parts: list[_Group]) -> bool:
    """True when the day is divided otherwise than into year, month and day."""
    return any(len(each.digits) in (1, 3, 5, 7) for each in parts[:2])


def _written_last(gaps: list[tuple[int, str]], days: int) -> int:
    """How many signs the last four digits take as they are written."""
    return 4 + sum(len(gap) for at, gap in gaps if at > days)


def _is_more_than_a_day(last: str, between: str, after: str) -> bool:
    """True for a day, and then a year, a time of the day or hours."""
    if _HOUR.fullmatch(last) and _CHAIN_AFTER.match(after):
        return True
    return not set(between) & set("-+./_") and bool(_YEAR.fullmatch(last) or _TIMES.fullmatch(last))


def _reversed_day(text: str, groups: list[_Group], index: int) -> int:
    """4 or 5 groups when a number begins here with the day first: 15/4-90 9076."""
    parts = groups[index:index + 5]
    if len(parts) < 4 or len(parts[0].digits) > 2 or len(parts[1].digits) > 2 or len(parts[2].digits) not in (2, 4):
        return 0
    signs = [text[one.end:other.start] for one, other in pairwise(parts)]
    if not all(0 < len(gap) <= _MOST_WITHIN and not any(map(str.isalpha, gap)) for gap in signs[:2]):
        return 0
    has_century = len(parts[2].digits) == 4
    if has_century and not parts[2].digits.startswith(_CENTURIES):
        return 0
    if not set(signs[0]) & set("-./") and not (has_century and signs[0] == signs[1] == " "):
        return 0
    count = 4 if len(parts[3].digits) == 4 else 5
    last = "".join(each.digits for each in parts[3:count])
    if len(last) != 4 or not all(_is_near(text, *pair) for pair in pairwise(parts[2:count])):
        return 0
    before, after = text[max(0, parts[0].start - 2):parts[0].start], text[parts[count - 1].end:parts[count - 1].end + 4]
    written = text[parts[3].start:parts[count - 1].end]
    if _CHAIN_BEFORE.search(before) or _is_more_than_a_day(written, signs[2], after):
        return 0
    if "," in signs[1] or signs[2].strip() == "/":
        return 0
    if signs[0] == " " and (_GOES_ON_BEFORE.search(before) or _GOES_ON_AFTER.match(after)):
        return 0
    one, other, year = (each.digits for each in parts[:3])
    is_american = has_century and signs[0] == signs[1] == "/" and is_personal(reversed_day(other, one, year) + last)
    return count if is_american or is_personal(reversed_day(one, other, year) + last) else 0


def reversed_day(day: str, month: str, year: str) -> str:
    """Year, month and day as six digits."""
    return f"{year[-2:]}{month:0>2}{day:0>2}"


def _with_a_digit_more(text: str, groups: list[_Group], index: int) -> int:
    """2 groups when a day and the last four, joined by their sign, have another digit before or after them."""
    pair = groups[index:index + 2]
    if len(pair) < 2 or text[pair[0].end:pair[1].start].strip() not in ("-", "+"):
        return 0
    day, last = (each.digits for each in pair)
    more = len(day) in (7, 9) and len(last) == 4, len(day) in (6, 8) and len(last) == 5
    return 2 if any(more) and is_personal(day[-6:] + last[:4]) else 0


def _is_date(year: int, month: int, day: int, *, may_be_unknown: bool) -> bool:
    if may_be_unknown and (month == 0 or day == 0):
        return month <= 12 and day <= 31
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True
