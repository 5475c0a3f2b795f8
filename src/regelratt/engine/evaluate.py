"""One evaluation: catalogue, evidence and a date to a run. No clock, no files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Finding, ItemCell, Run
from regelratt.domain.words import SubjectKind
from regelratt.engine.known_failures import KnownFailures
from regelratt.engine.outcomes import OutcomeReader
from regelratt.engine.parameters import in_force
from regelratt.engine.plan import Judged, Planner, world_of
from regelratt.engine.process import run_worlds
from regelratt.engine.readings import Readings
from regelratt.engine.rule_cells import Condition, RuleJudge
from regelratt.engine.verdicts import Applicability


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one item may take, in seconds, and how much memory all may use, in megabytes."""

    deadline: float = 5.0
    memory_limit_mb: int = 2048


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run follows from."""

    catalog: Catalog
    catalog_digest: str
    evidence: Evidence
    evidence_digest: str
    as_of: date
    version: str
    program: str = ""
    """A hash over the program itself, which the same version may change while it is being developed."""

    @property
    def digest(self) -> str:
        """A hash over all of it: inputs with the same digest give the same outcome."""
        parts = (self.catalog_digest, self.evidence_digest, self.as_of.isoformat(), self.version, self.program)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Evaluation:
    """What the inputs give by themselves, whatever was known before."""

    inputs: Inputs
    judged: Mapping[str, Judged]
    reader: OutcomeReader
    cells: Sequence[ItemCell]
    findings: Sequence[Finding]
    conditions: Mapping[str, Condition]
    unanswered: tuple[str, ...]

    def after(self, previous: Run | None) -> Run:
        """The run, with the failures that are known from the one before it.

        It has no id and no place in the chain yet: whoever stores it seals it.
        """
        inputs = self.inputs
        known = KnownFailures(
            previous, inputs.catalog, inputs.as_of, lambda cell: self.reader.grounds(self.judged[cell.item], cell))
        cells = tuple(known.carry(cell) for cell in self.cells)
        judge = RuleJudge(inputs.catalog, inputs.evidence, cells, self.conditions, inputs.as_of, known)
        rule_cells = tuple(judge.cells())
        known.conclude(cells)
        return Run(
            id="",
            as_of=inputs.as_of,
            catalog_digest=inputs.catalog_digest,
            evidence_digest=inputs.evidence_digest,
            version=inputs.version,
            item_cells=cells,
            rule_cells=rule_cells,
            findings=tuple(
                sorted(self.findings, key=lambda each: (each.item, each.subject, each.evidence_key, each.message))),
            subject_names=tuple(_names(inputs.evidence)),
            unused_exemptions=judge.unused_exemptions(rule_cells),
            expired_exemptions=tuple(sorted(judge.exemptions.expired.values())),
            inputs=inputs.digest,
            carried_from=previous.id if previous else "",
            known_failures=known.left,
            unanswered=self.unanswered,
        )


def evaluate(inputs: Inputs, readings: Readings, limits: Limits) -> Evaluation:
    """Every item for every object, and every condition, on one date; `readings` are those of all SQL."""
    catalog, evidence, as_of = inputs.catalog, inputs.evidence, inputs.as_of
    planner = Planner(catalog, readings)
    judged = {item.id: planner.judged(item, in_force(catalog, item, as_of), as_of) for item in catalog.items}
    tasks = [task for each in judged.values() for task in planner.item_tasks(each)]
    tasks += [task for rule in catalog.rules if rule.is_evaluated and (task := planner.rule_task(rule, as_of))]
    found = run_worlds(
        [world_of(evidence, tasks, as_of)], deadline=limits.deadline, memory_limit_mb=limits.memory_limit_mb)
    results = {task.name: result for task, result in zip(tasks, found[0], strict=True)}
    reader = OutcomeReader(catalog, evidence, as_of)
    cells: list[ItemCell] = []
    findings: list[Finding] = []
    for each in judged.values():
        item_cells, item_findings = reader.cells(each, results)
        cells.extend(item_cells)
        findings.extend(item_findings)
    conditions = {
        rule.id: Condition(Applicability.read(results.get(f"{rule.id}?")), planner.condition_reads(rule))
        for rule in catalog.rules if rule.is_evaluated and rule.applies_if}
    unanswered = tuple(name for name, result in results.items() if result.failed)
    return Evaluation(inputs, judged, reader, cells, findings, conditions, unanswered)


def _names(evidence: Evidence) -> list[tuple[str, str]]:
    names = []
    for kind in SubjectKind:
        for row in evidence.rows(kind.table):
            title = row.get("namn") or " ".join(str(row.get(key) or "") for key in ("plattform", "kontonamn")).strip()
            names.append((str(next(iter(row.values()))), str(title)))
    return names
