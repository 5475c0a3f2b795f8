"""Words for results, and which of them say how it went and which only how it is to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.results.foreseen import Sentence, is_denied, is_foreseen
from regelratt.app.disclosure.results.said_of import is_of_something_else
from regelratt.app.disclosure.text.sentences import ENDS, ENDS_OF_CLAUSES, around, numbers
from regelratt.domain.status import ADVICE_NOT_FOLLOWED, Status

_NOT = ("ej", "inte", "icke")
_HAVE_MET = frozenset({"uppfyllt", "uppfylld", "uppfyllda", "uppfyllts", "upp fyllt", "upp fylld", "upp fyllda"})
_MEET = frozenset({"uppfyller", "uppfylls", "upp fyller"})
_MET_BEFORE = frozenset({"uppfyllde", "uppfylldes"})
"""What is past is never a duty."""
_ADVICE = (
    *(f"{said} {no}" for said in ("rådet följs", "råden följs", "rådet följdes", "råden följdes", "följer rådet",
                                    "följer råden", "följt rådet", "följde rådet") for no in _NOT),
    *(f"{verb} {no} {advice}" for verb in ("följer", "följde") for no in _NOT for advice in ("rådet", "råden")),
    *(f"{no} {said}" for no in _NOT for said in ("följer rådet", "följer råden", "följt rådet", "följt råden",
                                                 "följde rådet")),
    *(f"{advice} {between}{no} {verb}" for advice in ("rådet", "råden") for between in ("", "har ") for no in _NOT
      for verb in ("följs", "följts", "följdes", "följt")),
)
_NEGATED = tuple(f"{no} {form}" for no, form in product(_NOT, (
    "uppfyllt", "uppfylld", "uppfyllda", "tillämplig", "tillämpligt", "tillämpliga", "bedömt", "bedömd", "bedömda",
    "bedömts")))
_CODES = frozenset(status.code for status in Status)
TERSE_STATUSES = frozenset({code for code in _CODES if "_" not in code} | {
    f"{number} {word}" for number, word in product(
        ("inga", "en", "två", "tre", "fyra", "fem", "flera", "många", *map(str, range(100))),
        ("avvikelse", "avvikelser", "brist", "brister"))})
"""Words that are results by themselves or right beside a name, and may be about anything in a sentence."""
STATUS_PHRASES = frozenset({
    *(status.word for status in Status), *(_CODES - TERSE_STATUSES), ADVICE_NOT_FOLLOWED, *_ADVICE,
    *_HAVE_MET, *_MEET, *_MET_BEFORE, *_NEGATED, *(phrase.replace(" ", "") for phrase in _NEGATED),
    "ouppfyllt", "ouppfylld", "ouppfyllda", "otillämplig", "otillämpligt", "otillämpliga", "obedömt", "obedömd",
    "obedömda", "inaktuell", "inaktuella", "underkänt", "underkänd", "underkända", "underkändes", "underkänns",
    "underkänts", "beslutade undantag", "beslutat undantaget", "beslutade undantaget", "beviljat undantag",
    "beviljade undantag", "kontroll misslyckades", "kontrollerna misslyckades", "kontrollen har misslyckats",
    "kontrollen misslyckats", "kontrollen misslyckas", "misslyckad kontroll", "misslyckade kontroller",
})
"""The words of all statuses, and what people write for them besides."""

_BEGINNINGS = frozenset({"och", "men", "samt", "medan", "så"})
"""Words before a name that begins a clause of its own."""
_COLON = re.compile(r":(?=\s)")
_A_CHECK = "kontrollpunkt"
_NOT_AT_ALL = frozenset({*_NOT, "aldrig"})
_MUST = "(?:ska|skall|skulle|måste|bör|behöver)"
_DUTY = re.compile(
    rf"\b(?:(?:ansvar(?:ar|et|ig|iga|igt)?|svarar?|sörj(?:a|er)|verkar?|arbetar?)(?: \w+){{0,4}}? för att"
    rf"|(?:förutsättning(?:en|ar)?|villkor(?:et)?|krav(?:et)?|krävs|krävas|behövs|nödvändigt|ansvar(?:et)?"
    rf"|uppgift(?:en)?|avsikten|meningen|tanken)(?: \w+){{0,3}}? att"
    rf"|ser?(?: \w+){{0,3}}? till att|tillser? att|(?:säkerställ|förutsätt|kräv)(?:er|a|s|as)(?: \w+){{0,2}}? att"
    rf"|garanterar? att|bevakar? att|(?:syftet?|målet?|uppdrag(?:et)?|skyldiga?)(?: \w+){{0,2}}? att|syftar till att"
    rf"|(?:kontrollerar?|granskar?|prövar?|övervakar?|följ(?:er|a)(?: \w+){{0,3}}? upp)(?: \w+)?"
    rf" (?:att|om|hur|huruvida|när)"
    rf"|(?:uppsikt|tillsyn|kontroll) över att|så att|{_MUST}(?: \w+){{1,8}}? att)\b")
"""What governs a form that follows: it is somebody's duty that it be so."""
_SAID_TO_ALL = re.compile(
    r" (?:nämna|nämnas|säga|sägas|noteras|påpeka|påpekas|tillägga|tilläggas|framhållas|erkänna|medge|medges) att$")
