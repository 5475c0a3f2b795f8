"""The files that content is made of: pages, pictures and downloads. Anything else among them is refused.

Sphinx follows links and reads what it finds; so what it may find is decided here, and the build compares.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import UNFIT_FOR_IDS, first_deceptive, nfc, visible
from regelratt.domain.file_refusal import reason
from regelratt.domain.location import Location
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.loaders.ledger import LEDGER_FILE
from regelratt.loaders.pictures import PICTURE_REMEDY, PICTURE_TYPES, picture_problem

STATIC_FOLDER = "_static"
"""Name of a folder with pictures and downloads. No page stands in one."""

TEXT_TYPES = frozenset({".csv", ".json", ".txt"})
"""Endings of files that a page may offer for download: plain text, which can be searched before it is published."""

STATIC_LIMIT = 5_000_000
"""Largest picture or download, in bytes."""

_LITTER = re.compile(
    r"\.DS_Store|~\$.*|\.~lock\..*|Thumbs\.db|desktop\.ini|.*~|\.?#.*|.*\.sw[op]|\..*\.tmp|\.git(?:keep|ignore|attributes)")
"""What editors, file managers and Git leave behind. Nobody reads it and nothing of it is published."""

_NOT_IN_NAMES = frozenset('<>:"|?*\\\'`&%#')
"""What some systems refuse in a name, and what means something else in an address or a page."""

_FILE_ENDING = re.compile(r"\.[^\W\d_]\w*$")
"""What makes a folder look like a file: one of the site's own, as needs.json, or a page."""

_TAKEN_PAGES = frozenset({"search.md", "genindex.md", "py-modindex.md", "modindex.md"})
"""Pages that Sphinx writes itself at the top of a site; one of ours with the name would be written over."""


