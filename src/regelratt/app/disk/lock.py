"""One command at a time: a lock for each project around everything that writes below `_build`.

The operating system holds the lock and lets go of it when the process ends, however it ends, so a dead process never
blocks. The note about who holds it is for the message alone and may be missing, torn or old.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from socket import gethostname
from threading import get_ident

from filelock import FileLock, Timeout

from regelratt.app.clock import now as the_time
from regelratt.app.disk.file_problem import FileError, naming
from regelratt.app.places import BUILT
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

_LOCK_FILE = ".skrivs"
_NOTE_FILE = ".skrivs-av.json"
_NOTE_LIMIT = 2_000
"""Longest note that is read, in bytes; ours has some hundred."""

_held: dict[Path, tuple[int, int]] = {}
"""The folders that this process has locked, each with the process and thread: a forked child has none of them."""


class BusyError(RefusedError):
    """Another command is writing to the same project."""


@contextmanager
def hold(root: Path, command: str, now: datetime | None = None) -> Iterator[None]:
    """Be the only one to write below `_build` of a project while the block runs.

    `command` and `now` (default: the clock) are what another command is told. Inside the block the same thread may
    take it again, which does nothing. BusyError at once when somebody else has it.
    """
    with hold_folder(root / BUILT, command, now):
        yield


@contextmanager
def hold_folder(folder: Path, command: str, now: datetime | None = None) -> Iterator[None]:
    """The same for one folder that is written to; it is made if need be, and may not be a link."""
    _make(folder)
    key, holder = folder.resolve(), (os.getpid(), get_ident())
    if _held.get(key) == holder:
        yield
        return
    _check_lock(folder / _LOCK_FILE)
    with naming(folder / _LOCK_FILE):
        lock = FileLock(folder / _LOCK_FILE, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(_busy(folder, now or the_time())) from None
    _held[key] = holder
    try:
        _leave_note(folder, command, now or the_time())
        yield
    finally:
        with suppress(OSError):
            (folder / _NOTE_FILE).unlink()
        del _held[key]
        lock.release()


def _check_lock(path: Path) -> None:
    """The lock may be missing or a plain file; what else has its name would be told of as if it were our own."""
    if path.is_symlink() or path.is_dir():
        kind = "en länk" if path.is_symlink() else "en mapp"
        raise FileError(Diagnostic(
            Location(str(path)), Code.FILE_PROBLEM,
            f"{path.name} är {kind}, men ska vara den fil som låter ett kommando i taget skriva.", "Ta bort den."))


def _make(folder: Path) -> None:
    with naming(folder):
        if folder.is_symlink():
            raise FileError(Diagnostic(
                Location(str(folder)), Code.FILE_PROBLEM, f"{folder.name} är en länk, och genom länkar skrivs inget.",
                "Ersätt länken med en vanlig mapp."))
        folder.mkdir(parents=True, exist_ok=True)


def _leave_note(folder: Path, command: str, now: datetime) -> None:
    note = {"kommando": command, "process": os.getpid(), "dator": gethostname(), "sedan": now.isoformat()}
    with suppress(OSError):
        (folder / _NOTE_FILE).unlink(missing_ok=True)
        with (folder / _NOTE_FILE).open("x", encoding="utf-8") as stream:  # "x": never through a link
            stream.write(json.dumps(note, ensure_ascii=False) + "\n")


def _busy(folder: Path, now: datetime) -> Diagnostic:
    message = f"Ett annat kommando skriver redan i {folder.name}"
    if note := _read_note(folder / _NOTE_FILE):
        command, process, computer = (_shown(note, key) for key in ("kommando", "process", "dator"))
        since = _since(note.get("sedan"), now)
        message += f": regelratt {command}, process {process} på dator {computer}, sedan {since}"
    return Diagnostic(Location(str(folder)), Code.BUSY, f"{message}.", "Vänta tills det är klart.")


def _read_note(path: Path) -> dict[str, object] | None:
    """The note, or None when there is none that can be read; a pipe or a link in its place is not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with suppress(OSError, ValueError, RecursionError):
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as stream:
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                note: object = json.loads(stream.read(_NOTE_LIMIT).decode("utf-8"))
                return note if isinstance(note, dict) else None
    return None


def _shown(note: dict[str, object], key: str) -> str:
    """A value on one line, without what could steer a terminal."""
    text = "".join(each for each in str(note.get(key, "")) if each.isprintable())
    return text[:100] or "okänt"


def _since(stated: object, now: datetime) -> str:
    try:
        moment = datetime.fromisoformat(str(stated)).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return "okänd tid"
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%Y-%m-%d %H:%M}"
