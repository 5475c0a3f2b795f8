"""One case for every message about settings: where it stands, what it says and how to put it right, word for word.

The cases lie in cases.yaml. `text` is pyproject.toml; `bytes` is the same in hexadecimal digits, `repeat` a text and how
many times, put after `text`. `files` and `links` are made in the project first. `pipe`, `folder` and `link` put something else in the file's place.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from regelratt.settings import load_settings

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))


def arranged(root: Path, case: dict[str, Any]) -> Path:
    """The project of a case."""
    root.mkdir(exist_ok=True)
    for name in case.get("files", ()):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    for name, target in case.get("links", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    path = root / case.get("name", "pyproject.toml")
    if "pipe" in case:
        os.mkfifo(path)
    elif "folder" in case:
        path.mkdir()
    elif "link" in case:
        path.symlink_to(case["link"])
    else:
        text, times = case.get("repeat", ("", 0))
        path.write_bytes(case.get("text", "").encode() + bytes.fromhex(case.get("bytes", "")) + text.encode() * times)
    return root


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    """The case gives exactly the messages it states, in order."""
    if sys.platform == "win32" and case.keys() & {"pipe", "link", "links"}:
        pytest.skip("rör och länkar av POSIX slag")
    found = load_settings(arranged(tmp_path / "projekt", case))[1]
    assert [
        {"at": str(each.location), "severity": str(each.severity), "message": each.message, "remedy": each.remedy} for each in found
    ] == case["expect"]
    assert {str(each.code) for each in found} == {"bad-setting"}


def test_every_case_is_told_apart_and_says_why() -> None:
    """An own id and a purpose for each."""
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["purpose"] for case in CASES)
