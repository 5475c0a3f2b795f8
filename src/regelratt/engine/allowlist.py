"""What the SQL of an item may be made of (DESIGN section 7).

Everything is refused that is not named here. The functions are deterministic and bounded: no clock,
no randomness, nothing that reads, writes, repeats or generates.
"""

from __future__ import annotations

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
FUNCTIONS = SCALARS | AGGREGATES | WINDOWS
"""Every function by name. `string_agg` is bounded by the evidence, which is bounded on reading."""

NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE"})
TABLE_REFERENCES = frozenset({"BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY"})
EXPRESSIONS = frozenset({
    "COLUMN_REF", "CONSTANT", "FUNCTION", "COMPARISON", "CONJUNCTION", "OPERATOR", "CAST", "CASE", "BETWEEN",
    "PARAMETER", "WINDOW", "SUBQUERY", "STAR", "TYPE",
})
OPERATOR_TYPES = frozenset({
    "OPERATOR_COALESCE", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_NOT", "COMPARE_IN",
    "COMPARE_NOT_IN", "OPERATOR_CAST", "OPERATOR_NULLIF", "OPERATOR_TRY",
})
CAST_TYPES = frozenset({"date", "varchar", "text", "integer", "int", "bigint", "double", "decimal", "boolean",
                        "bool", "timestamp", "interval"})
"""Types that a value may be cast to."""

VALUE_WORDS = frozenset({
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "localtime", "localtimestamp", "rowid", "session_user",
    "user",
})
"""Words that parse as columns and bind as something else: the clock, the user, a row's place in memory."""
