"""DuckDB's parse tree: finding the way in it without knowing what it means.

The tree is JSON as `json_serialize_sql` writes it. An expression has a `class`; a query has a `type` that ends
in `_NODE`; what stands after FROM has a `type` and an `alias` but no `class`.
"""

from __future__ import annotations

import json
import string
from collections.abc import Iterable, Iterator
from typing import Any

from regelratt.engine.allowlist import AGGREGATES

Node = dict[str, Any]
"""One node of the tree."""

_NOWHERE = 2**64 - 1
"""What DuckDB writes for a node that has no place of its own."""

_TEXTS = frozenset({"varchar", "text"})
_UNTELLING = frozenset({"query_location", "query_location_length", "alias"})

COMPARISONS = frozenset({
    "COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_LESSTHAN", "COMPARE_GREATERTHAN", "COMPARE_LESSTHANOREQUALTO",
    "COMPARE_GREATERTHANOREQUALTO",
})
"""Comparisons that are unknown when a side is."""

DISTINCTIONS = frozenset({"COMPARE_DISTINCT_FROM", "COMPARE_NOT_DISTINCT_FROM"})
"""Comparisons that take NULL for a value."""

LIKES = frozenset({"~~", "!~~", "~~*", "!~~*"})
"""LIKE, NOT LIKE, ILIKE and NOT ILIKE, as the parser names them."""


def children(node: object) -> Iterator[Node]:
    """The nodes right under a node, in the order they are written down."""
    return _listed(node.values()) if isinstance(node, dict) else iter(())


def _listed(values: Iterable[Any]) -> Iterator[Node]:
    for value in values:
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            yield from _listed(value)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, in the order they are written down."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting += [*children(current)][::-1]


def walk_outer(node: Node) -> Iterator[Node]:
    """The node and what is under it, but nothing inside subqueries."""
    yield node
    if node.get("class") != "SUBQUERY":
        for child in children(node):
            yield from walk_outer(child)


def is_query(node: Node) -> bool:
    """True for a SELECT, a set operation and the like."""
    return "class" not in node and str(node.get("type", "")).endswith("_NODE")


def parts_of(node: Node) -> list[Node]:
    """The queries that a set operation puts together; none for another query."""
    if node.get("type") != "SET_OPERATION_NODE":
        return []
    return node.get("children") or [each for each in (node.get("left"), node.get("right")) if each]


def outermost(node: Node) -> Iterator[Node]:
    """The SELECTs whose rows are the answer."""
    parts = parts_of(node)
    for part in parts:
        yield from outermost(part)
    if not parts:
        yield node


def is_source(node: Node) -> bool:
    """True for what stands after FROM."""
    return "class" not in node and "alias" in node and "sample" in node and not is_query(node)


def offset_of(node: Node) -> int | None:
    """Byte in the text where the node stands, or None."""
    place = node.get("query_location")
    return place if isinstance(place, int) and place < _NOWHERE else None


def place_near(node: Node) -> int | None:
    """Where the node stands, or else something in it."""
    return next((place for each in walk(node) if (place := offset_of(each)) is not None), None)


def literal(node: Node, kind: str) -> str | None:
    """The text of a constant of the kind, or None."""
    found = node.get("literal")
    return str(found.get("text", "")) if isinstance(found, dict) and found.get("kind") == kind else None


def is_null(node: Node) -> bool:
    """True for NULL, also with a type put on it."""
    if node.get("class") == "CAST":
        return is_null(node["child"])
    return literal(node, "NULL_LITERAL") is not None


def function_name(node: Node) -> str:
    """The function's name in lower case; empty for what is no function."""
    return str(node.get("function_name", "")).lower() if node.get("class") in ("FUNCTION", "WINDOW") else ""


def arguments(node: Node) -> list[Node]:
    """The arguments of a function, or the parts of an operator."""
    if "arguments" in node:
        return [each["expression"] for each in node["arguments"]]
    return list(node.get("children", ()))


def column_names(node: Node) -> list[str]:
    """The names of a column reference in lower case, the table first where it is given; none for other nodes."""
    if node.get("class") != "COLUMN_REF":
        return []
    return [folded(name) for name in node.get("column_names", ())]


def folded(name: object) -> str:
    """A name as DuckDB compares it: it takes Å and å for two."""
    return str(name).translate(_SMALL)


_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def common_tables(query: Node) -> Iterator[tuple[str, Node, Node]]:
    """Name, query and entry of each common table expression that the query declares, in order."""
    for entry in (query.get("cte_map") or {}).get("map", ()):
        yield str(entry["key"]), entry["value"]["query_node"], entry["value"]


def is_deciding(node: Node) -> bool:
    """True for what says yes or no by itself: a comparison, a search in a list or a query, and what joins them."""
    return (
        node.get("class") in ("COMPARISON", "CONJUNCTION", "BETWEEN")
        or node.get("type") in _DECIDING_OPERATORS
        or (node.get("class") == "SUBQUERY" and node.get("subquery_type") != "SCALAR")
    )


_DECIDING_OPERATORS = frozenset({
    "COMPARE_IN", "COMPARE_NOT_IN", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_NOT"})


def is_choosing(node: Node) -> bool:
    """True for what gives one of its values as it is."""
    is_branching = node.get("class") == "CASE" or node.get("type") == "OPERATOR_COALESCE"
    return is_branching or function_name(node) in _CHOOSING


_CHOOSING = frozenset({
    "ifnull", "any_value", "min", "max", "first", "first_value", "last_value", "lag", "lead", "arg_min", "arg_max"})


def values_of(node: Node) -> list[Node]:
    """The expressions that an expression's value is made of; those that decide which are left out."""
    if node.get("class") == "CASE":
        return [*(each["then_expr"] for each in node["case_checks"]), node["else_expr"]]
    return arguments(node) if function_name(node) else list(children(node))


def is_matching(query: Node) -> bool:
    """True when rows that are alike in every column are taken for one, or sought in one another."""
    if query.get("type") == "SET_OPERATION_NODE":
        return not (query.get("setop_type") == "UNION" and query.get("setop_all"))
    return any(each.get("type") == "DISTINCT_MODIFIER" for each in query.get("modifiers", ()))


def is_numbering(node: Node) -> bool:
    """True for what looks at rows in an order, so that its value tells which row it is.

    Not only a number does: before the first row there is none, and a text put together from those before grows longer.
    """
    is_ordered = bool(node.get("orders") or node.get("arg_orders"))
    return node.get("class") == "WINDOW" and (is_ordered or function_name(node) in _NUMBERS)


_NUMBERS = frozenset({"row_number", "rank", "dense_rank", "lag", "lead"})


def is_varying(node: Node) -> bool:
    """True for what may differ from row to row, or with a parameter: a column, table, aggregate or the like."""
    return (
        node.get("class") in ("COLUMN_REF", "WINDOW", "PARAMETER")
        or node.get("type") == "BASE_TABLE"
        or function_name(node) in AGGREGATES
    )


def depends_on_rows(node: Node) -> bool:
    """True when anything in the expression varies, so that its value may."""
    return any(map(is_varying, walk(node)))


def without_text_cast(node: Node) -> Node:
    """The expression without conversions to text around it."""
    while node.get("class") == "CAST" and str((node.get("type_expr") or {}).get("type_name", "")).lower() in _TEXTS:
        node = node["child"]
    return node


def spelling(node: Node) -> str:
    """The node without its places: equal for two expressions that say the same."""
    return json.dumps(_bare(node), sort_keys=True, ensure_ascii=False)


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(each) for key, each in value.items() if key not in _UNTELLING}
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return value
