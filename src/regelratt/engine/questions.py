"""Where in a query something is decided, and what decides it."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.engine.tree import (
    COMPARISONS,
    DISTINCTIONS,
    Node,
    arguments,
    children,
    function_name,
    outermost,
    walk,
)

CONDITIONS = ("where_clause", "having", "qualify", "condition", "filter", "filter_expr")
"""Where in the tree a condition stands; CASE and the whole of a predicate are the others."""

_GATHERING = ("partitions", "orders", "order_bys", "arg_orders")
"""Where in an expression stands what rows are gathered or ordered by; in a query it is what follows GROUP BY."""

_NULLS = frozenset({"OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"})
_UNKNOWN = 3
"""Place of `okänt` among the columns that a fynd gives."""


def compared(node: Node) -> list[Node]:
    """What a comparison compares, the first part with each of the others; nothing for other expressions."""
    kind = node.get("type")
    if node.get("class") == "COMPARISON" and kind in COMPARISONS | DISTINCTIONS:
        return [node["left"], node["right"]]
    if node.get("class") == "SUBQUERY" and node.get("comparison_type") == "COMPARE_EQUAL":
        return [node["child"], node]
    if kind == "COMPARE_BETWEEN":
        return [node["input"], node["lower"], node["upper"]]
    if kind in ("COMPARE_IN", "COMPARE_NOT_IN") or function_name(node) == "nullif":
        return arguments(node)
    return []


def asked_whether_null(root: Node) -> Iterator[Node]:
    """Each expression of which is asked whether it is known."""
    yield from (arguments(node)[0] for node in walk(root) if node.get("type") in _NULLS)


def conditions(root: Node, *, is_predicate: bool) -> Iterator[Node]:
    """Each expression whose truth decides, apart from what it is put together from."""
    if is_predicate:
        yield root["select_list"][0]
    else:
        yield from (query["select_list"][_UNKNOWN] for query in outermost(root) if len(query["select_list"]) > _UNKNOWN)
    for node in walk(root):
        yield from (each for key in CONDITIONS if isinstance(each := node.get(key), dict) and "class" in each)
        if node.get("class") == "CASE":
            yield from (check["when_expr"] for check in node["case_checks"])
        if node.get("class") == "CONJUNCTION" or node.get("type") == "OPERATOR_NOT":
            yield from arguments(node)


def gathering(root: Node) -> Iterator[Node]:
    """Each expression that rows are gathered, counted or ordered by."""
    for node in walk(root):
        for key in _GATHERING if "class" in node else ("group_expressions",):
            for each in children({key: node.get(key)}):
                yield from _expressions(each)


def _expressions(node: Node) -> Iterator[Node]:
    if "class" in node:
        yield node
    else:
        for each in children(node):
            yield from _expressions(each)


def given_inside(root: Node) -> Iterator[Node]:
    """Each expression that a query gives to the query around it."""
    answers = {id(query) for query in outermost(root)}
    for query in walk(root):
        if id(query) not in answers:
            yield from query.get("select_list", ())
