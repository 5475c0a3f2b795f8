"""Links to folders: Sphinx would walk into each of them, in every way that leads there, and two can make very many."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from regelratt.sphinx_ext.refusal import PageRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NEVER_READ = ("_build", ".venv")
"""Folders at the top of a project that Sphinx does not look into."""


def patterns_without_links(root: Path) -> list[str]:
    """A pattern for each link to a folder under the root, for Sphinx to pass over."""
    return [glob.escape(path.relative_to(root).as_posix()) for path in _folder_links(root)]


def refuse_folder_links(root: Path, places: Iterable[str]) -> None:
    """PageRefusedError when one of them stands in the content: what is behind it would be missing from the site."""
    within = [root / place for place in places]
    for path in _folder_links(root):
        if any(path.is_relative_to(place) or place.is_relative_to(path) for place in within):
            raise PageRefusedError(path.relative_to(root).as_posix(), None, "Länken leder till en mapp.")


def _folder_links(root: Path) -> Iterator[Path]:
    for above, folders, _ in os.walk(root):
        if Path(above) == root:
            folders[:] = [name for name in folders if name not in (*NEVER_READ, ".git")]
        yield from (Path(above) / name for name in sorted(folders) if (Path(above) / name).is_symlink())
