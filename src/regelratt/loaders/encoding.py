"""Bytes to text: UTF-8, composed (NFC), with one kind of line break; what is not UTF-8 is named for what it seems."""

from __future__ import annotations

from dataclasses import dataclass

from regelratt.domain.characters import nfc

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16",
}
WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of office programs begin, new and old."""

_PEEK = 4_000
"""Bytes that are looked at to tell an encoding."""


@dataclass(frozen=True, slots=True)
class OtherEncoding:
    """Where a text stops being UTF-8 (line and column in bytes, both from 1), and what it seems to be instead.

    A workbook whose name has been given another ending is no text at all.
    """

    line: int
    column: int
    name: str


def normalise(text: str) -> str:
    """The text composed (NFC), with `\\n` as its only line break; nothing else is changed."""
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def decode(raw: bytes) -> tuple[str, OtherEncoding | None]:
    """The text of the bytes; when they are not UTF-8, as what they seem to be, and where that shows first."""
    if raw.startswith(WORKBOOK_MARKS):
        return "", OtherEncoding(1, 1, "en arbetsbok från ett kalkylprogram")
    seems = _wide_encoding(raw)
    start = 0
    try:
        if not seems:
            return normalise(raw.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        start = error.start
    name = seems.upper()[:6] if seems else "Windows-1252 eller Latin-1"
    before = raw[:start]
    place = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
    text = normalise(raw.decode(seems or "cp1252", errors="replace")).removeprefix("\ufeff")
    return text, OtherEncoding(*place, name)


def _wide_encoding(raw: bytes) -> str:
    """The encoding with several bytes for each sign that the file seems to have; empty for any other."""
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return encoding
    # In UTF-16 without a mark, every other byte of Latin text is zero.
    for encoding, zeros in (("utf-16-le", raw[1:_PEEK:2]), ("utf-16-be", raw[:_PEEK:2])):
        if 2 * zeros.count(0) > len(zeros) > 0 and 4 * raw[:_PEEK].count(0) < 3 * len(raw[:_PEEK]):
            return encoding
    return ""
