"""The one that is named as an exception from what is said of all: *alla är godkända utom Påhittby skolor*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.rule_words import DOES_NOT_FOLLOW, FOLLOWS, IS_FOLLOWED, IS_NOT_FOLLOWED, RULES
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

_BUT = re.compile(
    r"(?:^| )(?:utom|förutom|frånsett|exklusive|undantage[tn]|bortsett från|med undantag (?:för|av)|så när som på"
    r"|men (?:inte|ej)|dock (?:inte|ej))$")
_ENDS_BUT = frozenset({
    "utom", "förutom", "frånsett", "exklusive", "undantaget", "undantagen", "från", "för", "av", "på", "inte", "ej"})
"""The last words of the same; cheap."""
_ALL = r"(?:alla|samtliga|övriga|andra|resten|ingen|inga)(?: (?P<whom>\w+))?\b"
_JUDGED = (
    r"(?:är|var|blev|blir|har blivit|bedöms|bedömdes)(?: (?:inte|nu|helt|också|därför)){0,2}"
    r" (?:(?:god|under)kän(?:d|da|t)|gröna?|röda?|klara)\b")
_AFTER = frozenset({"undantaget", "undantagen", "undantagna", "borträknat", "borträknad", "oräknat", "oräknad"})
"""What says the same after the name."""
_IS_ALL = re.compile(_ALL)
_OUGHT = frozenset({"ska", "skall", "skulle", "bör", "måste", "får", "kan", "om"})
_OF_ALL = re.compile(rf"{_ALL}.{{0,400}}? (?:{_JUDGED}|(?:{FOLLOWS}|{DOES_NOT_FOLLOW})(?: \w+){{0,2}}? {RULES}\b)")
_BY_ALL = re.compile(rf"(?:^| ){RULES}\b.{{0,400}}? (?:{IS_FOLLOWED}|{IS_NOT_FOLLOWED}) (?:\w+ ){{0,2}}av {_ALL}")
_OBJECTS = re.compile(r"\w*(?:kanal|konto|nämnd|styrelse|sid|verksamhet|objekt|förvaltning)\w*|utom|är|var|blev|av|de")
"""What stands for objects, or for nothing, after *alla*; boards approve budgets and plans besides."""
_WITHIN = 4
"""Words of such a phrase at most."""


def exceptions_told(
    text: str, said: Sequence[str], names: Sequence[Place], is_board: Callable[[str], bool],
) -> Iterator[tuple[Place, Place]]:
    """The names of those who are excepted from a judgement of all, each with the exception as its result."""
    excepted = [place for place in names if (place[0] > 0 and said[place[0] - 1] in _ENDS_BUT)
                or not _AFTER.isdisjoint(said[place[1]:place[1] + 1])]
    if not excepted:
        return
    parts = numbers(ENDS, text)
    for first, last, name in excepted:
        start, end = around((first, last), parts)
        but = _BUT.search(" ".join(said[max(start, first - _WITHIN):first]))
        sentence = " ".join(said[start:end])
        is_after = not _AFTER.isdisjoint(said[last:last + 1])
        of_all = _OF_ALL.search(sentence) or _BY_ALL.search(sentence) or (
            _IS_ALL.search(sentence) if _has_switch(said[start:end]) and not is_board(name) else None)
        if (but or is_after) and of_all and not (
            is_board(name) and of_all["whom"] and not _OBJECTS.fullmatch(of_all["whom"])
        ):
            words = len(but[0].split()) if but else 0
            found = (first - words, first, but[0].strip()) if but else (last, last + 1, said[last])
            yield (first, last, name), found


def _has_switch(said: Sequence[str]) -> bool:
    """True for the words of a sentence that tells of what is on or off, and not of what it ought to be."""
    return any(map(is_switch, said)) and _OUGHT.isdisjoint(said)
