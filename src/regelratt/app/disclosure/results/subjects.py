"""Who meets a requirement, and whose requirement it is: those of these checks, or those of a law, a plan or a permit.

*Restaurangen uppfyller inte kraven i livsmedelslagen, skriver Miljönämnden* tells nothing of the board.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from regelratt.app.disclosure.results.foreseen import Sentence

_VERBS = frozenset({"uppfyller", "upp fyller", "uppfyllde"})
_BETWEEN = frozenset({
    "inte", "ej", "icke", "aldrig", "delvis", "helt", "fullt", "redan", "nu", "ännu", "fortfarande", "också", "väl",
    "endast", "bara", "knappt", "tyvärr", "ut", "dessutom", "heller", "längre", "alla", "samtliga", "de"})
"""What may stand between who does it and the verb, and between the verb and what is met."""
_DEFINITE = re.compile(r"(?:\w{2,}(?:[oe]t|en|an|na)|\w+(?:er|or|ar)n)")
_NOUN = re.compile(r"\w{4,}")
_PLURAL = re.compile(r"\w{3,}(?:er|ar|or)")
_COUNTS = re.compile(r"\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|några|många|vissa|enstaka")
_EXAMINED = re.compile(
    r"\w*(?:ansökan|ansökning|ärende|förslag|bygglov|restaurang|livsmedel|byggnad|fastighet|företag|förening|anbud"
    r"|leverantör|badplats|anläggning|överklag|tillståndet|planerna|prov(?=et|en|er|erna|$))\w*")
"""What boards examine and decide on, which may lack what somebody demands of it."""
_PRONOUNS = frozenset({"de", "den", "det", "dessa", "denna", "detta"})
_GENERIC = re.compile(
    r"\w*(?:kanal|konto|nämnd|styrelse|förvaltning|kommun)\w*|sida[n]?|en|den|det|de|dem|vi|ni|man|hon|han|denna|dessa"
    r"|vilka|alla|någon|några|flera|två|tre|samma|objekt\w*|verksamhet\w*|ingen|granskning\w*|ansvarig\w*")
"""What stands for an object that is named elsewhere."""
_MUNICIPALITY = re.compile(r"kommun(?:en)?|region(?:en)?|organisationen|koncernen|kommunkoncernen")
"""Whose channels and boards the objects are: what it does, none of them does by that."""
_DEMAND = re.compile(r"krav(?:et|en)?|villkor(?:et|en)?")
_AWARD = re.compile(
    r"\w*(?:diplomering|certifiering|certifikat|ackreditering|auktorisation|legitimation|utmärkelse)(?:en|et)?")
"""What requirements are met for."""
_FEW = 3
"""Words of what they are for."""
_OURS = re.compile(
    r"\w*riktlinje\w*|\w*regel\w*|regler\w*|\w*polic\w*|\w*punkt(?:en|er|erna)?|\w*kontroll\w*|granskning\w*|kontrollpunkt"
    r"|\d+|kapitel|kap|\w*råd(?:et|en)?")
"""What the requirements of these checks stand in."""
_WHERE = frozenset({"i", "på", "om", "enligt", "för", "av", "från", "till"})
_OF_WHOM = frozenset({"för", "hos", "i", "på", "av", "åt"})
_CLAUSE = frozenset({"att", "eftersom", "som", "om", "medan", "men", "och", "när", "så", "innan", "där"})
_IS_ONE = re.compile(
    r"\b(?:är|var|blev|hör|tillhör|finns|bland|heter|exempel|exempelvis|såsom|däribland)\b")
_IS = frozenset({"är", "var", "blev", "blir", "har", "blivit"})
_SKIPPED = frozenset({"den", "det", "de", "en", "ett", "nya", "sin", "sitt", "sina", "gällande"})

IsAbout = Callable[[str], bool]


def has_another_subject(said: Sentence, is_about: IsAbout) -> bool:
    """True when something else than an object meets or does not meet what is no requirement of these checks."""
    return said.phrase in _VERBS and not _is_said_of_name(said) and (
        _examined_lacks(said) or (_is_other(said) and not _is_ours(_whose(said.after), is_about)))


def is_of_another_requirement(said: Sentence, is_about: IsAbout) -> bool:
    """True when the requirement is one of a named law, plan or the like, and the sentence names boards alone."""
    if _is_of_award(said.after):
        return True
    whose = next(filter(None, map(_whose, (said.after, said.before))), "")
    return said.is_of_boards and whose != "" and not _is_ours(whose, is_about)


def _is_of_award(told: Sequence[str]) -> bool:
    """True for *kraven för HBTQ-diplomering*: that somebody else awards, to a channel's namesake too."""
    return any(_DEMAND.fullmatch(word) and told[place + 1] in _WHERE
               and any(map(_AWARD.fullmatch, told[place + 2:place + 2 + _FEW]))
               for place, word in enumerate(told[:-2]))


def _is_ours(word: str, is_about: IsAbout) -> bool:
    return word != "" and (is_about(word) or _OURS.fullmatch(word) is not None)


def _whose(told: Sequence[str]) -> str:
    """The word for what the requirements stand in, or are about; empty where it is not said."""
    for place, word in enumerate(told[:-2]):
        if _DEMAND.fullmatch(word) and told[place + 1] in _WHERE:
            return next((each for each in told[place + 2:] if each not in _SKIPPED), "")
    return ""


def _is_other(said: Sentence) -> bool:
    """True when the noun that the verb is said of is known, and is neither a name nor stands for one."""
    before = [*said.before]
    while before and before[-1] in _BETWEEN:
        before.pop()
    place = len(before) - 1
    is_relative = place > 0 and before[place] == "som"
    place -= is_relative
    if place < 0 or any(first <= place < last for first, last in said.names):
        return False
    subject = before[place]
    if _MUNICIPALITY.fullmatch(subject) and not is_relative:
        return True
    if _GENERIC.fullmatch(subject):
        return False
    is_counted = _PLURAL.fullmatch(subject) and place > 0 and _COUNTS.fullmatch(before[place - 1])
    if _DEMAND.fullmatch(subject) or not (is_counted or (_NOUN if is_relative else _DEFINITE).fullmatch(subject)):
        return False
    named = max((last for _, last in said.names if last <= place), default=None)
    if named is None:
        return True
    between = before[named:place]
    return not _IS_ONE.search(" ".join(between)) if is_relative else not _CLAUSE.isdisjoint(between)


def _examined_lacks(said: Sentence) -> bool:
    """*Tre ansökningar avslogs. De uppfyllde inte kraven*: no channel is named, and what is examined is."""
    before = [*said.before]
    while before and before[-1] in _BETWEEN - _PRONOUNS:
        before.pop()
    named = (*said.preceding, *before) if before and before[-1] in _PRONOUNS else before[-1:]
    return said.is_beside_boards and any(map(_EXAMINED.fullmatch, named))


def is_examined(said: Sentence) -> bool:
    """True when a sentence that names boards alone judges something that they examine: *blev två prov underkända*."""
    if not said.is_of_boards:
        return False
    before = [*said.before]
    while before and before[-1] in _IS | _BETWEEN:
        before.pop()
    is_first = any(_EXAMINED.fullmatch(one) and other == "som" for one, other in pairwise(before))
    return is_first or (bool(before) and _EXAMINED.fullmatch(before[-1]) is not None)


def _is_said_of_name(said: Sentence) -> bool:
    """*… inte kraven för Påhittby skolor*."""
    form = len(said.before) + len(said.phrase.split())
    return any(first > form and said.after[first - form - 1] in _OF_WHOM for first, _ in said.names)
