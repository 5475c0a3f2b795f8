"""What answers are, and what they stand under: columns, headings and names of files that ask how it went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.results.channel_heads import may_sort_channels, sorts_channels
from regelratt.app.disclosure.results.exemptions import heads_exemptions
from regelratt.app.disclosure.results.marks import BARS, EMPTY, MARK, PICTURES
from regelratt.app.disclosure.results.rule_words import heads_breaches, heads_rules
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words


def with_plain(listed: Iterable[str]) -> frozenset[str]:
    """Words, and the same as they are written in addresses and names of files."""
    return frozenset(form for word in listed for form in (word, without_marks(word)))


ANSWERS = with_plain({
    "ja", "nej", "true", "false", "sant", "falskt", "yes", "no", "ok", "okej", "brist", "brister", "godkänt", "godkänd",
    "godkända", "delvis", "saknas", "fel", "grönt", "grön", "gult", "gul", "rött", "röd", "underkänt", "underkänd",
    "underkända", "pass", "passed", "fail", "failed", "failing", "compliant", "noncompliant", "approved", "rejected",
    "kryss", "kryssad", "ikryssad", "bock", "bockad", "ibockad", "check", "cross", "tick"})
YES_AND_NO = with_plain({"ja", "nej", "true", "false", "sant", "falskt", "yes", "no"})
"""Those of them that answer questions of all kinds."""
ASKING = frozenset({"utfall", "utfallet", "utfallen"})
"""Words that make an answer a result; the ids and titles of checks and rules do too."""
NOT = frozenset({"ej", "inte", "icke", "not"})
BRIEF = 6
"""Words of a cell that begins with an answer."""
KNOWN = with_plain({
    "känd", "kända", "kvarstående", "öppen", "öppna", "återstående", "konstaterade", "noterade", "enstaka", "allvarlig",
    "tydlig", "liten", "ny", "kvarvarande", "upprepade", "återkommande", "uppenbara"})
"""What faults are."""
FAULTS = with_plain({"brist", "brister", "avvikelse", "avvikelser", "anmärkning", "anmärkningar"})
"""What is found when it went badly."""
_JUDGED = with_plain({
    "klar", "klart", "klara", "utan", "behöver", "bör", "åtgärdas", "bristfällig", "bristfälligt", "uppnått", "uppnådd",
    "avviker", "undantag", "undantaget", "undantagen", "dispens",
    "green", "red", "yellow", "amber"})
"""What a cell begins with in a column that asks how it went."""
ON_OFF = with_plain({
    "av", "på", "on", "off", "påslagen", "påslaget", "avslagen", "avslaget", "avstängd", "avstängt", "aktiverad",
    "aktiverat", "inaktiverad", "inaktiverat"})
"""Answers to whether something is on."""
_VERDICTS = ON_OFF | with_plain({
    "fälld", "fällt", "fällda", "friad", "friat", "friade", "dålig", "dåligt", "bra", "utmärkt", "svag", "svagt"})
"""Words for how a review went."""
_ASKED = with_plain({
    "av", "på", "aldrig", "ibland", "oftast", "alltid", "nästan", "pågår", "vet", "följs", "följdes", "följts", "följt",
    "följer", "följde", "uppfylls", "uppfyller", "efterlevs", "klarar", "klaras", "bryter", "bröt"})
"""What a cell begins with besides, under what a check asks; a no alone is an answer too."""
_ON_OR_BY = with_plain({"av", "på"})
_SINCE = with_plain({"sedan", "sen", "nu", "idag", "i", "hela", "alla", "båda", "för", "och", "men"})
"""What goes on after something is said to be on or off."""
_HEDGES = with_plain({"tyvärr", "än", "ännu", "helt", "inte", "ej", "icke", "not", "nog", "troligen"})
_HEADS = with_plain({
    *ASKING, "resultat", "resultatet", "bedömning", "bedömningen", "status", "trafikljus", "uppfyllt", "uppfylls",
    "uppfyller", "godkänt", "godkänd", "omdöme", "betyg", "avvikelse", "avvikelser", "brist", "brister",
    "anmärkningar", "result", "results", "outcome", "verdict", "passed", "failed", "compliant", "compliance",
    "approved", "violations", "issues", "findings", "ok", "okej", "efterlevnad", "efterlevnaden", "regelefterlevnad",
    "följsamhet", "regelföljsamhet", "uppfyllnad"})
"""What a column, a value or a line with results is called; in a sentence such a word may be about anything."""
_COMPOUND = re.compile(
    r"(?!(?:val|års?|bokslut|drift|ekonomi|budget|rörelse|enkät|tävling|match|sök|mät|prov)\w*(?:resultat|utfall))"
    r"\w{2,}(?:resultat(?:et)?|bed[öo]mning(?:en)?|utfall(?:et)?|status(?:en)?|betyg(?:et)?|omd[öo]me(?:t)?|compliant)"
    r"|(?:regel)?(?:efterlevnads|uppfyllelse|uppfyllnads|f[öo]ljsamhets)grad(?:en)?")
_RESULT_OF = re.compile(
    r"(?:resultat|utfall|bedömning|bedomning|efterlevnad|uppfyllnad|uppfyllelse|grad)(?:et|en)? av"
    r" \w*(?:granskning|kontroll|uppföljning|uppfoljning|genomgång|genomgang|kanal|konto|riktlinje|regel|regler|krav"
    r"|checklist|efterlevnad|uppfyllelse|följsamhet|foljsamhet)\w*")
"""What came out of a review, or how far rules are followed; other things *av* somebody are who did them."""
_COMPOUND_END = re.compile(r"\B(?:grad|resultat|bed[öo]mning|utfall|status|betyg|omd[öo]me|ompliant)")
_JUDGING = with_plain({
    *ASKING, "resultat", "resultatet", "bedömning", "bedömningen", "omdöme", "betyg", "efterlevnad", "efterlevnaden",
    "regelefterlevnad", "följsamhet", "regelföljsamhet", "uppfyllnad"})
"""Those of them under which any few words say how it went; a status may be that of the account."""
_DEGREE = re.compile(r"\w+grad(?:en)?")
_NEUTRAL = with_plain({
    "se", "pågår", "kommer", "redovisas", "visas", "planerad", "planeras", "internt", "intern",
    "stängt", "stängd", "öppet", "öppen", "prövas", "granskas", "granskad", "väntar", "ny", "nytt",
    "aktiv", "vilande", "avslutad"})
"""What a cell begins with that says nothing of how it went."""
_SURVEY = re.compile(r"\w*(?:unders[öo]kning|enk[äa]t|m[äa]tning)\w*")
"""What has results of its own, which tell of no check."""
_FEWER = 3
"""Words of a cell that are an answer whatever they are."""
_OF_SOMEBODY = frozenset({"av", "vem", "datum", "den", "by"})
"""In a head they ask who did it, or when."""
_SORTING = with_plain({
    *(ANSWERS - {"fel", "saknas", "ok", "okej", "delvis", "no", "pass", "true", "false", "ja", "nej", "yes", "bock",
                 "check", "cross", "tick"}), *FAULTS, "röda", "gröna",
    "gula", "underkända", "åtgärdas", "klara", "bristfälliga", "failing"})
"""What objects are sorted by, above a list of them."""
_SINGULAR = with_plain({
    "godkänd", "godkänt", "approved", "röd", "rött", "grön", "grönt", "gul", "gult"})
_AROUND_SORTED = with_plain({
    *NOT, *KNOWN, "kanal", "kanaler", "konto", "konton", "nämnd", "nämnder", "styrelser", "objekt", "verksamheter",
    "med", "utan", "som", "är", "har", "alla", "de", "våra", "dessa", "helt", "behöver", "channels", "vid",
    "granskningen"})
"""What may stand beside such a word when nothing else is sorted than what is listed."""
_BRIEF_HEAD = 3
"""Words of a head with the word for results among them."""
_DECIMAL = re.compile(r"\d[.,]\d")
SIGN = re.compile(r"x+|[a-gjnuy]|ig|m?vg|\d{1,3}(?:av\d{1,3})?")
"""A cross, a grade, a letter or a number, which is an answer where nothing else stands."""
_MONEY = frozenset({"budget", "budgeten", "budgeterat", "prognos", "bokslut", "kr", "tkr", "mkr", "mnkr", "kronor"})
"""Words beside which the word for results is about money, where a number follows."""
_KEYS = frozenset({
    "pass", "passes", "passing", "fail", "fails", "failure", "failures", "met", "unmet", "noncompliant",
    "noncompliance", "breach", "breaches", "conforming", "conformant", "nonconforming", "faults", "deficiencies"})
"""English words for results that keys in data are called by; in a Swedish text some of them are other words."""
_SORTING_KEYS = _KEYS | {"compliant", "passed", "failed", "failing", "approved", "rejected", "violations", "issues",
                         "findings", "exempt", "exempted", "exemption", "exemptions", "waiver", "waivers", "waived",
                         "dispensation", "dispensations"}
_HUMPS = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_THOUSAND = 1000
_COUNTS = with_plain({"antal", "år", "summa", "poäng", "värde", "totalt", "nu", "count", "value"})
"""What a column of numbers may be called and say nothing of what they count."""


def heads(said: Sequence[str]) -> bool:
    """True when any of the words asks for results."""
    return not _HEADS.isdisjoint(said) or any(map(_COMPOUND.fullmatch, said)) or heads_rules(said)


def may_head(text: str, said: Sequence[str]) -> bool:
    """The same of a whole text, which it may take for one that does; cheap."""
    return not _HEADS.isdisjoint(said) or _COMPOUND_END.search(text) is not None


def may_sort(said: Sequence[str]) -> bool:
    """True when any of the words may say how it went; cheap."""
    return not _SORTING.isdisjoint(said) or may_sort_channels(said)


def is_head(said: Sequence[str]) -> bool:
    """True for the words of what a column, a value or a section with results is called."""
    if _RESULT_OF.fullmatch(" ".join(said)):
        return True
    return _OF_SOMEBODY.isdisjoint(said) and not any(map(_SURVEY.fullmatch, said)) and (
        (0 < len(said) <= _BRIEF_HEAD and heads(said)) or heads_rules(said))


def is_of_money(said: Iterable[str]) -> bool:
    """True when any of the words says that the numbers beside are money."""
    return not _MONEY.isdisjoint(said)


def lists_faults(said: Sequence[str]) -> bool:
    """True for the words of a head under which whatever stands is a fault or an exemption: *Brister*."""
    return (is_head(said) and not FAULTS.isdisjoint(said)) or heads_exemptions(said)


def judges(said: Sequence[str]) -> bool:
    """True for the words of a head under which any few words say how it went."""
    return is_head(said) and (not _JUDGING.isdisjoint(said) or any(map(_DEGREE.fullmatch, said)))


def is_judgement(text: str) -> bool:
    """True for few words without a number, which are an answer under such a head."""
    said = words(canonical(text))
    return 0 < len(said) <= _FEWER and said[0] not in _NEUTRAL and all(map(str.isalpha, said))


def words_of_key(key: str) -> list[str]:
    """The words of a key in data: *notMet* has two."""
    return words(canonical(_HUMPS.sub(" ", key)))


def is_key(said: Sequence[str]) -> bool:
    """True for the words of a key in English that a result stands under."""
    return 0 < len(said) <= _BRIEF_HEAD and not _KEYS.isdisjoint(said)


def is_sorting_key(said: Sequence[str]) -> bool:
    """True for the words of a key in English that sorts the objects in its list."""
    return 0 < len(said) <= _BRIEF_HEAD and not _SORTING_KEYS.isdisjoint(said)


def is_neutral_head(text: str) -> bool:
    """True when a head says nothing of what the numbers under it count."""
    return all(word.isdecimal() or word in _COUNTS for word in words(canonical(text)))


def sorts(said: Sequence[str]) -> bool:
    """True for the words of a brief text that sorts what stands under it by how it went."""
    return 0 < len(said) <= BRIEF and (
        (_OF_SOMEBODY.isdisjoint(said) and (
            not _SORTING.isdisjoint(said) or heads_breaches(said) or heads_rules(said)))
        or heads_exemptions(said) or sorts_channels(said))


def sorts_only(said: Sequence[str]) -> bool:
    """True when such a text names nothing else that is sorted, as *Godkända föreningar* does."""
    return sorts(said) and (
        all(word in _SORTING or word in _AROUND_SORTED or word.isdecimal() for word in said)
        or heads_breaches(said) or heads_rules(said) or sorts_channels(said))


def sorts_alone(said: Sequence[str]) -> bool:
    """The same, when it is not of one thing: *Godkänd: Kommunstyrelsen* may tell who approved it."""
    return sorts_only(said) and not _SINGULAR.issuperset(said) and not sorts_channels(said)


def is_answer(value: object, *, is_asked: bool = False) -> bool:
    """True for a yes, a no, a grade, a mark or a number; `is_asked` where a check itself asks."""
    if not isinstance(value, str):
        return isinstance(value, bool) or (isinstance(value, int | float) and 0 <= value < _THOUSAND)
    if (sign := value.strip()) and (PICTURES.fullmatch(sign) or BARS.fullmatch(sign)):
        return True
    plain = canonical(value[:_THOUSAND])
    if SIGN.fullmatch(squashed(plain)) is not None and not _DECIMAL.search(plain):
        return True
    spoken = words(plain)
    said = [word for word in spoken if word not in _HEDGES]
    if not 0 < len(spoken) <= BRIEF:
        return False
    if said[:2] == ["klar", "att"]:
        return False
    if not said:
        return is_asked and not NOT.isdisjoint(spoken)
    return said[0] in ANSWERS or said[0] in _JUDGED or said[0] in (MARK, EMPTY) or (
        is_asked and said[0] in _ASKED and not _is_where(said))


def _is_where(said: Sequence[str]) -> bool:
    """True for words that say where or of whom something is: *på Facebook*, *av ungdomar*, but not *på sedan mars*."""
    return said[0] in _ON_OR_BY and len(said) > 1 and said[1] not in _SINCE


def is_plain_answer(value: object) -> bool:
    """True for a yes, a no, a mark or a judgement and no number, under a head that asks of channels."""
    if not isinstance(value, str):
        return isinstance(value, bool)
    said = words(canonical(value[:_THOUSAND]))
    if said and (SIGN.fullmatch("".join(said)) or said[0].isdecimal()):
        return said[0].isalpha()
    if said and (said[0] in _NEUTRAL or said[0].startswith("klar")):
        return False
    return is_answer(value, is_asked=True) or (len(said) == 1 and said[0] in _VERDICTS)
