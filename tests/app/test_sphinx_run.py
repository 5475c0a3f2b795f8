"""The processes that Sphinx runs in: they end with the one who started them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_CONF = """
import os, pathlib, time
for _ in range(600):
    with pathlib.Path(__file__).with_name(f"{os.getpid()}.txt").open("a") as stream:
        stream.write("x")
    time.sleep(0.05)
"""

_PARENT = """
import pathlib, sys
from regelratt.app.publishing.sphinx_run import sphinx_at_hand
from regelratt.domain.publication import Edition
root = pathlib.Path(sys.argv[1])
with sphinx_at_hand() as sphinx:
    list(sphinx.build(root, None, {each: root / each for each in Edition}))
"""


def _wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_sphinx_writes_nothing_when_its_parent_is_gone(tmp_path: Path) -> None:
    """Both processes are at work when the parent is killed; soon neither writes any more."""
    (tmp_path / "conf.py").write_text(_CONF, encoding="utf-8")

    def written() -> list[int]:
        return [path.stat().st_size for path in sorted(tmp_path.glob("*.txt"))]

    with subprocess.Popen(
        [sys.executable, "-P", "-c", _PARENT, str(tmp_path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as parent:
        try:
            assert _wait_until(lambda: len(written()) == 2, 60)
        finally:
            parent.kill()
    time.sleep(2)
    before = written()
    time.sleep(0.5)
    assert written() == before
