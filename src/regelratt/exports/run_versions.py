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


_STEPS: Mapping[int, Callable[[Raw], Raw]] = {1: _from_1}
"""For each older version what raises it by one."""
