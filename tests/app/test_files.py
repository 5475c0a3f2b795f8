"""Writing whole files and folders: what takes whose place, what is left alone, and what is cleared away."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.app.disk import exchange as exchanging
from regelratt.app.disk import files
from regelratt.app.disk.exchange import exchange_names
from regelratt.app.disk.file_problem import FileError, describe, naming
from regelratt.app.disk.files import exchange, make_folder, new_folder, new_folders, recover, tidy, write_whole
from regelratt.diagnostics import Code

posix = pytest.mark.skipif(sys.platform == "win32", reason="rättigheter och länkar av POSIX slag")


def _folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True)
    (path / "fil").write_text(text, encoding="utf-8")
    return path


def _text(path: Path) -> str:
    return (path / "fil").read_text(encoding="utf-8")


def _one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the system is."""


def _two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "exchange_names", lambda *_: False)


both_ways = pytest.mark.parametrize("way", [_one_step, _two_renames])


@both_ways
def test_exchange_swaps_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., None]) -> None:
    """Afterwards each name has what the other had, by either way."""
    way(monkeypatch)
    fresh, target = _folder(tmp_path / "ny", "ny"), _folder(tmp_path / "html", "gammal")
    exchange(fresh, target)
    assert (_text(target), _text(fresh)) == ("ny", "gammal")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "ny"]


@both_ways
def test_exchange_without_a_target_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., None]) -> None:
    """The first time there is nothing to exchange with."""
    way(monkeypatch)
    exchange(_folder(tmp_path / "ny", "ny"), tmp_path / "html")
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 finns på Linux")
def test_this_system_exchanges_in_one_step(tmp_path: Path) -> None:
    """The disk that the tests run on has the atomic exchange, so it is what the other tests try."""
    first, second = _folder(tmp_path / "a", "a"), _folder(tmp_path / "b", "b")
    assert exchange_names(first, second)
    assert (_text(first), _text(second)) == ("b", "a")


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 finns på Linux")
def test_exchange_is_never_seen_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plain rename takes part, so there is no moment without a published folder."""
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("ett namnbyte i taget"))
    exchange(_folder(tmp_path / "ny", "ny"), _folder(tmp_path / "html", "gammal"))
    assert _text(tmp_path / "html") == "ny"


@pytest.mark.parametrize("answer", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM])
def test_system_without_exchange_takes_two_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int) -> None:
    """A kernel, disk or sandbox that does not know the call leads to the other way and not to an error."""
    monkeypatch.setattr(exchanging, "_system_call", lambda: lambda *_: ctypes.set_errno(answer) or -1)
    exchange(_folder(tmp_path / "ny", "ny"), _folder(tmp_path / "html", "gammal"))
    assert _text(tmp_path / "html") == "ny"


def test_every_other_refusal_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not taken for a system without the call, and the old folder stands."""
    monkeypatch.setattr(exchanging, "_system_call", lambda: lambda *_: ctypes.set_errno(errno.ENOSPC) or -1)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as refused:
        exchange(_folder(tmp_path / "ny", "ny"), _folder(tmp_path / "html", "gammal"))
    assert refused.value.errno == errno.ENOSPC
    assert _text(tmp_path / "html") == "gammal"


def test_windows_has_no_exchange() -> None:
    """On other systems than Linux and macOS nothing is even looked for."""
    assert exchanging._system_call("win32") is None  # noqa: SLF001  # the platform cannot be chosen otherwise


def test_library_without_the_call_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old C library lacks the functions; macOS asks for another than Linux, with its own arguments."""
    asked = []

    class Library:
        def renamex_np(self, first: bytes, second: bytes, flags: int) -> int:
            asked.append((first, second, flags))
            return 0

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())
    assert exchanging._system_call("linux") is None  # noqa: SLF001  # the platform cannot be chosen otherwise
    swap = exchanging._system_call("darwin")  # noqa: SLF001  # the platform cannot be chosen otherwise
    assert swap is not None
    assert swap(b"a", b"b") == 0
    assert asked == [(b"a", b"b", 2)]


def test_failed_second_rename_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new folder cannot take its place, the old one gets its name back at once."""
    _two_renames(monkeypatch)
    fresh, target = _folder(tmp_path / "ny", "ny"), _folder(tmp_path / "html", "gammal")
    plain = Path.rename
    monkeypatch.setattr(Path, "rename", lambda path, to: (_ for _ in ()).throw(OSError(errno.EIO, "trasig")) if path == fresh else plain(path, to))
    with pytest.raises(OSError, match="trasig"):
        exchange(fresh, target)
    assert _text(target) == "gammal"


