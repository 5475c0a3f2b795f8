"""Checking and keeping: the same inputs give the same run, different ones a new one, and damage stops everything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from regelratt.app import check as checking
from regelratt.app import program
from regelratt.app.check import Checked
from regelratt.app.disk.lock import BusyError, hold
from regelratt.app.failure_warnings import failure_warnings
from regelratt.app.places import LATEST, ORDER_FILE, START_FILE
from regelratt.app.project import Project
from regelratt.app.run_store.repetition import explain_difference, is_superseded_by
from regelratt.app.run_store.store import RunStore, read_latest, write_latest
from regelratt.diagnostics import Code
from regelratt.domain.evidence import EvidenceFile
from regelratt.domain.location import Location
from regelratt.domain.run import KnownFailure, Run
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Decides, SubjectKind
from regelratt.engine.evaluate import Inputs
from regelratt.engine.known_failures import KnownFailures
from regelratt.exports.catalog_json import catalog_to_json
from tests.app.faults import tree
from tests.app.worlds import STORE, Fake, as_thread, fake_evaluate, project_at, run_of, sound
from tests.project import SMALL, write_project

DAY = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def _evaluated_at_once() -> Iterator[None]:
    with mock.patch.object(checking, "evaluate", fake_evaluate):
        yield


def check(root: Path, day: date = DAY, version: str = "1") -> Checked:
    """A check of the small project; another version stands for other inputs."""
    with mock.patch.object(checking, "VERSION", version):
        return checking.check(project_at(root), day)


def test_same_inputs_give_the_stored_run(tmp_path: Path) -> None:
    """Checked again, also after other inputs, the run is the same to the byte, and none is added."""
    first = check(tmp_path)
    other = check(tmp_path, version="2")
    before = tree(tmp_path / STORE)
    again = check(tmp_path)
    assert first.sealed is not None
    assert again.sealed is not None
    assert again.sealed.data == first.sealed.data
    assert tree(tmp_path / STORE) == before
    assert (tmp_path / LATEST / "run.json").read_bytes() == first.sealed.data
    assert other.run is not None
    assert other.run.carried_from == first.sealed.run.id
    assert first.sealed.run.carried_from == ""


def test_earlier_day_carries_from_what_stood_up_to_it(tmp_path: Path) -> None:
    """A check of an earlier day is added last, and carries nothing that happened later."""
    late, early = check(tmp_path), check(tmp_path, date(2026, 3, 31))
    assert late.run is not None
    assert early.run is not None
    assert early.run.carried_from == ""
    assert [head.id for head in sound(tmp_path).heads] == [late.run.id, early.run.id]


def test_other_outcome_of_the_same_inputs_is_an_error(tmp_path: Path) -> None:
    """When a repetition differs, it says which outcome, and neither the store nor the latest run is touched."""
    check(tmp_path)
    before = tree(tmp_path)

    with mock.patch.object(checking, "evaluate", Fake(Status.MET)):
        found = check(tmp_path)
    assert found.run is None
    [error] = [each for each in found.diagnostics if each.is_error]
    assert error.code is Code.UNREPEATABLE_RUN
    assert "K-TVA för F1, är sparat som ej uppfyllt och nu uppfyllt" in error.message
    assert tree(tmp_path) == before


def test_check_that_ran_out_of_time_may_be_made_anew(tmp_path: Path) -> None:
    """A stored run in which a check timed out is no answer: the next time is a run of its own, after it."""
    with mock.patch.object(checking, "evaluate", Fake(Status.ERROR, Reason.CHECK_TIMED_OUT)):
        first = check(tmp_path)
    second = check(tmp_path)
    third = check(tmp_path)
    assert first.run is not None
    assert second.run is not None
    assert second.run.item_cells[0].status is Status.NOT_MET
    assert second.run.carried_from == first.run.id
    assert third.run == second.run
    assert [head.id for head in sound(tmp_path).heads] == [first.run.id, second.run.id]


@pytest.mark.parametrize(("before", "after", "superseded"), [
    ((Status.ERROR, Reason.CHECK_TIMED_OUT), (Status.MET, Reason.OBSERVED), True),
    ((Status.ERROR, Reason.CHECK_FAILED), (Status.MET, Reason.OBSERVED), True),
    ((Status.ERROR, Reason.EVIDENCE_NOT_LOADED), (Status.MET, Reason.OBSERVED), True),
    ((Status.MET, Reason.OBSERVED), (Status.ERROR, Reason.CHECK_TIMED_OUT), False),
    ((Status.NOT_MET, Reason.OBSERVED), (Status.MET, Reason.OBSERVED), False),
    ((Status.MET, Reason.OBSERVED), (Status.MET, Reason.OBSERVED), False),
])
def test_only_what_was_no_answer_is_superseded(
    before: tuple[Status, Reason], after: tuple[Status, Reason], superseded: bool
) -> None:
    """A known answer is never replaced in silence, neither by another one nor by a check that ran out of time."""
    stored, again = run_of("2026-01-01", "1", *before), run_of("2026-01-01", "1", *after)
    assert is_superseded_by(stored, again) is superseded


def test_an_answer_beside_what_was_no_answer_is_not_superseded() -> None:
    """That one check failed lets no other one's known answer be replaced; its condition counts as its own."""
    again = run_of("2026-01-01", "1")
    stored = replace(run_of("2026-01-01", "1", Status.MET), unanswered=("K-ANNAN",))
    assert not is_superseded_by(stored, again)
    assert is_superseded_by(replace(stored, unanswered=("K-TVA?",)), again)


