"""DuckDB connections that can neither read nor write outside memory, and the evidence tables in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from regelratt.domain.evidence import Value
from regelratt.domain.tables import Table

_LOCKS = (
    # Shared subexpressions would be lifted out of TRY, so that one bad row stops all rows.
    "SET disabled_optimizers='common_subexpressions'",
    "SET python_enable_replacements=false",
    "SET python_scan_all_frames=false",
    "SET autoinstall_known_extensions=false",
    "SET autoload_known_extensions=false",
    "SET enable_external_access=false",
    "SET lock_configuration=true",
)


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


def create_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Table]) -> None:
    """Create each table empty, replacing one that is there."""
    for table in tables.values():
        columns = ", ".join(f'"{column.name}" {column.type.sql}' for column in table.columns)
        connection.execute(f'CREATE OR REPLACE TABLE "{table.name}" ({columns})')


def fill(connection: duckdb.DuckDBPyConnection, table: Table, rows: Iterable[Sequence[Value]]) -> None:
    """Insert rows that hold every column in order."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return
    unnested = ", ".join(f"unnest(?::{column.type.sql}[])" for column in table.columns)
    connection.execute(f'INSERT INTO "{table.name}" SELECT {unnested}', [list(values) for values in columns])
