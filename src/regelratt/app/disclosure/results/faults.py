"""What was found when it went badly, and names with a word for how it went right beside: *brist*, *inte godkänd*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.results.amounts import AMOUNTS, NUMBERS
from regelratt.app.disclosure.results.answer_words import (
    FAULTS,
    KNOWN,
    NOT,
    is_of_money,
    may_sort,
    sorts,
    sorts_alone,
    sorts_only,
)
from regelratt.app.disclosure.results.boards import STAND_FOR_BOARDS
from regelratt.app.disclosure.results.rule_words import A_SUBJECT, FEW, NO, RULES, is_if, may_tell
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

_HAS = frozenset({"har", "hade", "fick", "får", "fått", "haft", "uppvisar", "uppvisade", "visar", "visade"})
HOW_MANY = AMOUNTS | NUMBERS | KNOWN | {
    "inga", "flera", "många", "några", "stora", "allvarliga", "mindre", "små", "nya", "ej", "bara", "fortfarande",
    "samma", "tydliga", "vissa", "dessutom", "par", "ingen", "någon", "alla"}
"""What says how many faults there are, or which."""
_STANDS_FOR = re.compile(r"(?:\w*kanalen|\w*kontot|nämnden|styrelsen|sidan|den)")
"""What an object is called under a heading with its name."""
STAND_INS = STAND_FOR_BOARDS | {
    f"{network}{what}" for network in ("", "facebook", "instagram") for what in ("kanalen", "kontot", "sidan")}
"""Those of them that are read as names where they begin a sentence."""
_ONLY_IF = frozenset({"om", "när", "ifall", "först", "förrän", "innan", "såvida"})
_OF_WHOM = frozenset({"hos", "i", "på", "för"})
_PREPOSITIONS = frozenset({"i", "på", "för", "om", "hos", "från", "inom", "mot", "vid", "kring", "gällande", "bland"})
_OF_MONEY = frozenset({"mot", "på"})
"""*Avvikelser mot budget*, *brist på bostäder*."""
_OURS = re.compile(
    r"\w*(?:krav|regel|regler|riktlinje|polic|kontroll|granskning|punkt|kanal|konto)\w*|\d+")
OF_MEDIA = re.compile(
    r"\w*(?:inlägg|kommentar|medie|media|facebook|instagram|linkedin|youtube|tiktok|publicer|publicist|följare|uppsikt"
    r"|tvåfaktor|pixel|bevara|gallr|diarie|arkiv|svar|annons|profil|informati|kommunikati|webb|sida|sidor|tillgänglig"
    r"|personuppgift|närvaro|beslut|dokument|rutin|moderer|lösenord|inlogg|behörig)\w*")
"""What boards do that the guidelines are about, or may be."""
_GOES_ON = frozenset({"och", "men", "som", "att", "enligt", "efter", "eftersom", "skriver", "säger", "visar"})
"""What begins something else than more of what a fault lies in."""
_OF_OTHERS = re.compile(
    r"(?!(?:halv)?års|slut|del)\w{4,}(?:rapport|protokoll|besiktning|inspektion|tillsyn)\w*|besiktning\w*|inspektion\w*")
"""What some other authority finds faults in."""
_OTHERS = re.compile(
    r"\w{3,}(?:verket|inspektionen|myndigheten|ombudsmannen)|länsstyrelsen|revisor\w*|revisionen|ivo|jo|jk|imy|\w*domstolen")
"""Who finds faults at boards in what no check is about."""
_DONE = re.compile(r"(?!fått|haft)\w{3,}(?:[aeiouyåäö]t?t|[rnls]t)")
"""What a board has done with faults: *har … rapporterat*."""
_AT = frozenset({"vid", "till", "från", "i", "hos", "på", "för"})
_OF_ACCOUNT = re.compile(r"\w*(?:sidan|sidor|flödet|profilen|inläggen|närvaron|uppsikten|arbetet)")
"""What is said of an account with its name after."""
_THING = re.compile(r"\w{2,}(?:[oe]t|en|an|na|or|ar|er)")
"""A noun in its definite form, or of many."""
_WORD = re.compile(r"[^\W\d]{4,}")
_FOUND = frozenset({
    "fann", "hittade", "upptäckte", "såg", "konstaterade", "noterade", "finns", "fanns", "påträffade", "identifierade",
    "hittar", "noterar", "konstaterar", "hittas", "hittades", "hittats", "upptäcks", "upptäcktes", "upptäckts", "sågs",
    "konstateras", "konstaterades", "konstaterats", "noteras", "noterades", "noterats", "påträffades", "påträffats",
    "identifierades", "identifierats", "kvarstår", "kvarstod", "återstår", "återstod", "gäller", "gällde"})
_BETWEEN = _FOUND | {"har", "hade", "som", "är", "var", "nu", "också", "fortfarande", "kvar", "störst", "flest"}
"""What may stand between faults and whose they are."""
_THE_FAULTS = FAULTS | {
    "bristen", "bristerna", "avvikelsen", "avvikelserna", "anmärkningen", "anmärkningarna"}
_ADVERB = r"(?:nu|fortfarande|inte|ej|icke|helt|delvis|också|därför|tyvärr|redan|ännu|därmed)"
_IS = (
    rf"(?:är|var|blev|blir|(?:har|hade) (?:{_ADVERB} ){{0,3}}(?:blivit|varit)|anses|bedöms|bedömdes|bedömts)(?: som)?")
_APPROVED = r"(?:godkän|underkän)"
_NO_THING = r"(?= (?:i|vid|på|än|ännu|längre|efter|enligt|trots|och|men|utan|heller|nu)\b|$)"
"""What may follow that is no noun: *är i dag godkänd utställare* tells of no check."""
_JUDGED = re.compile(
    rf"(?:som )?(?:{_ADVERB} ){{0,3}}(?:{_IS}(?: {_ADVERB}){{0,3}}"
    rf" (?:{_APPROVED}(?:t|d|da)|bristfällig[at]?|(?:röd|grön|gul|rött|grönt|gult)$)"
    rf"|{_IS} {FEW}(?!(?:en|ett|den|det|de|av|för|hos|på|i|med|till|från|är|var|blev)\b)\w+"
    rf" {_APPROVED}(?:t|d){_NO_THING}"
    rf"|{_APPROVED}des|(?:har|hade) {FEW}{_APPROVED}ts|(?:kunde|kan) {FEW}{NO} {FEW}{_APPROVED}nas"
    rf"|(?:fick|får|har {FEW}fått) {FEW}{_APPROVED}t{_NO_THING})(?! (?:{NO} )?(?:av|för|som) )")
_RULES = re.compile(RULES)
_IF = frozenset({"om", "när", "ifall", "innan", "tills", "såvida", "huruvida", "hur"})
"""Before a name they make what is not past a condition or a question."""
_PAST = re.compile(r"\b(?:var|blev|hade|fick|har)\b|des\b")
_WRITTEN = re.compile(r"[^\W_]+")
_JOINS = re.compile(r"[:=(|]|\s-+\s|^-+\s|\s-+$|->")
"""What joins a name and a word for how it went."""
_LABELS = re.compile(r":|\s-+\s|=")
_PARTS = re.compile(r"[:=()|;!?,]|\.\s|\s-+\s")
_LACKING = frozenset({"bristande", "bristfällig", "bristfälligt"})
_OF_TWO = 2
_AHEAD = 9
"""Words after a name that are looked at."""
_REACH = 50
"""Words before a fault that are looked at for whose it is, and beside a name that may be joined to it by a sign."""

IsAbout = Callable[[str], bool]


def stand_ins(text: str, said: Sequence[str]) -> Iterator[Place]:
    """The words that begin a sentence and stand for an object that is named elsewhere, where it is no condition."""
    if not STAND_INS.isdisjoint(said):
        parts = numbers(ENDS, text)
        for place in (place for place, word in enumerate(said) if word in STAND_INS):
            start, end = around((place, place + 1), parts)
            if start == place and not any(
                said[at] in _ONLY_IF and not (said[at] == "om" and _RULES.fullmatch(said[at - 1]))
                for at in range(place, end)
            ):
                yield place, place + 1, said[place]


def faults_told(
    text: str, said: Sequence[str], names: Sequence[Place], is_about: IsAbout, is_board: Callable[[str], bool],
) -> Iterator[Place]:
    """The faults and judgements in a canonical text that are an object's: *har avvikelser*, *är inte godkänd*."""
    starts = {place[0]: place[2] for place in names}
    subjects = [place for place in names if not _is_where(said, place, is_about, is_board)]
    ends = {place[1]: place[2] for place in subjects}
    lasts, firsts = {place[0]: place[1] for place in names}, {place[1]: place[0] for place in names}
    parts = numbers(ENDS, text)
    if subjects:
        for _, last, _ in subjects:
            start, end = around((last - 1, last), parts)
            judged = _JUDGED.match(" ".join(said[last:end][:_AHEAD]))
            if judged and (_PAST.search(judged[0]) or not is_if(said[start:last], _IF)):
                yield last, last + judged[0].count(" ") + 1, judged[0]
    if _THE_FAULTS.isdisjoint(said):
        return
    for place in [place for place, word in enumerate(said) if word in _THE_FAULTS]:
        owner = _owner(said, place, starts, ends)
        if owner is None:
            owner = _owner_turned(said, place, around((place, place + 1), parts), starts, lasts, firsts)
        last = lasts.get(_owner_after(said, place, starts), place + 1)
        if owner is not None and not (is_board(owner) and _is_found_by_others(said, place)) and not any(
            is_of_else(said, (after, end), starts, is_about, not owner or is_board(owner))
            for end in around((place, place + 1), parts)[1:] for after in (place + 1, last)
        ) and not (owner and is_board(owner) and last > place + 1 and _is_of_work(
            said[last - 1], said[last:around((place, place + 1), parts)[1]][:_AHEAD], is_about)):
            yield place, place + 1, said[place]


