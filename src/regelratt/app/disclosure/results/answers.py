"""Answers in sentences: a yes or a no where a check's id or question, or the word for results, says of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.results.answer_words import (
    ANSWERS,
    ASKING,
    NOT,
    ON_OFF,
    SIGN,
    is_head,
    is_of_money,
    may_head,
)
from regelratt.app.disclosure.results.marks import EMPTY, MARK
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

_EXCEPT = frozenset({"utom", "förutom", "undantaget"})
"""What stands before the one who answered otherwise than all others."""
_ASIDE = 3
"""Words that may stand between a name and its answer."""
_WITHIN = 12
"""Words that may stand between a question and its answer."""
_LABEL = 4
"""Words of a label before its answer."""
_SAYING = frozenset({"är", "svar", "svaret", "blev", "var", "gav", "ger"})
_FOLLOWED = frozenset({"följs", "följdes", "efterlevs", "klaras", "klarades"})
_BRACKETS = re.compile(r"[(\[]")
_MARKED = frozenset({MARK, EMPTY})
_NOT_YET = frozenset({"än", "ännu"})
_ONE_WORD = ON_OFF | {"aldrig"}
"""Answers to what a check asks, where nothing else is said."""
_SAME = re.compile(r"(?:har|gör|är|uppfyller|klarar|saknar) (?:(?:inte|ej) )?(?:det|så|detta)\b")
"""What says the same as the question, or the opposite."""


def settled(text: str, said: Sequence[str], asking: Sequence[Place]) -> Iterator[Place]:
    """The questions in a canonical text with their answers: *Är tvåfaktor på? Nej.*, *[ ] Är tvåfaktor på?*.

    An answer follows at once or begins a sentence of its own; *svara ja om …* tells of nobody.
    """
    if not asking:
        return
    parts = numbers(ENDS, text)
    for start, end, _ in asking:
        if start > 0 and said[start - 1] in _MARKED:
            yield start - 1, end, " ".join(said[start - 1:end])
        for place in range(end, min(end + _WITHIN, len(said))):
            begins = parts[place] != parts[place - 1]
            is_next = place == end or _SAYING.issuperset(said[end:place])
            is_breach = is_next and said[place] in _FOLLOWED and not NOT.isdisjoint(said[place + 1:place + 3])
            if is_breach or (said[place] in ANSWERS and (begins or is_next)) or (
                is_next and _is_sign(said, parts, place) and not (
                    said[start] in ASKING and _is_amount(said, place))
            ):
                yield start, place + 1, " ".join(said[start:place + 1])
                break


def settled_of_channels(text: str, said: Sequence[str], asking: Sequence[Place]) -> Iterator[Place]:
    """The labels that ask of channels with a mark before or a yes or no right after: *Regelrätt: nej*."""
    parts = numbers(ENDS, text) if asking else ()
    for start, end, _ in asking:
        is_alone = end < len(said) and (end + 1 == len(said) or parts[end + 1] != parts[end])
        if said[start] in _MARKED or (end < len(said) and (said[end] in ANSWERS or said[end] in _MARKED)) or (
            is_alone and (said[end] in _ONE_WORD or said[end] in NOT)
        ):
            yield start, min(end + 1, len(said)), " ".join(said[start:end + 1])


def headed(text: str, said: Sequence[str]) -> Iterator[Place]:
    """The answers in a canonical text after a word for results: *Status: godkänt*."""
    if not may_head(text, said):
        return
    parts = numbers(ENDS, text)
    for place in range(1, len(said)):
        if parts[place] == parts[place - 1]:
            continue
        start, _ = around((place - 1, place), parts)
        if place - start <= _LABEL and is_head(said[start:place]) and (said[place] in ANSWERS or (
            _is_sign(said, parts, place) and not _is_amount(said, place))
        ):
            yield start, place + 1, " ".join(said[start:place + 1])


def _is_amount(said: Sequence[str], place: int) -> bool:
    """True for a number near a word for money: *Budget: 120. Utfall: 123.*"""
    return said[place].isdecimal() and is_of_money(said[max(0, place - _WITHIN):place + _WITHIN])


def answered(text: str, said: Sequence[str], names: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """The names in a canonical text that an answer follows or stands right before, each with its answer."""
    parts: Sequence[int] | None = None
    # A name may begin with that of the network, which is no cross: *X pahittbykommun*.
    beginnings = {first for first, _, _ in names}
    for start, end, name in names:
        place = next((place for place in range(end, min(end + _ASIDE, len(said)))
                      if said[place] in ANSWERS or said[place] in _MARKED), None)
        if place is None and start > 0 and (said[start - 1] in _EXCEPT or said[start - 1] in _MARKED):
            place = start - 1
        if place is None and (end < len(said) or start > 0):
            parts = parts or numbers(ENDS, text.replace(",", ";"))
            if end < len(said) and (_is_sign(said, parts, end) or _is_brief(said, parts, end) or (
                _SAME.match(" ".join(said[end:end + _ASIDE])))
            ):
                place = end
            elif start - 1 not in beginnings and _begins_sentence(said, parts, start - 1):
                place = start - 1
        if place is not None:
            yield (start, end, name), (place, place + 1, said[place])


def is_asked_after(text: str, answer: Place, asking: Sequence[Place]) -> bool:
    """True for an answer that its question follows in brackets: *nej (Är tvåfaktor på?)*."""
    near = [start for start, _, _ in asking if start == answer[1]]
    parts = numbers(_BRACKETS, text) if near else ()
    return any(parts[answer[0]] < parts[start] for start in near)


def _begins_sentence(said: Sequence[str], parts: Sequence[int], place: int) -> bool:
    """True for an answer or a cross before which its sentence has nothing."""
    return place >= 0 and (said[place] in ANSWERS or said[place] == "x") and (
        place == 0 or parts[place - 1] != parts[place])


def _is_sign(said: Sequence[str], parts: Sequence[int], place: int) -> bool:
    """True for a cross, a grade or a number that ends a sentence."""
    return SIGN.fullmatch(said[place]) is not None and (place + 1 == len(said) or parts[place + 1] != parts[place])


def _is_brief(said: Sequence[str], parts: Sequence[int], place: int) -> bool:
    """True for *inte än*, *av* and the like that end a sentence."""
    rest = said[place:place + 3]
    end = next((at for at in range(1, len(rest)) if parts[place + at] != parts[place]), len(rest))
    told = rest[:end]
    return (len(told) == 1 and (told[0] in _ONE_WORD or told[0] in NOT)) or (
        1 < len(told) < 3 and told[0] in NOT and told[1] in _NOT_YET)
