"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.disclosure.evidence.object_names import ObjectNames, without_marks
from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.results.answers import Reading, answered, is_head, settled, sorts
from regelratt.app.disclosure.results.result_words import MARKED, MARKS, told
from regelratt.app.disclosure.results.said_by_checks import TOPIC_LETTERS, SaidByChecks
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers
from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.domain.status import REASON_TEXTS, TO_REVIEW

_APART = 12
"""Words that may stand between an object's name and its result in one piece of text."""
_ASIDE = 3
"""Words that a cell may hold besides a name or a result and still be about nothing else."""

_BRIEF = 6
"""Words that a paragraph may hold besides a name or a result and still be mostly that."""
_CONTEXT = 4
"""Words before and after a result that tell it from others."""
_BESIDE = 1
"""Words that may stand between a name and a result that else may be about anything."""
_LABELS = frozenset({TO_REVIEW, without_marks(TO_REVIEW)})
"""What is a result by itself alone: beside the name of a board it is a task."""
_WITHIN = 4
"""How far apart two values of a file of data may stand and still be of one thing."""

class Told(NamedTuple):
    """A result that is told of an object."""

    name: str
    beside: str
    """The words around the result, to find it by in its source."""


class Said(NamedTuple):
    """What one piece of text says of objects and results by itself."""

    is_empty: bool
    told: tuple[Told, ...]
    """The results of objects that stand in it."""
    name: str | None
    """The object that it is about and nothing else."""
    status: str | None
    """The result that it is and nothing else."""
    named: tuple[str, ...]
    """The objects that it names, whatever else it says."""
    stated: str
    """The words around the first result that it says, whatever else it says; else empty."""
    is_brief: bool
    """True when a name or a result is most of it."""
    answered: tuple[Told, ...] = ()
    """The objects that an answer follows, whatever was asked."""
    asks: bool = False
    """True when it is hardly more than what a check asks."""
    sorts: bool = False
    """True when it says how it went for those who are listed under it."""

    @classmethod
    def of_all(cls, listed: Sequence[Said]) -> Said:
        """What a piece of text says in any of its readings."""
        if len(listed) == 1:
            return listed[0]
        return cls(
            all(said.is_empty for said in listed), tuple(dict.fromkeys(told for said in listed for told in said.told)),
            next((said.name for said in listed if said.name), None),
            next((said.status for said in listed if said.status), None),
            tuple(dict.fromkeys(name for said in listed for name in said.named)),
            next((said.stated for said in listed if said.stated), ""), any(said.is_brief for said in listed),
            tuple(dict.fromkeys(told for said in listed for told in said.answered)), any(said.asks for said in listed),
            any(said.sorts for said in listed))


_NOTHING = Said(False, (), None, None, (), "", False)
_EMPTY = _NOTHING._replace(is_empty=True)


