"""What is wrong with one text: the first mistakes with their places, and how many more there are."""

from __future__ import annotations

from collections.abc import Callable

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

MOST_TOLD = 100
"""Mistakes that are told of one text; the rest are counted."""

Mistake = tuple[int, int, str, str]
"""Line, column, what is wrong and how to put it right."""


class Mistakes:
    """Gathers mistakes up to a bound; beyond it neither texts nor places are worked out, as nobody is told them."""

    def __init__(self, path: str, whole: str = "Filen", before: str = "") -> None:
        """In a file, `whole` is what the bound holds for and `before` what every message begins with."""
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self._whole = whole
        self._before = before
        self._untold = 0

    def error(self, line: int, column: int, message: str, remedy: str) -> None:
        """Add a mistake, in the file's own lines and columns."""
        self.later(lambda: (line, column, message, remedy))

    def later(self, work_out: Callable[[], Mistake]) -> None:
        """Add a mistake whose text or place costs something to work out."""
        if len(self.diagnostics) == MOST_TOLD:
            self._untold += 1
            return
        line, column, message, remedy = work_out()
        self.diagnostics.append(
            Diagnostic(Location(self.path, line, column), Code.BAD_EVIDENCE, f"{self._before}{message}", remedy))

    def all(self) -> list[Diagnostic]:
        """What was added, and how much more there was."""
        if not self._untold:
            return self.diagnostics
        return [*self.diagnostics, Diagnostic(
            self.diagnostics[-1].location, Code.BAD_EVIDENCE,
            f"{self._before}{self._whole} har {self._untold} fel till, som inte visas.",
            "Rätta de fel som visas och kör om.")]
