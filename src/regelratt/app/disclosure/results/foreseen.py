"""Results that a sentence only foresees: what is to be done if it goes badly, and with whom it does.

In a Swedish subordinate clause the negation stands before the verb (*om kraven inte är uppfyllda*), and in a main
clause after it (*kraven är inte uppfyllda*). So the order of the words tells what is foreseen from what is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NO = "(?:inte|ej|icke|aldrig)"
_IS = "(?:är|blir|har|blivit|varit|hålls|anses)"
_IN_CLAUSE = r"(?:(?!(?:att|men|så|eftersom|som|därför)\b)\w+ )"
_DEMANDS = r"(?:krav|villkor)\w*"
_CONSEQUENCE = re.compile(
    r"\b(?:ska|skall|måste|bör|får|kan|behöver|avsluta[rs]?|stäng(?:er|s|as?)|tas|tar|beslutar?|avslår?|avslås|avslag"
    r"|informera[rs]?|kontakta[rs]?|begär|återkallar?|återkallas|anmäl(?:er|a|s|as)?|hänvisa[rs]?|påminner?|påminns"
    r"|kalla[rs]?|varna[rs]?|underrätta[rs]?|meddela[rs]?|nekar?|nekas|avvisa[rs]?|stoppa[rs]?|flytta[rs]?|rensa[rs]?"
    r"|radera[rs]?|gallra[rs]?|uppdatera[rs]?|godkänner?|godkänns|hör av|vänder?)\b")
"""What somebody does about it."""
_IF = re.compile(r"(?:om|ifall|såvida)(?! (?:att|hur|vi|man)\b)\b")
_TURNED = re.compile(rf"\b(?:är|blir|var|blev) (?:{_DEMANDS}|det|de|den)(?: {_NO})?$")
"""The verb before what it is said of: a main clause after another clause."""
_UNLESS = re.compile(
    rf"\b(?:(?:om|ifall|när|såvida|huruvida|tills|innan) {_IN_CLAUSE}{{1,9}}"
    rf"|(?:hur|vilka|vilket|vilken) (?:\w+ ){{1,5}}){_NO}(?: {_IS})?$")
_IF_ADJECTIVE = re.compile(rf"\b(?:om|ifall) {_IN_CLAUSE}{{1,5}}{_IS}$")
_IF_CHECKED = re.compile(r"\b(?:om|ifall|när|gång)$")
_OF_THOSE = re.compile(rf"(?P<whom>\w+) (?:som|vars(?: \w+){{1,2}})(?: {_NO})?(?: {_IS})?$")
_DEFINITE = re.compile(r"(?!den$)\w+(?:[oe]t|en|an|na)")
_SAYS_WHO = re.compile(
    r"\b(?:är|var|blev|hör|tillhör|har|hade|finns|räknas|bland|heter|exempel|exempelvis|såsom|däribland)\b")
"""What says who they are, whom the sentence else speaks of in general."""
_HANDLES = re.compile(
    r"\b(?:rapportera[rs]?|redovisa[rs]?|åtgärda[rs]?|följ(?:er|a|s) upp|hantera[rs]?|rensa[rs]?|radera[rs]?"
    r"|t(?:ar|a|as) bort|gallra[rs]?|uppdatera[rs]?|rätta[rs]?|arkivera[rs]?|avsluta[rs]?|stäng(?:er|a|s))"
    r"(?: (?:bort|alla|eventuella|sina|genast|även|löpande))?$")
_WHEN_DECIDED = re.compile(rf"^(?:först )?(?:när|om|så snart) .*\bhar \w+ (?:är|blir) {_DEMANDS}$")
_NEGATED = re.compile(rf" {_NO}$")
_WHENEVER = re.compile(r"\b(?:om|när|ifall|tills|så länge)$")
_DENIED = re.compile(rf"(?:men )?(?:det|så|detta) (?:gör|är|har|blir|sker|stämmer)(?: \w+){{0,4}}? {_NO}\b")


class Sentence(NamedTuple):
    """A sentence around words for a result, without its signs."""

    before: Sequence[str]
    phrase: str
    after: Sequence[str]
    following: Sequence[str]
    """The first words after the sentence."""
    names: Sequence[tuple[int, int]]
    """Where the objects' names stand in the sentence: their first words, and the words after their last."""
    is_of_boards: bool = False
    """True when it names boards and no channel."""
    preceding: Sequence[str] = ()
    """The words of the sentence before."""
    is_beside_boards: bool = False
    """True when no channel is named in it or in the sentence before."""


def is_foreseen(said: Sentence) -> bool:
    """True when the sentence tells what is to be done in such a case, and not that it is so."""
    before, after = " ".join(said.before), " ".join(said.after)
    return _is_leading_condition(said, before, after) or _is_condition(said, before) or (
        _is_of_those(said, before, after)) or _is_handled(said, before) or (
        _WHEN_DECIDED.search(before) is not None and not any(first >= len(said.before) for first, _ in said.names))


def is_denied(said: Sentence) -> bool:
    """True when the next sentence says that it is not so: *Det gör kontot inte.*"""
    return _DENIED.match(" ".join(said.following)) is not None


def _is_leading_condition(said: Sentence, before: str, after: str) -> bool:
    """*Om kraven inte är uppfyllda ska …*, *Uppfylls inte kraven ska …*, *Är kraven inte uppfyllda ska …*."""
    if not _CONSEQUENCE.search(after) or _CONSEQUENCE.search(before):
        return False
    if not before:
        return said.phrase in ("uppfyller", "uppfylls")
    is_short = len(said.before) <= len(("är", "kraven", "i", "lagen", "inte", "helt"))
    if said.before[0] in ("är", "blir") and is_short and len(said.before) > 1:
        return True
    return _IF.match(before) is not None and not _TURNED.search(before)


def _is_condition(said: Sentence, before: str) -> bool:
    """*Kontakta nämnden om ett krav inte är uppfyllt*, *när kontrollen misslyckas*."""
    phrase = said.phrase.split()
    if _WHENEVER.search(before) and _CONSEQUENCE.search(f"{before} {' '.join(said.after)}"):
        return True
    if phrase[-1] == "misslyckas":
        return _IF_CHECKED.search(before) is not None
    if phrase[0] in ("ej", "inte", "icke") and len(phrase) > 1:
        return _IF_ADJECTIVE.search(before) is not None
    return _UNLESS.search(before) is not None and not _TURNED.search(before)


def _is_of_those(said: Sentence, before: str, after: str) -> bool:
    """*Konton som inte uppfyller kraven ska avslutas*: whichever they are."""
    those = _OF_THOSE.search(before)
    if those is None or _DEFINITE.fullmatch(those["whom"]):
        return False
    place = before[:those.end("whom")].count(" ") + 1
    if any(end == place for _, end in said.names):
        return False
    told = f"{before[:those.start()]} {after}"
    return _CONSEQUENCE.search(told) is not None and not _SAYS_WHO.search(told)


def _is_handled(said: Sentence, before: str) -> bool:
    """*Rapporterar ej uppfyllda krav*, *tar bort inaktuella inlägg*."""
    is_attribute = said.phrase.endswith(("a", "ad")) and bool(said.after)
    return (is_attribute or said.phrase == "beslutade undantag") and (
        _HANDLES.search(_NEGATED.sub("", before)) is not None)
