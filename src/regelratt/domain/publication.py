"""What each edition of the site may show of a run (DESIGN section 5).

The public edition is built from what `public` returns and has nothing else to build from. It holds results per object
for open items alone, and totals from which nobody can tell how a closed item turned out for one object: over too few
objects, or where all came out alike, there is no total, and every sum is a sum of the totals that are shown.
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
from regelratt.domain.status import Status
from regelratt.domain.totals import Totals, added, totals
from regelratt.domain.words import Disclosure


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
    run_id: str
    as_of: date
    catalog_digest: str
    evidence_digest: str
    version: str
    smallest_count: int
    """No total over a closed item is about fewer objects than this."""
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
    rule_cells: tuple[RuleCell, ...] = ()
    findings: tuple[Finding, ...] = ()
    exemptions: tuple[ShownExemption, ...] = ()
    unused_exemptions: tuple[str, ...] = ()
    expired_exemptions: tuple[str, ...] = ()
    remedies: tuple[ShownRemedy, ...] = ()
    files: tuple[EvidenceFile, ...] = ()


def public(run: Run, catalog: Catalog, smallest_count: int) -> Publication:
    """What anybody may see."""
    open_items = {item.id for item in catalog.items if item.disclosure is Disclosure.OPEN}
    open_cells = tuple(replace(cell, detail="") for cell in run.item_cells if cell.item in open_items)
    shown = _Showable(catalog, open_items, open_cells, smallest_count).rules(_by_rule(run.rule_cells))
    names = {cell.subject for cell in open_cells}
    return replace(
        _totalled(Edition.PUBLIC, run, catalog, shown, smallest_count),
        withheld=tuple(sorted({cell.rule for cell in run.rule_cells} - set(shown))),
        item_cells=_by_item(open_cells),
        subject_names={ident: name for ident, name in run.subject_names if ident in names},
    )


def internal(run: Run, catalog: Catalog, evidence: Evidence, smallest_count: int) -> Publication:
    """What the organisation's own people may see: everything but the evidence's texts."""
    return replace(
        _totalled(Edition.INTERNAL, run, catalog, _by_rule(run.rule_cells), smallest_count),
        item_cells=_by_item(run.item_cells),
        subject_names=dict(run.subject_names),
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
        edition, run.id, run.as_of, run.catalog_digest, run.evidence_digest, run.version, smallest_count, rule_totals,
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


class _Showable:
    """Decides which rules' totals tell of no single object."""

    def __init__(
        self, catalog: Catalog, open_items: set[str], open_cells: Iterable[ItemCell], smallest_count: int
    ) -> None:
        self.catalog = catalog
        self.open_items = open_items
        self.smallest_count = smallest_count
        self._openly_failing = {
            (cell.item, cell.subject) for cell in open_cells if cell.status is Status.NOT_MET
        }

    def rules(self, cells: Mapping[str, list[RuleCell]]) -> dict[str, list[RuleCell]]:
        """The cells of the rules that may be told of.

        Of rules that the same items decide for different objects only the first is: the difference between their
        totals would be about the objects that only one of them concerns.
        """
        shown: dict[str, list[RuleCell]] = {}
        concerned: dict[frozenset[str], set[str]] = {}
        for rule, found in cells.items():
            items = frozenset(item.id for item in self.catalog.items_of_rule.get(rule, ()))
            if items and items <= self.open_items:
                shown[rule] = found
                continue
            applicable = [cell for cell in found if cell.status is not Status.NOT_APPLICABLE]
            subjects = {cell.subject for cell in applicable}
            if self._tells_of_none(items, applicable) and concerned.setdefault(items, subjects) == subjects:
                shown[rule] = found
        return shown

    def _tells_of_none(self, items: frozenset[str], applicable: list[RuleCell]) -> bool:
        """True when neither all objects, nor those whose failure no open item shows, are few or alike."""
        hidden = [
            cell for cell in applicable if not any((item, cell.subject) in self._openly_failing for item in items)
        ]
        return self._are_many_and_unlike(applicable) and (not hidden or self._are_many_and_unlike(hidden))

    def _are_many_and_unlike(self, cells: list[RuleCell]) -> bool:
        return len(cells) >= self.smallest_count and len({cell.status for cell in cells}) > 1
