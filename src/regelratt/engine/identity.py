"""Conditions that single out one object by its id or name.

A check asks what holds, of all alike. One that names an object can excuse it, or fix everybody else's outcome so that
a published total tells that object's own. So ids and names may lead from row to row, group rows, be counted and be
given back; nothing else may be asked of them, and nothing that was made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from regelratt.engine.identifying import Identity
from regelratt.engine.names import Names
from regelratt.engine.tree import (
    DISTINCTIONS,
    Node,
    arguments,
    children,
    function_name,
    is_deciding,
    is_numbering,
    is_query,
    is_source,
    literal,
    outermost,
    parts_of,
)

_NULLS = frozenset({"OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL"})
_EQUALITY = frozenset({"COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_IN", "COMPARE_NOT_IN", *DISTINCTIONS})
_DECIDING_PARTS = frozenset({"when_expr", "filter", "filter_expr", "orders", "order_bys"})
"""Parts of an expression that decide which rows or values it is about."""


def find_singled_out(root: Node, names: Names, *, is_predicate: bool) -> Iterator[Node]:
    """Each place where something is asked of an id or a name, or of what is made from one."""
    search = _Search(names)
    if is_predicate:
        yield from search.asked(root["select_list"][0])
        return
    yield from search.query(root, is_outermost=True)
    # In the answer itself nothing is lost when rows that are alike are given once.
    answers = {id(each) for each in _answers(root) if each.get("setop_type") not in ("EXCEPT", "INTERSECT")}
    yield from (each for each in names.matching if id(each) not in answers)
    for query in outermost(root):
        yield from _decided_by_given(query, names)


def _answers(node: Node) -> list[Node]:
    """The query whose rows are the answer, and those that it is put together from by UNION."""
    parts = parts_of(node) if node.get("setop_type") == "UNION" else []
    return [node, *(each for part in parts for each in _answers(part))]


def find_wrong_objects(root: Node, names: Names) -> Iterator[Node]:
    """The SELECTs of a fynd whose object is no id as the evidence has it."""
    for query in outermost(root):
        given = names.given(query)
        if not given or given[0] is not Identity.WHOLE:
            yield next(iter(query.get("select_list", ())), query)


def _decided_by_given(query: Node, names: Names) -> Iterator[Node]:
    """The columns underlag and okänt of a fynd, which decide: the key is looked for, and the row may not count."""
    for place, most in ((_KEY, Identity.MIXED), (_UNKNOWN, Identity.NONE)):
        given, listed = names.given(query)[place:], query.get("select_list", ())[place:]
        if given and given[0] > most:
            yield listed[0] if listed else query


_KEY, _UNKNOWN = 2, 3
"""Places among the columns that a fynd gives."""


class _Search:
    """Goes through the queries and expressions of one tree."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def query(self, node: Node, *, is_outermost: bool = False) -> Iterator[Node]:
        """A query, or what it reads, and all within it. In what order an answer comes decides nothing."""
        for key, value in node.items():
            for each in children({key: value}):
                if key == "modifiers":
                    yield from self._order(each, node, is_free=is_outermost)
                elif key == "group_expressions":
                    yield from self._group(each, node)
                elif is_query(each) or is_source(each) or "class" not in each:
                    yield from self.query(each, is_outermost=is_outermost and key == "children")
                else:
                    yield from self.given(each) if key == "select_list" else self.asked(each)
        if node.get("aggregate_handling") == "FORCE_AGGREGATES" and max(self.names.given(node)) > Identity.WHOLE:
            yield node

    def _order(self, modifier: Node, query: Node, *, is_free: bool) -> Iterator[Node]:
        """The order of rows within a query, which may choose among them; a number or ALL means what is given."""
        for each in modifier.get("orders", ()):
            yield from (self.given if is_free else self.asked)(each["expression"])
            if not is_free and self._meant_by(each["expression"], query) is not Identity.NONE:
                yield query

    def _group(self, node: Node, query: Node) -> Iterator[Node]:
        if self._meant_by(node, query) > Identity.WHOLE:
            yield query
        yield from self._led(node)

    def _meant_by(self, node: Node, query: Node) -> Identity:
        """What a number or a star after ORDER BY or GROUP BY means among the columns that the query gives."""
        given = self.names.given(query)
        if node.get("class") == "STAR":
            return max(given, default=Identity.NONE)
        place = literal(node, "INTEGER")
        return given[int(place) - 1] if place and 0 < int(place) <= len(given) else Identity.NONE

    def _led(self, node: Node) -> Iterator[Node]:
        """What rows are gathered by: an id as it is, whatever it is, or what may be asked of a row."""
        return iter(()) if self.names.identity(node) is Identity.WHOLE else self.asked(node)

    def _inside(self, node: Node, part: Callable[[Node], Iterator[Node]]) -> Iterator[Node]:
        """The parts of an expression, each in the way that is given but those that decide."""
        for key, value in node.items():
            way = self.asked if key in _DECIDING_PARTS else part
            for each in children({key: value}):
                if is_query(each):
                    yield from self.query(each)
                elif "class" in each:
                    yield from (self._led if key == "partitions" else way)(each)
                else:
                    yield from self._inside(each, way)

    def given(self, node: Node) -> Iterator[Node]:
        """An expression whose value goes on: only what is decided within it is asked."""
        return self.asked(node) if is_deciding(node) else self._inside(node, self.given)

    def asked(self, node: Node) -> Iterator[Node]:
        """An expression that decides something."""
        if node.get("class") == "COLUMN_REF":
            if self.names.identity(node) is not Identity.NONE:
                yield node
        elif node.get("class") == "SUBQUERY":
            yield from self._subquery(node)
        elif not self._leads(node):
            if is_numbering(node) and self.names.identity(node) is not Identity.NONE:
                yield node
            is_count = function_name(node) == "count" and self.names.identity(node) is Identity.NONE
            yield from self._inside(node, self.given if is_count else self.asked)

    def _leads(self, node: Node) -> bool:
        """True when ids from the evidence, and they alone, are held against one another or looked for."""
        if node.get("class") == "OPERATOR" and node.get("type") in _NULLS:
            return self.names.identity(arguments(node)[0]) in (Identity.WHOLE, Identity.MIXED)
        sides = [node["left"], node["right"]] if node.get("class") == "COMPARISON" else arguments(node)
        is_equality = node.get("class") in ("COMPARISON", "OPERATOR") and node.get("type") in _EQUALITY
        return is_equality and all(self.names.identity(each) is Identity.WHOLE for each in sides)

    def _subquery(self, node: Node) -> Iterator[Node]:
        yield from self.query(node["subquery"]["node"])
        child, given = node.get("child"), max(self.names.given(node), default=Identity.NONE)
        if child:
            is_led = given is Identity.WHOLE is self.names.identity(child)
            if is_led and node.get("comparison_type") in _EQUALITY:
                return
            yield from self.asked(child)
        if given is not Identity.NONE and (child or node.get("subquery_type") == "SCALAR"):
            yield node