"""What ought to be said is said."""
_CONDITION = re.compile(
    r"\b(?:när|hur|huruvida|ifall|efter att|efter det att|innan|tills|förrän|oavsett om|såvida|vilka|vilket|vilken"
    r"|(?:också|även|eller|och|bara|endast|först|då|vet|veta|frågan?|avgör|avgöra|avgörs|bedöm|bedömer|bedöma|bedöms"
    r"|undersöka?|undersöker|kontrolleras|granskas|prövas|se|utreder?|beslutar?) om"
    r"|om (?:det|den|de|dessa|kravet|kraven|villkoret|villkoren))\b|^om\b")
_IS = re.compile(
    r" (?:är|vara|blir|bli|blivit|varit|har|ha|hålls|anses)"
    r"(?: (?:helt|fullt|redan|också|nu|verkligen|väl|delvis|då|alla|samtliga))*$")
_TO_BE = re.compile(rf"\b{_MUST}(?: \w+){{0,8}}? (?:vara|ha|bli|varit|blivit)(?: (?:helt|fullt|redan|alla|väl))*$")
_WHEN = re.compile(
    r"(?:(?:först|bara|endast|då|alltså|helt) ){0,2}(?:när|om|ifall|genom|så snart|så länge|förutsatt)\b")
_FOLLOWING = 8
"""Words of the next sentence that may take back what one says."""
_WAS = frozenset({"var", "blev", "blivit", "varit"})


def told(
    text: str, said: Sequence[str], found: Sequence[Place], names: Sequence[Place], asking: Sequence[Place],
    is_topic: Callable[[str], bool], is_board: Callable[[str], bool],
) -> Iterator[Place]:
    """Those of the results found in a canonical text that say how it went.

    A form such as *uppfyller* says nothing of how it went when a duty or a condition governs it: *ansvarar för att
    kraven uppfylls*, *när kravet är uppfyllt*. Negated it does, and so does what somebody has seen, unless the sentence
    only foresees it. Nothing does that is said of something else than objects and checks; `asking` are the places where
    checks stand, and `is_topic` knows what they are about.
    """
    sentences, clauses, lists = numbers(ENDS, text), numbers(ENDS_OF_CLAUSES, text), numbers(_COLON, text)
    masked = [*said]
    for first, last, _ in asking:
        masked[first:last] = [_A_CHECK] * (last - first)
    for place in found:
        first, last, phrase = place
        start, end = around((first, last), sentences)
        beside = within(names, start, end)
        here = [(at - start, at_end - start) for at, at_end, _ in beside]
        apart = {at for at, _ in here
                 if at > 0 and (clauses[start + at] != clauses[start + at - 1] or said[start + at - 1] in _BEGINNINGS)}
        of_boards = [is_board(name) for _, _, name in beside]
        earlier = around((start - 1, start), sentences)[0] if start else 0
        is_beside_boards = all(is_board(name) for _, _, name in within(names, earlier, end))
        whole = Sentence(said[start:first], phrase, said[last:end], said[end:end + _FOLLOWING], here,
                         bool(of_boards) and all(of_boards), said[earlier:start], is_beside_boards)
        is_form = phrase in _HAVE_MET or phrase in _MEET
        is_governed = is_form and _is_governed(whole.before, phrase, whole.after, [at for at, _ in here], apart)
        is_listed = bool(within(names, end, end + 1)) and lists[end] != lists[end - 1]
        is_foreseen_here = not is_listed and is_foreseen(whole)
        of_else = is_of_something_else(
            whole._replace(before=masked[start:first], after=masked[last:end]), is_topic)
        if is_denied(whole) or not (is_governed or is_foreseen_here or of_else):
            yield place


def is_duty(before: Sequence[str]) -> bool:
    """True when the last of the words govern a clause that follows as a duty: *kontrollera att*."""
    text = " ".join(before)
    return any(duty.end() == len(text) and not _SAID_TO_ALL.search(duty[0]) for duty in _DUTY.finditer(text))


def _is_governed(
    before: Sequence[str], phrase: str, after: Sequence[str], names: Sequence[int], apart: set[int],
) -> bool:
    """True when a duty or a condition in the sentence governs the form; names are told by their first words."""
    form, width = len(before), len(phrase.split())
    when = _WHEN.match(" ".join(after))
    if not _NOT_AT_ALL.isdisjoint((*before[-3:], *(after[:4] if not when else ()))):
        return False
    text = " ".join(before)
    if phrase in _HAVE_MET and _TO_BE.search(text):
        return True
    for duty in _DUTY.finditer(text):
        place = text[:duty.end()].count(" ")
        if not _SAID_TO_ALL.search(duty[0]) and not any(place < name < form for name in apart):
            return True
    is_turned = form + width in names
    is_joined = phrase in _MEET or _IS.search(f" {text}") is not None
    conditions = [text[:found.end()].count(" ") for found in _CONDITION.finditer(text)]
    if is_joined and not is_turned and any(not any(place < name < form for name in apart) for place in conditions):
        return True
    is_defined = phrase != "uppfyller" and bool(before) and _WAS.isdisjoint(before[-2:])
    return bool(when) and is_defined and not any(name < form for name in names)