def test_remedy_for_a_busy_computer_is_another() -> None:
    """When the repetition ran out of time, that is what is told."""
    late = run_of("2026-01-01", "1", Status.ERROR, Reason.CHECK_TIMED_OUT)
    told = explain_difference(run_of("2026-01-01", "1"), late, "x/run.json")
    assert (told.location.path, "item-deadline" in told.remedy) == ("x/run.json", True)
    lost = run_of("2026-01-01", "1", Status.ERROR, Reason.EVIDENCE_NOT_LOADED)
    assert "ledigt minne" in explain_difference(run_of("2026-01-01", "1"), lost, "x").remedy
    same_cells = explain_difference(late, late, "x")
    assert same_cells.message.endswith("gav något annat nu.")
    gone = replace(late, item_cells=(), rule_cells=())
    assert "nu inget" in explain_difference(late, gone, "x").message


def test_run_whose_condition_was_not_tried_may_be_made_anew_too(tmp_path: Path) -> None:
    """What a rule's condition lacked shows in the rule alone: that run is no answer either, and locks nothing."""
    with mock.patch.object(checking, "evaluate", Fake(rule_cells=(), unanswered=("DOK-1-01?",))):
        first = check(tmp_path)
    second = check(tmp_path)
    assert (first.run is None, second.run is None) == (False, False)
    assert second.run == check(tmp_path).run != first.run


class _Remembering:
    """Stands in for `evaluate`: the cell has the status that the version says, and known failures are carried."""

    def __init__(self, **statuses: Status) -> None:
        self._statuses = statuses

    def __call__(self, inputs: Inputs, *_: object) -> _Remembering:
        self._inputs = inputs
        return self

    @property
    def inputs(self) -> Inputs:
        """What was asked."""
        return self._inputs

    def after(self, previous: Run | None) -> Run:
        """The run, with what the one before it knew."""
        day = self.inputs.as_of
        known = KnownFailures(previous, self.inputs.catalog, day, lambda _: (("kanaler", day),))
        run = run_of(day.isoformat(), "0", self._statuses[self.inputs.version])
        cells = tuple(known.carry(cell) for cell in run.item_cells)
        known.settle(run.rule_cells[0].rule, run.rule_cells[0].subject, True, (), cells)
        return replace(run, inputs=self.inputs.digest, carried_from=previous.id if previous else "", item_cells=cells,
                       rule_cells=(replace(run.rule_cells[0], status=cells[0].status),), known_failures=known.left)


