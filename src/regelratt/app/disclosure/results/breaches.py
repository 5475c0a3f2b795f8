"""Rules that an object is said not to follow, or to manage: *följer inte riktlinjerna*, *bryter mot TYR-5-1-01*.

Only what is said right of the name counts: a board that removes *inlägg som bryter mot riktlinjerna* breaks none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.results.faults import IsAbout, is_of_else
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

_A_CHECK = "kontrollpunkt"
"""What stands for a check's id or title; one word for each of its words."""
_NO = "(?:inte|ej|icke|aldrig)"
_ADVERBS = r"(?:(?:nu|fortfarande|alltid|helt|fullt|ännu|tyvärr|längre|heller|också|delvis|ens|riktigt) ){0,2}"
_FOLLOWS = "(?:följer|följde|efterlever|efterlevde|klarar|klarade|lever upp till|levde upp till)"
_HAS_FOLLOWED = "(?:följt|efterlevt|klarat|levt upp till)"
_BREAKS = "(?:bryter|bröt|har brutit|strider|stred) mot"
_MANAGES = "(?:klarar|klarade|har klarat)"
_OBJECT = re.compile(
    r"\w*(?:krav|regel|regler|riktlinje|polic|kontroll|granskning|villkor)\w*|råd(?:et|en)|punkt(?:en|er|erna)")
_DETERMINERS = r"(?:(?:den|det|de|alla|samtliga|vissa|flera|några|två|tre|kommunens|våra|sina|i|av|nya) ){0,3}"
_SAYS = re.compile(
    rf"(?:som )?{_ADVERBS}(?:{_FOLLOWS} {_ADVERBS}{_NO}|{_NO} {_ADVERBS}{_FOLLOWS}"
    rf"|har {_ADVERBS}{_NO} {_ADVERBS}{_HAS_FOLLOWED}|{_NO} {_ADVERBS}har {_HAS_FOLLOWED}"
    rf"|{_BREAKS}|{_MANAGES}) {_ADVERBS}{_DETERMINERS}")
"""What follows the name, up to what is not followed."""
_IS_FOLLOWED = re.compile(
    rf"(?:^| )(?:(?:följs|följdes|efterlevs|klaras|klarades) {_ADVERBS}{_NO}|har {_NO} följts) {_ADVERBS}av$")
_VERBS = re.compile(r"följ|efterlev|klar|lev|bry|bröt|bruti|stri|stred")
"""How the verbs begin."""
_IF = frozenset({"om", "när", "ifall", "innan", "tills", "såvida", "huruvida", "hur", "då", "ska", "skulle"})
"""Before the name they make it a condition, a question or a duty."""
_AHEAD = 12
"""Words after a name, and before it, that are looked at."""


def breaches_told(
    text: str, said: Sequence[str], names: Sequence[Place], asking: Sequence[Place], is_about: IsAbout,
    is_board: Callable[[str], bool],
) -> Iterator[Place]:
    """The words in a canonical text that say of an object that it does not follow, or manages, what checks ask."""
    if not names or not any(map(_VERBS.match, said)):
        return
    masked = [*said]
    for first, last, _ in asking:
        masked[first:last] = [_A_CHECK] * (last - first)
    parts, starts = numbers(ENDS, text), {first: name for first, _, name in names}
    for first, last, name in names:
        start, end = around((first, last), parts)
        before = masked[start:first]
        if not _IF.isdisjoint(before):
            continue
        told = _SAYS.match(" ".join((*masked[last:end][:_AHEAD], "")))
        what = last + told[0].count(" ") if told else end
        if what < end and _OBJECT.fullmatch(masked[what]) and not is_of_else(
            masked, what + 1, starts, is_about, is_board(name)
        ):
            yield last, what + 1, " ".join(said[last:what + 1])
        near = before[-_AHEAD:]
        if (passive := _IS_FOLLOWED.search(" ".join(near))) and any(map(_OBJECT.fullmatch, near)):
            words = len(passive[0].split())
            yield first - words, first, " ".join(said[first - words:first])
