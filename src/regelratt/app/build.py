"""Both editions of the site: built in a working folder, inspected, and only then put in place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from regelratt.app.disclosure import PublicGuard, check_markup
from regelratt.app.files import new_folder
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.app.search_index import FOLDER as INDEX
from regelratt.app.search_index import IndexingError, write_search_index
from regelratt.app.site_files import site_files
from regelratt.diagnostics import Diagnostic
from regelratt.domain.publication import Edition, Publication
from regelratt.domain.run import Run

EDITIONS = {Edition.PUBLIC: Path("_build/html"), Edition.INTERNAL: Path("_build/internal")}
"""The editions and where they are published, relative to the root."""

_WORK = Path("_build/.work")
_UNFINISHED = "oavslutad"


class BuildError(Exception):
    """The site could not be built or may not be published; what is published stays as it was."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)


@dataclass(frozen=True, slots=True)
class _Workshop:
    """Where one edition is built."""

    edition: Edition
    folder: Path

    @property
    def html(self) -> Path:
        return self.folder / "html"

    @property
    def doctrees(self) -> Path:
        return self.folder / "doctrees"


def build_site(project: Project, run: Run, report: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    """Build, inspect and publish both editions; yields each with its folder.

    Nothing is published unless both editions are fit for it. The caller holds the lock, so that what Sphinx reads
    beside the latest run is about `run`.
    """
    publications = publications_of(project, run)
    shops = [_workshop(project.root, edition) for edition in EDITIONS]
    for log in _run_sphinx(project.root, shops):
        report(log)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda shop: _index(shop, project, publications[shop.edition]), shops))
    files = {shop.edition: site_files(shop.html, shop.doctrees, INDEX) for shop in shops}
    _inspect(project, run, publications[Edition.PUBLIC], files)
    for shop in shops:
        publish(files[shop.edition], project.root / EDITIONS[shop.edition])
        (shop.folder / _UNFINISHED).unlink()
        yield shop.edition, project.root / EDITIONS[shop.edition]


def publish(files: Mapping[str, Path], target: Path) -> None:
    """Copy the site's files with time stamps beside the target, then put them in its place in one step."""
    with new_folder(target) as fresh:
        for name, path in files.items():
            copy = fresh / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)


def _workshop(root: Path, edition: Edition) -> _Workshop:
    """Where Sphinx works; emptied when the last build was interrupted and its pages are in doubt."""
    folder = root / _WORK / edition
    if (folder / _UNFINISHED).exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _UNFINISHED).touch()
    return _Workshop(edition, folder)


def _run_sphinx(root: Path, shops: Sequence[_Workshop]) -> Iterator[str]:
    """Build all editions at once; yields what each said last."""
    started = [(shop, _start_sphinx(root, shop)) for shop in shops]
    logs = [(shop, process.communicate()[0], process.returncode) for shop, process in started]
    for shop, log, code in logs:
        if code != 0:
            raise BuildError(f"fel: Sphinx kunde inte bygga den {shop.edition}a utgåvan.\n{log}")
        yield _last_line(log)


def _start_sphinx(root: Path, shop: _Workshop) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-n", "-q",
        "-D", f"regelratt_edition={shop.edition}", "-d", str(shop.doctrees), str(root), str(shop.html),
    ]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    return subprocess.Popen(  # noqa: S603  # our own command, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", env=environment,
    )


def _last_line(log: str) -> str:
    lines = [line for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "Sphinx: inga varningar"


def _index(shop: _Workshop, project: Project, publication: Publication) -> None:
    try:
        write_search_index(shop.html, shop.folder, project, publication)
    except IndexingError as error:
        raise BuildError(f"fel: Sökregistret för den {shop.edition}a utgåvan gick inte att göra.\n{error}") from error


def _inspect(
    project: Project, run: Run, public: Publication, files: Mapping[Edition, Mapping[str, Path]]
) -> None:
    """BuildError when a page of any edition holds what could run, or the public one holds what is closed."""
    unsafe = [
        problem for each in files.values()
        for problem in check_markup({name: path for name, path in each.items() if name.endswith(".html")})
    ]
    if unsafe:
        raise BuildError("fel: en sida innehåller sådant som inte får publiceras.", unsafe)
    closed = PublicGuard(project, run, public).check(files[Edition.PUBLIC])
    if closed:
        raise BuildError("fel: den publika utgåvan visar sådant som inte är öppet.", closed)
