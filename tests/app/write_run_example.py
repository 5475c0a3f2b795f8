"""Write the example of a store in the present version anew: `python -m tests.app.write_run_example`.

It is the example of version 1 with two runs after it. Do this only while the version has not been released; after that
its stored form may not change, and a new version gets an example of its own.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from regelratt.domain.run import SCHEMA_VERSION
from tests.app.worlds import STORE, add, run_of

EXAMPLES = Path(__file__).parent / "runs"


def write_example(target: Path) -> None:
    """Make the store at `target`, in place of what is there."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(EXAMPLES / "version-1", root / STORE)
        for number, day in enumerate(("2026-06-30", "2026-09-30")):
            add(root, run_of(day, f"{number}"))
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root / STORE, target)


if __name__ == "__main__":
    write_example(EXAMPLES / f"version-{SCHEMA_VERSION}")
