"""Somebody has decided about every column of the evidence whether it may be known outside."""

from __future__ import annotations

import pytest

from regelratt.domain.columns import ColumnType
from regelratt.domain.public_knowledge import PLACES, SEEN_BY_ALL, SHOWN_ON_THE_ACCOUNT, Place, is_hidden
from regelratt.domain.tables import TABLES, Table
from regelratt.engine.identifying import IDENTIFYING

HIDDEN = [each for each, place in PLACES.items() if place is Place.NOWHERE]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_that_does_not_only_lead_is_decided_about(table: Table) -> None:
    """A new column needs a place where it may be seen, or to be said to be seen nowhere."""
    leading = {each.name for each in table.columns if each.references} | IDENTIFYING | {table.key}
    assert {column for name, column in PLACES if name == table.name} == table.names - leading


def test_nothing_is_decided_about_that_is_in_no_table() -> None:
    """A table or column that is gone or renamed is gone here too."""
    assert {table for table, _ in PLACES} <= set(TABLES)
    assert {each for each, place in PLACES.items() if place is Place.ACCOUNT} >= SEEN_BY_ALL | SHOWN_ON_THE_ACCOUNT


@pytest.mark.parametrize(("table", "name"), HIDDEN, ids=map(".".join, HIDDEN))
def test_what_is_hidden_may_be_anything(table: str, name: str) -> None:
    """A day lies between days that are seen on the account, and what is required is filled in by everyone."""
    column = TABLES[table].column(name)
    assert column is not None
    assert column.type not in {ColumnType.DATE, ColumnType.MOMENT}
    assert not column.required


def test_what_nobody_has_decided_about_is_not_hidden() -> None:
    """The safe side: it hides nothing that else decides with it."""
    assert not is_hidden("kanaler", "ny_kolumn")
    assert not is_hidden("ny_tabell", "nytta")
