"""Lines that a word processor or a spreadsheet made points, cells or headings of, and that Markdown runs together.

No sign is lost: what is lost is that each stood on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_POINT = re.compile(r"(?:[•·▪●○◦‣⁃∙–—]\s*|-(?=[^\W\d]))\S|[0-9]{1,3}[.)](?=[^\W\d])|[a-zåäö][.)]\s")
"""What begins a point there: a sign of its own, or one of Markdown's without the blank."""
_CELLS = re.compile(r"[^\t]+\t+\S")
"""A row with something that parts two cells there."""
_HEADING = re.compile(r"#{2,6}[^\W\d]")
"""A heading without its blank; one `#` alone is before a tag."""


def lost_lines(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind of what a paragraph has lost, its first line, and how many lines down it stands."""
    rows = [row.strip() for row in text.split("\n")]
    for below, row in enumerate(rows):
        if _HEADING.match(row):
            yield "lost_heading", row, below
    for kind, mark in (("lost_points", _POINT), ("lost_cells", _CELLS)):
        first = next((number for number, (one, other) in enumerate(pairwise(rows))
                      if mark.match(one) and mark.match(other)), None)
        if first is not None:
            yield kind, rows[first], first
            return
