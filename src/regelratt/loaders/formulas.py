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
    "mellanslag efter strecket i en lista och före en parentes.")

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
_RECKONS = re.compile(r"""
    (?<![^\W_])[=+@\uff1d\uff0b\uff20-]\ ?(?:
        [^\W\d_][\w.]*\((?![a-zåäö]{1,9}\))         # a function; what a word may end with, as in -fil(er), is none
        | (?:'[^'\n]{1,60}'|[\w.]{1,60})!\$?[a-z]      # another sheet
        | \w{1,60}\|\ ?'                              # another program
    )""", re.IGNORECASE | re.VERBOSE)
"""What a spreadsheet does more with than to add, wherever a cell may begin: any sign but a letter may divide them."""
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
        has_cells = is_table or told or cells.search(line)
        may_be = _is_plain if has_cells else _is_plain_line
        for cell in cells.split(line):
            kept = cell.lstrip(_BEFORE)
            if kept and (sign := unicodedata.normalize("NFKC", kept[0])[:1]) in _SIGNS and not may_be(kept, sign):
                return Formula(number, sign)
        if found := _RECKONS.search(line):
            return Formula(number, unicodedata.normalize("NFKC", found[0][0]))
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


def _is_plain_line(line: str, sign: str) -> bool:
    """True for more in a text without cells: points of a list say anything, and headings may have = on both sides."""
    if sign in "-@" or (sign == "+" and line[1:2].isspace()) or _is_plain(line, sign):
        return True
    return sign == "=" and _may_be_said(unicodedata.normalize("NFKC", line).strip("= "))


def _parts_said(plain: str) -> Iterator[str]:
    """The text after a number, or after the sign that begins a point."""
    if number := _NUMBER.fullmatch(plain):
        yield number["unit"].removeprefix("-")
    if said := _SAID.fullmatch(plain):
        yield said["text"]


def _may_be_said(text: str) -> bool:
    return not _CALLS.search(_AND.sub(" och ", text)) and (not text.strip(" %‰°") or not _COUNTED.fullmatch(text))
