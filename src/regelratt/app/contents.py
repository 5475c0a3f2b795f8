"""What pages are made of: settings and content. Processes that show it need nothing of what judges it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from regelratt.diagnostics import Diagnostic
from regelratt.domain.location import Location
from regelratt.loaders.content import LoadedContent, load_content
from regelratt.settings import Settings, load_settings, shown_settings


class Contents(NamedTuple):
    """What pages are made of; the evidence is not in it."""

    settings: Settings
    settings_diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the settings."""
    content: LoadedContent
    shown_settings: Mapping[Location, str]
    """The settings' texts that stand on the pages, and where they are written."""


def read_contents(root: Path) -> Contents:
    """The contents of the project at `root`, with what is wrong in them."""
    settings, found = load_settings(root)
    return Contents(settings, tuple(found), load_content(root, settings.content), shown_settings(root))
