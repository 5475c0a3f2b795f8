"""The file with the settings, read without waiting, following or filling the memory, whatever has its name."""

from __future__ import annotations

import os
from pathlib import Path

from regelratt.settings.forms import Complaint
from regelratt.source_files import Unreadable, read_inside

SETTINGS_FILE = "pyproject.toml"

LARGEST_FILE = 1_000_000
"""Bytes that the file may have; other programs keep theirs there too."""


def settings_bytes(root: Path) -> bytes | Complaint | None:
    """What the file holds, or why it cannot be read; None when there is none."""
    path = root / SETTINGS_FILE
    if not os.path.lexists(path):
        return _other_spelling(root)
    data = read_inside(root, path, LARGEST_FILE)
    return Complaint(f"{SETTINGS_FILE} {data.why}.", data.remedy) if isinstance(data, Unreadable) else data


def _other_spelling(root: Path) -> Complaint | None:
    """A name that differs in case alone is the file on some systems and nothing on others."""
    for name in sorted(os.listdir(root)) if root.is_dir() else ():  # noqa: PTH208  # only names are needed
        if name.casefold() == SETTINGS_FILE:
            return Complaint(f"Filen {name} läses inte, för namnet ska skrivas med små bokstäver.",
                             f"Byt namn till {SETTINGS_FILE}.")
    return None
