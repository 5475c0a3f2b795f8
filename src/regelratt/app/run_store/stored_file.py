"""Reading a file of the store, whatever lies there: only plain files, never through links, never without end."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from regelratt.domain.characters import visible
from regelratt.domain.file_refusal import reason
from regelratt.domain.run import SCHEMA_VERSION
from regelratt.exports.run_files import RUN_FILE, run_from_json
from regelratt.exports.run_seal import Head, newer_version, read_head

RUN_LIMIT = 1 << 30
"""Largest stored run that is read or written, in bytes; a run of two hundred thousand cells has 80 million."""

_LOOKED_INTO = 50_000_000
"""Longest damaged run that is looked into for the line of its fault."""


_LINE_ENDS = (f"Är det git som gör det, skriv raden \"{RUN_FILE} -text\" i filen .gitattributes i lagret, ta bort "
              f"{RUN_FILE} och hämta tillbaka den med git checkout; annars lägg tillbaka den från en säkerhetskopia.")


@dataclass(eq=False)
class FaultError(Exception):
    """What is wrong with one file of the store, on which line, and its own remedy where the usual one is of no use."""

    message: str
    line: int = 1
    remedy: str = ""
    owner: str = ""
    """The run that the file says it is, when it lies in the place of another."""


@contextmanager
def open_plain(path: Path, limit: int = RUN_LIMIT) -> Iterator[BinaryIO]:
    """Open a plain file for reading; FaultError when it is anything else, too large, or the system refuses."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if path.is_symlink():
            raise FaultError("är en länk")
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as stream:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise FaultError("är ingen vanlig fil")
            if found.st_size > limit:
                raise FaultError(f"är större än {limit} byte")
            yield stream
    except FileNotFoundError:
        raise FaultError("saknas") from None
    except OSError as error:
        words, remedy = reason(error)
        raise FaultError(f"går inte att läsa: {words}", remedy=remedy) from error


def read_plain(path: Path, limit: int = RUN_LIMIT) -> bytes:
    """All of a plain file; FaultError as in `open_plain`."""
    with open_plain(path, limit) as stream:
        return stream.read()


def read_stored(path: Path, ident: str | None) -> Head:
    """The head of a stored run whose seal is whole; `ident` is the id it should have, None for whichever.

    FaultError when there is no such run, or it has been changed since it was sealed.
    """
    with open_plain(path) as stream:
        head = read_head(stream)
    if head is None:
        raise _look_into(path)
    if ident is not None and head.id != ident:
        said = f"hör till körningen {head.id}, men ligger i mappen {visible(ident)}"
        raise FaultError(said, line=3, owner=head.id)
    if not head.is_sealed:
        raise FaultError("har ändrats sedan den sparades: innehållet stämmer inte med körningens nummer")
    return head


def check_unsealed(path: Path) -> None:
    """Read a run of version 1 to its end, since no seal tells whether it is whole; FaultError when it is not."""
    data = read_plain(path)
    try:
        run_from_json(data.decode("utf-8"))
    except ValueError:
        raise _look_into(path) from None


def _look_into(path: Path) -> FaultError:
    """Why a file is no run, with the line where that shows."""
    try:
        data = read_plain(path, _LOOKED_INTO)
    except FaultError as fault:
        return fault
    if _has_other_line_ends(data):
        return FaultError("har fått radslut av Windows sort (CRLF), fast inget annat är ändrat", remedy=_LINE_ENDS)
    if not data.strip(b"\0 \t\r\n"):
        return FaultError("är tom")
    try:
        text = data.decode("utf-8")
        if version := newer_version(text):
            said = f"är skriven av en nyare Regelrätt, med schemaversion {version} i stället för {SCHEMA_VERSION}"
            return FaultError(said, line=2, remedy="Uppgradera Regelrätt och kör om.")
        json.loads(text)
    except UnicodeDecodeError as error:
        return FaultError("är skadad: texten är inte UTF-8", line=data.count(b"\n", 0, error.start) + 1)
    except json.JSONDecodeError as error:
        return FaultError("är skadad eller avbruten: texten är inte JSON", line=error.lineno)
    except (ValueError, RecursionError):
        return FaultError("är ingen körning")
    return FaultError("är ingen körning, eller så har den skrivits om")


def _has_other_line_ends(data: bytes) -> bool:
    """True when the file is a whole run but for its line ends, as version control may have made them."""
    head = read_head(BytesIO(data.replace(b"\r\n", b"\n"))) if b"\r\n" in data else None
    return head is not None and head.is_sealed