def test_inputs_that_come_back_give_what_is_known_by_then(tmp_path: Path) -> None:
    """Not the run that they gave before the failure was known, and not one whose failure the last run does not know.

    Each is checked twice: nothing is added when nothing has changed.
    """
    steps = [("tom", Status.NOT_ASSESSED, 1), ("nej", Status.NOT_MET, 2), ("tom", Status.NOT_MET, 3), ("nej", Status.NOT_MET, 3),
             ("ja", Status.MET, 4), ("tom", Status.NOT_ASSESSED, 5), ("nej", Status.NOT_MET, 6), ("tom", Status.NOT_MET, 7)]
    given = _Remembering(tom=Status.NOT_ASSESSED, nej=Status.NOT_MET, ja=Status.MET)
    with mock.patch.object(checking, "evaluate", given):
        for version, status, count in steps:
            for _ in range(2):
                found = check(tmp_path, version=version)
                assert found.run is not None, found.diagnostics
                assert found.run.item_cells[0].status is status
                assert len(sound(tmp_path).heads) == count


def test_a_failure_of_an_item_that_its_rule_has_no_more_is_told(tmp_path: Path) -> None:
    """At the rule, as a warning; a failure of an item that it has is told by its pages."""
    rule = next(each for each in project_at(tmp_path).catalog.rules if each.is_evaluated)
    own = project_at(tmp_path).catalog.items_of_rule[rule.id][0].id
    grounds = (("kanaler", DAY),)
    kept = (KnownFailure(own, "K1", "", grounds), KnownFailure("GONE", "K1", "", grounds, "K-9"))
    for names, items in ((own, None), (f"K-8, K-9, {own}", "K-8, K-9,")):
        known = (*kept, KnownFailure(rule.id, "K1", "", grounds, names))
        with mock.patch.object(checking, "evaluate", Fake(known_failures=known)):
            found = check(tmp_path, version=names).diagnostics
        told = [each for each in found if "känd brist" in each.message]
        assert [(each.location, each.is_error) for each in told] == ([(rule.location, False)] if items else [])
        assert not items or f"från {items} som" in told[0].message


def test_a_failure_that_nothing_shows_is_told(tmp_path: Path) -> None:
    """Of what is gone at the project, of what is there at its place; of many objects the first are named."""
    rule = next(each for each in project_at(tmp_path).catalog.rules if each.is_evaluated)
    names = tuple((f"K{number}", f"Kanal {number}") for number in range(7))
    known = tuple(KnownFailure(ident, each, "", (("kanaler", DAY),), "K-9") for ident in ("GONE", rule.id) for each, _ in names)
    fake = Fake(known_failures=known, subject_names=names)
    with mock.patch.object(checking, "evaluate", fake):
        told = [each for each in check(tmp_path).diagnostics if "som inget utfall visar" in each.message]
    assert [(each.location, each.is_error) for each in told] == [(rule.location, False), (Location("."), False)]
    assert all("för K0, K1, K2, K3, K4 och 2 till," in each.message for each in told)


def test_a_failure_that_ends_without_an_answer_is_told(tmp_path: Path) -> None:
    """Its item is gone, and the rule has been decided without it: once, in the run where it ends."""
    rule = next(each for each in project_at(tmp_path).catalog.rules if each.is_evaluated)
    known = tuple(KnownFailure(ident, "K1", "", (("kanaler", DAY),), "K-9") for ident in ("K-9", rule.id))
    names = (("K1", "Kanal 1"),)
    with mock.patch.object(checking, "evaluate", Fake(known_failures=known, subject_names=names)):
        check(tmp_path)
    for expected in (["K-9 hade en känd brist för K1, som inte är rättad. Frågan ställs inte längre, och regeln har avgjorts utan den."], []):
        with mock.patch.object(checking, "evaluate", Fake(subject_names=names)):
            told = [each for each in check(tmp_path, version="2").diagnostics if "inte är rättad" in each.message]
        assert [each.message for each in told] == expected
        assert not any(each.is_error for each in told)


@pytest.mark.parametrize(("change", "remedy"), [
    ({"decides": Decides.FAILURES_ONLY}, "skriv en som kan visa att regeln är uppfylld"), ({}, "på nyare underlag"),
    ({"not_checked": "tills vidare"}, "skriv prövas-inte sedan")])
