"""What a guard is in the table, and where the tables lie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TABLE = ROOT / "docs" / "om" / "vakter.md"
"""The page that says what became of each guard when it was last removed."""

UNTRIED = "**inte prövad**"

_AREAS = {
    "build": "Bygget", "content": "Innehållet", "evidence": "Underlaget", "faults": "Avbrott och sparade kontroller",
    "publication": "Publiceringen", "settings": "Inställningarna", "sql": "SQL",
}

_HEAD = """# Vakter som tagits bort en i taget

Varje rad är ett ställe i koden som hindrar något.
`make guards` tar bort en vakt i taget i en kopia av koden och kör dess prov.
Sista kolumnen säger vilket prov som då slog till.
Ett prov som går bra utan sin vakt prövar ingenting.

Vad vakterna ska hålla står på sidan om [säkerhet](sakerhet.md).
"""


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


def as_page(found: Mapping[tuple[str, str], str]) -> str:
    """The page with one table for each area; the outcomes are by area and guard."""
    return _HEAD + "".join(
        f"\n## {_AREAS[area]}\n\n| Vakt | Fil | Prov som slog till |\n|---|---|---|\n"
        + "".join(_row(each, found.get((area, each.guard), UNTRIED)) for each in listed)
        for area, listed in groupby(guards(), key=lambda each: each.area))


def _row(guard: Guard, outcome: str) -> str:
    return f"| {_escaped(guard.guard)} | `{guard.file}` | {outcome} |\n"


def _escaped(text: str) -> str:
    return re.sub(r"[|*_<{\[`\\]", r"\\\g<0>", text)


def kept_outcomes() -> dict[tuple[str, str], str]:
    """The outcomes that the page has, by area and guard; none when there is no page."""
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    rows = {}
    heading = ""
    for line in text.split("\n"):
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("| "):
            sentence, _, outcome = line.removeprefix("| ").removesuffix(" |").rsplit(" | ", 2)
            rows[heading, sentence] = outcome
    found = ((each, rows.get((_AREAS[each.area], _escaped(each.guard)))) for each in guards())
    return {(each.area, each.guard): outcome for each, outcome in found if outcome is not None}
