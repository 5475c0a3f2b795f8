"""What kind of file a name says, told in one place: `LAGE.CSV` and `lage.csv` are one kind to whoever opens them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath


@lru_cache(maxsize=10_000)
def ending_of(name: str) -> str:
    """The ending of a file's name with its dot, in small letters; empty when it has none."""
    return PurePosixPath(name).suffix.lower()
