"""Where the commands write, relative to the project's root, and the texts beside the stored runs."""

from __future__ import annotations

import os
from pathlib import Path

from regelratt.domain.project_folders import BUILT as BUILT
from regelratt.domain.project_folders import LATEST as LATEST
from regelratt.domain.project_folders import ORDER_FILE as ORDER_FILE
from regelratt.domain.project_folders import OWN as OWN
from regelratt.domain.project_folders import REPLACED as REPLACED
from regelratt.domain.project_folders import START_FILE as START_FILE


def is_within(path: Path, folder: Path) -> bool:
    """True when a path is a folder or lies in it, however it is spelt; case may not tell two names apart."""
    inner, outer = (Path(os.path.realpath(each).casefold()) for each in (path, folder))
    return inner.is_relative_to(outer)
