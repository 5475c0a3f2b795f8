"""What one Sphinx build shows: the content, and what its edition may show of the latest run.

The run itself and the evidence are not here: a build has nothing to show but what was published to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from regelratt.app.contents import Contents, read_contents
from regelratt.app.places import LATEST
from regelratt.diagnostics import Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.domain.publication import Edition, Publication
from regelratt.domain.run import Finding, ItemCell, RuleCell
from regelratt.domain.totals import Totals
from regelratt.exports.publication_files import file_name, publication_from_json
from regelratt.loaders.content import LoadedContent
from regelratt.loaders.myst import Block, Page
from regelratt.settings import Settings


@dataclass(frozen=True)
class Site:
    """One build's content and results; read once, before the first page."""

    settings: Settings
    content: LoadedContent
    edition: Edition
    published: Publication | None
    settings_diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the settings."""

    @property
    def catalog(self) -> Catalog:
        """All objects of the content."""
        return self.content.catalog

    @property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its path."""
        return self.content.pages

    @property
    def statics(self) -> Mapping[str, Path]:
        """Every picture and download by its path."""
        return self.content.statics

    def block(self, path: str, line: int) -> Block | None:
        """The directive that the loader found at a line of a page."""
        return self.content.blocks.get(path, {}).get(line)

    def totals_of(self, rule: str) -> Totals | None:
        """How many objects came out how; None for a rule that is not judged, or not told of."""
        return self.published.rule_totals.get(rule) if self.published else None

    @property
    def withheld(self) -> frozenset[str]:
        """Rules whose totals are not told of."""
        return frozenset(self.published.withheld) if self.published else frozenset()

    @property
    def shows_findings(self) -> bool:
        """True for the edition that lists findings, exemptions and remedies."""
        return self.edition is Edition.INTERNAL

    @cached_property
    def rule_cells(self) -> Mapping[str, tuple[RuleCell, ...]]:
        """The cells of each rule that the edition shows."""
        groups: dict[str, list[RuleCell]] = defaultdict(list)
        for cell in self.published.rule_cells if self.published else ():
            groups[cell.rule].append(cell)
        return {rule: tuple(cells) for rule, cells in groups.items()}

    @property
    def item_cells(self) -> Mapping[str, tuple[ItemCell, ...]]:
        """The cells of each item that the edition shows."""
        return self.published.item_cells if self.published else {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that the edition shows."""
        return self.published.findings if self.published else ()

    @property
    def subject_names(self) -> Mapping[str, str]:
        """Names of the objects by id."""
        return self.published.subject_names if self.published else {}


_checked: dict[Path, Contents] = {}


def build_from(root: Path, contents: Contents) -> None:
    """Let the build at `root` in this process show what was checked, whatever the files hold by then."""
    _checked[root.resolve()] = contents


def open_site(root: Path, edition: str | None) -> Site:
    """The content at `root` and what is published to the edition; without either, or without a run, no statuses.

    The content is the one that was checked when there is one, and is read otherwise.
    """
    contents = _checked.get(root.resolve()) or read_contents(root)
    which = Edition(edition or Edition.PUBLIC)
    stored = root / LATEST / file_name(which)
    published = publication_from_json(stored.read_text(encoding="utf-8")) if edition and stored.is_file() else None
    if published and published.edition is not which:
        raise ValueError(f"{stored.name} är till för den {published.edition}a utgåvan")
    return Site(contents.settings, contents.content, which, published, contents.settings_diagnostics)
