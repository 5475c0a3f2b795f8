"""The store: what is kept, what is verified, and what may be mended. Tampering is in `tests/attacks/faults.yaml`."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regelratt.app.disk.file_problem import FileError
from regelratt.app.places import LATEST, ORDER_FILE, START_FILE
from regelratt.app.project import Project
from regelratt.app.run_store.elsewhere import lacking
from regelratt.app.run_store.history import History
from regelratt.app.run_store.store import DamagedStoreError, RunStore, read_latest, write_latest
from regelratt.app.run_store.store_reading import Teller
from regelratt.diagnostics import Code, Severity
from regelratt.domain.run import SCHEMA_VERSION
from regelratt.domain.status import Status
from regelratt.exports.run_files import RUN_FILE, run_from_json
from regelratt.exports.run_seal import seal
from tests.app.faults import tree
from tests.app.test_run_versions import EXAMPLES, OLD
from tests.app.worlds import STORE, add, fill, run_of, sound, store_of, told
from tests.project import write_project


def test_stored_runs_come_back_as_they_were(tmp_path: Path) -> None:
    """Each run is kept as its own text, under its id, in the order they were made, with nothing to say about it."""
    kept = fill(tmp_path)
    history = sound(tmp_path)
    assert history.heads == tuple(each.head for each in kept)
    assert history.diagnostics == ()
    for each in kept:
        assert store_of(tmp_path).load(history, each.head) == each.run
        assert [path.name for path in (tmp_path / STORE / each.run.id).iterdir()] == ["run.json"]


def test_id_commits_to_all_of_the_run_and_all_before_it(tmp_path: Path) -> None:
    """The id is the day and the start of the digest; the digest is of the file with its id blank, and names the run before."""
    first, second, _ = fill(tmp_path)
    data = (tmp_path / STORE / second.run.id / "run.json").read_bytes()
    blank = data.replace(second.run.id.encode(), b"", 1)
    digest = hashlib.sha256(blank).hexdigest()
    assert second.head.digest == digest
    assert second.run.id == f"2026-06-30-{digest[:12]}"
    assert json.loads(data)["previous"] == first.head.digest
    assert json.loads(data)["schema_version"] == SCHEMA_VERSION
    assert seal(replace(second.run, previous="0" * 64)).run.id != second.run.id


def test_carried_run_is_the_last_of_the_latest_day(tmp_path: Path) -> None:
    """The run whose failures are carried is chosen by day and then by order, and is itself part of what is hashed."""
    first, second, third = fill(tmp_path)
    history = sound(tmp_path)
    assert history.latest("2026-03-30") is None
    assert history.latest("2026-05-01") == first.head
    assert history.latest("2027-01-01") == third.head
    assert third.run.carried_from == second.run.id
    assert history.before(third.head).latest("2027-01-01") == second.head


def test_latest_is_a_copy_that_is_verified(tmp_path: Path) -> None:
    """The latest run has its tables beside it, and is not read when somebody has been at it."""
    *_, last = fill(tmp_path)
    assert read_latest(tmp_path) == last.run
    assert {path.name for path in (tmp_path / LATEST).iterdir()} == {"run.json", "cells.parquet", "findings.parquet"}
    path = tmp_path / LATEST / "run.json"
    path.write_bytes(path.read_bytes().replace(b'"not_met"', b'"met"'))
    with pytest.raises(DamagedStoreError, match="har ändrats"):
        read_latest(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    assert read_latest(tmp_path) is None


def test_kept_run_is_never_written_over(tmp_path: Path) -> None:
    """A run whose place is taken is refused, whatever lies there."""
    history = sound(tmp_path)
    sealed = history.follow(run_of("2026-01-01", "1"))
    place = tmp_path / STORE / sealed.run.id
    place.mkdir(parents=True)
    (place / "run.json").write_text("något annat", encoding="utf-8")
    with pytest.raises(DamagedStoreError, match="upptagen"):
        store_of(tmp_path).keep(history, sealed)
    assert (place / "run.json").read_text(encoding="utf-8") == "något annat"


def test_run_too_large_to_be_read_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the store would refuse to read, it refuses to keep."""
    monkeypatch.setattr("regelratt.app.run_store.store.RUN_LIMIT", 100)
    history = sound(tmp_path)
    with pytest.raises(FileError, match="större än"):
        store_of(tmp_path).keep(history, history.follow(run_of("2026-01-01", "1")))
    assert list((tmp_path / STORE).iterdir()) == []


