"""Pictures and files to download: of a kind on the list, whole, and together no more than can be looked through.

A file that many names lead to is looked at once, and so is one that lies in many copies.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from regelratt.domain.characters import nfc
from regelratt.domain.file_ending import ending_of
from regelratt.domain.file_refusal import reason
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.loaders.data_depth import DEEPEST_DATA, is_too_deep
from regelratt.loaders.encoding import WORKBOOK_MARKS
from regelratt.loaders.formulas import FORMULA_REMEDY, first_formula
from regelratt.loaders.page_text import first_misleading
from regelratt.loaders.pictures import PICTURE_REMEDY, PICTURE_TYPES, picture_problem
from regelratt.loaders.pictures.problem import TOO_MUCH_TOGETHER, Unpacking

TEXT_TYPES = frozenset({".csv", ".json", ".txt"})
"""Endings of files that a page may offer for download: plain text, which can be searched before it is published."""

PUBLISHED_TYPES = PICTURE_TYPES | TEXT_TYPES
"""Endings of all files that may be published beside the pages."""

UNPUBLISHED_REMEDY = "Länka till filen på organisationens webbplats, eller gör den till en sida."
"""What to do about a file of any other kind; it would be refused wherever it lies."""

_TABLES = frozenset({".csv", ".txt"})
"""Endings of what a spreadsheet reads as a table."""

STATIC_LIMIT = 5_000_000
"""Largest picture or download, in bytes."""

STATICS_LIMIT = 200_000_000
"""Bytes of all pictures and downloads of a project together; a file counts once for each name that it has."""

_FEWER = "Ta bort eller minska några av bilderna och filerna."

Problem = tuple[str, str]
"""Why a file may not be published, as the end of a sentence, and the remedy."""


class Statics:
    """Looks at the pictures and downloads of one project, one after the other."""

    def __init__(self) -> None:
        self._left = STATICS_LIMIT
        self._unpacking = Unpacking()
        self._of_file: dict[tuple[int, int, str], Problem | None] = {}
        self._of_content: dict[tuple[bytes, str], Problem | None] = {}

    @property
    def sound(self) -> frozenset[str]:
        """The sums (SHA-256) of the contents that may be published, whatever lies under their names later."""
        return frozenset(digest.hex() for (digest, _), problem in self._of_content.items() if problem is None)

    def problem_with(self, path: Path) -> Problem | None:
        """Why the file may not be published, or None."""
        kind = ending_of(path.name)
        if kind not in PUBLISHED_TYPES:
            allowed = ", ".join(sorted(PUBLISHED_TYPES))
            return "är av ett slag som inte får publiceras", f"Tillåtna slag: {allowed}. {UNPUBLISHED_REMEDY}"
        found = path.stat()
        if found.st_size > STATIC_LIMIT:
            return f"är större än {STATIC_LIMIT} byte", "Minska filen."
        self._left -= found.st_size
        if self._left < 0:
            return f"gör att bilder och filer att hämta tillsammans är större än {STATICS_LIMIT} byte", _FEWER
        known = found.st_dev, found.st_ino, kind
        if known not in self._of_file:
            self._of_file[known] = self._read(path, kind)
        return self._of_file[known]

    def _read(self, path: Path, kind: str) -> Problem | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            words, remedy = reason(error)
            return f"går inte att läsa: {words}", remedy
        known = hashlib.sha256(data).digest(), kind
        if known not in self._of_content:
            self._of_content[known] = self._look_at(kind, data)
        return self._of_content[known]

    def _look_at(self, kind: str, data: bytes) -> Problem | None:
        if kind not in PICTURE_TYPES:
            return _text_problem(kind, data)
        problem = picture_problem(kind, data, self._unpacking)
        return (problem, _FEWER if problem == TOO_MUCH_TOGETHER else PICTURE_REMEDY) if problem else None


def _text_problem(kind: str, data: bytes) -> Problem | None:
    if data.startswith(WORKBOOK_MARKS):
        return "är en arbetsbok från ett kalkylprogram", "Spara om den som CSV UTF-8."
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "är inte text i UTF-8", "Spara om den som UTF-8."
    if "\0" in text:
        return "är inte text i UTF-8", "Spara om den som UTF-8."
    lines = nfc(text).replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if shown := first_misleading(line):
            return f"har tecknet {shown} på rad {number}", "Ta bort det: texten visas inte som den står."
    if kind in _TABLES and (formula := first_formula("\n".join(lines), is_table=kind == ".csv")):
        return f"har en cell som börjar med {formula.sign} på rad {formula.line}", FORMULA_REMEDY
    if kind == ".json" and (shown := _shown_by_codes(text)):
        return f"har tecknet {shown}, skrivet som kod", "Ta bort det: texten visas inte som den står."
    if is_too_deep(text):
        return (f"har listor eller objekt i fler än {DEEPEST_DATA} andra",
                "Lägg uppgifterna i färre nivåer, eller i flera filer.")
    if mark := first_merge_mark(text):
        return (f"har kvar raden {mark[1]} efter en sammanslagning i Git, på rad {mark[0]}",
                "Välj vilken av texterna som ska gälla, och ta bort raderna med <<<<<<<, ======= och >>>>>>>.")
    return None


def _shown_by_codes(text: str) -> str:
    """The first misleading character of the keys and values of a JSON text; empty when there is none, or no JSON."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return ""
    while waiting:
        match waiting.pop():
            case dict() as held:
                waiting += [*held, *held.values()]
            case list() as listed:
                waiting += listed
            case str() as value if shown := first_misleading(nfc(value).replace("\r\n", "\n")):
                return shown
    return ""
