"""Phrases that are looked for in texts, by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from regelratt.app.disclosure.text.plain_text import canonical, words

Place = tuple[int, int, str]
"""The first word of a phrase, the word after its last, and the phrase."""


class Phrases:
    """Texts as words, by the first word."""

    def __init__(self, texts: Iterable[str], *, may_own: bool = False) -> None:
        """Those that may own something are known in the genitive too."""
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.spoken = set[str]()
        """The phrases as they stand in a place, without those in the genitive."""
        for text in sorted(set(texts)):
            said = tuple(words(canonical(text)))
            if said:
                self.spoken.add(" ".join(said))
                for form in [said, (*said[:-1], f"{said[-1]}s"), (*said, "s")] if may_own else [said]:
                    self._by_first[form[0]].append(form)

    def places(self, said: Sequence[str]) -> Iterator[Place]:
        """Where they stand."""
        if self._by_first.keys().isdisjoint(said):
            return
        for index in [index for index, word in enumerate(said) if word in self._by_first]:
            for wanted in self._by_first[said[index]]:
                if tuple(said[index:index + len(wanted)]) == wanted:
                    yield index, index + len(wanted), " ".join(wanted)
