"""Signs that stand where a letter was lost as a text was saved or read in another encoding."""

from __future__ import annotations

import html.entities
import re
from unicodedata import category

_BYTES = "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in range(0x80, 0xC0))

LOST_LETTER = re.compile(f"\ufffd|ï¿½|[ÂÃ](?![‘’“”])[{re.escape(_BYTES)}]|â€")
"""The sign for a letter that could not be read, or UTF-8 that has been read as Windows-1252: `nÃ¤rmaste`.

A quote after a letter is more likely to be a quote.
"""

_LETTERS = "åäöÅÄÖéÉ"
_ENCODINGS = ("cp1252", "latin-1", "cp850", "cp437", "mac_roman", "cp1250", "cp1251")
"""What Swedish texts have been saved in, and what they have been taken for."""

_SINGLE = {
    letter.encode(saved).decode(read, "ignore") for letter in _LETTERS for read in _ENCODINGS
    for saved in ("cp1252", "cp850", "mac_roman")} - set(_LETTERS)
_INSIDE = "".join(sorted(each for each in _SINGLE if each and category(each)[0] != "L" and each not in "”’…")) + "ˆ"
_CAPITALS = "".join(sorted(each for each in _SINGLE if each.isupper()))
_PAIRS = sorted({letter.encode().decode(read, "ignore") for letter in _LETTERS for read in _ENCODINGS[2:]})
_SPELLED = sorted({letter.encode("utf-7").decode() for letter in _LETTERS})
_ENTITIES = "|".join(sorted(html.entities.name2codepoint))

_IN_WORD = re.compile("|".join((
    # One sign of another encoding, or a question mark, between letters: `n?rmaste`, `n„rmaste`, `n‰rmaste`.
    rf"(?<=[^\W\d_])[{re.escape(_INSIDE)}{{}}](?=[^\W\d_])",
    r"(?<=[^\W\d_])”(?=[a-zåäö]{2})", rf"(?<=[a-zåäö])[{_CAPITALS}](?=[a-zåäö])",
    r"(?<=[^\W\d_])\?+(?=[a-zåäö])(?!\?*\w+=)", r"(?<=[A-ZÅÄÖ])\?+(?=[A-ZÅÄÖ])", r"(?<!\S)\?+(?=[^\W\d_])",
    # The bytes of UTF-8 as two signs: `n├ñrmaste`, `n√§rmaste`.
    *map(re.escape, _PAIRS),
    # The letter spelled out for a medium that had none: `n&auml;rmaste`, `n=E4rmaste`, `n%C3%A4rmaste`.
    rf"&(?:{_ENTITIES}|#[0-9]{{1,6}}|#[xX][0-9a-fA-F]{{1,5}});", *map(re.escape, _SPELLED),
    r"(?:[=%]C3[=%][89AB][0-9A-F])|=[C-F][0-9A-F](?=[a-zåäö])", r"\\u00[0-9a-fA-F]{2}|\\x[c-f][0-9a-f]")))
_WRITTEN_TOGETHER = re.compile(r"\S+")
_OF_ADDRESS = re.compile(r"://|www\.|\.\w{2,}/")
"""What an address has, which may have any of these signs between letters, as they are meant."""


def lost_letter(text: str) -> str:
    """The first piece of a cell's text that was a letter before it was saved or read wrongly; empty when all is well.

    A page has markup, in which some of these pieces are meant: there only `LOST_LETTER` is sought.
    """
    if text.isascii() and text.isalnum():
        return ""
    found = LOST_LETTER.search(text) or _IN_WORD.search(_WRITTEN_TOGETHER.sub(_unless_address, text))
    return found[0] if found else ""


def _unless_address(word: re.Match[str]) -> str:
    return " " if _OF_ADDRESS.search(word[0]) else word[0]
