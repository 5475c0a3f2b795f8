"""Channels in a clause that tells how it went and of nothing else, in any order: *FAIL Påhittby skolor*.

A clause of somebody else has a word for that, *bilden är godkänd*, and one of what is to be done has a word for that
too, *om den inte är godkänd*. So what a clause may hold besides the name is told by a closed list. Boards approve
things themselves, and for them nothing else may stand in it at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.amounts import DEGREES, MEASURES, NUMBERS, RANKS, is_number
from regelratt.app.disclosure.results.answer_words import ANSWERS, FAULTS, KNOWN, NOT, ON_OFF, with_plain
from regelratt.app.disclosure.results.marks import BAR
from regelratt.app.disclosure.results.result_words import is_duty
from regelratt.app.disclosure.results.rule_words import RULES, follows_rules, is_following
from regelratt.app.disclosure.text.sentences import ENDS_BUT_COLONS, numbers

_APPROVED = re.compile(r"(?:god|under)k[äa]n(?:da?|t|ts|des)")
_ACTIVE = re.compile(r"(?:god|under)k[äa]nde")
"""What somebody does to the one that is named right after."""
AS_ADJECTIVE = re.compile(r"(?:god|under)k[äa]nda?")
TERSE = frozenset({
    "ok", "okej", "okay", "nok", "fail", "fails", "failed", "failing", "passed", "passes", "compliant", "noncompliant",
    "approved", "rejected"})
FINE = frozenset({"ok", "okej", "okay"})
_TO_PASS = frozenset({"pass"})
"""A verdict after a name; before one it is something else."""
_WEAK = FAULTS | with_plain({"bristfällig", "bristfälligt", "röd", "grön", "gul", "rött", "grönt", "gult"})
"""Those that are verdicts where nothing else is told: *avvikelse: biblioteket stänger tidigare*."""
_YES_NO = frozenset({"ja", "nej", "yes", "no"})
ASKS = re.compile(
    r"(?:regel|krav|riktlinje|policy|punkt)?s?(?:efterlevnad|följsamhet|foljsamhet|uppfyllnad)\w*"
    r"|(?:regel|krav|riktlinje)uppfyllelse\w*|uppfyllelsegrad\w*|utfall\w*")
"""What a number, a degree, a yes or a no is an answer to."""
_REVIEW = re.compile(r"\w*(?:granskning|kontroll|genomg[åa]ng|uppf[öo]ljning|revision)(?:en|ens|ar|arna)?")
RESULT = re.compile(r"(?:resultat|po[äa]ng|betyg)\w*")
"""What a rank is an answer to, and a score of a review."""
_UNITS = with_plain({"procent", "procents", "poäng", "rätt", "fel", "procentenheter"})
_LONGEST_SCORE = 3
"""Digits; a number of four is a year, or no score."""
_STATE = NOT | (ON_OFF - {"av", "på", "pa", "on", "off"}) | with_plain({
    "har", "hade", "fått", "saknar", "saknade", "saknas", "saknades", "utan", "ingen", "finns", "kvar", "slagit",
    "slog", "stängt", "stängde", "aktiverade", "inaktiverade", "infört", "införde", "aldrig", "igång", "använder",
    "använde"})
"""What tells of what is on or off whether it is."""
_ON_OR_OFF = with_plain({"av", "på", "on", "off"})
"""The same where no noun follows them."""
SMALL = _STATE | _ON_OR_OFF | KNOWN | with_plain({
    "är", "var", "blev", "blir", "kör", "över", "blivit", "varit", "vara", "fick", "haft", "anses", "bedöms",
    "bedömdes", "bedömts", "bedömd", "som", "den", "det", "de", "dem", "dessa", "detta", "vi", "att", "och", "men",
    "samt", "medan", "både", "eftersom", "vilken", "vilket", "en", "ett", "två", "tre", "fyra", "fem", "sex", "sju",
    "åtta", "nio", "tio", "flera", "några", "alla", "samtliga", "övriga", "resten", "inga", "våra", "vår", "vårt",
    "kommunens", "sin", "sitt", "sina", "denna", "här", "nu", "idag", "dag", "bara", "endast", "enbart",
    "fortfarande", "tyvärr", "helt", "delvis", "också", "även", "redan", "ännu", "än", "därför", "därmed", "dock",
    "däremot", "heller", "längre", "dessutom", "alltså", "återigen", "igen", "nämligen", "undantag", "undantaget",
    "utom", "förutom", "inklusive", "exempelvis", "i", "för", "hos", "vid", "till", "från", "med", "under",
    "enligt", "efter", "sedan", "bland", "inom", "totalt", "enda", "sista", "senaste", "första", "andra", "ny",
    "nya", "a", "the", "is", "was", "has"})
_NEUTRAL = SMALL | TERSE | _WEAK | _YES_NO | _TO_PASS | _UNITS | NUMBERS | DEGREES | MEASURES | with_plain({
    "resultat", "resultatet", "resultaten", "status", "bedömning", "bedömningen", "omdöme", "betyg", "godkännande",
    "tabell", "figur", "bild", "diagram", "lista", "listan", "översikt", "rapport", "rapporten", "visar", "visade",
    "gången", "året", "år", "årets", "vårens", "höstens", "månad", "kvartal", "kvartalet", "halvår", "halvåret",
    "våren", "hösten", "sommaren", "vintern", "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december", "jan", "feb", "apr", "jun", "jul", "aug", "sep",
    "sept", "okt", "nov", "dec", "våras", "höstas", "somras", "vintras", "fjol", "facebook",
    "instagram", "youtube", "linkedin", "tiktok",
    "sociala", "medier", "namn", "objekt", "x", "check", "result", "channel", "account", "per", "stapel",
    "stapeln", "kurva", "graf", "ligger", "låg", "nådde", "når", "nått", "uppgår", "uppgick", "mäts", "mättes", "gav",
    "ger", "gett", "hamnar", "hamnade", "hamnat", "landar", "landade", "varierar", "varierade", "skiljer", "förbättrat",
    "förbättrade", "förbättrar", "försämrat", "försämrade", "ökat", "ökade", "ökar", "minskat", "minskade", "sjunkit",
    "sjönk", "stigit", "steg", "klarar", "klarade", "klarat", "gick", "gått", "går", "kom", "sig", "snitt",
    "sammanlagd", "sammanlagda", "total", "totala", "samlad", "samlade", "vår", "deras", "dess", "på", "upp", "ned",
    "nämnd", "nämnderna", "nämnder", "styrelserna", "styrelser", "förvaltningarna", "förvaltningar"})
"""What a clause may hold that is of nothing else than names and how it went."""
_OURS = re.compile(
    rf"(?!kontrollera|\w*ansvar){RULES}|(?!\w*ansvar)\w*(?:kanal|konto|genomgång|uppföljning|revision|diagram)\w*|\d+"
    rf"|{ASKS.pattern}")
"""What it may hold besides, in any form."""
_AGENT, _THAT = "av", "att"
_PREPOSITIONS = with_plain({"i", "på", "för", "hos", "vid", "till", "från", "med", "under", "av", "bland", "om"})
_ACCORDING = frozenset({"enligt", "av", "till"})
_APART = with_plain({"enligt", "sedan", "efter", "trots", "under", "inför", "vid", "genom", "tack"})
"""What follows them changes nothing of what was told."""
_BEGINS = frozenset({_THAT, "och", "men", "medan", "samt", "eftersom"})
_ON_THAT = with_plain({"på", "med", "i"})
"""What goes on with a clause that begins with *att*: *sämst på att följa reglerna*."""
_RELATIVE = with_plain({"som", "vilken", "vilket", "men", "och"})
_INVERTED = with_plain({"är", "var", "blev", "blir", "har", "hade", "fick"})
_PRONOUNS = frozenset({"det", "den"})
_OF_BOARDS = frozenset({"med", "för", _THAT})
"""What a board is fine with stands after them."""
_ENDS = re.compile(rf"(?<!\.\.)(?<!\s\d){ENDS_BUT_COLONS.pattern}|;")
_PARTS = re.compile(
    rf"{_ENDS.pattern}|,(?!\d|\s(?:\d+(?:[.,]\d+)?\s?(?:%|procent|po[äa]ng|av\s\d|/\d)"
    r"|(?:l[äa]g|h[öo]g|s[äa]m|b[äa])st\b))")
"""Where a clause ends: not before how far, which is of the one before it."""
_REACH = 50
"""Words before and after one that are looked at, however long its clause is."""

Span = tuple[int, int]


def verdicts_told(
    text: str, said: Sequence[str], names: Sequence[Place], is_board: Callable[[str], bool], *, is_asked: bool = False,
) -> Iterator[tuple[Place, Place]]:
    """The names in clauses of a canonical text that tell how it went for them, each with the word for it.

    `is_asked` where a heading asks how far rules are followed, so that any number or degree answers it.
    """
    if not names or not (any(map(_may_tell, said)) or (any(map(_is_degree_word, said)) and (
        is_asked or any(_asks_rank(word) or is_following(word) for word in said)))
    ):
        return
    read = _Clauses(
        said, names, frozenset(at for first, last, _ in names for at in range(first, last)),
        "%" in text or "/" in text, is_asked)
    for sentence, clauses in _sentences(text, said, read.named):
        for at, clause in enumerate(clauses):
            verdict = read.verdict_in(clause)
            if verdict and not read.asks(clause, sentence):
                yield from ((name, verdict) for name in read.whose(clauses, at)
                            if not is_board(name[2]) or read.is_of_board(clause, name, verdict))


def _may_judge(word: str) -> bool:
    """True for a word that tells how it went for what it is said of."""
    return word in TERSE or word in _TO_PASS or word in _WEAK or is_switch(word) or (
        _APPROVED.fullmatch(word) is not None or _ACTIVE.fullmatch(word) is not None)


@lru_cache(maxsize=20_000)
def _may_tell(word: str) -> bool:
    """True for a word with which a clause may tell how it went."""
    return _may_judge(word) or word in RANKS or ASKS.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def asks_review(word: str) -> bool:
    """True for a word for a review of how something went."""
    return _REVIEW.fullmatch(word) is not None


def _is_degree_word(word: str) -> bool:
    return word in DEGREES or is_number(word)


def is_degree_alone(said: Sequence[str]) -> bool:
    """True for the words of a text that is a number, a part, a rank or a degree and nothing else."""
    return any(map(_is_degree_word, said)) and all(
        _is_degree_word(word) or word in _UNITS or word == _AGENT for word in said)


def _asks_rank(word: str) -> bool:
    return asks_review(word) or RESULT.fullmatch(word) is not None


@lru_cache(maxsize=20_000)
def is_neutral(word: str) -> bool:
    """True for a word that is of nothing else than names and how it went."""
    return word in _NEUTRAL or word == BAR or _may_judge(word) or is_following(word) or (
        _OURS.fullmatch(word) is not None)


def _sentences(text: str, said: Sequence[str], named: Set[int]) -> Iterator[tuple[Span, list[Span]]]:
    """Where sentences stand, each with where its clauses do; a word in a name begins none."""
    whole, parts = numbers(_ENDS, text), numbers(_PARTS, text)
    for _, group in groupby(range(len(said)), whole.__getitem__):
        places = [*group]
        starts = [at for at in places if at == places[0] or parts[at] != parts[at - 1] or (
            said[at] in _BEGINS and at not in named and not (
                said[at] == _THAT and said[at - 1] in _ON_THAT))]
        end = places[-1] + 1
        yield (places[0], end), [*zip(starts, [*starts[1:], end], strict=True)]


def _near(place: int, clause: Span) -> Span:
    return max(clause[0], place - _REACH), min(clause[1], place + _REACH)


class _Clauses(NamedTuple):
    """A canonical text by its words, and where the names in it stand."""

    said: Sequence[str]
    names: Sequence[Place]
    named: frozenset[int]
    has_share: bool
    """Whether the text has a sign for percent or a part, which is no word."""
    is_asked: bool
    """Whether a heading asks how far rules are followed."""

    def verdict_in(self, clause: Span) -> Place | None:
        """The word in a clause that tells how it went, and is said of nothing else than who is named."""
        start, end = clause
        for place in range(start, end):
            if place not in self.named and not is_neutral(self.said[place]):
                return None
            is_weak, rest = self._is_weak(place), (place, min(end, place + _REACH))
            if self._tells(place, clause) and (self._is_clean(rest) if is_weak else not self._goes_on(place, end)):
                return place, place + 1, self.said[place]
        return None

    def _is_clean(self, span: Span) -> bool:
        """True for words that tell of nothing else."""
        return all(place in self.named or is_neutral(self.said[place]) for place in range(*span))

    def _tells(self, place: int, clause: Span) -> bool:
        """True for a verdict, for what is said to be on or off, and for an answer to what stands in the clause."""
        word = self.said[place]
        if place in self.named or (word in FINE and self.said[place + 1:place + 2] == [_THAT]):
            return False
        if is_switch(word):
            return self._has_state(place, clause)
        if word in _YES_NO:
            asking = self.said[slice(*_near(place, clause))]
            return any(map(ASKS.fullmatch, asking)) or any(map(is_switch, asking))
        if _is_degree_word(word):
            return self._is_degree(place, self.said[slice(*_near(place, clause))])
        if word in _TO_PASS:
            return place - 1 in self.named
        if _ACTIVE.fullmatch(word):
            return next((at for at in range(place + 1, clause[1]) if self.said[at] not in NOT), place) in self.named
        return _may_judge(word)

    def _is_weak(self, place: int) -> bool:
        """True for what is a verdict only where the rest of the clause is of nothing else."""
        word = self.said[place]
        return word in _WEAK or _is_degree_word(word)

    def _is_degree(self, place: int, asking: Sequence[str]) -> bool:
        """True for a rank, a degree or a score of how rules are followed, or of a review: *58 procent*, *21 av 36*."""
        word = self.said[place]
        if word.isdecimal() and len(word) > _LONGEST_SCORE:
            return False
        if self.is_asked or any(map(ASKS.fullmatch, asking)):
            return True
        is_followed = follows_rules(asking)
        if word in DEGREES:
            return is_followed or (word in RANKS and any(map(_asks_rank, asking)))
        is_part = any(one == _AGENT and is_number(other) for one, other in pairwise(asking))
        is_score = is_part or not _UNITS.isdisjoint(asking) or (self.has_share and word.isdecimal())
        return (is_followed and is_score) or (
            any(map(asks_review, asking)) and (is_score or any(map(RESULT.fullmatch, asking))))

    def _has_state(self, switch: int, clause: Span) -> bool:
        """True when the clause tells whether something is on."""
        return any(
            self.said[at] in _STATE or (self.said[at] in _ON_OR_OFF and self._is_last(at, clause[1]))
            or (self.said[at] in _ON_OR_OFF and at + 1 == switch and at > clause[0])
            for at in range(*_near(switch, clause)) if at not in self.named)

    def _is_last(self, place: int, end: int) -> bool:
        return place + 1 == end or self.said[place + 1] in _PREPOSITIONS

    def _goes_on(self, place: int, end: int) -> bool:
        """True when what follows is what the verdict is of, or who gave it: *godkänt samtycke*, *godkänd av chefen*."""
        if self.said[place + 1:end][:1] == [_AGENT] and _APPROVED.fullmatch(self.said[place]):
            return True
        for at in range(place + 1, end):
            if at in self.named or _may_judge(self.said[at]) or self.said[at] in _APART:
                return False
            if self.said[at] not in SMALL:
                return not is_neutral(self.said[at])
        return False

    def asks(self, clause: Span, sentence: Span) -> bool:
        """True for a question without its answer, *Har Påhittby skolor tvåfaktor?*, and for what ought to be."""
        start, second = clause[0], clause[0] + 1
        if self.said[start] == _THAT and is_duty(self.said[max(sentence[0], start - _REACH):second]):
            return True
        is_inverted = start == sentence[0] and self.said[start] in _INVERTED and second < clause[1] and (
            second in self.named or is_switch(self.said[second]) or self.said[second] in _PRONOUNS)
        return is_inverted and ANSWERS.isdisjoint(self.said[sentence[1]:sentence[1] + 1])

    def whose(self, clauses: Sequence[Span], at: int) -> Iterator[Place]:
        """The names in a clause, in those beside that hold hardly more than names, and right before *som*."""
        start, end = clauses[at]
        if at and self.said[start] in _RELATIVE:
            yield from (name for name in within(self.names, max(0, start - _REACH), start) if name[1] == start)
        if at and self._is_clean(clauses[at - 1]):
            start = clauses[at - 1][0]
        if at + 1 < len(clauses) and self._is_clean(clauses[at + 1]):
            end = clauses[at + 1][1]
        yield from within(self.names, start, end)

    def is_of_board(self, clause: Span, name: Place, verdict: Place) -> bool:
        """True when a clause has a board and a verdict that no board gives: *Miljönämnden ej godkänd*."""
        start, end = _near(name[0], clause)
        others = [self.said[at] for at in range(start, end) if at not in self.named]
        is_degree = _is_degree_word(verdict[2]) and (
            self.is_asked or any(map(ASKS.fullmatch, others)) or follows_rules(others))
        is_verdict = any(word in TERSE or word in FAULTS for word in others) or (
            not NOT.isdisjoint(others) and any(map(AS_ADJECTIVE.fullmatch, others)))
        return clause[0] <= name[0] < end and (is_degree or is_verdict) and self._is_clean((start, end)) and (
            name[0] == start or self.said[name[0] - 1] not in (_ACCORDING if is_degree else _PREPOSITIONS)
            or (is_degree and self._is_followed_by(name))
        ) and _OF_BOARDS.isdisjoint((*self.said[verdict[1]:end][:1], *self.said[end:end + 1]))

    def _is_followed_by(self, name: Place) -> bool:
        """True for who follows the rules: *följs sämst av Socialnämnden*, *följs till 58 procent av Miljönämnden*."""
        return self.said[name[0] - 1] == _AGENT and any(
            is_following(word) and word.endswith("s") for word in self.said[max(0, name[0] - _REACH):name[0] - 1])
