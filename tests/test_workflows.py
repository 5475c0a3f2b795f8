"""The two workflows: valid by GitHub's schema, with least rights, and nothing but the public edition leaves."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parents[1] / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PUBLIC = "_build/html"
UPLOADS = ("actions/upload-pages-artifact", "actions/upload-artifact")


def _read(name: str) -> dict[Any, Any]:
    """A workflow; YAML takes the key `on` for the truth value."""
    loaded = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def _validate(path: Path) -> subprocess.CompletedProcess[str]:
    """Ask check-jsonschema, whose schema is part of the package: no network."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_there_are_two() -> None:
    """One publishes, one reviews."""
    assert [path.name for path in WORKFLOWS] == ["granska.yml", "publicera.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_follows_githubs_schema(path: Path) -> None:
    """GitHub can read the file."""
    result = _validate(path)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("right", "wrong"), [
    ("runs-on: ubuntu-latest", "run-on: ubuntu-latest"),
    ("contents: read", "contents: läs"),
    ("steps:", "steg:"),
])
def test_a_planted_mistake_is_seen(tmp_path: Path, right: str, wrong: str) -> None:
    """A misspelt key, right or list makes the file invalid."""
    planted = tmp_path / "fel.yml"
    planted.write_text((FOLDER / "granska.yml").read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    assert _validate(planted).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_official_actions_at_a_fixed_commit(path: Path) -> None:
    """A moved tag cannot change what runs."""
    used = [step["uses"] for step in _steps(_read(path.name)) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_same_check_runs_everywhere(path: Path) -> None:
    """Content, tests in a real browser and the build: what `.ci/run` does on any machine."""
    assert [step["run"] for step in _steps(_read(path.name)) if "run" in step] == ["make lint", ".ci/run"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_public_edition_leaves_the_machine(path: Path) -> None:
    """Exactly one upload, of the public folder; the internal one is never named."""
    uploads = [step["with"]["path"] for step in _steps(_read(path.name)) if step.get("uses", "").startswith(UPLOADS)]
    assert uploads == [PUBLIC]
    text = path.read_text(encoding="utf-8")
    assert "internal" not in text
    assert set(re.findall(r"_build\S*", text)) == {PUBLIC}


def test_publishing_has_each_right_in_the_one_job_that_needs_it() -> None:
    """What builds may only read; what deploys may only deploy, after the build, one at a time."""
    workflow = _read("publicera.yml")
    assert workflow[True] == {"push": {"branches": ["main"]}}
    assert workflow["permissions"] == {}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    build, deploy = workflow["jobs"]["bygg"], workflow["jobs"]["publicera"]
    assert build["permissions"] == {"contents": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["needs"] == "bygg"
    assert [step["uses"].split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_reviewing_a_proposal_gives_it_nothing() -> None:
    """A pull request, also from a stranger, runs with read access and without secrets."""
    workflow = _read("granska.yml")
    assert workflow[True] == {"pull_request": None}
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_secret_and_no_credential_is_within_reach(path: Path) -> None:
    """No workflow names a secret, and the checkout leaves no token behind."""
    text = path.read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "pull_request_target" not in text
    checkouts = [step for step in _steps(_read(path.name)) if step.get("uses", "").startswith("actions/checkout")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
