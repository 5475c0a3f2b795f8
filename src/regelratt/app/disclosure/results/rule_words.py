"""How texts say that rules are followed or broken: the same verbs in sentences, headings, lists and exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.text.sentences import ENDS, numbers

NO = "(?:inte|ej|icke|aldrig)"
FEW = r"(?:(?!(?:och|men|att|som|om|när|eller|innan|tills)\b)\w+ ){0,4}?"
"""Any few words that begin nothing new: *i september*, *vid flera tillfällen*."""
ADVERBS = r"(?:(?:nu|bara|fortfarande|alltid|helt|fullt|ännu|tyvärr|längre|heller|också|delvis|ens|riktigt) ){0,2}"
DETERMINERS = r"(?:(?:den|det|de|alla|samtliga|vissa|flera|några|två|tre|kommunens|våra|sina|i|av|nya|\d+) ){0,4}"
OBJECTS = r"\w*(?:kanal|konto|nämnd|styrelse|förvaltning)\w*"
"""What stands for objects that are named elsewhere."""
RULES = (
    r"(?:\w*(?:krav|regel|regler|riktlinje|polic|kontroll|granskning|villkor)\w*|råd(?:et|en)|punkt(?:en|er|erna))")
"""What is followed, or managed."""
A_CHECK = "kontrollpunkt"
"""What stands for a check's id or title; one word for each of its words."""
A_SUBJECT = "vårt_ämne"
"""What stands so for what the guidelines are about, which nobody writes."""
_FOLLOWS = "(?:följer|följde|efterlever|efterlevde|klarar|klarade|respekterar|respekterade|iakttar|iakttog)"
_DOES = f"(?:{_FOLLOWS}|tillämpar|tillämpade)"
"""To apply guidelines is to have them, and not to apply them is to break them."""
_KEEPS, _TO = "(?:håller|höll|rättar|rättade) sig", "(?:till|efter)"
_REACHES = "(?:lever|levde|når|nådde)"
_HAS_FOLLOWED = (
    "(?:följt|efterlevt|klarat|respekterat|iakttagit|levt upp till|nått upp till"
    f"|(?:hållit|rättat) sig {_TO})")
_BREAKS = (
    f"(?:(?:(?:bryter|bröt|strider|stred)|har {FEW}(?:brutit|stridit)) {FEW}mot"
    f"|(?:(?:avviker|avvek)|har {FEW}avvikit) {FEW}från|missar|missade)")
FOLLOWS = rf"(?:{_FOLLOWS}|{_REACHES} upp till|{_KEEPS} {_TO}|har {_HAS_FOLLOWED}|uppfyller|uppfyllde)"
DOES_NOT_FOLLOW = (
    rf"(?:{_DOES} {FEW}{NO}|{NO} {ADVERBS}(?:{_DOES}|{_REACHES} upp till|{_KEEPS} {_TO})"
    rf"|{_KEEPS} {FEW}{NO} {FEW}{_TO}|{_REACHES} {FEW}{NO} {FEW}upp till|har {FEW}{NO} {FEW}{_HAS_FOLLOWED}"
    rf"|{NO} {ADVERBS}har {_HAS_FOLLOWED}|{_BREAKS})")
_PASSIVE = "(?:följs|följdes|efterlevs|efterlevdes|klaras|klarades|respekteras|respekterades|iakttas)"
IS_FOLLOWED = rf"(?:{_PASSIVE}|uppfylls|uppfylldes|har följts)"
IS_NOT_FOLLOWED = rf"(?:{_PASSIVE} {ADVERBS}{NO}|har {NO} följts|bryts|bröts|har brutits|missas|missades)"
_VERBS = re.compile(
    r"f[öo]lj|efterlev|klar|lev|bry|bröt|bruti|stri|stred|når|nådde|nått|nadde|avv[ie]k|miss|till[äa]mpa|respekt|iaktt|h[åa]ll[ei]|h[öo]ll"
    r"|rätta")
