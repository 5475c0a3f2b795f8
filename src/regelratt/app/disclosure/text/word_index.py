"""Texts that are looked for in other texts word by word, by their first words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Generic, TypeVar

Value = TypeVar("Value")


class WordIndex(Generic[Value]):
    """Words in a row, and what each row of them stands for."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[int, dict[tuple[str, ...], list[Value]]]] = defaultdict(dict)
        """By the first word, then by how many words there are: many rows of words begin alike."""
        self._alone: set[str] = set()
        self._beginnings: set[tuple[str, str]] = set()
        """The first two words of the longer ones: few texts have both, though many have the first."""

    def add(self, wanted: tuple[str, ...], value: Value) -> None:
        """Look for these words too, at least one."""
        if len(wanted) == 1:
            self._alone.add(wanted[0])
        else:
            self._beginnings.add((wanted[0], wanted[1]))
        self._by_first[wanted[0]].setdefault(len(wanted), {}).setdefault(wanted, []).append(value)

    def may_hold(self, said: Sequence[str]) -> bool:
        """False when no row of words begins among these; cheap."""
        if self._by_first.keys().isdisjoint(said):
            return False
        return not self._alone.isdisjoint(said) or not self._beginnings.isdisjoint(pairwise(said))

    def places(self, said: Sequence[str]) -> Iterator[tuple[int, int, Value]]:
        """Where they stand among these: the first word, the word after the last, and what they stand for."""
        if not self.may_hold(said):
            return
        for start in [start for start, word in enumerate(said) if word in self._by_first]:
            for length, wanted in self._by_first[said[start]].items():
                for value in wanted.get(tuple(said[start:start + length]), ()):
                    yield start, start + length, value