def test_run_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    """Between the verification and the reading nobody can slip in another run."""
    first, *_ = fill(tmp_path)
    history = sound(tmp_path)
    other = seal(replace(first.run, previous="0" * 64))
    (tmp_path / STORE / first.run.id / "run.json").write_bytes(other.data)
    with pytest.raises(DamagedStoreError, match="ändrades"):
        store_of(tmp_path).load(history, first.head)


class TestRemedies:
    """What the messages tell an administrator to do works."""

    @pytest.fixture
    def damaged(self, tmp_path: Path) -> Path:
        root = tmp_path / "projekt"
        first, *_ = fill(root)
        shutil.copytree(root, tmp_path / "säkerhetskopia")
        (root / STORE / first.run.id / "run.json").write_text("{", encoding="utf-8")
        assert store_of(root).history().is_damaged
        return root

    def test_restore_from_backup(self, damaged: Path) -> None:
        """The store put back from a backup is sound, and goes on."""
        shutil.rmtree(damaged / STORE)
        shutil.copytree(damaged.parent / "säkerhetskopia" / STORE, damaged / STORE)
        assert len(sound(damaged).heads) == 3
        add(damaged, run_of("2026-12-31", "9"))
        assert told(damaged) == []

    def test_new_chain_says_so(self, damaged: Path) -> None:
        """With the store in an archive and a reason given, a new chain starts; its first run carries the reason, once."""
        shutil.move(damaged / STORE, damaged.parent / "arkiv")
        assert store_of(damaged).history().is_damaged, "the latest run is not forgotten in silence"
        (damaged / STORE).mkdir()
        (damaged / STORE / START_FILE).write_text("Disken gick sönder 2026-11-28.\nDnr KS 2026/7 \n", encoding="utf-8")
        [warning] = told(damaged)
        assert warning.severity is Severity.WARNING
        assert "brister från kontrollerna i den gamla följer inte med" in warning.message
        first = add(damaged, run_of("2026-12-31", "9"))
        assert first.run.chain_start == "Disken gick sönder 2026-11-28. Dnr KS 2026/7"
        assert json.loads((damaged / STORE / first.run.id / "run.json").read_text("utf-8"))["chain_start"] == first.run.chain_start
        assert not (damaged / STORE / START_FILE).exists(), "it cannot be used again"
        assert add(damaged, run_of("2026-12-31", "a")).run.chain_start == ""
        assert told(damaged) == []

    def test_newer_runs_ask_for_an_upgrade(self, tmp_path: Path) -> None:
        """A store that a newer program has written to is not damaged, and nobody is told to move it away."""
        fill(tmp_path)
        path = tmp_path / STORE / sound(tmp_path).heads[-1].id / "run.json"
        path.write_bytes(path.read_bytes().replace(b'"schema_version": 3', b'"schema_version": 4', 1))
        [error] = [each for each in told(tmp_path) if each.is_error and "nyare" in each.message]
        assert error.remedy == "Uppgradera Regelrätt och kör om."


@pytest.mark.parametrize("lost", [1, 2])
def test_later_runs_of_a_new_chain_are_not_lost_in_silence(lost: int, tmp_path: Path) -> None:
    """With its first run alone left, as after a backup was restored: the last one comes back, or the loss is told."""
    (tmp_path / STORE).mkdir(parents=True)
    (tmp_path / STORE / START_FILE).write_text("Ny organisation.", encoding="utf-8")
    first, *later = fill(tmp_path, ("2026-03-31", "2026-06-30", "2026-06-30")[: lost + 1])
    assert first.run.chain_start
    for each in later:
        shutil.rmtree(tmp_path / STORE / each.run.id)
    (tmp_path / STORE / ORDER_FILE).write_text(f"{first.run.id}\n", encoding="utf-8")
    history = store_of(tmp_path).history()
    assert history.is_damaged == (lost == 2)
    assert any(later[-1].run.id in each.message for each in history.diagnostics)


def test_lost_last_run_comes_back_from_the_copy(tmp_path: Path) -> None:
    """The latest run lies in two places; the one mends the other, with a warning."""
    *_, last = fill(tmp_path)
    shutil.rmtree(tmp_path / STORE / last.run.id)
    history = sound(tmp_path)
    assert [each.severity for each in history.diagnostics] == [Severity.WARNING]
    assert last.run.id in history.diagnostics[0].message
    assert store_of(tmp_path).load(history, last.head) == last.run
    add(tmp_path, run_of("2026-12-31", "9"))
    assert told(tmp_path) == []
    assert [head.id for head in sound(tmp_path).heads][2] == last.run.id


