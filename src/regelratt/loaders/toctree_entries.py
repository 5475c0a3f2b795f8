"""Entries of a table of contents, resolved as Sphinx resolves them; a property test compares the two.

White space around an entry means nothing: nobody sees it, and the build leaves it out of what it gives to Sphinx.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

PAGE_ENDING = ".md"

_ADDRESS = re.compile(r".+://")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: how many lines down it stands, the title that it gives, and what it leads to."""

    below: int
    title: str | None
    target: str
    """The page or address, as it is written."""
    page: str
    """The page that Sphinx would look for, relative to the root."""
    is_address: bool
    """True when Sphinx takes the target for an address, as it does when :// stands anywhere in the line."""


def _parted(written: str) -> tuple[str | None, str]:
    """The title of an entry, when it has one before an address in angles, and the address."""
    begins = written.rfind("<")
    if begins < 1 or not written.endswith(">"):
        return None, written
    return written[:begins].rstrip(), written[begins + 1:-1]


def plain(line: str) -> str:
    """A line of a table of contents without what nobody sees of it."""
    return line.strip()


def entries_of(body: str, path: str) -> Iterator[Entry]:
    """The entries of a table of contents on the page at `path`."""
    for below, line in enumerate(body.split("\n")):
        if written := plain(line):
            title, target = _parted(written)
            # As in Sphinx: the ending goes first, and what leads above the root leads to the root.
            name = posixpath.join("/", path, "..", target.removesuffix(PAGE_ENDING))
            page = posixpath.normpath(name).removeprefix("/") + PAGE_ENDING
            yield Entry(below, title, target, page, _ADDRESS.match(written) is not None)