def test_the_way_out_is_one_that_there_is(change: dict[str, Any], remedy: str, tmp_path: Path) -> None:
    """Items that prove nothing end no failure, and a rule that is not tried at all shows none."""
    project = project_at(tmp_path)
    catalog = project.catalog
    rule = next(each for each in catalog.rules if each.is_evaluated)
    if "not_checked" in change:
        catalog = replace(catalog, rules=tuple(replace(each, **change) if each is rule else each for each in catalog.rules))
        cells = ()
    else:
        catalog = replace(catalog, items=tuple(replace(each, **change) for each in catalog.items))
        cells = run_of(str(DAY), "0").rule_cells[:1]
        cells = (replace(cells[0], rule=rule.id, subject="F1"),)
    vars(project)["content"] = replace(project.content, catalog=catalog)
    run = replace(run_of(str(DAY), "0"), rule_cells=cells, subject_names=(("F1", "Ett"),), known_failures=(
        KnownFailure(rule.id, "F1", "", (("kanaler", DAY),), "K-9"),))
    told = [each.remedy for each in failure_warnings(run, None, project) if each.location == rule.location]
    assert len(told) == 1
    assert remedy in told[0]


def test_a_day_before_history_is_told(tmp_path: Path) -> None:
    """No known failure is carried to it. Not on the first run, and not on a later day."""
    day = DAY.isoformat()
    for as_of, count in ((day, 0), ("2026-01-01", 1), (day, 0), ("2026-01-02", 0)):
        found = check(tmp_path, date.fromisoformat(as_of)).diagnostics
        assert [each.is_error for each in found if each.code is Code.DAY_BEFORE_HISTORY] == [False] * count


def test_failures_that_only_a_later_day_knows_are_told(tmp_path: Path) -> None:
    """A day before that of a stored run, when it knows what the run of the day does not; with how many, and which."""
    failures = tuple(KnownFailure("K-TVA", ident, "", (("kanaler", DAY),)) for ident in ("F1", "F2"))
    with mock.patch.object(checking, "evaluate", Fake(known_failures=failures[:1])):
        check(tmp_path, date(2026, 9, 28))
    with mock.patch.object(checking, "evaluate", Fake(known_failures=failures)):
        check(tmp_path, DAY)
    told = {}
    for day, known in ((29, failures[:1]), (27, ()), (29, failures), (30, ()), (31, ())):
        as_of = date(2026, 9, day) if day < 31 else date(2026, 10, 1)
        with mock.patch.object(checking, "evaluate", Fake(known_failures=known)):
            found = check(tmp_path, as_of, version=f"{day} {len(known)}").diagnostics
        told[day, len(known)] = [each.message for each in found if "som inte visas här" in each.message]
    assert told == {
        (29, 1): [("Dagen som bedöms, 2026-09-29, är före den sparade kontrollen av 2026-09-30, som har en känd brist "
                  "som inte visas här: K-TVA (F2).")],
        (27, 0): [("Dagen som bedöms, 2026-09-27, är före den sparade kontrollen av 2026-09-30, som har 2 kända brister "
                  "som inte visas här: K-TVA (F1), K-TVA (F2).")],
        (29, 2): [], (30, 0): [], (31, 0): []}


def test_an_object_that_is_gone_with_its_failures_is_told(tmp_path: Path) -> None:
    """At the register that has lost it, once for each object, with how to end the warning."""
    rule = next(each for each in project_at(tmp_path).catalog.rules if each.is_evaluated)
    grounds = (("kanaler", DAY),)
    known = (*(KnownFailure(ident, "F7", "", grounds) for ident in (rule.id, "K-TVA")), KnownFailure("GONE", "F8", "", grounds))
    with mock.patch.object(checking, "evaluate", Fake(known_failures=known)):
        told = [each for each in check(tmp_path).diagnostics if "finns inte längre i underlaget" in each.message]
    assert [(each.location, each.is_error, each.message) for each in told] == [
        (Location("evidence/underlag.toml"), False,
         f"F7 finns inte längre i underlaget, men har 2 kända brister: {rule.id}, K-TVA."),
        (Location("evidence/underlag.toml"), False, "F8 finns inte längre i underlaget, men har en känd brist: GONE."),
    ]
    assert all("behåll raden med status avslutad" in each.remedy for each in told)


