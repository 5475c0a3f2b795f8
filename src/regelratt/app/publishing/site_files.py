"""Which files of a built folder belong to the site: the pages it has now, and what they use.

Sphinx never deletes: pages of deleted sources, pictures that no page shows any longer and files of its extensions that
nobody asked for stay in its folder. Only what is reached from a page of this build is published.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from regelratt.app.disclosure.text.file_text import is_page
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.domain.file_ending import ending_of

PAGES_FILE = "regelratt-pages.json"
"""Kept with the doctrees: the pages that the site has, by their path in the built folder."""

_FOR_MACHINES = ("needs.json",)
"""Files that no page links to and that others read: the objects."""

_IN_STYLES = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)")
_BEHIND = re.compile("[?#]")
_LICENCE = ".LICENSE.txt"
"""What a packed script's licence adds to its name; it goes where the script goes."""


def site_files(built: Path, doctrees: Path) -> dict[str, Path]:
    """The site's files by their path in it, apart from the search index, which is made from them."""
    every = {path.relative_to(built).as_posix(): path for path in sorted(built.rglob("*")) if path.is_file()}
    pages = set(json.loads((doctrees / PAGES_FILE).read_text(encoding="utf-8")))
    every = {name: path for name, path in every.items() if name in pages or not is_page(name)}
    found = set(_FOR_MACHINES) & set(every)
    waiting = [name for name in every if name in pages]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting += (each for each in _used_by(name, every[name]) if each in every)
    return {name: every[name] for name in sorted(found)}


@lru_cache(maxsize=50_000)
def _target(folder: str, named: str) -> str:
    """The path that an address on a page of this folder leads to; pages of one folder name the same files."""
    target = unquote(_BEHIND.split(named)[0])
    return posixpath.normpath(posixpath.join(folder, target)) if target else ""


def _used_by(name: str, path: Path) -> Iterator[str]:
    """Paths of the files that a file names; whether they exist is for the caller to see."""
    if is_page(name):
        named: Iterator[str] = ParsedPage(path.read_bytes()).references()
    elif ending_of(name) == ".css":
        named = iter(_IN_STYLES.findall(path.read_text(encoding="utf-8", errors="replace")))
    else:
        named = iter(())
    folder = posixpath.dirname(name)
    for each in named:
        if target := _target(folder, each):
            yield target
    yield f"{name}{_LICENCE}"
