"""One evaluation: catalogue, evidence and a date to a run. No clock, no files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Finding, ItemCell, Run
from regelratt.domain.words import SubjectKind
from regelratt.engine.messages import Result
from regelratt.engine.outcomes import OutcomeReader
from regelratt.engine.parameters import in_force
from regelratt.engine.plan import Planner, world_of
from regelratt.engine.process import run_worlds
from regelratt.engine.readings import Readings
from regelratt.engine.rule_cells import RuleJudge, carry_failures


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


def evaluate(inputs: Inputs, readings: Readings, limits: Limits, previous: Run | None = None) -> Run:
    """Every item and rule for every object, on one date; the failures of `previous` are carried.

    `readings` are those of all the catalogue's SQL. The run has no id and no place in the chain yet: whoever stores it
    seals it.
    """
    catalog, evidence, as_of = inputs.catalog, inputs.evidence, inputs.as_of
    planner = Planner(catalog, readings)
    judged = [planner.judged(item, in_force(catalog, item, as_of), as_of) for item in catalog.items]
    tasks = [task for each in judged for task in planner.item_tasks(each)]
    tasks += [task for rule in catalog.rules if rule.is_evaluated and (task := planner.rule_task(rule, as_of))]
    found = run_worlds(
        [world_of(evidence, tasks, as_of)], deadline=limits.deadline, memory_limit_mb=limits.memory_limit_mb)
    results = {task.name: result for task, result in zip(tasks, found[0], strict=True)}

    reader = OutcomeReader(catalog, evidence, as_of)
    cells: list[ItemCell] = []
    findings: list[Finding] = []
    for each in judged:
        item_cells, item_findings = reader.cells(each, results)
        cells.extend(item_cells)
        findings.extend(item_findings)
    cells = carry_failures(cells, previous, catalog)
    judge = RuleJudge(catalog, evidence, cells, _conditions(catalog, results), as_of)
    rule_cells = judge.cells()
    return Run(
        id="",
        as_of=as_of,
        catalog_digest=inputs.catalog_digest,
        evidence_digest=inputs.evidence_digest,
        version=inputs.version,
        item_cells=tuple(cells),
        rule_cells=tuple(rule_cells),
        findings=tuple(sorted(findings, key=lambda each: (each.item, each.subject, each.evidence_key, each.message))),
        subject_names=tuple(_names(evidence)),
        unused_exemptions=judge.unused_exemptions(rule_cells),
        expired_exemptions=tuple(sorted(judge.exemptions.expired.values())),
        inputs=inputs.digest,
        carried_from=previous.id if previous else "",
    )


def _conditions(catalog: Catalog, results: Mapping[str, Result]) -> dict[str, dict[str, str | None]]:
    conditions = {}
    for rule in catalog.rules:
        result = results.get(f"{rule.id}?")
        if result is not None and not result.failed:
            conditions[rule.id] = {str(row[0]): row[1] for row in result.rows}
    return conditions


def _names(evidence: Evidence) -> list[tuple[str, str]]:
    names = []
    for kind in SubjectKind:
        for row in evidence.rows(kind.table):
            title = row.get("namn") or " ".join(str(row.get(key) or "") for key in ("plattform", "kontonamn")).strip()
            names.append((str(next(iter(row.values()))), str(title)))
    return names