@pytest.mark.parametrize(("kind", "remedy"), [
    (SubjectKind.CHANNEL, "status avslutad"), (SubjectKind.BOARD, "behåll den också"),
    (SubjectKind.ORGANISATION, "behåll den också")])
def test_the_register_that_has_lost_an_object_is_named(kind: SubjectKind, remedy: str, tmp_path: Path) -> None:
    """By the kind of object that its rule is about; a board has no status to keep it by."""
    project = project_at(tmp_path)
    rule = next(each for each in project.catalog.rules if each.is_evaluated)
    about = replace(rule, subject=kind)
    files = tuple(EvidenceFile(f"{table}.csv", table, DAY, "", "", "nej", DAY, DAY, ()) for table in ("kanaler", "nämnder", "organisation"))
    vars(project)["evidence"] = replace(project.evidence, evidence=replace(project.evidence.evidence, files=files))
    run = replace(run_of(str(DAY), "0"), known_failures=(KnownFailure(rule.id, "B1", "", (("kanaler", DAY),)),))
    rules = tuple(about if each is rule else each for each in project.catalog.rules)
    vars(project)["content"] = replace(project.content, catalog=replace(project.catalog, rules=rules))
    [told] = failure_warnings(run, None, project)
    assert told.location == Location(f"evidence/{kind.table}.csv")
    assert remedy in told.remedy


def test_new_chain_that_is_interrupted_takes_no_old_copy_for_a_loss(tmp_path: Path) -> None:
    """Stopped when its first run is kept and the copy not yet written: the old copy has given way, and nothing is wrong."""
    check(tmp_path)
    shutil.rmtree(tmp_path / STORE)
    (tmp_path / STORE).mkdir()
    (tmp_path / STORE / START_FILE).write_text("Ny disk.", encoding="utf-8")

    def write(*given: Any) -> None:
        if (tmp_path / STORE / ORDER_FILE).exists():
            raise KeyboardInterrupt
        write_latest(*given)

    with mock.patch.object(checking, "write_latest", write), pytest.raises(KeyboardInterrupt):
        check(tmp_path, version="2")
    assert len(sound(tmp_path).heads) == 1
    assert check(tmp_path, version="2").run == read_latest(tmp_path)


def test_damaged_store_stops_and_changes_nothing(tmp_path: Path) -> None:
    """With a damaged predecessor there is no run, and not a byte is written."""
    first = check(tmp_path)
    assert first.run is not None
    path = tmp_path / STORE / first.run.id / "run.json"
    path.write_bytes(path.read_bytes()[:100])
    before = tree(tmp_path)
    found = check(tmp_path, version="2")
    assert found.run is None
    assert {each.code for each in found.diagnostics if each.is_error} == {Code.DAMAGED_RUN}
    assert tree(tmp_path) == before


def test_run_damaged_while_it_is_being_carried_stops_too(tmp_path: Path) -> None:
    """A predecessor that is changed between verification and reading gives the same kind of message."""
    check(tmp_path)
    with mock.patch("regelratt.app.run_store.store.read_head", return_value=None):
        found = check(tmp_path, version="2")
    assert found.run is None
    assert "ändrades medan den lästes" in str(found.diagnostics[-1])


def test_mending_is_a_warning_once(tmp_path: Path) -> None:
    """A torn index is told with the run, is written anew, and is not told again."""
    check(tmp_path)
    path = tmp_path / STORE / ORDER_FILE
    right = path.read_bytes()
    path.write_bytes(right[:7])
    told = check(tmp_path)
    assert told.run is not None
    assert [each.location.path for each in told.diagnostics if each.code is Code.DAMAGED_RUN] == [f"{STORE}/{ORDER_FILE}"]
    assert path.read_bytes() == right
    assert not [each for each in check(tmp_path).diagnostics if each.code is Code.DAMAGED_RUN]


