"""Where the commands write, relative to the project's root, and the texts beside the stored runs."""

from __future__ import annotations

import os
from pathlib import Path

from regelratt.domain.project_folders import BUILT as BUILT
from regelratt.domain.project_folders import LATEST as LATEST
from regelratt.domain.project_folders import REPLACED as REPLACED

ORDER_FILE = "ordning.txt"
"""In the store, the index: the ids of the runs, one a line, the first run first."""

START_FILE = "ny-kedja.txt"
"""Written by a person in an empty store: why a new chain starts. Its text goes into the first run."""


def is_within(path: Path, folder: Path) -> bool:
    """True when a path is a folder or lies in it, however it is spelt; case may not tell two names apart."""
    inner, outer = (Path(os.path.realpath(each).casefold()) for each in (path, folder))
    return inner.is_relative_to(outer)
