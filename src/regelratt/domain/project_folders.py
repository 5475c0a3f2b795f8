"""The folders of a project that the commands write, relative to its root."""

from __future__ import annotations

from pathlib import Path

BUILT = Path("_build")
"""Everything that the commands write, unless the settings put the store of runs elsewhere."""

LATEST = BUILT / "run"
"""The latest run with its tables: a copy of what the store holds."""

STORE = BUILT / "runs"
"""The stored runs, unless the settings put them outside of what is built: `make clean` spares this folder alone."""

REPLACED = (LATEST, BUILT / "html", BUILT / "internal", BUILT / ".work")
"""Folders that a command replaces or empties as a whole; nothing that must last may lie in them."""

OWN = tuple(map(Path, (
    "src", "tests", "requirements", "bench", "docs", "policies", "checklists", ".github", ".ci", ".git")))
"""Folders that hold what a project is made of, whether the settings name them or not."""

ORDER_FILE = "ordning.txt"
"""In the store, the index: the ids of the runs, one a line, the first run first."""

START_FILE = "ny-kedja.txt"
"""Written by a person in an empty store: why a new chain starts. Its text goes into the first run."""

START_LIKE = frozenset({START_FILE, f"{START_FILE}.txt", Path(START_FILE).stem})
"""The name in small letters, as it is and as editors that hide endings make it."""
