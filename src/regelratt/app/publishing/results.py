"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.publishing.plain_text import canonical, words
from regelratt.domain.evidence import Evidence
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.domain.status import ADVICE_NOT_FOLLOWED, Status
from regelratt.domain.words import SubjectKind

_APART = 12
"""Words that may stand between an object's name and its result in one piece of text."""
_ASIDE = 3
"""Words that a cell may hold besides a name or a result and still be about nothing else."""

_BRIEF = 6
"""Words that a paragraph may hold besides a name or a result and still be mostly that."""
_WITHIN = 4
"""How far apart two values of a file of data may stand and still be of one thing."""
_OTHER_WORDS = (
    "uppfylld", "uppfyllda", "uppfyller", "uppfyllde", "uppfylls", "uppfylldes", "ouppfyllt", "ouppfylld", "upp fyllt",
    "upp fylld", "upp fyllda", "upp fyller", "uppfyllts", "underkänt", "underkänd", "underkända", "underkändes",
    "underkänns", "underkänts", "ej bedömd", "ej bedömda", "inte bedömt", "inte bedömd", "inte bedömda",
    "inte tillämpligt", "inte tillämplig", "ej tillämplig")
"""What people write for a result besides its own words."""
_MARKS = re.compile("[\u2611\u2612\u2705\u2713-\u2718\u274c\u274e\U0001f44d\U0001f44e\U0001f534\U0001f7e0-\U0001f7e2]")
"""Ticks, crosses, thumbs and lights."""
_MARKED = " uppfyllt "
_SCHEME = re.compile("https?://")

_Phrases = dict[str, list[tuple[str, ...]]]
_Place = tuple[int, int, str]
"""The first word of a phrase, the word after its last, and the phrase."""


class Said(NamedTuple):
    """What one piece of text says of objects and results by itself."""

    is_empty: bool
    told: tuple[str, ...]
    """The objects whose results stand in it."""
    name: str | None
    """The object that it is about and nothing else."""
    status: str | None
    """The result that it is and nothing else."""
    named: tuple[str, ...]
    """The objects that it names, whatever else it says."""
    is_stated: bool
    """True when it says a result, whatever else it says."""
    is_brief: bool
    """True when a name or a result is most of it."""


_NOTHING = Said(False, (), None, None, (), False, False)
_EMPTY = _NOTHING._replace(is_empty=True)


