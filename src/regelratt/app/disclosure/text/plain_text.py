"""Text in its plainest spelling, so that what is written otherwise, or hidden in codes, is still found.

What looks like a code may be plain text to its reader: a backslash before a number, a percent sign after one. So a text
has several readings, and what may not be public is looked for in each of them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeVar
from urllib.parse import unquote

from regelratt.domain.lookalikes import LIKE_LATIN, MAY_BE_DIGITS, in_digits, plain_letter

_SCRIPT_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))")
_STYLE_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})\s?")
_MAY_BE_MAIL = re.compile(r"\w=40\w|=C3=[89AB][0-9A-F]|=\r?\n", re.IGNORECASE)
"""What the source of a letter has and few other texts do: a coded sign of an address or letter, and a broken line."""
_MAIL_CODE = re.compile(r"=\r?\n|(?:=[0-9A-F]{2})+", re.IGNORECASE)
"""Signs as letters are sent (quoted-printable, RFC 2045)."""
_DASHES = dict.fromkeys(
    (*range(0x2010, 0x2016), 0x2212, 0x2043, 0x02D7, 0x058A, 0xFF0D, 0xFE58, 0xFE63, 0x2053, 0x23AF,
     0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A, 0x2E3A, 0x2E3B,
     0x301C), "-") | dict.fromkeys((0xB7, 0x30FB, 0x2027, 0x2E31, 0x2E33, 0x16EB, 0x06D4, 0xA4F8), ".") | {0x223C: "~"}
_BLANKS = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0), " ")
"""Signs that show nothing, though they count as letters or symbols."""
_SIGNS_FOR_AT = dict.fromkeys((0x24B6, 0x24D0), "@")
"""A letter in a ring, which people put for @."""
_FIRST = _SIGNS_FOR_AT | LIKE_LATIN
_PLAINER = _DASHES | _BLANKS | LIKE_LATIN
_NOT_PLAIN = re.compile("[^\x00-\x7fÅÄÖÉåäöé§]")
"""Signs that are not already as plain as they can be."""
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
"""Signs that take no room and show nothing (UAX 44, Default_Ignorable_Code_Point)."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that have the text after them shown in another order (UAX 9)."""
_SMALL = "\u00b2\u00b3\u00b9\u2070-\u208e"
_RAISED = re.compile(rf"(?<=\d)[{_SMALL}]+|(?<![{_SMALL}])[{_SMALL}]++(?=\d)")
"""Raised and lowered digits beside plain ones: marks of notes, or digits of the number."""
_SPACES = re.compile(r"\s{2,}|[^\S ]")
"""Spaces that are not already one plain space."""
_WORD = re.compile(r"[^\W_]{1,200}")
"""No longer than any word is: endings are sought in it from each of its letters."""
_NOT_AS_IT_IS = re.compile(rf"[\\&%=]|{_NOT_PLAIN.pattern}")
"""What a text has that may be read otherwise than as it is written."""
_LARGEST_CODE = 0x10FFFF
_DIGIT = re.compile(r"[0-9]")
_EXPONENT = re.compile(r"(?=\d{1,12}[.,])(?<![^\W_])(?<!\d[.,])(\d{1,12})[.,](\d{1,12}) ?[Ee] ?\+? ?(1[01]|0?\d)(?!\w)")
"""A number as spreadsheets and programs write a long one."""
_MAY_HAVE_EXPONENT = re.compile(r"[0-9] ?[Ee] ?\+?[0-9]")
"""Few texts have this much of one."""


_T = TypeVar("_T")
_Change = Callable[[str], str]


def canonical(text: str) -> str:
    """The text decoded and in its plainest form.

    Escapes of scripts, styles, HTML and addresses are undone, twice for what is coded in two layers; compatibility
    forms, dashes, digits of other scripts, letters that look as Latin ones, spaces and line breaks are made plain, and
    what cannot be seen is left out.
    """
    return readings(text)[0]


