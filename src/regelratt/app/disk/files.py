"""Writing so that nothing is ever half-written: beside, then put in place in one step.

What is being written lies beside its target under a hidden name of its own, `.<target>.ny.<maker>`. Such a name never
holds the only good copy of anything, so whatever an interrupted command left under it may go.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import gethostname

from regelratt.app.disk.exchange import exchange_names
from regelratt.app.disk.file_problem import FileError, naming
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

_ASIDE = ".gammal"
_HIDDEN = re.compile(r"\..+\.ny\.[0-9a-f]{8}-\d+-[0-9a-f]{8}")
_SHOWN = 100
"""Bytes of the target's name that the hidden name repeats: a file system has room for 255 in all."""


def write_whole(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file in one step: readers see the old file or the new one, never a part.

    `durable` also puts it on the disk before it takes its place, and its place after, for what must survive a power
    cut. The folder must exist; a link, a folder or a device in the file's place is left alone. FileError in every
    case where the file cannot be written.
    """
    _refuse(path, stat.S_ISREG, "fil")
    _clear_abandoned(path)
    fresh = _beside(path)
    with naming(path):
        try:
            _write(fresh, content.encode() if isinstance(content, str) else content, durable=durable)
            fresh.replace(path)
        except BaseException:
            _discard(fresh)
            raise
        if durable:
            _flush_folder(path.parent)


def make_folder(folder: Path, *, durable: bool = False) -> None:
    """Make a folder and those above it, where they are missing; `durable` also puts their names on the disk."""
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    with naming(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for each in missing if durable else ():
            _flush_folder(each.parent)


@contextmanager
def new_folder(target: Path, *, durable: bool = False) -> Iterator[Path]:
    """A fresh folder beside `target` that takes its place in one step, and only when the block ends well.

    What `new_folders` says of several.
    """
    with new_folders((target,), durable=durable) as (fresh,), naming(target):
        yield fresh


@contextmanager
def new_folders(targets: Sequence[Path], *, durable: bool = False) -> Iterator[Sequence[Path]]:
    """A fresh folder beside each target; each takes its target's place in one step when the block ends well.

    When one of them cannot, those that had are put back. Only one process at a time may do this to a target, so the
    caller holds the lock. What an earlier, interrupted attempt left is mended and cleared away first. A link or a file
    in a target's place is left alone. `durable` puts all of it on the disk before and after, as in `write_whole`.
    FileError for whatever the system refuses.
    """
    for target in targets:
        make_folder(target.parent)
        _refuse(target, stat.S_ISDIR, "mapp")
        recover(target)
    pairs = [(_beside(target), target) for target in targets]
    try:
        for fresh, target in pairs:
            with naming(target):
                fresh.mkdir()
        yield [fresh for fresh, _ in pairs]
        for fresh, target in pairs if durable else ():
            with naming(target):
                _flush_tree(fresh)
        _exchange_all(pairs)
        for _, target in pairs if durable else ():
            with naming(target):
                _flush_folder(target.parent)
    finally:
        for fresh, _ in pairs:
            _discard(fresh)


def _exchange_all(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Each in its target's place, or none: what was there is put back when one of them is refused or interrupted."""
    before = {target: _number(target) for _, target in pairs}
    try:
        for fresh, target in pairs:
            with naming(target):
                exchange(fresh, target)
    except BaseException:
        for fresh, target in reversed(pairs):
            with suppress(OSError):
                if _number(target) != before[target]:
                    _put_back(fresh, target)
        raise


def _number(path: Path) -> int | None:
    """What the file system knows the folder by, whatever its name; None when there is none."""
    return path.lstat().st_ino if os.path.lexists(path) else None


def _put_back(fresh: Path, target: Path) -> None:
    """Undo an exchange, or the part of it that was done."""
    aside = _aside(target)
    if os.path.lexists(aside):
        if os.path.lexists(target):
            target.rename(fresh)
        aside.rename(target)
    elif os.path.lexists(fresh):
        exchange(fresh, target)
    else:
        target.rename(fresh)


def exchange(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`, and what was there, if anything, in the place of `fresh`.

    One atomic step where the system has one (see `exchange_names`), or where there is no target yet. Elsewhere
    (Windows, some network disks) two renames: between them the published folder has the name `.<target>.gammal` and no
    other, and `recover`, which the next command does first, gives it its name back.
    """
    if not os.path.lexists(target):
        fresh.rename(target)
        return
    if exchange_names(fresh, target):
        return
    aside = _aside(target)
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        with suppress(OSError):
            aside.rename(target)
        raise
    # The new folder is in place; what cannot be moved now is cleared away by the next command.
    with suppress(OSError):
        aside.rename(fresh)


def recover(target: Path) -> None:
    """Undo an exchange that was interrupted between its two renames, and clear away what was being written.

    Itself safe to interrupt: the only good copy is only ever renamed.
    """
    aside = _aside(target)
    with naming(target):
        if _is_empty_folder(target) and os.path.lexists(aside):
            target.rmdir()
        if os.path.lexists(aside) and not os.path.lexists(target):
            aside.rename(target)
        elif os.path.lexists(aside) and target.is_dir() and not target.is_symlink():
            aside.rename(_beside(target))
    for left in _left_beside(target):
        _discard(left)


def tidy(folder: Path) -> None:
    """What a command does first in a folder it alone writes to: `recover` for all that was interrupted there."""
    if folder.is_symlink() or not folder.is_dir():
        return
    with naming(folder), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.name.startswith(".")]
    for name in names:
        if name.endswith(_ASIDE):
            recover(folder / name.removeprefix(".").removesuffix(_ASIDE))
        elif _HIDDEN.fullmatch(name):
            _discard(folder / name)


def _write(path: Path, content: bytes, *, durable: bool) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        if durable:
            _flush(stream.fileno())


def _refuse(path: Path, wanted: Callable[[int], bool], word: str) -> None:
    """FileError when something else than a plain file, or folder, has the name."""
    with naming(path):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return
    if not wanted(mode):
        what = "en länk" if stat.S_ISLNK(mode) else "en mapp" if stat.S_ISDIR(mode) else "något annat"
        raise FileError(Diagnostic(
            Location(str(path)), Code.FILE_PROBLEM, f"{path.name} är {what} och inte en vanlig {word}.",
            "Flytta undan det som ligger där och kör om."))


def _beside(target: Path) -> Path:
    return target.with_name(f"{_mark(target)}{_maker()}-{os.getpid()}-{secrets.token_hex(4)}")


def _mark(target: Path) -> str:
    return f".{target.name.encode(errors='surrogateescape')[:_SHOWN].decode(errors='ignore')}.ny."


def _maker() -> str:
    """This computer in eight digits; a disk may be shared by several, with the same process numbers."""
    return hashlib.sha256(gethostname().encode(errors="surrogateescape")).hexdigest()[:8]


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}{_ASIDE}")


def _left_beside(target: Path) -> Iterator[Path]:
    """What has the hidden names of this target."""
    with suppress(OSError), os.scandir(target.parent) as entries:
        yield from [Path(entry.path) for entry in entries if entry.name.startswith(_mark(target))]


def _clear_abandoned(path: Path) -> None:
    """Remove what a process that is no more was writing; one that lives may be about to put it in place."""
    for left in _left_beside(path):
        maker, _, rest = left.name.removeprefix(_mark(path)).partition("-")
        number = rest.partition("-")[0]
        if maker == _maker() and number.isdecimal() and not _lives(int(number)):
            _discard(left)


def _lives(process: int) -> bool:
    """False only when there is surely no such process. Not asked on Windows, where the question would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())


def _discard(path: Path) -> None:
    """Remove a folder, file or link that is of no worth; what cannot go now is tried by the next command."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        if path.is_dir():
            _make_writable(path)
            shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _make_writable(folder: Path) -> None:
    """Let the owner take away what is in a folder that was made read-only; a link is left as it is."""
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
        for above, folders, _ in os.walk(folder):
            for each in folders:
                if not Path(above, each).is_symlink():
                    Path(above, each).chmod(stat.S_IRWXU)


def _flush_tree(folder: Path) -> None:
    for where, _, names in os.walk(folder):
        for name in names:
            with Path(where, name).open("rb+") as stream:
                _flush(stream.fileno())
        _flush_folder(Path(where))


def _flush_folder(folder: Path) -> None:
    """Put a folder's list of names on the disk; Windows and some network disks have no such thing."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _flush(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _flush(descriptor: int) -> None:
    """`fsync`; on macOS the stronger call, as fsync(2) there stops at the drive's own memory."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415  # Windows has no such module

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        return
    os.fsync(descriptor)
