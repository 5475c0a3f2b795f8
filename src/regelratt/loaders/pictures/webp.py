"""WebP: one still picture. Sources: the WebP container specification, RFC 6386 section 9.1, the VP8L specification."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.loaders.pictures.problem import (
    AFTER_END,
    ANIMATION,
    COLOUR_PROFILE,
    METADATA,
    Unpacking,
    cut,
    metadata,
    require,
)

_ANIMATION = frozenset({b"ANIM", b"ANMF"})
_TOLD = {b"EXIF": "Exif", b"XMP ": "XMP", b"ICCP": COLOUR_PROFILE}
"""What programs add beside the picture, by its names for readers."""
_HEADS = {b"VP8 ": ([], [b"VP8X"], [b"VP8X", b"ALPH"]), b"VP8L": ([], [b"VP8X"])}
"""What may stand before the points; points with loss have how clear they are in a part of its own."""
_HAS_ALPHA, _IS_ANIMATION = 0x10, 0x02


def read_webp(data: bytes, _unpacking: Unpacking) -> None:
    """PictureError when the file holds anything but one picture, and at most a head that repeats what it says."""
    require(data[:4] == b"RIFF" and data[8:12] == b"WEBP", "är ingen webp-bild")
    parts = list(_parts(data))
    names = [name for name, _ in parts]
    for name in names:
        require(name not in _ANIMATION, ANIMATION)
        require(name not in _TOLD, metadata(_TOLD.get(name, "")))
    require(names[:-1] in _HEADS.get(names[-1], ()), METADATA)
    points = parts[-1][1]
    size = _size_of_lossy(points) if names[-1] == b"VP8 " else _size_of_lossless(points)
    if names[:-1]:
        head = parts[0][1]
        require(len(head) == 10, METADATA)
        require(not head[0] & _IS_ANIMATION, ANIMATION)
        clear = (_HAS_ALPHA,) if b"ALPH" in names else (0,) if names[-1] == b"VP8 " else (0, _HAS_ALPHA)
        require(head[0] in clear and head[1:4] == b"\0\0\0", METADATA)
        require(b"ALPH" not in names or _is_clearness(parts[1][1], size), METADATA)
        told = int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
        require(told == size, METADATA)


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    end = 8 + int.from_bytes(data[4:8], "little")
    require(end <= len(data))
    require(end == len(data), AFTER_END)
    place = 12
    require(place < end)
    while place < end:
        name, length = cut(data, place, 4), int.from_bytes(cut(data, place + 4, 4), "little")
        yield name, cut(data, place + 8, length)
        require(cut(data, place + 8 + length, length % 2) in (b"", b"\0"), METADATA)
        place += 8 + length + length % 2


def _is_clearness(part: bytes, size: tuple[int, int]) -> bool:
    """True for a byte for each point, or fewer when they are packed, after one that says how they are written."""
    points, said = size[0] * size[1], part[:1]
    is_packed = said and said[0] & 0x03 == 1
    return said != b"" and said[0] >> 5 == 0 and said[0] & 0x03 <= 1 and (
        1 < len(part) <= points + 1 if is_packed else len(part) == points + 1)


def _size_of_lossy(points: bytes) -> tuple[int, int]:
    """Width and height; the first of the picture's parts must lie within it."""
    head = cut(points, 0, 10)
    first = int.from_bytes(head[:3], "little")
    require(not first & 1 and head[3:6] == b"\x9d\x01\x2a" and 10 + (first >> 5) < len(points))
    return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF


def _size_of_lossless(points: bytes) -> tuple[int, int]:
    head = int.from_bytes(cut(points, 1, 4), "little")
    require(points[0] == 0x2F and head >> 29 == 0 and len(points) > 5)
    return (head & 0x3FFF) + 1, (head >> 14 & 0x3FFF) + 1
