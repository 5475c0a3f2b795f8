"""Runs that are kept elsewhere in the project than the settings say: with them lies what is known already."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from regelratt.app.places import ORDER_FILE, OWN, REPLACED
from regelratt.app.run_store.stored_file import FaultError, read_plain
from regelratt.exports.run_seal import RUN_ID

_ORDER_LIMIT = 10_000_000


def stores_elsewhere(root: Path, store: Path) -> Iterator[Path]:
    """Folders of the project that hold stored runs, or an index of some, beside the store itself.

    Hidden folders are left out, and so are those where the settings allow no store.
    """
    unasked = {root / place for place in (*REPLACED, *OWN)} | {store}
    for name, folders, files in os.walk(root):
        folder = Path(name)
        folders[:] = sorted(each for each in folders if not each.startswith(".") and folder / each not in unasked)
        if any(map(RUN_ID.fullmatch, folders)) or (ORDER_FILE in files and _names_runs(folder / ORDER_FILE)):
            folders.clear()
            yield folder


def _names_runs(index: Path) -> bool:
    try:
        return any(map(RUN_ID.fullmatch, read_plain(index, _ORDER_LIMIT).decode("latin-1").split()))
    except FaultError:
        return False
