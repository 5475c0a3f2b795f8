"""What must hold between pages: links, pictures and tables of contents lead somewhere, and every page is reached.

Sphinx would find most of this too, in English and without the line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile
from urllib.parse import unquote

from regelratt.diagnostics import Code, Diagnostic, Severity, close_matches
from regelratt.domain.address import AddressKind, kind_of_address, problem_with
from regelratt.domain.characters import visible
from regelratt.domain.file_ending import ending_of
from regelratt.domain.location import Location
from regelratt.domain.shown_address import leads_elsewhere, without_scheme
from regelratt.loaders.file_names import STATIC_FOLDER
from regelratt.loaders.myst import Block, Page, walk
from regelratt.loaders.pictures import PICTURE_TYPES
from regelratt.loaders.statics import PUBLISHED_TYPES, UNPUBLISHED_REMEDY
from regelratt.loaders.toctree_entries import entries_of
from regelratt.loaders.toctree_texts import ROOT_PAGE

OWN_PAGE = "self"
"""What Sphinx takes for the page that a table of contents stands on."""

_NO_PICTURE_REMEDY = f"Ange en fil som slutar på {', '.join(sorted(PICTURE_TYPES))}, eller skriv en länk utan !."


def check_page_links(
    pages: Mapping[str, Page], statics: Collection[str], refused: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Every link to a page, picture or download that does not exist, and every page that no table of contents names.

    `refused` are files that are there but may not be published as they are; of each its own message says why, and a
    link is told only of where the file may lie.
    """
    listed: dict[str, list[str]] = {}
    for path, page in pages.items():
        for inline in page.inlines:
            if inline.kind in ("link", "image") and kind_of_address(inline.value) is AddressKind.PATH:
                place = Location(path, inline.line)
                yield from _check_path(inline.kind, inline.value, place, pages, statics, refused)
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
    kind: str, address: str, place: Location, pages: Mapping[str, Page], statics: Collection[str],
    refused: Collection[str],
) -> Iterator[Diagnostic]:
    target = target_of(address, place.path)
    what = "Bilden" if kind == "image" else "Länken"
    if kind == "link" and target in pages:
        if "#" in address or "?" in address:
            yield Diagnostic(place, Code.DEAD_LINK, f"Länken leder till ett ställe på en sida: {visible(address)}.",
                             "Länka till sidan, eller till ett objekt med [text](#ID).")
    elif kind == "image" and target in statics and not is_picture(target):
        yield Diagnostic(place, Code.DEAD_LINK, f"Bilden leder till {visible(address)}, som inte är en bild.",
                         _NO_PICTURE_REMEDY)
    elif target in refused:
        if STATIC_FOLDER not in target.split("/")[:-1]:
            yield Diagnostic(
                place, Code.DEAD_LINK, f"{what} leder till {visible(address)}, som inte får publiceras.",
                _remedy_of_refused(kind, target, place.path))
    elif target not in statics or re.search("[#?*]", address):
        if kind == "link" and (scheme := without_scheme(address)):
            yield Diagnostic(place, Code.DEAD_LINK, f"Länken {visible(address)} leder till en fil på webbplatsen.",
                             f"Börja adressen med {scheme} om den leder någon annanstans.")
            return
        known = filter(is_picture, statics) if kind == "image" else chain(pages, statics)
        hint = _near(place.path, target, known)
        thing = "en bild" if kind == "image" else "en sida eller en fil"
        yield Diagnostic(place, Code.DEAD_LINK,
                         f"{what} leder till {visible(address)}, som inte finns bland det som publiceras.",
                         f"Ange {thing} i en mapp som heter {STATIC_FOLDER}, räknat från den här sidans mapp, eller ta "
                         f"bort {what.lower()}.{hint}")


def _from(path: str, target: str) -> str:
    """The address that leads to the target from the page at `path`, as its author would write it."""
    return posixpath.relpath(f"/{target}", f"/{posixpath.dirname(path)}")


def _near(path: str, target: str, known: Iterable[str]) -> str:
    """What may have been meant: a file of a like name in the same folder, or of the same name elsewhere."""
    folder, name = posixpath.split(target)
    every = list(known)
    beside = [each for each in every if posixpath.dirname(each) == folder]
    called_so = {each: _in_common(each, target) for each in every
                 if posixpath.basename(each) == name and posixpath.dirname(each) != folder}
    most = max(called_so.values(), default=0)
    # Of many that are called index.md the one in a folder that is called as the named one too, or none.
    nearest = [each for each, parts in called_so.items() if parts == most]
    found = [_from(path, each) for each in (*beside, *(nearest if len(nearest) == 1 else ()))]
    return close_matches(name, found, refused=_from(path, target), key=posixpath.basename)


def _in_common(one: str, other: str) -> int:
    """How many names at the end of two paths are the same."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _remedy_of_refused(kind: str, target: str, path: str) -> str:
    """Where a file that lies among the pages may go, by its kind, so that it is not refused there too."""
    if kind == "image" and not is_picture(target):
        return _NO_PICTURE_REMEDY
    if ending_of(target) not in PUBLISHED_TYPES:
        return UNPUBLISHED_REMEDY
    folder, name = posixpath.split(target)
    moved = _from(path, posixpath.join(folder, STATIC_FOLDER, name))
    return f"Flytta filen till en mapp som heter {STATIC_FOLDER}, och skriv {visible(moved)}."


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
                             "Ange en sida, räknat från den här sidans mapp, eller ta bort raden om sidan är borttagen."
                             + _near(path, entry.page, pages))
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
