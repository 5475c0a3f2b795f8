"""Sphinx that has loaded its modules before it is told what to do: `python -m regelratt.sphinx_ext`.

Standard input holds pickles, as `regelratt build` writes them: the project's folder, the content that was checked, and
the arguments of sphinx-build any number of times. When the modules are loaded, and when each is done, a line of its own
says with which exit code. It stays open as long as the one who asked lives: when it is closed the process ends,
whatever it is doing, so that nothing is written beside the build of somebody else.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from sphinx.cmd.build import main

from regelratt.app.publishing.sphinx_run import DONE
from regelratt.sphinx_ext.site import build_from

_NEEDED = ("sphinx.builders.html", "sphinx.writers.html5", "myst_parser.sphinx_ext.main", "pydata_sphinx_theme",
           "regelratt.sphinx_ext", "sphinx_needs.needs")


def build_as_told() -> None:
    """Do what is asked for until the input is closed."""
    orders: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    for name in _NEEDED:
        importlib.import_module(name)
    _say(0)
    build_from(Path(orders.get()), orders.get())
    while True:
        _say(main(orders.get()))


def _say(code: int) -> None:
    for stream in (sys.stderr, sys.stdout):
        stream.flush()
    sys.stdout.buffer.write(DONE + b"%d\n" % code)
    sys.stdout.buffer.flush()


def _listen(orders: SimpleQueue[Any]) -> None:
    # Not sys.stdin, whose lock the interpreter waits for when it ends.
    with suppress(EOFError, OSError, pickle.UnpicklingError), open(sys.stdin.fileno(), "rb", closefd=False) as stream:
        while True:
            orders.put(pickle.load(stream))  # noqa: S301  # from our parent
    os._exit(0)


if __name__ == "__main__":
    build_as_told()
