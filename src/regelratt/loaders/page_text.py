"""The text of one page: read from the file, composed, and looked through for characters that deceive.

Sphinx is given this very text, so that the build reads what lint read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from regelratt.diagnostics import MOST_TOLD, Code, Diagnostic
from regelratt.domain.characters import DECEPTIVE, HARMFUL, Sign, Trait, deceptive, described, visible
from regelratt.domain.emoji import draws_emoji
from regelratt.domain.location import Location
from regelratt.domain.lost_letters import LOST_LETTER
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.domain.script_marks import JOINERS, belongs_to_script
from regelratt.loaders import encoding

PAGE_LIMIT = 2_000_000
"""Largest page that is read, in bytes."""

_STRUCTURE = re.compile(r"[\s>*+-]*(?::{3}|`{3}|~{3}|:[^\s:][^:]*:)")
"""The beginning of a line that opens or closes a block or states a field, lists and quotes before it included."""
_LOOKED_FOR = DECEPTIVE | {Trait.MARK}
_SOFT_HYPHEN = "\xad"
_EMPTY_BRAILLE = "\u2800"
"""A letter that looks like a space: no line breaks at it, and no word ends."""


def read_text(path: Path) -> bytes:
    """The page's bytes; ValueError with the reason in Swedish when there are too many."""
    if path.stat().st_size > PAGE_LIMIT:
        raise ValueError(f"den är större än {PAGE_LIMIT} byte")
    return path.read_bytes()


def decode(raw: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """The file's text. Bytes that are not UTF-8 are reported once, and read as what they seem to be.

    So the objects of a page saved by an old editor stay in the catalogue, and no reference to them looks broken.
    """
    text, other = encoding.decode(raw)
    return text, [] if other is None else [Diagnostic(
        Location(path, other.line, other.column), Code.UNREADABLE_FILE,
        f"Filen är inte UTF-8 utan troligen {other.name}.", "Spara om den som UTF-8.")]


def check_text(text: str, path: str) -> list[Diagnostic]:
    """Merge marks, which come alone since nothing after them can be trusted; else every deceptive character."""
    mark = first_merge_mark(text)
    if mark:
        return [Diagnostic(
            Location(path, mark[0]), Code.MERGE_MARK, f"Raden {mark[1]} är kvar efter en sammanslagning i Git.",
            "Välj vilken av texterna som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>."
            + (" Är det en rubrik, skriv # framför den i stället." if mark[1].startswith("=") else ""))]
    return [*islice(_characters(text, path), MOST_TOLD + 1), *_lost_letters(text, path)]


def _lost_letters(text: str, path: str) -> Iterator[Diagnostic]:
    """The first letter that was lost when the file was saved in another encoding; the rest of them follow from it."""
    if found := LOST_LETTER.search(text):
        line, begins = text.count("\n", 0, found.start()) + 1, text.rfind("\n", 0, found.start()) + 1
        yield Diagnostic(
            Location(path, line, found.start() - begins + 1), Code.LOST_TEXT,
            f"Här står {visible(found[0])} i stället för en bokstav, troligen efter en omkodning.",
            "Skriv den bokstav som ska stå här och på fler ställen i filen, eller hämta tillbaka en äldre version.")


def _characters(text: str, path: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        is_structure = _STRUCTURE.match(line) is not None
        text_begins = len(line) - len(line.lstrip())
        told: set[str] = set()
        for sign in deceptive(line, _LOOKED_FOR):
            is_bad = is_structure or sign.position < text_begins or _deceives(line, sign)
            if is_bad and sign.character not in told:
                told.add(sign.character)
                code = Code.ODD_LINE_SEPARATOR if sign.trait is Trait.BREAK else Code.DECEPTIVE_CHARACTER
                yield Diagnostic(Location(path, number, sign.position + 1), code, f"Här står tecknet {sign.shown}.",
                                 _remedy(sign))


def check_drawn(text: str, place: Location) -> Iterator[Diagnostic]:
    """What may not stand in running text, in a text that is written with entities and shown as other characters."""
    if shown := described("\n") if "\n" in text else first_misleading(text):
        yield Diagnostic(place, Code.DECEPTIVE_CHARACTER, f"Teckenkoden visas som {shown}.", "Ta bort den.")


def first_misleading(text: str) -> str:
    """The first character of running text, which may have several lines, that may not stand there; or an empty text."""
    found = (sign.shown for line in text.split("\n") for sign in deceptive(line, _LOOKED_FOR) if _deceives(line, sign))
    return next(found, described("\ufffd") if "\ufffd" in text else "")


def _deceives(line: str, sign: Sign) -> bool:
    """True for what may not stand in running text either; spaces, soft hyphens and what emoji and scripts need may."""
    if sign.trait in HARMFUL or sign.trait is Trait.BREAK or sign.character == _EMPTY_BRAILLE:
        return True
    if sign.trait is Trait.SPACE or sign.character == _SOFT_HYPHEN:
        return False
    may_belong = sign.trait is Trait.MARK or sign.character in JOINERS
    return not (draws_emoji(line, sign.position) or (may_belong and belongs_to_script(line, sign.position)))


def _remedy(sign: Sign) -> str:
    match sign.trait:
        case Trait.BREAK:
            return "Ersätt det med en vanlig radbrytning; vissa program bryter raden här och andra inte."
        case Trait.SPACE:
            return "Ersätt det med ett vanligt mellanslag."
        case _:
            return "Ta bort det."