class Results:
    """The objects and the results that tell of them when they stand together."""

    def __init__(self, evidence: Evidence, run: Run, publication: Publication) -> None:
        bodies = set(evidence.subjects(SubjectKind.ORGANISATION))
        names = {name for ident, name in run.subject_names if ident not in bodies}
        for row in evidence.rows(SubjectKind.CHANNEL.table):
            names |= {str(row["kontonamn"]), _SCHEME.sub("", str(row["adress"] or ""))}
        names |= {_without_marks(name) for name in names}
        names -= {name for ident, name in run.subject_names if ident in bodies}
        self._names = _phrases(names, may_own=True)
        self._spoken_of = {" ".join(form) for forms in _phrases(names).values() for form in forms}
        """The names in the nominative: what an object owns is something else than the object."""
        self._statuses = _phrases(
            [*(text for status in Status for text in (status.word, status.code)), ADVICE_NOT_FOLLOWED, *_OTHER_WORDS])
        self._open: Mapping[tuple[str, str], frozenset[str]] = {
            (item, publication.subject_names[cell.subject]): frozenset({cell.status.word})
            for item, cells in publication.item_cells.items() for cell in cells
        }

    def is_open(self, item: str, name: str, status: str) -> bool:
        """True when the public may see that the item gave this status for the object with this name."""
        return status in self._open.get((item, name), ())

    @staticmethod
    def told_in(listed: Sequence[Said]) -> Iterator[str]:
        """The name of each object whose result stands in a piece, or in the next one where a piece is a name alone."""
        for said in listed:
            yield from said.told
        for first, second in pairwise(each for each in listed if not each.is_empty):
            for one, other in ((first, second), (second, first)):
                if one.name and other.status:
                    yield one.name

    def read(self, piece: str, said: Sequence[str]) -> Said:
        """What a canonical piece and its words say."""
        if not piece.isascii() and _MARKS.search(piece):
            said = _spoken(piece)
        names, statuses = list(_places(said, self._names)), list(_places(said, self._statuses))
        found = [*names, *statuses]
        if not found:
            return _NOTHING if said else _EMPTY
        return Said(
            False, tuple(_near(names, statuses)),
            _alone(said, [place for place in names if place[2] in self._spoken_of]), _alone(said, statuses),
            tuple(dict.fromkeys(name for _, _, name in names)), bool(statuses),
            len(said) - max(last - first for first, last, _ in found) <= _BRIEF)

    def told_beside(self, groups: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The name of each object that a heading, row or the like names when what belongs to it says a result, or the
        other way round.
        """
        for group in groups:
            for one, other in (group, group[::-1]):
                named = self.named_in(one)
                if named and self.states(other):
                    yield named

    @staticmethod
    def told_between(pairs: Iterable[tuple[Said, Said]]) -> Iterator[str]:
        """The names of objects whose results stand in one text of a pair, when either text says little else."""
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                if one.named and other.is_stated and (one.is_brief or other.is_brief):
                    yield from one.named

    @classmethod
    def told_in_data(cls, listed: Sequence[Said]) -> Iterator[str]:
        """The names of objects among the values of a file of data that has results among its values."""
        if any(said.status for said in listed):
            yield from filter(None, (said.name for said in listed))
        yield from cls.told_between(_pairs(listed, _WITHIN))

    @staticmethod
    def told_in_file(listed: Sequence[Said]) -> Iterator[str]:
        """The names of objects in a file to fetch that says a result anywhere: nobody knows what belongs together."""
        if any(said.is_stated for said in listed):
            for said in listed:
                yield from said.named

    def states(self, text: str) -> bool:
        """True when the canonical text says a result."""
        return next(_places(_spoken(text), self._statuses), None) is not None

    def named_in(self, text: str) -> str | None:
        """The first object that the canonical text names."""
        found = next(_places(words(text), self._names), None)
        return found[2] if found else None


def _pairs(listed: Sequence[Said], apart: int) -> Iterator[tuple[Said, Said]]:
    """Each text with those that follow it so near, when either names an object."""
    there = [said for said in listed if not said.is_empty]
    for index, one in enumerate(there):
        for other in there[index + 1:index + 1 + apart]:
            if one.named or other.named:
                yield one, other


def _without_marks(name: str) -> str:
    """The name as it is written in addresses and by those without its letters."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def _spoken(text: str) -> list[str]:
    """The words of a canonical text, with its ticks and crosses as words."""
    return words(text if text.isascii() else _MARKS.sub(_MARKED, text))


def _near(names: Iterable[_Place], statuses: Sequence[_Place]) -> Iterator[str]:
    for start, end, name in names:
        if any(first - end <= _APART and start - last <= _APART for first, last, _ in statuses):
            yield name


def _alone(said: Sequence[str], found: Sequence[_Place]) -> str | None:
    """What was found first, when there is hardly anything else."""
    return found[0][2] if found and len(said) - (found[0][1] - found[0][0]) <= _ASIDE else None


def _phrases(texts: Iterable[str], *, may_own: bool = False) -> _Phrases:
    """Texts as words, by the first word; those that may own something in the genitive too."""
    phrases: _Phrases = defaultdict(list)
    for text in sorted(set(texts)):
        said = tuple(words(canonical(text)))
        if said:
            for form in [said, (*said[:-1], f"{said[-1]}s"), (*said, "s")] if may_own else [said]:
                phrases[form[0]].append(form)
    return phrases


def _places(said: Sequence[str], phrases: _Phrases) -> Iterator[_Place]:
    """Where phrases stand."""
    if phrases.keys().isdisjoint(said):
        return
    for index, word in enumerate(said):
        for wanted in phrases.get(word, ()):
            if tuple(said[index:index + len(wanted)]) == wanted:
                yield index, index + len(wanted), " ".join(wanted)
