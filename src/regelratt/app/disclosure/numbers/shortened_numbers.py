"""Personal numbers as a spreadsheet leaves them: without their first zeros, in groups of thousands, with decimals.

All functions take canonical text (`plain_text.canonical`). Seven digits may be anything, so a word that says what they
are must stand before them, or right after them. A number with the century never begins with a zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regelratt.app.disclosure.text.plain_text import holds_any
from regelratt.domain.personal_number import is_personal

PERSON_WORD = (
    r"(?=[pfs])(?:(?:perso(?:n(?:al|s)?)?|pers|samordn(?:ings?)?|födelse|föd)[ .:_-]{0,2}"
    r"(?:id(?:entity|entitet)?s?[ _-]?)?(?:n(?:umme)?r|numret|number)"
    r"|(?<![^\W_])(?:p[ ._-]?nr|person[ _-]?id(?:entitet)?|ssn|social security)(?![^\W\d_]))")
"""What personal and coordination numbers are called."""
IN_PERSON_WORDS = ("pers", "nr", "samord", "föd", "ssn", "social")
"""What one of is in each of those words: most texts have none of them, and looking for these is quick."""
_DIGITS, _WITH_CENTURY = 10, 12
_FEWEST, _MOST = 7, 9
"""Digits that are left of ten: of the first of January 2000 three are zeros. Six are a day, and no number."""
_ON = r"(?:[^\d.!?]|[.!?](?>(?! ?[^\W\d])|(?<![^\W_]{2}\.))){0,40}"
"""What may stand between the word and the number: the rest of one sentence, where a single letter may have a point."""
_TOLD_FORM = r"(?:\(?\d\d? [^\W\d_]{1,20}\)?[^\w(]{1,3})?"
"""How it is asked for: with ten digits."""
_WORD = re.compile(rf"{PERSON_WORD}{_ON}{_TOLD_FORM}(?=\d)", re.IGNORECASE)
_WORD_LAST = re.compile(rf"{PERSON_WORD}[\W_]{{0,6}}(?:är[\W_]{{0,3}})?$", re.IGNORECASE)
_WORD_AFTER = re.compile(rf"[ ,]{{0,2}}(?:\(|(?:är|=) ?(?:[^\W\d_]{{1,15}} )?){PERSON_WORD}", re.IGNORECASE)
_ALSO = re.compile(r"[ ,;/]{1,3}(?:(?:och|eller|samt|and|or) )?(?=[1-9])", re.IGNORECASE)
_RUN = re.compile(r"\d(?:[ .,'+-]{0,3}\d){6,13}(?![^\W_])")
_BEFORE_WORD = re.compile(r"(?=[1-9])(?<![^\W_])(?<!\d[ .,:/+-])[1-9](?:[ .,'+-]?\d){6,10}(?= ?[(=,]| är )")
_DECIMALS = re.compile(r"[.,]0{1,2}$")
_USUAL = re.compile(r"\d{6,8} ?[-+]? ?\d{4}")
"""How numbers are written, and found without a word."""
_END = re.compile(r"\d(?![^\W_])")
_GOES_ON = re.compile(r"[.,:/-]\d")
_COUNTED = re.compile(r" ?(?:%|kr\b|kronor|sek\b|euro|st\b|stycken)", re.IGNORECASE)
"""After an amount."""


def shortened_numbers(text: str) -> Iterator[str]:
    """The numbers after a word for them, or right before one, that are personal when what is lost is put back."""
    if not holds_any(text.casefold(), IN_PERSON_WORDS):
        return
    for word in _WORD.finditer(text):
        place = word.end()
        while run := _RUN.match(text, place):
            found = _number_in(text, run)
            if found:
                yield found
            following = _ALSO.match(text, place + len(found or run[0]))
            if not following:
                break
            place = following.end()
    for run in _BEFORE_WORD.finditer(text):
        if _WORD_AFTER.match(text, run.end()) and _is_shortened(run[0]):
            yield run[0]


def ends_in_person_word(text: str) -> bool:
    """True when a number may follow in the next piece of text."""
    return _WORD_LAST.search(text) is not None


def _number_in(text: str, run: re.Match[str]) -> str | None:
    """The longest number of the run that ends where a group of digits ends."""
    for end in reversed([end.end() for end in _END.finditer(text, *run.span())]):
        written = text[run.start():end]
        if _is_shortened(written) and not _GOES_ON.match(text, end) and not _COUNTED.match(text, end):
            return written
    return None


def _is_shortened(written: str) -> bool:
    """True for a number without its first zeros, and for a whole one, divided as no others are."""
    whole = _DECIMALS.sub("", written)
    digits = "".join(filter(str.isdigit, whole))
    is_whole = len(digits) in (_DIGITS, _WITH_CENTURY) and not _USUAL.fullmatch(whole)
    return (_FEWEST <= len(digits) <= _MOST or is_whole) and is_personal(digits.zfill(_DIGITS)[-_DIGITS:])
