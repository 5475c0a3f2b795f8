"""What all tests of one pytest session share: the project, its run and the outcomes of its test cases."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from regelratt.app.check import Checked, assess, prove
from regelratt.app.project import Project
from regelratt.engine.cases import CaseResult
from regelratt.settings import SETTINGS_FILE

_KEY = pytest.StashKey["ChecklistSession"]()


class ChecklistSession:
    """The project at pytest's root; everything is computed once, when it is first asked for."""

    def __init__(self, root: Path, evidence: Path | None, as_of: date | None, *, cases_only: bool) -> None:
        self.project = Project(root, evidence)
        self.as_of = as_of
        self.cases_only = cases_only

    def has_items(self, path: Path) -> bool:
        """True when the page is part of the content and holds items or test cases."""
        if not path.is_relative_to(self.project.root):
            return False
        name = path.relative_to(self.project.root).as_posix()
        catalog = self.project.catalog
        return any(entry.location.path == name for entry in (*catalog.items, *catalog.cases))

    @cached_property
    def checked(self) -> Checked:
        """The evaluation, without keeping it."""
        return assess(self.project, self.as_of)

    @cached_property
    def cases(self) -> dict[str, CaseResult]:
        """The outcome of every test case by id."""
        return {result.case.id: result for result in prove(self.project)}


def session_of(config: pytest.Config) -> ChecklistSession | None:
    """The session's project, or None when pytest's root is no Regelrätt project."""
    if _KEY not in config.stash:
        root = config.rootpath
        if not (root / SETTINGS_FILE).is_file() or "[tool.regelratt]" not in (root / SETTINGS_FILE).read_text("utf-8"):
            return None
        evidence = config.getoption("--underlag")
        config.stash[_KEY] = ChecklistSession(
            root, evidence.resolve() if evidence else None, config.getoption("--per-datum"),
            cases_only=config.getoption("--testfall"),
        )
    return config.stash[_KEY]
