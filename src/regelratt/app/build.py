"""Both editions of the site: built in a working folder, inspected, and only then put in place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from regelratt.app.disclosure.public_guard import check_markup
from regelratt.app.disclosure.text.file_text import is_page
from regelratt.app.disk.file_problem import naming
from regelratt.app.disk.files import new_folders
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.app.publishing.inspector import SearchProcess, search_process
from regelratt.app.publishing.search_index import FOLDER, write_search_index
from regelratt.app.publishing.site_files import site_files
from regelratt.app.publishing.sphinx_run import Sphinx
from regelratt.app.publishing.standing_site import StandingSite, made_of
from regelratt.app.refusal import RefusedError
from regelratt.app.workshop import WORK, Workshop
from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.location import Location
from regelratt.domain.publication import Edition, Publication
from regelratt.domain.run import Run

_BROUGHT = ("_images/", "_downloads/")
"""Where Sphinx puts what lies in the content's own folders."""

EDITIONS = {Edition.PUBLIC: Path("_build/html"), Edition.INTERNAL: Path("_build/internal")}
"""The editions and where they are published, relative to the root."""


class SiteBuilder:
    """Builds both editions with processes that are begun while the content is judged."""

    def __init__(self, project: Project, sphinx: Sphinx, search: SearchProcess) -> None:
        self._project = project
        self._sphinx = sphinx
        self._search = search

    def begin(self, is_held: bool) -> None:
        """Do what can be done before anything is judged; the project's pages and settings are without mistakes.

        In the project's own folder when its lock is held.
        """
        self._sphinx.read(self._project.root, self._project.contents, in_place=is_held)
        self._search.begin()

    def build(self, run: Run, report: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
        """Build, inspect and publish both editions; yields each with its folder. What stands and is the same is left.

        Nothing is published unless both editions are fit for it, and there is room for both: RefusedError otherwise.
        The caller holds the lock, so that what Sphinx reads beside the latest run is about `run`.
        """
        project = self._project
        publications = publications_of(project, run)
        sources = made_of(project, publications)
        folders = {edition: project.root / folder for edition, folder in EDITIONS.items()}
        standing = StandingSite(project.root / WORK / "byggd", folders.values())
        if standing.is_made_of(sources):
            self._sphinx.have_read(project.root, project.contents)
            report("Inget har ändrats sedan förra bygget: webbplatsen står kvar.")
        else:
            self._build(run, publications, report)
            standing.keep(sources)
        yield from folders.items()

    def _build(self, run: Run, publications: Mapping[Edition, Publication], report: Callable[[str], None]) -> None:
        """Write both editions anew, inspect them and put them in place."""
        project = self._project
        shops = {edition: Workshop(project.root / WORK / edition) for edition in EDITIONS}
        for shop in shops.values():
            shop.clear()
        closed = self._search.inspector(
            project.contents, project.evidence.evidence, run, publications[Edition.PUBLIC], project.root / WORK)
        with ThreadPoolExecutor() as pool:
            files, indexes = {}, {}
            folders = {edition: shop.folder for edition, shop in shops.items()}
            written = self._sphinx.build(project.root, project.contents, folders)
            for (edition, shop), log in zip(shops.items(), written, strict=True):
                report(log)
                indexes[edition] = pool.submit(_index, shop, project, publications[edition])
                files[edition] = site_files(shop.html, shop.doctrees)
                if edition is Edition.PUBLIC:
                    closed.look_through(files[edition])
            _inspect_markup(files)
            _inspect_statics(files, project)
            found = {edition: index.result() for edition, index in indexes.items()}
            closed.look_through(found[Edition.PUBLIC])
            _inspect_markup(found)
            closed.answer()
        publish({project.root / EDITIONS[edition]: {**files[edition], **found[edition]} for edition in files})


@contextmanager
def site_builder(project: Project, sphinx: Sphinx) -> Iterator[SiteBuilder]:
    """A builder, with its processes until the block ends."""
    with search_process() as search:
        yield SiteBuilder(project, sphinx, search)


def publish(sites: Mapping[Path, Mapping[str, Path]]) -> None:
    """Move the files of each site from its workshop; when all are together each takes its place, or none does."""
    with new_folders(list(sites)) as folders:
        for (target, files), folder in zip(sites.items(), folders, strict=True):
            with naming(target):
                _move(files, folder)


def _move(files: Mapping[str, Path], folder: Path) -> None:
    for each in {(folder / name).parent for name in files}:
        each.mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        path.rename(folder / name)


def _index(shop: Workshop, project: Project, publication: Publication) -> dict[str, Path]:
    """The files of the search index. A program of its own makes them, and meanwhile the pages are inspected."""
    with naming(shop.folder):
        write_search_index(shop.html, shop.folder, project, publication)
        return {path.relative_to(shop.folder).as_posix(): path
                for path in sorted((shop.folder / FOLDER).rglob("*")) if path.is_file()}


def _inspect_statics(files: Mapping[Edition, Mapping[str, Path]], project: Project) -> None:
    """RefusedError when a picture or a download holds what was not looked at: Sphinx reads it later, by its name."""
    sound = project.contents.content.sound_statics
    other = in_order(
        Diagnostic(Location(name), Code.SITE_FAILED, f"{name} är inte den fil som granskades.",
                   "Kör bygget igen: filen ändrades medan det pågick.")
        for each in files.values() for name, path in each.items()
        if name.startswith(_BROUGHT) and hashlib.sha256(path.read_bytes()).hexdigest() not in sound)
    if other:
        raise RefusedError(*other)


def _inspect_markup(files: Mapping[Edition, Mapping[str, Path]]) -> None:
    """RefusedError when a page of any edition holds what could run."""
    unsafe = in_order(
        problem for each in files.values()
        for problem in check_markup({name: path for name, path in each.items() if is_page(name)})
    )
    if unsafe:
        raise RefusedError(*unsafe)
