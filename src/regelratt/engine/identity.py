"""Conditions that single out one object by its id or name.

A check asks what holds, of all alike. One that names an object can excuse it, or fix everybody else's outcome so that
a published total tells that object's own. So ids and names may lead from row to row, group rows, be counted and be
given back; nothing else may be asked of them, and nothing that was made from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.engine.identifying import Identity
from regelratt.engine.names import Names
from regelratt.engine.tree import (
    DISTINCTIONS,
    Node,
    arguments,
    children,
    function_name,
    is_query,
    is_source,
    outermost,
)

_NULLS = frozenset({"OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"})
_EQUALITY = frozenset({"COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_IN", "COMPARE_NOT_IN", *DISTINCTIONS})
_LEADING = frozenset({"group_expressions", "partitions"})
"""Where rows are gathered by a value, whatever it is."""
_FREE = frozenset({"select_list", "then_expr", "else_expr"})
"""Where a value is given back; what becomes of it is followed through the column that it makes."""


def find_singled_out(root: Node, names: Names, *, is_predicate: bool) -> Iterator[Node]:
    """Each place where something is asked of an id or a name."""
    yield from _Search(names).query(root, is_asked=is_predicate)
    yield from names.mixed_joins
    if not is_predicate:
        for query in outermost(root):
            yield from _given_wrongly(query, names)


def _given_wrongly(query: Node, names: Names) -> Iterator[Node]:
    """A fynd gives the object as the evidence has it; whether the row is known, which comes last, is asked."""
    listed = query.get("select_list", ())
    if len(listed) > _UNKNOWN:
        yield from _Search(names).asked(listed[_UNKNOWN])
    if not listed or names.first_given(query) is not Identity.WHOLE:
        yield listed[0] if listed else query


_UNKNOWN = 3
"""Place of the column okänt among those that a fynd gives; the object is the first."""


class _Search:
    """Goes through the queries and expressions of one tree."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def query(self, node: Node, *, is_asked: bool = False) -> Iterator[Node]:
        """A query and all within it; `is_asked` when what it gives is itself a condition."""
        for key, value in node.items():
            for each in children({key: value}):
                yield from self._part(each, is_free=key in _FREE and not is_asked, is_leading=key in _LEADING)

    def _part(self, node: Node, *, is_free: bool, is_leading: bool) -> Iterator[Node]:
        if is_query(node) or is_source(node) or "class" not in node:
            yield from self.query(node)
        elif not (is_leading and self.names.identity(node) is Identity.WHOLE):
            yield from self.given(node) if is_free else self.asked(node)

    def given(self, node: Node) -> Iterator[Node]:
        """An expression whose value goes on: only the conditions within it are asked."""
        if node.get("class") in ("COMPARISON", "CONJUNCTION", "SUBQUERY", "BETWEEN"):
            yield from self.asked(node)
            return
        for key, value in node.items():
            for each in children({key: value}):
                if key in ("when_expr", "filter", "filter_expr", "orders", "order_bys") or is_query(each):
                    yield from self.query({key: each}, is_asked=True)
                elif key == "partitions":
                    yield from self._part(each, is_free=False, is_leading=True)
                elif "class" in each:
                    yield from self.given(each)
                else:
                    yield from self.given({"class": "", **each})

    def asked(self, node: Node) -> Iterator[Node]:
        """An expression that decides something."""
        if node.get("class") == "COLUMN_REF":
            if self.names.identity(node) is not Identity.NONE:
                yield node
        elif node.get("class") == "SUBQUERY":
            yield from self._subquery(node)
        elif not self._leads(node):
            for each in children(node):
                yield from self._part(each, is_free=False, is_leading=False)

    def _leads(self, node: Node) -> bool:
        """True when ids from the evidence, and they alone, are held against one another, counted or looked for."""
        is_compared = node.get("class") in ("COMPARISON", "OPERATOR") and node.get("type") in _EQUALITY | _NULLS
        sides = [node["left"], node["right"]] if node.get("class") == "COMPARISON" else arguments(node)
        is_plain = all(self.names.identity(each) is Identity.WHOLE for each in sides)
        return is_plain and (is_compared or function_name(node) == "count")

    def _subquery(self, node: Node) -> Iterator[Node]:
        yield from self.query(node["subquery"]["node"])
        child, given = node.get("child"), self.names.given_identity(node)
        if child and not (given is Identity.WHOLE is self.names.identity(child)):
            yield from self.asked(child)
            if given is not Identity.NONE:
                yield node
        elif not child and given is not Identity.NONE and node.get("subquery_type") == "SCALAR":
            yield node
