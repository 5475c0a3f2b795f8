"""Objects that nothing leads to or from: which are mistakes, which are only noted, and which are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, Severity
from tests.project import SMALL, write_project

PAGE = "policies/dok/index.md"
ROLES = "policies/roller.md"
RULE = SMALL[PAGE]
SECOND = ":::{regel}" + RULE.split(":::{regel}")[1].replace("DOK-1-01", "DOK-1-02")
ROLE = "\n:::{roll} jurist\n:id: R-JURIST\n:slag: funktion\n\nGer råd.\n:::\n"
LAW = (
    "# Lagar\n\n:::{lag} Lag (2018:1) om prov\n:id: L-PROV\n:kortnamn: Prov\n:nummer: SFS 2018:1\n:slag: lag\n"
    ":i-kraft: 2018-01-01\n:adress: https://lagen.nu/2018:1\n:kontrollerad: 2026-02-22\n:säkerhet: läst\n\nGäller.\n:::\n"
)


def _orphans(root: Path, **files: str) -> list[Diagnostic]:
    found = Project(write_project(root, files)).content_diagnostics
    assert {each.code for each in found} <= {Code.ORPHAN}, "\n".join(map(str, found))
    return found


def test_rule_in_force_needs_an_item(tmp_path: Path) -> None:
    """A rule that gets cells and that no item verifies is an error at the rule."""
    [found] = _orphans(tmp_path, **{PAGE: f"{RULE}\n{SECOND}"})
    assert found.severity is Severity.ERROR
    assert "DOK-1-02" in found.message
    assert (found.location.path, found.location.line) == (PAGE, f"{RULE}\n{SECOND}".count("\n", 0, len(RULE) + 1) + 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(":kravnivå: ska", ":kravnivå: får", id="permission"),
        pytest.param(":kravnivå: ska", ":kravnivå: beslutar", id="competence"),
        pytest.param(":grund:", ":prövas-inte: det är en hållning\n:grund:", id="not checked on purpose"),
        pytest.param(":grund:", ":läge: utkast\n:grund:", id="draft"),
    ],
)
def test_rule_without_cells_needs_none(tmp_path: Path, old: str, new: str) -> None:
    """Permissions, competences, drafts and rules left unchecked with a reason stand without an item."""
    assert _orphans(tmp_path, **{PAGE: f"{RULE}\n{SECOND.replace(old, new)}"}) == []


def test_project_without_items_is_at_peace(tmp_path: Path) -> None:
    """Whoever has not begun with checklists is not told about every rule."""
    assert _orphans(tmp_path, **{"checklists/lista.md": "# Lista\n\nInget än.\n"}) == []


def test_unused_role_is_noted(tmp_path: Path) -> None:
    """A role that nobody has is a warning."""
    [found] = _orphans(tmp_path, **{ROLES: SMALL[ROLES] + ROLE})
    assert found.severity is Severity.WARNING
    assert "jurist" in found.message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param(PAGE, "(anges)", "(anges) och jurist (tolkas)", id="in a rule"),
        pytest.param("checklists/lista.md", ":roll: kanalansvarig", ":roll: jurist", id="in an item"),
        pytest.param(PAGE, ":beslut: chef", ":ägare: chef\n:beslut: jurist", id="as decider"),
        pytest.param(PAGE, ":filnamn:", ":ägare: jurist\n:filnamn:", id="as owner"),
    ],
)
def test_role_is_used(tmp_path: Path, file: str, old: str, new: str) -> None:
    """A role is used by a rule, by an item, by deciding or by owning a document."""
    assert _orphans(tmp_path, **{ROLES: SMALL[ROLES] + ROLE, file: SMALL[file].replace(old, new)}) == []


def test_unused_law_is_background(tmp_path: Path) -> None:
    """A law that no rule rests on is no mistake."""
    assert _orphans(tmp_path, **{"policies/lagar.md": LAW}) == []
