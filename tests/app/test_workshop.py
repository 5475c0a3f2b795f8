"""What lies in the workshop is gone on with when this program left it there, and never otherwise: it holds pickles."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app import workshop
from regelratt.app.workshop import WORK, Workshop
from regelratt.domain.publication import Edition

can_link = pytest.mark.skipif(sys.platform == "win32", reason="länkar kräver särskild behörighet på Windows")


def _left(root: Path) -> Workshop:
    """The workshop of a build that is done."""
    shop = Workshop(root / WORK / Edition.PUBLIC)
    shop.open()
    for folder in (shop.html, shop.doctrees / "docs"):
        folder.mkdir(parents=True)
    (shop.doctrees / "environment.pickle").write_bytes(b"tusen sidor")
    (shop.doctrees / "docs/a.doctree").write_bytes(b"en sida")
    (shop.html / "a.html").write_text("sidan", encoding="utf-8")
    shop.close()
    return shop


def _is_kept(shop: Workshop) -> bool:
    shop.open()
    return (shop.html / "a.html").exists()


def test_what_a_build_left_is_gone_on_with(tmp_path: Path) -> None:
    """Again and again, also when the project's folder has been given another name."""
    shop = _left(tmp_path / "ett")
    assert _is_kept(shop)
    shop.close()
    (tmp_path / "ett").rename(tmp_path / "två")
    assert _is_kept(Workshop(tmp_path / "två" / WORK / Edition.PUBLIC))


def test_what_was_interrupted_is_not(tmp_path: Path) -> None:
    """A build that opened and did not close leaves something that is in doubt."""
    shop = _left(tmp_path)
    assert _is_kept(shop)
    assert not _is_kept(shop)


def test_copy_is_not(tmp_path: Path) -> None:
    """What came by way of an archive or a repository has the same bytes and times, and is not ours."""
    _left(tmp_path / "ett")
    shutil.copytree(tmp_path / "ett", tmp_path / "två", copy_function=shutil.copy2)
    assert not _is_kept(Workshop(tmp_path / "två" / WORK / Edition.PUBLIC))


def put_in_place(path: Path) -> None:
    """Another file with the same bytes and times."""
    known = path.stat()
    beside = path.with_name("annan")
    beside.write_bytes(path.read_bytes())
    os.utime(beside, ns=(known.st_atime_ns, known.st_mtime_ns))
    beside.replace(path)


@pytest.mark.parametrize("change", [
    put_in_place, Path.unlink, lambda path: path.write_bytes(b"dusin sidor"),
    lambda path: (path.parent / "till.doctree").touch(), lambda path: path.rename(path.with_name("annan.pickle")),
], ids=["samma byte", "borta", "andra byte", "en till", "annat namn"])
@pytest.mark.parametrize("name", ["environment.pickle", "docs/a.doctree"])
def test_changed_pickle_is_not(tmp_path: Path, name: str, change: Callable[[Path], object]) -> None:
    """Another file in a pickle's place, with the same size and times, one too many and one too few."""
    shop = _left(tmp_path)
    change(shop.doctrees / name)
    assert not _is_kept(shop)


@can_link
@pytest.mark.parametrize("name", ["program", "html", "doctrees", "oavslutad", "", ".."])
def test_link_leads_nowhere(tmp_path: Path, name: str) -> None:
    """Nothing is written, read or removed where a link in the workshop or in its place leads."""
    shop = _left(tmp_path / "ett")
    place = Path(os.path.normpath(shop.folder / name))
    other = tmp_path / "utanför"
    if place.exists():
        place.rename(other)
    else:
        other.write_text("orörd", encoding="utf-8")
    place.symlink_to(other)
    before = {path: path.is_dir() or path.read_bytes() for path in (other, *other.rglob("*"))}
    assert not _is_kept(shop)
    (shop.doctrees).mkdir(exist_ok=True)
    shop.close()
    assert {path: path.is_dir() or path.read_bytes() for path in (other, *other.rglob("*"))} == before


def test_what_another_state_of_the_program_read_is_read_anew(tmp_path: Path) -> None:
    """What an earlier version of the program read is not gone on with."""
    shop = _left(tmp_path)
    with mock.patch.object(workshop, "builder_digest", return_value="en annan"):
        assert not _is_kept(shop)
