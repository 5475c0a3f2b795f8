"""What a page may be made of: fences, directives and markup on the allow-list (DESIGN section 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.address import AddressKind, kind_of_address, problem_with, remedy_for
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.words import Kind
from regelratt.loaders.bounds import MOST_COLUMNS
from regelratt.loaders.dialect import DEEPEST_MARKUP, DEEPEST_TEXT
from regelratt.loaders.grammar import GRAMMARS, PLAIN_DIRECTIVES, VIEWS
from regelratt.loaders.myst import DEEPEST, Block, Page
from regelratt.loaders.option_lines import LONGEST_OPTION
from regelratt.loaders.page_marks import check_marks
from regelratt.loaders.page_text import check_drawn
from regelratt.loaders.toctree_texts import check_toctree_texts
from regelratt.loaders.unshown import LOST_FIELD, UNSHOWN, check_fence, check_lines, check_unshown, lost_field

_MANGLING_STARTS = "'\"|>"
_KINDS = frozenset(str(kind) for kind in Kind)
_NEEDS_BODY = frozenset(PLAIN_DIRECTIVES) - {"toctree"}
_WITH_VALUE = {"maxdepth": r"-?[0-9]{1,2}", "caption": r".*\S.*"}
"""What the values of Sphinx's own options must look like; others have none."""
_VALUE_REMEDY = {"maxdepth": "Skriv ett heltal, till exempel 1.", "caption": "Skriv en rubrik, eller ta bort raden."}
_VIEW_LINES = 2
"""How far below a view's first line its last one may be: one empty line is passed over, a second is content."""
_OURS = _KINDS | frozenset(VIEWS)
_KNOWN = _OURS | frozenset(PLAIN_DIRECTIVES)
_ALMOST_FIELD = re.compile(r"([^\w\n]{0,8})([^\W\d_][\w-]*)([^\w\n]{0,3})")
"""A word at the beginning of a line, with the signs on both sides of it."""
_FIELD_NAMES = {str(kind): frozenset(field.option for field in grammar.fields) for kind, grammar in GRAMMARS.items()}


def check_page(page: Page, path: str) -> Iterator[Diagnostic]:
    """Every break of the allow-list on one page."""
    for block in page.blocks:
        if not block.top_level:
            yield _at(path, block, Code.MISPLACED_DIRECTIVE,
                      f"{block.name} står i en lista eller ett citat.", "Flytta ut direktivet till sidans toppnivå.")
    yield from _check_blocks(page.blocks, path)
    for fence in page.fences:
        yield from check_fence(fence, "", path)
    for inline in dict.fromkeys(page.inlines):
        yield from _check_inline(inline.kind, inline.value, Location(path, inline.line, inline.column))
    yield from _check_headings(page, path)
    yield from check_marks(page.inlines, path)


def _at(path: str, block: Block, code: Code, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Location(path, block.line, block.column), code, message, remedy)


def _check_headings(page: Page, path: str) -> Iterator[Diagnostic]:
    """Sphinx builds a page's structure from its headings; a level that is passed over would be another structure."""
    before = 0
    for level, text, line in page.headings:
        if level > before + 1:
            yield Diagnostic(Location(path, line), Code.FORBIDDEN_MARKUP,
                             f"Rubriken {visible(text)} har nivå {level} men står direkt under nivå {before}.",
                             f"Börja rubriken med {'#' * (before + 1)}.")
        elif level == 1 and before:
            yield Diagnostic(Location(path, line), Code.FORBIDDEN_MARKUP,
                             f"Rubriken {visible(text)} har nivå 1, som bara sidans första rubrik har.",
                             "Börja rubriken med ##, eller flytta det som följer till en egen sida.")
        before = level


def _check_blocks(blocks: Iterable[Block], path: str, *, robbed: bool = False) -> Iterator[Diagnostic]:
    """Blocks and their children; robbed of its closing line is a block that stands in an unclosed one."""
    for block in blocks:
        yield from _check_block(block, path, robbed=robbed)
        for child in block.children:
            taken = _lacks_end(block, child) and (block.closed or robbed)
            yield from _check_blocks([child], path, robbed=taken)


