"""What belongs together on one page: footnotes and what refers to them, addresses in definitions and their links.

Sphinx warns of footnotes alone or leaves them out; definitions that no link uses vanish without a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.shown_address import leads_elsewhere
from regelratt.loaders.myst_inline import Inline

_ENTITY = re.compile(r"&#?\w{1,40};")

_SWALLOWED_BAR = re.compile(r"[:\\]\\\|")
"""A path that ends a cell: its backslash takes the bar with it."""

_TICKS = re.compile(r"(?<![\\`])(\\*)(`+)")
"""The sign of code, as many times as it stands together; an odd number of backslashes makes the first of them text."""

_RULE = re.compile(r"(?=.*\|)(?=.*[-–—]{2})[|:\s–—-]+")
"""The line under a table's head, with any sort of dashes."""

HIGHEST_FIRST = 9_999
"""The highest number that a list may begin with; browsers have limits of their own."""

LEAST_UNDERLINE = 3
"""How many signs the line under a heading has; one or two may be a point without text, or a slip."""


class Numbers:
    """Follows the numbers of the lists on a page, each inside others, and tells those that a reader would not see."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def problem_with(self, token: Token) -> tuple[str, str] | None:
        """What is wrong with the number that a point was given, and the number, when it is shown in another way."""
        if token.type == "ordered_list_open":
            self._next[token.level + 1] = int(token.attrs.get("start", 1))
        if token.type == "ordered_list_open" or not token.info:
            return None
        number = self._next[token.level]
        self._next[token.level] = number + 1
        written = token.info + token.markup
        if token.info != str(number) or number > HIGHEST_FIRST:
            return "list_number", written
        return None if token.markup == "." else ("list_sign", written)


def shown_text(token: Token) -> str:
    """What a reader sees of running text, the texts of pictures included."""
    return token.content if not token.children else "".join(map(shown_text, token.children))


def has_words(text: str) -> bool:
    """True when someone can read the text out: it has a letter or a digit."""
    return any(map(str.isalnum, text))


def holders(tokens: list[Token], opening: int) -> Iterator[tuple[str, str, int]]:
    """The link or footnote that opens there, that nothing in it can be read, and that it leads elsewhere than it shows.

    Neither holds one of its own kind.
    """
    token = tokens[opening]
    kind, value = ("link", token.attrs.get("href", "")) if token.type == "link_open" else (
        "footnote", token.meta["label"])
    yield kind, str(value), 0
    end, place = token.type.replace("_open", "_close"), opening + 1
    shown = ""
    while tokens[place].type != end:
        shown += shown_text(tokens[place])
        place += 1
    if not has_words(shown):
        yield f"empty_{kind}", str(value), 0
    elif kind == "link" and token.info != "auto" and leads_elsewhere(shown, str(value)):
        yield "elsewhere_link", shown, 0


def drawn_entities(text: Token, rows: list[str]) -> Iterator[tuple[str, int, int]]:
    """Every character that is written as an entity and shown as itself, how many rows down, and its column.

    Last come those that are made of something else, as of the codes in an address, which have no place of their own.
    """
    shown = set(shown_text(text))
    left = shown.difference(text.content)
    if not left:
        return
    for below, (written, row) in enumerate(zip(text.content.split("\n"), rows, strict=False)):
        before = max(row.find(written), 0)
        for found in _ENTITY.finditer(written):
            drawn = unescapeAll(found[0])
            if drawn == found[0]:
                # What stands for no character is drawn as the sign for a lost one, if it is drawn as one at all.
                drawn = "\ufffd"
            if shown.issuperset(drawn):
                left.difference_update(drawn)
                yield drawn, below, before + found.start() + 1
    if left:
        yield "".join(sorted(left)), 0, 1


def row_problems(row: str, columns: int, head: str) -> Iterator[tuple[str, str, int]]:
    """What Markdown drops of a table's row beyond its columns, and text under a table that it takes for a row.

    A row begins with a bar when the table's head does.
    """
    if _SWALLOWED_BAR.search(row):
        yield "swallowed_bar", row.strip("> \t"), 0
    if "|" not in row.replace("\\|", ""):
        yield "stray_row", row.strip("> \t"), 0
    elif columns and head.lstrip().startswith("|") and not row.lstrip("> \t").startswith("|"):
        yield "bare_row", row.strip("> \t"), 0
    elif columns and (surplus := surplus_cells(row, columns)):
        yield "surplus_cell", surplus, 0
    elif code := parted_code(row):
        yield "parted_code", code, 0


def parted_code(row: str) -> str:
    """Code in a table's row with a bar in it, where Markdown parts the cells all the same; empty when there is none."""
    runs = list(_TICKS.finditer(row))
    closed_by: list[int | None] = []
    following: dict[int, int] = {}
    for number in reversed(range(len(runs))):
        is_text = len(runs[number][1]) % 2
        closed_by.append(following.get(len(runs[number][2]) - is_text))
        following[len(runs[number][2])] = number
    closed_by.reverse()
    number = 0
    while number < len(runs):
        closing = closed_by[number]
        if closing is None:
            number += 1
            continue
        code = row[runs[number].end():runs[closing].start(2)]
        if "|" in code.replace("\\|", ""):
            return code
        number = closing + 1
    return ""


