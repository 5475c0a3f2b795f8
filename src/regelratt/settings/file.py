"""The file with the settings, read without waiting, following or filling the memory, whatever has its name."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from regelratt.settings.forms import Complaint

SETTINGS_FILE = "pyproject.toml"

LARGEST_FILE = 1_000_000
"""Bytes that the file may have; other programs keep theirs there too."""


class UnreadableError(Exception):
    """The file cannot be read; the complaint says why."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.complaint = Complaint(message, remedy)


def settings_bytes(root: Path) -> bytes | None:
    """What the file holds, up to one byte more than it may; None when there is none. UnreadableError."""
    path = root / SETTINGS_FILE
    try:
        if not os.path.lexists(path):
            _refuse_other_spelling(root)
            return None
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
            raise UnreadableError(f"{SETTINGS_FILE} är en länk till något utanför projektet.",
                                  "Lägg filen själv i projektets mapp.")
        return _content(path)
    except OSError:
        raise UnreadableError(f"{SETTINGS_FILE} går inte att läsa.",
                              "Kontrollera rättigheterna, och att den inte är en länk som leder fel.") from None


def _content(path: Path) -> bytes:
    # A pipe would otherwise wait for someone to write to it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError(f"{SETTINGS_FILE} är ingen vanlig fil.",
                              "Ta bort det som ligger där, eller ersätt det med en fil.")
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _refuse_other_spelling(root: Path) -> None:
    """A name that differs in case alone is the file on some systems and nothing on others."""
    if not root.is_dir():
        return
    for name in sorted(os.listdir(root)):  # noqa: PTH208  # only names are needed
        if name.casefold() == SETTINGS_FILE:
            raise UnreadableError(f"Filen {name} läses inte, för namnet ska skrivas med små bokstäver.",
                                  f"Byt namn till {SETTINGS_FILE}.")