def test_new_folder_that_fails_changes_nothing(tmp_path: Path) -> None:
    """An error in the block leaves the old folder, and nothing beside it."""
    _folder(tmp_path / "html", "gammal")
    def fail(fresh: Path) -> None:
        (fresh / "fil").write_text("halv", encoding="utf-8")
        raise RuntimeError

    with pytest.raises(RuntimeError), new_folder(tmp_path / "html") as fresh:
        fail(fresh)
    assert _text(tmp_path / "html") == "gammal"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


@both_ways
@pytest.mark.parametrize("there", [(), ("a",), ("b",), ("a", "b")], ids=["none", "first", "second", "both"])
@pytest.mark.parametrize("refused", ["a", "b"])
def test_folders_take_their_places_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., None], there: tuple[str, ...], refused: str
) -> None:
    """When one of them cannot, both are as before, whether there was one before or not, and the one is named."""
    way(monkeypatch)
    for name in there:
        _folder(tmp_path / name, "gammal")

    def refuse(fresh: Path, target: Path) -> None:
        if target.name == refused and _text(fresh) == "ny":
            raise OSError(errno.EBUSY, "monterad")
        exchange(fresh, target)

    def renew() -> None:
        with new_folders([tmp_path / "a", tmp_path / "b"]) as folders:
            for each in folders:
                (each / "fil").write_text("ny", encoding="utf-8")

    with monkeypatch.context() as patched:
        patched.setattr(files, "exchange", refuse)
        with pytest.raises(FileError) as told:
            renew()
    assert told.value.diagnostics[0].location.path == str(tmp_path / refused)
    assert {path.name: _text(path) for path in tmp_path.iterdir()} == dict.fromkeys(there, "gammal")
    renew()
    assert {path.name: _text(path) for path in tmp_path.iterdir()} == {"a": "ny", "b": "ny"}


@both_ways
@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("fault", [PermissionError(errno.EACCES, "stängd"), KeyboardInterrupt()], ids=["refused", "interrupted"])
@pytest.mark.parametrize("there", [(), ("a", "b")], ids=["none", "both"])
def test_every_rename_may_be_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[..., None], number: int, fault: BaseException, there: tuple[str, ...]
) -> None:
    """Whichever of them is refused or interrupted, both folders are the old ones or both the new."""
    way(monkeypatch)
    for name in there:
        _folder(tmp_path / name, "gammal")
    plain, made = Path.rename, []

    def rename(path: Path, to: Path) -> Path:
        made.append(path)
        if len(made) == number:
            raise fault
        return plain(path, to)

    monkeypatch.setattr(Path, "rename", rename)
    with suppress(FileError, KeyboardInterrupt), new_folders([tmp_path / "a", tmp_path / "b"]) as folders:
        for each in folders:
            (each / "fil").write_text("ny", encoding="utf-8")
    found = {name: _text(tmp_path / name) for name in ("a", "b") if (tmp_path / name).exists()}
    assert found in (dict.fromkeys(there, "gammal"), {"a": "ny", "b": "ny"})


@posix
def test_published_is_readable_by_the_umask(tmp_path: Path) -> None:
    """Folders and files have the rights that the umask leaves, and not those of a temporary file."""
    old = os.umask(0o022)
    try:
        with new_folder(tmp_path / "html") as fresh:
            write_whole(fresh / "fil", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "html").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "html/fil").stat().st_mode) == 0o644


@posix
@pytest.mark.parametrize("kind", ["link", "dangling", "file", "pipe"])
def test_folder_takes_no_strange_place(tmp_path: Path, kind: str) -> None:
    """A link, a file or a pipe where a folder is to be published is told and left alone, and what a link leads to as well."""
    elsewhere = _folder(tmp_path / "annans", "annans")
    target = tmp_path / "ut/html"
    target.parent.mkdir()
    {"link": lambda: target.symlink_to(elsewhere), "dangling": lambda: target.symlink_to("inget"),
     "file": lambda: target.write_text("x"), "pipe": lambda: os.mkfifo(target)}[kind]()
    before = target.lstat()
    with pytest.raises(FileError) as refused, new_folder(target) as fresh:
        (fresh / "fil").write_text("ny", encoding="utf-8")
    assert refused.value.diagnostics[0].location.path == str(target)
    assert target.lstat() == before
    assert _text(elsewhere) == "annans"
    assert [path.name for path in target.parent.iterdir()] == ["html"]


