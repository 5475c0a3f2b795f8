"""A preview on this machine: the site is built again when something is saved."""

from __future__ import annotations

import functools
import http.server
import io
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from regelratt.app.build import EDITIONS, site_builder
from regelratt.app.check import held_check
from regelratt.app.project import Project
from regelratt.app.publishing.sphinx_run import sphinx_at_hand
from regelratt.app.refusal import RefusedError
from regelratt.domain.publication import Edition

_PAUSE = 0.5


def serve_site(root: Path, port: int, report: Callable[[str], None]) -> None:
    """Serve the public edition on 127.0.0.1 until interrupted."""
    target = root / EDITIONS[Edition.PUBLIC]
    handler = functools.partial(_Inside, directory=str(target))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        report(f"Förhandsvisning: http://127.0.0.1:{port}/ (avsluta med Ctrl+C)")
        seen: dict[Path, int] = {}
        try:
            while True:
                now = watched(root)
                if now != seen:
                    seen = now
                    rebuild(root, report)
                time.sleep(_PAUSE)
        except KeyboardInterrupt:
            server.shutdown()


class _Inside(http.server.SimpleHTTPRequestHandler):
    """Shows what lies in the built folder itself, and nothing that a link there leads to."""

    def translate_path(self, path: str) -> str:
        """The file that an address leads to, or one that there is not; of a folder the page that shows it."""
        found = super().translate_path(path)
        return inside_alone(Path(self.directory), f"{found}index.html" if found.endswith("/") else found)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """What is to be shown; in no folder the library looks for a page by itself, and it lists none."""
        if urlsplit(self.path).path.endswith("/") and Path(self.translate_path(self.path)).is_dir():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()


def inside_alone(built: Path, found: str) -> str:
    """The path found in the built folder of a project, or one that there is not when a link leads out of the folder."""
    root = Path(os.path.realpath(built.absolute().parents[1]))
    own = root / built.parent.name / built.name
    return found if Path(os.path.realpath(found)).is_relative_to(own) else str(own / ".finns inte")


def watched(root: Path) -> dict[Path, int]:
    """Time stamps of everything that the site is made of."""
    settings = Project(root).settings
    names = ["pyproject.toml", "conf.py", settings.evidence, *settings.content]
    places = [root / each for each in names]
    below = (Path(above, name) for place in places for above, _, names in os.walk(place) for name in names)
    return dict(stamp for path in (*places, *below) for stamp in _stamp(path))


def _stamp(path: Path) -> Iterator[tuple[Path, int]]:
    """A file and its time stamp; nothing of what is no file, or was taken away since its name was read."""
    with suppress(OSError):
        about = path.stat()
        if stat.S_ISREG(about.st_mode):
            yield path, about.st_mtime_ns


def rebuild(root: Path, report: Callable[[str], None]) -> None:
    """Check and build once; what is wrong is reported and the last good site stays."""
    project = Project(root)
    try:
        with (
            sphinx_at_hand() as sphinx, site_builder(project, sphinx) as builder,
            held_check(project, None, "serve", builder.begin) as checked,
        ):
            for each in checked.diagnostics:
                report(str(each))
            if checked.run is not None:
                for edition, _ in builder.build(checked.run, report):
                    report(f"{edition}: klar")
    except RefusedError as refused:
        report(str(refused))
