"""What stands after the name of a view: it must choose something that the view can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.catalog import Catalog
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.words import Phase, RemarkKind, SubjectKind
from regelratt.loaders.grammar import VIEWS_WITH_ARGUMENT
from regelratt.loaders.myst import Page, walk


def _matrices(catalog: Catalog) -> Iterator[str]:
    for document in catalog.documents:
        yield document.id
    yield from dict.fromkeys(f"{rule.document} {rule.section.split('.')[0]}" for rule in catalog.rules)


def _remarks(catalog: Catalog) -> Iterator[str]:
    kinds = ["", *map(str, RemarkKind)]
    yield from kinds
    yield from (f"{kind}; {document.id}".strip() for document in catalog.documents for kind in kinds)


_CHOICES: Mapping[str, Callable[[Catalog], Iterable[str]]] = {
    "rollsvar": lambda catalog: [role.title for role in catalog.roles],
    "checklista": lambda _: map(str, Phase),
    "spårbarhetsmatris": _matrices,
    "utfall-per-objekt": lambda _: ["", *map(str, SubjectKind)],
    "anmärkningar": _remarks,
    "jämförelsetabell": lambda catalog: ["", *dict.fromkeys(pair.topic for pair in catalog.comparisons)],
}
"""What each view may be given; an empty text where it may be given nothing."""


def choices_of(view: str, catalog: Catalog) -> list[str]:
    """Every argument that a view can be given; none for a view without argument."""
    return list(_CHOICES[view](catalog)) if view in _CHOICES else [""]


def check_views(catalog: Catalog, pages: Mapping[str, Page]) -> Iterator[Diagnostic]:
    """Every view that is asked for something that does not exist, and would be empty."""
    # Gone through once, however many views there are.
    choices = {name: dict.fromkeys(choices_of(name, catalog)) for name in VIEWS_WITH_ARGUMENT}
    for path, page in pages.items():
        for block in walk(page.blocks):
            if block.name not in VIEWS_WITH_ARGUMENT:
                continue
            known = choices[block.name]
            if block.argument not in known:
                named = filter(None, known)
                first = next(filter(None, known), "")
                example = f"Skriv till exempel {first}." if first else "Ta bort vyn."
                shown = f"vara {visible(block.argument)}" if block.argument else "sakna text efter namnet"
                yield Diagnostic(
                    Location(path, block.line, block.column), Code.BAD_VALUE, f"{block.name} kan inte {shown}.",
                    f"{example}{close_matches(block.argument, named)}")
