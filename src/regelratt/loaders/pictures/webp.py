"""WebP: one still picture. Sources: the WebP container specification, RFC 6386 section 9.1, the VP8L specification."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.loaders.pictures.problem import AFTER_END, ANIMATION, METADATA, Unpacking, cut, require

_ANIMATION = frozenset({b"ANIM", b"ANMF"})
_HAS_ALPHA, _IS_ANIMATION = 0x10, 0x02


def read_webp(data: bytes, _unpacking: Unpacking) -> None:
    """PictureError when the file holds anything but one picture, and at most a head that repeats what it says."""
    require(data[:4] == b"RIFF" and data[8:12] == b"WEBP", "är ingen webp-bild")
    parts = list(_parts(data))
    names = [name for name, _ in parts]
    for name in names:
        require(name not in _ANIMATION, ANIMATION)
    require(names[-1] in (b"VP8 ", b"VP8L") and names[:-1] in ([], [b"VP8X"]), METADATA)
    points = parts[-1][1]
    size = _size_of_lossy(points) if names[-1] == b"VP8 " else _size_of_lossless(points)
    if names[:-1]:
        head = parts[0][1]
        require(len(head) == 10, METADATA)
        require(not head[0] & _IS_ANIMATION, ANIMATION)
        require(head[0] in ((0,) if names[-1] == b"VP8 " else (0, _HAS_ALPHA)) and head[1:4] == b"\0\0\0", METADATA)
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
