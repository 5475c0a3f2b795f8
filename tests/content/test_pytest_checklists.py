"""`pytest checklists` shows what the run shows, one test for each item."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache

from tests.project import ROOT


@cache
def _pytest(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "checklists", "-q", "-p", "no:cacheprovider", *arguments], cwd=ROOT,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=600,
        env={**os.environ, "PYTHONUTF8": "1", "PYTEST_ADDOPTS": "", "COLUMNS": "300"},
    )


def test_exactly_the_expected_items_fail() -> None:
    """The fictional municipality's known breaches fail, by name, and nothing else does."""
    expected = (ROOT / "tests/expected/avvikelser.txt").read_text(encoding="utf-8").split()
    done = _pytest()
    failed = sorted(re.findall(r"^FAILED checklists/\S+::(K-\S+)", done.stdout, re.MULTILINE))
    assert done.returncode == 1, done.stdout[-3000:]
    assert failed == sorted(expected)
    assert not re.search(r"^FAILED checklists/\S+::T-", done.stdout, re.MULTILINE)
    assert not re.search(r"^ERROR", done.stdout, re.MULTILINE)


def test_a_failure_names_objects_and_rows() -> None:
    """A failing item says where it stands, which objects fail it, and which rows of evidence."""
    expected = (ROOT / "tests/expected/avvikelser.txt").read_text(encoding="utf-8").split()
    done = _pytest()
    for item in expected:
        assert item in done.stdout
    assert re.search(r"checklists/\S+\.md:\d+:\d+: .+\n\s+\S+: ej uppfyllt, iakttaget", done.stdout)
    assert re.search(r"\n\s{4}.+ \[\S+\]\n", done.stdout)
    assert "Traceback" not in done.stdout


def test_cases_alone_are_green() -> None:
    """`--testfall` runs the test cases only, and they all hold."""
    done = _pytest("--testfall")
    assert done.returncode == 0, done.stdout[-3000:]
    assert "failed" not in done.stdout
