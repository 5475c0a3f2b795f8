"""What each edition of the site may show of a run (DESIGN section 5).

The public edition is built from what `public` returns and has nothing else to build from. It holds results per object
for open items alone, and totals from which nobody can tell how a closed item turned out for one object. Every sum is a
sum of the totals that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, EvidenceFile, Value
from regelratt.domain.run import Finding, ItemCell, RuleCell, Run
from regelratt.domain.status import FAILED, Reason, Status
from regelratt.domain.totals import Totals, added, totals
from regelratt.domain.words import Disclosure

_WITHOUT_EVIDENCE = frozenset({Reason.EVIDENCE_MISSING, Reason.CARRIED})
"""Why a cell has its status though nothing is known of the object now."""

Read = Mapping[str, frozenset[str]]
"""For each item and rule what of the evidence can decide it, apart from what anybody knows."""


class Edition(StrEnum):
    """Which of the two sites it is."""

    PUBLIC = "publik"
    INTERNAL = "intern"


@dataclass(frozen=True, slots=True)
class ShownExemption:
    """An exemption as a page lists it; the reason is free text and stays in the evidence."""

    id: str
    rule: str
    subject: str
    last: date


@dataclass(frozen=True, slots=True)
class ShownRemedy:
    """A planned correction as a page lists it; the description is free text and stays in the evidence."""

    id: str
    rule: str
    subject: str
    responsible: str
    due: date
    state: str


@dataclass(frozen=True)
class Publication:
    """What one edition shows. The fields after `subject_names` are empty in public."""

    edition: Edition
    as_of: date
    catalog_digest: str
    version: str
    smallest_count: int
    """No public total is about fewer objects than this."""
    rule_totals: Mapping[str, Totals] = field(default_factory=dict)
    """For each rule that may be told of, how many objects came out how."""
    withheld: tuple[str, ...] = ()
    """Rules whose totals would tell of single objects."""
    binding: Totals = field(default_factory=Totals)
    """The sum of the rules with ska and får inte that are told of."""
    advisory: Totals = field(default_factory=Totals)
    """The sum of the rules with bör that are told of."""
    item_cells: Mapping[str, tuple[ItemCell, ...]] = field(default_factory=dict)
    """Results per object; in public of open items alone."""
    subject_names: Mapping[str, str] = field(default_factory=dict)
    """Names of the objects in those results."""
    run_id: str = ""
    """The run's id is a hash over all results: who knows most of them can try the rest until the id comes out."""
    evidence_digest: str = ""
    """The same of the evidence."""
    rule_cells: tuple[RuleCell, ...] = ()
    findings: tuple[Finding, ...] = ()
    exemptions: tuple[ShownExemption, ...] = ()
    unused_exemptions: tuple[str, ...] = ()
    expired_exemptions: tuple[str, ...] = ()
    remedies: tuple[ShownRemedy, ...] = ()
    files: tuple[EvidenceFile, ...] = ()


def public(run: Run, catalog: Catalog, smallest_count: int, read: Read) -> Publication:
    """What anybody may see; `read` is what each item and rule of the catalogue reads."""
    open_items = {item.id for item in catalog.items if item.disclosure is Disclosure.OPEN}
    open_cells = tuple(replace(cell, detail="") for cell in run.item_cells if cell.item in open_items)
    told = _told(run, catalog, open_items, smallest_count, read)
    names = {cell.subject for cell in open_cells}
    return replace(
        _totalled(Edition.PUBLIC, run, catalog, told, smallest_count),
        withheld=tuple(sorted({cell.rule for cell in run.rule_cells} - set(told))),
        item_cells=_by_item(open_cells),
        subject_names={ident: name for ident, name in run.subject_names if ident in names},
    )


def internal(run: Run, catalog: Catalog, evidence: Evidence, smallest_count: int) -> Publication:
    """What the organisation's own people may see: everything but the evidence's texts."""
    return replace(
        _totalled(Edition.INTERNAL, run, catalog, _by_rule(run.rule_cells), smallest_count),
        item_cells=_by_item(run.item_cells),
        subject_names=dict(run.subject_names),
        run_id=run.id,
        evidence_digest=run.evidence_digest,
        rule_cells=run.rule_cells,
        findings=run.findings,
        exemptions=tuple(
            ShownExemption(str(row["undantag_id"]), str(row["regel"]), str(row["objekt_id"]), _day(row["till"]))
            for row in evidence.rows("undantag")),
        unused_exemptions=run.unused_exemptions,
        expired_exemptions=run.expired_exemptions,
        remedies=tuple(
            ShownRemedy(str(row["åtgärd_id"]), str(row["regel"]), str(row["objekt_id"]), str(row["ansvarig_roll"]),
                        _day(row["klar_senast"]), str(row["läge"]))
            for row in evidence.rows("åtgärder")),
        files=evidence.files,
    )


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value


