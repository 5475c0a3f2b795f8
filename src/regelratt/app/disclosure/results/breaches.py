"""Rules that an object is said not to follow, or to manage: *följer inte riktlinjerna*, *bryter mot TYR-5-1-01*.

Only what is said right of the name counts, or right before a list of names: a board that removes *inlägg som bryter mot
riktlinjerna* breaks none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.faults import IsAbout, is_of_else
from regelratt.app.disclosure.results.rule_words import (
    A_CHECK,
    ADVERBS,
    DETERMINERS,
    DOES_NOT_FOLLOW,
    IS_NOT_FOLLOWED,
    NO,
    OBJECTS,
    RULES,
    is_if,
    may_tell,
)
from regelratt.app.disclosure.text.sentences import ENDS, ENDS_BUT_COLONS, around, numbers

_OBJECT = re.compile(RULES)
_WHERE = (
    r"(?:(?:på |i )?(?:facebook|instagram|youtube|linkedin|tiktok|snapchat|threads|x) )?(?:i \w+ )?")
"""Where an account or a board is, between its name and the verb."""
_HOW_OFTEN = re.compile(
    r"(?:på|i|vid) (?:\w+ )?(?:punkt(?:er)?|sätt|områden?|ställen?|håll|avsnitt|tillfällen?|gånger)(?: |$)")
"""Where and how often rules are broken, which is of nothing else."""
_SAYS = re.compile(
    rf"{_WHERE}(?:som )?{ADVERBS}(?:{DOES_NOT_FOLLOW}|(?:klarar|klarade|har klarat)) {ADVERBS}{DETERMINERS}")
"""What follows the name, up to what is not followed."""
_HAS = "(?:har|hade)"
_TURNED = rf"(?:{ADVERBS}(?:(?:slagit|satt) på|(?:slagit|stängt) av|(?:in)?aktiverat|infört|skaffat|fått|haft))"
_LACKS = re.compile(
    rf"(?:som )?{ADVERBS}(?:saknar|saknade|(?:är|var) {ADVERBS}utan|{_HAS} {ADVERBS}(?:inte|ej|ingen)(?: {_TURNED})?"
    rf"|{NO} {ADVERBS}{_HAS}(?: {_TURNED})?|{_HAS} {ADVERBS}{_TURNED}|(?:slog|stängde) {ADVERBS}(?:av|på)"
    rf"|(?:in)?aktiverade|införde) {ADVERBS}(?P<what>\w+)")
"""What follows the name of a channel that lacks what is on or off, or has turned it so."""
_OF_THOSE = re.compile(
    rf"(?:^| )(?:{OBJECTS}(?: som)?|de som|följande) {ADVERBS}{DOES_NOT_FOLLOW} {ADVERBS}{DETERMINERS}{RULES}"
    r"(?: (?:är|var|nämligen|exempelvis|till exempel|bland annat|det vill säga)){0,2}$")
"""What stands before a list of names."""
_IS_FOLLOWED = re.compile(rf"(?:^| ){IS_NOT_FOLLOWED} {ADVERBS}av$")
_IF = frozenset({"om", "när", "ifall", "innan", "tills", "såvida", "huruvida", "hur", "då", "ska", "skulle"})
"""Before the name they make it a condition, a question or a duty."""
_AHEAD = 12
"""Words after a name, and before it, that are looked at."""


def breaches_told(
    text: str, said: Sequence[str], names: Sequence[Place], asking: Sequence[Place], is_about: IsAbout,
    is_board: Callable[[str], bool],
) -> Iterator[Place]:
    """The words in a canonical text that say of an object that it does not follow, or manages, what checks ask."""
    if names and any(map(is_switch, said)):
        yield from _lacks(text, said, names, is_board)
    if not names or not may_tell(said):
        return
    masked = [*said]
    for first, last, _ in asking:
        masked[first:last] = [A_CHECK] * (last - first)
    parts, starts = numbers(ENDS, text), {first: name for first, _, name in names}
    for first, last, name in names:
        start, end = around((first, last), parts)
        before = masked[start:first]
        if is_if(before, _IF):
            continue
        told = _SAYS.match(" ".join((*masked[last:end][:_AHEAD], "")))
        what = last + told[0].count(" ") if told else end
        if what < end and _OBJECT.fullmatch(masked[what]) and (
            _HOW_OFTEN.match(" ".join(masked[what + 1:end][:_AHEAD])) is not None
            or not is_of_else(masked, (what + 1, end), starts, is_about, is_board(name))
        ):
            yield last, what + 1, " ".join(said[last:what + 1])
        near = before[-_AHEAD:]
        if (passive := _IS_FOLLOWED.search(" ".join(near))) and any(map(_OBJECT.fullmatch, near)):
            words = len(passive[0].split())
            yield first - words, first, " ".join(said[first - words:first])
        above = masked[around((first, last), numbers(ENDS_BUT_COLONS, text))[0]:first]
        if (those := _OF_THOSE.search(" ".join(above))) and not is_if(above, _IF):
            words = len(those[0].split())
            yield first - words, first, " ".join(said[first - words:first])


def _lacks(
    text: str, said: Sequence[str], names: Sequence[Place], is_board: Callable[[str], bool],
) -> Iterator[Place]:
    """The words right after a channel that say that it lacks what is on or off: *saknar tvåfaktor*."""
    for first, last, name in names:
        lacks = _LACKS.match(" ".join(said[last:last + _AHEAD]))
        if lacks and is_switch(lacks["what"]) and not is_board(name):
            end = last + lacks[0].count(" ") + 1
            sentence = around((first, last), numbers(ENDS, text))
            if end <= sentence[1] and not is_if(said[sentence[0]:first], _IF):
                yield last, end, " ".join(said[last:end])
