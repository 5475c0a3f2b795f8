"""What belongs together on one page: footnotes and what refers to them, addresses in definitions and their links.

Sphinx warns of footnotes alone or leaves them out; definitions that no link uses vanish without a word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markdown_it.rules_block.table import escapedSplit

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.loaders.myst_inline import Inline


def surplus_cells(line: str, columns: int) -> str:
    """What a row of a table has beyond its columns, where Markdown drops it; an empty text when nothing is lost."""
    cells = escapedSplit(line.lstrip("> \t").rstrip())
    if cells and not cells[0]:
        cells.pop(0)
    return next((cell.strip() for cell in cells[columns:] if cell.strip()), "")


def check_marks(inlines: list[Inline], path: str) -> Iterator[Diagnostic]:
    """Footnotes that are missing, double or not referred to, and definitions that no link uses or that are double."""
    used = Counter((each.kind, each.value) for each in inlines)
    seen: set[tuple[str, str]] = set()
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
            case "footnote" if not used["footnote_ref", each.value]:
                yield Diagnostic(place, Code.LOST_TEXT, f"Ingen text hänvisar till fotnoten {shown}.",
                                 f"Skriv [^{shown}] där den hör hemma, eller ta bort den.")
            case "definition" if not used["label", each.value]:
                yield Diagnostic(place, Code.LOST_TEXT, f"Raden visas inte: ingen länk använder [{shown}].",
                                 f"Skriv [{shown}] i texten, eller ta bort raden. Är det vanlig text, skriv \\[ först.")
            case _:
                pass
        seen.add((each.kind, each.value))
