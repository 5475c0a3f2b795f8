"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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


class _Said(NamedTuple):
    """What one piece of text says by itself."""

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
        self._said: dict[str, _Said] = {}
        self._open: Mapping[tuple[str, str], frozenset[str]] = {
            (item, publication.subject_names[cell.subject]): frozenset({cell.status.word})
            for item, cells in publication.item_cells.items() for cell in cells
        }

    def is_open(self, item: str, name: str, status: str) -> bool:
        """True when the public may see that the item gave this status for the object with this name."""
        return status in self._open.get((item, name), ())

    def told_in(self, pieces: Iterable[str]) -> Iterator[str]:
        """The name of each object whose result stands in a piece, or in the next one where a piece is a name alone."""
        listed = [self._read(piece) for piece in pieces]
        for said in listed:
            yield from said.told
        for first, second in pairwise(each for each in listed if not each.is_empty):
            for one, other in ((first, second), (second, first)):
                if one.name and other.status:
                    yield one.name

    def _read(self, piece: str) -> _Said:
        """What a piece says; the same one stands on many pages and is read once."""
        if piece not in self._said:
            said = words(piece)
            self._said[piece] = _Said(
                not said, tuple(self._in_one(said)), self._alone(said, self._names), self._alone(said, self._statuses))
        return self._said[piece]

    def told_beside(self, groups: Iterable[tuple[str, str]]) -> Iterator[str]:
        """The name of each object that a heading, row or the like names, when what belongs to it says a result."""
        for about, text in groups:
            named = self.named_in(about)
            if named and next(_places(words(text), self._statuses), None):
                yield named

    def told_in_data(self, pieces: Iterable[str]) -> Iterator[str]:
        """The names of objects among the values of a file of data that has results among its values."""
        listed = [self._read(piece) for piece in pieces]
        if any(said.status for said in listed):
            yield from filter(None, (said.name for said in listed))

    def named_in(self, text: str) -> str | None:
        """The first object that the canonical text names."""
        found = next(_places(words(text), self._names), None)
        return found[2] if found else None

    def _in_one(self, said: list[str]) -> Iterator[str]:
        names = list(_places(said, self._names))
        statuses = list(_places(said, self._statuses)) if names else []
        for start, end, name in names:
            if any(first - end <= _APART and start - last <= _APART for first, last, _ in statuses):
                yield name

    @staticmethod
    def _alone(said: list[str], phrases: Mapping[str, list[tuple[str, ...]]]) -> str | None:
        found = next(_places(said, phrases), None)
        return found[2] if found and len(said) - (found[1] - found[0]) <= _ASIDE else None


def _phrases(texts: Iterable[str]) -> _Phrases:
    """Texts as words, by the first word."""
    phrases: _Phrases = defaultdict(list)
    for text in sorted(set(texts)):
        said = tuple(words(canonical(text)))
        if said:
            phrases[said[0]].append(said)
    return phrases


def _places(said: list[str], phrases: Mapping[str, list[tuple[str, ...]]]) -> Iterator[tuple[int, int, str]]:
    """Where phrases stand: first word, the word after the last, and the phrase."""
    for index, word in enumerate(said):
        for wanted in phrases.get(word, ()):
            if tuple(said[index:index + len(wanted)]) == wanted:
                yield index, index + len(wanted), " ".join(wanted)