def lost_table(text: str, *, is_last: bool) -> Iterator[tuple[str, str, int]]:
    """A table that Markdown takes for a paragraph, with all its bars; `is_last` when a table ends right before it."""
    if "|" not in text:
        return
    rows = [row.strip() for row in text.split("\n")]
    if is_last and rows[0].startswith("|"):
        yield "parted_table", rows[0], 0
    elif len(rows) > 1 and (sum(_is_row(row) for row in rows) > 1 or any(map(_RULE.fullmatch, rows))):
        yield "lost_table", rows[0], 0


def _is_row(row: str) -> bool:
    return row.startswith("|") and row.endswith("|") and len(row) > 1 and not row.endswith("\\|")


def heading_problems(text: Token, rows: list[str], *, is_underlined: bool) -> Iterator[tuple[str, str, int]]:
    """A heading without text, one that loses its last sign, and text that a line below it makes a heading."""
    if not has_words(shown_text(text)):
        yield "empty_heading", "", 0
    elif is_underlined and (len(rows) > 2 or len(rows[-1].strip("> \t")) < LEAST_UNDERLINE):
        yield "underlined_heading", rows[-1].strip("> \t"), len(rows) - 1
    elif not is_underlined and rows[0].rstrip().endswith("#") and text.content[-1] != "#":
        yield "closed_heading", text.content, 0


def surplus_cells(line: str, columns: int) -> str:
    """What a row of a table has beyond its columns, where Markdown drops it; an empty text when nothing is lost."""
    cells = escapedSplit(line.lstrip("> \t").rstrip())
    if cells and not cells[0]:
        cells.pop(0)
    return next((cell.strip() for cell in cells[columns:] if cell.strip()), "")


def check_marks(inlines: list[Inline], path: str) -> Iterator[Diagnostic]:
    """Footnotes that are missing, double or not referred to, and definitions that no link uses or that are double."""
    used: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for each in inlines:
        used[each.kind, each.value].add(each.holder)
    seen: set[tuple[str, str]] = set()
    reached = _reached_notes(inlines)
    for each in inlines:
        place = Location(path, each.line)
        # The parser tells definitions apart by their names in capitals.
        shown = visible(each.value.lower() if each.kind == "definition" else each.value)
        is_again = (each.kind, each.value) in seen
        match each.kind:
            case "footnote_ref" if not used["footnote", each.value]:
                yield Diagnostic(place, Code.DEAD_LINK, f"Fotnoten {shown} finns inte på sidan.",
                                 f"Skriv den som ett eget stycke, [^{shown}]: Text., eller ta bort hänvisningen.")
            case "footnote" | "definition" if is_again:
                what = "Fotnoten" if each.kind == "footnote" else "Adressen för"
                yield Diagnostic(place, Code.LOST_TEXT, f"{what} {shown} står redan högre upp, så den här visas inte.",
                                 "Ge den ett annat namn, eller ta bort den.")
            case "footnote" if each.value not in reached:
                yield Diagnostic(place, Code.LOST_TEXT, f"Ingen text hänvisar till fotnoten {shown}.",
                                 f"Skriv [^{shown}] där den hör hemma, eller ta bort den.")
            case "footnote" if each.holder not in used["footnote_ref", each.value]:
                yield Diagnostic(place, Code.LOST_TEXT, f"Fotnoten {shown} hör till en hänvisning i ett annat objekt.",
                                 "Flytta den till objektet där hänvisningen står.")
            case "definition" if not used["label", each.value]:
                yield Diagnostic(place, Code.LOST_TEXT, f"Raden visas inte: ingen länk använder [{shown}].",
                                 f"Skriv [{shown}] i texten, eller ta bort raden. Är det vanlig text, skriv \\[ först.")
            case _:
                pass
        seen.add((each.kind, each.value))


def _reached_notes(inlines: list[Inline]) -> set[str]:
    """The footnotes that a text refers to, by itself or by way of other footnotes."""
    within: defaultdict[str, set[str]] = defaultdict(set)
    for each in inlines:
        if each.kind == "footnote_ref":
            within[each.note].add(each.value)
    reached: set[str] = set()
    left = within[""]
    while left:
        reached |= left
        left = set().union(*(within[label] for label in left)) - reached
    return reached