def test_damaged_copy_is_written_anew(tmp_path: Path) -> None:
    """The latest run is a copy; edited, torn or removed, it is back after the next check, with a warning when it lied."""
    check(tmp_path)
    right = tree(tmp_path / LATEST)
    path = tmp_path / LATEST / "run.json"
    path.write_bytes(path.read_bytes().replace(b"not_met", b"met"))
    warned = check(tmp_path)
    assert [each.location.path for each in warned.diagnostics if each.code is Code.DAMAGED_RUN] == [f"{LATEST.as_posix()}/run.json"]
    assert tree(tmp_path / LATEST) == right
    shutil.rmtree(tmp_path / LATEST)
    assert check(tmp_path).run is not None
    assert tree(tmp_path / LATEST) == right


def test_assessing_keeps_nothing(tmp_path: Path) -> None:
    """The run of an assessment is the one that a check would keep; nothing is written, not even a folder."""
    found = checking.assess(project_at(tmp_path), DAY)
    assert list(tmp_path.iterdir()) == []
    assert found.run == checking.check(project_at(tmp_path), DAY).run


def test_errors_in_content_write_nothing(tmp_path: Path) -> None:
    """A project that does not pass lint gets no `_build`."""
    root = write_project(tmp_path, {"policies/roller.md": "# Roller\n\nInga.\n"})
    assert checking.check(Project(root), DAY).run is None
    assert not (root / "_build").exists()


def test_second_check_is_stopped_before_it_reads_anything(tmp_path: Path) -> None:
    """It is told at once, and not after reading content that may take long."""
    unread = mock.Mock(spec=Project, root=tmp_path)
    type(unread).content_diagnostics = mock.PropertyMock(side_effect=AssertionError("läste"))
    with hold(tmp_path, "build"), as_thread(8), pytest.raises(BusyError):
        checking.check(unread, DAY)


def test_second_check_is_stopped(tmp_path: Path) -> None:
    """While a build holds the lock, a check in another thread or process is told so; the build's own check is not."""
    with hold(tmp_path, "build"):
        assert check(tmp_path).run is not None
    with as_thread(7), hold(tmp_path, "build"), as_thread(8), pytest.raises(BusyError):
        check(tmp_path)


def test_first_check_takes_the_lock_too(tmp_path: Path) -> None:
    """Also where nothing has been built yet, the lock is held before anything is written."""
    with checking.held_check(project_at(tmp_path), DAY, "build"), as_thread(8), pytest.raises(BusyError):
        check(tmp_path)


def test_held_check_keeps_the_lock_for_what_is_built_on_it(tmp_path: Path) -> None:
    """Until the block ends nobody else can put another run in the place of the one that is being built."""
    with checking.held_check(project_at(tmp_path), DAY, "build") as checked:
        assert checked.run is not None
        with as_thread(8), pytest.raises(BusyError, match="regelratt build"):
            check(tmp_path)


@pytest.mark.parametrize("is_built", [True, False])
@pytest.mark.parametrize("is_sound", [True, False])
def test_what_is_done_beside_is_begun_for_sound_pages_alone(tmp_path: Path, is_sound: bool, is_built: bool) -> None:
    """It is begun once, before anything is judged, and knows if the lock is held; a mistake in a page and it never is."""
    done: list[str] = []
    if is_built:
        (tmp_path / "_build").mkdir()

    def begin(is_held: bool) -> None:
        assert is_held is is_built
        if is_held:
            with as_thread(8), pytest.raises(BusyError):
                check(tmp_path)
        done.append("beside")

    def judge(project: Project) -> Checked:
        done.append("judged")
        return Checked(tuple(project.content_diagnostics))

    with (
        mock.patch.object(Project, "has_sound_pages", is_sound), mock.patch.object(checking, "_problems", judge),
        checking.held_check(project_at(tmp_path), DAY, "build", begin),
    ):
        assert [each for each in done if each == "beside"] == ["beside"] * is_sound
        assert done[0] == ("beside" if is_sound else "judged")


