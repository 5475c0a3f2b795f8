"""Phrases that are looked for in texts, by their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.app.disclosure.text.word_index import WordIndex

Place = tuple[int, int, str]
"""The first word of a phrase, the word after its last, and the phrase."""


def within(places: Sequence[Place], start: int, end: int) -> Sequence[Place]:
    """Those of the places, which are in their order, that begin at one of these words."""
    return places[bisect_left(places, (start,)):bisect_left(places, (end,))]


class Phrases:
    """Texts as words."""

    def __init__(self, texts: Iterable[str], *, may_own: bool = False) -> None:
        """Those that may own something are known in the genitive too."""
        self._index = WordIndex[str]()
        self.spoken = set[str]()
        """The phrases as they stand in a place, without those in the genitive."""
        for text in sorted(set(texts)):
            said = tuple(words(canonical(text)))
            if said:
                self.spoken.add(" ".join(said))
                for form in [said, (*said[:-1], f"{said[-1]}s"), (*said, "s")] if may_own else [said]:
                    self._index.add(form, " ".join(form))

    def places(self, said: Sequence[str]) -> Iterator[Place]:
        """Where they stand."""
        return self._index.places(said)
