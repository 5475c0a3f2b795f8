"""Exemptions that a channel is said to have, in any form of the word: *fick undantag i juni*, *har dispens*.

Boards grant exemptions from fees and plans every week, so a board beside the word tells of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

_MAY_BE = re.compile("undanta|undantog|dispens", re.IGNORECASE)
_EXEMPTION = re.compile(r"undantag(?:et|en|na)?|undanta[rs]?|undantogs?|dispens(?:en|er|erna)?")
_BUT = frozenset({"undantaget", "undantagen"})
"""Right before a name they say that something does not hold for it, whatever it is."""
_NOT_ONE = frozenset({"med", "utan", "inga", "inget", "ingen"})
"""*Med undantag för* and *utan undantag*."""
_ONLY_WISHED = re.compile(
    r"(?:kan|kunde|ska|skall|skulle|bör|måste|vill|ville|ansök\w*|sök\w*|begär\w*|önska\w*|prövar?|utred\w*)")
_IF = frozenset({"om", "när", "ifall", "hur", "huruvida", "vem", "vilka"})
_DECIDES = re.compile(r"beslut\w*|bevilja\w*|medge\w*|fatta\w*|ge[rs]?|gav")
_ELSE = re.compile(
    r"\w*(?:avgift|tax(?:a|e)|hyr|skatt|moms|kostnad|förbud|begränsning|strandskydd|bygglov|plan(?:en|er)?$|öppet|öppen"
    r"|tid(?:en|er|erna)?$|dag(?:en|ar|arna)?$|afton|helg|lov(?:et)?$|semester|jul$|påsk|midsommar|sommar)\w*")
"""What is excepted in opening hours, fees and permits."""
_NEAR = 6
"""Words before and after that are looked at."""
_LISTING = re.compile(ENDS.pattern.replace("[:;]", ";"))
"""Where a sentence ends that may hold a list after a colon."""
_HEAD = re.compile(
    r"(?:(?:beslutade|beviljade|gällande|aktuella|kommunens|våra|pågående|har|fått|kanaler|konton|med|som) ){0,4}"
    r"(?:undantag(?:en|na)?|dispens(?:er)?)"
    r"(?: (?:för|till|från|och|med|beslutade|kanal\w*|konto\w*|riktlinje\w*|regel\w*|regler\w*|krav\w*|polic\w*"
    r"|\d+)){0,4}")


def heads_exemptions(said: Sequence[str]) -> bool:
    """True for the words of a heading or a column with exemptions and those who have them."""
    return _MAY_BE.search(" ".join(said)) is not None and _HEAD.fullmatch(" ".join(said)) is not None


def is_of_hours(said: Sequence[str]) -> bool:
    """True for the words of a column about hours or fees, which have exceptions too."""
    return any(map(_ELSE.fullmatch, said))


def exemptions_told(
    text: str, said: Sequence[str], names: Sequence[Place], is_board: Callable[[str], bool],
) -> Iterator[tuple[Place, Place]]:
    """The channels in a canonical text that are said to have an exemption, each with the word for it."""
    if not names or not _MAY_BE.search(text):
        return
    parts = numbers(_LISTING, text)
    for place in [place for place, word in enumerate(said) if _EXEMPTION.fullmatch(word)]:
        start, end = around((place, place + 1), parts)
        if not _is_of_else(said, start, place, end):
            yield from (((first, last, name), (place, place + 1, said[place])) for first, last, name in names
                        if start <= first < end and not is_board(name)
                        and not (first == place + 1 and said[place] in _BUT))


def _is_of_else(said: Sequence[str], start: int, place: int, end: int) -> bool:
    """True when nobody is said to have it, or it is from something that no check asks."""
    before = said[max(start, place - _NEAR):place]
    is_told_about = before[-1:] == ["om"] and not any(map(_DECIDES.fullmatch, said[start:place]))
    is_wished = said[start] in _IF or any(map(_ONLY_WISHED.fullmatch, before)) or "får" in before[:-1]
    return not _NOT_ONE.isdisjoint(before[-1:]) or is_told_about or is_wished or (
        any(map(_ELSE.fullmatch, said[place + 1:min(end, place + _NEAR)])))
