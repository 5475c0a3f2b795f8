"""Headings, captions and columns that ask how far rules are followed, or how a review went, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regelratt.app.disclosure.results.rule_words import OBJECTS, follows_rules
from regelratt.app.disclosure.results.verdicts import ASKS, RESULT, asks_review, is_neutral

_LONGEST = 9
"""Words of a heading that asks."""
_OBJECT = re.compile(OBJECTS)
_OF_MONEY = re.compile(r"utfall\w*")
"""What asks for results, and above numbers of boards for what was spent."""


def asks_degree(said: Sequence[str]) -> bool:
    """True for the words of a heading that asks how far rules are followed, or how a review went, and nothing else."""
    return asks_how_far(said) or (_is_of_nothing_else(said) and (any(map(ASKS.fullmatch, said)) or (
        any(map(asks_review, said)) and any(map(RESULT.fullmatch, said)))))


def asks_how_far(said: Sequence[str]) -> bool:
    """True for the words of a heading that asks how far rules are followed, with a noun or with a verb.

    *Efterlevnad 2026*, *Så väl följs riktlinjerna*, *Andel regler som följs*.
    """
    return _is_of_nothing_else(said) and (
        follows_rules(said) or any(ASKS.fullmatch(word) and not _OF_MONEY.fullmatch(word) for word in said))


def _is_of_nothing_else(said: Sequence[str]) -> bool:
    return 0 < len(said) <= _LONGEST and all(is_neutral(word) or _OBJECT.fullmatch(word) for word in said)
