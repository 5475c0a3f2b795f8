"""What a build ends with when a page holds something that it may not."""

from __future__ import annotations

from sphinx.errors import ExtensionError

from regelratt.domain.location import Location


class PageRefusedError(ExtensionError):
    """A page or file that the build will not take in, whatever lint said of it."""

    def __init__(self, path: str, line: int | None, what: str) -> None:
        """`path` and `line` say where, `what` is a whole sentence in Swedish."""
        super().__init__(f"{Location(path, line or 1)}: fel: {what} Skriv om stället, eller ta bort det. "
                         "[regelratt.refused]")
