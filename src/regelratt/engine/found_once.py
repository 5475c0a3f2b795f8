"""What is found of each node of a tree, found once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from regelratt.engine.tree import Node

Found = TypeVar("Found")


class FoundOnce(Generic[Found]):
    """Answers that are kept as long as the tree is: a name may lead back to itself, and is `meanwhile` until known."""

    def __init__(self, find: Callable[[Node], Found], meanwhile: Found) -> None:
        self._find = find
        self._meanwhile = meanwhile
        self._found: dict[int, Found] = {}

    def __call__(self, node: Node) -> Found:
        """What was found of the node."""
        if id(node) not in self._found:
            self._found[id(node)] = self._meanwhile
            self._found[id(node)] = self._find(node)
        return self._found[id(node)]
