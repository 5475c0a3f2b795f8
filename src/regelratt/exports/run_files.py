"""A run as JSON, which is what is stored and hashed, and its cells and findings as Parquet beside the latest one."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from regelratt.domain.run import SCHEMA_VERSION, Finding, ItemCell, KnownFailure, RuleCell, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained, SubjectKind
from regelratt.exports.plain import fit_their_types, json_text, plain
from regelratt.exports.run_versions import upgrade
from regelratt.exports.typed import typed

RUN_FILE = "run.json"
CELLS_FILE = "cells.parquet"
FINDINGS_FILE = "findings.parquet"

HEAD_KEYS = ("id", "as_of", "previous", "inputs", "inherited", "chain_start", "carried_from")
"""What comes first in the file, so that the chain can be followed without reading cells."""

_CELL_COLUMNS = {
    "level": "VARCHAR", "id": "VARCHAR", "subject_kind": "VARCHAR", "subject": "VARCHAR", "period": "VARCHAR",
    "status": "VARCHAR", "rank": "INTEGER", "reason": "VARCHAR", "valid": "BOOLEAN", "observed": "VARCHAR",
    "binding": "BOOLEAN", "obtained": "VARCHAR", "total": "BIGINT", "passed": "BIGINT", "exemption": "VARCHAR",
    "as_of": "DATE", "run": "VARCHAR",
}
_FINDING_COLUMNS = {
    "item": "VARCHAR", "subject": "VARCHAR", "message": "VARCHAR", "evidence_key": "VARCHAR", "as_of": "DATE",
    "run": "VARCHAR",
}


def run_to_json(run: Run) -> str:
    """The run as JSON: first its place in the chain, then what it found. Every cell carries its status and the rank."""
    document = plain(run)
    assert isinstance(document, dict)
    parts: dict[str, Sequence[ItemCell | RuleCell]] = {"item_cells": run.item_cells, "rule_cells": run.rule_cells}
    for key, cells in parts.items():
        for stored, cell in zip(document[key], cells, strict=True):
            stored["rank"] = int(cell.status)
    head = {key: document.pop(key) for key in HEAD_KEYS}
    return json_text({"schema_version": SCHEMA_VERSION, **head, **document})


def run_from_json(text: str) -> Run:
    """A stored run of this or an older version; ValueError when the text is no run, or one of a newer version."""
    try:
        raw = json.loads(text)
        is_old = raw["schema_version"] != SCHEMA_VERSION
        raw = upgrade(raw)
        run = Run(
            id=raw["id"], as_of=date.fromisoformat(raw["as_of"]), catalog_digest=raw["catalog_digest"],
            evidence_digest=raw["evidence_digest"], version=raw["version"],
            item_cells=tuple(_item_cell(each) for each in raw["item_cells"]),
            rule_cells=tuple(_rule_cell(each) for each in raw["rule_cells"]),
            findings=tuple(Finding(**each) for each in raw["findings"]),
            subject_names=tuple((ident, name) for ident, name in raw["subject_names"]),
            unused_exemptions=tuple(raw["unused_exemptions"]), expired_exemptions=tuple(raw["expired_exemptions"]),
            inputs=raw["inputs"], carried_from=raw["carried_from"], previous=raw["previous"],
            inherited=tuple(raw["inherited"]), chain_start=raw["chain_start"],
            known_failures=typed(tuple[KnownFailure, ...], raw["known_failures"]),
            unanswered=typed(tuple[str, ...], raw["unanswered"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"filen är ingen körning ({error})") from error
    if is_old and not fit_their_types([run, *run.item_cells, *run.rule_cells, *run.findings]):
        raise ValueError("filen är ingen körning (ett värde har fel slag)")
    return run


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
    values["observed"] = Status.from_code(raw["observed"]) if raw["observed"] else None
    return ItemCell(**values)


def _rule_cell(raw: dict[str, Any]) -> RuleCell:
    values = _typed(raw)
    values["obtained"] = tuple(Obtained(each) for each in raw["obtained"])
    values["remedies"] = tuple(raw["remedies"])
    return RuleCell(**values)


def write_tables(run: Run, folder: Path) -> None:
    """Write cells and findings as Parquet into an existing folder; OSError with the file's path when that fails."""
    _write_parquet(folder / CELLS_FILE, _CELL_COLUMNS, [*_item_rows(run), *_rule_rows(run)])
    _write_parquet(folder / FINDINGS_FILE, _FINDING_COLUMNS, [
        (each.item, each.subject, each.message, each.evidence_key, run.as_of, run.id) for each in run.findings
    ])


def _item_rows(run: Run) -> list[tuple[object, ...]]:
    return [
        ("kontrollpunkt", cell.item, str(cell.subject_kind), cell.subject, cell.period, cell.status.code,
         int(cell.status), str(cell.reason), cell.valid, cell.observed.code if cell.observed is not None else None,
         None, str(cell.obtained), cell.total, cell.passed, None, run.as_of, run.id)
        for cell in run.item_cells
    ]


def _rule_rows(run: Run) -> list[tuple[object, ...]]:
    return [
        ("regel", cell.rule, str(cell.subject_kind), cell.subject, cell.period, cell.status.code, int(cell.status),
         str(cell.reason), None, None, cell.binding, ", ".join(cell.obtained), cell.total, cell.passed,
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
    try:
        connection.execute(
            "COPY (SELECT * EXCLUDE number FROM rows ORDER BY number) TO $path (FORMAT parquet, COMPRESSION zstd)",
            {"path": str(path)})
    except duckdb.IOException as error:
        raise _as_system_error(error, path) from error
    finally:
        connection.close()


def _as_system_error(error: duckdb.IOException, path: Path) -> OSError:
    """DuckDB tells the system's reason as text only, in the words of the C library."""
    number = next((each for each in errno.errorcode if os.strerror(each) in str(error)), errno.EIO)
    return OSError(number, os.strerror(number), str(path))
