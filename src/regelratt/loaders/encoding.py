"""Bytes to text: UTF-8, composed (NFC), with one kind of line break; what is not UTF-8 is named for what it seems."""

from __future__ import annotations

from dataclasses import dataclass

from regelratt.domain.characters import nfc


@dataclass(frozen=True, slots=True)
class OtherEncoding:
    """Where a text stops being UTF-8 (line and column in bytes, both from 1), and what it seems to be instead."""

    line: int
    column: int
    name: str


def normalise(text: str) -> str:
    """The text composed (NFC), with `\\n` as its only line break; nothing else is changed."""
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n")


def decode(raw: bytes) -> tuple[str, OtherEncoding | None]:
    """The text of the bytes; when they are not UTF-8, as what they seem to be, and where that shows first."""
    try:
        return normalise(raw.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        seems = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"
        name = {"utf-16": "UTF-16", "cp1252": "Windows-1252 eller Latin-1"}[seems]
        before = raw[:error.start]
        place = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
        return normalise(raw.decode(seems, errors="replace")), OtherEncoding(*place, name)
