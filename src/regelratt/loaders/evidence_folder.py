"""The files of an evidence folder: found once by name, so that no name in a manifest is ever a path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from regelratt.domain.characters import nfc
from regelratt.domain.file_refusal import reason
from regelratt.loaders.file_names import is_litter
from regelratt.source_files import Unreadable, read_inside

MANIFEST = "underlag.toml"
"""The file that lists and describes the others."""

FILE_LIMIT = 200_000_000
"""Largest evidence file that is read, in bytes."""

MOST_FILES = 10_000
"""Files that are looked at in one folder."""


class Refused(NamedTuple):
    """A name in the folder that is not read, why, and the remedy; the folder itself has an empty name."""

    name: str
    message: str
    remedy: str


class EvidenceFolder:
    """What lies in one folder and those in it; names are relative, composed (NFC), with `/` between folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused: list[Refused] = []
        self.passed_over: list[str] = []
        """Names of what editors, file managers and Git leave behind, in order."""
        self._paths: dict[str, Path] = {}
        self.is_there = folder.is_dir()
        if self.is_there:
            self._look()

    def _look(self) -> None:
        for above, folders, files in os.walk(self.folder, onerror=self._cannot_enter):
            folders.sort()
            for name in list(folders):
                if (Path(above) / name).is_symlink():
                    self._refuse(Path(above) / name, "är en länk till en mapp och läses därför inte",
                                 "Lägg mappen själv där i stället för en länk.")
            for name in sorted(files):
                if is_litter(name):
                    self.passed_over.append(self._name(Path(above) / name))
                elif not self._add(Path(above) / name):
                    return

    def _add(self, path: Path) -> bool:
        """Take in a file; False when there are too many."""
        if len(self._paths) == MOST_FILES:
            self.refused.append(Refused(MANIFEST, f"Mappen har fler än {MOST_FILES} filer.",
                                        "Flytta det som inte är underlag."))
            return False
        name = self._name(path)
        if name in self._paths:
            self._refuse(path, "har samma namn som en annan fil när å, ä och ö skrivs på ett och samma sätt",
                         "Byt namn på den ena.")
        else:
            self._paths[name] = path
        return True

    def _cannot_enter(self, error: OSError) -> None:
        words, remedy = reason(error)
        self._refuse(Path(str(error.filename)), f"går inte att öppna: {words}", remedy)

    def _refuse(self, path: Path, why: str, remedy: str) -> None:
        name = "" if path == self.folder else self._name(path)
        self.refused.append(Refused(name, f"{name or f'Mappen {self.folder.name}'} {why}.", remedy))

    def _name(self, path: Path) -> str:
        return nfc(path.relative_to(self.folder).as_posix())

    @property
    def names(self) -> list[str]:
        """Every file's name, in order; what editors and file managers leave behind is not among them."""
        return sorted(self._paths)

    def read(self, name: str, limit: int | None = None) -> bytes | Unreadable:
        """The bytes of a file among `names`."""
        return read_inside(self.folder, self._paths[name], limit or FILE_LIMIT)
