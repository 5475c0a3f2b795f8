"""Where Sphinx reads, and writes each edition, and whether what was read may be gone on with.

Sphinx keeps what it has read as pickles, and reading a pickle can run anything. Only what this program wrote on this
disk is gone on with: when a build is done, what the file system knows of each file is written down.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from regelratt.app.disk.file_problem import naming
from regelratt.app.disk.files import make_folder
from regelratt.app.disk.stamps import stamps_of
from regelratt.app.program import builder_digest

WORK = Path("_build/.work")
"""The folder of all workshops, relative to the root."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where one process of Sphinx works."""

    folder: Path

    @property
    def html(self) -> Path:
        """Everything that Sphinx has written."""
        return self.folder / "html"

    @property
    def doctrees(self) -> Path:
        """Everything that Sphinx has read."""
        return self.folder / "doctrees"

    @property
    def _note(self) -> Path:
        """Which state of the program made what lies here, and of which files."""
        return self.folder / "program"

    @property
    def _mark(self) -> Path:
        """There while somebody works here, and left when that was interrupted."""
        return self.folder / "oavslutad"

    def open(self) -> None:
        """Empty it when what lies here is in doubt, and mark it as in use; FileError for what the system refuses."""
        with naming(self.folder):
            self._remove_links()
            if self.folder.is_dir() and (os.path.lexists(self._mark) or not self._is_ours()):
                shutil.rmtree(self.folder)
            make_folder(self.folder)
            self._mark.touch()

    def clear(self) -> None:
        """Empty it, whatever lies here: a site is written anew, so that nothing old, torn or foreign is in it."""
        with naming(self.folder):
            self._remove_links()
            if self.folder.is_dir():
                shutil.rmtree(self.folder)
            make_folder(self.folder)

    def _remove_links(self) -> None:
        for each in (self.folder.parent, self.folder):
            if each.is_symlink():
                each.unlink()

    def close(self) -> None:
        """Note that what lies here is whole and ours."""
        with naming(self.folder):
            self._note.write_text(self._state(), encoding="utf-8")
            self._mark.unlink()

    def _is_ours(self) -> bool:
        """True when nothing has been put here since the last build was done."""
        inside = (self._note, self.html, self.doctrees)
        is_plain = self._note.is_file() and not any(each.is_symlink() for each in inside)
        return is_plain and self._note.read_text(encoding="utf-8", errors="replace") == self._state()

    def _state(self) -> str:
        return f"{builder_digest()}\n{stamps_of(self.doctrees)}"