@lru_cache(maxsize=50_000)
def readings(text: str) -> tuple[str, ...]:
    """Every way to read a text, in its plainest form, and first the one where all codes are undone.

    Each kind of code is both undone and left as it is written, that of letters last, and backslashes are left out too;
    raised digits beside others are taken for signs between, for nothing and for digits. Numbers with an exponent are
    also written out, and letters that look as digits are also taken for them in numbers. Most texts have one reading.
    """
    plain = dict.fromkeys(_decoded(text) if _NOT_AS_IT_IS.search(text) else (_SPACES.sub(" ", text),))
    if not any(map(_DIGIT.search, plain)):
        return tuple(plain)
    written_out = (_EXPONENT.sub(_in_digits, each) for each in plain if _MAY_HAVE_EXPONENT.search(each))
    alike = (in_digits(each) for each in plain if MAY_BE_DIGITS.search(each))
    return tuple(dict.fromkeys((*plain, *written_out, *alike)))


def _decoded(text: str) -> Iterator[str]:
    """The text in its plainest form with each kind of code undone or left."""
    ways: list[tuple[_Change, ...]] = []
    if "\\" in text or "%5" in text or "&" in text:
        ways.append((_without_script_codes, _as_written, _without_backslashes))
    if "&" in text:
        ways.append((html.unescape, _as_written))
    if "=" in text and _MAY_BE_MAIL.search(text):
        ways.append((_as_written, _without_mail_codes))
    if "%" in text:
        ways.append((unquote, _as_written))
    for each in dict.fromkeys(_changed(text, chosen) for chosen in product(*ways)) if ways else (text,):
        yield from _plain_forms(each)


def aligned(texts: Sequence[Sequence[_T]]) -> Iterator[list[_T]]:
    """Texts that are read together, each in its first reading, then those that have more in their second, and so on."""
    for number in range(max(map(len, texts), default=0)):
        yield [each[number] if number < len(each) else each[0] for each in texts]


def _changed(text: str, changes: Sequence[_Change]) -> str:
    for change in (*changes, *changes):
        text = change(text)
    return text


def _as_written(text: str) -> str:
    return text


def _without_script_codes(text: str) -> str:
    return _STYLE_ESCAPE.sub(_character, _SCRIPT_ESCAPE.sub(_character, text)) if "\\" in text else text


def _without_mail_codes(text: str) -> str:
    return _MAIL_CODE.sub(lambda code: bytes.fromhex(re.sub(r"=\r?\n|=", "", code[0])).decode("utf-8", "replace"), text)


def _without_backslashes(text: str) -> str:
    return text.replace("\\", "")


def _plain_forms(text: str) -> Iterator[str]:
    if not _NOT_PLAIN.search(text):
        yield _SPACES.sub(" ", text)
        return
    for form in (_RAISED.sub(" ", text), _RAISED.sub("", text), text) if _RAISED.search(text) else (text,):
        # What is unseen goes first: between a letter and its accent it would keep them apart.
        seen = _UNSEEN.sub("", form).translate(_FIRST)
        plainer = unicodedata.normalize("NFKC", seen).translate(_PLAINER)
        yield _SPACES.sub(" ", _NOT_PLAIN.sub(lambda odd: _plain(odd[0]), plainer))


def _in_digits(match: re.Match[str]) -> str:
    """The number without its exponent; as it is when it is no whole one."""
    whole, parts, exponent = match[1], match[2], int(match[3])
    return whole + parts.ljust(exponent, "0") if len(parts) <= exponent else match[0]


def _character(match: re.Match[str]) -> str:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code) if code <= _LARGEST_CODE else match[0]


def _plain(sign: str) -> str:
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return "" if unicodedata.category(sign) in ("Cf", "Me", "Mn") else plain_letter(sign)


def words(text: str) -> list[str]:
    """The words of a canonical text, in small letters and without signs between them."""
    return _WORD.findall(text.casefold())


def holds_any(folded: str, parts: Iterable[str]) -> bool:
    """True when a text in small letters has one of the parts: a quick look before a close one."""
    return any(map(folded.__contains__, parts))


def squashed(text: str) -> str:
    """Letters and digits of a canonical text alone: equal for all ways to divide, join and mark the words."""
    return "".join(words(text))
