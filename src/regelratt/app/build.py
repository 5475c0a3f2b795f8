"""Both editions of the site: built in a working folder, inspected, and only then put in place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from regelratt.app.disclosure import find_disclosures
from regelratt.app.files import new_folder
from regelratt.app.project import Project
from regelratt.app.search_index import write_search_index
from regelratt.diagnostics import Diagnostic
from regelratt.domain.run import Run

EDITIONS = {"publik": Path("_build/html"), "intern": Path("_build/internal")}
"""The editions and where they are published, relative to the root."""

_WORK = Path("_build/.work")
_UNFINISHED = "oavslutad"
_LEFT_OUT = shutil.ignore_patterns("_sources", "schema_violations.json", ".buildinfo", ".doctrees")
"""What builders leave for themselves; readers have no use for it."""


class BuildError(Exception):
    """The site could not be built or may not be published; what is published stays as it was."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


def build_site(project: Project, run: Run, report: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    """Build, inspect and publish both editions; yields each with its folder.

    Nothing is published unless both editions are fit for it.
    """
    works = {edition: _work_folder(project.root, edition) for edition in EDITIONS}
    started = {edition: _start_sphinx(project.root, edition, work) for edition, work in works.items()}
    logs = {edition: process.communicate()[0] for edition, process in started.items()}
    for edition, process in started.items():
        if process.returncode != 0:
            raise BuildError(f"fel: Sphinx kunde inte bygga den {edition}a utgåvan.\n{logs[edition]}")
        report(_last_line(logs[edition]))
    problems = find_disclosures(works["publik"] / "html", project, run)
    if problems:
        raise BuildError("fel: den publika utgåvan visar sådant som inte är öppet.", problems)
    for edition in EDITIONS:
        write_search_index(works[edition] / "html", project, run)
    for edition, folder in EDITIONS.items():
        _publish(works[edition] / "html", project.root / folder)
        (works[edition] / _UNFINISHED).unlink()
        yield edition, project.root / folder


def _work_folder(root: Path, edition: str) -> Path:
    """Where Sphinx works; emptied when the last build was interrupted and its pages are in doubt."""
    work = root / _WORK / edition
    if (work / _UNFINISHED).exists():
        shutil.rmtree(work)
    work.mkdir(parents=True, exist_ok=True)
    (work / _UNFINISHED).touch()
    return work


def _start_sphinx(root: Path, edition: str, work: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q",
        "-D", f"regelratt_edition={edition}", "-d", str(work / "doctrees"), str(root), str(work / "html"),
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(  # noqa: S603  # our own command, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=environment,
    )


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "Sphinx: inga varningar"


def _publish(built: Path, target: Path) -> None:
    """Copy with time stamps, then swap in, so that readers never see half a site."""
    with new_folder(target) as fresh:
        shutil.copytree(built, fresh, dirs_exist_ok=True, copy_function=shutil.copy2, ignore=_LEFT_OUT)
