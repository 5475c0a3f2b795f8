"""What is said of known failures that no page shows: where, and what puts them right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, Severity
from regelratt.domain.catalog import Catalog
from regelratt.domain.location import Location
from regelratt.domain.run import Run
from regelratt.domain.words import Decides, SubjectKind
from regelratt.engine.hidden_failures import gone, kind_of, let_go, outlived, unseen
from regelratt.loaders.evidence_folder import MANIFEST

_MOST_NAMED = 5
"""Objects, or items and rules, that a message names."""


def failure_warnings(run: Run, previous: Run | None, project: Project) -> Iterator[Diagnostic]:
    """A warning for each rule, item and object with known failures that a reader of the pages would not see.

    And for those of the run before that ended without an answer to what they failed.
    """
    catalog = project.catalog
    for item, subjects in let_go(previous, run, catalog).items() if previous else ():
        there = catalog.items_by_id.get(item)
        why = "Kontrollpunkten prövar inte längre regeln, som" if there else "Frågan ställs inte längre, och regeln"
        yield _warning(
            there.location if there else Location("."),
            f"{item} hade en känd brist för {named(subjects)}, som inte är rättad. {why} har avgjorts utan den.",
            f"{'Låt den pröva regeln igen' if there else 'Ge kontrollpunkten tillbaka'} om frågan ska ställas.")
    for rule, items in outlived(run, catalog).items():
        yield _warning(
            catalog.rules_by_id[rule].location,
            f"regel {rule} har en känd brist från {', '.join(items)}, som inte längre prövar regeln.",
            _way_out(catalog, rule, items))
    for ident, subjects in unseen(run, catalog).items():
        place = catalog.by_id[ident].location if ident in catalog.by_id else Location(".")
        yield _warning(
            place, f"{ident} har en känd brist för {named(subjects)}, som inget utfall visar.", _UNTESTED
            if ident in catalog.rules_by_id and catalog.rules_by_id[ident].not_checked else _HIDDEN)
    for subject, idents in gone(run, catalog).items():
        kind = kind_of(idents, catalog)
        number = "en känd brist" if len(idents) == 1 else f"{len(idents)} kända brister"
        yield _warning(
            _register(project, kind),
            f"{subject} finns inte längre i underlaget, men har {number}: {named(idents)}.", _remedy(subject, kind))


_HIDDEN = ("Ge regeln eller kontrollpunkten tillbaka med sitt id, sitt läge och den dag den gäller från, eller behåll "
           "regeln som upphävd.")
_UNTESTED = ("Regeln prövas inte. Ge kontrollpunkten tillbaka tills nytt underlag säger att bristen är rättad, och "
             "skriv prövas-inte sedan.")


def _way_out(catalog: Catalog, rule: str, items: Sequence[str]) -> str:
    """How a failure by items that the rule has no more can end: those that prove nothing cannot end it."""
    if not any(item.decides is Decides.BOTH for item in catalog.items_of_rule.get(rule, ())):
        return "Ge kontrollpunkten tillbaka, eller skriv en som kan visa att regeln är uppfylld."
    there = "låt den pröva en annan regel som bedöms, och " if catalog.items_by_id.keys() & set(items) else ""
    return f"Ge kontrollpunkten tillbaka, eller {there}låt dem som regeln har avgöra den på nyare underlag."


def _remedy(subject: str, kind: SubjectKind | None) -> str:
    """How to end the warning: an object without failures may go, and a channel has a status that says it is closed."""
    back = f"Lägg tillbaka raden för {subject}"
    if kind in (SubjectKind.BOARD, SubjectKind.ORGANISATION):
        return f"{back}, och behåll den också när den har fått ett nytt id, tills nytt underlag säger något annat."
    return (f"{back}. Är kontot avslutat, eller har det fått ett nytt id, behåll raden med status avslutad: bristen "
            f"visas då där, tills nytt underlag säger något annat.")


def _register(project: Project, kind: SubjectKind | None) -> Location:
    """The file that lists the objects of the kind; the list of files where there is none, or the kind is not known."""
    folder = project.evidence_place
    files = [each.path for each in project.evidence.evidence.files if kind and each.table == kind.table]
    return Location(f"{folder}/{files[0] if files else MANIFEST}")


def named(names: Sequence[str]) -> str:
    """The first of the names, and how many there are besides."""
    others = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" och {others} till" if others > 0 else "")


def _warning(place: Location, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(place, Code.ORPHAN, message, remedy, Severity.WARNING)
