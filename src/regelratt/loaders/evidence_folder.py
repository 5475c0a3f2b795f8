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
"""Files and folders that are looked at in one folder, whatever they are called."""


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
        self._seen = 0
        self.is_there = folder.is_dir()
        if self.is_there:
            self._look()

    def _look(self) -> None:
        for above, folders, files in os.walk(self.folder, onerror=self._cannot_enter):
            if not self._has_room_for(len(folders) + len(files)):
                return
            folders.sort()
            for name in list(folders):
                if (Path(above) / name).is_symlink():
                    self._refuse(Path(above) / name, "är en länk till en mapp och läses därför inte",
                                 "Lägg mappen själv där i stället för en länk.")
            for name in sorted(files):
                if is_litter(name):
                    self.passed_over.append(self._name(Path(above) / name))
                else:
                    self._add(Path(above) / name)

    def _has_room_for(self, count: int) -> bool:
        """False, with a message, when the folder has more in it than is looked at."""
        self._seen += count
        if self._seen > MOST_FILES:
            self.refused.append(Refused(MANIFEST, f"Mappen har fler än {MOST_FILES} filer och mappar.",
                                        "Flytta det som inte är underlag."))
        return self._seen <= MOST_FILES

    def _add(self, path: Path) -> None:
        name = self._name(path)
        if name in self._paths:
            self._refuse(path, "har samma namn som en annan fil när å, ä och ö skrivs på ett och samma sätt",
                         "Byt namn på den ena.")
        else:
            self._paths[name] = path

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

    def really(self, name: str) -> Path:
        """Where a file that was read lies, past every link."""
        return self._paths[name].resolve()

    def read(self, name: str, limit: int | None = None) -> bytes | Unreadable:
        """The bytes of a file among `names`, with the line ends that a clone of the project has on every system.

        Else what is listed by its sum where Excel saved it would be another file to everybody else.
        """
        data = read_inside(self.folder, self._paths[name], limit or FILE_LIMIT)
        return data.replace(b"\r\n", b"\n") if isinstance(data, bytes) else data
