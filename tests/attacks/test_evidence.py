"""Attacks by evidence: refused by the door alone, and by a check that then writes nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from regelratt.app.project import Project
from regelratt.loaders.evidence import load_evidence
from regelratt.loaders.evidence_checks import check_loaded
from tests.attacks.corpus import ELSEWHERE, attacks, everything_in
from tests.cli.called import call
from tests.evidence.folder import write_evidence
from tests.project import small_trial, write_project

ATTACKS = attacks("evidence")
IDS = [attack["id"] for attack in ATTACKS]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="länkar och rör av POSIX slag")


def _scene(attack: dict[str, Any], folder: Path) -> Path:
    """A small project with the attack's evidence; a secret lies beside it."""
    outside = folder / "ute"
    outside.mkdir()
    (outside / "hemligt.csv").write_text(f"nämnd_id,namn\nN1,{ELSEWHERE}\n", "utf-8")
    (folder / "ute.csv").write_text(f"nämnd_id,namn\nN1,{ELSEWHERE}\n", "utf-8")
    given = dict(attack["input"])
    given["links"] = {name: target.replace("{ute}", str(outside)) for name, target in given.get("links", {}).items()}
    root = write_project(folder / "projekt", {})
    write_evidence(root / "evidence", given)
    return root


@pytest.mark.parametrize("attack", ATTACKS, ids=IDS)
def test_check(attack: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check says what is wrong and where in the evidence, ends with 3, and leaves nothing behind."""
    monkeypatch.setattr(Project, "trial", small_trial())
    root = _scene(attack, tmp_path)
    done = call("check", "--root", root)
    if attack["expect"] == "harmless":
        assert done.code == 0, done.out
        return
    assert done.code == 3
    assert any(attack["expect"] in line and line.startswith("evidence/") for line in done.out.splitlines()), done.out
    assert ELSEWHERE not in done.out + done.err + (everything_in(root / "_build") if (root / "_build").exists() else "")
    assert not (root / "_build").exists()


@pytest.mark.parametrize("attack", [each for each in ATTACKS if "framtiden" not in each["expect"]], ids=lambda each: each["id"])
def test_door_alone(attack: dict[str, Any], tmp_path: Path) -> None:
    """Whoever reads the folder gets no row that is wrong, whatever becomes of the messages."""
    root = _scene(attack, tmp_path)
    loaded = load_evidence(root / "evidence", "evidence")
    found = [*loaded.diagnostics, *check_loaded(loaded, Project(root).content)]
    assert any(each.is_error for each in found) is (attack["expect"] != "harmless")
    values = [str(value) for rows in loaded.evidence.tables.values() for row in rows for value in row]
    assert not any(ELSEWHERE in value or "\u202e" in value or "\0" in value for value in values)
    keys = [(table, row[0]) for table, rows in loaded.evidence.tables.items() for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(claim.last <= file.collected for file in loaded.evidence.files for claim in loaded.evidence.coverage if claim.table == file.table)
