"""The allow-list of functions, checked against what DuckDB itself says about each."""

from __future__ import annotations

from collections import defaultdict

import duckdb
import pytest

from regelratt.engine import allowlist

WRITTEN_BY_THE_PARSER = {"nullif", "ifnull"}
"""Names that DuckDB rewrites to CASE and COALESCE before they become functions."""

DANGEROUS = {
    "getenv", "current_setting", "query", "query_table", "read_csv", "read_csv_auto", "read_text", "read_blob",
    "read_json", "read_parquet", "parquet_scan", "glob", "sniff_csv", "duckdb_settings", "duckdb_secrets",
    "duckdb_tables", "pragma_table_info", "which_secret", "write_log", "parse_duckdb_log_message",
    "range", "generate_series", "repeat", "repeat_row", "lpad", "rpad", "format", "printf", "list_value", "unnest",
    "list_transform", "list_apply", "list_reduce", "json_execute_serialized_sql", "getvariable", "setvariable",
    "random", "uuid", "gen_random_uuid", "now", "today", "current_date", "current_timestamp", "get_current_timestamp",
    "sleep_ms", "nextval", "error", "hash", "md5_number", "bar", "translate", "array_to_string", "regexp_replace",
    "string_split", "regexp_extract_all", "pow", "exp", "factorial", "bit_count", "to_base", "from_base64", "decode",
    "combine", "finalize", "list", "histogram", "listagg", "array_agg", "group_concat", "product",
}
"""Functions that read, write, tell the time, draw lots, generate or repeat, or give lists."""


@pytest.fixture(scope="module")
def stability() -> dict[str, set[str]]:
    """What DuckDB says about every function it has."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = duckdb.connect().execute("SELECT function_name, function_type, stability FROM duckdb_functions()").fetchall()
    for name, kind, stable in rows:
        found[name].add(stable or kind)
    return found


@pytest.mark.parametrize("name", sorted((allowlist.FUNCTIONS | allowlist.OPERATORS) - WRITTEN_BY_THE_PARSER))
def test_every_allowed_function_is_consistent(name: str, stability: dict[str, set[str]]) -> None:
    """The same arguments always give the same value: no clock, no lots, no state."""
    assert stability[name] == {"CONSISTENT"}


def test_nothing_dangerous_is_allowed() -> None:
    """None of the functions that reach out of the query or grow without bound is on the list."""
    assert not allowlist.FUNCTIONS & DANGEROUS


def test_every_unstable_function_is_off_the_list(stability: dict[str, set[str]]) -> None:
    """Whatever DuckDB adds: nothing that varies within or between queries is on the list."""
    unstable = {name for name, said in stability.items() if said & {"VOLATILE", "CONSISTENT_WITHIN_QUERY"}}
    assert len(unstable) > 20
    assert (allowlist.FUNCTIONS | allowlist.OPERATORS) & unstable == set()


def test_lists_do_not_overlap() -> None:
    """A function is a scalar, an aggregate or a window function, and written in lower case."""
    groups = (allowlist.SCALARS, allowlist.AGGREGATES, allowlist.WINDOWS)
    assert sum(map(len, groups)) == len(allowlist.FUNCTIONS)
    assert all(name == name.lower() for name in allowlist.FUNCTIONS)
