"""Personal and phone numbers whose digits are written as words: `åttioett tolv tjugoåtta, nittioåtta sjuttiofyra`.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

UNITS = "noll ett två tre fyra fem sex sju åtta nio".split()
TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_CENTURIES = {"nittonhundra": "19", "tjugohundra": "20"}
_DIGITS = {
    **_CENTURIES, **{word: str(number) for number, word in enumerate((*UNITS, *TEENS))},
    **{word: str(number) for number, word in zip(range(20, 100, 10), TENS, strict=True)}, "en": "1"}
_WORDS = frozenset((*_DIGITS, *(f"{ten}{unit}" for ten in TENS for unit in UNITS[1:]))) - {"en", "ett"}
"""Numbers as one word each, without those that are articles."""
_TWO_WORDS = re.compile(rf"({'|'.join(TENS)}) ?({'|'.join(UNITS[1:])})|({'|'.join((*TENS, *TEENS, *UNITS, 'en'))})")
_ONE = "|".join(sorted(_DIGITS, key=len, reverse=True))
_BETWEEN = r"[ ,./+-]{1,3}(?:(?:(?:binde)?streck|minus|plus|mellanslag|och)[ ,./+-]{1,3})?"
_RUN = re.compile(rf"(?<![^\W_])(?:{_ONE}|\d{{1,4}})(?:(?:{_BETWEEN})?(?:{_ONE}|\d{{1,4}})){{2,40}}(?![^\W_])")
_PART = re.compile(rf"({_ONE}|\d{{1,4}})({_BETWEEN})?")
_LETTERS = re.compile(_ONE)
_FEWEST_WORDS = 3
_FEWEST_KNOWN = 2
_COUNTING = "".join(map(str, range(21)))
"""What is counted aloud is nobody's number."""


def in_figures(text: str) -> str:
    """The digits of a text with numbers below a hundred in words and figures."""
    plain = _TWO_WORDS.sub(
        lambda word: _DIGITS[word[1]][0] + _DIGITS[word[2]] if word[1] else _DIGITS[word[3]], text.casefold())
    return "".join(filter(str.isdigit, plain))


def spelled_numbers(text: str, said: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every row of numbers in words, and its digits in each way to read them; `said` are the text's words."""
    if _WORDS.isdisjoint(said) or sum(map(_WORDS.__contains__, said)) < _FEWEST_KNOWN:
        return
    for run in _RUN.finditer(text.lower()):
        if len(_LETTERS.findall(run[0])) < _FEWEST_WORDS:
            continue
        for digits in dict.fromkeys(map("".join, (_read(run[0], apart=True), _read(run[0], apart=False)))):
            if digits not in _COUNTING:
                yield text[run.start():run.end()], digits


def _read(run: str, *, apart: bool) -> Iterator[str]:
    """The digits of each word; ten and one make one number in one word, and in two unless they are read apart."""
    tens = ""
    for part in _PART.finditer(run):
        digits = _DIGITS.get(part[1], part[1])
        if tens and len(digits) == 1 and digits != "0":
            yield tens[0] + digits
            tens = ""
            continue
        yield tens
        is_joined = not part[2] or (part[2] == " " and not apart)
        tens = digits if part[1] in TENS and is_joined else ""
        if not tens:
            yield digits
    yield tens
