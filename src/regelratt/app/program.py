"""What the program itself is, as far as outcomes and pages follow from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_FRONT_ENDS = frozenset({"cli", "sphinx_ext", "pytest_plugin"})
"""Packages that only show what the others find."""
_BUILDERS = ("babel", "beautifulsoup4", "docutils", "jinja2", "markdown-it-py", "mdit-py-plugins", "myst-parser",
             "pagefind", "phonenumbers", "pydata-sphinx-theme", "pygments", "selectolax", "sphinx", "sphinx-needs")
"""What pages are read, put together, drawn and inspected with."""


@cache
def program_digest() -> str:
    """A hash over the modules that judge, and over the version of DuckDB.

    Outcomes may differ between two states of the source that bear the same version, so a run made by the one is not
    the run that the other must give again. Line endings do not count: a checkout may have changed them.
    """
    judging = (each for each in _files(files("regelratt"), "", without=_FRONT_ENDS) if each[0].endswith(".py"))
    return _digest(["duckdb"], judging)


@cache
def builder_digest() -> str:
    """A hash over everything that pages are made with: the whole package, and the versions of the tools it uses.

    What the one state of the program has read or drawn is nothing for another to go on with.
    """
    return _digest(_BUILDERS, _files(files("regelratt"), "", without=frozenset()))


def _digest(tools: Iterable[str], sources: Iterable[tuple[str, Traversable]]) -> str:
    hashed = hashlib.sha256(" ".join(map(version, tools)).encode())
    for name, source in sources:
        hashed.update(f"\n{name}\n".encode() + source.read_bytes().replace(b"\r\n", b"\n"))
    return hashed.hexdigest()


def _files(folder: Traversable, within: str, without: frozenset[str]) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir() and entry.name not in without | {"__pycache__"}:
            yield from _files(entry, f"{within}{entry.name}/", without)
        elif entry.is_file():
            yield f"{within}{entry.name}", entry
