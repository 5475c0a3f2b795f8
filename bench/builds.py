"""A whole build of this state beside one of another: `python -m bench.builds REVISION [PAIRS]`.

Each builds its own content with its own program, from nothing, in turn, so that what the machine does besides meets
both. Not part of `make bench`: which revision is *before* is for the one who asks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(revision: str, pairs: int) -> None:
    """Print the seconds of each build, and the quotients of the pairs."""
    with tempfile.TemporaryDirectory() as folder:
        trees = {name: _tree(Path(folder, name), each) for name, each in (("före", revision), ("nu", "HEAD"))}
        quotients = []
        for _ in range(pairs):
            before, now = (_seconds(tree) for tree in trees.values())
            quotients.append(now / before)
            print(f"före {before:6.2f} s   nu {now:6.2f} s   {quotients[-1]:.2f} gånger", flush=True)
        print(f"i mitten {sorted(quotients)[pairs // 2]:.2f} gånger")


def _tree(folder: Path, revision: str) -> Path:
    """The files of a revision, as a fresh clone has them."""
    git = shutil.which("git") or "git"
    subprocess.run([git, "clone", "-q", str(ROOT), str(folder)], check=True)
    subprocess.run([git, "-C", str(folder), "checkout", "-q", revision], check=True)
    return folder


def _seconds(tree: Path) -> float:
    shutil.rmtree(tree / "_build", ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(tree / "src")}
    started = time.perf_counter()
    subprocess.run([sys.executable, "-P", "-m", "regelratt", "build"], cwd=tree, env=environment, check=True,
                   stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