@dataclass(slots=True)
class ContentFiles:
    """Paths relative to the project's root, and what is wrong with the folders."""

    pages: dict[str, Path] = field(default_factory=dict)
    statics: dict[str, Path] = field(default_factory=dict)
    ledgers: dict[str, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    is_whole: bool = True
    """False when something that may hold pages was refused, so that links to them would seem to lead nowhere."""


def is_litter(name: str) -> bool:
    """True for the name of a file that an editor, a file manager or Git left behind."""
    return _LITTER.fullmatch(name) is not None


def find_files(root: Path, places: Iterable[str]) -> ContentFiles:
    """Every page, picture and download under the places (folders, or single pages) of the project at `root`."""
    finder = _Finder(root, tuple(places))
    for place in finder.places:
        finder.enter(place)
    found = finder.found
    return ContentFiles(
        dict(sorted(found.pages.items())), dict(sorted(found.statics.items())), found.ledgers, found.diagnostics,
        found.is_whole)


class _Finder:
    """Walks the places as Sphinx does, links included, and sorts what stands there."""

    def __init__(self, root: Path, places: tuple[str, ...]) -> None:
        self.root = root.resolve()
        self.places = [self.root / place for place in places]
        self.found = ContentFiles()

    def _refuse(self, path: Path, message: str, remedy: str) -> None:
        name = path.relative_to(self.root).as_posix()
        self.found.diagnostics.append(Diagnostic(Location(visible(name)), Code.FORBIDDEN_FILE, message, remedy))
        self.found.is_whole &= not (path.suffix == ".md" or path.is_dir() or (path.is_symlink() and not path.suffix))

    def enter(self, place: Path) -> None:
        """Take in one place; one that does not exist holds nothing, unless in other letters."""
        if other := _in_other_case(place):
            self._refuse(other, f"{visible(other.name)} läses inte: inställningen content säger {visible(place.name)}.",
                         "Byt namn på den eller ändra inställningen; stora och små bokstäver ska vara desamma.")
        elif self._leads_inside(place):
            if place.is_dir() and (problem := _folder_problem(place.name)):
                self._refuse(place, f"Mappen {visible(place.name)} {problem}.", "Byt namn på den.")
            elif place.is_dir():
                self._walk(place, frozenset())
            elif place.exists():
                self._sort(place)

    def _walk(self, folder: Path, above: frozenset[Path]) -> None:
        real = folder.resolve()
        if real in above:
            self._refuse(folder, f"Länken {folder.name} leder tillbaka till en mapp som den själv ligger i.",
                         "Ta bort länken.")
            return
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            words, remedy = reason(error)
            self._refuse(folder, f"Mappen {folder.name} går inte att läsa: {words}.", remedy)
            return
        seen: dict[str, str] = {}
        for entry in entries:
            path = Path(entry.path)
            if is_litter(entry.name):
                # An editor's lock on a page leads nowhere; a file with such a name may hold a text.
                if path.suffix == ".md" and path.is_file():
                    self._refuse(path, f"{entry.name} heter som det ett skrivprogram lämnar efter sig, och läses inte.",
                                 "Ta bort den, eller byt namn på den om den är en sida.")
                continue
            if not self._leads_inside(path):
                continue
            if problem := _name_problem(entry.name):
                self._refuse(path, f"Namnet {visible(entry.name)} {problem}.", "Byt namn på filen eller mappen.")
            elif twin := seen.get(entry.name.casefold()):
                self._refuse(path, f"Namnet {entry.name} skiljer sig från {twin} bara i stora och små bokstäver; "
                             "på många datorer är de samma fil.", "Byt namn på en av dem.")
            elif path.is_dir() and (problem := _folder_problem(entry.name)):
                self._refuse(path, f"Mappen {entry.name} {problem}.", "Byt namn på den.")
            elif path.is_dir():
                self._walk(path, above | {real})
            else:
                self._sort(path)
            seen.setdefault(entry.name.casefold(), entry.name)

    def _leads_inside(self, path: Path) -> bool:
        """False, with a message, for a link that cannot be followed or leads out of the content."""
        try:
            real = path.resolve(strict=True)
        except FileNotFoundError:
            if path.is_symlink():
                self._refuse(path, f"Länken {path.name} leder till något som inte finns.", "Ta bort länken.")
            return False
        except (OSError, RuntimeError):
            self._refuse(path, f"Länken {path.name} går inte att följa.", "Ta bort länken.")
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
        elif taken := _page_problem(name):
            self._refuse(path, f"{path.name} {taken}.", "Byt namn på sidan.")
        elif path.suffix == ".md" and not is_static:
            self.found.pages[name] = path
        elif is_static:
            problem = _static_problem(path)
            if problem:
                self._refuse(path, f"{path.name} {problem[0]}.", problem[1])
            else:
                self.found.statics[name] = path
        elif path.name == LEDGER_FILE:
            self.found.ledgers[name] = path
        else:
            self._refuse(path, f"{path.name} hör inte hemma bland sidorna.",
                         f"Sidor slutar på .md; bilder och filer att hämta ligger i en mapp som heter {STATIC_FOLDER}.")


def _in_other_case(place: Path) -> Path | None:
    """What is there under the place's name in other letters, when nothing is there under its own."""
    try:
        names = {entry.name for entry in place.parent.iterdir()}
    except OSError:
        return None
    twins = sorted(name for name in names if name.casefold() == place.name.casefold())
    return place.parent / twins[0] if twins and place.name not in twins else None


def _static_problem(path: Path) -> tuple[str, str] | None:
    """Why the file may not be published, and the remedy."""
    kind = path.suffix.lower()
    if kind not in PICTURE_TYPES | TEXT_TYPES:
        allowed = ", ".join(sorted(PICTURE_TYPES | TEXT_TYPES))
        return "är av ett slag som inte får publiceras", f"Tillåtna slag: {allowed}."
    if path.stat().st_size > STATIC_LIMIT:
        return f"är större än {STATIC_LIMIT} byte", "Minska filen."
    try:
        data = path.read_bytes()
    except OSError as error:
        words, remedy = reason(error)
        return f"går inte att läsa: {words}", remedy
    if kind in PICTURE_TYPES:
        problem = picture_problem(kind, data)
        return (problem, PICTURE_REMEDY) if problem else None
    return _text_problem(data)


def _text_problem(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "är inte text i UTF-8", "Spara om den som UTF-8."
    if "\0" in text:
        return "är inte text i UTF-8", "Spara om den som UTF-8."
    if mark := first_merge_mark(text):
        return (f"har kvar raden {mark[1]} efter en sammanslagning i Git, på rad {mark[0]}",
                "Välj vilken av texterna som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>.")
    return None


def _page_problem(name: str) -> str | None:
    """Why no page may stand at the path from the root, as the end of a sentence."""
    if name.casefold() in _TAKEN_PAGES:
        return "har samma namn som en sida som webbplatsen redan har"
    return None


def _folder_problem(name: str) -> str | None:
    """Why a folder of pages may not be called so, as the end of a sentence."""
    if name.startswith("_") and name != STATIC_FOLDER:
        return f"börjar med _, som bara {STATIC_FOLDER} får göra: webbplatsen har egna sådana mappar"
    if ending := _FILE_ENDING.search(name):
        return f"slutar på {ending[0].lower()}, som filer på webbplatsen gör"
    return None


def _name_problem(name: str) -> str | None:
    """Why a name cannot be used on every system and in an address, as the end of a sentence."""
    if sign := first_deceptive(nfc(name), UNFIT_FOR_IDS):
        return f"innehåller {sign.shown}"
    if nfc(name) != name:
        return "är skrivet med lösa accenter"
    bad = sorted(set(name) & _NOT_IN_NAMES)
    if bad:
        return f"innehåller {bad[0]}"
    return "slutar på en punkt eller ett mellanslag" if name != name.strip(" ").rstrip(".") else None
