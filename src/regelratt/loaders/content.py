"""All Markdown of a project to one catalogue, with every mistake found in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from regelratt.diagnostics import MOST_TOLD, Code, Diagnostic, few_searches, foremost
from regelratt.domain.catalog import Catalog, CatalogObject
from regelratt.domain.characters import visible
from regelratt.domain.file_refusal import reason
from regelratt.domain.location import Location
from regelratt.domain.words import Kind
from regelratt.loaders import items, objects
from regelratt.loaders.body import prose
from regelratt.loaders.fields import FieldReader
from regelratt.loaders.file_names import read_by_build_tools
from regelratt.loaders.files import find_files
from regelratt.loaders.grammar import GRAMMARS
from regelratt.loaders.links import check_links
from regelratt.loaders.markup import check_page, has_field_in_text
from regelratt.loaders.myst import Block, Page, read_page, walk
from regelratt.loaders.page_links import check_page_links
from regelratt.loaders.page_text import check_text, decode, read_text
from regelratt.loaders.view_arguments import check_views

ID_PATTERN = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")
"""Ids are ASCII, upper case and hyphenated, and never parsed (DESIGN section 3)."""

Built = TypeVar("Built", bound=CatalogObject)

MOST_CHECKS = 200
"""Items and rules with a condition that one page may hold: the SQL of each takes some milliseconds to read."""


@dataclass(frozen=True, slots=True)
class LoadedContent:
    """What the content holds: the catalogue, the diagnostics and the blocks the objects came from."""

    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...]
    blocks: dict[str, dict[int, Block]] = field(default_factory=dict)
    """For each path the blocks of objects by their line."""
    is_whole: bool = True
    """False when some page could not be read, so that links between objects could not be judged."""
    pages: dict[str, Page] = field(default_factory=dict)
    statics: dict[str, Path] = field(default_factory=dict)
    sound_statics: frozenset[str] = frozenset()
    """The sums of what those hold."""
    """Pictures and downloads by their path."""
    flawed: frozenset[str] = frozenset()
    """Ids of objects in whose lines something is wrong, so that what they lack may only be unreadable."""
    ledgers: dict[str, Path] = field(default_factory=dict)
    """Ledgers by their path; none outside the content is ever read, whatever a document says of its folder."""


def load_content(root: Path, folders: Iterable[str]) -> LoadedContent:
    """Read every page under the folders (or single files) of the project at `root`."""
    with few_searches():
        return _load(root, folders)


def _load(root: Path, folders: Iterable[str]) -> LoadedContent:
    files = find_files(root, folders)
    diagnostics = [*files.diagnostics, *(
        Diagnostic(Location(name), Code.FORBIDDEN_FILE, why, "Ta bort det, eller ge det ett annat namn om det hör till "
                   "något annat.") for name, why in read_by_build_tools(root))]
    pages: dict[str, Page] = {}
    for name, path in files.pages.items():
        page = _read(name, path, diagnostics)
        if page is not None:
            pages[name] = page
    is_whole = files.is_whole and len(pages) == len(files.pages)
    if is_whole:
        refused = {each.location.path for each in files.diagnostics}
        diagnostics.extend(check_page_links(pages, files.statics, refused))
    return replace(build(pages, diagnostics, is_whole=is_whole), statics=files.statics,
                   sound_statics=files.sound_statics, ledgers=files.ledgers)


def _read(name: str, path: Path, diagnostics: list[Diagnostic]) -> Page | None:
    """The page, or None when nothing of it can be used."""
    try:
        raw = read_text(path)
    except (OSError, ValueError) as error:
        detail = reason(error)[0] if isinstance(error, OSError) else str(error)
        diagnostics.append(Diagnostic(Location(name), Code.UNREADABLE_FILE, f"Sidan går inte att läsa: {detail}.",
                                      "Kontrollera filen och rättigheterna. Länkar prövas när alla sidor kan läsas."))
        return None
    text, problems = decode(raw, name)
    problems = problems or check_text(text, name)
    diagnostics.extend(problems)
    if any(each.code is Code.MERGE_MARK for each in problems):
        return None
    page = read_page(text)
    diagnostics.extend(islice(check_page(page, name), MOST_TOLD + 1))
    checks = [block for block in walk(page.blocks)
              if block.name == Kind.ITEM or (block.name == Kind.RULE and block.option("gäller-om"))]
    if len(checks) > MOST_CHECKS:
        diagnostics.append(Diagnostic(
            Location(name, checks[MOST_CHECKS].line), Code.TOO_COMPLEX,
            f"Sidan har fler än {MOST_CHECKS} kontrollpunkter och regler med gäller-om; att läsa deras SQL tar tid.",
            "Dela upp sidan."))
        return None
    return None if page.is_cut_off else page


def build(pages: dict[str, Page], diagnostics: list[Diagnostic], *, is_whole: bool = True) -> LoadedContent:
    """The catalogue of these pages; diagnostics already found are kept.

    When some page could not be read, what leads to it would seem to lead nowhere; then links are not judged.
    """
    found = _Collector(pages, diagnostics)
    documents = found.build(Kind.DOCUMENT, objects.document)
    documents_by_id = {document.id: document for document in documents}
    rules = found.build(Kind.RULE, lambda reader: objects.rule(reader, documents_by_id))
    rules_by_id = {rule.id: rule for rule in rules}
    flawed = _flawed(found.blocks, diagnostics)
    catalog = Catalog(
        laws=found.build(Kind.LAW, objects.law),
        provisions=found.build(Kind.PROVISION, objects.provision),
        documents=documents,
        premises=found.build(Kind.PREMISE, objects.premise),
        rules=rules,
        items=found.build(Kind.ITEM, lambda reader: items.item(reader, rules_by_id)),
        cases=found.build(Kind.CASE, items.case),
        remarks=found.build(Kind.REMARK, objects.remark),
        comparisons=found.build(Kind.COMPARISON, objects.comparison),
        roles=found.build(Kind.ROLE, objects.role),
        local_decisions=found.build(
            Kind.LOCAL_DECISION, lambda reader: objects.local_decision(reader, rules_by_id, flawed)),
    )
    is_whole = is_whole and not found.lost_fields
    if is_whole:
        diagnostics.extend(check_links(catalog, pages, found.blocks))
        diagnostics.extend(check_views(catalog, pages))
    told = [each for each in diagnostics if is_whole or each.code is not Code.UNKNOWN_REFERENCE]
    shown = foremost(told)
    # What is not shown could still be why an object is not to be judged.
    return LoadedContent(catalog, tuple(shown), found.blocks, is_whole and set(shown) == set(told), pages,
                         flawed=_flawed(found.blocks, told))


def _flawed(blocks: dict[str, dict[int, Block]], diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """Ids of the objects with an error between their first and last line."""
    lines: dict[str, list[int]] = {}
    for each in sorted(diagnostics, key=lambda each: each.location):
        if each.is_error:
            lines.setdefault(each.location.path, []).append(each.location.line)
    return frozenset(
        ident.value.strip() for path, errors in lines.items() for block in blocks.get(path, {}).values()
        if (ident := block.option("id")) and bisect_left(errors, block.line) < bisect_right(errors, block.last_line))


class _Collector:
    """The blocks of all pages by kind, and the diagnostics of turning them into objects."""

    def __init__(self, pages: dict[str, Page], diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        self.blocks: dict[str, dict[int, Block]] = {}
        self.lost_fields = False
        """True when some object has its fields in its text: what refers to it would seem to lead nowhere."""
        self._by_kind: dict[str, list[tuple[str, Block]]] = {}
        self._first: dict[str, Location] = {}
        for path, page in pages.items():
            for block in walk(page.blocks):
                if block.name in GRAMMARS and not block.options and has_field_in_text(block):
                    # Told of where the fields stand; that each of them is missing would say the same again.
                    self.lost_fields = True
                elif block.name in GRAMMARS:
                    self.blocks.setdefault(path, {})[block.line] = block
                    self._by_kind.setdefault(block.name, []).append((path, block))

    def build(self, kind: Kind, builder: Callable[[FieldReader], Built | None]) -> tuple[Built, ...]:
        """All objects of one kind; an object without a usable id is reported and left out."""
        built: list[Built] = []
        for path, block in self._by_kind.get(kind, []):
            reader = FieldReader(block, GRAMMARS[kind], path)
            reader.check_fields()
            self._check_texts(reader)
            usable = self._register(reader)
            entry = builder(reader)
            self.diagnostics.extend(reader.diagnostics)
            if usable and entry is not None:
                built.append(entry)
        return tuple(built)

    def _check_texts(self, reader: FieldReader) -> None:
        if not reader.block.argument:
            reader.report(Code.MISSING_FIELD, f"{reader.name} saknar rubrik.",
                          "Skriv rubriken efter direktivets namn på samma rad.")
        if reader.grammar.needs_text and not prose(reader.block):
            reader.report(Code.MISSING_FIELD, f"{reader.name} saknar text.",
                          "Skriv texten efter en tom rad under fälten.")

    def _register(self, reader: FieldReader) -> bool:
        ident = reader.text("id")
        if not ident:
            return False
        if not ID_PATTERN.fullmatch(ident):
            reader.report(Code.BAD_ID, f"Id {visible(ident)} har fel form.",
                          "Använd A–Z, 0–9 och bindestreck, till exempel TYR-6-7-01.", "id")
            return False
        if ident in self._first:
            reader.report(Code.DUPLICATE_ID, f"Id {ident} används redan på {self._first[ident]}.",
                          "Ge objektet ett eget id; ett id återanvänds aldrig.", "id")
            return False
        self._first[ident] = reader.place("id")
        return True
