"""Reading the settings: each key against its declaration, each mistake with its place, else the default."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.characters import visible
from regelratt.domain.location import Location
from regelratt.domain.toml_places import KeyPath, Place
from regelratt.domain.toml_text import TomlText, read_toml
from regelratt.settings.declared import DECLARATIONS, Settings
from regelratt.settings.file import LARGEST_FILE, SETTINGS_FILE, settings_bytes
from regelratt.settings.forms import Complaint
from regelratt.settings.places import place_complaints

TABLE = ("tool", "regelratt")

UNMISTAKABLE = frozenset(DECLARATIONS) - {"title", "content"}
"""Settings that are ours in whatever table they stand; the two others have names that many programs use."""

_MOST_UNKNOWN = 20
"""Unknown keys, and tables, that are named one by one."""

_LONGEST_KEY = 40
"""Characters of an unknown key that are shown and compared; no key of ours is as long."""

_LIKENESS = 0.8
"""How like its name a table must be to be taken for ours, misspelt; `difflib` gives 1 for the same."""


def load_settings(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """The project's settings and what is wrong with them; the default where nothing, or nothing usable, is said."""
    root = Path(root)
    raw = settings_bytes(root)
    if isinstance(raw, Complaint):
        return Settings(), [_diagnostic(Place(1, 1), raw)]
    if raw is None:
        return Settings(), []
    text = read_toml(raw, LARGEST_FILE)
    if text.problem:
        found = text.problem
        return Settings(), [_diagnostic(Place(found.line, found.column), Complaint(found.message, found.remedy))]
    settings, problems = _chosen(text, root)
    return settings, in_order([*problems, *islice(_strays(text), _MOST_UNKNOWN)])


def shown_settings(root: Path) -> dict[Location, str]:
    """The texts of settings that stand on the pages, by where they are written."""
    raw = settings_bytes(Path(root))
    text = read_toml(raw, LARGEST_FILE) if isinstance(raw, bytes) else None
    if text is None or text.problem:
        return {}
    settings, _ = _chosen(text, Path(root))
    return {
        Location(SETTINGS_FILE, place.line, place.column): value
        for key, value in (("title", settings.title), ("edit-url", settings.edit_url))
        if value and text.has(*TABLE, key)
        for place in [text.value(*TABLE, key)]
    }


def _chosen(text: TomlText, root: Path) -> tuple[Settings, list[Diagnostic]]:
    tools = text.table.get(TABLE[0], {})
    table = tools.get(TABLE[1], {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        return Settings(), [_diagnostic(text.key(*TABLE), Complaint(
            "tool.regelratt är ingen tabell.", "Skriv [tool.regelratt] på en egen rad före inställningarna."))]
    chosen: dict[str, object] = {}
    refused: set[str] = set()
    problems = list(_unknown(text, table))
    for key, value in table.items():
        declared = DECLARATIONS.get(key)
        if declared is None:
            continue
        read, complaints = declared.form.read(key, value)
        if complaints:
            refused.add(key)
            problems += [_diagnostic(_place(text, key, each.entry), each) for each in complaints]
        else:
            chosen[declared.name] = read
    settings = Settings(**chosen)  # type: ignore[arg-type]  # each value is what its form reads
    for found in place_complaints(settings, root, table, refused):
        way = next((each for each in found.ways if text.has(*TABLE, each[0])), found.ways[0])
        problems.append(_diagnostic(text.value(*TABLE, *way), found.complaint))
    return (settings, problems)


def _place(text: TomlText, key: str, entry: int | None) -> Place:
    return text.value(*TABLE, key) if entry is None else text.value(*TABLE, key, entry)


def _diagnostic(place: Place, complaint: Complaint) -> Diagnostic:
    location = Location(SETTINGS_FILE, place.line, place.column)
    return Diagnostic(location, Code.BAD_SETTING, complaint.message, complaint.remedy)


def _unknown(text: TomlText, table: Mapping[str, object]) -> Iterator[Diagnostic]:
    """Keys that no setting has."""
    unknown = [key for key in table if key not in DECLARATIONS]
    for key in unknown[:_MOST_UNKNOWN]:
        yield _diagnostic(text.key(*TABLE, key), Complaint(
            f"Inställningen {_shown(key)} finns inte.", _right_spelling(key) or "Ta bort den."))
    if len(unknown) > _MOST_UNKNOWN:
        yield _diagnostic(text.key(*TABLE, unknown[_MOST_UNKNOWN]), Complaint(
            f"Ytterligare {len(unknown) - _MOST_UNKNOWN} inställningar finns inte.", "Ta bort dem."))


def _plain(key: str) -> str:
    """The key as ours are spelt."""
    return key[:_LONGEST_KEY].casefold().replace("_", "-")


def _right_spelling(key: str) -> str:
    """What to write instead of an unknown key."""
    written = _plain(key)
    if written in DECLARATIONS:
        return f"Skriv {written}, med små bokstäver och bindestreck."
    nearest = difflib.get_close_matches(written, sorted(DECLARATIONS), n=3, cutoff=0.6)
    return f"Ta bort den eller rätta namnet. Menade du {' eller '.join(nearest)}?" if nearest else ""


def _strays(text: TomlText) -> Iterator[Diagnostic]:
    """Settings outside of our table, and tables that look like ours: unread, they leave what holds at its default."""
    left: list[tuple[KeyPath, object]] = [((), text.table)]
    while left:
        path, value = left.pop()
        inside: list[tuple[KeyPath, object]] = []
        if isinstance(value, list):
            inside += [((*path, number), each) for number, each in enumerate(value)]
        for key, inner in value.items() if isinstance(value, dict) else ():
            place = (*path, key)
            if _plain(key) in (UNMISTAKABLE if path else DECLARATIONS) and not _tables(inner):
                yield _diagnostic(text.key(*place), Complaint(
                    f"Inställningen {_plain(key)} står utanför tabellen [tool.regelratt] och läses inte.",
                    "Flytta den till raderna under [tool.regelratt]."))
            elif _is_misnamed(place, key, _tables(inner)):
                yield _unread(text, *place)
            elif place != TABLE:
                inside.append((place, inner))
        left += reversed(inside)


def _tables(value: object) -> list[dict[str, object]]:
    """The table, or the tables of a list."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def _is_misnamed(path: KeyPath, name: str, tables: list[dict[str, object]]) -> bool:
    """True for tables with a name like ours; deep in another program's table they may be about the package."""
    if path == TABLE or not (tables or len(path) == 1) or not _is_like_ours(name):
        return False
    return len(path) <= len(TABLE) or any(_plain(key) in DECLARATIONS for table in tables for key in table)


def _unread(text: TomlText, *path: str | int) -> Diagnostic:
    name = ".".join(_shown(each) for each in path if isinstance(each, str))
    return _diagnostic(text.key(*path), Complaint(f"Tabellen [{name}] läses inte.", "Skriv [tool.regelratt]."))


def _is_like_ours(name: str) -> bool:
    if len(name) > _LONGEST_KEY:
        return False
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if sign.isalnum())
    return difflib.SequenceMatcher(None, plain, TABLE[1]).ratio() >= _LIKENESS


def _shown(key: str) -> str:
    return visible(key, _LONGEST_KEY)