def _check_block(block: Block, path: str, *, robbed: bool) -> Iterator[Diagnostic]:
    if block.name not in _KNOWN:
        yield _at(path, block, Code.UNKNOWN_DIRECTIVE, f"Direktivet {visible(block.name)} är inte tillåtet.",
                  f"Använd ett av projektets egna direktiv.{close_matches(block.name, _KNOWN)}")
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
        yield from check_fence(fence, block.name, path)
    for line in block.headings:
        yield Diagnostic(Location(path, line), Code.FORBIDDEN_MARKUP, f"En rubrik får inte stå inuti {block.name}.",
                         "Gör den till fet text, eller flytta ut den.")
    yield from _check_options(block, path)
    yield from _check_body(block, path)
    if block.name == "toctree":
        yield from check_toctree_texts(block, path)
    if block.name in _NEEDS_BODY and not block.children and not block.body.strip():
        yield _at(path, block, Code.MISSING_FIELD, f"{block.name} saknar text.",
                  "Skriv texten på raderna före den avslutande raden, eller ta bort direktivet.")
    if block.name in VIEWS and (block.body.strip() or block.options):
        yield _at(path, block, Code.BAD_OPTION_LINE, f"{block.name} har text som ingen läser.",
                  f"Ta bort allt mellan {{{block.name}}} och den avslutande raden.")
    elif block.name in VIEWS and block.closed and block.last_line - block.line > _VIEW_LINES:
        yield _at(path, block, Code.BAD_OPTION_LINE, f"{block.name} har flera tomma rader, som bygget tar för text.",
                  "Ta bort de tomma raderna.")


def _check_body(block: Block, path: str) -> Iterator[Diagnostic]:
    """Lines of an object's text that were meant as a field but lack a colon, or have one of another kind."""
    names = frozenset() if block.bad_lines else _FIELD_NAMES.get(block.name, frozenset())
    fenced = {line for fence in block.fences
              for line in range(fence.line, fence.line + fence.content.count("\n") + 1)}
    for line, text in enumerate(block.body.split("\n") if names else (), start=block.body_line):
        found = _ALMOST_FIELD.match(text)
        if not found or found[2] not in names or line in fenced or not re.search("[:：]", found[1] + found[3]):
            continue
        if not LOST_FIELD.match(text, max(found.end(1) - 1, 0)):
            yield lost_field(found[2], Location(path, line))


def has_field_in_text(block: Block) -> bool:
    """True when some line of the block's text is a whole field, as it is after an empty line under the title."""
    return any(map(LOST_FIELD.match, block.body.split("\n")))


def _lacks_end(block: Block, child: Block) -> bool:
    """True when the block has no closing line of its own: it never closes, or with the child's line."""
    return not block.closed or (not child.closed and child.markers >= block.markers)


def _check_options(block: Block, path: str) -> Iterator[Diagnostic]:
    if block.name not in _KNOWN:
        return
    for line in block.bad_lines:
        yield Diagnostic(
            Location(path, line), Code.BAD_OPTION_LINE, f"Raden i {block.name} går inte att läsa som ett fält.",
            "Skriv varje fält på en egen rad som :namn: värde, utan indrag, och en tom rad före texten. "
            f"Raden får ha högst {LONGEST_OPTION} tecken.",
        )
    allowed = PLAIN_DIRECTIVES.get(block.name)
    if block.split_by and allowed is not None and not block.bad_lines:
        where = "raden under fälten" if block.options else "en egen rad under"
        yield _at(path, block, Code.BAD_OPTION_LINE,
                  f"Texten i {block.name} börjar på första raden, men rad {block.split_by} under den börjar med kolon "
                  "och läses som ett fält.", f"Flytta texten från första raden till {where}, efter en tom rad.")
    seen: set[str] = set()
    for option in block.options:
        if option.name in seen:
            yield Diagnostic(Location(path, option.line, option.column), Code.REPEATED_OPTION,
                             f"Fältet {option.name} står två gånger i {block.name}.", "Behåll en av raderna.")
        seen.add(option.name)
        if problem := _mangled(option.name, option.value):
            yield Diagnostic(Location(path, option.line, option.value_column), Code.MANGLED_OPTION,
                             f"Fältet {option.name} {problem}", "Skriv om värdet utan det.")
        if option.name in (allowed or ()) and not re.fullmatch(_WITH_VALUE.get(option.name, ""), option.value):
            yield Diagnostic(Location(path, option.line, option.value_column), Code.BAD_VALUE,
                             f"Fältet {option.name} kan inte vara {visible(option.value)!r}.",
                             _VALUE_REMEDY.get(option.name, f"Skriv bara :{option.name}: på raden."))
        if allowed is not None and option.name not in allowed:
            yield Diagnostic(Location(path, option.line, option.column), Code.UNKNOWN_FIELD,
                             f"{block.name} har inget fält som heter {visible(option.name)}.",
                             f"Ta bort raden.{close_matches(option.name, allowed)}")


