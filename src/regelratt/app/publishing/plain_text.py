"""Text in one spelling, so that what is written otherwise, or hidden in codes, is still found."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

_SCRIPT_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))")
_STYLE_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_DASHES = dict.fromkeys(
    (*range(0x2010, 0x2016), 0x2212, 0x2043, 0x02D7, 0x058A, 0xFF0D, 0xFE58, 0xFE63, 0x2053, 0x23AF,
     0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A, 0x2E3A, 0x2E3B,
     0x301C), "-") | dict.fromkeys((0xB7, 0x30FB), ".")
_BLANKS = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0), " ")
"""Signs that show nothing, though they count as letters or symbols."""
_SIGNS_FOR_AT = dict.fromkeys((0x24B6, 0x24D0), "@")
"""A letter in a ring, which people put for @."""
_PLAINER = _DASHES | _BLANKS
_ODD = re.compile("[^\x00-\x7fÅÄÖÉåäöé§–]")
"""Signs that are not already as plain as they can be."""
_RAISED = re.compile("(?<=[0-9])[\u00b2\u00b3\u00b9\u2070-\u208e]{1,2}(?=[0-9])")
"""Raised and lowered digits between plain ones: marks of notes, which are no digits of the number."""
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_LARGEST_CODE = 0x10FFFF


@lru_cache(maxsize=50_000)
def canonical(text: str) -> str:
    """The text decoded and in its plainest form.

    Escapes of scripts, styles, HTML and addresses are undone, twice for what is coded in two layers; compatibility
    forms, dashes, digits of other scripts, spaces and line breaks are made plain, and what cannot be seen is left out.
    """
    for _ in range(2):
        text = _decoded(text)
    if text.isascii():
        return _SPACES.sub(" ", text)
    text = _RAISED.sub(" ", text)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS_FOR_AT)).translate(_PLAINER)
    return _SPACES.sub(" ", _ODD.sub(lambda odd: _plain(odd[0]), text))


def _decoded(text: str) -> str:
    if "\\" in text:
        text = _STYLE_ESCAPE.sub(_character, _SCRIPT_ESCAPE.sub(_character, text))
    if "&" in text:
        text = html.unescape(text)
    return unquote(text) if "%" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code <= _LARGEST_CODE else match[0]


def _plain(sign: str) -> str:
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return "" if unicodedata.category(sign) in ("Cf", "Me", "Mn") else sign


def words(text: str) -> list[str]:
    """The words of a canonical text, in small letters and without signs between them."""
    return _WORD.findall(text.casefold())


def squashed(text: str) -> str:
    """Letters and digits of a canonical text alone: equal for all ways to divide, join and mark the words."""
    return "".join(words(text))
