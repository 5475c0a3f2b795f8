"""How it is said that there is no answer: that it is missing, unknown, or not yet done, now or by whom.

A phrase is composed: a stem, in any inflection, with a word of time before or after it, and of whom or what it is said;
in a cell with a name, a role or a number a day or a place may follow too.
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
_BEFORE = r"(?:in?|åter|av|över|upp|ut|till|på|be|för)?"
_STEM = (
    r"(?:kän|angiv|ange|utse|utpeka|tillsat|till?satt|satt|klar|bestäm|tillgänglig|fyll|registrera|diarie|beslut|"
    r"fastställ|kontrollera|aktuell|relevant|tillämplig|valt?|def|definiera|namngiv|namnge|dokumentera|redovisa|rapportera|"
    r"giv|ge|skriv|dela|tilldela|kräfta|bekräfta|säker|säkr|viss|visst|specificera|utre|lämna|lagt?|notera?|komm?|"
    r"svara|motta|mottag|erhåll)")
_SHORT = r"(?:akt|rel|tillg|tillämpl?|tillsv?|uts|utf|ang|reg|best|def|spec|red|dok|rapp)"
"""The same as an abbreviation, without its dot."""
DONE = rf"{_BEFORE}{_STEM}{_ENDING}"
"""What was to be done for an answer to be there, with any little word before it: *inkommit*, *besvarad*."""
_WHOM = (
    r"(?: (?:vem|vilken|vilka|vilket|vad|när|var|hur|om|ifall)"
    r"(?: (?:som|det|den|ska|skall|har|är|blir|de)(?: [\w-]+){0,4})?)?")
"""Of whom or what nothing is known: `oklart vem`, `vet ej vem som ansvarar`."""
ANYTHING = r"(?:uppgift(?:er|en|erna)?|uppg\.?|information(?:en)?|info\.?|data|underlag)"


def missing(what: str) -> tuple[str, ...]:
    """Patterns by which it is said, in small letters, that something of the pattern `what` is not there."""
    return (
        rf"(?:{WHEN} )?{what} (?:saknas|fattas|finns {_NOT})(?: {WHEN})?", rf"saknar {what}(?: {WHEN})?",
        rf"(?:{_NOT}|utan) {what}(?: {DONE}(?: in)?)?(?: {WHEN})?",
        rf"(?:{WHEN} )?(?:har |finns |det finns )?{_NO} {what}(?: (?:(?:har|är) )?{DONE}(?: in)?)?(?: {WHEN})?",
        rf"{what} (?:(?:har|är) )?(?:{WHEN} )?{_NOT} (?:{DONE}(?: in)?|{_SHORT})(?: {WHEN})?",
        rf"(?:det )?finns {_NOT} {what}(?: {WHEN})?",
        rf"(?:fyll(?:s|as)? i|skriv|ange|infoga|välj)(?: (?:ett|en|din|ditt))? {what}(?: här)?")


def _said_of_now(*phrases: str) -> str:
    """One of the phrases, with a word of time before or after."""
    return rf"(?:{WHEN} )?(?:{'|'.join(phrases)})(?: {WHEN})?"


MISSING = re.compile("|".join((
    *missing(ANYTHING),
    _said_of_now(
        r"saknas", r"saknar", r"fattas", r"obefintlig[ta]?", rf"(?:det )?finns (?:{_NOT}|{_NO})",
        rf"(?:har )?{_NO}(?:ting)?(?: (?:ansvarig|ersättare|aning|{DONE}))?", rf"har {_NOT}"),
    # That it is not known, or not yet done.
    _said_of_now(rf"(?:är |har )?(?:{WHEN} )?{_NOT}(?: {WHEN})? {DONE}(?: in)?", rf"(?:är )?o{DONE}", rf"vet ?{_NOT}")
    + rf"{_WHOM}(?: {WHEN})?",
    rf"{_NOT} {_SHORT}", r"e[. ] ?[ta]\.?")))
"""In every text, a name too."""

NOTHING_FOUND = re.compile(
    rf"(?:{WHEN} )?(?:nej|(?:har |(?:det )?finns )?{_NO}(?:ting)?(?: alls)?(?: {DONE})?)(?: {WHEN})?")
"""That nothing was found, which answers a column that asks so."""

NO_LONGER = re.compile(rf"(?:är |var )?{_NOT} (?:längre )?(?:aktuell|relevant)[ta]?(?: längre)?(?: {WHEN})?")
"""That something is not current, which is a reason to end it."""

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)")
_YEAR = r"(?:19|20)[0-9]{2}"
_PART_OF_YEAR = (
    r"(?:vår|sommar|höst|vinter)(?:en|n)?|års?(?:skiftet)?|(?:semest|led)\w+|vt|ht|(?:kv\.?|kvartal|q) ?[1-4]")
_TIME = (
    rf"(?:{_YEAR}-[0-9]{{2}}(?:-[0-9]{{2}})?|{_YEAR}|(?:den )?[0-9]{{1,2}}(?:/[0-9]{{1,2}}| {_MONTH})(?: {_YEAR})?|"
    rf"(?:v\.?|vecka) ?[0-9]{{1,2}}(?:[ -]{_YEAR})?|(?:{_MONTH}|{_PART_OF_YEAR})(?:[ -]{_YEAR})?|"
    r"(?:nästa|förra|denna|detta) \w+)")
_SINCE = (
    r"(?:sedan|sen|från(?: och med)?|fr\.? ?o\.? ?m\.?|from|till(?: och med)?|t\.? ?o\.? ?m\.?|tom|i|under|efter|före|"
    r"innan|per|vid|runt|omkring|senast|(?:i )?(?:början|mitten|slutet) av|för|hela)")
_IN_TIME = re.compile(rf"(?<=\w{{4}}|\w ej)\.? (?:{_SINCE} ){{0,2}}{_TIME}$")
_IN_PLACE = re.compile(
    r"(?<=\w{4}|\w ej) (?:(?:i|hos|från|vid|av|enligt|enl\.?) [\w-]+(?: [\w-]+)?|(?:på|till) [\w-]+)$")


def without_time(said: str) -> str:
    """What is said in small letters, without the day, week, month or year that ends it."""
    return _IN_TIME.sub("", said)


def without_place(said: str) -> str:
    """What is said in small letters, without where or by whom, in a word or two, that ends it."""
    return _IN_PLACE.sub("", said)