def _totalled(
    edition: Edition, run: Run, catalog: Catalog, shown: Mapping[str, list[RuleCell]], smallest_count: int
) -> Publication:
    rule_totals = {rule: totals(cells) for rule, cells in shown.items()}
    is_binding = {rule.id: rule.level.is_binding for rule in catalog.rules}
    return Publication(
        edition, run.as_of, run.catalog_digest, run.version, smallest_count, rule_totals,
        binding=added(each for rule, each in rule_totals.items() if is_binding.get(rule, True)),
        advisory=added(each for rule, each in rule_totals.items() if not is_binding.get(rule, True)),
    )


def _by_rule(cells: Iterable[RuleCell]) -> dict[str, list[RuleCell]]:
    groups: dict[str, list[RuleCell]] = defaultdict(list)
    for cell in cells:
        groups[cell.rule].append(cell)
    return dict(groups)


def _by_item(cells: Iterable[ItemCell]) -> dict[str, tuple[ItemCell, ...]]:
    groups: dict[str, list[ItemCell]] = defaultdict(list)
    for cell in cells:
        groups[cell.item].append(cell)
    return {item: tuple(found) for item, found in groups.items()}


def _told(
    run: Run, catalog: Catalog, open_items: set[str], smallest_count: int, read: Read
) -> dict[str, list[RuleCell]]:
    """The cells of the rules whose totals tell of no single object.

    Which rules they may be follows from the content alone, so that a missing total tells nothing: open items decide
    the rule, or closed ones that decide no rule before it. Of two totals over the same closed item, or over two that
    read anything in common, the difference could tell; beside an open row, so would the rest of the total. The rows of
    an open item are shown wherever in the catalogue it stands, so they come before every rule. Whom a rule concerns is
    read too: beside open rows a total would tell for whom the condition held. A total over closed items is left out
    when those that were judged are few, when all of them failed and when none did. So is any total in which an item
    counts that the rule has no more: that may have been closed, and counts where it stands now.
    """
    cells = _by_rule(run.rule_cells)
    told: dict[str, list[RuleCell]] = {}
    counted = set[str]().union(*(read.get(item, ()) for item in open_items))
    of_objects = _by_object(run.item_cells)
    for rule in filter(cells.__contains__, (each.id for each in catalog.rules)):
        items = {item.id for item in catalog.items_of_rule.get(rule, ())}
        closed = items - open_items
        shown = cells[rule]
        if closed:
            measures = closed.union(*(read.get(ident, ()) for ident in (*closed, rule)))
            is_told_elsewhere = bool(measures & counted)
            counted |= measures
            shown = [cell for cell in shown if _is_countable(items, of_objects[cell.subject])]
            is_safe = not is_told_elsewhere and closed == items and _is_mixed(shown, smallest_count)
        else:
            is_safe = not read.get(rule) and totals(shown).applicable >= smallest_count
        if is_safe and all(_fails_by_own(cell, items, of_objects[cell.subject]) for cell in cells[rule]):
            told[rule] = shown
    return told


def _by_object(cells: Iterable[ItemCell]) -> Mapping[str, dict[str, ItemCell]]:
    groups: dict[str, dict[str, ItemCell]] = defaultdict(dict)
    for cell in cells:
        groups[cell.subject][cell.item] = cell
    return groups


def _is_countable(items: Iterable[str], cells: Mapping[str, ItemCell]) -> bool:
    """True when the evidence about the object is whole and fresh.

    Open rows of other items tell whose evidence is old or gone. Nobody is found to comply by such evidence, so of
    those objects it would be known how each came out, and of the others as soon as all of them had come out alike.
    """
    return all(cell.valid and cell.reason not in _WITHOUT_EVIDENCE for item in items if (cell := cells.get(item)))


def _fails_by_own(cell: RuleCell, items: Iterable[str], cells: Mapping[str, ItemCell]) -> bool:
    """False when the rule fails by a known failure of an item that it has no more."""
    own = (cells.get(item) for item in items)
    return cell.status not in FAILED or any(each is not None and each.status is Status.NOT_MET for each in own)


def _is_mixed(cells: Iterable[RuleCell], smallest_count: int) -> bool:
    """True when so many were judged, and some of them failed and some did not.

    Those with an exemption, used or not, are left out: it is granted for what fails, by a decision that others know of,
    and hides nobody among them.
    """
    whole = totals(cell for cell in cells if not cell.exemption)
    return whole.assessed >= smallest_count and 0 < whole.count(Status.NOT_MET) < whole.assessed
