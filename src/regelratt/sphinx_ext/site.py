"""What one Sphinx build shows: the project, its catalogue and the latest run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from regelratt.app.places import LATEST
from regelratt.app.project import Project
from regelratt.domain.catalog import Catalog
from regelratt.domain.run import Finding, ItemCell, RuleCell, Run
from regelratt.exports.run_files import RUN_FILE, run_from_json
from regelratt.loaders.myst import Block


class Edition(StrEnum):
    """Which of the two sites is built (DESIGN section 5)."""

    PUBLIC = "publik"
    INTERNAL = "intern"


@dataclass(frozen=True)
class Site:
    """One build's content and results; read once, before the first page."""

    project: Project
    edition: Edition
    run: Run | None

    @property
    def catalog(self) -> Catalog:
        """All objects of the content."""
        return self.project.catalog

    @property
    def is_internal(self) -> bool:
        """True for the edition that shows results per object."""
        return self.edition is Edition.INTERNAL

    def block(self, path: str, line: int) -> Block | None:
        """The directive that the loader found at a line of a page."""
        return self.project.content.blocks.get(path, {}).get(line)

    @cached_property
    def rule_cells(self) -> Mapping[str, tuple[RuleCell, ...]]:
        """The run's cells of each rule."""
        groups: dict[str, list[RuleCell]] = defaultdict(list)
        for cell in self.run.rule_cells if self.run else ():
            groups[cell.rule].append(cell)
        return {rule: tuple(cells) for rule, cells in groups.items()}

    @cached_property
    def item_cells(self) -> Mapping[str, tuple[ItemCell, ...]]:
        """The run's cells of each item."""
        groups: dict[str, list[ItemCell]] = defaultdict(list)
        for cell in self.run.item_cells if self.run else ():
            groups[cell.item].append(cell)
        return {item: tuple(cells) for item, cells in groups.items()}

    @cached_property
    def findings(self) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
        """The run's findings of each item and object."""
        groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self.run.findings if self.run else ():
            groups[finding.item, finding.subject].append(finding)
        return {key: tuple(found) for key, found in groups.items()}

    @cached_property
    def subject_names(self) -> Mapping[str, str]:
        """Names of the objects by id."""
        return dict(self.run.subject_names) if self.run else {}


def open_site(root: Path, edition: str) -> Site:
    """Read the project at `root` and its latest run; a project without a run has no statuses."""
    stored = root / LATEST / RUN_FILE
    run = run_from_json(stored.read_text(encoding="utf-8")) if stored.is_file() else None
    return Site(Project(root), Edition(edition), run)