@posix
@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "device"])
def test_file_takes_no_strange_place(tmp_path: Path, kind: str) -> None:
    """A file is never written over a link, a folder, a pipe or a device; `-o /dev/null` as root would remove it for all."""
    (tmp_path / "annans").write_text("annans", encoding="utf-8")
    target = tmp_path / "ut/fil" if kind != "device" else Path(os.devnull)
    (tmp_path / "ut").mkdir()
    {"link": lambda: target.symlink_to(tmp_path / "annans"), "dangling": lambda: target.symlink_to("inget"),
     "folder": target.mkdir, "pipe": lambda: os.mkfifo(target), "device": lambda: None}[kind]()
    before = target.lstat()
    with pytest.raises(FileError) as refused:
        write_whole(target, "ny")
    assert refused.value.diagnostics[0].location.path == str(target)
    assert target.lstat().st_ino == before.st_ino
    assert (tmp_path / "annans").read_text(encoding="utf-8") == "annans"


def test_missing_folder_is_told_and_not_made(tmp_path: Path) -> None:
    """A misspelt folder is a message and not a new folder."""
    with pytest.raises(FileError, match="finns inte"):
        write_whole(tmp_path / "finnsej/fil", "x")
    assert list(tmp_path.iterdir()) == []


@posix
def test_name_may_be_as_long_as_the_disk_allows(tmp_path: Path) -> None:
    """The hidden name beside it does not grow with the target's, so the longest name works; one more byte is told."""
    write_whole(tmp_path / ("å" * 127), "x")
    write_whole(tmp_path / ("å" * 127), "y")
    assert [path.name for path in tmp_path.iterdir()] == ["å" * 127]
    with pytest.raises(FileError, match="namnet är för långt"):
        write_whole(tmp_path / ("å" * 128), "x")


def test_what_the_dead_left_is_cleared_and_what_the_living_write_is_not(tmp_path: Path) -> None:
    """Only a process of this computer that is no more has its unfinished file removed; other targets' are not touched."""
    target = tmp_path / "katalog.json"
    maker = files._maker()  # noqa: SLF001  # the name that this computer gives
    dead, living, far, other = (tmp_path / name for name in (
        f".katalog.json.ny.{maker}-999999999-abcdef01", f".katalog.json.ny.{maker}-{os.getppid()}-abcdef01",
        ".katalog.json.ny.00000000-999999999-abcdef01", f".annan.json.ny.{maker}-999999999-abcdef01"))
    for path in (dead, living, far, other):
        path.write_text("halv", encoding="utf-8")
    write_whole(target, "x")
    assert [path.exists() for path in (dead, living, far, other)] == [False, True, True, True]


def test_the_lock_holder_clears_all(tmp_path: Path) -> None:
    """In a folder that one command alone writes to, everything unfinished goes, whoever left it; nothing else does."""
    _folder(tmp_path / ".html.ny.00000000-1-abcdef01", "halv")
    (tmp_path / ".run.json.ny.00000000-1-abcdef01").write_text("halv", encoding="utf-8")
    kept = ["html", ".dold", ".ny.", ".html.ny.mitt", "ordning.txt"]
    for name in kept:
        _folder(tmp_path / name, "x")
    tidy(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(kept)


def test_tidying_gives_a_set_aside_folder_its_name_back(tmp_path: Path) -> None:
    """The only good copy is never removed: it gets its name back, unless there is a newer folder by that name."""
    _folder(tmp_path / ".html.gammal", "den enda")
    _folder(tmp_path / ".internal.gammal", "den gamla")
    _folder(tmp_path / "internal", "den nya")
    tidy(tmp_path)
    assert _text(tmp_path / "html") == "den enda"
    assert _text(tmp_path / "internal") == "den nya"
    assert len(list(tmp_path.iterdir())) == 2


@posix
@pytest.mark.parametrize("kind", ["empty folder", "link", "file"])
def test_set_aside_folder_survives_what_has_taken_its_name(tmp_path: Path, kind: str) -> None:
    """Somebody's empty folder gives way to the good copy; a link or a file stays, and so does the copy."""
    _folder(tmp_path / ".html.gammal", "den enda")
    target = tmp_path / "html"
    {"empty folder": target.mkdir, "link": lambda: target.symlink_to("x"), "file": lambda: target.write_text("x")}[kind]()
    recover(target)
    assert _text(target if kind == "empty folder" else tmp_path / ".html.gammal") == "den enda"


@posix
def test_read_only_edition_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever rights a published folder has been given, what it was exchanged for goes; what a link in it leads to stays."""
    elsewhere = _folder(tmp_path / "annat", "kvar")
    old = _folder(tmp_path / "mål/under", "gammal").parent
    (old / "länk").symlink_to(elsewhere)
    for each in (old / "under", old, elsewhere):
        each.chmod(0o555)

    def rmtree(path: Path, *, ignore_errors: bool) -> None:
        """As for everybody but root, who may do anything."""
        assert ignore_errors
        if all(each.stat().st_mode & stat.S_IWUSR for each in (path, *path.rglob("*")) if each.is_dir() and not each.is_symlink()):
            remove(path)

    remove = shutil.rmtree
    monkeypatch.setattr(files.shutil, "rmtree", rmtree)
    with new_folder(tmp_path / "mål") as fresh:
        (fresh / "fil").write_text("ny", encoding="utf-8")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["annat", "mål"]
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o555
    assert _text(tmp_path / "mål") == "ny"


@posix
def test_tidying_does_not_follow_links(tmp_path: Path) -> None:
    """Neither a folder that is a link nor a hidden link in it leads to something being removed elsewhere."""
    elsewhere = _folder(tmp_path / "annans", "x")
    _folder(elsewhere / ".html.ny.00000000-1-abcdef01", "x")
    (tmp_path / "länk").symlink_to(elsewhere)
    tidy(tmp_path / "länk")
    (tmp_path / "eget").mkdir()
    (tmp_path / "eget/.html.ny.00000000-1-abcdef01").symlink_to(elsewhere)
    tidy(tmp_path / "eget")
    assert (elsewhere / ".html.ny.00000000-1-abcdef01/fil").exists()
    assert list((tmp_path / "eget").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="namnet på en öppen fil läses ur /proc")
def test_history_is_on_the_disk_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Durable: every file and folder is flushed before the name is given, and the folder around it after."""
    done: list[str] = []

    def flushed(descriptor: int) -> None:
        done.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)

    monkeypatch.setattr(files, "_flush", flushed)
    monkeypatch.setattr(files, "exchange", lambda fresh, target: done.append("BYTE") or fresh.rename(target))
    with new_folder(tmp_path / "körning", durable=True) as fresh:
        (fresh / "run.json").write_text("x", encoding="utf-8")
    assert done[0] == "run.json"
    assert done[1].startswith(".körning.ny.")
    assert done[2:] == ["BYTE", tmp_path.name]
    done.clear()
    write_whole(tmp_path / "ordning.txt", "x", durable=True)
    assert done[0].startswith(".ordning.txt.ny.")
    assert done[1:] == [tmp_path.name]
    done.clear()
    make_folder(tmp_path / "a/b", durable=True)
    assert sorted(done) == sorted(["a", tmp_path.name])