def _is_where(said: Sequence[str], name: Place, is_about: IsAbout, is_board: Callable[[str], bool]) -> bool:
    """True when a name only says where the thing is that a sentence is about: *provet vid Påhittby skolor är godkänt*.

    The name of an account alone, in one word, is no place where anything is.
    """
    thing = name[0] - 2
    return thing >= 0 and said[name[0] - 1] in _AT and (" " in name[2] or is_board(name[2])) and (
        (_WORD if said[thing + 1] == "vid" else _THING).fullmatch(said[thing]) is not None) and not (
        is_about(said[thing]) or _OURS.fullmatch(said[thing]) or _STANDS_FOR.fullmatch(said[thing])
        or _OF_ACCOUNT.fullmatch(said[thing]))


def is_of_else(
    said: Sequence[str], rest: tuple[int, int], starts: dict[int, str], is_about: IsAbout, is_of_board: bool,
) -> bool:
    """True when the fault before the rest of a sentence lies in what no check is about; of a channel, in money."""
    place, end = rest
    if place + 1 >= len(said) or said[place] not in _PREPOSITIONS:
        return False
    of_what = next((at for at in range(place + 1, len(said)) if said[at] not in ("den", "det", "de", "sin", "sina")), 0)
    is_designation = of_what + 1 < len(said) and said[of_what + 1].isdecimal()
    told = [*takewhile(lambda word: word not in _GOES_ON, said[of_what:min(end, of_what + _AHEAD)])]
    is_of_subject = A_SUBJECT in told and not is_of_money(told)
    is_ours = of_what in starts or is_designation or is_of_subject or is_about(said[of_what]) or (
        _OURS.fullmatch(said[of_what]) is not None)
    return not is_ours and (
        is_of_board or said[place] in _OF_MONEY or _OF_OTHERS.fullmatch(said[of_what]) is not None)


