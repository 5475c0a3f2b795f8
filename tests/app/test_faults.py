"""Nothing is lost or half-written, at whichever step a command dies or is refused."""

from __future__ import annotations

import json
import os
import shutil
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app import check as checking
from regelratt.app.disk import files
from regelratt.app.disk.files import new_folder, recover, write_whole
from regelratt.app.places import LATEST
from regelratt.app.run_store.store import write_latest
from regelratt.exports import run_files
from tests.app.faults import Disk, Fault, Way, can_fork, changes, every_fault, steps, strike, tree
from tests.app.worlds import STORE, fake_evaluate, fill, project_at, sound

pytestmark = can_fork

DAY = date(2026, 9, 30)
Tree = dict[str, bytes | str]
SWAP = (files, "exchange_names")


def _check(root: Path) -> None:
    with mock.patch.object(checking, "evaluate", fake_evaluate):
        checked = checking.check(project_at(root), DAY)
    assert checked.run is not None, checked.diagnostics


def _quick_tables(run: object, folder: Path) -> None:
    """Stands in for Parquet, whose writing is one step here and costs a database each."""
    (folder / run_files.CELLS_FILE).write_text(str(run), encoding="utf-8")


@pytest.fixture(autouse=True)
def _project_is_read() -> None:
    """The content is read before anything goes wrong, and not in each child."""
    project_at(Path())


@pytest.fixture
def without_parquet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regelratt.app.run_store.store.write_tables", _quick_tables)


def _two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "exchange_names", lambda *_: False)


def _old_or_new(start: Path, work: Callable[[Path], object], scratch: Path, folder: Path) -> tuple[Tree, Tree]:
    """What a folder holds before the work and after it."""
    done = scratch / "klart"
    shutil.copytree(start, done)
    assert strike(work, done).ending == "done"
    return tree(start / folder), tree(done / folder)


@pytest.mark.parametrize("stored", [0, 3])
def test_check_loses_nothing_wherever_it_stops(tmp_path: Path, without_parquet: None, stored: int) -> None:
    """With an empty store and with a filled one: every stored run stays, the latest is old or new, and the next check mends all."""
    start = tmp_path / "start"
    (start / "_build").mkdir(parents=True)
    old = [each.head for each in fill(start, ("2026-03-31", "2026-06-30", "2026-06-30")[:stored])]
    latest = _old_or_new(start, _check, tmp_path, LATEST)

    def whole(root: Path) -> None:
        heads = list(sound(root).heads)
        assert heads[: len(old)] == old
        assert len(heads) <= len(old) + 1
        assert tree(root / LATEST) in latest

    count = every_fault(_check, start, tmp_path / "fel", whole, also=[SWAP])
    assert count > 100


def test_latest_run_with_its_real_tables(tmp_path: Path) -> None:
    """The latest run is the old or the new one, all three files of it, also when it dies around each Parquet file."""
    start = tmp_path / "start"
    sealed, *_ = fill(start)
    latest = _old_or_new(start, lambda root: write_latest(sealed, root), tmp_path, LATEST)
    assert len(latest[0]) == 3
    assert latest[0] != latest[1]

    def whole(root: Path) -> None:
        assert tree(root / LATEST) in latest

    also = [SWAP, (run_files, "_write_parquet")]
    assert every_fault(lambda root: write_latest(sealed, root), start, tmp_path / "fel", whole, also=also) > 30


def _publish(root: Path) -> None:
    """As the site is published: a built folder is copied beside the published one and put in its place."""
    with new_folder(root / "html") as fresh:
        shutil.copytree(root / "byggt", fresh, dirs_exist_ok=True)


