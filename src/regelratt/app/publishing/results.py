"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.publishing.answers import ANSWERS, ASKING, Reading
from regelratt.app.publishing.plain_text import canonical, words
from regelratt.app.publishing.result_words import MARKED, MARKS, STATUS_PHRASES, Place, told
from regelratt.domain.evidence import Evidence
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.domain.words import SubjectKind

_APART = 12
"""Words that may stand between an object's name and its result in one piece of text."""
_ASIDE = 3
"""Words that a cell may hold besides a name or a result and still be about nothing else."""

_BRIEF = 6
"""Words that a paragraph may hold besides a name or a result and still be mostly that."""
_CONTEXT = 4
"""Words before and after a result that tell it from others."""
_LONG_ENOUGH = 8
"""Letters of a name that is known when its words are written as one."""
_WITHIN = 4
"""How far apart two values of a file of data may stand and still be of one thing."""
_SCHEME = re.compile("https?://")

_Phrases = dict[str, list[tuple[str, ...]]]


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
            next((said.stated for said in listed if said.stated), ""), any(said.is_brief for said in listed))


_NOTHING = Said(False, (), None, None, (), "", False)
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
        self._names = _phrases(names | {form for name in names for form in _run_together(name)}, may_own=True)
        self._spoken_of = {" ".join(form) for forms in _phrases(names).values() for form in forms}
        """The names in the nominative: what an object owns is something else than the object."""
        self._statuses = _phrases(STATUS_PHRASES)
        self._asking = _phrases({cell.item for cell in run.item_cells} | ASKING)
        self._reading = Reading(self.named_in, self._asks)
        self._open: Mapping[tuple[str, str], frozenset[str]] = {
            (item, publication.subject_names[cell.subject]): frozenset({cell.status.word})
            for item, cells in publication.item_cells.items() for cell in cells
        }

    def is_open(self, item: str, name: str, status: str) -> bool:
        """True when the public may see that the item gave this status for the object with this name."""
        return status in self._open.get((item, name), ())

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
        names, statuses = list(_places(said, self._names)), list(_places(said, self._statuses))
        if statuses:
            statuses = list(told(piece, said, statuses, names))
        found = [*names, *statuses]
        if not found:
            return _NOTHING if said else _EMPTY
        return Said(
            False, (*_near(said, names, statuses), *self._answered(said, names)),
            _alone(said, [place for place in names if place[2] in self._spoken_of]), _alone(said, statuses),
            tuple(dict.fromkeys(name for _, _, name in names)), _around(said, statuses[0]) if statuses else "",
            len(said) - max(last - first for first, last, _ in found) <= _BRIEF)

    def _asks(self, text: str) -> bool:
        return any(_places(words(text), self._asking))

    def _answered(self, said: Sequence[str], names: Iterable[Place]) -> Iterator[Told]:
        """The objects with a yes or a no after their name, in a text that asks for results before it."""
        for start, end, name in names:
            place = next((place for place in range(end, min(end + _ASIDE, len(said))) if said[place] in ANSWERS), None)
            if place is not None and any(_places(said[:start], self._asking)):
                yield Told(name, _around(said, (place, place + 1, said[place])))

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
            for one, other in (group, group[::-1]):
                named = self.named_in(one)
                if named and (stated := self.stated_in(other)):
                    yield Told(named, stated)

    @staticmethod
    def told_between(pairs: Iterable[tuple[Said, Said]]) -> Iterator[Told]:
        """The objects whose results stand in one text of a pair, when either text says little else."""
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
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
        stated = next(filter(None, map(self.stated_in, parts)), "") or self.stated_in(whole)
        if stated:
            yield from (Told(name, stated) for _, _, name in _places(words(whole), self._names))

    def stated_in(self, text: str) -> str:
        """The words around the first result that the canonical text says; empty when it says none."""
        return self.read(text, words(text)).stated

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


def _run_together(name: str) -> Iterator[str]:
    """The name with two of its words, or all, written as one."""
    said = words(canonical(name))
    if len("".join(said)) >= _LONG_ENOUGH and len(said) > 1:
        yield "".join(said)
        for place in range(len(said) - 1):
            yield " ".join([*said[:place], said[place] + said[place + 1], *said[place + 2:]])


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


def _phrases(texts: Iterable[str], *, may_own: bool = False) -> _Phrases:
    """Texts as words, by the first word; those that may own something in the genitive too."""
    phrases: _Phrases = defaultdict(list)
    for text in sorted(set(texts)):
        said = tuple(words(canonical(text)))
        if said:
            for form in [said, (*said[:-1], f"{said[-1]}s"), (*said, "s")] if may_own else [said]:
                phrases[form[0]].append(form)
    return phrases


def _places(said: Sequence[str], phrases: _Phrases) -> Iterator[Place]:
    """Where phrases stand."""
    if phrases.keys().isdisjoint(said):
        return
    for index, word in enumerate(said):
        for wanted in phrases.get(word, ()):
            if tuple(said[index:index + len(wanted)]) == wanted:
                yield index, index + len(wanted), " ".join(wanted)
