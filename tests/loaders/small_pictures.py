"""Pictures of one point, made by hand, and the parts they are made of."""

from __future__ import annotations

import zlib

PNG_START = b"\x89PNG\r\n\x1a\n"


def png_part(name: bytes, content: bytes = b"") -> bytes:
    """One part of a PNG with its sum."""
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def numbers(*values: int) -> bytes:
    """Numbers of four bytes each."""
    return b"".join(value.to_bytes(4) for value in values)


def png_head(width: int = 1, height: int = 1, depth: int = 8, colour: int = 0, interlace: int = 0) -> bytes:
    """The part that says how large a PNG is, and how its points are written."""
    return png_part(b"IHDR", width.to_bytes(4) + height.to_bytes(4) + bytes([depth, colour, 0, 0, interlace]))


def png(*before: bytes, head: bytes = png_head(), points: bytes = b"\0\0", after: bytes = b"") -> bytes:
    """A PNG with parts before its points; bytes after the end of the packed stream stand in the same part."""
    stream = png_part(b"IDAT", zlib.compress(points) + after)
    return PNG_START + head + b"".join(before) + stream + png_part(b"IEND")


PNG = png()
"""One black point."""

GIF_START = bytes.fromhex("47494638396101000100800000ffffff000000")
GIF_CONTROL = bytes.fromhex("21f9040100000000")
GIF_POINTS = bytes.fromhex("2c000000000100010000")
GIF_LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
GIF = GIF_START + GIF_CONTROL + GIF_POINTS + bytes.fromhex("02024401003b")


def jpeg_part(marker: int, content: bytes) -> bytes:
    """One part of a JPEG with its length."""
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content


JPEG_START = b"\xff\xd8"
JFIF = jpeg_part(0xE0, b"JFIF\0\x01\x01" + bytes.fromhex("00000100010000"))
QUANTITIES = jpeg_part(0xDB, b"\0" + b"\x01" * 64)
FRAME = jpeg_part(0xC0, bytes.fromhex("080001000101011100"))
CODES = jpeg_part(0xC4, b"\0\x01" + b"\0" * 15 + b"\0")
SCAN = jpeg_part(0xDA, bytes.fromhex("010100003f00")) + b"\x3f"
JPEG_END = b"\xff\xd9"


def jpeg(*more: bytes, scan: bytes = SCAN) -> bytes:
    """A JPEG with parts before its scan."""
    return b"".join([JPEG_START, JFIF, QUANTITIES, FRAME, CODES, *more, scan, JPEG_END])


JPEG = jpeg()

LOSSLESS = b"\x2f\0\0\0\0\x07\x10\x11\xfd"
LOSSY = bytes.fromhex("3000009d012a01000100") + b"\0\0\0\0"


def webp_part(name: bytes, content: bytes) -> bytes:
    """One part of a WebP with its length, filled up to an even one."""
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def webp(*parts: bytes) -> bytes:
    """A WebP of the parts."""
    content = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def webp_head(flags: int = 0, width: int = 1, height: int = 1) -> bytes:
    """The part that says what more a WebP has than points."""
    return webp_part(
        b"VP8X", bytes([flags, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


WEBP = webp(webp_part(b"VP8L", LOSSLESS))
