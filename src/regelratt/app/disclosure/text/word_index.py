"""Texts that are looked for in other texts word by word, by their first words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class WordIndex(Generic[Value]):
    """Words in a row, and what each row of them stands for."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = defaultdict(list)

    def add(self, wanted: tuple[str, ...], value: Value) -> None:
        """Look for these words too, at least one."""
        self._by_first[wanted[0]].append((wanted, value))

    def may_hold(self, said: Sequence[str]) -> bool:
        """False when no row of words begins among these; cheap."""
        return not self._by_first.keys().isdisjoint(said)

    def places(self, said: Sequence[str]) -> Iterator[tuple[int, int, Value]]:
        """Where they stand among these: the first word, the word after the last, and what they stand for."""
        if not self.may_hold(said):
            return
        for index in [index for index, word in enumerate(said) if word in self._by_first]:
            for wanted, value in self._by_first[said[index]]:
                if tuple(said[index:index + len(wanted)]) == wanted:
                    yield index, index + len(wanted), value
