"""The locks of the connection, each by itself, and the tables that are filled in it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.domain.columns import ColumnType
from regelratt.domain.evidence import Value
from regelratt.domain.tables import TABLES
from regelratt.engine.database import create_tables, fill, memory_used_mb, open_locked, staged
from regelratt.engine.wire import ROWS_PER_FRAME, count_frames, decode_frame, encode_rows

SETTINGS = {
    "enable_external_access": "false", "python_enable_replacements": "false", "python_scan_all_frames": "false", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false", "lock_configuration": "true", "disabled_optimizers": "common_subexpressions", "threads": "1", "temp_directory": "",
}
"""Every setting that the connection is opened with, and what it must be."""


@pytest.fixture(scope="module")
def locked() -> duckdb.DuckDBPyConnection:
    """A connection as the child opens it."""
    return open_locked(memory_limit_mb=64)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_lock_is_on(locked: duckdb.DuckDBPyConnection, setting: str) -> None:
    """Read back from the database itself; a lock that is left out is seen here, whatever else still holds."""
    assert locked.execute(f"SELECT current_setting('{setting}')").fetchone() == ({"true": True, "false": False, "1": 1}.get(SETTINGS[setting], SETTINGS[setting]),)


@pytest.mark.parametrize("statement", [
    *(f"SET {setting} = {value!r}" for setting, value in {"enable_external_access": True, "python_enable_replacements": True, "threads": 4, "memory_limit": "8GB", "lock_configuration": False,
                                                           "disabled_optimizers": "", "temp_directory": "annan", "allowed_directories": ["/"]}.items()),
    "RESET memory_limit", "PRAGMA threads=4", "SET VARIABLE a = 1; SET threads = 2", "PRAGMA enable_checkpoint_on_shutdown",
])
def test_no_setting_can_be_changed(locked: duckdb.DuckDBPyConnection, statement: str) -> None:
    """The configuration is locked, also the lock itself."""
    with pytest.raises(duckdb.Error):
        locked.execute(statement)


def test_no_file_is_read_or_written(locked: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """By function, by name, by copying, attaching, exporting, importing and installing; nothing appears beside it."""
    secret = tmp_path / "hemligt.csv"
    secret.write_text("a\n1\n", "utf-8")
    (tmp_path / "a.db").write_bytes(b"")
    for statement in (
        f"SELECT * FROM read_csv('{secret}')", f"SELECT * FROM read_text('{secret}')", f"SELECT * FROM '{secret}'", f"SELECT * FROM glob('{tmp_path}/*')", f"COPY (SELECT 1) TO '{tmp_path}/ut.csv'",
        f"ATTACH '{tmp_path}/b.db'", f"EXPORT DATABASE '{tmp_path}/c'", f"IMPORT DATABASE '{tmp_path}'", "INSTALL httpfs", "LOAD httpfs", f"COPY kanaler FROM '{secret}'", f"SELECT * FROM sniff_csv('{secret}')",
        "SELECT * FROM read_csv('https://localhost/x.csv')",
    ):
        with pytest.raises(duckdb.Error):
            locked.execute(statement)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "hemligt.csv"]


def test_no_python_variable_is_read(locked: duckdb.DuckDBPyConnection) -> None:
    """A name that is no table is not looked for among the caller's variables."""
    hemlig = duckdb.connect().sql("SELECT 1 AS a")
    assert hemlig.fetchall() == [(1,)]
    with pytest.raises(duckdb.CatalogException):
        locked.execute("SELECT * FROM hemlig")