class Results:
    """The objects and the results that tell of them when they stand together."""

    def __init__(self, evidence: Evidence, run: Run, publication: Publication, catalog: Catalog) -> None:
        self._objects = ObjectNames(evidence, run)
        self._checks = SaidByChecks.of(catalog, run)
        self._reading = Reading(self.named_in, self.asks_in, self.stated_in)
        self._open: Mapping[tuple[str, str], frozenset[str]] = {
            (item, publication.subject_names[cell.subject]): frozenset({cell.status.word, REASON_TEXTS[cell.reason]})
            for item, cells in publication.item_cells.items() for cell in cells
        }

    def is_open(self, item: str, name: str, result: str) -> bool:
        """True when the public may see that the item gave this status, or this reason, for the object of this name."""
        return result in self._open.get((item, name), ())

    @staticmethod
    def told_in(listed: Sequence[Said]) -> Iterator[Told]:
        """Each object whose result stands in a piece, or in the next one where a piece is a name alone."""
        for said in listed:
            yield from said.told
        for first, second in pairwise(each for each in listed if not each.is_empty):
            for one, other in ((first, second), (second, first)):
                if one.name and other.status:
                    yield Told(one.name, other.stated)

    def read(self, piece: str, said: Sequence[str]) -> Said:
        """What a canonical piece and its words say."""
        if not piece.isascii() and MARKS.search(piece):
            piece = MARKS.sub(MARKED, piece)
            said = words(piece)
        names, asking = list(self._objects.places(piece, said)), list(self._checks.asking.places(said))
        statuses = list(self._checks.results.places(said))
        if statuses:
            statuses = [place for place in told(piece, said, statuses, names, asking, self._is_topic)
                        if place[2] not in self._checks.terse or self._is_plain(piece, said, place, names)]
        statuses += settled(piece, said, asking)
        found = [*names, *statuses]
        if not found and not asking:
            return _NOTHING._replace(sorts=sorts(said)) if said else _EMPTY
        answers = [(name, Told(name[2], _around(said, answer))) for name, answer in answered(piece, said, names)]
        asked = min((end for _, end, _ in asking), default=len(said))
        return Said(
            False, (*_near(said, names, statuses), *(told for name, told in answers if asked <= name[0])),
            _alone(said, [place for place in names if place[2] in self._objects.spoken_of]), _alone(said, statuses),
            tuple(dict.fromkeys(name for _, _, name in names)), _around(said, statuses[0]) if statuses else "",
            len(said) - max((last - first for first, last, _ in found), default=0) <= _BRIEF,
            tuple(told for _, told in answers),
            any(len(said) - (last - first) <= _BRIEF for first, last, _ in asking),
            not names and sorts(said))

    def _is_plain(self, piece: str, said: Sequence[str], place: Place, names: Sequence[Place]) -> bool:
        """True for a result with nothing else in its sentence, or right beside a name."""
        start, end = around(place[:2], numbers(ENDS, piece))
        named = {word for first, last, _ in names for word in range(first, last)}
        others = {word for word in range(start, end) if not place[0] <= word < place[1]} - named
        beside = (first for first, last, name in names if name in self._objects.spoken_of and (
            0 <= place[0] - last <= _BESIDE or 0 <= first - place[1] < _BESIDE))
        is_beside = place[2] not in _LABELS and next(beside, None) is not None
        return is_beside or all(said[word].isdecimal() for word in others)

    def _is_topic(self, word: str) -> bool:
        return word[:TOPIC_LETTERS] in self._checks.topics

    def asks_in(self, text: str) -> bool:
        """True when a canonical text has what a check asks, or the word for results."""
        said = words(text)
        return is_head(said) or any(self._checks.asking.places(said))

    def told_as_answers(self, tables: Iterable[Sequence[Sequence[str]]], data: str = "") -> Iterator[Told]:
        """The objects with a yes or a no where a check's id, or the word for results, says of what."""
        for table in tables:
            yield from (Told(*answer) for answer in self._reading.answers_in_table(table))
        if data:
            yield from (Told(*answer) for answer in self._reading.answers_in_data(data))

    def told_beside(self, groups: Iterable[tuple[str, str]]) -> Iterator[Told]:
        """Each object that a heading, row or the like names when what belongs to it says a result, or the other way
        round.
        """
        for group in groups:
            for one, other in dict.fromkeys((group, group[::-1])):
                named = self.named_in(one)
                if named and (stated := self.stated_in(other)):
                    yield Told(named, stated)
            if group[0] != group[1] and self.asks_in(group[0]):
                yield from self.read(group[1], words(group[1])).answered

    @staticmethod
    def told_between(pairs: Iterable[tuple[Said, Said]]) -> Iterator[Told]:
        """The objects whose results stand in one text of a pair, when either text says little else."""
        for pair in pairs:
            if pair[0].sorts and pair[1].name:
                yield Told(pair[1].name, pair[1].name)
            for one, other in (pair, pair[::-1]):
                if one.asks:
                    yield from other.answered
                if one.named and other.stated and (one.is_brief or other.is_brief):
                    yield from (Told(name, other.stated) for name in one.named)

    @staticmethod
    def told_in_points(points: Iterable[Said]) -> Iterator[Told]:
        """The objects that one point of a list names and another says a result of, when both say little else."""
        brief = [said for said in points if said.is_brief]
        stated = next((said.stated for said in brief if said.stated), "")
        if stated:
            yield from (Told(name, stated) for said in brief for name in said.named)

    @classmethod
    def told_in_data(cls, listed: Sequence[Said]) -> Iterator[Told]:
        """The objects among the values of a file of data that has results among its values."""
        stated = next((said.stated for said in listed if said.status), "")
        if stated:
            yield from (Told(said.name, stated) for said in listed if said.name)
        yield from cls.told_between(_pairs(listed, _WITHIN))

    def told_in_file(self, texts: Iterable[str]) -> Iterator[Told]:
        """The objects in a file to fetch that says a result anywhere: nobody knows what belongs together.

        A name may be divided over the canonical texts of the file.
        """
        parts = [*texts]
        whole = " | ".join(parts)
        read = self.read(whole, words(whole))
        yield from read.told
        if stated := next(filter(None, map(self.stated_in, parts)), "") or read.stated:
            yield from (Told(name, stated) for name in read.named)

    def stated_in(self, text: str) -> str:
        """The words around the first result that the canonical text says; empty when it says none."""
        return self.read(text, words(text)).stated

    def named_in(self, text: str) -> str | None:
        """The first object that the canonical text names."""
        found = next(self._objects.places(text, words(text)), None)
        return found[2] if found else None


def _pairs(listed: Sequence[Said], apart: int) -> Iterator[tuple[Said, Said]]:
    """Each text with those that follow it so near, when either names an object."""
    there = [said for said in listed if not said.is_empty]
    for index, one in enumerate(there):
        for other in there[index + 1:index + 1 + apart]:
            if one.named or other.named:
                yield one, other


def _near(said: Sequence[str], names: Iterable[Place], statuses: Sequence[Place]) -> Iterator[Told]:
    for start, end, name in names:
        near = next((
            place for place in statuses if place[0] - end <= _APART and start - place[1] <= _APART), None)
        if near:
            yield Told(name, _around(said, near))


def _around(said: Sequence[str], place: Place) -> str:
    """The words around a result."""
    return " ".join(said[max(0, place[0] - _CONTEXT):place[1] + _CONTEXT])


def _alone(said: Sequence[str], found: Sequence[Place]) -> str | None:
    """What was found first, when there is hardly anything else."""
    return found[0][2] if found and len(said) - (found[0][1] - found[0][0]) <= _ASIDE else None
