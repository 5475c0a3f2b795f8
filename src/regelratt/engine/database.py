"""DuckDB connections that can neither read nor write outside memory, and the evidence tables in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb

from regelratt.domain.tables import TABLES, Table
from regelratt.engine.wire import MISSING, SEPARATOR

_LOCKS = (
    # Shared subexpressions would be lifted out of TRY, so that one bad row stops all rows.
    "SET disabled_optimizers='common_subexpressions'",
    "SET python_enable_replacements=false",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)

SCENE = "scen nr"
"""Column with the scene of a row in a staged table; no author's SQL that has been bound can name it."""

Column = str | Sequence[str | None]
"""A column's values as they are sent: joined to one text, or a list."""


def open_locked(memory_limit_mb: int = 512, threads: int = 1) -> duckdb.DuckDBPyConnection:
    """An empty database in memory whose settings can no longer be changed."""
    # Without a folder for spilling, what does not fit in memory is an error and never a file.
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads, "memory_limit": f"{memory_limit_mb}MB", "temp_directory": "",
    }
    connection = duckdb.connect(":memory:", config=settings)
    for statement in _LOCKS:
        connection.execute(statement)
    return connection


def staged(table: str) -> str:
    """Name of the table that holds the rows of all scenes."""
    return f"alla {table}"


def create_tables(connection: duckdb.DuckDBPyConnection, names: Iterable[str], *, is_staged: bool = False) -> None:
    """Create each evidence table empty, replacing one that is there; also one for the rows of all scenes."""
    for table in (TABLES[name] for name in names):
        columns = ", ".join(f'"{column.name}" {column.type.sql}' for column in table.columns)
        connection.execute(f'CREATE OR REPLACE TABLE "{table.name}" ({columns})')
        if is_staged:
            connection.execute(f'CREATE OR REPLACE TABLE "{staged(table.name)}" ("{SCENE}" BIGINT, {columns})')


def fill(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[Column], *, is_staged: bool = False
) -> None:
    """Insert rows that are given column by column, every column in order; staged ones begin with the scene."""
    types = [*(["BIGINT"] if is_staged else []), *(column.type.sql for column in table.columns)]
    values = ", ".join(
        f"NULLIF(c{number}, '{MISSING}')::{kind}" if isinstance(column, str) else f"c{number}::{kind}"
        for number, (kind, column) in enumerate(zip(types, columns, strict=True)))
    rows = ", ".join(
        f"unnest(string_split(?, '{SEPARATOR}')) AS c{number}" if isinstance(column, str)
        else f"unnest(?::VARCHAR[]) AS c{number}"
        for number, column in enumerate(columns))
    name = staged(table.name) if is_staged else table.name
    connection.execute(f'INSERT INTO "{name}" SELECT {values} FROM (SELECT {rows})', list(columns))


def memory_used_mb(connection: duckdb.DuckDBPyConnection) -> float:
    """Megabytes that the database holds."""
    [total] = connection.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchone() or [0]
    return float(total or 0) / 1_000_000
