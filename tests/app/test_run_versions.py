"""Runs stored by older versions are read, continued and guarded; those of newer ones are not taken for damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regelratt.app.places import ORDER_FILE
from regelratt.domain.run import SCHEMA_VERSION
from regelratt.domain.status import Status
from regelratt.exports.run_files import run_from_json
from regelratt.exports.run_versions import upgrade
from tests.app.faults import tree
from tests.app.worlds import STORE, add, run_of, sound, store_of, told
from tests.app.write_run_example import EXAMPLES, write_example

VERSIONS = [f"version-{number}" for number in range(1, SCHEMA_VERSION + 1)]
OLD = ["2026-03-31-ba0187cc118d", "2026-03-31-f9465b5b91bb", "2026-06-30-5fe40eeb0ff0"]
"""The runs of the example of version 1, in order."""


def _example(version: str, root: Path) -> Path:
    shutil.copytree(EXAMPLES / version, root / STORE)
    return root


def test_every_version_has_an_example() -> None:
    """A new version of the stored form cannot be made without keeping what the one before it wrote."""
    assert sorted(path.name for path in EXAMPLES.iterdir()) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_every_example_is_read(tmp_path: Path, version: str) -> None:
    """All runs of the example are there, in order, whole, and can be followed by a new one."""
    root = _example(version, tmp_path)
    history = sound(root)
    assert history.diagnostics == ()
    assert [head.id for head in history.heads] == (root / STORE / ORDER_FILE).read_text("utf-8").split()
    for head in history.heads:
        run = store_of(root).load(history, head)
        assert run.id == head.id
        assert run.item_cells[0].status is Status.NOT_MET
    before = tree(root / STORE)
    added = add(root, run_of("2026-12-31", "9"))
    assert added.run.carried_from == history.heads[-1].id
    assert told(root) == []
    after = tree(root / STORE)
    assert {name: data for name, data in before.items() if name != ORDER_FILE}.items() <= after.items()


def test_present_example_is_what_we_write(tmp_path: Path) -> None:
    """The example of the present version is up to date; `python -m tests.app.write_run_example` mends it."""
    write_example(tmp_path / "nu")
    assert tree(tmp_path / "nu") == tree(EXAMPLES / VERSIONS[-1])


def test_first_sealed_run_holds_all_of_version_1(tmp_path: Path) -> None:
    """It lists each older run with the hash of its file, so their order is no longer the index's alone."""
    root = _example("version-1", tmp_path)
    added = add(root, run_of("2026-12-31", "9"))
    assert [line.split()[0] for line in added.run.inherited] == OLD
    (root / STORE / ORDER_FILE).unlink()
    assert [head.id for head in sound(root).heads] == [*OLD, added.run.id]
    assert add(root, run_of("2026-12-31", "a")).run.inherited == ()


def _edit(old: str, new: str) -> Callable[[Path], None]:
    def change(store: Path) -> None:
        path = store / OLD[1] / "run.json"
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    return change


@pytest.mark.parametrize("tamper", [
    _edit('"not_met"', '"met"'), _edit("  ", " "), lambda store: shutil.rmtree(store / OLD[0]),
    lambda store: shutil.copytree(store / OLD[0], store / "2026-03-31-000000000000"),
], ids=["all met", "white space", "removed", "added"])
def test_version_1_is_guarded_from_then_on(tmp_path: Path, tamper: Callable[[Path], None]) -> None:
    """What is done to a run of version 1 after the first sealed one is found."""
    root = _example("version-1", tmp_path)
    add(root, run_of("2026-12-31", "9"))
    tamper(root / STORE)
    assert store_of(root).history().is_damaged


@pytest.mark.parametrize("damage", [
    lambda text: text[: len(text) // 2], lambda text: text.replace('"met"', '"mett"'), lambda text: text.replace('"rule_cells"', '"x"'),
    lambda text: text.replace("null", "{}"), lambda text: text.replace('"valid": true', '"valid": 1'),
    lambda text: text.replace('"detail": ""', '"detail": ["<script>"]'), lambda text: text.replace("[\n", "[" * 20_000, 1),
    lambda text: text.replace('"2026-03-31"', '"31 mars"'), lambda _: "", lambda _: "[]", lambda _: "\ufffe" * 9,
])
def test_damaged_version_1_is_found_before_it_is_sealed(tmp_path: Path, damage: Callable[[str], str]) -> None:
    """A run without a seal is read to its end, each value of the right type, before anything is built on it."""
    root = _example("version-1", tmp_path)
    path = root / STORE / OLD[0] / "run.json"
    path.write_text(damage(path.read_text("utf-8")), encoding="utf-8")
    found = store_of(root).history()
    assert found.is_damaged
    assert f"{STORE}/{OLD[0]}/run.json" in {each.location.path for each in found.diagnostics}


@pytest.mark.parametrize("version", [0, -1, SCHEMA_VERSION + 1, True, "1", None, 1.0])
def test_unknown_versions_are_refused(version: Any) -> None:
    """Only the versions that have been are raised."""
    with pytest.raises(ValueError, match="schemaversion"):
        upgrade({"schema_version": version})


def test_upgraded_run_says_nothing_it_did_not_know() -> None:
    """A run of version 1 has no place in the chain and no inputs that any new run could have."""
    text = (EXAMPLES / "version-1" / OLD[2] / "run.json").read_text("utf-8")
    run = run_from_json(text)
    assert (run.inputs, run.previous, run.inherited, run.carried_from, run.chain_start) == ("", "", (), "", "")
    assert run.item_cells[0].reason == json.loads(text)["item_cells"][0]["reason"] == "kvarstår"


@pytest.mark.parametrize("version", VERSIONS)
def test_failures_of_older_versions_are_known(tmp_path: Path, version: str) -> None:
    """What the cells of any version say is not met is carried; of what is not confirmed the run's own day is known."""
    root = _example(version, tmp_path)
    for head in sound(root).heads:
        run = store_of(root).load(sound(root), head)
        assert {each.ident for each in run.known_failures} >= {
            cell.item for cell in run.item_cells if cell.status is Status.NOT_MET}
        assert {day for each in run.known_failures for _, day in each.grounds} == {run.as_of}


def test_a_confirmed_failure_of_version_2_is_as_old_as_its_confirmation() -> None:
    """The only day that version 2 stored with a cell; a period is known by its name."""
    text = (EXAMPLES / "version-2" / "2026-09-30-c797ad75fcf2" / "run.json").read_text("utf-8")
    text = text.replace('"decided_on": null', '"decided_on": "2026-09-10"').replace("t.o.m. 2026-09-30", "första halvåret 2026")
    known, of_rule = run_from_json(text).known_failures
    assert (known.period, known.grounds) == ("första halvåret 2026", (("bekräftelser", date(2026, 9, 10)),))
    assert of_rule.grounds == (("", date(2026, 9, 30)),)


def test_changed_copy_of_version_1_is_written_anew(tmp_path: Path) -> None:
    """A copy that has the id of a stored run, but other bytes, is no lost run."""
    root = _example("version-1", tmp_path)
    shutil.copytree(root / STORE / OLD[2], root / "_build/run")
    assert told(root) == []
    path = root / "_build/run/run.json"
    path.write_text(path.read_text("utf-8").replace('"not_met"', '"met"'), encoding="utf-8")
    [warning] = told(root)
    assert not warning.is_error
    assert OLD[2] in warning.message
