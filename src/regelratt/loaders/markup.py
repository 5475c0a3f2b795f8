"""What a page may be made of: fences, directives and markup on the allow-list (DESIGN section 9)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.location import Location
from regelratt.domain.words import Kind
from regelratt.loaders.grammar import PLAIN_DIRECTIVES, VIEWS
from regelratt.loaders.myst import Block, Page

_ODD_SEPARATORS = re.compile("[\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_MANGLING_STARTS = "'\"|>"
_KINDS = frozenset(str(kind) for kind in Kind)
_OURS = _KINDS | frozenset(VIEWS)
_ALLOWED_SCHEMES = re.compile(r"(https?://|mailto:|#|[^:]*$)")
_ELSEWHERE = re.compile(r"https?:|mailto:|//|#")


def normalise(text: str) -> str:
    """The text with `\\n` as its only line break; nothing else is changed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def odd_characters(text: str, path: str) -> Iterator[Diagnostic]:
    """Characters that MyST takes for line breaks, and control characters."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in _ODD_SEPARATORS.finditer(line):
            yield Diagnostic(
                Location(path, number, match.start() + 1), Code.ODD_LINE_SEPARATOR,
                f"Tecknet U+{ord(match[0]):04X} räknas som radbrytning av vissa program men inte av andra.",
                "Ersätt det med en vanlig radbrytning.",
            )
        for match in _CONTROL.finditer(line):
            yield Diagnostic(
                Location(path, number, match.start() + 1), Code.FORBIDDEN_MARKUP,
                f"Styrtecknet U+{ord(match[0]):04X} hör inte hemma i text.", "Ta bort det.",
            )


def check_page(page: Page, path: str) -> Iterator[Diagnostic]:
    """Every break of the allow-list on one page."""
    for block in page.blocks:
        if not block.top_level:
            yield _at(path, block, Code.MISPLACED_DIRECTIVE,
                      f"{block.name} står i en lista eller ett citat.", "Flytta ut direktivet till sidans toppnivå.")
    yield from _check_blocks(page.blocks, path)
    for fence in page.fences:
        if not fence.closed:
            yield Diagnostic(Location(path, fence.line), Code.UNCLOSED_FENCE, "Kodblocket stängs aldrig.",
                             "Lägg till en avslutande rad med lika många tecken som i öppningen.")
    for inline in page.inlines:
        yield from _check_inline(inline.kind, inline.value, Location(path, inline.line))


def _at(path: str, block: Block, code: Code, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Location(path, block.line, block.column), code, message, remedy)


def _check_blocks(blocks: Iterable[Block], path: str, *, robbed: bool = False) -> Iterator[Diagnostic]:
    """Blocks and their children; robbed of its closing line is a block that stands in an unclosed one."""
    for block in blocks:
        yield from _check_block(block, path, robbed=robbed)
        for child in block.children:
            taken = _lacks_end(block, child) and (block.closed or robbed)
            yield from _check_blocks([child], path, robbed=taken)


def _check_block(block: Block, path: str, *, robbed: bool) -> Iterator[Diagnostic]:
    known = {*_KINDS, *VIEWS, *PLAIN_DIRECTIVES}
    if block.name not in known:
        yield _at(path, block, Code.UNKNOWN_DIRECTIVE, f"Direktivet {block.name} är inte tillåtet.",
                  f"Använd ett av projektets egna direktiv.{close_matches(block.name, known)}")
    swallowed = [child for child in block.children if _OURS & {block.name, child.name}]
    unended = next((child for child in swallowed if _lacks_end(block, child)), None)
    if unended:
        yield _at(path, block, Code.UNCLOSED_FENCE,
                  f"{block.name} som börjar här stängs inte före nästa {unended.name} på rad {unended.line}.",
                  f"Lägg till en rad med ::: före rad {unended.line}.")
    for child in swallowed if not unended else ():
        yield _at(path, child, Code.MISPLACED_DIRECTIVE, f"{child.name} får inte stå inuti {block.name}.",
                  "Flytta ut direktivet till sidans toppnivå.")
    if not block.closed and not unended and not robbed:
        yield _at(path, block, Code.UNCLOSED_FENCE, f"{block.name} som börjar här stängs aldrig.",
                  "Lägg till en avslutande rad med :::.")
    for fence in block.fences:
        if not fence.closed:
            yield Diagnostic(Location(path, fence.line), Code.UNCLOSED_FENCE,
                             f"Kodblocket i {block.name} stängs aldrig.", "Lägg till en avslutande rad med ```.")
    if block.name in _KINDS:
        yield from _check_options(block, path)


def _lacks_end(block: Block, child: Block) -> bool:
    """True when the block has no closing line of its own: it never closes, or with the child's line."""
    return not block.closed or (not child.closed and child.markers >= block.markers)


