"""What other programs keep in the file is left alone, also where it has a name that is ours."""

from __future__ import annotations

from pathlib import Path

from regelratt.settings import load_settings

OTHERS = """
[project]
name = "kommunens-riktlinjer"
dependencies = ["regelratt"]
[project.scripts]
regelratt = "regelratt.cli.main:main"
[dependency-groups]
regelratt = ["regelratt"]
[tool.uv.sources]
regelratt = {git = "https://example.se/regelratt", rev = "v1"}
[[tool.towncrier.type]]
title = "Nytt"
content = true
[tool.docs.evidence]
folder = "x"
[tool.regelratt]
minsta-antal = 10
"""


def test_what_other_programs_keep_is_left_alone(tmp_path: Path) -> None:
    """Our package among their dependencies, common words as their keys, and tables with names like our settings."""
    (tmp_path / "pyproject.toml").write_text(OTHERS, "utf-8")
    settings, found = load_settings(tmp_path)
    assert found == []
    assert settings.smallest_count == 10
