"""Running tasks in a filled database: rows of a krav alone, queries within bounds, and scenes that do not see each other."""

from __future__ import annotations

import duckdb
import pytest

from regelratt.engine import running
from regelratt.engine.messages import Result, Task, World
from regelratt.engine.running import Stage, batches
from tests.engine.scene import finding, rows, run_here

ROW = ("SELECT kanal_id AS objekt, 'm' AS meddelande, kanal_id AS underlag FROM kanaler")


def channels(*values: dict[str, object]) -> list[tuple[object, ...]]:
    """Rows of channels K0, K1 and so on."""
    return list(rows("kanaler", *({"kanal_id": f"K{number}", **each} for number, each in enumerate(values))))  # type: ignore[dict-item]  # values of evidence


def staged(*scenes: list[tuple[object, ...]]) -> dict[str, list[tuple[object, ...]]]:
    """The channels of each scene."""
    return {"kanaler": [(scene, *row) for scene, each in enumerate(scenes) for row in each]}


def run(tables: dict[str, list[tuple[object, ...]]], *tasks: Task, is_staged: bool = True) -> list[Result]:
    """The results of the tasks."""
    [found] = run_here([World(tables, tasks, is_staged)])  # type: ignore[arg-type]  # values of evidence
    return found


def fynd(scene: int, sql: str = ROW, *tables: str, **parameters: object) -> Task:
    """A query in a scene."""
    return Task("A", sql, parameters, tables=frozenset(tables or ("kanaler",)), scene=scene)


def krav(scene: int, sql: str, **parameters: object) -> Task:
    """A predicate in a scene."""
    return Task("A", sql, parameters, "kanaler", scene=scene)


def test_each_scene_sees_its_own_rows() -> None:
    """Queries and predicates of one scene see neither the rows nor the absence of rows of another."""
    tables = staged(channels({"syfte": "a"}), channels({"syfte": "b"}, {"syfte": "a"}), [])
    tasks = [fynd(scene, ROW + " WHERE syfte = 'a'") for scene in range(3)] + [krav(scene, "syfte = 'a'") for scene in range(3)]
    found = run(tables, *tasks)
    assert [result.rows for result in found[:3]] == [(("K0", "m", "K0"),), (("K1", "m", "K1"),), ()]
    assert [result.rows for result in found[3:]] == [(("K0", "true"),), (("K0", "false"), ("K1", "true")), ()]


@pytest.mark.parametrize("sql", [
    "SELECT objekt, meddelande, underlag FROM (SELECT *, kanal_id AS objekt, 'm' AS meddelande, kanal_id AS underlag FROM kanaler) ORDER BY 1", ROW + " -- ett ord", f"WITH x AS ({ROW}) SELECT * FROM x",
    f"{ROW} UNION ALL {ROW}", f"{ROW} WHERE NOT EXISTS (SELECT 1 FROM beslut)", ROW + " k WHERE k.kanal_id = (SELECT max(kanal_id) FROM kanaler)", "SELECT max(kanal_id) AS objekt, 'm' AS meddelande, count(*)::varchar AS underlag FROM kanaler",
    ROW.replace("kanaler", "kanaler LEFT JOIN nämnder USING (nämnd_id)"),
])
def test_a_scene_is_a_world(sql: str) -> None:
    """A query gives in a scene, between other scenes, just what it gives in a world of its own."""
    mine, others = channels({"syfte": "a"}, {"syfte": "b"}), channels(*[{"syfte": "c"}] * 5)
    alone = run({"kanaler": mine}, fynd(0, sql, "kanaler", "beslut", "nämnder"), is_staged=False)
    beside = run(staged(others, mine, others), fynd(1, sql, "kanaler", "beslut", "nämnder"))
    assert beside == alone
    assert not alone[0].failed
    assert alone[0].rows


