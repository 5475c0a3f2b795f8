"""Something on a page that lint looks at by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """Something that lint looks at: text, a link, a picture, or markup that is not on the list."""

    kind: str
    value: str
    line: int
