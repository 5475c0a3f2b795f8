"""The files that content is made of: pages, pictures and downloads. Anything else among them is refused.

Sphinx follows links and reads what it finds; so what it may find is decided here, and the build compares.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import visible
from regelratt.domain.file_ending import ending_of
from regelratt.domain.file_refusal import reason
from regelratt.domain.location import Location
from regelratt.loaders.file_names import (
    STATIC_FOLDER,
    folder_problem,
    is_litter,
    name_problem,
    page_problem,
    path_problem,
)
from regelratt.loaders.ledger import LEDGER_FILE
from regelratt.loaders.statics import PUBLISHED_TYPES, UNPUBLISHED_REMEDY, Statics

PAGES_LIMIT = 30_000_000
"""Bytes of all pages of a project together; a page counts once for each name that it has."""


@dataclass(slots=True)
class ContentFiles:
    """Paths relative to the project's root, and what is wrong with the folders."""

    pages: dict[str, Path] = field(default_factory=dict)
    statics: dict[str, Path] = field(default_factory=dict)
    sound_statics: frozenset[str] = frozenset()
    """The sums of what those hold."""
    ledgers: dict[str, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    is_whole: bool = True
    """False when something that may hold pages was refused, so that links to them would seem to lead nowhere."""


def find_files(root: Path, places: Iterable[str]) -> ContentFiles:
    """Every page, picture and download under the places (folders, or single pages) of the project at `root`."""
    finder = _Finder(root, tuple(places))
    for place in finder.places:
        finder.enter(place)
    found = finder.found
    return ContentFiles(
        dict(sorted(found.pages.items())), dict(sorted(found.statics.items())), finder.statics.sound, found.ledgers,
        found.diagnostics, found.is_whole)


class _Finder:
    """Walks the places and sorts what stands there; links to files are followed, and links to folders refused.

    Folders that link to one another twice could be walked in more ways than anyone has time for.
    """

    def __init__(self, root: Path, places: tuple[str, ...]) -> None:
        self.root = root.resolve()
        self.places = [self.root / place for place in places]
        self.found = ContentFiles()
        self._entered: dict[str, Path] = {}
        self.statics = Statics()
        self._left = PAGES_LIMIT

    def _refuse(self, path: Path, message: str, remedy: str) -> None:
        name = path.relative_to(self.root).as_posix()
        place = Location(visible(name, limit=len(name)))
        self.found.diagnostics.append(Diagnostic(place, Code.FORBIDDEN_FILE, message, remedy))
        is_folder = os.path.isdir(path)  # noqa: PTH112  # Path.is_dir raises PermissionError behind a link
        self.found.is_whole &= not (path.suffix == ".md" or is_folder or (path.is_symlink() and not path.suffix))

    def enter(self, place: Path) -> None:
        """Take in one place; one that does not exist holds nothing, unless in other letters."""
        if other := _in_other_case(place):
            self._refuse(other, f"{visible(other.name)} läses inte: inställningen content säger {visible(place.name)}.",
                         "Byt namn på den eller ändra inställningen; stora och små bokstäver ska vara desamma.")
        elif self._leads_inside(place):
            twin = self._entered.setdefault(str(place).casefold(), place)
            above = [each for each in (place, *place.parents) if each.is_relative_to(self.root)]
            links = [each for each in above if _is_folder_link(each)]
            if links:
                self._refuse_folder_link(links[-1])
            elif twin != place:
                self._refuse_twin(place, twin.name)
            elif place.is_dir() and (problem := folder_problem(place.name)):
                self._refuse(place, f"Mappen {visible(place.name)} {problem}.", "Byt namn på den.")
            elif place.is_dir():
                self._walk(place)
            elif place.exists():
                self._sort(place)

    def _refuse_folder_link(self, path: Path) -> None:
        self._refuse(path, f"{visible(path.name)} är en länk till en mapp och läses därför inte.",
                     "Lägg mappen själv där i stället för en länk.")

    def _refuse_twin(self, path: Path, twin: str) -> None:
        self._refuse(path, f"Namnet {path.name} skiljer sig från {twin} bara i stora och små bokstäver; "
                     "på många datorer är de samma fil.", "Byt namn på en av dem.")

    def _refuse_closed(self, folder: Path, error: OSError) -> None:
        words, remedy = reason(error)
        if isinstance(error, PermissionError):
            remedy = "Ge den som kör kommandot rätt att läsa mappen och gå in i den."
        self._refuse(folder, f"Mappen {visible(folder.name)} går inte att läsa: {words}.", remedy)

    def _refuse_lost_link(self, path: Path, error: OSError | RuntimeError) -> None:
        """What cannot be followed: behind a folder that is closed, of which the folder is told, or a link."""
        for folder in reversed([each for each in path.parents if each.is_relative_to(self.root)]):
            try:
                _enter(folder)
            except OSError as closed:
                self._refuse_closed(folder, closed)
                return
        if isinstance(error, PermissionError):
            self._refuse(path, f"Länken {path.name} leder till något som det saknas behörighet att läsa.",
                         "Ge den som kör kommandot rätt till det, eller lägg filen själv här i stället för länken.")
        else:
            self._refuse(path, f"Länken {path.name} går inte att följa.", "Ta bort länken.")

    def _walk(self, folder: Path) -> None:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            _enter(folder)
        except OSError as error:
            self._refuse_closed(folder, error)
            return
        seen: dict[str, str] = {}
        for entry in entries:
            path = Path(entry.path)
            if is_litter(entry.name) and not entry.is_dir(follow_symlinks=False):
                # An editor's lock on a page leads nowhere; a file with such a name may hold a text.
                if path.suffix == ".md" and path.is_file():
                    self._refuse(path, f"{entry.name} heter som det ett skrivprogram lämnar efter sig, och läses inte.",
                                 "Ta bort den, eller byt namn på den om den är en sida.")
                continue
            if self._leads_inside(path):
                self._take_in(path, seen.get(entry.name.casefold()))
                seen.setdefault(entry.name.casefold(), entry.name)

    def _take_in(self, path: Path, twin: str | None) -> None:
        """What stands in a folder, beside a twin that only small and large letters tell it from."""
        if problem := name_problem(path.name) or path_problem(path.relative_to(self.root).as_posix()):
            self._refuse(path, f"Namnet {visible(path.name)} {problem}.", "Byt namn på filen eller mappen.")
        elif twin:
            self._refuse_twin(path, twin)
        elif not path.is_dir():
            self._sort(path)
        elif _is_folder_link(path):
            self._refuse_folder_link(path)
        elif problem := folder_problem(path.name):
            self._refuse(path, f"Mappen {path.name} {problem}.", "Byt namn på den.")
        else:
            self._walk(path)

    def _leads_inside(self, path: Path) -> bool:
        """False, with a message, for a link that cannot be followed or leads out of the content."""
        try:
            real = path.resolve(strict=True)
        except FileNotFoundError:
            if path.is_symlink():
                self._refuse(path, f"Länken {path.name} leder till något som inte finns.", "Ta bort länken.")
            return False
        except (OSError, RuntimeError) as error:
            self._refuse_lost_link(path, error)
            return False
        if any(real.is_relative_to(place) for place in self.places):
            return True
        self._refuse(path, f"{path.name} är en länk till något utanför innehållets mappar.",
                     "Lägg filen själv i mappen i stället för en länk.")
        return False

    def _sort(self, path: Path) -> None:
        name = path.relative_to(self.root).as_posix()
        is_static = STATIC_FOLDER in path.relative_to(self.root).parts[:-1]
        if not stat.S_ISREG(path.stat().st_mode):
            self._refuse(path, f"{path.name} är ingen vanlig fil.", "Ta bort den.")
        elif taken := page_problem(name):
            self._refuse(path, f"{path.name} {taken}.", "Byt namn på sidan.")
        elif path.suffix == ".md" and not is_static:
            self._take_in_page(path, name)
        elif is_static:
            problem = self.statics.problem_with(path)
            if problem:
                self._refuse(path, f"{path.name} {problem[0]}.", problem[1])
            else:
                self.found.statics[name] = path
        elif path.name == LEDGER_FILE:
            self.found.ledgers[name] = path
        else:
            may_move = ending_of(path.name) in PUBLISHED_TYPES
            self._refuse(path, f"{path.name} hör inte hemma bland sidorna.",
                         f"Sidor slutar på .md; bilder och filer att hämta ligger i en mapp som heter {STATIC_FOLDER}."
                         if may_move else f"Sidor slutar på .md. {UNPUBLISHED_REMEDY}")

    def _take_in_page(self, path: Path, name: str) -> None:
        """A page, unless it is one too many; only the first of those is told of."""
        was_enough = self._left < 0
        self._left -= path.stat().st_size if name not in self.found.pages else 0
        if self._left >= 0:
            self.found.pages[name] = path
        elif not was_enough:
            self._refuse(path, f"{path.name} gör att sidorna tillsammans är större än {PAGES_LIMIT} byte.",
                         "Ta bort sidor, eller länkar till sidor. Den här och de som följer läses inte.")


def _is_folder_link(path: Path) -> bool:
    return path.is_symlink() and path.is_dir()


def _enter(folder: Path) -> None:
    """OSError when what is in the folder cannot be reached, though its names may be listed."""
    os.stat(os.path.join(folder, "."))  # noqa: PTH116, PTH118  # Path drops the dot, which is what needs the permission


def _in_other_case(place: Path) -> Path | None:
    """What is there under the place's name in other letters, when nothing is there under its own."""
    try:
        names = {entry.name for entry in place.parent.iterdir()}
    except OSError:
        return None
    twins = sorted(name for name in names if name.casefold() == place.name.casefold())
    return place.parent / twins[0] if twins and place.name not in twins else None
