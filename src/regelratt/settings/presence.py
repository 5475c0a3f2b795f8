"""Whether the folder with evidence is where the settings say: without it nothing is judged, which looks like peace."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from regelratt.diagnostics import Code, Diagnostic, Severity, close_matches
from regelratt.domain.characters import nfc, visible
from regelratt.domain.location import Location
from regelratt.domain.toml_text import read_toml
from regelratt.settings.file import LARGEST_FILE, SETTINGS_FILE, settings_bytes
from regelratt.settings.loading import TABLE


def absent_evidence(root: Path, path: str) -> Diagnostic | None:
    """What is wrong when the project has no folder with just that name; None when it has.

    A project may be without evidence when its settings do not name a folder, so then it is no more than a warning.
    """
    stated = stated_at(root, "evidence")
    place = stated or Location(path)
    spelt, there = _spelt(root, path)
    name = visible(path)
    if spelt == nfc(path):
        return None
    if spelt is not None:
        return Diagnostic(place, Code.BAD_SETTING,
                          f"Mappen {name} heter {visible(spelt)}, med andra små och stora bokstäver.",
                          f"Skriv evidence = \"{spelt}\", eller byt namn på mappen.")
    if stated:
        return Diagnostic(place, Code.BAD_SETTING, f"Mappen {name} i inställningen evidence finns inte.",
                          f"Rätta sökvägen, eller skapa mappen.{close_matches(PurePosixPath(path).name, there)}")
    return Diagnostic(place, Code.BAD_SETTING, f"Mappen {name} finns inte, så det finns inget underlag att bedöma.",
                      "Skapa mappen, eller ange var underlaget ligger med inställningen evidence.", Severity.WARNING)


def stated_at(root: Path, key: str) -> Location | None:
    """Where the settings give this key its value; None when they do not."""
    raw = settings_bytes(root)
    text = read_toml(raw, LARGEST_FILE) if isinstance(raw, bytes) else None
    if text is None or not text.has(*TABLE, key):
        return None
    found = text.value(*TABLE, key)
    return Location(SETTINGS_FILE, found.line, found.column)


def _spelt(root: Path, path: str) -> tuple[str | None, list[str]]:
    """The path as the disk spells it, whatever small and large letters it is asked for in, and None without such a
    folder; with the folders that lie where it, or the first part that is not there, should."""
    spelt: list[str] = []
    for part in PurePosixPath(path).parts:
        folder = root.joinpath(*spelt)
        there = sorted(each for each in os.listdir(folder) if (folder / each).is_dir())  # noqa: PTH208  # only names
        alike = [each for each in there if nfc(each).casefold() == nfc(part).casefold()]
        if not alike:
            return None, there
        spelt.append(min(alike, key=lambda each: nfc(each) != nfc(part)))
    return nfc("/".join(spelt)), []
