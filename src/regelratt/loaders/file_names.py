"""What a page, a picture or a folder may be called: a name that every system, Sphinx and an address can bear."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from regelratt.domain.characters import UNFIT_FOR_IDS, first_deceptive, nfc

STATIC_FOLDER = "_static"
"""Name of a folder with pictures and downloads. No page stands in one."""

LONGEST_NAME = 200
"""Bytes of a name in UTF-8: systems have room for 255, and what is written beside a file has a longer name than it."""

LONGEST_PATH = 400
"""Bytes of the whole path from the root in UTF-8: the site is written further down than its sources."""

_READ_BY_BUILD_TOOLS = {"docutils.conf": "ändrar hur sidor läses", "locales": "byter ut text på sidorna"}
"""What Sphinx and docutils look for in the root by its name alone, and what it would do; nobody has asked for it."""

_LITTER = re.compile(
    r"\.DS_Store|~\$.*|\.~lock\..*|Thumbs\.db|desktop\.ini|.*~|\.?#.*|.*\.sw[op]|\..*\.tmp|\.git(?:keep|ignore|attributes)")
"""What editors, file managers and Git leave behind. Nobody reads it and nothing of it is published."""

_NOT_IN_NAMES = frozenset('<>:"|?*\\\'`&%#')
"""What some systems refuse in a name, and what means something else in an address or a page."""

_FILE_ENDING = re.compile(r"\.[^\W\d_]\w*$")
"""What makes a folder look like a file: one of the site's own, as needs.json, or a page."""

_TAKEN_PAGES = frozenset({"search.md", "self.md", "genindex.md", "py-modindex.md", "modindex.md"})
"""Names at the top of a site that mean something to Sphinx: pages that it writes itself, and `self`."""


def read_by_build_tools(root: Path) -> Iterator[tuple[str, str]]:
    """What would change the pages without standing on any: its name in the root, and why it may not be there."""
    for name, what in _READ_BY_BUILD_TOOLS.items():
        if os.path.lexists(root / name):
            yield name, f"{name} {what} och får inte finnas."


def is_litter(name: str) -> bool:
    """True for the name of a file that an editor, a file manager or Git left behind."""
    return _LITTER.fullmatch(name) is not None


def page_problem(name: str) -> str | None:
    """Why no page may stand at the path from the root, as the end of a sentence."""
    if name.casefold() in _TAKEN_PAGES:
        return "har samma namn som en sida som webbplatsen redan har, eller ett som byggverktyget läser på sitt sätt"
    return None


def folder_problem(name: str) -> str | None:
    """Why a folder of pages may not be called so, as the end of a sentence."""
    if name.startswith("_") and name != STATIC_FOLDER:
        return f"börjar med _, som bara {STATIC_FOLDER} får göra: webbplatsen har egna sådana mappar"
    if ending := _FILE_ENDING.search(name):
        return f"slutar på {ending[0].lower()}, som filer på webbplatsen gör"
    return None


def name_problem(name: str) -> str | None:
    """Why a name cannot be used on every system and in an address, as the end of a sentence."""
    if len(name.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
        return f"är längre än {LONGEST_NAME} byte i UTF-8"
    if sign := first_deceptive(nfc(name), UNFIT_FOR_IDS):
        return f"innehåller {sign.shown}"
    if nfc(name) != name:
        return "är skrivet med lösa accenter"
    bad = sorted(set(name) & _NOT_IN_NAMES)
    if bad:
        return f"innehåller {bad[0]}"
    return "slutar på en punkt eller ett mellanslag" if name != name.strip(" ").rstrip(".") else None


def path_problem(path: str) -> str | None:
    """Why nothing may stand at the path from the root, as the end of a sentence."""
    if len(path.encode("utf-8", "surrogateescape")) > LONGEST_PATH:
        return f"är längre än {LONGEST_PATH} byte i UTF-8, med mapparna ovanför"
    return None
