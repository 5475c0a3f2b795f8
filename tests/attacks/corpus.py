"""The attack corpus: one file for each area, read here, and the marks that an attack may leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ELSEWHERE = "HEMLIGT-7F3A-UTANFÖR-PROJEKTET"
"""What stands in a file outside the project; nothing built may hold it."""


def attacks(area: str) -> list[dict[str, Any]]:
    """Every attack of an area."""
    listed: list[dict[str, Any]] = yaml.safe_load((HERE / f"{area}.yaml").read_text(encoding="utf-8"))
    return listed


def everything_in(folder: Path) -> str:
    """All that the files of a folder say, their names included, one after the other."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)
