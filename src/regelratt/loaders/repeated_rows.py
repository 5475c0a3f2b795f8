"""The same rows in two files of a log under other keys: an export that was made twice, which would count twice."""

from __future__ import annotations

from collections import defaultdict

from regelratt.domain.tables import TABLES
from regelratt.loaders.rows import TypedRows

_FEWEST = 5
"""Rows of a file that are the same as another's by no accident."""


class RepeatedRows:
    """The rows of each log that have been read, without their keys, by file."""

    def __init__(self) -> None:
        self._read: dict[str, list[tuple[str, frozenset[int]]]] = defaultdict(list)

    def in_another(self, table: str, name: str, rows: TypedRows) -> str | None:
        """The file read before that holds all rows of this one, apart from their keys; None when there is none."""
        if not TABLES[table].moment or len(rows.rows) < _FEWEST:
            return None
        said = frozenset(hash((*row[:rows.key], *row[rows.key + 1:])) for row in rows.rows)
        found = next((other for other, earlier in self._read[table] if said <= earlier), None)
        self._read[table].append((name, said))
        return found
