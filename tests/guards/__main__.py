"""Remove every guard in turn and run its tests: `python -m tests.guards [area or words of the guard ... | resten]`.

Each mutation is made in a copy of the source, so the checkout is never touched. The table of outcomes gets those of
the guards that were tried; `resten` tries those that have none yet. Exit code 1 when a guard can be removed and nobody notices.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from py_compile import PycInvalidationMode
from queue import SimpleQueue

from tests.guards.mutations import (
    BROKEN,
    NOT_NOTICED,
    ROOT,
    TABLE,
    UNNOTICED,
    UNTRIED,
    Guard,
    as_table,
    guards,
    kept_outcomes,
)

_PARTS = ("src", "tests", "bench", "docs", "policies", "checklists", "evidence", "examples", "conf.py", "index.md",
          "pyproject.toml", "Makefile", ".gitattributes")
_FAILED = re.compile(r"^(?:FAILED|ERROR) \S+?::([\w:]+(?:\[[a-z]+(?:-[a-z]+)*-?\d{0,3}\])?)", re.MULTILINE)
_LIMIT = 120
"""Seconds for the tests of one guard; a test that hangs without its guard has noticed."""


def main(words: list[str]) -> int:
    """Try the guards of an area or with any of the words in their sentence, or all; returns the exit code."""
    outcomes = kept_outcomes()
    if words == ["resten"]:
        chosen = [each for each in guards() if outcomes.get((each.area, each.guard), UNTRIED) in NOT_NOTICED]
    else:
        chosen = [
            each for each in guards() if not words or any(word == each.area or word in each.guard for word in words)
        ]
    unnoticed = False
    for each, outcome in _try_all(chosen) if chosen else ():
        print(f"{outcome:60} {each.area}: {each.guard}", flush=True)
        outcomes[each.area, each.guard] = outcome
        unnoticed |= outcome in (UNNOTICED, BROKEN)
        TABLE.write_text(as_table(outcomes), encoding="utf-8")
    return 1 if unnoticed else 0


def _try_all(chosen: list[Guard]) -> Iterator[tuple[Guard, str]]:
    processes = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(processes) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(processes):
            copies.put(_copy(Path(work) / str(number)))
        whole = copies.get()
        copies.put(whole)
        if _run(whole, tuple(sorted({test for guard in chosen for test in guard.tests})), "-n", "2") != UNNOTICED:
            raise SystemExit("Något av proven går fel också med vakterna på plats; rätta det först.")
        yield from zip(chosen, pool.map(lambda guard: _try(guard, copies), chosen), strict=True)


def _copy(target: Path) -> Path:
    for part in _PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / part)
    # By their hashes, so that the modules without a mutation need not be compiled again for each run.
    compileall.compile_dir(target / "src", quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return target


def _try(guard: Guard, copies: SimpleQueue[Path]) -> str:
    """The names of the tests that fail without the guard."""
    copy = copies.get()
    path = copy / guard.file
    kept = path.read_bytes()
    try:
        path.write_text(guard.removed_from(kept.decode()), encoding="utf-8", newline="")
        return _run(copy, guard.tests)
    finally:
        path.write_bytes(kept)
        copies.put(copy)


def _run(copy: Path, tests: tuple[str, ...], *options: str) -> str:
    """The first of the tests that fails in the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header",
               "--basetemp", str(copy / ".tillfälligt"), *options, *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # our own command, no shell
            command, cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace",
            timeout=_LIMIT * len(tests),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "provet tog inte slut"
    failed = _FAILED.search(done.stdout)
    if done.returncode == 1 and failed:
        # What a test tries may look like a personal number, and the table is published.
        return f"{failed[1].partition('[')[0] if re.search('[0-9]{5}', failed[1]) else failed[1]}"
    if done.returncode == 0:
        return UNNOTICED
    sys.stderr.write(done.stdout + done.stderr)
    return BROKEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
