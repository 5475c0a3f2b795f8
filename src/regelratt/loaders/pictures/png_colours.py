"""Which colours of its palette a PNG uses: the rows of points are read as they are unpacked. Source: PNG section 9."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from regelratt.loaders.pictures.problem import DAMAGED, UNUSED_COLOURS, Unpacking, require

_PER_ROW = 200
_PER_BYTE = 50
"""What a row, and a byte of one that is told by its neighbours, count for: reading them takes as long as unpacking so
many bytes."""
_WEB_STEPS = frozenset(range(0, 256, 51))
"""Values of the colours that programs fill up a palette with: black, white and those of the old palette of the web."""


class UsedColours:
    """Reads the rows of a picture with a palette, piece by piece."""

    def __init__(self, passes: Iterable[tuple[int, int]], depth: int, unpacking: Unpacking) -> None:
        self._columns = (columns for rows, columns in passes for _ in range(rows))
        self._of_pass = (row == 0 for rows, _ in passes for row in range(rows))
        self._depth, self._unpacking = depth, unpacking
        self._held = bytearray()
        self._above = b""
        self._wide = next(self._columns, 0)
        self.used: set[int] = set()

    def read(self, piece: bytes) -> None:
        """Go on with these bytes, which may end anywhere; PictureError for a row that is written in no known way."""
        self._held += piece
        place = 0
        while self._wide and place + (length := 1 + (self._wide * self._depth + 7) // 8) <= len(self._held):
            self._read_row(bytes(self._held[place:place + length]))
            place += length
            self._wide = next(self._columns, 0)
        del self._held[:place]

    def _read_row(self, row: bytes) -> None:
        if next(self._of_pass):
            self._above = bytes(len(row) - 1)
        require(row[0] <= 4)
        self._unpacking.take(_PER_ROW + (len(row) * _PER_BYTE if row[0] else 0))
        self._above = plain = _as_points(row[0], row[1:], self._above)
        in_byte = 8 // self._depth
        self.used.update(*(_samples(byte, self._depth, in_byte) for byte in set(plain[:-1])),
                         _samples(plain[-1], self._depth, self._wide - (len(plain) - 1) * in_byte))


def check_colours(palette: bytes, used: set[int], opacities: bytes) -> None:
    """PictureError when the points use a colour that is not there, or a colour is there that no point uses.

    What a palette is filled up with may be of the web's palette or like a colour that is used, each seen or unseen.
    """
    colours = [palette[at:at + 3] for at in range(0, len(palette), 3)]
    require(max(used) < len(colours), DAMAGED)
    shown = {colours[index] for index in used}
    for index, colour in enumerate(colours):
        is_filling = colour in shown or set(colour) <= _WEB_STEPS
        require(index in used or (is_filling and opacities[index:index + 1] in (b"", b"\0", b"\xff")), UNUSED_COLOURS)


def _samples(byte: int, depth: int, count: int) -> list[int]:
    """The first values in a byte."""
    return [(byte >> (8 - depth * (place + 1))) & ((1 << depth) - 1) for place in range(count)]


def _as_points(form: int, row: bytes, above: bytes) -> bytes:
    """The row as it is shown; each byte is told by the one to the left and those above."""
    if form == 0:
        return row
    if form == 1:
        return bytes(value & 255 for value in accumulate(row))
    if form == 2:
        return bytes((value + up) & 255 for value, up in zip(row, above, strict=True))
    points, left, corner = bytearray(), 0, 0
    for value, up in zip(row, above, strict=True):
        left = (value + ((left + up) // 2 if form == 3 else _nearest(left, up, corner))) & 255
        corner = up
        points.append(left)
    return bytes(points)


def _nearest(left: int, up: int, corner: int) -> int:
    """The one of three bytes that is nearest to what they foretell together (Paeth)."""
    foretold = left + up - corner
    return min((left, up, corner), key=lambda byte: abs(foretold - byte))