COPIES = ["Kopia av {}", "{} (1)", "2026-12-31-0123456789ab"]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_run_is_to_be_removed_and_nothing_more(name: str, tmp_path: Path) -> None:
    """The chain is whole without the copy: one message, and what it says to do is enough."""
    first, *_ = fill(tmp_path)
    copy = tmp_path / STORE / name.format(first.run.id)
    shutil.copytree(tmp_path / STORE / first.run.id, copy)
    [error] = told(tmp_path)
    assert error.location.path == f"{STORE}/{copy.name}"
    assert error.message == f"{copy.name} är en kopia av körningen {first.run.id}, som ligger på sin plats."
    assert error.remedy == f"Ta bort {STORE}/{copy.name}."
    (copy / "run.json").write_text("{", encoding="utf-8")
    [error] = told(tmp_path)
    assert (error.remedy == f"Ta bort {STORE}/{copy.name}.") == (name != COPIES[-1])
    shutil.rmtree(copy)
    assert told(tmp_path) == []


@pytest.mark.parametrize("place", range(3))
def test_a_run_that_has_moved_is_not_to_be_removed(place: int, tmp_path: Path) -> None:
    """Without its own folder, also when the index and the copy of the latest have forgotten it, a run under another name is no copy."""
    ident = fill(tmp_path)[place].run.id
    (tmp_path / STORE / ident).rename(tmp_path / STORE / f"Kopia av {ident}")
    for is_forgotten in (False, True):
        assert not any(each.remedy.startswith("Ta bort") for each in told(tmp_path) if "Kopia av" in each.message)
        index = tmp_path / STORE / ORDER_FILE
        index.write_text(index.read_text(encoding="utf-8").replace(f"{ident}\n", ""), encoding="utf-8")
        shutil.rmtree(tmp_path / LATEST, ignore_errors=is_forgotten)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("text", ["", "{", "edited"])
def test_a_damaged_run_is_told_once(text: str, place: int, tmp_path: Path) -> None:
    """Only what is wrong with it: it has its folder, and what builds on it is not missing anything else."""
    ident = fill(tmp_path)[place].run.id
    path = tmp_path / STORE / ident / "run.json"
    path.write_text(text if text != "edited" else path.read_text(encoding="utf-8").replace('"not_met"', '"met"'), encoding="utf-8")
    [error] = told(tmp_path)
    assert error.location.path == f"{STORE}/{ident}/run.json"
    assert (f"Ta bort mappen {STORE}/{ident}: då lägger" in error.remedy) == (place == 2)
    assert ("säkerhetskopia" in error.remedy) == (place != 2)
    if place == 2:
        shutil.rmtree(path.parent)
        add(tmp_path, run_of("2026-12-31", "9"))
        assert [head.id for head in sound(tmp_path).heads][2] == ident
        assert told(tmp_path) == []


def test_a_damaged_last_run_without_its_copy_is_not_removed(tmp_path: Path) -> None:
    """The copy of the latest run is of another one: nothing can be put back from it."""
    fill(tmp_path)
    shutil.copytree(tmp_path / LATEST, tmp_path / "förra")
    newest = add(tmp_path, run_of("2026-12-31", "9"))
    shutil.rmtree(tmp_path / LATEST)
    shutil.move(tmp_path / "förra", tmp_path / LATEST)
    (tmp_path / STORE / newest.run.id / "run.json").write_text("{", encoding="utf-8")
    assert "säkerhetskopia" in next(each.remedy for each in told(tmp_path) if newest.run.id in each.message)


@pytest.mark.parametrize("name", ["ny-kedja.txt.txt", "Ny-kedja.txt", "ny-kedja"])
def test_a_misnamed_reason_is_told_its_name(name: str, tmp_path: Path) -> None:
    """An editor that hides endings adds its own: the settings are not to blame."""
    root = write_project(tmp_path, {"pyproject.toml": f'[tool.regelratt]\nas-of = "2026-09-30"\nrun-store = "{STORE}"\n'})
    (root / STORE).mkdir(parents=True)
    (root / STORE / name).write_text("Disken gick sönder.", encoding="utf-8")
    assert Project(root).settings_diagnostics == []
    [error] = told(root)
    assert (error.location.path, error.remedy) == (f"{STORE}/{name}", "Byt namn på den till ny-kedja.txt.")


