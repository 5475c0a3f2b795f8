"""What a guard is in the table, and where the tables lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE = HERE / "RESULTAT.md"
"""What the last run of all mutations found."""


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


def as_table(found: Iterable[tuple[Guard, str]]) -> str:
    """The table as Markdown: area, guard, file, outcome."""
    rows = "".join(f"| {each.area} | {each.guard} | `{each.file}` | {outcome} |\n" for each, outcome in found)
    return (
        "# Vakter som tagits bort en i taget\n\n"
        "Skriven av `make guards`. Utfallet säger vilket prov som slog till när vakten var borta; ett prov som "
        "går bra utan sin vakt prövar ingenting.\n\n"
        f"| Område | Vakt | Fil | Prov som slog till |\n|---|---|---|---|\n{rows}"
    )
