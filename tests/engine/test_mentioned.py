"""Which columns a query may read, as the reading tells."""

from __future__ import annotations

import pytest

from regelratt.engine.sql import SqlReader
from regelratt.engine.statement import Statement, Use


def _columns(sql: str) -> frozenset[str]:
    return SqlReader().read(Statement(Use.FINDINGS, sql, "kanaler")).columns


@pytest.mark.parametrize("sql", [
    "SELECT * FROM kanaler", "FROM kanaler", "SELECT k.* FROM kanaler AS k", "SELECT k FROM kanaler AS k",
    "SELECT kanaler FROM kanaler", "SELECT a FROM kanaler AS k(a)", "SELECT kanal_id FROM kanaler NATURAL JOIN nämnder",
    "SELECT kanal_id FROM kanaler WHERE EXISTS (SELECT * FROM nämnder)",
    "SELECT kanal_id FROM kanaler UNION SELECT * FROM nämnder", "WITH x(a) AS (SELECT * FROM kanaler) SELECT a FROM x",
])
def test_columns_that_are_read_without_a_name(sql: str) -> None:
    """By a star, as a whole row, by their place or because they are called the same."""
    assert "*" in _columns(sql)


@pytest.mark.parametrize(("sql", "names"), [
    ("SELECT kanal_id FROM kanaler WHERE \"Status\" = 'aktiv'", {"kanal_id", "status"}),
    ("SELECT count(*) AS n FROM kanaler AS k WHERE k.namn IS NULL", {"k", "namn"}),
    ("SELECT 1 FROM kanaler JOIN nämnder USING (nämnd_id)", {"nämnd_id"}),
    ("SELECT 1 FROM kanaler ORDER BY plattform", {"plattform"}),
])
def test_columns_that_are_named(sql: str, names: set[str]) -> None:
    """Wherever the name stands, in the letters that DuckDB compares; counting rows reads none."""
    assert _columns(sql) == names
