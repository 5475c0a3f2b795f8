"""Where sentences and clauses end in a canonical text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from regelratt.app.disclosure.text.plain_text import words

ENDS = re.compile(r"[.!?](?=\s\W{0,20}[A-ZÅÄÖ])|[:;](?=\s)|\|")
"""Where a sentence ends; the cells of a row are parted by bars."""
ENDS_BUT_COLONS = re.compile(ENDS.pattern.replace("[:;]", ";"))
"""Where a sentence ends that may hold a list after a colon."""
ENDS_OF_CLAUSES = re.compile(rf"{ENDS.pattern}|,(?=\s)")
_REACH = 50
"""Words before and after something that are looked at, however long its sentence is: few sentences are longer, and a
file without any signs would else be looked through again for every word in it.
"""


@lru_cache(maxsize=256)
def numbers(ends: re.Pattern[str], text: str) -> tuple[int, ...]:
    """For each word the number of the part that it stands in; of one text it is asked for many words."""
    numbered: list[int] = []
    for number, part in enumerate(ends.split(text)):
        numbered += [number] * len(words(part))
    return tuple(numbered)


def around(place: tuple[int, int], numbered: Sequence[int]) -> tuple[int, int]:
    """The first word of the part where something begins, and the word after the part, as far as is looked."""
    first, last = place
    start = bisect_left(numbered, numbered[first], max(0, first - _REACH), first)
    return start, max(last, bisect_right(numbered, numbered[first], first, min(len(numbered), last + _REACH)))
