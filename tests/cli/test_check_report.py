"""What `check` says: warnings, which rules are not met, where the result lies, and what to do next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app import check as checking
from regelratt.app.places import ORDER_FILE, START_FILE
from regelratt.cli.check_report import LISTED, unmet_rules
from regelratt.domain.catalog import Catalog
from regelratt.domain.status import Status
from regelratt.domain.words import Level
from tests.app.worlds import STORE, Fake, fake_evaluate, project_at, run_of
from tests.cli.called import call
from tests.cli.test_hostile_items import with_evidence
from tests.project import write_project


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """The small project, with an evaluation that finds one failing cell and one offending row."""
    with mock.patch.object(checking, "evaluate", fake_evaluate):
        yield with_evidence(write_project(tmp_path, {}), 2)


def test_check_says_what_failed_and_where_to_look(root: Path) -> None:
    """The rule with its title and number of objects, the folder of the result, and the next command."""
    done = call("check", "--root", root)
    assert done.code == 0
    assert "Ej uppfyllt:\n  DOK-1-01 Ha tvåfaktor (1 objekt)\n" in done.out
    assert "1 rad i underlaget avviker" in done.out
    assert done.out.endswith("Resultatet ligger i _build/run/run.json. Kör regelratt build och läs den interna utgåvan, objekt för objekt.\n")
    assert "Rådet följs inte" not in done.out


def test_the_beginning_of_history_is_told_once(root: Path) -> None:
    """By the first check of a store, for people and machines, wherever it lies; with a reason the reason is told."""
    call("check", "--root", root)
    said = f"Historiken börjar i {STORE}: där fanns inga sparade kontroller, så inga brister är kända från förr.\n"
    assert said not in call("check", "--root", root).out
    shutil.rmtree(root / "_build")
    assert said in call("check", "--root", root).out
    shutil.rmtree(root / "_build")
    assert [json.loads(call("check", "--root", root, "--json").out)["begins_in"] for _ in range(2)] == [STORE, ""]
    shutil.rmtree(root / STORE)
    (root / STORE).mkdir()
    (root / STORE / START_FILE).write_text("Ny organisation.", encoding="utf-8")
    begun = call("check", "--root", root).out
    assert "En ny kedja börjar" in begun
    assert said not in begun


def test_nothing_is_said_of_rows_when_none_offends(root: Path) -> None:
    """No "0 avvikelser" beside rules that are not met."""
    with mock.patch.object(checking, "evaluate", Fake(findings=())):
        done = call("check", "--root", root)
    assert "avvik" not in done.out
    assert "Ej uppfyllt:" in done.out


def test_warnings_are_shown_also_when_all_is_well(root: Path) -> None:
    """A warning about the store is printed before the result, with the count line."""
    call("check", "--root", root)
    (root / STORE / ORDER_FILE).unlink()
    done = call("check", "--root", root)
    assert done.code == 0
    assert f"{STORE}/{ORDER_FILE}:1:1: varning: " in done.out
    assert done.out.index("0 fel, 1 varningar") < done.out.index("Kontroll 2026-09-30-")


def test_json_has_the_old_keys_and_new_ones(root: Path) -> None:
    """Machines read what failed, the digest that the run is kept under, what was carried, and the warnings."""
    first = json.loads(call("check", "--root", root, "--json").out)
    assert {"run", "as_of", "rules", "findings"} < set(first)
    assert first["unmet"] == [{"rule": "DOK-1-01", "title": "Ha tvåfaktor", "binding": True, "subjects": 1}]
    assert first["run"].endswith(first["digest"][:12])
    assert first["result"] == "_build/run/run.json"
    assert (first["carried_from"], first["warnings"]) == ("", [])
    (root / STORE / ORDER_FILE).unlink()
    again = json.loads(call("check", "--root", root, "--json").out)
    assert [each["code"] for each in again["warnings"]] == ["damaged-run"]


def test_long_lists_are_cut_and_counted() -> None:
    """At most twenty rules of each kind, binding and advisory apart, then how many more; objects of a rule are counted."""
    rule = project_at(Path()).catalog.rules[0]
    levels = (Level.MUST, Level.SHOULD)
    rules = tuple(replace(rule, id=f"R-{level}-{number:02}", level=level) for level in levels for number in range(LISTED + 5))
    run = run_of("2026-01-01", "1")
    [cell] = run.rule_cells
    cells = tuple(replace(cell, rule=each.id, subject=subject) for each in rules for subject in ("F1", "F2"))
    met = replace(cell, rule=rules[0].id, subject="F3", status=Status.MET)
    run = replace(run, rule_cells=(*cells, met))
    unmet = unmet_rules(run, Catalog(rules=rules))
    assert [each.rule for each in unmet] == [each.id for each in rules]
    assert {each.subjects for each in unmet} == {2}
    from regelratt.cli.check_report import _lines  # noqa: PLC0415  # the lines without a command around them

    lines = list(_lines(run, unmet))
    assert lines.count("  … och 5 regler till") == 2
    assert sum(line.startswith("  R-") for line in lines) == 2 * LISTED
    assert lines.index("Ej uppfyllt:") < lines.index("Rådet följs inte:")


def test_damaged_store_ends_with_3(root: Path) -> None:
    """The message has path, remedy and code; stdout is JSON when that was asked for."""
    call("check", "--root", root)
    [stored] = (root / STORE).glob("2026*/run.json")
    stored.write_text("{", encoding="utf-8")
    done = call("check", "--root", root)
    assert done.code == 3
    assert f"{stored.relative_to(root).as_posix()}:1:1: fel: Körningen " in done.out.replace(":2:1:", ":1:1:")
    assert "[regelratt.damaged-run]" in done.out
    assert "Traceback" not in done.out + done.err
    listed = json.loads(call("check", "--root", root, "--json").out)
    assert {each["code"] for each in listed} == {"damaged-run"}
