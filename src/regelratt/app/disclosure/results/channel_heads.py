"""Heads that ask of channels whether rules are followed or what a closed column holds, and heads that sort channels.

A head with a word for rules and nothing else that it could ask, as *Enligt riktlinjerna*, asks whether they are
followed, whatever its verb is. Boards have rules of many kinds, so such heads tell of channels alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from regelratt.app.disclosure.evidence.column_labels import REGISTERS, label_of
from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.exemptions import is_of_hours
from regelratt.app.disclosure.results.marks import EMPTY, MARK
from regelratt.app.disclosure.results.rule_words import OBJECTS
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.text.sentences import ENDS, numbers

_LONGEST = 9
"""Words of a head that asks."""
_MOST_LETTERS = 120
_SHORT = 6
"""Words of the name of a column."""
_SMALL = frozenset({
    "vi", "ni", "de", "den", "det", "man", "här", "där", "nu", "idag", "alla", "allt", "samtliga", "helt", "fullt",
    "delvis", "alltid", "fortfarande", "som", "är", "inte", "ej", "kommunens", "våra", "vår", "sina", "sin", "gällande",
    "sidan"})
"""What changes nothing of what is asked."""
_SUBJECTS = frozenset({"vi", "ni", "de", "den", "det", "man", "alla", "samtliga"})
"""Before a verb they make a statement of it, and so does a word for objects."""
_OBJECT = re.compile(rf"{OBJECTS}|\d+")
_MAY_ASK = re.compile(
    r"riktlinj|reg(?:el|ler)|krav|polic|rutin|villkor|bestämmels|föreskrift|anvisning|instruktion|kontroll|granskning"
    r"|uppföljning|fel$|godkänns|avviker|åtkomst|tvåf|tvaf|tvås|2fa|mfa|pixel|profil|avsändar|regeltext|resurs|central"
    r"|chef|utsed|upplyst")
"""What one word at least has; few texts have any such word."""
_KINDS_OF_RULES = r"riktlinje|regel|regler|krav|polic|rutin|villkor|bestämmelse|föreskrift|anvisning|instruktion"
_RULES = re.compile(rf"\w*(?:{_KINDS_OF_RULES})\w*")
_THE_RULES = re.compile(
    r"\w*(?:riktlinje(?:n|rna)|regeln|reglerna|regelverket|krav(?:et|en)|polic(?:yn|yerna|yerna)|rutin(?:en|erna)"
    r"|villkor(?:et|en)|bestämmelse(?:n|rna)|föreskrift(?:en|erna)|anvisning(?:en|arna)|instruktion(?:en|erna))")
_ALONE = re.compile(r"(?:kontroll|granskning|uppföljning)(?:en)?|fel|godkänns|avviker")
"""What asks by itself, and may be of anything in a text that says more."""
_BY_RULES = re.compile(r"regel(?:rätt|enlig|brott|vidrig)\w*")
_ACCORDING = re.compile(
    r"(?:^| )(?:enligt|(?:sig )?efter|utifrån|i (?:linje|enlighet|överensstämmelse|samklang) med|sig till|upp till"
    r"|(?:stämmer|stämde)(?: överens)? med|(?:svarar|svarade|bryter|bröt|strider|brott) mot)$")
"""What stands between a verb, if any, and the rules that are followed."""
_VERB = re.compile(r"\w+r")
_FOLLOWED = re.compile(
    r"(?:tillämpa|respektera|efterlev|följ|håll|uppfyll|iaktt|beakta|nå|uppnå|möt|klara|bry|brut|överträd|infria)\w*"
    r"(?:s|da|de|na|ta|t|d)")
"""What rules are that somebody follows or breaks: *tillämpas*, *nådda*."""
_ASKS_ELSE = re.compile(
    r"(?:slå|stäng|öppe|läs|länk|hänvis|visa|dela|känn|förstå|skriv|sprid|ändra|behöv|sakna|kräv|krav|beslut|anta|beskriv"
    r"|förkl|nämn|översätt|uppdater|revider|godkän|accepter|underteckn|signer|kvitter|bekräft|citer|hitta|lägg|publicer"
    r"|omfatt|finn|gäll|ingå|skick|lämn|påminn|berätt|inform|utbild|ansvar|fråg|komment|tolka|tillåt|obligat|möjlig"
    r"|frivillig|undant|avgift|fastställ|synlig|egna|beror|ligg|skap|hjälp|utskick)\w*"
    r"|(?:kan|vet|har|får|fick|ger|tar|ser|äger|ska|bör|måste|syns?|står|bor|hör|gör|rör|var|nya)$")
"""What has to do with rules and is not to follow them."""
_TAIL = re.compile(r"(?<= )(?:för|om|på|i) \w+(?: \w+)?$")

_THOSE = (
    r"(?:(?:kanaler(?:na)?|konton(?:a)?|objekt|de|dem|dessa|följande|alla|våra) ){0,3}(?:(?:som|har) ){0,2}(?:är )?")
_STATE = r"(?:på|av|påslage[nt]|avslage[nt]|avstäng[dt]|aktivera[dt]|inaktivera[dt]|saknas|finns|inte|ej)"
_SWITCH, _IS_SWITCH = "strömbrytare", re.compile(r"strömbrytare")
"""What stands for a word for what is on or off."""
_SORTS = re.compile(
    rf"{_THOSE}(?:(?:inte|ej) )?(?:har|utan|saknar|med|ingen|inte) (?:(?:inte|ej|ingen|på) )?{_SWITCH}"
    rf"|(?!är ){_THOSE}{_SWITCH} (?:(?:är|inte|ej) )?{_STATE}"
    rf"|{_THOSE}(?:slipper|slapp|befriad[e]?|fria|(?:behöver|måste) (?:inte|ej) (?:följa|uppfylla|klara|ha|nå|använda))"
    rf" (?:från )?(?:alla |de |den )?(?:{_RULES.pattern}|{_SWITCH})(?: (?:på|om|för|i) \w+)?"
    rf"|{_THOSE}(?:fått |fick )?anstånd(?: med (?:{_RULES.pattern}|{_SWITCH}))?"
    rf"|{_THOSE}(?:behöver|bör|måste) rättas(?: till)?|(?:att )?rätta till"
    rf"|{_THOSE}(?:med |fick |fått )?(?:en |ett )?(?:bakläxa|bakläxor|p[åa]pekanden?|[öo]vertr[äa]delser?|regelbrott)"
    r"|fällda|friade")
_MAY_SORT = re.compile(
    r"tvåf|tvaf|tvås|2fa|2faktor|mfa|pixel|slipp|slapp|befria|fri|behöv|måste|bör|anstånd|rätta|bakläx|p[åa]pek|[öo]vertr[äa]d"
    r"|regelbrott|fälld")


def asks_of_channels(said: Sequence[str]) -> bool:
    """True for the words of a head under which a yes or a no beside a channel is a result."""
    if not 0 < len(said) <= _LONGEST or not any(map(_may_ask, said)):
        return False
    left = _telling(said)
    return asks_alone(said) or asks_how_many(left) or (
        len(left) == 1 and (is_switch(left[0]) or _BY_RULES.fullmatch(left[0]) is not None)) or (
        _asks_of_rules(left) or _is_column(said))


@lru_cache(maxsize=20_000)
def _may_ask(word: str) -> bool:
    return _MAY_ASK.search(word) is not None


def is_head_of_channels(text: str) -> bool:
    """True for a canonical text that is such a head."""
    return len(text) <= _MOST_LETTERS and asks_of_channels(words(text))


def asks_alone(said: Sequence[str]) -> bool:
    """True for a head of one word for reviews or faults, which may stand above tables of other things too."""
    left = _telling(said)
    return len(left) == 1 and _ALONE.fullmatch(left[0]) is not None


def _telling(said: Sequence[str]) -> list[str]:
    """The words that something is asked with."""
    return [word for place, word in enumerate(said) if not (
        (word in _SMALL or _OBJECT.fullmatch(word)) and (place > 0 or len(said) == 1 or not _begins(word)))]


def _begins(word: str) -> bool:
    """True for a word that a statement may begin with, and no question."""
    return word in _SUBJECTS or (_OBJECT.fullmatch(word) is not None and not word.isdecimal())


def asks_how_many(said: Sequence[str]) -> bool:
    """True for a head of how many can enter an account: a number is an answer too."""
    return len(said) == 1 and said[0] in ("åtkomst", "åtkomsten", "atkomst")


def _is_column(said: Sequence[str]) -> bool:
    label = label_of(said) if len(said) <= _SHORT and not any(map(_ASKS_ELSE.match, said[:1])) else None
    return label is not None and label[1].name in REGISTERS


def _asks_of_rules(left: Sequence[str]) -> bool:
    """True when the words are for rules, and for following them, and for nothing else."""
    places = [place for place, word in enumerate(left) if _RULES.fullmatch(word)]
    if not places or any(map(_ASKS_ELSE.match, left[:places[0]])):
        return False
    rules, before, after = left[places[0]], left[:places[0]], left[places[0] + 1:]
    after = _TAIL.sub("", " ".join(("", *after))).split()
    if according := _ACCORDING.search(" ".join(before)):
        return not after and according.string[:according.start()].count(" ") == 0
    if not after and len(before) == 1:
        is_followed = _THE_RULES.fullmatch(rules) and _VERB.fullmatch(before[0])
        return is_followed is not None or _FOLLOWED.fullmatch(before[0]) is not None
    return not before and len(after) == 1 and _FOLLOWED.fullmatch(after[0]) is not None


def channels_asked(text: str, said: Sequence[str]) -> Iterator[Place]:
    """The labels and questions in a canonical text that ask so of channels, each with a mark before it."""
    if any(map(_may_ask, said)):
        parts = numbers(ENDS, text)
        for _, part in groupby(range(len(said)), parts.__getitem__):
            places = [*part]
            start, end = places[0], places[-1] + 1
            is_marked = said[start] in (MARK, EMPTY)
            if asks_of_channels(said[start + is_marked:end]):
                yield start, end, " ".join(said[start:end])


def may_sort_channels(said: Sequence[str]) -> bool:
    """True when any of the words may sort channels; cheap."""
    return any(map(_MAY_SORT.match, said))


def sorts_channels(said: Sequence[str]) -> bool:
    """True for the words of a text above channels that tells how it went for them: *Saknar tvåfaktor*."""
    if not 0 < len(said) <= _SHORT or not may_sort_channels(said) or is_of_hours(said):
        return False
    return _SORTS.fullmatch(" ".join(_SWITCH if is_switch(word) else word for word in said)) is not None
