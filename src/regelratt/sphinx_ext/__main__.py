"""Sphinx that has read its modules before it is told what to build: `python -m regelratt.sphinx_ext`.

One line of JSON on standard input holds the arguments of sphinx-build; without a line there is nothing to do.
"""

from __future__ import annotations

import importlib
import json
import sys

from sphinx.cmd.build import main

_NEEDED = ("sphinx.builders.html", "sphinx.writers.html5", "myst_parser.sphinx_ext.main", "pydata_sphinx_theme",
           "regelratt.sphinx_ext", "sphinx_needs.needs")


def build_when_told() -> int:
    """Sphinx's exit code, or 0 when nothing was asked for."""
    for name in _NEEDED:
        importlib.import_module(name)
    order = sys.stdin.readline()
    return main(json.loads(order)) if order else 0


if __name__ == "__main__":
    sys.exit(build_when_told())
