"""What words for results are said of: an object or a check, or something else that boards write about.

*Inaktuellt innehåll*, *lagen är inte tillämplig* and *uppfyller målen i budgeten* tell of no check, whoever does it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from regelratt.app.disclosure.results.foreseen import Sentence
from regelratt.app.disclosure.results.subjects import has_another_subject, is_examined, is_of_another_requirement

_OF_MONEY = r"(?:balans|vinst|avkastnings|resultat|soliditets|amorterings|överskotts|besparings|effektiviserings)krav"
_CHECK = re.compile(
    rf"(?!{_OF_MONEY})\w*(?:krav|kravet|kraven|kravs)|\w*(?:regel|regeln|regler|reglerna|regelns|regelverk\w*)|\w*riktlinje\w*"
    r"|\w*kontroll\w*|\w*punkt(?:en|er|erna)?|\w*villkor\w*|\w*polic\w*|utfall\w*|resultat\w*|bekräftelse\w*"
    r"|bedömning\w*|granskning\w*|råd(?:et|en)?")
"""What a result is said of, besides the object."""
_LAW = re.compile(
    r"(?!\w*(?:under|förs|bo|ins|avs|uts)lag)\w*lag(?:en|ar|arna|rum|rummet|stiftning\w*)?|\w*förordning\w*"
    r"|\w*direktiv\w*|paragraf\w*|kap|kapit\w+|artikel\w*|\w*bestämmels\w*|\w*föreskrift\w*|\w*avtal\w*|konvention\w*"
    r"|gdpr|osl|\w*balk(?:en)?|\w*taxa\w*|\w*undantag(?:et|en)")
_STANDARD = re.compile(r"\w*standard\w*|\w*norm(?:en|er|erna)?|gdpr|osl|wcag")
_GOAL = re.compile(
    rf"{_OF_MONEY}\w*|\w*mål(?:et|en|sättning\w*)?|\w*behov\w*|\w*förväntning\w*|\w*önskemål\w*|\w*löfte\w*|\w*dröm\w*|\w*önskan"
    r"|\w*avtal\w*|\w*åtagande\w*|\w*plikt\w*|\w*syfte\w*")
_CONTENT = re.compile(
    r"\w*innehåll\w*|\w*uppgift\w*|\w*information\w*|\w*inlägg\w*|\w*länk\w*|(?:webb)?sid(?:a|an|or|orna)"
    r"|\w*text(?:en|er|erna)?|bild(?:en|er|erna)?|\w*dokument\w*|\w*version\w*|\w*adress\w*|nyhet\w*|\w*plan(?:en|er)?")
_PREPOSITIONS = frozenset({
    "i", "på", "för", "av", "om", "hos", "till", "från", "med", "sedan", "enligt", "vid", "under", "efter", "före",
    "inom", "utan", "mot", "mellan", "bland", "över", "genom", "trots", "per", "tills"})
_JOINING = frozenset({"och", "men", "eller", "som", "att", "då", "när", "så", "eftersom", "medan", "samt", "vilket",
                      "för", "därför", "än"})
_PASSED_OVER = frozenset({
    "inte", "ej", "icke", "aldrig", "redan", "helt", "fullt", "alla", "allt", "samtliga", "de", "den", "det", "dem",
    "detta", "dessa", "sina", "sin", "sitt", "våra", "vår", "vårt", "deras", "hela", "fortfarande", "ännu", "också",
    "nu", "idag", "igen", "än", "där", "här", "heller", "längre", "bara", "endast", "knappt", "delvis", "tyvärr",
    "någon", "något", "några", "inga", "inget", "ingen", "ens", "väl", "bra", "dåligt", "är", "var", "blev", "blir",
    "ingenting", "allting"})
_AS_PREDICATE = frozenset({"är", "var", "blev", "blir", "anses", "bli", "blivit", "varit", "vara"})
_EXEMPTED = frozenset({"från", "för", "åt", "till"})
"""What stands between an exemption and what is exempted, or that from which it is."""
_OBJECT = re.compile(r"\w*(?:kanal|konto|nämnd|styrelse|förvaltning)\w*")
_HAS = frozenset({"har", "hade", "ha"})
_IS_SOMETHING = _PREPOSITIONS | _JOINING | _PASSED_OVER
IsAbout = Callable[[str], bool]
"""Whether a word is for what a check is about."""
_NEAR = 4
"""Words of what a verb is said of that are looked at."""


def is_of_something_else(said: Sentence, is_about: IsAbout) -> bool:
    """True when what the phrase is said of is neither an object nor a check; `is_about` knows what checks are about."""
    phrase = said.phrase
    if phrase.startswith("inaktuel"):
        return _is_of_content(said, is_about)
    if "tillämplig" in phrase:
        return _names_nothing(_CHECK, said) and _names_one(_LAW, said)
    if "undantag" in phrase:
        return _EXEMPTED.issuperset(said.after[:1]) and len(said.after) > 1 and (
            not any(map(_OBJECT.fullmatch, said.after[1:_NEAR]))) and _is_another_thing(said, 1, is_about)
    if phrase.split()[-1].startswith(("uppfyll", "fyll")) and is_of_another_requirement(said, is_about):
        return True
    if phrase in ("uppfyller", "upp fyller", "uppfyllde"):
        return has_another_subject(said, is_about) or _is_another_thing(said, 0, is_about)
    if phrase != "ej uppfyllt" and phrase.split()[-1].startswith(("uppfyll", "fyll")):
        goals = (*said.before, *said.after[:_NEAR])
        return any(map(_GOAL.fullmatch, goals)) and _names_nothing(_CHECK, said)
    if phrase.startswith(("underkän", "ej bedöm", "inte bedöm", "icke bedöm", "obedöm")):
        return is_examined(said) or _is_judged_otherwise(said, is_about)
    return False


def _is_of_content(said: Sentence, is_about: IsAbout) -> bool:
    """*Tar bort inaktuellt innehåll*, *innehållet är inaktuellt*."""
    if not _names_nothing(_CHECK, said):
        return False
    if (not said.before or said.before[-1] not in _AS_PREDICATE) and not _follows_name(said) and (
        _is_thing(said.after, is_about)
    ):
        return True
    is_predicate = not _AS_PREDICATE.isdisjoint((*said.before[:1], *said.before[-_NEAR:]))
    return is_predicate and any(map(_CONTENT.fullmatch, said.before))


def _is_judged_otherwise(said: Sentence, is_about: IsAbout) -> bool:
    """*Har underkänt detaljplanen*, *underkända betyg*, *ansökan är inte bedömd av nämnden*."""
    if not _names_nothing(_CHECK, said):
        return False
    form = len(said.before)
    if [*said.after[:1]] == ["av"]:
        agent = form + len(said.phrase.split()) + 1
        is_agent = {first for first, _ in said.names} == {agent}
        return is_agent and form > 0 and not any(_is_about(word, is_about) for word in said.before)
    is_active = not _HAS.isdisjoint(said.before[-_NEAR:])
    is_attribute = bool(said.before) and said.before[-1] not in _AS_PREDICATE and not _follows_name(said)
    return (is_active or is_attribute) and _is_thing(said.after, is_about) and _names_no_object(said, form)


def _is_another_thing(said: Sentence, first: int, is_about: IsAbout) -> bool:
    """True when the verb has an object that is no requirement: *uppfyller målen i budgeten*."""
    after = said.after[first:]
    content = [word for word in after if word not in _PASSED_OVER and not word.isdigit()]
    phrase = list(takewhile(lambda word: word not in _PREPOSITIONS and word not in _JOINING, content))[:_NEAR]
    if not phrase or any(_CHECK.fullmatch(word) or _STANDARD.fullmatch(word) for word in content[:_NEAR]):
        return False
    if any(_LAW.fullmatch(word) for word in phrase) and not first:
        return False
    return not _is_about(phrase[0], is_about) and _names_no_object(said, len(said.before))


def _is_thing(after: Sequence[str], is_about: IsAbout) -> bool:
    """True when a noun follows at once, that no check is about."""
    return not (_IS_SOMETHING.issuperset(after[:1]) or after[0].isdigit() or _is_about(after[0], is_about))


def _follows_name(said: Sentence) -> bool:
    return any(end == len(said.before) for _, end in said.names)


def _names_no_object(said: Sentence, form: int) -> bool:
    """True when no name stands close after the form, as what it is said of."""
    return not any(form < first <= form + _NEAR for first, _ in said.names)


def _is_about(word: str, is_about: IsAbout) -> bool:
    """True for the word for what a check is about, unless boards write about that in other matters too."""
    return is_about(word) and not any(each.fullmatch(word) for each in (_CONTENT, _LAW, _GOAL))


def _names_one(pattern: re.Pattern[str], said: Sentence) -> bool:
    return any(pattern.fullmatch(word) for word in (*said.before, *said.after))


def _names_nothing(pattern: re.Pattern[str], said: Sentence) -> bool:
    return not _names_one(pattern, said)
