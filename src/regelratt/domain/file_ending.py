"""What kind of file a name says, told in one place: `LAGE.CSV` and `lage.csv` are one kind to whoever opens them."""

from __future__ import annotations

from pathlib import PurePosixPath


def ending_of(name: str) -> str:
    """The ending of a file's name with its dot, in small letters; empty when it has none."""
    return PurePosixPath(name).suffix.lower()