def _site(root: Path, text: str) -> None:
    (root / "sidor").mkdir(parents=True)
    for name in ("index.html", "sidor/en.html"):
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("published", [True, False], ids=["published before", "first time"])
@pytest.mark.parametrize("can_exchange", [True, False], ids=["one step", "two renames"])
def test_published_folder_is_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, published: bool, can_exchange: bool
) -> None:
    """In one step readers never miss the site. Where that takes two renames, it is whole again when the next command begins."""
    start = tmp_path / "start"
    _site(start / "byggt", "nytt")
    if published:
        _site(start / "html", "gammalt")
    if not can_exchange:
        _two_renames(monkeypatch)
    allowed = _old_or_new(start, _publish, tmp_path, Path("html"))

    def whole(root: Path) -> None:
        if not can_exchange:
            recover(root / "html")
        assert tree(root / "html") in allowed

    assert every_fault(_publish, start, tmp_path / "fel", whole, also=[SWAP] if can_exchange else []) > 50


def test_recovery_itself_may_be_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an interrupted exchange left, and wherever the mending of it stops, the site is the old or the new one."""
    _two_renames(monkeypatch)
    start = tmp_path / "start"
    _site(start / "byggt", "nytt")
    _site(start / "html", "gammalt")
    allowed = _old_or_new(start, _publish, tmp_path, Path("html"))
    left = tmp_path / "lämnat"
    shutil.copytree(start, left)
    kinds = set()
    for step in range(1, steps(_publish, tmp_path / "klart") + 1):
        root = tmp_path / f"avbrutet-{step}"
        shutil.copytree(start, root)
        assert strike(_publish, root, Fault(step, Way.AFTER)).ending == "dead"
        kinds.add(frozenset(path.name.split(".ny.")[0] for path in root.iterdir()))

        def whole(again: Path) -> None:
            recover(again / "html")
            assert tree(again / "html") in allowed

        every_fault(lambda again: recover(again / "html"), root, tmp_path / f"åter-{step}", whole, errors=())
    assert {"byggt", ".html.gammal", ".html"} in kinds, "the site had no name of its own"
    assert {"byggt", "html", ".html.gammal"} in kinds, "the new one was in place, the old one aside"


def test_written_file_is_old_or_new(tmp_path: Path) -> None:
    """A file that is written anew holds all of the old text or all of the new, whenever the process dies."""
    start = tmp_path / "start"
    start.mkdir()
    (start / "katalog.json").write_text("gammal" * 50, encoding="utf-8")

    def whole(root: Path) -> None:
        assert (root / "katalog.json").read_text(encoding="utf-8") in ("gammal" * 50, "ny" * 50)

    count = every_fault(lambda root: write_whole(root / "katalog.json", "ny" * 50, durable=True), start, tmp_path / "fel", whole)
    assert count > 20


def test_harness_sees_a_careless_write(tmp_path: Path) -> None:
    """Work that writes straight into the published file is caught, so that the harness can fail."""
    start = tmp_path / "start"
    start.mkdir()
    (start / "a").write_text("gammal", encoding="utf-8")

    def whole(root: Path) -> None:
        assert (root / "a").read_text(encoding="utf-8") in ("gammal", "ny")

    with pytest.raises(AssertionError):
        every_fault(lambda root: (root / "a").write_text("ny", encoding="utf-8"), start, tmp_path / "fel", whole)


def test_harness_sees_every_change(tmp_path: Path, without_parquet: None) -> None:
    """What Python's own audit events tell of a check are steps of the harness: none is missed."""
    (tmp_path / "_build").mkdir()
    fill(tmp_path)
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        child = os.fork()
    if child == 0:
        seen: list[str] = []
        disk = Disk(None, [])
        with disk.watched():
            sys.addaudithook(lambda event, given: seen.append(event) if changes(event, given) else None)
            _check(tmp_path)
            told = json.dumps([seen, disk.log]).encode()
        os.write(writing, told)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        seen, steps_made = json.loads(stream.read())
    os.waitpid(child, 0)
    named = {"os.rename": {"rename", "replace"}, "os.remove": {"unlink", "remove"}, "os.mkdir": {"mkdir"},
             "os.rmdir": {"rmdir"}, "open": {"open"}}
    assert set(seen) <= set(named)
    for event, names in named.items():
        assert seen.count(event) == sum(steps_made.count(name) for name in names), event
    assert len(steps_made) > 30


def test_store_is_at_its_usual_place() -> None:
    """The tests look where the settings put it."""
    assert project_at(Path("x")).settings.run_store == STORE
