"""PNG: one picture, packed in one stream that holds exactly its points. Source: PNG (W3C) sections 5, 7, 10 and 11."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from regelratt.loaders.pictures.png_colours import UsedColours, check_colours
from regelratt.loaders.pictures.png_values import is_plausible
from regelratt.loaders.pictures.problem import (
    AFTER_DATA,
    AFTER_END,
    ANIMATION,
    DAMAGED,
    METADATA,
    TOO_MANY_POINTS,
    PictureError,
    Unpacking,
    cut,
    require,
)

_START = b"\x89PNG\r\n\x1a\n"
UNPACKED_LIMIT = 200_000_000
"""Most bytes that the points of a picture may take."""
_PIECE = 1_000_000
_ANIMATION = frozenset({b"acTL", b"fcTL", b"fdAT"})
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Values for each point, by the kind of colour."""
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_FIXED = {b"IHDR": 13, b"IEND": 0, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"pHYs": 9}
_BY_COLOUR = {
    b"sBIT": {0: 1, 2: 3, 3: 3, 4: 2, 6: 4}, b"bKGD": {0: 2, 2: 6, 3: 1, 4: 2, 6: 6}, b"tRNS": {0: 2, 2: 6},
}
_INTERLACED = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row, and the steps between columns and rows, of each of the seven passes."""


def read_png(data: bytes, unpacking: Unpacking) -> None:
    """PictureError when the file is anything but one picture."""
    require(data.startswith(_START), "är ingen png-bild")
    parts = list(_parts(data))
    names = [name for name, _ in parts]
    for name in names:
        require(name not in _ANIMATION, ANIMATION)
    require(names[0] == b"IHDR" and names[-1] == b"IEND" and b"IDAT" in names)
    first = names.index(b"IDAT")
    points = [part for name, part in parts if name == b"IDAT"]
    require(names[first:-1] == [b"IDAT"] * len(points), METADATA)
    require(len(set(names[:first])) == first, METADATA)
    head = parts[0][1]
    require(len(head) == _FIXED[b"IHDR"])
    depth, colour = head[8], head[9]
    require(depth in _DEPTHS.get(colour, ()) and head[10:12] == b"\0\0" and head[12] <= 1)
    colours = len(dict(parts).get(b"PLTE", b"")) // 3
    require((colour == 3) == (b"PLTE" in names), METADATA)
    for name, part in parts:
        require(name == b"IDAT" or _has_shape(name, part, colour, depth, colours), METADATA)
        require(is_plausible(name, part, colour, depth, colours), METADATA)
    passes = _passes(head)
    rows = UsedColours(passes, depth, unpacking) if colour == 3 else None
    _unpack(points, sum(count * (1 + (columns * depth * _SAMPLES[colour] + 7) // 8) for count, columns in passes),
            unpacking, rows)
    if rows:
        check_colours(dict(parts)[b"PLTE"], rows.used, dict(parts).get(b"tRNS", b""))


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and content of each part; the sum of each must be right, or four bytes for each could be anything."""
    place, name = len(_START), b""
    while name != b"IEND":
        length, name = int.from_bytes(cut(data, place, 4)), cut(data, place + 4, 4)
        content = cut(data, place + 8, length)
        known = name in _FIXED or name in _BY_COLOUR or name in _ANIMATION or name in (b"PLTE", b"IDAT")
        require(known, METADATA)
        require(zlib.crc32(name + content) == int.from_bytes(cut(data, place + 8 + length, 4)))
        yield name, content
        place += 12 + length
    require(place == len(data), AFTER_END)


def _has_shape(name: bytes, part: bytes, colour: int, depth: int, colours: int) -> bool:
    """True when a part has the length that its name, and the picture's kind of colour, give it."""
    if name == b"PLTE":
        return len(part) % 3 == 0 and 0 < colours <= 1 << depth
    if name == b"tRNS" and colour == 3:
        return 0 < len(part) <= colours
    return len(part) == (_FIXED[name] if name in _FIXED else _BY_COLOUR[name].get(colour, -1))


def _passes(head: bytes) -> list[tuple[int, int]]:
    """How many rows and columns each pass over the picture has."""
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    require(width > 0 and height > 0)
    passes = _INTERLACED if head[12] else ((0, 0, 1, 1),)
    sizes = [(-((top - height) // down), -((left - width) // across)) for left, top, across, down in passes]
    return [(rows, columns) for rows, columns in sizes if columns > 0 and rows > 0]


def _unpack(points: list[bytes], size: int, unpacking: Unpacking, rows: UsedColours | None) -> None:
    """Unpack piece by piece without keeping it; the stream must end where the data ends, with as much as is said.

    Each byte of a row before the points says how it is written.
    """
    require(size <= UNPACKED_LIMIT, TOO_MANY_POINTS)
    stream, unpacked = zlib.decompressobj(), 0
    packed = b"".join(points)
    while not stream.eof:
        piece = stream.decompress(packed, _PIECE)
        packed = stream.unconsumed_tail
        unpacked += len(piece)
        unpacking.take(len(piece))
        if unpacked > size:
            raise PictureError(AFTER_DATA)
        if rows:
            rows.read(piece)
        require(bool(piece or packed) or stream.eof, DAMAGED)
    require(not stream.unused_data, AFTER_DATA)
    require(unpacked == size, DAMAGED)
