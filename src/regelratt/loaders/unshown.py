"""Text that a reader would not see, or would see as something else: each way is refused where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.common.utils import unescapeAll

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.words import Kind
from regelratt.loaders.emphasis import LONE_MARK, LONE_TICK, UNEVEN_MARKS
from regelratt.loaders.grammar import DATA_FENCES, DATA_LANGUAGES, LANGUAGES, PLAIN_DIRECTIVES, VIEWS
from regelratt.loaders.moved_notes import INNER_DEFINITION, INNER_NOTE, LONE_DEFINITION, LONE_NOTE
from regelratt.loaders.myst import Fence
from regelratt.loaders.otherwise_written import (
    CODE_IN_TITLE,
    DRAWN_ADDRESS,
    DRAWN_CODE,
    LOST_BACKSLASH,
    LOST_LINE_END,
    SHOWN_BACKSLASH,
)
from regelratt.loaders.page_marks import HIGHEST_FIRST, LEAST_UNDERLINE
from regelratt.loaders.reference_labels import LOST_LINK, MARKED_DESCRIPTION, MISWRITTEN_LINK, UNSHOWN_LABEL

_KINDS = frozenset(map(str, Kind))
_KNOWN = _KINDS | frozenset(VIEWS) | frozenset(PLAIN_DIRECTIVES)
LOST_DIRECTIVE = re.compile(rf"\W{{0,12}}\{{({'|'.join(map(re.escape, sorted(_KNOWN)))})\}}|::[^\w\n]{{0,20}}\w")
LOST_FIELD = re.compile(r":([^\s:][^:\n]*):(?:\s|$)")
_EXAMPLES = frozenset({"markdown", "text"})

UNSHOWN = {
    "surplus_cell": ("Raden har fler celler än tabellens rubrik: {} visas inte.",
                     "Lägg till en kolumn i rubriken, eller skriv \\| där strecket hör till texten."),
    "parted_code": ("Strecket i koden {} delar den i två celler.",
                    "Skriv \\| i koden. Är tecknet ` inte början på kod, skriv \\ före det."),
    "stray_row": ("Raden {} saknar | och blir därför en cell i tabellen.",
                  "Lägg till en tom rad före, eller ett | först på raden."),
    "bare_row": ("Raden {} saknar | först, men blir ändå en rad i tabellen.",
                 "Lägg till en tom rad före, eller ett | först på raden."),
    "lost_table": ("Tabellen som börjar med {} visas som text med alla streck.",
                   "Skriv en rad med --- för varje kolumn direkt under rubriken, eller \\ före varje |."),
    "lost_points": ("Raderna från {} visas i en följd och inte under varandra.",
                    "Börja varje punkt med - och ett blanksteg, eller med 1. och ett blanksteg, efter en tom rad."),
    "lost_cells": ("Raderna från {} visas i en följd och inte i spalter.",
                   "Skriv dem som en tabell, med | före och efter varje cell och en rad med --- under rubriken."),
    "lost_heading": ("Raden {} blir ingen rubrik.", "Skriv ett blanksteg efter #, och en tom rad före."),
    "parted_table": ("Raden {} hör inte till tabellen ovanför, utan visas som text.",
                     "Ta bort den tomma raden mellan dem. Är det ingen rad i tabellen, skriv \\ före varje |."),
    "stray_quote": ("Raden {} saknar > men blir ändå en del av citatet.",
                    "Lägg till en tom rad före, eller ett > först på raden."),
    "stray_point": ("Raden {} är inte indragen men blir ändå en del av punkten eller fotnoten ovanför.",
                    "Lägg till en tom rad före, eller dra in raden."),
    "stray_inner_quote": ("Raden {} har för få > men blir ändå en del av det inre citatet.",
                          "Lägg till en rad med bara de > som raden har före, eller lika många > som raden ovanför."),
    "stray_inner_point": ("Raden {} är för lite indragen, men blir ändå en del av den innersta punkten ovanför.",
                          "Lägg till en tom rad före, eller dra in raden till där punktens text börjar."),
    "left_point": ("Raden är indragen, men hör inte till punkten eller fotnoten ovanför: då krävs {} blanksteg.",
                   "Dra in den så långt om den hör dit. Ta annars bort indraget."),
    "double_sign": ("Tecknet först i {} visas inte, utan börjar en lista i punkten.",
                    "Skriv \\ före det om det ska synas. Är det en lista, skriv punktens text på raden före den."),
    "point_sign": ("Tecknet först på raden {} visas inte, utan gör den till en punkt i en lista.",
                   "Börja punkten med -. Ska tecknet synas, skriv \\ före det."),
    "empty_quote": ("Tecknet > i {} visas inte, utan gör ett citat utan text.",
                    "Skriv \\ före det, eller skriv det som kod mellan två accenter."),
    "lost_comparison": ("Tecknet > först i {} visas inte, utan gör texten till ett citat.",
                        "Skriv mer än eller minst, eller \\ före >. Börja ett citat med ett annat ord."),
    "list_sign": ("Punkten {} visas med en punkt efter talet i stället för en parentes.",
                  "Skriv en punkt efter talet, som i 1. eller skriv \\ före parentesen om det är vanlig text."),
    "list_number": ("Punkten {} får ett annat nummer på sidan.",
                    f"Skriv talen i följd, 1. 2. 3., med punkt efter. Listan får börja på högst {HIGHEST_FIRST}."),
    "inner_heading": ("Rubriken {} står i en lista, ett citat eller en fotnot.",
                      "Gör den till fet text, eller flytta ut den."),
    "empty_heading": ("Rubriken har ingen text.", "Skriv rubriken efter #, eller ta bort raden."),
    "underlined_heading": ("Raden {} gör texten ovanför till en rubrik.",
                           f"Skriv # före rubriken, eller stryk under en enda rad med minst {LEAST_UNDERLINE} tecken."),
    "closed_heading": ("Tecknet # sist i rubriken {} visas inte.", "Ta bort det, eller skriv \\#."),
    "hover": ("Texten {} inom citattecken efter adressen visas inte på sidan.", "Skriv den utanför länken."),
    UNSHOWN_LABEL: ("Texten {} efter länkens eller bildens text visas inte på sidan.",
                    "Skriv [text](adress), eller bara [text] när adressen står på en egen rad som [text]: adress."),
    MARKED_DESCRIPTION: ("Bildens beskrivning {} har märkning eller flera rader, och allt i den läses inte upp.",
                         "Skriv beskrivningen på en rad, utan länkar, kod, fetstil, fotnoter och bilder."),
    "broken_off": ("Tecknet först på raden {} gör den till en lista eller ett citat.",
                   "Lägg till en tom rad före om den är det. Hör den till stycket, skriv \\ före tecknet."),
    "broken_number": ("Talet först på raden {} gör den till en punkt i en lista.",
                      "Lägg till en tom rad före om den är det. Skriv annars \\ efter talet: 1\\. januari."),
    "heading_sign": ("Tecknet # först på raden {} gör den till en rubrik.",
                     "Lägg till en tom rad före om den är det. Hör den till stycket, skriv \\ före tecknet."),
    SHOWN_BACKSLASH: ("Tecknet \\ i {} syns på sidan.", "Skriv det efter talet i stället: 1\\. januari."),
    LONE_MARK: ("Tecknet före {} visas inte, utan gör texten kursiv eller fet.",
                "Skriv \\ före varje * och _ som ska synas, eller texten som kod, mellan två `. Märk annars hela ord."),
    UNEVEN_MARKS: ("Märkningen runt {} har inte lika många tecken före som efter.",
                   "Skriv lika många * eller _ före och efter, och \\ före dem som ska synas."),
    LONE_TICK: ("Tecknet ` före {} visas inte, utan gör texten till kod.",
                "Skriv ’ om det är en apostrof, och annars \\ före tecknet."),
    "empty_link": ("Länken till {} har inga ord att klicka på.", "Skriv vad den leder till inom hakparenteserna."),
    "elsewhere_link": ("Länken visar adressen {} men leder någon annanstans.",
                       "Skriv samma adress, eller vad länken leder till i ord."),
    "empty_footnote": ("Fotnoten {} har ingen text.", "Skriv texten efter kolonet, eller ta bort fotnoten."),
    INNER_NOTE: ("Fotnoten {} står i en lista, ett citat eller en fotnot, men visas längst ner på sidan.",
                 "Skriv den som ett eget stycke sist på sidan, med en tom rad före."),
    INNER_DEFINITION: ("Adressen för {} står i en lista, ett citat eller en fotnot, men visas inte där.",
                       "Skriv raden som ett eget stycke sist på sidan. Ska länken stå i listan, skriv [text](adress)."),
    LONE_NOTE: ("Fotnoten {} visas längst ner på sidan, så inget blir kvar här.",
                "Skriv fotnoterna sist på sidan, utan egen rubrik eller ruta."),
    LONE_DEFINITION: ("Adressen för {} visas inte, så inget blir kvar här.",
                      "Skriv raden sist på sidan, utan egen rubrik eller ruta."),
    LOST_LINK: ("Länken {} visas med sina klamrar och leder ingenstans.",
                "Ta bort fotnoter och länkar ur dess text, och blanksteg ur adressen. Är det ingen länk, skriv \\[."),
    MISWRITTEN_LINK: ("Länken {} är inte skriven som en länk, och visas med sina klamrar.",
                      "Skriv [text](adress), utan blanksteg emellan. Är det ingen länk, skriv \\ före [."),
    LOST_BACKSLASH: ("Tecknet \\ i {} visas inte.",
                     "Skriv det som kod, mellan två `, om \\ ska synas. Ta annars bort \\, som inte behövs här."),
    LOST_LINE_END: ("Tecknet \\ sist på raden {} visas inte, utan bryter raden.",
                    "Skriv det som kod, mellan två `, om \\ ska synas. Skriv annars en tom rad."),
    DRAWN_CODE: ("Teckenkoden {} visas som ett annat tecken.",
                 "Skriv tecknet självt, med \\ före om det behövs. Ska koden synas, skriv den som kod, mellan två `."),
    CODE_IN_TITLE: ("Teckenkoden {} visas som den är skriven i rubriken till ett objekt.", "Skriv tecknet självt."),
    DRAWN_ADDRESS: ("Adressen visas med andra tecken: {}.", "Skriv den som [text](adress)."),
    "swallowed_bar": ("Strecket efter \\ i raden {} skiljer inga celler åt, och \\ visas inte.",
                      "Skriv ett blanksteg mellan \\ och |."),
    "code_block": ("Texten är indragen fyra steg och visas därför som kod.",
                   "Ta bort indraget. Ska det vara kod, skriv ```text före och ``` efter."),
}
"""What is wrong with each kind of text, and the remedy."""


def check_unshown(kind: str, value: str, place: Location) -> Iterator[Diagnostic]:
    """One text that would not be shown as it is written."""
    message, remedy = UNSHOWN[kind]
    code = Code.FORBIDDEN_MARKUP if kind.endswith("_heading") else Code.LOST_TEXT
    yield Diagnostic(place, code, message.format(visible(value)), remedy)


def check_fence(fence: Fence, holder: str, path: str) -> Iterator[Diagnostic]:
    """A code block in the directive `holder`, or on the page itself: it is closed, and all of it is shown or read."""
    place = Location(path, fence.line)
    name = f"Kodblocket i {holder}" if holder else "Kodblocket"
    if not fence.closed:
        yield Diagnostic(place, Code.UNCLOSED_FENCE, f"{name} stängs aldrig.",
                         "Lägg till en avslutande rad med lika många tecken som i öppningen.")
    language = fence.language
    if language in _KINDS or (language not in _EXAMPLES and any(map(_is_lost, fence.content.split("\n")))):
        yield Diagnostic(place, Code.LOST_TEXT,
                         f"{name} innehåller ett objekt eller ett fält, som därför bara visas som text.",
                         "Ta bort raderna runt objektet. Är det ett exempel, skriv ```markdown i öppningen.")
    elif holder == Kind.CASE:
        pass  # each of its blocks is read as a table, and refused if it is none
    elif holder in _KINDS and language in DATA_LANGUAGES and language != DATA_FENCES.get(holder):
        yield Diagnostic(place, Code.LOST_TEXT, f"{name} är skrivet som {language}, som ingen läser där.",
                         "Ta bort blocket. Ska det bara visas, skriv ```text i öppningen.")
    elif language not in LANGUAGES or fence.info != language:
        yield Diagnostic(place, Code.LOST_TEXT, f"Orden {visible(fence.info)} i kodblockets öppning visas inte.",
                         f"Skriv bara ett av språken {', '.join(sorted(LANGUAGES - {''}))}, eller inget alls.")


def _is_lost(line: str) -> bool:
    return bool(LOST_DIRECTIVE.match(line) or LOST_FIELD.match(line))


def lost_field(name: str, place: Location) -> Diagnostic:
    """A field that stands in the text."""
    return Diagnostic(place, Code.LOST_TEXT, f"Fältet {visible(name)} står i texten och läses därför inte.",
                      "Skriv raden som :namn: värde bland fälten, direkt under rubriken och utan tom rad emellan.")


def check_lines(text: str, place: Location) -> Iterator[Diagnostic]:
    """Lines of running text that look like the beginning of an object, and the first of those that look like fields."""
    was_field = False
    for number, line in enumerate(text.split("\n")):
        here = Location(place.path, place.line + number)
        drawn = unescapeAll(line)
        if LOST_DIRECTIVE.match(line) or LOST_DIRECTIVE.match(drawn):
            yield Diagnostic(here, Code.LOST_TEXT,
                             f"Raden ser ut att börja ett objekt men är vanlig text: {visible(line)}.",
                             "Skriv :::{namn} Rubrik längst till vänster, med minst tre kolon.")
            was_field = True
        elif field := LOST_FIELD.match(line) or LOST_FIELD.match(drawn):
            if not was_field:
                yield lost_field(field[1], here)
            was_field = True
        else:
            was_field = False