def test_flush_that_fails_gives_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be on the disk does not take the place of what is."""
    write_whole(tmp_path / "fil", "gammal")

    def broken(_: int) -> None:
        raise OSError(errno.EIO, "x")

    monkeypatch.setattr(files, "_flush", broken)
    with pytest.raises(FileError, match="disken svarar med fel"):
        write_whole(tmp_path / "fil", "ny", durable=True)
    assert (tmp_path / "fil").read_text(encoding="utf-8") == "gammal"
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


@given(st.sampled_from(sorted(errno.errorcode)))
def test_every_error_is_told_in_swedish(number: int) -> None:
    """Whatever the system answers, the message names the path, says nothing in English, and has a remedy."""
    with pytest.raises(FileError) as told, naming(Path("mapp/fil")):
        raise OSError(number, os.strerror(number))
    [found] = told.value.diagnostics
    assert found.location.path == str(Path("mapp/fil"))
    assert found.code is Code.FILE_PROBLEM
    assert "fil går inte att använda: " in found.message
    assert os.strerror(number) not in str(found)
    assert found.message.endswith(".")
    assert found.remedy.endswith(".")


@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "disken är full"), (errno.EROFS, "skrivskyddat"), (errno.EACCES, "behörighet saknas"),
    (errno.EMFILE, "för många filer"), (errno.ENAMETOOLONG, "för långt"), (errno.EIO, "disken svarar med fel"),
])
def test_common_errors_say_what_it_is(number: int, words: str) -> None:
    """The errors that an administrator meets have words of their own."""
    assert words in describe(OSError(number, "x"), Path("a")).message


def test_copy_of_many_files_names_the_first(tmp_path: Path) -> None:
    """An error from copying a folder has its paths and reasons as text only; the first is told."""
    (tmp_path / "från").mkdir()
    (tmp_path / "från/fil").write_text("x", encoding="utf-8")

    def full(_: str, to: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), to)

    with pytest.raises(shutil.Error) as copied:
        shutil.copytree(tmp_path / "från", tmp_path / "till", copy_function=full)
    told = describe(copied.value)
    assert "disken är full" in told.message
    assert told.location.path == str(tmp_path / "till/fil")


def test_error_without_a_path_is_told_too() -> None:
    """A write that fails knows no path; the message is still a sentence."""
    assert str(describe(OSError(errno.ENOSPC, "x"))).startswith(".:1:1: fel: En fil går inte att använda: disken är full.")
    assert "fel utan nummer" in describe(OSError("x")).message
