"""Sentences that say how it went for some that they do not name, and the names after them: *Två kanaler saknar
tvåfaktor. Det gäller Påhittby skolor.*

Such a sentence is a heading of what follows: a list, a sentence that points back, or one of hardly more than names.
What stands for those who are not named is read as a name, so all ways to tell how it went are known here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.results.amounts import NUMBERS
from regelratt.app.disclosure.results.breaches import breaches_told
from regelratt.app.disclosure.results.exemptions import exemptions_told
from regelratt.app.disclosure.results.faults import faults_told
from regelratt.app.disclosure.results.said_by_checks import SaidByChecks
from regelratt.app.disclosure.results.verdicts import verdicts_told
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.text.sentences import ENDS_BUT_COLONS

_CHANNEL, _BOARD = "kanalen", "nämnden"
_DEFINITE = ("kanalerna", "kontona", "nämnderna", "styrelserna")
_KINDS: Mapping[str, str] = {
    **{f"{network}{what}": _CHANNEL for network in ("", "facebook", "instagram", "youtube", "linkedin", "tiktok")
       for what in ("kanal", "kanaler", "kanalerna", "konto", "konton", "kontona")},
    **dict.fromkeys(("nämnd", "nämnder", "nämnderna", "styrelser", "styrelserna"), _BOARD)}
"""What objects are called where they are not named, and the word that is read as the name of one."""
_SOME = NUMBERS | {
    "flera", "några", "vissa", "många", "enstaka", "par", "dessa", "följande", "båda", "alla", "samtliga", "övriga",
    "resterande", "nedanstående", "hälften", "fler"}
_AROUND = frozenset({
    "av", "kommunens", "våra", "stadens", "de", "sociala", "nya", "små", "stora", "andra", "ytterligare", "bara",
    "endast", "minst", "olika", "aktiva", "egna", "granskade", "befintliga"})
"""What may stand between the number and what is counted."""
_BELOW = frozenset({"nedan", "här"})
_NOT_SO = frozenset({
    "om", "när", "ifall", "först", "förrän", "innan", "såvida", "huruvida", "ska", "skall", "skulle", "bör", "måste",
    "får", "kan", "kunde", "tills", "hur", "vilka", "vilken"})
"""With one of these a sentence is a condition, a duty or a question."""
_THERE = frozenset({
    "finns", "fanns", "har", "hade", "fann", "hittade", "hittades", "ser", "såg", "återstår", "kvarstår", "är", "var",
    "de", "dessa", "följande", "visar", "visade"})
"""What stands before *kanaler som …* where somebody is spoken of, and not whoever it may be."""
_POINTS = frozenset({
    "gäller", "gällde", "är", "var", "rör", "rörde", "sig", "handlar", "handlade", "heter", "hette", "nämligen",
    "finns", "fanns", "berör", "berörda", "berörs", "drabbar", "avser", "avsåg", "däribland", "exempelvis",
    "exempel", "hör", "närmare", "namn", "namnen"})
"""What points back to those who were not named."""
_LISTING = _POINTS | NUMBERS | {
    "det", "detta", "de", "dem", "dessa", "den", "om", "och", "samt", "både", "bland", "ena", "andra", "första",
    "tredje", "kanalen", "kontot", "nämnden", "som", "till", "t", "ex", "annat", "allt", "framför", "även", "också",
    "tillsammans", "undantaget", "undantagen", "undantag", "enda", "utom", "bortsett", "från", "med", "nu", "i",
    "dag", "dels", "bestämt", "främst", "bara", "endast", "vårt", "våra", "kommunens", "aktuella", "konto",
    "samtliga", "alla", "här", *_KINDS}
"""What may stand beside names that are only listed."""
_WITHIN = 3
"""Sentences after one that tells, in which the names may stand."""


class _Part(NamedTuple):
    """A sentence, and where its words stand in the text."""

    text: str
    start: int
    end: int


def may_be_unnamed(said: Sequence[str]) -> bool:
    """True when any of the words is for objects; cheap."""
    return not _KINDS.keys().isdisjoint(said)


class Unnamed(NamedTuple):
    """How sentences about some that are not named are read."""

    checks: SaidByChecks
    is_topic: Callable[[str], bool]
    """Whether a word is for what a check is about."""
    is_board: Callable[[str], bool]

    def told(self, text: str, said: Sequence[str], names: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
        """The names in a canonical text after a sentence that tells how it went for some that are not named."""
        if not names or not may_be_unnamed(said):
            return
        parts = _parts(text)
        for number, part in enumerate(parts[:-1]):
            if (kind := self._kind(part.text)) is not None:
                for other in parts[number + 1:number + 1 + _WITHIN]:
                    yield from ((name, name) for name in _names_listed(said, names, (other.start, other.end))
                                if kind == _BOARD or not self.is_board(name[2]))

    def sorts(self, text: str, said: Sequence[str]) -> tuple[bool, bool]:
        """Whether the end of a canonical text tells so of those who are listed after it, and whether of boards."""
        if not may_be_unnamed(said):
            return False, False
        parts = _parts(text)
        while len(parts) > 1 and _LISTING.issuperset(words(parts[-1].text)):
            parts.pop()
        kind = self._kind(parts[-1].text) if parts else None
        return kind is not None, kind == _BOARD

    def _kind(self, sentence: str) -> str | None:
        """What a sentence tells how it went for, when it is for some that are not named."""
        said = words(sentence)
        if not may_be_unnamed(said) or not _NOT_SO.isdisjoint(said):
            return None
        those = [place for place in _places(said) if not _is_whoever(said, place)]
        if not those or not self._is_judged(sentence, said, those):
            return None
        return _BOARD if all(kind == _BOARD for _, _, kind in those) else _CHANNEL

    def _is_judged(self, text: str, said: Sequence[str], those: Sequence[Place]) -> bool:
        """True when a sentence tells how it went for what stands at some of its places, in any of the ways known."""
        asking, spoken = list(self.checks.asking.places(said)), self.checks.with_subject_marked(said)
        return any(any(found) for found in (
            verdicts_told(text, said, those, self.is_board),
            faults_told(text, spoken, those, self.is_topic, self.is_board),
            breaches_told(text, spoken, those, asking, self.is_topic, self.is_board),
            exemptions_told(text, spoken, those, asking, self.is_topic, self.is_board)))


def first_listed(text: str, said: Sequence[str], names: Sequence[Place]) -> Sequence[Place]:
    """The names that a canonical text begins with a list of."""
    if not names or not _LISTING.issuperset(said[:names[0][0]]):
        return ()
    first = next(iter(_parts(text)), None)
    return _names_listed(said, names, (first.start, first.end)) if first else ()


def _names_listed(said: Sequence[str], names: Sequence[Place], sentence: tuple[int, int]) -> Sequence[Place]:
    """The names in a sentence that points to them, or holds hardly anything else; else none."""
    here = within(names, *sentence)
    if not here or not _LISTING.issuperset(said[sentence[0]:here[0][0]]):
        return ()
    lead = said[sentence[0]:here[0][0]]
    is_cleft = lead[-1:] in (["är"], ["var"]) and said[here[0][1]:here[0][1] + 1] == ["som"]
    if not _POINTS.isdisjoint(lead) and not is_cleft:
        return here
    named = {at for first, last, _ in here for at in range(first, last)}
    return here if all(at in named or said[at] in _LISTING or said[at].isdecimal() for at in range(*sentence)) else ()


def _parts(text: str) -> list[_Part]:
    told = ENDS_BUT_COLONS.split(text)
    starts = [0, *accumulate(len(words(part)) for part in told)]
    return [_Part(part, start, end) for part, start, end in zip(told, starts, starts[1:], strict=False) if start < end]


def _places(said: Sequence[str]) -> Iterator[Place]:
    """Where some objects stand that are counted and not named: *två av kommunens kanaler*."""
    for place, word in enumerate(said):
        if (kind := _KINDS.get(word)) is None:
            continue
        first = place
        while first > 0 and (_is_some(said[first - 1]) or said[first - 1] in _AROUND):
            first -= 1
        while first < place and not _is_some(said[first]):
            first += 1
        if first < place or word in _DEFINITE:
            yield first, place + 1 + (said[place + 1:place + 2] != [] and said[place + 1] in _BELOW), kind


def _is_some(word: str) -> bool:
    return word in _SOME or word.isdecimal()


def _is_whoever(said: Sequence[str], place: Place) -> bool:
    """True for *en kanal som saknar …*, which is any such channel."""
    return said[place[1]:place[1] + 1] == ["som"] and _THERE.isdisjoint(said[:place[1]])
