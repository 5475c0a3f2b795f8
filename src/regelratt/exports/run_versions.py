"""Runs of older stored forms, raised step by step to the present one when they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from regelratt.domain.run import SCHEMA_VERSION
from regelratt.domain.status import Status, age

Raw = dict[str, Any]
"""A run as JSON holds it."""


def upgrade(raw: Raw) -> Raw:
    """The same run in the present form; ValueError when its version is unknown."""
    version = raw["schema_version"]
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= SCHEMA_VERSION:
        raise ValueError(f"okänd schemaversion {version}")
    for step in range(version, SCHEMA_VERSION):
        raw = _STEPS[step](raw)
    return raw


def _from_1(raw: Raw) -> Raw:
    """Version 1 did not know the run before it, its digest counted line numbers, and lapsed cells kept their status."""
    unknown = {"inputs": "", "carried_from": "", "previous": "", "inherited": [], "chain_start": ""}
    cells = [_lapsed_from_1(each) for each in raw["item_cells"]]
    return {**raw, "schema_version": 2, "item_cells": cells, **unknown}


def _lapsed_from_1(cell: Raw) -> Raw:
    seen = Status.from_code(cell["status"])
    status = age(seen, valid=cell["valid"])
    return {**cell, "status": status.code, "observed": seen.code if status is not seen else None}


def _from_2(raw: Raw) -> Raw:
    """Version 2 knew failures by their cells alone, and of what was not confirmed no day but the run's own."""
    known = [_known_from_2(key, cell, raw["as_of"]) for key in ("item", "rule") for cell in raw[f"{key}_cells"]
             if cell["status"] == Status.NOT_MET.code]
    return {**raw, "schema_version": 3, "known_failures": known, "unanswered": []}


def _known_from_2(key: str, cell: Raw, as_of: str) -> Raw:
    day = cell.get("decided_on")
    period = "" if cell["period"].startswith(_CONTINUOUS) else cell["period"]
    grounds = [["bekräftelser", day]] if day else [["", as_of]]
    return {"ident": cell[key], "subject": cell["subject"], "period": period, "grounds": grounds,
            "detail": cell.get("detail", ""), "found_in": ""}


_CONTINUOUS = "t.o.m. "
"""How the period of what is judged continuously begins."""

_STEPS: Mapping[int, Callable[[Raw], Raw]] = {1: _from_1, 2: _from_2}
"""For each older version what raises it by one."""
