"""Pictures that may be published: a known format, and nothing in them but the picture.

Cameras and programs write names, places and comments into picture files; readers of the site cannot see them,
but anyone can take them out. So a picture with such a part is refused. Sources: PNG (W3C) section 11, JFIF/Exif
(ISO 10918-1 annex B), GIF89a sections 22-26, the WebP container specification.
"""

from __future__ import annotations

from collections.abc import Iterator

PICTURE_TYPES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".webp"})
"""Endings of pictures. SVG is left out: opened by itself it is a page that can run scripts."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = frozenset({
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD", b"pHYs", b"acTL", b"fcTL",
    b"fdAT",
})
_WEBP_PARTS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_JPEG_PLAIN = {0xE0: (b"JFIF\0", 16), 0xEE: (b"Adobe", 14)}
"""Application segments that say only how the picture is coded: how they begin and how long they are."""


def picture_problem(kind: str, data: bytes) -> str | None:
    """What is wrong with a picture whose name ends in `kind`, as the end of a sentence; None when nothing is."""
    parts = {".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".gif": _gif, ".webp": _webp}[kind]
    try:
        return next(parts(data), None)
    except (IndexError, ValueError):
        return "är en skadad bild"


def _png(data: bytes) -> Iterator[str]:
    if not data.startswith(_PNG):
        yield "är ingen png-bild"
    place = len(_PNG)
    while True:
        length, name = int.from_bytes(data[place:place + 4]), data[place + 4:place + 8]
        if len(name) != 4:
            yield "är en skadad bild"
        if name not in _PNG_PARTS:
            yield "innehåller metadata"
        place += 12 + length
        if name == b"IEND":
            break
    if place != len(data):
        yield "har något efter bildens slut"


def _jpeg(data: bytes) -> Iterator[str]:
    if not data.startswith(b"\xff\xd8\xff"):
        yield "är ingen jpg-bild"
    place = 2
    while True:
        if data[place] != 0xFF:
            raise ValueError
        marker = data[place + 1]
        place += 1 if marker == 0xFF else 2
        if marker == 0xFF:
            continue
        if marker == 0xD9:
            break
        if marker in _JPEG_ALONE:
            continue
        length = int.from_bytes(data[place:place + 2])
        if marker == 0xFE:
            yield "innehåller en kommentar"
        if 0xE0 <= marker <= 0xEF and not _is_plain(marker, data[place + 2:place + length], length):
            yield "innehåller metadata"
        place += length
        if marker == 0xDA:
            place = _end_of_scan(data, place)
    if place != len(data):
        yield "har något efter bildens slut"


def _is_plain(marker: int, segment: bytes, length: int) -> bool:
    start, size = _JPEG_PLAIN.get(marker, (b"", 0))
    return length == size and segment.startswith(start)


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next marker stands: after 0xFF, a zero is part of the picture and D0-D7 only divide it."""
    while True:
        place = data.index(b"\xff", place)
        if data[place + 1] != 0x00 and data[place + 1] not in _JPEG_ALONE:
            return place
        place += 2


def _gif(data: bytes) -> Iterator[str]:
    if not data.startswith((b"GIF87a", b"GIF89a")):
        yield "är ingen gif-bild"
    place = 13 + _colours(data[10])
    while data[place] != 0x3B:
        if data[place] == 0x2C:
            place += 10 + _colours(data[place + 9]) + 1
        elif data[place] == 0x21:
            label = data[place + 1]
            if label in (0xFE, 0x01):
                yield "innehåller en kommentar"
            if label == 0xFF and data[place + 3:place + 14] not in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                yield "innehåller metadata"
            place += 2
        else:
            raise ValueError
        while data[place]:
            place += 1 + data[place]
        place += 1
    if place + 1 != len(data):
        yield "har något efter bildens slut"


def _colours(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _webp(data: bytes) -> Iterator[str]:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        yield "är ingen webp-bild"
    place, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while place < end:
        name, length = data[place:place + 4], int.from_bytes(data[place + 4:place + 8], "little")
        if len(name) != 4:
            raise ValueError
        if name not in _WEBP_PARTS:
            yield "innehåller metadata"
        place += 8 + length + length % 2
    if end + end % 2 < len(data) or place > len(data) + 1:
        yield "har något efter bildens slut"
