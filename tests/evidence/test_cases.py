"""One case for every message about evidence: the whole text, the file, the line and the column.

The cases lie in `cases.yaml`; each writes a folder (see `folder.py`) that is right but for what it says.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from regelratt.loaders.evidence import LoadedEvidence, load_evidence
from regelratt.loaders.evidence_checks import check_loaded
from tests.evidence.folder import write_evidence
from tests.project import reference

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


def told_of(folder: Path) -> tuple[LoadedEvidence, list[str]]:
    """The evidence of a folder and everything that is said of it, in order of place."""
    loaded = load_evidence(folder, "underlag")
    found = {*loaded.diagnostics, *check_loaded(loaded, reference().content)}
    return loaded, [
        f"{each.location} {each.severity}: {each.message} {each.remedy}"
        for each in sorted(found, key=lambda each: (each.location, each.message))]


def prepare(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the bounds that a case sets, and let the system refuse the names that it denies."""
    for name, value in case.get("bounds", {}).items():
        module, _, bound = name.rpartition(".")
        monkeypatch.setattr(f"regelratt.loaders.{module}.{bound}", value)
    denied = case.get("denied", ())
    if denied:
        look, opened = os.scandir, Path.open

        def scandir(path: Any) -> Any:
            _deny(path, denied)
            return look(path)

        def open_(path: Path, *arguments: Any, **named: Any) -> Any:
            _deny(path, denied)
            return opened(path, *arguments, **named)

        monkeypatch.setattr(os, "scandir", scandir)
        monkeypatch.setattr(Path, "open", open_)


def _deny(path: Any, denied: Iterable[str]) -> None:
    if Path(path).name in denied:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The case gives exactly the messages it states, each with its place, and keeps no row that is wrong."""
    if sys.platform == "win32" and ("pipes" in case or "links" in case):
        pytest.skip("länkar och rör av POSIX slag")
    write_evidence(tmp_path / "underlag", case)
    prepare(case, monkeypatch)
    loaded, told = told_of(tmp_path / "underlag")
    assert told == case["expect"], "\n".join(told)
    for table, count in case.get("rows", {}).items():
        assert len(loaded.evidence.tables.get(table, ())) == count


def test_every_case_says_why() -> None:
    """Each case has an own id and a purpose, and only those that are about peace state no message."""
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["purpose"] for case in CASES)
    assert [case["id"] for case in CASES if not case["expect"] and not case["id"].startswith("fine-")] == []