@pytest.mark.parametrize("where", [
    "antal_med_åtkomst * antal_med_åtkomst > 50", "adress::DATE > DATE '2026-01-01'", "kanal_id > 'A' AND antal_med_åtkomst * antal_med_åtkomst * 3 > 50",
    "EXISTS (SELECT 1 FROM kanaler b WHERE b.antal_med_åtkomst * b.antal_med_åtkomst > 50)", "antal_med_åtkomst * antal_med_åtkomst IN (SELECT antal_med_åtkomst * antal_med_åtkomst FROM kanaler)",
])
def test_a_row_that_cannot_be_reckoned_harms_no_other_scene(where: str) -> None:
    """An overflow or a bad text in the rows of one test case stops that case's query alone."""
    sound = channels({"antal_med_åtkomst": 9, "adress": "2026-05-01"})
    broken = channels({"antal_med_åtkomst": 2**62, "adress": "igår"})
    before, bad, after = run(staged(sound, broken, sound), *(fynd(scene, finding(where)) for scene in range(3)))
    assert bad.failed
    assert before == after
    assert len(before.rows) == 1


def test_a_bad_row_of_a_krav_is_without_value_alone() -> None:
    """Also when the predicates of many scenes are one query."""
    tables = staged(channels({"antal_med_åtkomst": 9}, {"antal_med_åtkomst": 2**62}), channels({"antal_med_åtkomst": 1}))
    first, second = run(tables, *(krav(scene, "antal_med_åtkomst * antal_med_åtkomst > 50") for scene in range(2)))
    assert first.rows == (("K0", "true"), ("K1", None))
    assert second.rows == (("K0", "false"),)


def test_batches_keep_tables_and_parameters_apart() -> None:
    """One query has one set of parameter values, one table, and no more branches than it can carry."""
    tasks = [Task("A", "x", {"gräns": 1}, "kanaler"), Task("A", "y", {"gräns": 1}, "kanaler"), Task("A", "x", {"gräns": 2}, "kanaler"),
             Task("A", "x", {"gräns": 1}, "nämnder"), Task("A", "x", {"gräns": True}, "kanaler"), Task("A", "z")]
    together, apart = batches(list(enumerate(tasks)))
    assert [[job for job, _ in batch] for batch in together] == [[0, 1], [2], [3], [4]]
    assert [job for job, _ in apart] == [5]
    many = [(number, Task("A", f"x = {number}", {}, "kanaler")) for number in range(2 * running.MOST_BRANCHES + 1)]
    together, _ = batches(many)
    assert [len(batch) for batch in together] == [running.MOST_BRANCHES, running.MOST_BRANCHES, 1]


@pytest.mark.parametrize("fault", [duckdb.FatalException, duckdb.InternalException])
def test_the_child_falls_on_an_error_of_duckdbs_own(fault: type[Exception]) -> None:
    """A database that may answer nothing more is left: the task at hand is blamed from outside, and the others get a new one."""

    class Broken:
        def execute(self, *_: object) -> None:
            raise fault("database has been invalidated")

    stage = Stage(Broken(), is_staged=False)  # type: ignore[arg-type]  # what DuckDB leaves behind
    with pytest.raises(fault):
        stage.rows(fynd(0))
    with pytest.raises(fault):
        stage.predicates([krav(0, "syfte = 'a'")])


@pytest.mark.parametrize(("limit", "value", "sql", "says"), [
    ("ROW_LIMIT", 5, ROW.replace("kanal_id", "a.kanal_id").replace("kanaler", "kanaler a, kanaler b"), "fler än 5 rader"),
    ("LARGEST_RESULT", 10, ROW, "för lång text"), ("LONGEST_VALUE", 3, ROW.replace("'m'", "'mmmm'"), "för lång text"),
])
def test_results_are_bounded(monkeypatch: pytest.MonkeyPatch, limit: str, value: int, sql: str, says: str) -> None:
    """Rows, characters in all and characters of one value: past the limit the task fails, and nothing is cut off."""
    tables = {"kanaler": channels(*[{}] * 3)}
    [before] = run(tables, fynd(0, sql), is_staged=False)
    assert not before.failed
    monkeypatch.setattr(running, limit, value)
    [after] = run(tables, fynd(0, sql), is_staged=False)
    assert says in after.error
    assert after.rows == ()