def test_reason_is_read_as_editors_save_it(tmp_path: Path) -> None:
    """A byte order mark is no part of it; Windows-1252 is to be saved as UTF-8."""
    path = tmp_path / STORE / START_FILE
    path.parent.mkdir(parents=True)
    path.write_text("Disken gick sönder.", encoding="utf-8-sig")
    assert store_of(tmp_path).history().chain_start == "Disken gick sönder."
    path.write_text("Disken gick sönder.", encoding="cp1252")
    assert [each.remedy for each in told(tmp_path)] == ["Spara om den som UTF-8."]


def test_store_is_verified_quickly(tmp_path: Path) -> None:
    """Three hundred runs of one and a half megabytes are hashed in well under a second; five times that is allowed here."""
    history, store = sound(tmp_path), store_of(tmp_path)
    filler = tuple((f"F{number}", "x" * 1000) for number in range(1450))
    for number in range(30):
        sealed = history.follow(replace(run_of(f"2026-01-{number + 1:02}", f"{number:x}"), subject_names=filler))
        store.keep(history, sealed)
        history = replace(history, heads=(*history.heads, sealed.head))
    assert len(sealed.data) > 1_500_000
    begun = time.perf_counter()
    assert len(sound(tmp_path).heads) == 30
    assert time.perf_counter() - begun < 0.5


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three runs, with its latest."""
    root = tmp_path_factory.mktemp("mall")
    fill(root)
    return root


def _assert_no_silent_loss(root: Path, before: tuple[object, ...]) -> None:
    """Found as an error, or all runs are there, in their order, with the same content."""
    history = store_of(root).history()
    if history.is_damaged:
        assert all(each.code is Code.DAMAGED_RUN for each in history.diagnostics)
        return
    assert history.heads == before


@settings(suppress_health_check=[*HealthCheck])
@given(st.data())
def test_law_no_changed_byte_passes(template: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A changed byte, a cut or an addition anywhere in a stored run is an error; in the index it is mended or an error."""
    root = tmp_path_factory.mktemp("lag", numbered=True) / "p"
    shutil.copytree(template, root)
    before = sound(template).heads
    name = data.draw(st.sampled_from([*(f"{head.id}/run.json" for head in before), ORDER_FILE]))
    path = root / STORE / name
    text = path.read_bytes()
    at = data.draw(st.integers(0, len(text) - 1))
    match data.draw(st.sampled_from(["change", "cut", "insert", "append"])):
        case "change":
            changed = text[:at] + bytes([text[at] ^ data.draw(st.integers(1, 255))]) + text[at + 1:]
        case "cut":
            changed = text[:at]
        case "insert":
            changed = text[:at] + data.draw(st.binary(min_size=1, max_size=5)) + text[at:]
        case _:
            changed = text + data.draw(st.binary(min_size=1, max_size=5))
    path.write_bytes(changed)
    history = store_of(root).history()
    if name != ORDER_FILE:
        assert history.is_damaged
        assert f"{STORE}/{name}" in {each.location.path for each in history.diagnostics}
    elif changed != text:
        assert history.diagnostics, "neither error nor warning"
        _assert_no_silent_loss(root, before)
        if not history.is_damaged:
            add(root, run_of("2027-01-01", "f"))
            assert sound(root).heads[:3] == before
            assert told(root) == []
    shutil.rmtree(root)


