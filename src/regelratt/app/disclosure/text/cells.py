"""Texts that are made of cells, and the parts of a text that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

CELL_END = " | "
"""What parts the cells of a table where they are written as one text."""
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
"""A row of a table as it is written on a page."""


class Cells(str):
    """Cells as one text, which is equal to no other text: what stands in two cells is no number by that alone."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cells) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def parts_apart(text: str) -> Iterator[str]:
    """The parts of a text in which a number may stand whole: of cells none, and of one that has a table as pages are
    written what stands around it and each of its cells.
    """
    if isinstance(text, Cells):
        return
    if "|" not in text or not _ROW.search(text):
        yield text
        return
    for number, piece in enumerate(_ROW.split(text)):
        yield from piece.split("|") if number % 2 else (piece,)
