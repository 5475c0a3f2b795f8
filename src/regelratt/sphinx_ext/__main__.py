"""Sphinx that has read its modules before it is told what to build: `python -m regelratt.sphinx_ext`.

Standard input holds the arguments of sphinx-build and the content that was checked, as `regelratt build` pickles them;
without anything there is nothing to do. It stays open as long as the one who asked lives: when it is closed the process
ends, so that nothing is written beside the build of somebody else.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
import threading
from contextlib import suppress
from pathlib import Path

from sphinx.cmd.build import main

from regelratt.sphinx_ext.site import build_from

_NEEDED = ("sphinx.builders.html", "sphinx.writers.html5", "myst_parser.sphinx_ext.main", "pydata_sphinx_theme",
           "regelratt.sphinx_ext", "sphinx_needs.needs")


def build_when_told() -> int:
    """Sphinx's exit code, or 0 when nothing was asked for."""
    for name in _NEEDED:
        importlib.import_module(name)
    try:
        (root, arguments), contents = [pickle.load(sys.stdin.buffer) for _ in range(2)]  # noqa: S301  # from our parent
    except (EOFError, pickle.UnpicklingError):
        return 0
    threading.Thread(target=_end_with_parent, daemon=True).start()
    build_from(Path(root), contents)
    return main(arguments)


def _end_with_parent() -> None:
    # Below the buffer of sys.stdin, whose lock the interpreter waits for when it ends.
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(build_when_told())
