"""GIF: pictures in a row, shown one after the other. Source: GIF89a sections 17-27 and appendix F."""

from __future__ import annotations

from regelratt.loaders.pictures.problem import (
    AFTER_DATA,
    AFTER_END,
    METADATA,
    TOO_MANY_POINTS,
    Unpacking,
    cut,
    require,
)

_LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01"
"""How the part begins that says how many times the pictures are shown; two bytes and a zero follow."""
_CONTROL = b"\x21\xf9\x04"
"""How the part begins that says how long the next picture is shown; four bytes and a zero follow."""
_MOST_CODES = 4096
POINT_LIMIT = 200_000_000
"""Most points that all pictures of a file may have."""
TOO_MANY_CODES = "har fler koder än bildens punkter behöver"
_FREE_CLEARS = 16
_POINTS_PER_CLEAR = 64
"""A code that clears the table draws nothing. Programs write one when the table of thousands is full."""
_PER_BYTE = 50
"""What a packed byte counts for: following a code takes as long as unpacking so many bytes of another format."""


def read_gif(data: bytes, unpacking: Unpacking) -> None:
    """PictureError when the file holds anything but pictures, and how long and how often they are shown."""
    require(data.startswith((b"GIF87a", b"GIF89a")), "är ingen gif-bild")
    place, pictures, points = 13 + _colours(data[10]), 0, 0
    may_loop, is_controlled = True, False
    while data[place] != 0x3B:
        if data[place] == 0x2C:
            head = cut(data, place, 10)
            place += 10 + _colours(head[9])
            size = int.from_bytes(head[5:7], "little") * int.from_bytes(head[7:9], "little")
            points += size
            require(points <= POINT_LIMIT, TOO_MANY_POINTS)
            place = _points_end(data, place, size, unpacking)
            pictures, is_controlled = pictures + 1, False
        else:
            require(data[place] == 0x21)
            require(data[place + 1] != 0xFE, "innehåller en kommentar")
            if data[place:place + 3] == _CONTROL:
                require(not is_controlled, METADATA)
                is_controlled, length = True, len(_CONTROL) + 5
            else:
                require(data[place:place + len(_LOOP)] == _LOOP and may_loop, METADATA)
                may_loop, length = False, len(_LOOP) + 3
            require(cut(data, place, length)[-1] == 0, METADATA)
            place += length
    require(place + 1 == len(data), AFTER_END)
    require(pictures > 0 and not is_controlled)


def _colours(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _points_end(data: bytes, place: int, size: int, unpacking: Unpacking) -> int:
    """Where the next part stands, after a picture of `size` points."""
    bits = data[place]
    place += 1
    blocks = []
    while data[place]:
        blocks.append(cut(data, place + 1, data[place]))
        place += 1 + data[place]
    require(2 <= bits <= 8)
    packed = b"".join(blocks)
    unpacking.take(len(packed) * _PER_BYTE)
    _read_codes(packed, bits, size)
    return place + 1


def _read_codes(packed: bytes, bits: int, size: int) -> None:
    """Follow the codes, without the points, to the one that ends them: nothing may come after it."""
    clear = 1 << bits
    lengths = [1] * clear + [0, 0]
    width, held, count, before, left = bits + 1, 0, 0, 0, size
    clears = _FREE_CLEARS + size // _POINTS_PER_CLEAR
    for place, byte in enumerate(packed):
        held |= byte << count
        count += 8
        while count >= width:
            code = held & ((1 << width) - 1)
            held >>= width
            count -= width
            if code == clear:
                del lengths[clear + 2:]
                width, before = bits + 1, 0
                clears -= 1
                require(clears >= 0, TOO_MANY_CODES)
            elif code == clear + 1:
                require(place + 1 == len(packed) and left == 0, AFTER_DATA)
                return
            else:
                require(code < len(lengths) or (before > 0 and code == len(lengths)))
                if before and len(lengths) < _MOST_CODES:
                    lengths.append(before + 1)
                before = lengths[code]
                left -= before
                require(left >= 0, AFTER_DATA)
                if len(lengths) == 1 << width and width < 12:
                    width += 1
    require(False)
