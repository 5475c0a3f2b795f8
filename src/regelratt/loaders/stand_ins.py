"""Texts that look like an answer where nobody has one: words and signs for nothing, errors, formulas and leftovers.

What is refused is a whole cell of one of these kinds; a sentence that says that something is missing is an answer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from regelratt.domain.columns import Column
from regelratt.domain.iso_dates import iso_date
from regelratt.loaders.missing_words import (
    ANYTHING,
    MISSING,
    NO_LONGER,
    NOTHING_FOUND,
    WHEN,
    missing,
    without_place,
    without_time,
)
from regelratt.loaders.put_off import NO_ANSWER, NO_NAME, SPOKEN, UNSURE, is_field, is_template

_UNKNOWN = frozenset({
    "okänt", "okänd", "okända", "oklart", "oklar", "vakant", "vakanta", "vakans", "ingenting", "ingen alls", "utreds",
    "under utredning", "n/a", "n.a", "na", "nat", "nan", "null", "none", "nil", "void", "undefined", "unknown",
    "missing", "blank", "empty", "tom", "tomt", "object object", "\\n", "tbd", "t.b.d", "tba", "t.b.a", "tbc", "t.b.c",
    "todo", "fixme", "nn", "n.n", "n n", "namn namnsson", "förnamn efternamn", "utan", "saknar", "ej", "inte", "icke",
})
_YES_OR_NO = frozenset({"ja", "nej", "sant", "falskt", "true", "false"})

_NUMBER_OR_NAME = (
    r"(?:dnr|diarienr|diarienummer|diarienumret|nr|nummer|roll(?:en)?|namn(?:et)?|adress(?:en)?|svar(?:et)?|besked(?:et)?)")
_SAME = re.compile("|".join((
    r"ditto|dito|d:o|samma", r"(?:samma|lika(?:dan[at]?)?)(?: som)? (?:ovan|nedan|ovanstående|föregående|raden ovan)",
    r"(?:se|enligt|enl\.?|som) (?:ovan|nedan|ovanstående|föregående(?: rad)?|raden ovan)",
    r"(?:[åy]{4}|[0-9]{4})-mm-dd|å{4}|y{4}|x+")))
"""That it is the same as in another cell, or signs that hold its place."""
_AWAITED = r"(?:svar|besked|beslut|uppgift|registrering|tillsättning|rekrytering|dnr|diarienummer|underlag|nämnden)"
_OF_KEYS = re.compile("|".join((
    # In a cell with a name, a role or a number: to name what is missing is enough, and so is what is awaited.
    *missing(_NUMBER_OR_NAME), rf"(?:{ANYTHING}|{_NUMBER_OR_NAME}) (?:inväntas|kommer|ej|okänt|okänd)(?: {WHEN})?",
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}",
    rf"(?:(?:in)?väntar(?: på)?|avvaktar|i väntan på|avvaktande) {_AWAITED}(?: {WHEN})?")))
_NAME_OF_WHAT = frozenset({"dnr", "diarienr", "diarienummer", "nr", "nummer", "roll", "uppgift", "namn"})
_EXPLAINED = re.compile(r"(?<!\s)\s*+\(|[,;]\s|\s[-–—]\s")
"""Where a cell begins to explain what it has said: `vakant (rekrytering pågår)`."""

_MONTH = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|sept|okt|oct|nov|dec)"
_MONTH_OF_SHEET = re.compile(rf"(?:[0-9]{{1,2}}-)?{_MONTH}\.?-[0-9]{{2,4}}|[0-9]{{1,2}}-{_MONTH}\.?(?:-[0-9]{{2,4}})?")
_NUMBER_OF_SHEET = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?e[+-][0-9]+|0[.,]0+|(?:[0-9-]{10}[ t])?00:00(?::00(?:[.,]0+)?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_NAMES = (
    "ref|referens|namn|name|värde|värdefel|value|null|skärning|saknas|ogiltigt|num|tal|division/0|div/0|n/a|na|spill|"
    "calc|kalk|field|fält|blocked|blockerad|busy|upptagen|connect|anslut|unknown|okänd|okänt|error|fel|python|external")
_KNOWN_ERROR = re.compile(rf"#(?:{_NAMES})[!?]?|(?:err|fel|error):\s?[0-9]{{3}}")
"""What a spreadsheet shows for a formula that failed: `#VÄRDEFEL!`, `#NAMN?`."""
_LIKE_ERROR = re.compile(r"#[^\W\d_][\w/ .]*[!?]|#[^\W_]+_[^\W_]+")
"""The same in any language, `#HÄMTAR_DATA`; a name that somebody chose may look so too."""
_UNFILLED = re.compile(
    r"(?<!\w)_{2,}(?!\w)|\.{4,}|…{2,}|(?:\. ){3,}|(?<!\S)[0-9]{2,4} ?[/:-](?:\W|_)*(?:x{2,}|n{2,})?$|"
    r"(?<!\w)x{3,}@|@x{3,}\.|(?:[ -]x{2,}){2,}")
"""Room that was left for something, in a cell that has a name or a number: `PHB 2026/____`."""
_GUESSED = re.compile(r"(?<!\?)\?{2,}$|\(\?+\)$|^[\w-]+\?$")
"""The end of a name or a number that somebody is not sure of: `kanalansvarig???`."""

_AMOUNT = re.compile(r"[0-9]+(?:[.,/][0-9]+)?(?: ?%)?")
"""How many, or how much of somebody, where a role is asked for: `1`, `0,5`."""
_DIGITS = re.compile("[0-9]+")
_YEAR = re.compile("20(?:0[4-9]|[1-9][0-9])")
"""A year in which something can have been written down of an account: none is older than social media."""

_CELL = r"(?:(?:'[^']+'|\w+)!)?\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?![\w@.])"
_CALL = r"[A-ZÅÄÖ][A-ZÅÄÖ0-9.]+\("
_FORMULA = re.compile(rf"=[^>]|[+-](?:{_CELL}|{_CALL})|@{_CALL}", re.DOTALL)
_FORMULA_OR_HANDLE = re.compile(rf"@{_CELL}")
"""A formula, that may also be the name of an account."""


@lru_cache(maxsize=20_000)
def stands_for_nothing(text: str, column: Column, *, is_id: bool = False) -> bool:
    """True for a whole cell that only says that nothing is known, in words or signs.

    Yes, no and zero answer no question in words; an id may be zero. A text in sentences may say what is missing, and
    explain it, and a name that somebody chose may be any words but those for nothing.
    """
    kept = " ".join(text.casefold().split()).replace(": ", " ")
    bare = _bare(kept)
    if bare in column.names or _is_answer(bare, column):
        return False
    if bare == "" or _is_missing(bare) or (bare == "0" and not is_id):
        return True
    if column.is_name:
        return is_field(kept) or bare in _what_is_asked(column)
    if NO_ANSWER.fullmatch(bare) or is_template(kept) or bare.replace("_", " ") in _what_is_asked(column):
        return True
    if column.is_prose:
        return False
    return _names_nothing(kept, bare, column)


def says_nothing(text: str) -> bool:
    """True for a whole cell that says that nobody knows, whatever its column asks; yes, no and numbers are answers."""
    bare = _bare(" ".join(text.casefold().split()))
    is_answer = bare in _YES_OR_NO or any(map(str.isdecimal, bare))
    return not is_answer and (bare == "" or _is_missing(bare) or NO_ANSWER.fullmatch(bare) is not None)


def is_sheet_value(text: str, column: Column) -> bool:
    """True for what a spreadsheet shows instead of a text: an error, or what it took the text for and wrote anew."""
    kept = text.strip().casefold()
    return (_KNOWN_ERROR.fullmatch(kept) is not None or _NUMBER_OF_SHEET.fullmatch(kept) is not None
            or (not column.is_name and _LIKE_ERROR.fullmatch(kept) is not None)
            or (_DAY.fullmatch(kept) is not None and iso_date(kept) is None)
            or (not column.is_prose and _MONTH_OF_SHEET.fullmatch(kept) is not None))


def is_formula(text: str, *, may_be_handle: bool = False) -> bool:
    """True for a formula that stands where its value should; the name of an account may begin with @."""
    return bool(_FORMULA.match(text) or (not may_be_handle and _FORMULA_OR_HANDLE.match(text)))


def _is_answer(bare: str, column: Column) -> bool:
    """True for words that elsewhere say nothing and answer what this column asks."""
    return ((column.may_be_none and NOTHING_FOUND.fullmatch(bare) is not None)
            or (column.may_be_past and NO_LONGER.fullmatch(bare) is not None))


def _names_nothing(kept: str, bare: str, column: Column) -> bool:
    """True for what no role and no number is called, where a beginning is enough, and what nobody has settled."""
    said, *explained = (_bare(each) for each in _EXPLAINED.split(bare, maxsplit=1))
    if said in column.names:
        return False
    is_unsure = any(UNSURE.fullmatch(each) for each in explained)
    if bare in _NAME_OF_WHAT or said in _NAME_OF_WHAT or is_unsure or any(map(_puts_off, (bare, said))):
        return True
    if (column.is_role and _AMOUNT.fullmatch(bare)) or (
            (column.is_role or column.is_number) and SPOKEN.fullmatch(without_time(said))):
        return True
    if "://" not in kept and (_GUESSED.search(kept) or _UNFILLED.search(kept) or (column.is_number and "?" in kept)):
        return True
    return column.is_number and _is_only_a_beginning(bare)


def _puts_off(said: str) -> bool:
    """True for words for nothing or later, with a day or a place after them or none."""
    timeless = without_time(said)
    return (_is_missing(said) or any(
        pattern.fullmatch(each) for pattern in (NO_ANSWER, _OF_KEYS, NO_NAME) for each in {said, timeless})
        or any(_is_missing(each) for each in {timeless, without_place(timeless), without_time(without_place(said))}))


def _is_missing(bare: str) -> bool:
    return (bare in _UNKNOWN or bare in _YES_OR_NO or MISSING.fullmatch(bare) is not None
            or _SAME.fullmatch(bare) is not None)


def _is_only_a_beginning(bare: str) -> bool:
    """True for what a number in a diary begins with, and nothing after it: no digits, a year, or zero."""
    numbers = _DIGITS.findall(bare)
    return not numbers or not numbers[-1].strip("0") or (len(numbers) == 1 and _YEAR.fullmatch(numbers[0]) is not None)


def _what_is_asked(column: Column) -> tuple[str, ...]:
    """The column's own name and what it is about, which are the question and not its answer."""
    about = column.about.casefold()
    return column.name.casefold().replace("_", " "), about, about.split(";")[0]


def _bare(text: str) -> str:
    """The text from its first letter or digit to its last, with the sign of a handle, and of `\\N`, before it."""
    first = next((number for number, sign in enumerate(text) if _says_something(sign) or sign in "@\\"), len(text))
    last = next((number for number in range(len(text), first, -1) if _says_something(text[number - 1])), first)
    return text[first:last]


def _says_something(sign: str) -> bool:
    """True for a letter, a digit or a number; ditto marks and the like that Unicode counts as letters say nothing."""
    kind = category(sign)
    return kind[0] in "LN" and kind != "Lm"
