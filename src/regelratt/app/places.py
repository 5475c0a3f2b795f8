"""Where the commands write, relative to the project's root, and the texts beside the stored runs."""

from __future__ import annotations

from pathlib import Path

BUILT = Path("_build")
"""Everything that the commands write, unless the settings put the store of runs elsewhere."""

LATEST = BUILT / "run"
"""The latest run with its tables: a copy of what the store holds."""

ORDER_FILE = "ordning.txt"
"""In the store, the index: the ids of the runs, one a line, the first run first."""

START_FILE = "ny-kedja.txt"
"""Written by a person in an empty store: why a new chain starts. Its text goes into the first run."""
