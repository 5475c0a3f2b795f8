"""What each edition of the site may show of a run (DESIGN section 5).

The public edition is built from what `public` returns and has nothing else to build from. It holds results per object
for open items alone, and totals from which nobody can tell how a closed item turned out for one object. Every sum is a
sum of the totals that are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, EvidenceFile, Value
from regelratt.domain.run import Finding, ItemCell, RuleCell, Run
from regelratt.domain.status import FAILED, Reason, Status
from regelratt.domain.totals import Totals, added, totals
from regelratt.domain.words import Disclosure

_WITHOUT_EVIDENCE = frozenset({Reason.EVIDENCE_MISSING, Reason.CARRIED, Reason.NEVER_CONFIRMED})
"""Why a cell has its status though nothing is known of the object now."""


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
    first: date
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


def public(
    run: Run, catalog: Catalog, smallest_count: int, tellable: Collection[str], gaps: Collection[tuple[str, str]]
) -> Publication:
    """What anybody may see; `tellable` are the rules that may have a total, and `gaps` those of them for which an
    object lacks something.
    """
    open_items = {item.id for item in catalog.items if item.disclosure is Disclosure.OPEN}
    open_cells = tuple(replace(cell, detail="") for cell in run.item_cells if cell.item in open_items)
    told = _told(run, catalog, smallest_count, tellable, gaps)
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
            ShownExemption(str(row["undantag_id"]), str(row["regel"]), str(row["objekt_id"]), _day(row["från"]),
                           _day(row["till"]))
            for row in evidence.rows("undantag") if _day(row["beslutad"]) <= run.as_of),
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
    run: Run, catalog: Catalog, smallest_count: int, tellable: Collection[str], gaps: Collection[tuple[str, str]]
) -> dict[str, list[RuleCell]]:
    """The cells of the rules whose totals tell of no single object.

    A total over closed items counts nobody with an exemption: it is granted for what fails, by a decision that others
    know of. It is left out when those that were judged are few, when all of them failed and when none did. So is any
    total in which an item counts that the rule has no more: that may have been closed.
    """
    told: dict[str, list[RuleCell]] = {}
    of_objects = _by_object(run.item_cells)
    for rule, cells in _by_rule(run.rule_cells).items():
        items = {item.id: item for item in catalog.items_of_rule.get(rule, ())}
        if any(item.disclosure is not Disclosure.OPEN for item in items.values()):
            # Which of the items decided is as closed as how they came out.
            ways = tuple(sorted({item.obtained for item in items.values()}))
            shown = [replace(cell, obtained=ways) for cell in cells
                     if not cell.exemption and _is_countable(items, of_objects[cell.subject])
                     and (cell.status is Status.NOT_APPLICABLE or (rule, cell.subject) not in gaps)]
            is_safe = _is_mixed(totals(shown), smallest_count)
        else:
            shown = cells
            is_safe = totals(shown).applicable >= smallest_count
        is_own = all(_fails_by_own(cell, items, of_objects[cell.subject]) for cell in cells)
        if rule in tellable and is_safe and is_own:
            told[rule] = shown
    return told


def _by_object(cells: Iterable[ItemCell]) -> Mapping[str, dict[str, ItemCell]]:
    groups: dict[str, dict[str, ItemCell]] = defaultdict(dict)
    for cell in cells:
        groups[cell.subject][cell.item] = cell
    return groups


def _is_countable(items: Iterable[str], cells: Mapping[str, ItemCell]) -> bool:
    """True when the evidence about the object is whole and fresh.

    Whoever fails by one item, or one cell, is judged though the others are not, so if those counted it would be known
    how all came out of whom something is known to be missing.

    Open rows of other items tell whose evidence is old or gone. Nobody is found to comply by such evidence, so of
    those objects it would be known how each came out, and of the others as soon as all of them had come out alike.
    """
    return all(cell.valid and cell.reason not in _WITHOUT_EVIDENCE for item in items if (cell := cells.get(item)))


def _fails_by_own(cell: RuleCell, items: Iterable[str], cells: Mapping[str, ItemCell]) -> bool:
    """False when the rule fails by a known failure of an item that it has no more."""
    own = (cells.get(item) for item in items)
    return cell.status not in FAILED or any(each is not None and each.status is Status.NOT_MET for each in own)


def _is_mixed(counted: Totals, smallest_count: int) -> bool:
    """True when so many were judged, and some of them failed and some did not."""
    return counted.assessed >= smallest_count and 0 < counted.count(Status.NOT_MET) < counted.assessed
