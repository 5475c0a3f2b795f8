"""The last four digits of a personal number where they are said in parts or words: `fyra sista 23 och 85`.

All functions take canonical text (`plain_text.canonical`). A word for them must stand right before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regelratt.app.disclosure.numbers.birth_words import LAST_WORD
from regelratt.app.disclosure.numbers.spelled_numbers import TEENS, TENS, UNITS, in_figures
from regelratt.app.disclosure.numbers.written_days import Place
from regelratt.app.disclosure.text.plain_text import holds_any

_IN_WORDS = ("sista", "last", "final", "siffr")
"""What one of is in each word for them: most texts have none, and looking for these is quick."""
_WORD = (
    rf"(?:{LAST_WORD}|(?<![^\W_])(?:slutsiffr|kontrollsiffr)|(?<![^\W_])sista(?= siffr)|(?<![^\W_])de sista(?![^\W_]))"
    r"[^\W\d_]{0,8}(?: siffr[^\W\d_]{0,8})?[ .:=,_\"'(-]{1,4}(?:(?:är|är:|=|som är) )?")
_S = r"[ ,.;/·-]{1,3}(?:(?:och|samt|så|sedan|sen|därefter|därpå|streck|minus|and|then)[ ,]{1,2}){0,2}"
_U = rf"(?:\d|{'|'.join(UNITS)}|en)(?![^\W_])"
_T = rf"(?:\d\d|{'|'.join(TEENS)}|(?:{'|'.join(TENS)})(?: ?(?:{'|'.join(UNITS[1:])}))?)(?![^\W_])"
_FOUR = re.compile(
    rf"{_WORD}(?P<four>{_T}{_S}(?:{_T}|{_U}{_S}{_U})|{_U}{_S}(?:{_T}{_S}{_U}|{_U}{_S}(?:{_T}|{_U}{_S}{_U})|\d{{3}}(?!\d))"
    rf"|\d{{3}}{_S}{_U})(?![ .,:/-]?\d)", re.IGNORECASE)


def told_lasts(text: str) -> Iterator[Place]:
    """The four digits, where they begin and where they end."""
    for found in _FOUR.finditer(text) if holds_any(text.casefold(), _IN_WORDS) else ():
        yield in_figures(found["four"]), *found.span("four")


def with_lasts(text: str) -> str:
    """The text with those digits together."""
    for four, begin, end in reversed([*told_lasts(text)]):
        text = f"{text[:begin]}{four}{text[end:]}"
    return text