"""How the verbs begin."""
_THOSE = rf"(?:(?:dessa|följande|de|alla|två|tre|fyra|fem|flera|{OBJECTS}) ){{0,3}}"
_WHAT = rf" {ADVERBS}{DETERMINERS}{RULES}(?: (?:om|för|på|i) \w+(?: \w+)?)?"
_HEAD = re.compile(rf"{_THOSE}(?:som )?{DOES_NOT_FOLLOW}(?:{_WHAT})?")
_PLAIN_HEAD = re.compile(without_marks(_HEAD.pattern))
"""The same as it is written in names of files."""
_QUESTION = re.compile(
    rf"(?:{_THOSE}som )?{ADVERBS}(?:{FOLLOWS}|{DOES_NOT_FOLLOW}|{IS_FOLLOWED}|{IS_NOT_FOLLOWED}){_WHAT}"
    rf"|{DETERMINERS}{RULES} (?:{IS_FOLLOWED}|{IS_NOT_FOLLOWED})")
_OBJECT = re.compile(OBJECTS)
_OF_RULES = re.compile(RULES)
_LONGEST = 9
"""Words of a question."""
_FOLLOWING = re.compile(
    r"(?:f[öo]lj|efterlev|uppfyll)(?:a|er|de|t|s|as|des|ts)|(?:respekter|klar)(?:a|ar|ade|at|as|ades|ats)"
    r"|iakt(?:a|ar|og|agit)s?|lev(?:a|er|de|t)|n[åa](?:r|dde|tt)")
"""The verbs in a clause or a heading of how far rules are followed, without their small words."""
_FOLLOWED_UP = re.compile(r"f[öo]lj\w+")
_UP = "upp"


def is_if(before: Sequence[str], conditions: Set[str]) -> bool:
    """True when what stands before a name makes it one of these conditions: *om*, but not in *regeln om*."""
    return any(word in conditions and not (word == "om" and place > 0 and _OF_RULES.fullmatch(before[place - 1]))
               for place, word in enumerate(before))


def may_tell(said: Sequence[str]) -> bool:
    """True when any of the words may be such a verb; cheap."""
    return any(map(_VERBS.match, said))


def is_following(word: str) -> bool:
    """True for a verb with which rules may be said to be followed, whatever else it says."""
    return _FOLLOWING.fullmatch(word) is not None


def follows_rules(said: Sequence[str]) -> bool:
    """True for words of how rules are followed, and not of how that is followed up."""
    following = [word for word in said if is_following(word)]
    is_up = _UP in said and any(map(_FOLLOWED_UP.fullmatch, following))
    return len(following) > 0 and not is_up and any(map(_OF_RULES.fullmatch, said))


def heads_breaches(said: Sequence[str]) -> bool:
    """True for the words of a text above those who break the rules: *Kanaler som inte följer reglerna*."""
    text = " ".join(said)
    return may_tell(said) and (_HEAD.fullmatch(text) or _PLAIN_HEAD.fullmatch(text)) is not None


def heads_rules(said: Sequence[str]) -> bool:
    """True for the words of a text that asks whether rules are followed: *Följer kontot riktlinjerna?*."""
    return len(said) <= _LONGEST and may_tell(said) and _QUESTION.fullmatch(
        " ".join(word for place, word in enumerate(said) if place == 0 or not _OBJECT.fullmatch(word))) is not None


def rules_asked(text: str, said: Sequence[str]) -> Iterator[Place]:
    """The labels and questions in a canonical text that ask whether rules are followed."""
    if may_tell(said):
        parts = numbers(ENDS, text)
        for _, part in groupby(range(len(said)), parts.__getitem__):
            places = [*part]
            asking = said[places[0]:places[-1] + 1]
            if heads_rules(asking):
                yield places[0], places[-1] + 1, " ".join(asking)
