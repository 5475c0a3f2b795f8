"""What the SQL of an item may be made of (DESIGN section 7).

Everything is refused that is not named here. The functions are deterministic and bounded: no clock,
no randomness, nothing that reads, writes, repeats or generates.
"""

from __future__ import annotations

import re

OPERATORS = frozenset({"+", "-", "*", "/", "//", "%", "||", "~~", "!~~", "~~*", "!~~*"})
"""Operators that DuckDB's parser writes as functions; the last four are LIKE and ILIKE."""

SCALARS = frozenset({
    "abs", "round", "floor", "ceil", "length", "lower", "upper", "trim", "ltrim", "rtrim", "strip_accents",
    "starts_with", "ends_with", "suffix", "prefix", "contains", "replace", "substring", "left", "right",
    "regexp_matches", "regexp_full_match", "nullif", "greatest", "least", "date_diff", "datediff",
    "date_part", "year", "month", "day", "dayofweek", "isodow", "last_day", "strftime", "concat",
    "to_days", "to_months", "to_years", "trunc", "ifnull",
})
AGGREGATES = frozenset({
    "count", "count_star", "sum", "min", "max", "avg", "bool_and", "bool_or", "arg_min", "arg_max", "first",
    "string_agg", "any_value",
})
WINDOWS = frozenset({"lag", "lead", "row_number", "rank", "dense_rank", "first_value", "last_value"})
BY_ORDER = WINDOWS | {"first", "any_value", "string_agg"}
"""Functions whose answer depends on the order of the rows: without ORDER BY, on each row's place in its file."""
FUNCTIONS = SCALARS | AGGREGATES | WINDOWS
"""Every function by name. `string_agg` is bounded by the evidence, which is bounded on reading."""

INSTEAD = {
    "date_trunc": "Jämför år och månad med year och month, eller använd date_part.",
    "datetrunc": "Jämför år och månad med year och month, eller använd date_part.",
    "age": "Räkna dagarna med date_diff('day', första dagen, sista dagen).",
    "if": "Skriv CASE WHEN villkoret THEN det ena ELSE det andra END.",
    "count_if": "Skriv count(*) FILTER (WHERE villkoret).",
    "countif": "Skriv count(*) FILTER (WHERE villkoret).",
}
"""What to write instead of functions that other dialects have, and that resemble none here."""

NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE"})
SET_OPERATIONS = frozenset({"UNION", "EXCEPT", "INTERSECT"})
"""How queries may be put together: column by column in their order. By name, the order would say nothing."""
TABLE_REFERENCES = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY"})
JOINS = frozenset({"REGULAR", "CROSS", "NATURAL"})
"""How tables may be joined: not by place, and not by what lies nearest."""
MODIFIERS = frozenset({"ORDER_MODIFIER", "DISTINCT_MODIFIER"})
"""What may follow a query. LIMIT may not: a row left out would be a breach that nobody sees."""
EXPRESSIONS = frozenset({
    "COLUMN_REF", "CONSTANT", "FUNCTION", "COMPARISON", "CONJUNCTION", "OPERATOR", "CAST", "CASE", "BETWEEN",
    "PARAMETER", "WINDOW", "SUBQUERY", "STAR", "TYPE",
})
OPERATOR_TYPES = frozenset({
    "OPERATOR_COALESCE", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_NOT", "COMPARE_IN",
    "COMPARE_NOT_IN", "OPERATOR_CAST", "OPERATOR_NULLIF", "OPERATOR_TRY",
})
CONSTANTS = frozenset({"STRING", "INTEGER", "NUMERIC", "BOOLEAN", "NULL_LITERAL"})
CAST_TYPES = frozenset({"date", "varchar", "text", "integer", "int", "bigint", "double", "decimal", "boolean",
                        "bool", "timestamp", "interval"})
"""Types that a value may be cast to."""

VALUE_WORDS = frozenset({
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "localtime", "localtimestamp", "rowid", "session_user",
    "user",
})
"""Words that parse as columns and bind as something else: the clock, the user, a row's place in memory."""

SYSTEM_NAME = re.compile(r"(pg|duckdb|sqlite|pragma|information)_", re.IGNORECASE)
"""How the names of DuckDB's own views and tables begin; a name in a query that begins so is never the author's."""

DATE_PARTS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year", "dow", "isodow", "doy"})
"""What may be asked of a day or moment by name; anything else fails on the first row."""

DATE_MARKS = frozenset("YymdHMSj%")
"""Marks after % in a date's format: digits only, no names in English, no time zone, no clock's own form."""

LARGEST_LENGTH = 10_000
"""Largest whole number as the length or place of a text: the longest text that a cell may hold."""

MOST_SOURCES = 24
"""Most tables that one query may read, each counted as many times as it is read through common table expressions."""

MOST_GROWTH = 2_000
"""Most columns that one value may be put together from, counted through common table expressions and subqueries."""

LARGEST_PATTERNS = 2_000
"""Signs that all patterns of a query may have together with their repetitions written out, a class counted as many."""

MOST_REPEATS = 8
"""Most places in a pattern that may match texts of any length: `%` in LIKE; `*`, `+`, `?` and `{` in an expression."""
