"""JPEG: the tables and scans of one picture. Sources: ISO 10918-1 annex B, JFIF 1.02."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from regelratt.loaders.pictures.problem import AFTER_END, COLOUR_PROFILE, METADATA, Unpacking, cut, metadata, require

_MOST_SCANS = 100
_RESTARTS = range(0xD0, 0xD8)
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Kinds of frames that browsers show."""
_TOLD = {b"Exif\0": "Exif", b"http://ns.adobe.com/xap/": "XMP", b"ICC_PROFILE\0": COLOUR_PROFILE,
         b"Photoshop ": "Photoshop", b"Ducky\0": "Photoshop", b"MPF\0": "miniatyr"}
"""What programs add beside the picture, by how it begins."""
_COLOURS = re.compile(rb"Adobe\0[de][\0\x40\x80\xc0]\0\0\0[\0-\2]", re.DOTALL)
"""How the colours are to be read: programs from Adobe write it in every picture."""


@dataclass(slots=True)
class _Seen:
    """What has been said so far: a table that nothing uses, or that is said again before, is no part of the picture."""

    frames: int = 0
    scans: int = 0
    interval: int = 0
    has_interval: bool = False
    has_colours: bool = False
    quantities: set[int] = field(default_factory=set)
    used_quantities: set[int] = field(default_factory=set)
    codes: set[int] = field(default_factory=set)
    """Tables that no scan has used since they were said, with 16 for those of what changes within a block."""
    is_progressive: bool = False


def read_jpeg(data: bytes, _unpacking: Unpacking) -> None:
    """PictureError when the file holds anything but the tables and scans of one picture."""
    require(data.startswith(b"\xff\xd8\xff"), "är ingen jpg-bild")
    seen, place = _Seen(), 2
    while data[place:place + 2] != b"\xff\xd9":
        require(data[place] == 0xFF)
        marker = data[place + 1]
        require(marker != 0xFE, "innehåller en kommentar")
        length = int.from_bytes(cut(data, place + 2, 2))
        require(length >= 2)
        part = cut(data, place + 4, length - 2)
        _check(marker, part, place == 2, seen)
        place += 2 + length
        if marker == 0xDA:
            place = _end_of_scan(data, place, seen.interval)
    require(place + 2 == len(data), AFTER_END)
    require(seen.frames == 1 and seen.scans > 0)
    require(seen.quantities <= seen.used_quantities and not seen.codes, METADATA)


def _check(marker: int, part: bytes, is_first: bool, seen: _Seen) -> None:
    """PictureError unless the part is one of those a picture needs, with the length that its content gives."""
    if marker == 0xE0:
        is_plain = len(part) == 14 and part.startswith(b"JFIF\0\x01") and part[7] <= 2 and part[12:] == b"\0\0"
        # Points are as wide as they are high: two numbers of them may say anything.
        require(is_first and is_plain and part[6] <= 2 and part[8:10] == part[10:12] != b"\0\0", METADATA)
    elif marker == 0xEE and _COLOURS.fullmatch(part):
        require(not seen.has_colours, METADATA)
        seen.has_colours = True
    elif marker == 0xDB:
        _check_quantities(part, seen)
    elif marker == 0xC4:
        _check_codes(part, seen)
    elif marker in _FRAMES:
        require(seen.frames == 0 and len(part) >= 6 and part[5] in (1, 3, 4), METADATA)
        require(len(part) == 6 + 3 * part[5] and part[0] == 8, METADATA)
        require(part[1:3] != b"\0\0" and part[3:5] != b"\0\0")
        seen.frames, seen.is_progressive = 1, marker == 0xC2
        seen.used_quantities.update(part[8::3])
    elif marker == 0xDD:
        require(len(part) == 2 and not seen.has_interval, METADATA)
        seen.interval, seen.has_interval = int.from_bytes(part), True
    elif marker == 0xDA:
        require(seen.frames == 1 and 1 <= part[0] <= 4 and len(part) == 4 + 2 * part[0], METADATA)
        seen.scans += 1
        require(seen.scans <= _MOST_SCANS, METADATA)
        seen.codes -= _used_codes(part, seen.is_progressive)
    else:
        require(False, next((metadata(name) for begins, name in _TOLD.items() if part.startswith(begins)), METADATA))


def _used_codes(scan: bytes, is_progressive: bool) -> set[int]:
    """The tables that a scan uses: of first values, of the others, or of both."""
    tables, begin = scan[2:2 + 2 * scan[0]:2], scan[-3]
    first = {table >> 4 for table in tables} if not (is_progressive and begin) else set()
    others = {16 + (table & 0x0F) for table in tables} if not is_progressive or begin else set()
    return first | others


def _check_quantities(part: bytes, seen: _Seen) -> None:
    place = 0
    while place < len(part):
        kind = part[place]
        require(kind & 0x0F <= 3 and kind >> 4 <= 1 and kind & 0x0F not in seen.quantities, METADATA)
        seen.quantities.add(kind & 0x0F)
        place += 1 + (128 if kind >> 4 else 64)
    require(place == len(part) and place > 0, METADATA)


def _check_codes(part: bytes, seen: _Seen) -> None:
    place = 0
    while place < len(part):
        kind, counts = part[place], cut(part, place + 1, 16)
        require(kind & 0x0F <= 3 and kind >> 4 <= 1 and kind not in seen.codes, METADATA)
        seen.codes.add(kind)
        values = part[place + 17:place + 17 + sum(counts)]
        has_room = sum(count << (15 - length) for length, count in enumerate(counts)) <= 1 << 16
        require(has_room and len(set(values)) == sum(counts), METADATA)
        place += 17 + sum(counts)
    require(place == len(part) and place > 0, METADATA)


def _end_of_scan(data: bytes, place: int, interval: int) -> int:
    """Where the next marker stands: after 0xFF, a zero is part of the picture and D0-D7 only divide it."""
    restart = 0
    while True:
        place = data.find(b"\xff", place)
        require(place >= 0)
        if data[place + 1] in _RESTARTS:
            require(interval > 0 and data[place + 1] == 0xD0 + restart % 8, METADATA)
            restart += 1
        elif data[place + 1] != 0x00:
            return place
        place += 2
