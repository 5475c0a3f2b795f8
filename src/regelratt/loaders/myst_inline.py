"""Something on a page that lint looks at by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """Something that lint looks at: text, a link, a picture, or markup that is not on the list."""

    kind: str
    value: str
    line: int
    column: int = 1
    holder: int = 0
    """Line of the object that it stands in; 0 outside objects."""
    note: str = ""
    """The footnote that it stands in; empty outside footnotes."""