@settings(suppress_health_check=[*HealthCheck])
@given(st.data())
def test_law_no_run_is_lost_in_silence(template: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """A run removed, copied, moved or swapped with another, and index lines removed, doubled or moved: found or mended."""
    root = tmp_path_factory.mktemp("lag", numbered=True) / "p"
    shutil.copytree(template, root)
    before = sound(template).heads
    ids = [head.id for head in before]
    store = root / STORE
    one, other = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
    lines = (store / ORDER_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    what = data.draw(st.sampled_from(["remove", "copy", "move", "swap", "line gone", "line twice", "lines moved", "no index"]))
    match what:
        case "remove":
            shutil.rmtree(store / one)
        case "copy":
            shutil.copytree(store / one, store / f"2026-12-31-{one[11:]}")
        case "move":
            (store / one).rename(store / f"2026-12-31-{one[11:]}")
        case "swap":
            (store / one).rename(store / "x")
            (store / other).rename(store / one)
            (store / "x").rename(store / other)
        case "line gone":
            lines.remove(f"{one}\n")
        case "line twice":
            lines.append(f"{one}\n")
        case "lines moved":
            lines = data.draw(st.permutations(lines).filter(lambda drawn: drawn != lines))
        case _:
            (store / ORDER_FILE).unlink()
    if what.startswith("line"):
        (store / ORDER_FILE).write_text("".join(lines), encoding="utf-8")
    history = store_of(root).history()
    assert history.diagnostics
    _assert_no_silent_loss(root, before)
    shutil.rmtree(root)


@pytest.mark.parametrize("steps", [("1",), ("1", "2"), ("1", "2", "3")])
@pytest.mark.parametrize("common", [0, 1, 3])
def test_a_merged_store_is_sound_when_its_remedy_is_followed(common: int, steps: tuple[str, ...], tmp_path: Path) -> None:
    """The shorter of the two branches is named, with all that follows in it; without it the other goes on."""
    one, other = tmp_path / "ett", tmp_path / "annat"
    fill(one, [f"2026-0{number + 1}-01" for number in range(common)])
    (one / STORE).mkdir(parents=True, exist_ok=True)
    shutil.copytree(one, other)
    short = [add(one, run_of("2026-06-30", f"a{step}")).run.id for step in steps]
    for number in range(4):
        add(other, run_of("2026-06-30", f"b{number}"))
    for ident in short:
        shutil.copytree(one / STORE / ident, other / STORE / ident)
    (forked,) = [each for each in told(other) if each.is_error]
    assert f"flytta {' och '.join(short)} till ett arkiv" in forked.remedy
    for ident in short:
        shutil.rmtree(other / STORE / ident)
    index = other / STORE / ORDER_FILE
    index.write_text("".join(line for line in index.read_text(encoding="utf-8").splitlines(keepends=True)
                             if line.strip() not in short), encoding="utf-8")
    shutil.rmtree(other / LATEST)
    assert len(sound(other).heads) == common + 4
    assert told(other) == []


def test_line_ends_alone_are_told_as_that(tmp_path: Path) -> None:
    """With what makes version control leave them; a run that is changed otherwise too is told as that."""
    *_, last = fill(tmp_path)
    path = tmp_path / STORE / last.run.id / "run.json"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\n", b"\r\n"))
    (said,) = told(tmp_path)
    assert "radslut av Windows sort (CRLF)" in said.message
    assert '"run.json -text" i filen .gitattributes' in said.remedy
    path.write_bytes(whole.replace(b"\n", b"\r\n").replace(b'"not_met"', b'"met"'))
    assert "radslut" not in told(tmp_path)[0].message
    path.write_bytes(whole)
    index = tmp_path / STORE / ORDER_FILE
    index.write_bytes(index.read_bytes().replace(b"\n", b"\r\n"))
    assert [(each.severity, each.message) for each in told(tmp_path)] == [
        (Severity.WARNING, f"{ORDER_FILE} hade fått andra radslut.")]


@pytest.mark.parametrize("place", [STORE, "kontroller", "en/annan/mapp", "_build/kontroller"])
@pytest.mark.parametrize("left", ["all", "index", "runs"])
def test_history_does_not_start_anew_beside_another(place: str, left: str, tmp_path: Path) -> None:
    """An empty store is an error while runs lie elsewhere in the project, whatever a person has said of a new chain."""
    kept = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    if place != STORE:
        shutil.copytree(tmp_path / STORE, tmp_path / place)
        shutil.rmtree(tmp_path / STORE)
    for each in kept if left == "index" else []:
        shutil.rmtree(tmp_path / place / each.run.id)
    if left == "runs":
        (tmp_path / place / ORDER_FILE).unlink()
    empty = RunStore(tmp_path / "ny", tmp_path)
    (said,) = empty.history().diagnostics
    assert (said.location.path, said.is_error) == (place, True)
    assert f"sätt run-store till {place}" in said.remedy
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny" / START_FILE).write_text("Ny organisation.", encoding="utf-8")
    assert empty.history().is_damaged
    shutil.rmtree(tmp_path / place)
    assert not empty.history().is_damaged


@pytest.mark.parametrize("start", ["", "Ny organisation."])
@pytest.mark.parametrize("left", ["all", "index", "runs", "one"])
def test_a_store_with_runs_of_its_own_is_no_history_beside_another(left: str, start: str, tmp_path: Path) -> None:
    """However it began: another history is known to it run by run, or one of the two is moved out of the project."""
    kept = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    other = RunStore(tmp_path / "historik", tmp_path)
    history = replace(History(()), chain_start=start)
    other.keep(history, history.follow(run_of("2026-09-01", "f", Status.MET)))
    (tmp_path / ORDER_FILE).write_bytes((tmp_path / "historik" / ORDER_FILE).read_bytes())
    for each in {"all": [], "runs": [], "one": kept[:-1], "index": kept}[left]:
        shutil.rmtree(tmp_path / STORE / each.run.id)
    if left in ("runs", "one"):
        (tmp_path / STORE / ORDER_FILE).unlink()
    (said,) = other.history().diagnostics
    assert (said.location.path, said.is_error) == (STORE, True)
    assert f"bland dem {kept[-1].run.id}." in said.message or left == "index"
    shutil.move(tmp_path / STORE, tmp_path.parent / f"{tmp_path.name}-arkiv")
    assert other.history().diagnostics == ()


def test_what_is_left_of_a_store_that_moved_is_no_other_history(tmp_path: Path) -> None:
    """Its runs are known by their ids, and the store may have gone on since; one that it lacks is another history."""
    fill(tmp_path)
    shutil.copytree(tmp_path / STORE, tmp_path / "kopia/av/lagret")
    assert told(tmp_path) == []
    add(tmp_path, run_of("2026-09-30", "9"))
    assert told(tmp_path) == []
    (tmp_path / "kopia/2026-09-30-0123456789ab").mkdir()
    (said,) = told(tmp_path)
    assert (said.location.path, said.is_error) == ("kopia", True)


def test_a_run_of_version_1_is_known_by_its_bytes(tmp_path: Path) -> None:
    """Its id commits to nothing: another run may have it."""
    for place in (STORE, "kopia"):
        shutil.copytree(EXAMPLES / "version-1", tmp_path / place)
    assert not any(each.is_error for each in told(tmp_path))
    path = tmp_path / "kopia" / OLD[0] / "run.json"
    path.write_bytes(path.read_bytes().replace(b"not_met", b"met"))
    (said,) = (each for each in told(tmp_path) if each.is_error)
    assert said.location.path == "kopia"
    path.unlink()
    assert not any(each.is_error for each in told(tmp_path))


@pytest.mark.parametrize("place", [
    f"{STORE}/2026", f"{STORE}/2026-09-30-0123456789ab/2026", "bench/kontroller", "docs", "src/x", "policies/runs",
    "_build/html/runs", f"{LATEST}/runs", "historik/tests"])
@pytest.mark.parametrize("start", [None, "", "Ny organisation."])
def test_history_does_not_start_anew_above_another(place: str, start: str | None, tmp_path: Path) -> None:
    """A folder in the store, among the project's own files or among what is built hides no runs."""
    kept = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    shutil.move(tmp_path / STORE, tmp_path / "undan")
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(tmp_path / "undan", tmp_path / place)
    store = tmp_path / (STORE if place.startswith(str(STORE)) else "ny")
    store.mkdir(exist_ok=True)
    (store / ORDER_FILE).touch()
    if start:
        (store / START_FILE).write_text(start, encoding="utf-8")
    errors = [each for each in RunStore(store, tmp_path).history().diagnostics if each.is_error]
    if "0123456789ab" in place:
        assert [each.location.path for each in errors] == [f"{STORE}/2026-09-30-0123456789ab/run.json"]
        return
    (said,) = errors
    assert said.location.path == place
    assert ("sätt run-store till" in said.remedy) == place.startswith("historik")
    if start is None and not place.startswith(str(STORE)):
        (store / ORDER_FILE).unlink()
        other = RunStore(store, tmp_path)
        other.keep(History(()), History(()).follow(run_of("2026-09-01", "f", Status.MET)))
        (said,) = (each for each in other.history().diagnostics if each.is_error)
        assert f"bland dem {kept[-1].run.id}." in said.message


@pytest.mark.parametrize("inner", ["2026", "{last}/2026"])
def test_a_store_has_no_other_history_in_it(inner: str, tmp_path: Path) -> None:
    """What it has itself may lie in it again; one that it lacks is another history."""
    *_, last = fill(tmp_path)
    folder = tmp_path / STORE / inner.format(last=last.run.id)
    shutil.copytree(tmp_path / STORE, tmp_path / "undan")
    shutil.move(tmp_path / "undan", folder)
    assert not any(each.is_error for each in told(tmp_path))
    (folder / "2026-09-30-0123456789ab").mkdir()
    (said,) = (each for each in told(tmp_path) if each.is_error)
    assert (tmp_path / said.location.path, "flytta dit det som ligger i" in said.remedy) == (folder, True)


def test_a_folder_called_as_a_known_run_hides_no_other(tmp_path: Path) -> None:
    """It is what the file says that is known, and a copy of the run itself is nothing new."""
    first, *_, last = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    place = tmp_path / "arkiv" / first.run.id
    shutil.copytree(tmp_path / STORE / first.run.id, place)
    assert not any(each.is_error for each in told(tmp_path))
    shutil.copy(tmp_path / STORE / last.run.id / RUN_FILE, place / RUN_FILE)
    index = tmp_path / STORE / ORDER_FILE
    index.write_text(index.read_text("utf-8").replace(f"{last.run.id}\n", ""), encoding="utf-8")
    shutil.rmtree(tmp_path / STORE / last.run.id)
    (said,) = (each for each in told(tmp_path) if each.is_error)
    assert (tmp_path / said.location.path, last.run.id in said.message) == (place, True)


@pytest.mark.parametrize("root", ["projekt", "2026-01-01-0123456789ab", "{last}"])
@pytest.mark.parametrize("place", [f"{STORE}/arkiv", "."])
def test_a_run_is_not_hidden_by_where_it_lies(root: str, place: str, tmp_path: Path) -> None:
    """In a folder of the store that is called as no run, and in a project's folder that is called as one."""
    *_, last = fill(tmp_path)
    run = (tmp_path / STORE / last.run.id / RUN_FILE).read_bytes()
    project = tmp_path / "alla" / root.format(last=last.run.id)
    path = project / place / RUN_FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(run)
    (said,) = (each for each in told(project) if each.is_error)
    assert (project / said.location.path).resolve() in (path, path.parent.resolve())


@pytest.mark.parametrize("place", [".arkiv", "tests/prov"])
def test_what_can_be_no_store_is_not_looked_into(place: str, tmp_path: Path) -> None:
    """Nor is a text that is only called like an index, or the store itself."""
    fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    shutil.copytree(tmp_path / STORE, tmp_path / place)
    assert told(tmp_path) == []
    shutil.rmtree(tmp_path / STORE)
    (tmp_path / "mina").mkdir()
    (tmp_path / "mina" / ORDER_FILE).write_text("först\nsedan\n", encoding="utf-8")
    assert told(tmp_path) == []


@pytest.mark.parametrize("name", [
    "arkiv/{id}.json", "arkiv/run (1).json", "arkiv/run-gammal.json", "arkiv/RUN.JSON", "{id} - kopia/run.json", "arkiv/run.json.bak",
    "kontroll {id} sparad.json", "arkiv/Kopia av run.json", "arkiv/run.json~", "arkiv/run.json.bak.1", "arkiv/run_2026.json",
    "arkiv/runs.json", "arkiv/run.txt", "arkiv/gammal-run.json", "arkiv/september", "arkiv/kontroll.json",
    "arkiv/a.md", "arkiv/a.js", "arkiv/a.csv", "arkiv/a.py", "arkiv/a.html", "arkiv/a.parquet", "arkiv/a.png", "_build/html/a.html", "docs/a.css"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_run_is_known_whatever_its_file_is_called(name: str, line_end: bytes, tmp_path: Path) -> None:
    """Gathered in one folder, copied, saved again by a browser, or with the line ends of another system."""
    *_, last = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    run = (tmp_path / STORE / last.run.id / RUN_FILE).read_bytes().replace(b"\n", line_end)
    shutil.rmtree(tmp_path / STORE)
    path = tmp_path / name.format(id=last.run.id)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(run)
    (said,) = told(tmp_path)
    assert (said.is_error, tmp_path / said.location.path) == (True, path.parent)


@pytest.mark.parametrize("saved", [
    lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.encode("utf-16"), lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("utf-16-be"), lambda text: json.dumps(json.loads(text), sort_keys=True).encode(),
    lambda text: f"\r\n {json.dumps(json.loads(text), indent=8)}".encode(),
    lambda text: json.dumps(dict(reversed(json.loads(text).items()))).encode(), lambda text: text[:len(text) // 2].encode(),
    lambda text: json.dumps(json.loads(text), sort_keys=True)[:-40].encode(),
], ids=["mark", "UTF-16", "UTF-16 LE", "UTF-16 BE", "sorted", "indented", "reversed", "cut off", "sorted and cut off"])
def test_a_run_is_known_however_it_is_saved_again(saved: Callable[[str], bytes], tmp_path: Path) -> None:
    """By an editor that marks or changes the encoding, or a program that writes the same data in another way."""
    *_, last = fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    run = (tmp_path / STORE / last.run.id / RUN_FILE).read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / STORE)
    path = tmp_path / "arkiv/kontroll.json"
    path.parent.mkdir()
    path.write_bytes(saved(run))
    (said,) = told(tmp_path)
    assert (said.is_error, tmp_path / said.location.path) == (True, path.parent)


@pytest.mark.parametrize("text", [
    "{}", '{"schema_version": 3}', '{"id": "2026-09-30-a1c84a28f306"}', '{"schema_version": 3, "id": 5}', '{"schema_version": 3, "id": "x"}',
    '[{"schema_version": 3}]', '{"körning": {"schema_version": 3, "id": "2026-09-30-a1c84a28f306"}}', "{", '{"schema_version"', "{% if x %}",
])
def test_other_data_is_no_run(text: str, tmp_path: Path) -> None:
    """What only has the one or the other, or tells of a run, is none."""
    fill(tmp_path)
    (tmp_path / "data.json").write_text(text, encoding="utf-8")
    assert told(tmp_path) == []


def test_an_index_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    """A browser adds a number to a name that is taken."""
    fill(tmp_path)
    shutil.rmtree(tmp_path / LATEST)
    shutil.move(tmp_path / STORE / ORDER_FILE, tmp_path / "ordning (1).txt")
    shutil.rmtree(tmp_path / STORE)
    assert [each.is_error for each in told(tmp_path)] == [True]


def test_reading_writes_nothing(tmp_path: Path) -> None:
    """To look at a store, sound or damaged, changes no byte of it."""
    fill(tmp_path)
    (tmp_path / STORE / ORDER_FILE).write_text("skräp", encoding="utf-8")
    before = tree(tmp_path)
    told(tmp_path)
    assert tree(tmp_path) == before


def test_paths_are_told_from_the_root_and_without_what_a_terminal_obeys(tmp_path: Path) -> None:
    """A name with control characters or broken UTF-8 is shown legibly; a store elsewhere is told in full."""
    tell = Teller(tmp_path, tmp_path / STORE)
    assert tell.shown(tmp_path / "a\x1b[2J\udcff\n") == "a?[2J??"
    elsewhere = tmp_path.parent / "arkiv"
    assert RunStore(elsewhere, tmp_path).history().heads == ()
    assert tell.shown(elsewhere) == elsewhere.as_posix()


def test_written_latest_is_the_stored_bytes(tmp_path: Path) -> None:
    """The copy and the record are the same bytes, so that either can stand for the other."""
    *_, last = fill(tmp_path)
    assert (tmp_path / LATEST / "run.json").read_bytes() == (tmp_path / STORE / last.run.id / "run.json").read_bytes()
    assert run_from_json(last.data.decode()) == last.run
    write_latest(last, tmp_path)
    assert told(tmp_path) == []


@pytest.mark.parametrize("place", ["_build/html/lager", "_build/run/lager", "_build/x/../internal/lager", "_Build/HTML/lager"])
def test_store_lies_nowhere_that_is_replaced(place: str, tmp_path: Path) -> None:
    """Whatever the settings let through, a store in a folder that a build replaces is not used."""
    (found,) = RunStore(tmp_path / place, tmp_path).history().diagnostics
    assert (found.code, found.is_error) == (Code.BAD_SETTING, True)


def test_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whether runs are kept in it, so that history does not begin anew; one that is gone has none."""
    scan = os.scandir

    def closed(place: Any = ".") -> Any:
        if Path(place).name == "stängd":
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    (tmp_path / "stängd").mkdir()
    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(FileError, match="stängd"):
        list(lacking(tmp_path, tmp_path / "_build/runs", {}))
