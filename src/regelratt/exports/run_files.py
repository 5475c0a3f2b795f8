"""A run as files: `run.json` for everything, Parquet for cells and findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from regelratt.domain.run import SCHEMA_VERSION, Finding, ItemCell, RuleCell, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained, SubjectKind
from regelratt.exports.plain import plain, to_json

RUN_FILE = "run.json"
CELLS_FILE = "cells.parquet"
FINDINGS_FILE = "findings.parquet"

_CELL_COLUMNS = {
    "level": "VARCHAR", "id": "VARCHAR", "subject_kind": "VARCHAR", "subject": "VARCHAR", "period": "VARCHAR",
    "status": "VARCHAR", "rank": "INTEGER", "reason": "VARCHAR", "valid": "BOOLEAN", "binding": "BOOLEAN",
    "obtained": "VARCHAR", "total": "BIGINT", "passed": "BIGINT", "exemption": "VARCHAR", "as_of": "DATE",
    "run": "VARCHAR",
}
_FINDING_COLUMNS = {
    "item": "VARCHAR", "subject": "VARCHAR", "message": "VARCHAR", "evidence_key": "VARCHAR", "as_of": "DATE",
    "run": "VARCHAR",
}


def run_to_json(run: Run) -> str:
    """The run as JSON. Every cell carries its status and the status's rank."""
    document = plain(run)
    assert isinstance(document, dict)
    parts: dict[str, Sequence[ItemCell | RuleCell]] = {"item_cells": run.item_cells, "rule_cells": run.rule_cells}
    for key, cells in parts.items():
        for stored, cell in zip(document[key], cells, strict=True):
            stored["rank"] = int(cell.status)
    return to_json({"schema_version": SCHEMA_VERSION, **document})


def run_from_json(text: str) -> Run:
    """A stored run; ValueError when the text is no run of this schema version."""
    try:
        raw = json.loads(text)
        if raw["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"okänd schemaversion {raw['schema_version']}")
        return Run(
            id=raw["id"], as_of=date.fromisoformat(raw["as_of"]), catalog_digest=raw["catalog_digest"],
            evidence_digest=raw["evidence_digest"], version=raw["version"],
            item_cells=tuple(_item_cell(each) for each in raw["item_cells"]),
            rule_cells=tuple(_rule_cell(each) for each in raw["rule_cells"]),
            findings=tuple(Finding(**each) for each in raw["findings"]),
            subject_names=tuple((ident, name) for ident, name in raw["subject_names"]),
            unused_exemptions=tuple(raw["unused_exemptions"]), expired_exemptions=tuple(raw["expired_exemptions"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"filen är ingen körning ({error})") from error


def _typed(raw: dict[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in raw.items() if key != "rank"}
    values["status"] = Status.from_code(raw["status"])
    values["reason"] = Reason(raw["reason"])
    values["subject_kind"] = SubjectKind(raw["subject_kind"])
    return values


def _item_cell(raw: dict[str, Any]) -> ItemCell:
    values = _typed(raw)
    values["obtained"] = Obtained(raw["obtained"])
    values["decided_on"] = date.fromisoformat(raw["decided_on"]) if raw["decided_on"] else None
    return ItemCell(**values)


def _rule_cell(raw: dict[str, Any]) -> RuleCell:
    values = _typed(raw)
    values["obtained"] = tuple(Obtained(each) for each in raw["obtained"])
    values["remedies"] = tuple(raw["remedies"])
    return RuleCell(**values)


def write_run(run: Run, folder: Path) -> None:
    """Write the three files into an existing folder."""
    (folder / RUN_FILE).write_text(run_to_json(run), encoding="utf-8", newline="\n")
    _write_parquet(folder / CELLS_FILE, _CELL_COLUMNS, [*_item_rows(run), *_rule_rows(run)])
    _write_parquet(folder / FINDINGS_FILE, _FINDING_COLUMNS, [
        (each.item, each.subject, each.message, each.evidence_key, run.as_of, run.id) for each in run.findings
    ])


def _item_rows(run: Run) -> list[tuple[object, ...]]:
    return [
        ("kontrollpunkt", cell.item, str(cell.subject_kind), cell.subject, cell.period, cell.status.code,
         int(cell.status), str(cell.reason), cell.valid, None, str(cell.obtained), cell.total, cell.passed, None,
         run.as_of, run.id)
        for cell in run.item_cells
    ]


def _rule_rows(run: Run) -> list[tuple[object, ...]]:
    return [
        ("regel", cell.rule, str(cell.subject_kind), cell.subject, cell.period, cell.status.code, int(cell.status),
         str(cell.reason), None, cell.binding, ", ".join(cell.obtained), cell.total, cell.passed,
         cell.exemption or None, run.as_of, run.id)
        for cell in run.rule_cells
    ]


def _write_parquet(path: Path, columns: dict[str, str], rows: Sequence[tuple[object, ...]]) -> None:
    connection = duckdb.connect(":memory:", config={"threads": 1})
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"CREATE TABLE rows (number BIGINT, {listed})")
    if rows:
        unnested = ", ".join(f"unnest(?::{kind}[])" for kind in ("BIGINT", *columns.values()))
        values = [list(range(len(rows))), *(list(each) for each in zip(*rows, strict=True))]
        connection.execute(f"INSERT INTO rows SELECT {unnested}", values)
    connection.execute(
        "COPY (SELECT * EXCLUDE number FROM rows ORDER BY number) TO $path (FORMAT parquet, COMPRESSION zstd)",
        {"path": str(path)})
    connection.close()
