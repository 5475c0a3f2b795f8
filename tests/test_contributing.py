"""The examples in CONTRIBUTING.md are content that holds, so a newcomer who copies them gets no messages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.project import ROOT, regelratt, write_project

FENCED = re.compile(r"^(?P<fence>`{3,})\n(?P<text>:::\{.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


def _with_the_other_outcomes(example: str) -> str:
    """The example's single test case, and the two kinds it tells the reader to add."""
    case = example[example.index(":::{testfall}") :]
    others = [
        case.replace("-PERSONER-1", f"-PERSONER-{number}").replace("utfall: uppfyllt", f"utfall: {outcome}")
        .replace("K1,2", f"K1,{persons}")
        for number, outcome, persons in ((2, "ej uppfyllt", "1"), (3, "ej bedömt", ""))
    ]
    return "\n".join([example, *others])


def test_the_examples_are_read_without_a_message_and_their_cases_hold(tmp_path: Path) -> None:
    """The rule and its item go through `lint`, and each case gives the outcome it states."""
    rule, item = (found["text"] for found in FENCED.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    write_project(tmp_path, {
        "policies/dok/exempel.md": f"# Exempel\n\n{rule.replace('DOK-2026', 'DOK-1')}",
        "checklists/exempel.md": f"# Exempel\n\n{_with_the_other_outcomes(item)}",
    })
    read = regelratt(tmp_path, "lint")
    assert read.returncode == 0, read.stdout
    assert "0 fel, 0 varningar" in read.stdout
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "checklists/exempel.md", "--testfall"],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )
    assert tried.returncode == 0, tried.stdout
    assert "3 passed" in tried.stdout
