"""Cells of a file to download that a spreadsheet takes for formulas, whatever sign divides them.

Source: OWASP, CSV injection. A spreadsheet shows, or does, something else than what stands in such a cell. Numbers,
phone numbers, accounts and points of a list may begin with the same signs, and are told apart by all of their text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from regelratt.loaders.expressions import calls, is_reckoned

FORMULA_REMEDY = (
    "Skriv vad formeln ger i stället för formeln. Är det ingen formel: börja cellen eller raden med ett ord, eller "
    "sätt ett mellanslag efter strecket i en lista.")

_SEPARATORS = ";,\t|"
_OF_TEXT = ";\t|"
"""A comma divides no cells of a text, but where it does so in every line."""
_TOLD_SEPARATOR = re.compile(r"""[\s"']*sep=(.)""", re.IGNORECASE)
"""What a spreadsheet is told to divide the cells by, whatever it is."""
_BEFORE = " \t\r\n\v\f\xa0\"'\ufeff"
"""Spaces and quotes that a spreadsheet may leave out."""
_SIGNS = frozenset("=+-@")
_QUOTED = re.compile(r'(?:^|(?<=[;,\t|]))[ ]?"((?>(?:[^"]|"")*))"', re.MULTILINE)
"""A cell in quotes, which may have lines and separators within."""
_CALLS = re.compile(r"[\w.]\(|!\S|[=|^&*<>{}+#\[\]]")
"""A function, another sheet or program, and signs that reckon: none of them stands in what somebody just says."""
_NUMBER = re.compile(
    r"[-+]+ ?\d[\d .,]*(?:e[-+]?\d{1,3})?(?P<unit> ?[%‰°]?(?:[ -]?[^\W\d_].*| \([^()]*\))?)", re.IGNORECASE)
_PHONE = re.compile(r"(?=.*\d(?: \d| ?\(\d))\+\d[\d ()/-]*\d")
"""With a space or a bracket between two of its digits, which nothing reckons with."""
_ACCOUNT = re.compile(r"@(?P<text>[\w.-]+(?:@[\w.-]+)?(?:[ ,:!?].*)?)")
_LINE = re.compile(r"""=+["']?""")
_SAID = re.compile(r"(?:[-+]+|[-=]+>) (?P<text>.*[^\W\d_]{2}.*)")
_FETCHES = re.compile(r"""
    [^\W\d][\w.]*\((?![a-zåäö]{1,9}\))                 # a function; what a word may end with, as in -fil(er), is none
    | (?:'[^'\n]{1,60}'|[\w.]{1,60})!\$?[a-z]           # another sheet
    | \w{1,60}\|\ ?'                                   # another program
    """, re.IGNORECASE | re.VERBOSE)
"""What a spreadsheet does more with than to add."""
_FETCHES_ANYWHERE = re.compile(rf"(?<![^\W_])[=+@-]\ ?(?:{_FETCHES.pattern})", re.IGNORECASE | re.VERBOSE)
"""It, wherever a cell may begin: any sign but a letter may divide them."""
_PROGRAM = re.compile(r"(?<=\|)\s?(?:'[^'\n]{0,255}'\s?!|\w{1,60}!\$?\w)")
"""Another program's topic and item, after its name and a bar."""
_BEGUN = re.compile(r"[-+=@>\d.,%*/^& (]*[-+=@>*/^&(] ?")
"""Numbers and signs, as far as the first thing that is more."""
_SPACES = re.compile(r"[^\S\t]+")
_SIGNED = re.compile(r"(?<![^\W_])(?:[=+@] ?|-|(?<! )- )\Z")
"""The end of what stands before a cell's first word; a dash between spaces is one."""
_LONGEST_SIGN = 3
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
            if sign := _unless(may_be, cell):
                return Formula(number, sign)
        if sign := _fetched(line):
            return Formula(number, sign)
    for quoted in _QUOTED.finditer(text):
        if sign := _unless(_is_plain, quoted[1].replace('""', '"')):
            return Formula(text.count("\n", 0, quoted.start()) + 1, sign)
    return None


def _unless(may_be: Callable[[str, str], bool], cell: str) -> str:
    """The sign that the cell begins with, when it may not begin with it; an empty text when all is well."""
    kept = cell.lstrip(_BEFORE)
    sign = unicodedata.normalize("NFKC", kept[:1])[:1]
    return sign if sign in _SIGNS and not may_be(kept, sign) else ""


def _fetched(line: str) -> str:
    """The sign before what fetches or calls, wherever in a line a cell may begin; an empty text when nothing does."""
    if not any(map(line.__contains__, "(!|\uff08\uff01\uff5c")):
        return ""
    plain = _SPACES.sub(" ", unicodedata.normalize("NFKC", line))
    if found := _FETCHES_ANYWHERE.search(plain):
        return found[0][0]
    if (program := _PROGRAM.search(plain)) and (signs := _SIGNS.intersection(plain[:program.start()])):
        return min(signs)
    for call in calls(plain):
        before = plain[max(call.begins - _LONGEST_SIGN, 0):call.begins]
        if call.has_more and (signed := _SIGNED.search(before)):
            return signed[0][0]
    return ""


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
        account = _ACCOUNT.fullmatch(plain)
        return account is not None and _may_be_said(account["text"])
    return any(map(_may_be_said, _parts_said(plain))) or _PHONE.fullmatch(plain) is not None


def _is_plain_line(line: str, sign: str) -> bool:
    """True for more in a text without cells: points of a list say anything, and headings may have = on both sides."""
    plain = unicodedata.normalize("NFKC", line)
    if sign in "-@" or (sign == "+" and line[1:2].isspace()):
        return not _is_fetching_first(plain)
    return _is_plain(line, sign) or (sign == "=" and _may_be_said(plain.strip("= "), is_cell=False))


def _is_fetching_first(line: str) -> bool:
    """True when a line calls or fetches with the first thing that is more than a number or a sign."""
    begun = _BEGUN.match(line)
    first = line[begun.end():] if begun else line
    return _FETCHES.match(first) is not None or any(each.begins == 0 and each.has_more for each in calls(first))


def _parts_said(plain: str) -> Iterator[str]:
    """The text after a number, or after the sign that begins a point."""
    if number := _NUMBER.fullmatch(plain):
        yield number["unit"].removeprefix("-")
    if said := _SAID.fullmatch(plain):
        yield said["text"]


def _may_be_said(text: str, *, is_cell: bool = True) -> bool:
    """True for words; outside of cells a word may have a number in brackets after it, as in a heading."""
    said = _AND.sub(" och ", text)
    is_called = any(is_cell or each.has_more for each in calls(said))
    return not (_CALLS.search(said) or is_reckoned(said) or is_called)
