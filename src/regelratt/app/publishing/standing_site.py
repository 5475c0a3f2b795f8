"""Whether the site that stands is already the one that a build would make: then there is nothing to do.

It is when it is made of the same, and every file in it is the very one that was put there after it had been inspected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from regelratt.app.disk.file_problem import naming
from regelratt.app.disk.files import write_whole
from regelratt.app.disk.stamps import stamps_of
from regelratt.app.program import builder_digest
from regelratt.app.project import Project
from regelratt.domain.publication import Edition, Publication
from regelratt.exports.publication_files import publication_to_json


def made_of(project: Project, publications: Mapping[Edition, Publication]) -> str:
    """A hash over all that a site is made of and inspected against.

    What may be saved meanwhile is asked for before the site is written, so that a file changed since is new next time.
    """
    contents = project.contents
    found = hashlib.sha256(builder_digest().encode())
    for text in (repr(contents.settings), repr(contents.shown_settings), project.evidence.digest,
                 *map(publication_to_json, publications.values())):
        found.update(hashlib.sha256(text.encode()).digest())
    sources = {name: page.text.encode() for name, page in contents.content.pages.items()}
    files = {"conf.py": project.root / "conf.py", **contents.content.statics, **contents.content.ledgers}
    read = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    for name, data in sorted((sources | read).items()):
        found.update(repr((name, hashlib.sha256(data).hexdigest())).encode())
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class StandingSite:
    """The published folders, and what is noted of how they came to be."""

    note: Path
    """A file that only this program writes."""
    folders: Iterable[Path]

    def is_made_of(self, sources: str) -> bool:
        """True when nothing in the folders has been touched since a site made of these sources was put there."""
        with naming(self.note):
            if self.note.is_symlink() or not self.note.is_file():
                return False
            return self.note.read_text(encoding="utf-8", errors="replace") == self._state(sources)

    def keep(self, sources: str) -> None:
        """Note that what stands now is made of these sources; FileError for what the system refuses."""
        with naming(self.note):
            write_whole(self.note, self._state(sources))

    def _state(self, sources: str) -> str:
        return "\n".join((sources, *map(stamps_of, self.folders)))
