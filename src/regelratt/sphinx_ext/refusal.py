"""What a build ends with when a page holds something that it may not."""

from __future__ import annotations

from sphinx.errors import ExtensionError


class PageRefusedError(ExtensionError):
    """A page or file that the build will not take in, whatever lint said of it."""

    def __init__(self, path: str, line: int | None, what: str) -> None:
        """`path` and `line` say where, `what` is a whole sentence in Swedish."""
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: fel: {what} Kör regelratt lint och rätta det som står där. [regelratt.refused]")