def _is_of_work(name: str, told: Sequence[str], is_about: IsAbout) -> bool:
    """True when faults lie in what a board does, and that has nothing to do with what checks are about: *brister i
    Socialnämndens handläggning av orosanmälningar*.
    """
    of_what = [*takewhile(lambda word: word not in _GOES_ON and word not in _FOUND, told)]
    return name.endswith("s") and of_what != [] and not any(
        word == A_SUBJECT or word.isdecimal() or is_about(word) or _OURS.fullmatch(word) or OF_MEDIA.fullmatch(word)
        for word in of_what)


def _owner(said: Sequence[str], place: int, starts: dict[int, str], ends: dict[int, str]) -> str | None:
    """The object whose fault it is; empty for one that is named elsewhere, and None when it is nobody's."""
    if after := _owner_after(said, place, starts):
        return starts[after]
    has = place - 1
    while has > 0 and (said[has] in HOW_MANY or said[has].isdecimal()):
        has -= 1
    if has > 0 and said[has] in _HAS:
        while has > 1 and said[has - 1] in HOW_MANY | _HAS:
            has -= 1
        has -= said[has - 1] == "som"
        if has in ends:
            return ends[has]
        return "" if _STANDS_FOR.fullmatch(said[has - 1]) else None
    if not _FOUND.isdisjoint(said[max(0, place - _AHEAD):place]):
        return next((starts[start] for start in range(max(1, place - _REACH), place)
                     if start in starts and said[start - 1] in _OF_WHOM), None)
    return None