def _check_options(block: Block, path: str) -> Iterator[Diagnostic]:
    for line in block.bad_lines:
        yield Diagnostic(
            Location(path, line), Code.BAD_OPTION_LINE, f"Raden i {block.name} går inte att läsa som ett fält.",
            "Skriv varje fält på en egen rad som :namn: värde, utan indrag, och en tom rad före texten.",
        )
    seen: set[str] = set()
    for option in block.options:
        place = Location(path, option.line, option.value_column)
        if option.name in seen:
            yield Diagnostic(Location(path, option.line, option.column), Code.REPEATED_OPTION,
                             f"Fältet {option.name} står två gånger i {block.name}.", "Behåll en av raderna.")
        seen.add(option.name)
        if problem := _mangled(option.name, option.value):
            yield Diagnostic(place, Code.MANGLED_OPTION, f"Fältet {option.name} {problem}", "Skriv om värdet utan det.")


def _mangled(name: str, value: str) -> str:
    if " #" in value or value.startswith("#"):
        return "innehåller # som läses som en kommentar."
    if "\t" in value or "\t" in name:
        return "innehåller ett tabbtecken."
    if value[:1] and value[0] in _MANGLING_STARTS:
        return f"börjar med {value[0]} som har en egen betydelse."
    if name[:1] in "'\"#" or " #" in name:
        return "har ett namn som inte går att läsa."
    return ""


def _check_inline(kind: str, value: str, place: Location) -> Iterator[Diagnostic]:
    match kind:
        case "html":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Rå HTML är inte tillåten.", "Skriv med Markdown i stället.")
        case "colon_fence" if not value:
            yield Diagnostic(place, Code.UNKNOWN_DIRECTIVE, "En ensam rad med ::: stänger ingenting.",
                             "Ta bort den, eller gör den lika lång som öppningen.")
        case "colon_fence":
            yield Diagnostic(place, Code.UNKNOWN_DIRECTIVE, f"Raden ::: {value} börjar inget direktiv.",
                             "Skriv namnet inom klamrar, ett blanksteg och rubriken: :::{regel} Rubrik.")
        case "role":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, f"Rollen {{{value}}} är inte tillåten.",
                             "Skriv en vanlig länk: [text](#ID).")
        case "front_matter":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Sidhuvud mellan --- är inte tillåtet.", "Ta bort det.")
        case "myst_block_break" | "myst_target":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Märket är inte tillåtet här.", "Ta bort raden.")
        case "link" | "image" if not _ALLOWED_SCHEMES.match(value):
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, f"Adressen {value} har ett otillåtet slag.",
                             "Använd https eller en länk inom webbplatsen.")
        case "image" if re.match(r"https?:|//", value):
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Bilden hämtas från en annan webbplats.",
                             "Lägg bilden i docs/_static.")
        case "link" | "image" if not _stays_inside(value, place.path):
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, f"Adressen {value} leder till en fil som inte är en sida.",
                             "Länka till en .md-sida i projektet, eller lägg filen i docs/_static.")
        case _:
            pass


def _stays_inside(address: str, path: str) -> bool:
    """True for addresses elsewhere, for pages of the project and for files in a folder called `_static`.

    Any other file that a link names would be copied into the site.
    """
    target = unquote(address.split("#")[0])
    if _ELSEWHERE.match(address) or not target:
        return True
    folder = "" if target.startswith("/") else posixpath.dirname(path)
    parts = posixpath.normpath(posixpath.join(folder, target.lstrip("/"))).split("/")
    return parts[0] != ".." and (parts[-1].endswith(".md") or "_static" in parts[:-1])
