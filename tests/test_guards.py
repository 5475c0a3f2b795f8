"""The mutation table can be run: every guard is found in its file, and every test it names exists."""

from __future__ import annotations

import ast

import pytest

from tests.guards.mutations import NOT_NOTICED, ROOT, TABLE, UNTRIED, Guard, as_table, guards, kept_outcomes


@pytest.mark.parametrize("guard", guards(), ids=lambda each: f"{each.area}: {each.guard}")
def test_guard_is_where_the_table_says(guard: Guard) -> None:
    """Its text stands in the file exactly once, removing it leaves a file that can be read, and its tests are there."""
    removed = guard.removed_from(guard.source.read_text(encoding="utf-8"))
    if guard.source.suffix == ".py":
        ast.parse(removed)
    for name in guard.tests:
        path, _, rest = name.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert not rest or rest.rpartition("::")[2].partition("[")[0] in names, name
    assert guard.tests


def test_kept_table_is_about_these_guards() -> None:
    """The table is what a run would write of the outcomes it has, and every guard was missed by some test."""
    outcomes = kept_outcomes()
    assert TABLE.read_text(encoding="utf-8") == as_table(outcomes)
    assert [each for each in guards() if outcomes.get((each.area, each.guard), UNTRIED) in NOT_NOTICED] == []


def test_every_guard_has_a_sentence_of_its_own() -> None:
    """The outcomes are kept by it."""
    assert len({(each.area, each.guard) for each in guards()}) == len(guards())
