"""The two real guidelines and the law records; they lie beside the repository and are never part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project import SHARED

SEEDS = {"GBG-2010": "000_aa312b18cc895bc0.txt", "TYR-2024": "003_63b48945add2a92d.txt"}
"""The source of each document."""


def shared(*parts: str) -> Path:
    """A file or folder beside the repository; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"../shared/{'/'.join(parts)} finns inte här; källorna ligger inte i kodförrådet")
    return path


def seed(document: str) -> Path:
    """The source of a document."""
    return shared("seeds", SEEDS[document])
