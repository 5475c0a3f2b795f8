"""Letters and digits in a row that are looked for in longer ones, wherever they stand, by a few of them at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")


class GramIndex(Generic[Value]):
    """Texts by their grams: so many signs in a row, that are looked up at every so many places of another text."""

    def __init__(self, size: int, step: int) -> None:
        """A text is found wherever it stands when grams that begin at `step` places in a row in it are known."""
        self._size, self._step = size, step
        self._by_gram: dict[str, list[tuple[int, str, Value]]] = defaultdict(list)

    def add(self, written: str, value: Value, starts: Iterable[int]) -> None:
        """Look for this text by its grams at these places in it."""
        for start in starts:
            self._by_gram[written[start:start + self._size]].append((start, written, value))

    def places(self, joined: str) -> Iterator[tuple[int, int, str, Value]]:
        """Where grams stand in another text: the place there and in the known text, that text and its value."""
        places = range(0, len(joined) - self._size + 1, self._step)
        if self._by_gram.keys().isdisjoint([joined[place:place + self._size] for place in places]):
            return  # most texts have none, and this is the quickest way to see it
        for place in places:
            for start, written, value in self._by_gram.get(joined[place:place + self._size], ()):
                yield place, start, written, value