def test_shared_store_elsewhere_is_locked_too(tmp_path: Path) -> None:
    """Two projects that keep their runs in one store outside of them take turns."""
    store = tmp_path / "arkiv"
    store.mkdir()
    first, second = project_at(tmp_path / "a"), project_at(tmp_path / "b")
    for project in (first, second):
        loaded, problems = vars(project)["_loaded_settings"]
        vars(project)["_loaded_settings"] = (replace(loaded, run_store=str(store)), problems)
    with checking.held_check(first, DAY, "build"), as_thread(8), pytest.raises(BusyError):
        checking.check(second, DAY)
    assert len(RunStore(store, tmp_path).history().heads) == 1


def test_interrupted_command_is_cleared_up_first(tmp_path: Path) -> None:
    """The next command gives a published folder its name back, and removes what was half-written in `_build` and the store."""
    check(tmp_path)
    (tmp_path / "_build/.html.gammal").mkdir()
    (tmp_path / "_build/.html.gammal/index.html").write_text("den enda", encoding="utf-8")
    (tmp_path / STORE / ".2026-01-01-000000000000.ny.00000000-1-abcdef01").mkdir()
    assert check(tmp_path).run is not None
    assert (tmp_path / "_build/html/index.html").read_text(encoding="utf-8") == "den enda"
    assert [path.name for path in (tmp_path / STORE).iterdir() if path.name.startswith(".")] == []


class TestFingerprints:
    """What makes other inputs, and what does not."""

    def test_places_do_not_count(self, tmp_path: Path) -> None:
        """A blank line more at the top of every page, or an object in another file, is the same content."""
        plain = Project(write_project(tmp_path / "a", {}))
        moved = {name: text if name == "pyproject.toml" else f"\n\n\n{text}" for name, text in SMALL.items()}
        moved["policies/funktioner.md"] = moved.pop("policies/roller.md")
        other = write_project(tmp_path / "b", moved)
        (other / "policies/roller.md").unlink()
        lower = Project(other)
        assert catalog_to_json(lower.catalog) != catalog_to_json(plain.catalog)
        assert lower.catalog_digest == plain.catalog_digest

    @pytest.mark.parametrize(("name", "old", "new"), [
        ("policies/dok/index.md", "Ha tvåfaktor", "Ha trefaktor"), ("policies/dok/index.md", ":kravnivå: ska", ":kravnivå: bör"),
        ("checklists/lista.md", "tvåfaktor = 'ja'", "tvåfaktor  = 'ja'"), ("checklists/lista.md", "F1,ja", "F2,ja"),
    ])
    def test_words_do_count(self, tmp_path: Path, name: str, old: str, new: str) -> None:
        """Anything that an object says is part of the content, also the rows of a test case."""
        plain = Project(write_project(tmp_path / "a", {}))
        other = Project(write_project(tmp_path / "b", {name: SMALL[name].replace(old, new, 1)}))
        assert other.catalog_digest != plain.catalog_digest

    @pytest.mark.parametrize("change", ["catalog_digest", "evidence_digest", "as_of", "version", "program"])
    def test_every_input_counts(self, change: str) -> None:
        """Each part of the inputs makes another digest."""
        project = project_at(Path())
        plain = Inputs(project.catalog, "c", project.evidence.evidence, "e", DAY, "1", "p")
        other = replace(plain, **{change: date(2026, 1, 1) if change == "as_of" else "annat"})
        assert other.digest != plain.digest

    def test_the_program_itself_counts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A changed module that judges is another program of the same version; one that only shows is not, nor are line ends."""
        def digest() -> str:
            program.program_digest.cache_clear()
            monkeypatch.setattr(program, "files", lambda _: tmp_path)
            return program.program_digest()

        for name in ("engine/a.py", "cli/b.py", "c.py"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"x = 1\n")
        plain = digest()
        (tmp_path / "cli/b.py").write_bytes(b"x = 2\n")
        (tmp_path / "c.py").write_bytes(b"x = 1\r\n")
        assert digest() == plain
        (tmp_path / "engine/a.py").write_bytes(b"x = 2\n")
        assert digest() != plain
        program.program_digest.cache_clear()
