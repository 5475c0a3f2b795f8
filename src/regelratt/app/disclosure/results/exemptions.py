"""Exemptions that a channel is said to have, in any form of the word: *fick undantag i juni*, *har dispens*.

In a sentence somebody has it, gets it or is given it, or it is from a rule: opening hours have exceptions too. Boards
grant exemptions from fees and plans every week, so a board beside the word tells of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.rule_words import A_CHECK, ADVERBS, DETERMINERS, RULES
from regelratt.app.disclosure.text.sentences import ENDS, ENDS_BUT_COLONS, around, numbers

IsAbout = Callable[[str], bool]

_MAY_BE = re.compile("undanta|undantog|dispens|avsteg", re.IGNORECASE)
_EXEMPTION = re.compile(r"undantag(?:et|en|na)?|undanta[rs]?|undantogs?|dispens(?:en|er|erna)?|avsteg(?:et|en)?")
_NOT_ONE = frozenset({"med", "utan", "inga", "inget", "ingen"})
"""*Med undantag för* and *utan undantag*."""
_ONLY_WISHED = re.compile(
    r"(?:kan|kunde|ska|skall|skulle|bör|måste|vill|ville|får|(?:an)?sök(?:a|er|te|t|ts)|begär(?:a|de|t|ts)?|önska\w*"
    r"|prövar?|utred\w*)")
_IF = frozenset({"om", "när", "ifall", "hur", "huruvida", "vem", "vilka"})
_DECIDES = re.compile(
    r"beslut\w*|bevilja\w*|medge\w*|medgav|fatta\w*|ge[rs]?|gav|gett|gäller|löper|löpte|upphör\w*|förläng\w*|giltig\w*")
_NAMED, _FROM = "namnet", "undantaget"
"""What stands for the name, and for the exemption as a thing."""
_THING = re.compile(r"undantag(?:et)?|dispens(?:en|er|erna)?|avsteg(?:et|en)?")
_HAS = r"(?:har|hade|fick|får|fått|gavs|getts|ges|bevilja(?:s|des|ts)|medge(?:s|tts)|medgavs|medgivits)"
_GETS = r"(?:har|hade|fick|får|fått|gavs|getts?|ge[rs]|gav|bevilja\w*|medge\w*|medgav)"
_SMALL = rf"{ADVERBS}(?:(?:ett|två|tre|tidsbegränsat|beslutat|tillfälligt|tills vidare|sitt|sina|redan) ){{0,2}}"
_HAS_IT = re.compile(
    rf"\b(?:{_NAMED} {_HAS} (?:{_HAS} )?{_SMALL}{_FROM}|{_GETS} {ADVERBS}{_NAMED} {_SMALL}{_FROM}"
    rf"|{_FROM} (?:\w+ ){{0,2}}?{_GETS} (?:(?:till|för|åt) )?{_NAMED}"
    rf"|{_NAMED} (?:är|var|blev|blir|har blivit) {ADVERBS}undantag(?:en|et|na)|{_NAMED} {ADVERBS}undant(?:as|ogs|agits)"
    rf"|undant(?:a|ar|as|og|ogs|agit) {ADVERBS}{_NAMED})\b")
_IS_FOR_IT = re.compile(rf"\b{_FROM} (?:\w+ ){{0,4}}?(?:för|till|åt) {_NAMED}\b")
"""What is decided of the name."""
_FROM_RULES = re.compile(rf"(?:från|för|enligt|mot) {DETERMINERS}(?P<what>\w+)")
_RULES = re.compile(RULES)
_UNTIL = frozenset({"till", "tills", "fram"})
_HOW_LONG = _UNTIL | {"under", "över"}
"""A season after them is only how long it holds."""
_ELSE = re.compile(
    r"\w*(?:avgift|tax(?:a|e)|hyr|skatt|moms|kostnad|förbud|begränsning|strandskydd|bygglov|plan(?:en|er)?$|öppet|öppen"
    r"|tid(?:en|er|erna)?$|dag(?:en|ar|arna)?$|afton|helg|lov(?:et)?$|semester|jul$|påsk|midsommar|sommar)\w*")
"""What is excepted in opening hours, fees and permits."""
_GOES_ON = re.compile(r"(?!får|har|slipper|behöver|gäller|löper)\w+(?:ar|er|år|ör)")
"""What a name does, so that what stands before it is the label of something else than an exemption of it."""
_NEAR = 6
"""Words before and after that are looked at."""
_HEAD = re.compile(r"undantag(?:en|na)?|undantas|undantogs|dispens(?:en|er|erna)?|avsteg(?:et|en)?")
_AROUND = re.compile(
    r"beslut(?:a[dt]e?|ats|ades|e[tn])?|bevilja(?:[dt]e?|ts|des)|medg\w+|ge(?:tt|tts|s)|gavs|fått|fick|har|hade|gällande"
    r"|aktuella|kommunens|våra|pågående|nya|tillfällig\w*|tidsbegräns\w*|permanent\w*|nu|kanal\w*|konto\w*|med|som|de|dem"
    r"|dessa|följande|alla|här|är|för|till|från|och|om|riktlinje\w*|regel\w*|regler\w*|krav\w*|polic\w*|lista|över|\d+")
"""What may stand around the word in a heading above those who have one, in any order and number."""
_BY = re.compile(r"\b(?:omfatta\w*|berör\w*) av\b")
_LONGEST = 8
"""Words of such a heading."""


def heads_exemptions(said: Sequence[str]) -> bool:
    """True for the words of a heading or a column with exemptions and those who have them."""
    if not 0 < len(said) <= _LONGEST or not _MAY_BE.search(text := " ".join(said)):
        return False
    left = [word for word in _BY.sub("", text).split() if not _AROUND.fullmatch(word)]
    return bool(left) and all(map(_HEAD.fullmatch, left))


def is_of_hours(said: Sequence[str]) -> bool:
    """True for the words of a column about hours or fees, which have exceptions too."""
    return any(map(_ELSE.fullmatch, said))


def exemptions_told(
    text: str, said: Sequence[str], names: Sequence[Place], asking: Sequence[Place], is_about: IsAbout,
    is_board: Callable[[str], bool],
) -> Iterator[tuple[Place, Place]]:
    """The channels in a canonical text that are said to have an exemption, each with the word for it."""
    if not names or not _MAY_BE.search(text):
        return
    masked = [*said]
    for first, last, _ in asking:
        masked[first:last] = [A_CHECK] * (last - first)
    parts, labels = numbers(ENDS_BUT_COLONS, text), numbers(ENDS, text)
    for place in [place for place, word in enumerate(said) if _EXEMPTION.fullmatch(word)]:
        start, end = around((place, place + 1), parts)
        if _is_of_else(said, start, place, end):
            continue
        label = around((place, place + 1), labels)
        is_wished = any(map(_ONLY_WISHED.fullmatch, said[max(start, place - _NEAR):place]))
        is_ours = not is_wished and (_is_label(said, label, names) or _is_from_rules(masked[place + 1:end], is_about))
        for first, last, name in within(names, start, end):
            if not is_board(name) and not _does_something_else(masked[last:end], is_about) and (
                is_ours or _has_it(said, (start, end), place, (first, last))
            ):
                yield (first, last, name), (place, place + 1, said[place])


def _is_label(said: Sequence[str], label: tuple[int, int], names: Sequence[Place]) -> bool:
    """True when its cell, or what stands before a colon, has nothing else than names."""
    named = {word for first, last, _ in within(names, *label) for word in range(first, last)}
    others = (said[word] for word in range(*label) if word not in named)
    return heads_exemptions([*takewhile(lambda word: word not in _UNTIL, others)])


def _does_something_else(after: Sequence[str], is_about: IsAbout) -> bool:
    """True when what stands after a name says what it does, and nothing that a check asks."""
    return len(after) > 1 and _GOES_ON.fullmatch(after[0]) is not None and not any(
        _RULES.fullmatch(word) or _EXEMPTION.fullmatch(word) or is_switch(word) or is_about(word) for word in after)


def _is_from_rules(after: Sequence[str], is_about: IsAbout) -> bool:
    """True when what stands after it says that it is from something that checks ask."""
    what = _FROM_RULES.match(" ".join(after[:_NEAR]))
    return what is not None and (_RULES.fullmatch(what["what"]) is not None or is_about(what["what"]))


def _has_it(said: Sequence[str], sentence: tuple[int, int], place: int, name: tuple[int, int]) -> bool:
    """True when the name is said to have it, get it or be given it."""
    start, end = sentence
    spoken = [_FROM if at == place and _THING.fullmatch(said[at]) else said[at] for at in range(start, end)]
    spoken[name[0] - start:name[1] - start] = [_NAMED]
    told = " ".join(spoken)
    return _HAS_IT.search(told) is not None or (
        _IS_FOR_IT.search(told) is not None and any(map(_DECIDES.fullmatch, spoken)))


def _is_of_else(said: Sequence[str], start: int, place: int, end: int) -> bool:
    """True when nobody is said to have it, or it is from something that no check asks."""
    before, after = said[max(start, place - _NEAR):place], said[place + 1:min(end, place + _NEAR)]
    is_told_about = before[-1:] == ["om"] and not any(map(_DECIDES.fullmatch, said[start:place]))
    return not _NOT_ONE.isdisjoint(before[-1:]) or is_told_about or said[start] in _IF or (
        any(map(_ELSE.fullmatch, takewhile(lambda word: word not in _HOW_LONG, after))))
