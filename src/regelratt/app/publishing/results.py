"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

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


class Results:
    """The objects and the results that tell of them when they stand together."""

    def __init__(self, evidence: Evidence, run: Run, publication: Publication) -> None:
        bodies = set(evidence.subjects(SubjectKind.ORGANISATION))
        names = {name for ident, name in run.subject_names if ident not in bodies}
        names |= {str(row["kontonamn"]) for row in evidence.rows(SubjectKind.CHANNEL.table)}
        self._names = _phrases(names - {name for ident, name in run.subject_names if ident in bodies})
        self._statuses = _phrases(
            text for status in Status for text in (status.word, status.code)) | _phrases([ADVICE_NOT_FOLLOWED])
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

    def read(self, said: Sequence[str]) -> Said:
        """What the words of a piece say."""
        names, statuses = list(_places(said, self._names)), list(_places(said, self._statuses))
        return Said(not said, tuple(_near(names, statuses)), _alone(said, names), _alone(said, statuses))

    def told_beside(self, groups: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The name of each object that a heading, row or the like names, when what belongs to it says a result."""
        for about, text in groups:
            named = self.named_in(about)
            if named and next(_places(words(text), self._statuses), None):
                yield named

    @staticmethod
    def told_in_data(listed: Sequence[Said]) -> Iterator[str]:
        """The names of objects among the values of a file of data that has results among its values."""
        if any(said.status for said in listed):
            yield from filter(None, (said.name for said in listed))

    def named_in(self, text: str) -> str | None:
        """The first object that the canonical text names."""
        found = next(_places(words(text), self._names), None)
        return found[2] if found else None


def _near(names: Iterable[_Place], statuses: Sequence[_Place]) -> Iterator[str]:
    for start, end, name in names:
        if any(first - end <= _APART and start - last <= _APART for first, last, _ in statuses):
            yield name


def _alone(said: Sequence[str], found: Sequence[_Place]) -> str | None:
    """What was found first, when there is hardly anything else."""
    return found[0][2] if found and len(said) - (found[0][1] - found[0][0]) <= _ASIDE else None


def _phrases(texts: Iterable[str]) -> _Phrases:
    """Texts as words, by the first word."""
    phrases: _Phrases = defaultdict(list)
    for text in sorted(set(texts)):
        said = tuple(words(canonical(text)))
        if said:
            phrases[said[0]].append(said)
    return phrases


def _places(said: Sequence[str], phrases: _Phrases) -> Iterator[_Place]:
    """Where phrases stand."""
    if phrases.keys().isdisjoint(said):
        return
    for index, word in enumerate(said):
        for wanted in phrases.get(word, ()):
            if tuple(said[index:index + len(wanted)]) == wanted:
                yield index, index + len(wanted), " ".join(wanted)
