"""What a guard is in the table, and where the tables lie."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE = ROOT / "docs" / "om" / "_static" / "vakter.csv"
"""What became of each guard when it was last removed: the first test that noticed."""

UNTRIED = "inte prövad"
UNNOTICED = "inget"
BROKEN = "gick inte att pröva"
NOT_NOTICED = frozenset({UNTRIED, UNNOTICED, BROKEN})

_HEADER = ["område", "vakt", "fil", "prov som slog till"]


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: a sentence in Swedish, the source file, the text whose replacement removes it, and its tests."""

    area: str
    guard: str
    file: str
    find: str
    replace: str
    tests: tuple[str, ...]

    @property
    def source(self) -> Path:
        """The file that holds the guard."""
        return ROOT / self.file

    def removed_from(self, text: str) -> str:
        """The file's text without the guard. ValueError when the guard's text is not there exactly once."""
        if text.count(self.find) != 1:
            raise ValueError(f"{self.file} har {text.count(self.find)} ställen för vakten {self.guard!r}")
        return text.replace(self.find, self.replace)


def guards() -> tuple[Guard, ...]:
    """Every guard of every area, in the tables' order."""
    return tuple(
        Guard(path.stem, entry["guard"], entry["file"], entry["find"], entry["replace"], tuple(entry["tests"]))
        for path in sorted(HERE.glob("*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    )


def as_table(found: Mapping[tuple[str, str], str]) -> str:
    """The table of every guard with its outcome; the outcomes are by area and guard."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_HEADER)
    table.writerows([each.area, each.guard, each.file, found.get((each.area, each.guard), UNTRIED)] for each in guards())
    return written.getvalue()


def kept_outcomes() -> dict[tuple[str, str], str]:
    """The outcomes that the table has, by area and guard; none when there is no table."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    return {(row["område"], row["vakt"]): row[_HEADER[-1]] for row in csv.DictReader(io.StringIO(text))}