def _owner_turned(
    said: Sequence[str], place: int, sentence: tuple[int, int], starts: dict[int, str], lasts: dict[int, int],
    firsts: dict[int, int],
) -> str | None:
    """The object after its verb: *flest brister har …*, *vid granskningen hade … flest brister*."""
    before = place
    while before > sentence[0] and (said[before - 1] in HOW_MANY or said[before - 1].isdecimal()):
        before -= 1
    if before in firsts:
        first = firsts[before]
        return starts[first] if first - 1 > sentence[0] and said[first - 1] in _HAS else None
    if before > sentence[0]:
        return None
    rest = takewhile(lambda at: said[at] not in _GOES_ON, range(place + 1, min(sentence[1], place + _AHEAD) - 1))
    return next((starts[at + 1] for at in rest if said[at] in _HAS and at + 1 in starts and not any(
        map(_DONE.fullmatch, said[lasts[at + 1]:lasts[at + 1] + 1]))), None)


def _is_found_by_others(said: Sequence[str], place: int) -> bool:
    """True for a fault that some other authority finds: *Arbetsmiljöverket fann brister*."""
    before = said[max(0, place - _AHEAD):place]
    return not _FOUND.isdisjoint(before) and any(map(_OTHERS.fullmatch, before))


def _owner_after(said: Sequence[str], place: int, starts: dict[int, str]) -> int:
    """Where a name stands whose fault it is: *brister hos …*, *avvikelser noterades för …*; else 0."""
    preposition = place + 1
    while preposition < len(said) and said[preposition] in _BETWEEN:
        preposition += 1
    is_found = preposition > place + 1 and not _FOUND.isdisjoint(said[place + 1:preposition])
    if preposition < len(said) and said[preposition] in (_OF_WHOM | {"vid"} if is_found else _OF_WHOM):
        preposition += 1
    elif not is_found:
        return 0
    return preposition if preposition in starts else 0


def labelled_names(
    text: str, said: Sequence[str], names: Sequence[Place], is_board: Callable[[str], bool],
) -> Iterator[tuple[Place, Place]]:
    """The names with a word for how it went beside, joined to them by a sign: *Brister: …*, *… – brist*."""
    if not names or not (may_sort(said) or may_tell(said) or not _LACKING.isdisjoint(said)):
        return
    plain = text.casefold()
    spans = [found.span() for found in _WRITTEN.finditer(plain)]
    gaps = ["", *(plain[one[1]:other[0]] for one, other in pairwise(spans)), ""]
    for first, last, name in names:
        end = last
        while end < min(len(said), last + _REACH) and (end == last or not _PARTS.search(gaps[end])):
            end += 1
        after = last < len(said) and _JOINS.search(gaps[last]) is not None and (
            _judges(said[last:end]) or (not is_board(name) and _lacks(said[last:end]))
        ) and not ("|" in gaps[last] and is_board(name))
        start = first
        while start > max(0, first - _REACH) and (start == first or not _PARTS.search(gaps[start])):
            start -= 1
        before = first > 0 and _LABELS.search(gaps[first]) is not None and (
            _sorts(said[start:first], is_board(name)))
        if after or before:
            place = (last, end, " ".join(said[last:end])) if after else (start, first, " ".join(said[start:first]))
            yield (first, last, name), place


def _sorts(said: Sequence[str], is_of_board: bool) -> bool:
    return sorts_alone(said) if is_of_board else sorts_only(said)


def _lacks(said: Sequence[str]) -> bool:
    """True for *bristande uppsikt* and nothing else."""
    return said[0] in _LACKING and len(said) <= _OF_TWO


def _judges(said: Sequence[str]) -> bool:
    """True for a judgement and nothing else, be it of one."""
    return sorts_only(said) or (sorts(said) and all(word in NOT or may_sort((word,)) for word in said))
