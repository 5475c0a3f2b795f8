"""Attacks on what is stored and published are stopped by their wall, with a message that helps, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from regelratt.app import check as checking
from regelratt.app.places import ORDER_FILE
from regelratt.app.run_store.history import History
from regelratt.app.run_store.store import RunStore
from regelratt.domain.status import Status
from regelratt.exports.run_files import run_from_json
from regelratt.exports.run_seal import RUN_ID, seal
from tests.app.faults import tree
from tests.app.test_run_versions import EXAMPLES, OLD
from tests.app.worlds import STORE, add, fake_evaluate, run_of, store_of
from tests.attacks.corpus import attacks
from tests.cli.called import Called, call
from tests.project import small_trial, write_project

ATTACKS = attacks("faults")
DAY = date(2026, 9, 30)
EXIT_CODES = {"damaged-run": 3, "unrepeatable-run": 3, "file-problem": 2, "bad-setting": 2}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="länkar och rör av POSIX slag")


class Scene:
    """A project with three runs kept, and the steps that are taken against it."""

    def __init__(self, folder: Path) -> None:
        self.root = write_project(folder / "projekt", {})
        self.outside = folder / "ute"
        self.outside.mkdir()
        self.output = ""
        self._fill()
        (self.root / "_build/.skrivs").touch()

    def _fill(self) -> None:
        self.ids = [add(self.root, run_of(day, f"{number:x}")).run.id
                    for number, day in enumerate(("2026-03-31", "2026-06-30", "2026-06-30"), start=1)]
        self.heads = store_of(self.root).history().heads

    def text(self, text: str) -> str:
        """The text with its placeholders filled in."""
        for number, ident in enumerate(self.ids, start=1):
            text = text.replace(f"{{{number}}}", ident).replace(f"{{{number}-hex}}", ident[11:])
        return text.replace("{store}", STORE).replace("{ut}", str(self.outside))

    def path(self, text: str) -> Path:
        """The path, from the root unless it is outside; its folder is made."""
        path = self.root / self.text(text)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def take(self, step: dict[str, Any]) -> None:
        """Take one step."""
        [(name, given)] = step.items()
        getattr(self, f"do_{name.replace('-', '_')}")(*(given if isinstance(given, list) else [given]))

    def do_replace(self, path: str, old: str, new: str) -> None:
        data = self.path(path).read_bytes()
        assert self.text(old).encode() in data
        self.path(path).write_bytes(data.replace(self.text(old).encode(), self.text(new).encode()))

    def do_write(self, path: str, text: str) -> None:
        self.path(path).write_text(self.text(text), encoding="utf-8")

    def do_append(self, path: str, text: str) -> None:
        self.do_write(path, self.path(path).read_text(encoding="utf-8") + text)

    def do_bytes(self, path: str, digits: str) -> None:
        self.path(path).write_bytes(bytes.fromhex(digits))

    def do_repeat(self, path: str, text: str, times: int) -> None:
        self.path(path).write_text(text * times, encoding="utf-8")

    def do_cut(self, path: str, at: int) -> None:
        os.truncate(self.path(path), at)

    def do_huge(self, path: str, size: int) -> None:
        os.truncate(self.path(path), size)

    def do_remove(self, path: str) -> None:
        found = self.path(path)
        shutil.rmtree(found) if found.is_dir() else found.unlink()

    def do_move(self, path: str, to: str) -> None:
        shutil.move(self.path(path), self.path(to))

    def do_copy(self, path: str, to: str) -> None:
        shutil.copytree(self.path(path), self.path(to))

    def do_folder(self, path: str) -> None:
        self.path(path).mkdir(exist_ok=True)

    def do_link(self, path: str, to: str) -> None:
        self.path(path).symlink_to(self.text(to))

    def do_pipe(self, path: str) -> None:
        os.mkfifo(self.path(path))

    def do_setting(self, run_store: str) -> None:
        path = self.root / "pyproject.toml"
        path.write_text(path.read_text(encoding="utf-8") + f'run-store = "{run_store}"\n', encoding="utf-8")

    def do_reseal(self, ident: str, old: str, new: str) -> None:
        """Edit a run, give it the seal that fits, and put it under its new id."""
        folder = self.path(f"{{store}}/{ident}")
        text = (folder / "run.json").read_text(encoding="utf-8")
        assert old in text
        self._put(seal(run_from_json(text.replace(old, new))).data)
        shutil.rmtree(folder)

    def do_rival(self, ident: str) -> None:
        """Another run that claims the same place in the chain."""
        run = run_from_json(self.path(f"{{store}}/{ident}/run.json").read_text(encoding="utf-8"))
        self._put(seal(replace(run, inputs="f" * 64)).data)

    def do_foresee(self, old: str, new: str) -> None:
        """Keep the run that the next check will give, with another outcome."""
        with mock.patch.object(checking, "evaluate", fake_evaluate):
            sealed = checking.assess(checking.Project(self.root), DAY).sealed
        assert sealed is not None
        self._put(seal(run_from_json(sealed.data.decode().replace(old, new))).data)
        self.do_append("{store}/ordning.txt", f"{max(self._stored())}\n")

    def do_new_chain(self, reason: str) -> None:
        """Begin anew, with three runs."""
        self.do_remove("{store}")
        self.do_write("{store}/ny-kedja.txt", reason)
        self._fill()

    def do_history(self, place: str) -> None:
        """A store with one run, which has no failure; the project's own folder has its index too."""
        store = RunStore(self.root / place, self.root)
        store.keep(History(()), History(()).follow(run_of("2026-06-30", "f", Status.MET)))
        self.do_write(ORDER_FILE, (self.root / place / ORDER_FILE).read_text(encoding="utf-8"))

    def do_old_run(self, ident: str) -> None:
        """A run of version 1 under an id of its own."""
        text = (EXAMPLES / "version-1" / OLD[0] / "run.json").read_text(encoding="utf-8")
        text = text.replace(OLD[0], ident).replace('"as_of": "2026-03-31"', f'"as_of": "{ident[:10]}"')
        self.do_write(f"{{store}}/{ident}/run.json", text)

    def do_fit_index(self, _: bool) -> None:
        """Make the index name just what lies in the store, in the order it had, new ones last."""
        path = self.root / STORE / ORDER_FILE
        lying = self._stored()
        kept = [line for line in path.read_text(encoding="utf-8").split() if line in lying]
        path.write_text("".join(f"{name}\n" for name in [*kept, *sorted(lying - set(kept))]), encoding="utf-8")

    def _stored(self) -> set[str]:
        return {path.name for path in (self.root / STORE).iterdir() if RUN_ID.fullmatch(path.name)}

    def do_export(self, output: str) -> None:
        self.output = str(self.path(output)) if not output.startswith("/") else output

    def _put(self, data: bytes) -> None:
        ident = run_from_json(data.decode()).id
        (self.root / STORE / ident).mkdir()
        (self.root / STORE / ident / "run.json").write_bytes(data)

    def run(self) -> Called:
        """The command that the attack is aimed at."""
        if self.output:
            return call("export", "json", "--root", self.root, "-o", self.output)
        with mock.patch.object(checking, "evaluate", fake_evaluate):
            return call("check", "--root", self.root, "--as-of", DAY.isoformat())


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Three runs, sound."""
    monkeypatch.setattr(checking.Project, "trial", small_trial())
    return Scene(tmp_path)


def _tree(scene: Scene) -> dict[str, object]:
    """What may not change; a file without end is not read."""
    sizes = {path: path.stat().st_size for path in scene.root.parent.rglob("*") if path.is_file()}
    huge = [path for path, size in sizes.items() if size > 10**9]
    with mock.patch.object(Path, "read_bytes", lambda path: b"" if path in huge else _read_bytes(path)):
        return {**tree(scene.root), **{f"ute/{name}": data for name, data in tree(scene.outside).items()}}


_read_bytes: Callable[[Path], bytes] = Path.read_bytes


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_attack(scene: Scene, attack: dict[str, Any]) -> None:
    """The attack is found or does no harm; what was outside stays as it was; nobody sees a traceback."""
    for step in attack["input"]:
        scene.take(step)
    before = _tree(scene)
    done = scene.run()
    said = done.out + done.err
    assert "Traceback" not in said
    assert done.code != 4
    for text in attack.get("says", ()):
        assert scene.text(text) in said, said
    for text in attack.get("must_not", ()):
        assert text not in said
        assert not any(text.encode() in data for name, data in _tree(scene).items()
                       if isinstance(data, bytes) and name.startswith("_build") and name.endswith(".json"))
    assert {name: data for name, data in _tree(scene).items() if name.startswith("ute/")} == {
        name: data for name, data in before.items() if name.startswith("ute/")}
    if attack["expect"] in EXIT_CODES:
        assert done.code == EXIT_CODES[attack["expect"]], said
        assert f"[regelratt.{attack['expect']}]" in said
        assert _tree(scene) == before or attack["wall"] == "files", "nothing was written"
        assert RunStore(scene.root / STORE, scene.root).history().heads[:3] == scene.heads or attack["wall"] != "files"
        return
    assert done.code == 0, said
    warned = "[regelratt.damaged-run]" in done.out
    assert warned == (attack["expect"] != "harmless"), said
    kept = 2 if attack["expect"] == "shorter" else 3
    assert store_of(scene.root).history().heads[:kept] == scene.heads[:kept]
    if attack["expect"] != "shorter":
        again = scene.run()
        assert again.code == 0
        assert ("[regelratt.damaged-run]" in again.out) == (attack["expect"] == "warned")


def test_corpus_is_well_formed() -> None:
    """Each attack has an id of its own, a sentence, a wall, and an outcome that the runner knows."""
    assert len({attack["id"] for attack in ATTACKS}) == len(ATTACKS) >= 25
    known = {*EXIT_CODES, "mended", "harmless", "warned", "shorter"}
    for attack in ATTACKS:
        assert attack["what"].endswith("."), attack["id"]
        assert attack["wall"] in {"store", "files", "lock", "settings", "engine"}
        assert attack["expect"] in known, attack["id"]


def test_scene_without_an_attack_is_peaceful(scene: Scene) -> None:
    """Without any step the check succeeds in silence, so that what an attack gives comes from the attack."""
    done = scene.run()
    assert done.code == 0
    assert "regelratt.damaged-run" not in done.out
    assert store_of(scene.root).history().heads[:3] == scene.heads
