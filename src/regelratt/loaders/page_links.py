"""What must hold between pages: links, pictures and tables of contents lead somewhere, and every page is reached.

Sphinx would find most of this too, in English and without the line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from regelratt.diagnostics import Code, Diagnostic, Severity, close_matches
from regelratt.domain.address import AddressKind, kind_of_address, leads_elsewhere, problem_with
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.loaders.myst import Block, Page, walk
from regelratt.loaders.pictures import PICTURE_TYPES
from regelratt.loaders.toctree_entries import entries_of
from regelratt.loaders.toctree_texts import ROOT_PAGE

OWN_PAGE = "self"
"""What Sphinx takes for the page that a table of contents stands on."""


def check_page_links(
    pages: Mapping[str, Page], statics: Collection[str], refused: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """Every link to a page, picture or download that does not exist, and every page that no table of contents names.

    What is refused is there, and told of where it lies.
    """
    listed: dict[str, list[str]] = {}
    for path, page in pages.items():
        for inline in page.inlines:
            is_path = inline.kind in ("link", "image") and kind_of_address(inline.value) is AddressKind.PATH
            if is_path and target_of(inline.value, path) not in refused:
                yield from _check_path(inline.kind, inline.value, Location(path, inline.line), pages, statics)
        for block in walk(page.blocks):
            if block.name == "toctree":
                yield from _check_entries(block, path, pages, listed)
    if ROOT_PAGE in pages and any(listed.values()):
        yield from _unreached(pages, {name for names in listed.values() for name in names})
    ring = find_ring(listed)
    if ring:
        yield Diagnostic(Location(ring[0]), Code.DEAD_LINK, f"Innehållsförteckningarna leder runt: {' → '.join(ring)}.",
                         "Ta bort en av sidorna ur en av förteckningarna.")


def find_ring(listed: Mapping[str, Sequence[str]]) -> list[str]:
    """The first ring among pages that list one another, its first page also last; an empty list when there is none."""
    done: set[str] = set()
    for start in sorted(listed):
        trail: dict[str, Iterator[str]] = {start: iter(listed[start])}
        while trail:
            last = next(reversed(trail))
            following = next((name for name in trail[last] if name not in done), None)
            if following is None:
                done.add(last)
                del trail[last]
            elif following in trail:
                names = list(trail)
                return [*names[names.index(following):], following]
            else:
                trail[following] = iter(listed.get(following, ()))
    return []


def target_of(address: str, path: str) -> str:
    """The file that an address on the page at `path` leads to, relative to the root; empty for the page itself."""
    name = unquote(re.split("[#?]", address)[0])
    if not name:
        return ""
    folder = "" if name.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/")))


def rooted(address: str, path: str) -> str:
    """The address that the build is given for one on the page at `path`: it leads where lint says that it does.

    MyST and Sphinx know ways of writing an address of their own, and would read some as other files, or as none. What
    lint refuses is left as it is.
    """
    target = "" if re.search("[#?]", address) else target_of(address, path)
    return f"/{target}" if target else address


def is_picture(target: str) -> bool:
    """True when the file at the path may be shown as a picture, by its ending."""
    return posixpath.splitext(target)[1].lower() in PICTURE_TYPES


def _check_path(
    kind: str, address: str, place: Location, pages: Mapping[str, Page], statics: Collection[str]
) -> Iterator[Diagnostic]:
    target = target_of(address, place.path)
    if kind == "link" and target in pages:
        if "#" in address or "?" in address:
            yield Diagnostic(place, Code.DEAD_LINK, f"Länken leder till ett ställe på en sida: {visible(address)}.",
                             "Länka till sidan, eller till ett objekt med [text](#ID).")
    elif kind == "image" and target in statics and not is_picture(target):
        yield Diagnostic(place, Code.DEAD_LINK, f"Bilden leder till {visible(address)}, som inte är en bild.",
                         f"Ange en fil som slutar på {', '.join(sorted(PICTURE_TYPES))}, eller skriv en länk utan !.")
    elif target not in statics or re.search("[#?*]", address):
        known = list(filter(is_picture, statics)) if kind == "image" else [*pages, *statics]
        what = "Bilden" if kind == "image" else "Länken"
        yield Diagnostic(place, Code.DEAD_LINK, f"{what} leder till {visible(address)}, som inte finns.",
                         f"Ange en sida eller en fil i en mapp som heter _static.{close_matches(target, known)}")


def _check_entries(
    block: Block, path: str, pages: Mapping[str, Page], listed: dict[str, list[str]]
) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for entry in entries_of(block.body, path):
        place, shown = Location(path, block.body_line + entry.below), visible(entry.target)
        # A page may have a space in its name, which no address has.
        is_spaced = " " in entry.target and entry.page in pages
        kind = AddressKind.PATH if is_spaced else kind_of_address(entry.target)
        if entry.title and kind is not None and leads_elsewhere(entry.title, entry.target):
            title = visible(entry.title)
            yield Diagnostic(place, Code.BAD_ADDRESS,
                             f"Innehållsförteckningen visar adressen {title} men leder någon annanstans.",
                             "Skriv samma adress, eller vad raden leder till i ord.")
        if entry.title is not None and kind is AddressKind.WEB:
            continue
        if entry.target == OWN_PAGE:
            yield Diagnostic(place, Code.DEAD_LINK,
                             f"Innehållsförteckningen nämner {OWN_PAGE}, som byggverktyget tar för sidan själv.",
                             f"Skriv {OWN_PAGE}.md om det är en sida, annars ta bort raden.")
        elif kind is not AddressKind.PATH:
            problem = problem_with(entry.target) or "saknar rubrik"
            yield Diagnostic(place, Code.BAD_ADDRESS,
                             f"Innehållsförteckningen leder till en adress som {problem}: {shown}.",
                             "Skriv en sida i projektet, eller Rubrik <https://adress>.")
        elif entry.is_address:
            yield Diagnostic(place, Code.BAD_ADDRESS,
                             f"Raden i innehållsförteckningen har ://, så byggverktyget tar {shown} för en adress.",
                             "Ta bort :// ur rubriken, eller skriv hela adressen: Rubrik <https://adress>.")
        elif entry.page not in pages:
            yield Diagnostic(place, Code.DEAD_LINK, f"Innehållsförteckningen nämner {shown}, som inte finns.",
                             "Ange en sida, räknat från den här sidans mapp."
                             f"{close_matches(target_of(entry.page, ''), pages, refused=entry.page)}")
        elif entry.page in (path, ROOT_PAGE):
            yield Diagnostic(place, Code.DEAD_LINK,
                             f"Innehållsförteckningen nämner {shown}, som den själv hör till.", "Ta bort raden.")
        elif entry.page in seen:
            yield Diagnostic(place, Code.BAD_VALUE, f"Innehållsförteckningen nämner {shown} två gånger.",
                             "Behåll en av raderna.")
        else:
            listed.setdefault(path, []).append(entry.page)
        seen.add(entry.page)


def _unreached(pages: Mapping[str, Page], listed: set[str]) -> Iterator[Diagnostic]:
    for path, page in pages.items():
        if path != ROOT_PAGE and path not in listed:
            yield Diagnostic(Location(path), Code.ORPHAN,
                             "Ingen innehållsförteckning nämner sidan, så ingen meny leder hit.",
                             "Lägg till den i en {toctree} på en annan sida.", Severity.WARNING)
        elif not page.headings:
            yield Diagnostic(Location(path), Code.MISSING_FIELD, "Sidan saknar rubrik.", "Börja sidan med # Rubrik.")
