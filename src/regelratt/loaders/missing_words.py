"""How it is said that there is no answer: that it is missing, unknown, or not yet done, now or by whom.

A phrase is composed: a stem, in any inflection, with a word of time before or after it, and of whom or what it is said.
"""

from __future__ import annotations

import re

WHEN = (
    r"(?:än(?: så länge)?|ännu(?: så länge)?|helt|alls|fortfarande|hittills|i ?dag|nu|just nu|tills ?vidare|"
    r"för ?närvarande|för (?:tillfället|stunden|ögonblicket|dagen)|i (?:nuläget|dagsläget|år)|tillfälligt|tyvärr|"
    r"f\.? ?n|t\.? ?v|i ?d)\.?")
"""When nothing is known, whole or as an abbreviation with or without its dots."""
_NOT = r"(?:ej|inte|icke|aldrig)"
_NO = r"(?:ingen|inget|inga)"
_ENDING = r"(?:[dt]|dd?a?|tt|ts|tts|des?|en|et|na|its?|as?|ats?|ades?|s)?"
_STEM = (
    r"(?:kän|angiv|ange|utse|utpeka|tillsat|till?satt|satt|klar|bestäm|tillgänglig|ifyll|registrera|diarieför|beslut|"
    r"fastställ|kontrollera|aktuell|relevant|tillämplig|valt?|def|definiera|namngiv|namnge|dokumentera|redovisa|rapportera|"
    r"uppgiv|uppge|skriv|avgjor|tilldela|bekräfta|säker|säkr|viss|visst|specificera|utre|lämna|inlagt?|noter(?:a)?)")
_DONE = rf"{_STEM}{_ENDING}"
_WHOM = (
    r"(?: (?:vem|vilken|vilka|vilket|vad|när|var|hur|om|ifall)"
    r"(?: (?:som|det|den|ska|skall|har|är|blir|de)(?: [\w-]+){0,4})?)?")
"""Of whom or what nothing is known: `oklart vem`, `vet ej vem som ansvarar`."""
ANYTHING = r"(?:uppgift(?:er|en|erna)?|uppg\.?|information(?:en)?|info\.?|data|underlag)"


def missing(what: str) -> tuple[str, ...]:
    """Patterns by which it is said, in small letters, that something of the pattern `what` is not there."""
    return (
        rf"(?:{WHEN} )?{what} (?:saknas|fattas|finns {_NOT})(?: {WHEN})?", rf"saknar {what}(?: {WHEN})?",
        rf"(?:{_NOT}|utan) {what}(?: {WHEN})?", rf"(?:{WHEN} )?(?:har |finns |det finns )?{_NO} {what}(?: {WHEN})?",
        rf"(?:det )?finns {_NOT} {what}(?: {WHEN})?",
        rf"(?:fyll(?:s|as)? i|skriv|ange|infoga|välj)(?: (?:ett|en|din|ditt))? {what}(?: här)?")


def _said_of_now(*phrases: str) -> str:
    """One of the phrases, with a word of time before or after."""
    return rf"(?:{WHEN} )?(?:{'|'.join(phrases)})(?: {WHEN})?"


MISSING = re.compile("|".join((
    *missing(ANYTHING),
    _said_of_now(
        r"saknas", r"saknar", r"fattas", r"obefintlig[ta]?", rf"(?:det )?finns (?:{_NOT}|{_NO})",
        rf"(?:har )?{_NO}(?:ting)?(?: (?:ansvarig|ersättare|aning|{_DONE}))?", rf"har {_NOT}"),
    # That it is not known, or not yet done.
    _said_of_now(rf"(?:är |har )?(?:{WHEN} )?{_NOT}(?: {WHEN})? {_DONE}", rf"(?:är )?o{_DONE}", rf"vet {_NOT}")
    + rf"{_WHOM}(?: {WHEN})?",
    r"e[. ] ?[ta]\.?")))
"""In every text, a name too."""
