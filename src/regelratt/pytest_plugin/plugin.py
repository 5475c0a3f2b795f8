"""Hooks that only delegate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from regelratt.pytest_plugin.collect import ChecklistFile
from regelratt.pytest_plugin.session import session_of


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the checklists."""
    group = parser.getgroup("regelratt", "Regelrätts checklistor")
    group.addoption("--testfall", action="store_true", help="kör bara testfallen, inte bedömningen av underlaget")
    group.addoption("--per-datum", type=date.fromisoformat, default=None, help="dag att bedöma för")
    group.addoption("--underlag", type=Path, default=None, help="mapp med underlag")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the items of a checklist page in a Regelrätt project."""
    if file_path.suffix != ".md":
        return None
    session = session_of(parent.config)
    if session is None or not session.has_items(file_path):
        return None
    return ChecklistFile.from_parent(parent, path=file_path)