def _mangled(name: str, value: str) -> str:
    if " #" in value or value.startswith("#"):
        return "innehåller # som läses som en kommentar."
    if value[:1] and value[0] in _MANGLING_STARTS:
        return f"börjar med {value[0]} som har en egen betydelse."
    if name[:1] in "'\"#" or " #" in name:
        return "har ett namn som inte går att läsa."
    return ""


def _check_inline(kind: str, value: str, place: Location) -> Iterator[Diagnostic]:
    match kind:
        case "text":
            yield from check_lines(value, place)
        case "link" | "image":
            yield from _check_address(kind, value, place)
        case "footnote" | "footnote_ref" | "definition" | "label":
            pass  # looked at together
        case "hr":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "En vågrät linje är inte tillåten.",
                             "Ta bort raden, eller skriv en rubrik i stället. "
                             "Är det en rad att skriva på, skriv den som kod, mellan två `.")
        case "html_block" | "html_inline":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Rå HTML är inte tillåten.",
                             "Ska < synas, skriv \\<, eller texten som kod, mellan två `. Skriv annars med Markdown.")
        case "colon_fence" if not value:
            yield Diagnostic(place, Code.UNKNOWN_DIRECTIVE, "En ensam rad med ::: stänger ingenting.",
                             "Ta bort den, eller gör den lika lång som öppningen.")
        case "colon_fence":
            yield Diagnostic(place, Code.UNKNOWN_DIRECTIVE, f"Raden ::: {visible(value)} börjar inget direktiv.",
                             "Skriv namnet inom klamrar, som i :::{note}; ett objekts rubrik står efter dem, som i "
                             ":::{regel} Rubrik.")
        case "role":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, f"Rollen {{{visible(value)}}} är inte tillåten.",
                             "Skriv en vanlig länk: [text](#ID).")
        case "front_matter":
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Sidhuvud med --- är inte tillåtet.", "Ta bort det.")
        case "too_complex":
            yield Diagnostic(place, Code.TOO_COMPLEX,
                             "Sidan har för mycket märkning för att läsas inom rimlig tid; hit gick det.",
                             "Dela upp sidan, eller ta bort märkning på den här raden.")
        case "wide_table":
            yield Diagnostic(place, Code.TOO_COMPLEX, f"Tabellen har fler än {MOST_COLUMNS} kolumner.",
                             "Dela upp den i flera tabeller. Resten av sidan läses när det är gjort.")
        case "lost_reference":
            yield Diagnostic(place, Code.DEAD_LINK,
                             f"Länken {visible(value)} visas med sina klamrar: ingen rad på sidan har adressen.",
                             "Skriv [text](adress). Är det ingen länk, skriv \\[ i stället för [.")
        case "entity":
            yield from check_drawn(value, place)
        case "deep_text":
            yield Diagnostic(place, Code.TOO_COMPLEX,
                             f"Texten står i fler än {DEEPEST_TEXT // 2} listor eller {DEEPEST_TEXT} citat i varandra, "
                             f"eller har fler än {DEEPEST_MARKUP} klamrar i varandra.",
                             "Flytta ut den. Resten av sidan läses när det är gjort.")
        case "too_deep":
            yield Diagnostic(place, Code.TOO_COMPLEX, f"{visible(value)} ligger djupare än {DEEPEST} nivåer.",
                             "Flytta ut det till sidans toppnivå.")
        case _ if kind in UNSHOWN:
            yield from check_unshown(kind, value, place)
        case _:
            yield Diagnostic(place, Code.FORBIDDEN_MARKUP, "Märket är inte tillåtet här.", "Ta bort raden.")


def _check_address(kind: str, address: str, place: Location) -> Iterator[Diagnostic]:
    what = "Länken" if kind == "link" else "Bilden"
    if problem := problem_with(address):
        yield Diagnostic(place, Code.BAD_ADDRESS, f"{what} leder till en adress som {problem}: {visible(address)}.",
                         remedy_for(address))
    elif kind == "image" and kind_of_address(address) is not AddressKind.PATH:
        yield Diagnostic(place, Code.BAD_ADDRESS, "Bilden hämtas från en annan webbplats.",
                         "Lägg bilden i docs/_static.")
