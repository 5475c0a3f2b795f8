"""The reason why a command stops before its work is done, as diagnostics that the front ends show."""

from __future__ import annotations

from regelratt.diagnostics import Diagnostic


class RefusedError(Exception):
    """The command cannot go on; what was published and stored stands as it was.

    Its subclasses say which wall stopped it; `diagnostics` is what the user is told.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = diagnostics
