"""Cells of a file to download that a spreadsheet takes for formulas, whatever sign divides them.

Source: OWASP, CSV injection. A spreadsheet shows, or does, something else than what stands in such a cell. Numbers,
phone numbers, accounts and points of a list may begin with the same signs, and are told apart by all of their text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

FORMULA_REMEDY = (
    "Skriv vad formeln ger i stället för formeln. Är det ingen formel: börja cellen med ett ord, eller sätt ett "
    "mellanslag efter strecket i en lista.")

_SEPARATORS = ";,\t|"
_OF_TEXT = ";\t|"
"""A comma divides no cells of a text, but where it does so in every line."""
_TOLD_SEPARATOR = re.compile(r"""[\s"']*sep=(.)""", re.IGNORECASE)
"""What a spreadsheet is told to divide the cells by, whatever it is."""
_BEFORE = " \t\r\n\v\f\xa0\"'\ufeff"
"""Spaces and quotes that a spreadsheet may leave out."""
_SIGNS = frozenset("=+-@")
_REFERENCE = r"\$?[a-z]{1,3}\$?\d{1,7}"
_TERM = rf"(?:{_REFERENCE}|[\d.,]+%?)"
_COUNTED = re.compile(rf" ?{_TERM}(?: ?[-+*/^&:%]+ ?{_TERM})* ?%?", re.IGNORECASE)
"""References and numbers alone, with what reckons with them between."""
_CALLS = re.compile(r"[\w.]\(|!\S|[=|^&*<>{}+#\[\]]")
"""A function, another sheet or program, and signs that reckon: none of them stands in what somebody just says."""
_NUMBER = re.compile(
    r"[-+]+ ?\d[\d .,]*(?:e[-+]?\d{1,3})?(?P<unit> ?[%‰°]?(?:[ -]?[^\W\d_].*| \([^()]*\))?)", re.IGNORECASE)
_PHONE = re.compile(r"(?=.*\d(?: \d| ?\(\d))\+\d[\d ()/-]*\d")
"""With a space or a bracket between two of its digits, which nothing reckons with."""
_ACCOUNT = re.compile(rf"@(?!{_REFERENCE}(?![\w.-]))[\w.-]+(?:@[\w.-]+)?(?:[ ,:!?].*)?", re.IGNORECASE)
_LINE = re.compile(r"""=+["']?""")
_SAID = re.compile(r"(?:[-+]+|[-=]+>) (?P<text>.*[^\W\d_]{2}.*)")
_AND = re.compile(r"(?<=[^\W\d_]{2}) & (?=[^\W\d_]{2})")
"""Between two words; references have digits at their end."""


class Formula(NamedTuple):
    """Where a cell stands that may be a formula, and the sign that it begins with."""

    line: int
    sign: str


def first_formula(text: str, *, is_table: bool) -> Formula | None:
    """The first cell that a spreadsheet may take for a formula; in other texts than tables only where cells are."""
    lines = text.split("\n")
    told = _TOLD_SEPARATOR.match(lines[0])
    separators = (_SEPARATORS if is_table or _has_commas(lines) else _OF_TEXT) + (told[1] if told else "")
    cells = re.compile(f"[{re.escape(separators)}]")
    for number, line in enumerate(lines, start=1):
        if not is_table and not told and not cells.search(line):
            continue
        for cell in cells.split(line):
            kept = cell.lstrip(_BEFORE)
            if kept and (sign := unicodedata.normalize("NFKC", kept[0])[:1]) in _SIGNS and not _is_plain(kept, sign):
                return Formula(number, sign)
    return None


def _has_commas(lines: list[str]) -> bool:
    """True when commas divide each line of a text into as many cells."""
    counts = {line.count(",") for line in lines if line.strip()}
    return len(counts) == 1 and counts != {0}


def _is_plain(cell: str, sign: str) -> bool:
    """True for what people write with such a sign first: numbers, phones, accounts, dashes and points of a list."""
    plain = " ".join(unicodedata.normalize("NFKC", cell).split())
    if sign == "=":
        return _LINE.fullmatch(plain) is not None or any(map(_may_be_said, _parts_said(plain)))
    plain = plain.rstrip(_BEFORE)
    if not any(map(str.isalnum, plain)):
        return True
    if sign == "@":
        return _ACCOUNT.fullmatch(plain) is not None and not _CALLS.search(plain)
    return any(map(_may_be_said, _parts_said(plain))) or _PHONE.fullmatch(plain) is not None


def _parts_said(plain: str) -> Iterator[str]:
    """The text after a number, or after the sign that begins a point."""
    if number := _NUMBER.fullmatch(plain):
        yield number["unit"].removeprefix("-")
    if said := _SAID.fullmatch(plain):
        yield said["text"]


def _may_be_said(text: str) -> bool:
    return not _CALLS.search(_AND.sub(" och ", text)) and (not text.strip(" %‰°") or not _COUNTED.fullmatch(text))
