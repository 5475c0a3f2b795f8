"""What the program itself is, as far as outcomes follow from it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_FRONT_ENDS = frozenset({"cli", "sphinx_ext", "pytest_plugin"})
"""Packages that only show what the others find."""


@cache
def program_digest() -> str:
    """A hash over the modules that judge, and over the version of DuckDB.

    Outcomes may differ between two states of the source that bear the same version, so a run made by the one is not
    the run that the other must give again. Line endings do not count: a checkout may have changed them.
    """
    hashed = hashlib.sha256(version("duckdb").encode())
    for name, source in _modules(files("regelratt"), ""):
        hashed.update(f"\n{name}\n".encode() + source.read_bytes().replace(b"\r\n", b"\n"))
    return hashed.hexdigest()


def _modules(folder: Traversable, within: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and entry.name not in _FRONT_ENDS:
            found.extend(_modules(entry, f"{within}{entry.name}/"))
        elif entry.name.endswith(".py"):
            found.append((f"{within}{entry.name}", entry))
    return found
