"""What a project chooses: folders, the day the demonstration is judged at, addresses.

Read from `[tool.regelratt]` in pyproject.toml. Every key is declared once, here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.location import Location

SETTINGS_FILE = "pyproject.toml"

_NUMBER_LIMIT = 1_000_000_000
"""No number of seconds or megabytes comes near it; infinity does not either."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one project; paths are relative to its root."""

    title: str = field(default="Regelrätt", metadata={"about": "webbplatsens namn"})
    content: tuple[str, ...] = field(
        default=("index.md", "policies", "checklists", "docs"),
        metadata={"about": "mappar och filer med innehåll"},
    )
    evidence: str = field(default="evidence", metadata={"about": "mapp med underlag"})
    as_of: date | None = field(default=None, metadata={"about": "dag som demonstrationen bedöms för"})
    run_store: str = field(default="_build/runs", metadata={"about": "mapp där alla kontroller sparas"})
    item_deadline: float = field(default=5.0, metadata={"about": "längsta tid för en kontrollpunkt, i sekunder"})
    memory_limit_mb: int = field(default=2048, metadata={"about": "högsta minne för kontrollerna, i megabyte"})
    edit_url: str = field(default="", metadata={"about": "adress till filerna för Föreslå ändring"})
    public_addresses: tuple[str, ...] = field(
        default=(), metadata={"about": "e-postadresser och telefonnummer som får stå på webbplatsen"})
    smallest_count: int = field(
        default=5, metadata={"about": "minsta antal objekt som en öppen summa får gälla", "key": "minsta-antal"})
    demonstration: bool = field(default=False, metadata={"about": "om underlaget hör till en påhittad kommun"})


_TYPES = {
    "title": str, "content": tuple, "evidence": str, "as_of": date, "run_store": str, "item_deadline": float,
    "memory_limit_mb": int, "edit_url": str, "public_addresses": tuple, "smallest_count": int,
    "demonstration": bool,
}


def load_settings(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """The project's settings and what is wrong with them; defaults where nothing is said."""
    path = root / SETTINGS_FILE
    if not path.is_file():
        return Settings(), []
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (OSError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        return Settings(), [Diagnostic(Location(SETTINGS_FILE, line), Code.BAD_SETTING,
                                       f"Filen går inte att läsa som TOML: {error}.", "Rätta skrivsättet.")]
    tools: object = raw.get("tool", {})
    table: object = tools.get("regelratt", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        return Settings(), [_problem("tool.regelratt är ingen tabell.", "Skriv [tool.regelratt] före inställningarna.")]
    return from_mapping(table)


def from_mapping(table: Mapping[str, object]) -> tuple[Settings, list[Diagnostic]]:
    """Settings from a table of TOML values; a bad entry is reported and its default kept."""
    known = {each.metadata.get("key", each.name.replace("_", "-")): each.name for each in fields(Settings)}
    chosen: dict[str, object] = {}
    problems: list[Diagnostic] = []
    for key, value in table.items():
        name = known.get(key)
        if name is None:
            problems.append(_problem(f"Inställningen {key} finns inte.",
                                     f"Ta bort den eller rätta namnet.{close_matches(key, known)}"))
            continue
        narrowed = _narrow(name, value)
        if narrowed is None:
            problems.append(_problem(f"Inställningen {key} kan inte vara {value!r}.",
                                     f"Ange {_FORMS[_TYPES[name]]}."))
        else:
            chosen[name] = narrowed
    return Settings(**chosen), problems  # type: ignore[arg-type]  # narrowed key by key above


_FORMS: dict[type, str] = {
    str: "en text", tuple: "en lista av texter", date: "en dag som 2026-09-30", float: "ett tal större än 0",
    int: "ett heltal större än 0", bool: "true eller false",
}


def _narrow(name: str, value: object) -> object | None:
    wanted = _TYPES[name]
    if wanted is tuple:
        is_texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return tuple(value) if is_texts and isinstance(value, list) else None
    if wanted is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    if wanted in (float, int):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _NUMBER_LIMIT:
            return None
        return wanted(value) if wanted(value) == value else None
    return value if type(value) is wanted else None


def _problem(message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Location(SETTINGS_FILE), Code.BAD_SETTING, message, remedy)
