"""Sphinx walks into no link to a folder, wherever in the project it stands."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from regelratt.sphinx_ext import sources
from regelratt.sphinx_ext.folder_links import refuse_folder_links
from regelratt.sphinx_ext.refusal import PageRefusedError


def _project(root: Path, *links: str) -> Path:
    (root / "docs" / "mapp").mkdir(parents=True)
    for link in links:
        (root / link).parent.mkdir(parents=True, exist_ok=True)
        (root / link).symlink_to(root / "docs" / "mapp")
    return root


def test_sphinx_passes_over_links_to_folders(tmp_path: Path) -> None:
    """Each is excluded by a pattern that means itself; what is never looked into needs none."""
    root = _project(tmp_path, "annat/lank", "docs/fr[a]ga?", "_build/lank", ".venv/lib64", ".git/lank")
    config = SimpleNamespace()
    sources._fix_settings(SimpleNamespace(confdir=root), config)  # type: ignore[arg-type]  # noqa: SLF001
    assert config.exclude_patterns == ["_build", ".venv", "**/_static", "annat/lank", "docs/fr[[]a]ga[?]"]


@pytest.mark.parametrize(("link", "is_refused"), [
    ("docs/lank", True), ("docs/mapp/lank", True), ("lank", True), ("annat", False), ("docsX", False),
])
def test_links_in_the_content_end_the_build(tmp_path: Path, link: str, is_refused: bool) -> None:
    """A link in the content, or above a part of it, is refused; others are no part of the site."""
    root = _project(tmp_path, link)
    if not is_refused:
        refuse_folder_links(root, ("docs", "lank/under"))
        return
    with pytest.raises(PageRefusedError, match="Länken leder till en mapp"):
        refuse_folder_links(root, ("docs", "lank/under"))