def test_memory_is_bounded_and_nothing_is_spilled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit is an error: no file of evidence is left in a folder for temporary files."""
    monkeypatch.chdir(tmp_path)
    small = open_locked(memory_limit_mb=32)
    with pytest.raises(duckdb.OutOfMemoryException):
        small.execute("SELECT a, b FROM (SELECT r.range::VARCHAR || repeat('x', 90) AS a, r.range AS b FROM range(3000000) r) ORDER BY a DESC").fetchall()
    assert list(tmp_path.iterdir()) == []


def test_a_cast_is_not_shared_between_conditions() -> None:
    """With shared subexpressions a cast would be lifted out of TRY, and one bad row would stop all rows."""
    connection = open_locked(64)
    connection.execute("CREATE TABLE t (x VARCHAR)")
    connection.execute("INSERT INTO t VALUES ('1'), ('ett'), ('3')")
    found = connection.execute("SELECT TRY(x::INTEGER > 0 AND x::INTEGER < 3) FROM t").fetchall()
    assert found == [(True,), (None,), (False,)]


TEXTS = ["", "a", "\x1e", "\x1f", "a\x1fb", "\x1e\x1e", "\n", "''", "NULL", "å😀", "\x01", "x" * 300, "true", "2026-01-01"]
VALUES: dict[ColumnType, st.SearchStrategy[Value]] = {
    ColumnType.TEXT: st.sampled_from(TEXTS), ColumnType.INTEGER: st.integers(-(2**63), 2**63 - 1), ColumnType.BOOLEAN: st.booleans(),
    ColumnType.DATE: st.dates(), ColumnType.MOMENT: st.datetimes(),
}


@settings(max_examples=60)
@given(table=st.sampled_from(["kommentarer", "meddelanden"]), is_staged=st.booleans(), data=st.data())
def test_rows_arrive_as_they_were_sent(table: str, is_staged: bool, data: st.DataObject) -> None:
    """Any value of any column, the unknown and what looks like our own marks among them, comes out of the database as it went in."""
    columns = TABLES[table].columns
    row = st.tuples(*(VALUES[column.type] | st.none() for column in columns))
    rows = [((number, *each) if is_staged else each) for number, each in enumerate(data.draw(st.lists(row, max_size=4)))]
    connection = _shared()
    create_tables(connection, [table], is_staged=is_staged)
    for each in encode_rows(rows):
        fill(connection, TABLES[table], decode_frame(each)["columns"], is_staged=is_staged)  # type: ignore[arg-type]  # from JSON
    name = staged(table) if is_staged else table
    assert connection.execute(f'SELECT * FROM "{name}"').fetchall() == rows


_SHARED: list[duckdb.DuckDBPyConnection] = []


def _shared() -> duckdb.DuckDBPyConnection:
    if not _SHARED:
        _SHARED.append(open_locked(256))
    return _SHARED[0]


def test_many_rows_are_sent_in_many_frames() -> None:
    """A large table is never one message, and no row is lost between two."""
    rows = [(f"U{number}", "K1", date(2026, 1, 1), None, number, "", None) for number in range(2 * ROWS_PER_FRAME + 1)]
    frames = list(encode_rows(rows))
    assert len(frames) == count_frames(rows) == 3
    connection = _shared()
    create_tables(connection, ["uppsikt"])
    for each in frames:
        fill(connection, TABLES["uppsikt"], decode_frame(each)["columns"])  # type: ignore[arg-type]  # from JSON
    assert connection.execute("SELECT count(*), count(DISTINCT uppsikt_id), sum(intervall_dagar) FROM uppsikt").fetchone() == (len(rows), len(rows), sum(range(len(rows))))


def test_the_memory_that_tables_take_is_known() -> None:
    """A filled table shows in the measure that loading is bounded by."""
    connection = open_locked(256)
    create_tables(connection, ["inlägg"])
    before = memory_used_mb(connection)
    rows = [(f"I{number}" + "x" * 100, "K1", datetime(2026, 1, 1, 12), *[None] * 8) for number in range(20_000)]
    for each in encode_rows(rows):
        fill(connection, TABLES["inlägg"], decode_frame(each)["columns"])  # type: ignore[arg-type]  # from JSON
    assert memory_used_mb(connection) > before + 1
