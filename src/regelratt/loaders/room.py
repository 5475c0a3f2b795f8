"""How much evidence is read: bytes and rows of each table, and of the whole folder, whatever its files are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TABLE_BYTES = 500_000_000
"""Bytes of all files of one table together; a file counts once for each name that it has."""
TABLE_ROWS = 2_000_000
"""Rows of all files of one table together. What is promised is that one million are judged."""
FOLDER_BYTES = 1_000_000_000
"""Bytes of all files of a folder together."""
FOLDER_ROWS = 5_000_000
"""Rows of all tables of a folder together."""
CASE_ROWS = 1_000
"""Rows of all tables of a test case together: it shows one thing, and each is run at every lint."""


@dataclass(slots=True)
class Room:
    """What may be read of one table or folder, and what has been."""

    whose: str
    most_bytes: int
    most_rows: int
    above: Room | None = None
    """The folder that a table lies in: what the table takes is taken there too."""
    read_bytes: int = 0
    read_rows: int = 0
    remedy: str = "Ta bort rader, eller låt underlaget gälla en kortare tid."

    @classmethod
    def of_folder(cls) -> Room:
        """A whole folder, of which nothing is read yet."""
        return cls("mappens", FOLDER_BYTES, FOLDER_ROWS)

    @classmethod
    def of_case(cls) -> Room:
        """A whole test case, of which nothing is read yet."""
        return cls("testfallets", FOLDER_BYTES, CASE_ROWS, remedy="Behåll de rader som visar vad testfallet prövar.")

    @classmethod
    def of_table(cls, above: Room | None = None) -> Room:
        """One table of a folder, or of a test case, of which nothing is read yet."""
        return cls("tabellens", TABLE_BYTES, TABLE_ROWS, above)

    def _each(self) -> Iterator[Room]:
        yield self
        if self.above:
            yield self.above

    @property
    def is_full(self) -> bool:
        """True when something was one too many; that has been told, and nothing more is read."""
        return any(each.read_bytes > each.most_bytes or each.read_rows > each.most_rows for each in self._each())

    def take_bytes(self, count: int) -> Room | None:
        """Count the bytes of a file; what they are too many for, if anything."""
        for each in self._each():
            each.read_bytes += count
        return next((each for each in self._each() if each.read_bytes > each.most_bytes), None)

    def take_rows(self, count: int) -> None:
        """Count rows."""
        for each in self._each():
            each.read_rows += count

    @property
    def rows_left(self) -> tuple[int, Room]:
        """How many rows there is room for, and what is full after them."""
        return min(((each.most_rows - each.read_rows, each) for each in self._each()), key=lambda pair: pair[0])
