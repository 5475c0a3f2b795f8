"""How many rows the evidence has, and what is asked of it.

A number of rows that are not one object's own is another in a register than in a test case of one row, whatever the
object is like. So nothing may be asked of it but whether there is any row at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import IntEnum

from regelratt.engine.columns import Column
from regelratt.engine.found_once import FoundOnce
from regelratt.engine.identifying import Identity
from regelratt.engine.names import Names
from regelratt.engine.order import group_keys, own_expressions
from regelratt.engine.questions import asked_whether_null, compared, conditions
from regelratt.engine.texts import KEEPING
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    function_name,
    is_choosing,
    is_deciding,
    literal,
    values_of,
    walk,
)


class Tally(IntEnum):
    """How much of a number of rows a value is."""

    NONE = 0
    WHOLE = 1
    """It is one."""
    WEIGHED = 2
    """It is a sum or an average: there is one when there is any row, but how large it is says nothing of that."""
    MADE = 3
    """It is made of one, or of two values that are each of all rows."""


_COUNTING = frozenset({"count", "count_star", "sum", "string_agg", "row_number", "rank", "dense_rank", "avg"})
"""Functions whose value hangs on how many rows there are: more of them give more, or each of them weighs less."""
_WEIGHING = frozenset({"sum", "avg"})
"""Those of them that add what each row says, which may be less than nothing, or less than one."""
_OVER_ALL = frozenset({"min", "max", "bool_and", "bool_or"})
"""Functions that give a value of all rows."""

_EXISTENCE = frozenset({
    ("COMPARE_EQUAL", "0"), ("COMPARE_NOTEQUAL", "0"), ("COMPARE_GREATERTHAN", "0"), ("COMPARE_LESSTHANOREQUALTO", "0"),
    ("COMPARE_GREATERTHANOREQUALTO", "1"), ("COMPARE_LESSTHAN", "1"),
})
"""How a number is asked whether it is any at all."""
_TURNED = {
    "COMPARE_LESSTHAN": "COMPARE_GREATERTHAN", "COMPARE_GREATERTHAN": "COMPARE_LESSTHAN",
    "COMPARE_LESSTHANOREQUALTO": "COMPARE_GREATERTHANOREQUALTO",
    "COMPARE_GREATERTHANOREQUALTO": "COMPARE_LESSTHANOREQUALTO",
}


def find_counted_rows(root: Node, names: Names, *, is_predicate: bool) -> Iterator[Node]:
    """Each place where something else than existence is asked of a number of rows that are not one object's own."""
    search = _Search(root, names)
    for node in walk(root):
        parts = compared(node)
        is_of_number = any(map(search.operand, parts)) and not search.asks_existence(node)
        if is_of_number or (len(parts) > 1 and all(map(search.is_over_all, parts))):
            yield node
    yield from (each for each in asked_whether_null(root) if search.tally(each) is Tally.MADE)
    yield from (each for each in conditions(root, is_predicate=is_predicate) if search.tally(each))
    yield from (join for join, *columns in names.joined if any(map(search.of_column, columns)))


class _Search:
    """Knows which numbers are of rows, and which rows are one object's own."""

    def __init__(self, root: Node, names: Names) -> None:
        self.names = names
        self._tally = FoundOnce(self._find, Tally.NONE)
        self._owned: dict[tuple[int, str], bool] = {}
        self._queries = [each for each in walk(root) if each.get("type") == "SELECT_NODE"]
        self._query_of = {id(each): query for query in self._queries for each in own_expressions(query)}
        self._query_with = {
            column.key[0]: query for query in self._queries for column in _columns_of(query, names)}
        """The SELECT that has each source."""

    def asks_existence(self, node: Node) -> bool:
        """True for a comparison of a number of rows with nothing, or one, so that it says whether there is any."""
        if node.get("class") != "COMPARISON":
            return False
        kind, left, right = str(node["type"]), node["left"], node["right"]
        if self.operand(right):
            kind, left, right = _TURNED.get(kind, kind), right, left
        return self.operand(left) is Tally.WHOLE and (kind, literal(right, "INTEGER")) in _EXISTENCE

    def operand(self, node: Node) -> Tally:
        """How much of a number of rows a part of a comparison is; a subquery is what it gives."""
        if node.get("class") == "SUBQUERY":
            return max(map(self.of_column, self.names.outputs(node)), default=Tally.NONE)
        return self.tally(node)

    def tally(self, node: Node) -> Tally:
        """How much of a number of rows an expression gives."""
        return self._tally(node)

    def _find(self, node: Node) -> Tally:
        if is_deciding(node):
            return Tally.NONE
        if node.get("class") == "SUBQUERY":
            return self.operand(node)
        if node.get("class") == "COLUMN_REF":
            found = self.names.meaning(node)
            given = Tally.NONE if found.given is None else self.tally(found.given)
            return max([given, *map(self.of_column, found.columns)])
        name = function_name(node)
        if name in _COUNTING and not self._is_of_one_object(node):
            return Tally.WEIGHED if name in _WEIGHING else Tally.WHOLE
        is_kept = is_choosing(node) or name in _OVER_ALL
        parts = (values_of(node)[:1] if name in KEEPING else values_of(node)) if is_kept else arguments(node) or list(
            children(node))
        if not is_kept and sum(map(self.is_over_all, parts)) > 1:
            return Tally.MADE
        most = max(map(self.tally, parts), default=Tally.NONE)
        return most if is_kept or not most else Tally.MADE

    def of_column(self, column: Column) -> Tally:
        """How much of a number of rows a column holds."""
        return max((self.of_column(each) if isinstance(each, Column) else self.tally(each) for each in column.made_of),
                   default=Tally.NONE)

    def is_over_all(self, node: Node) -> bool:
        """True for a value that is one of all rows, and not of one object's own."""
        if node.get("class") == "SUBQUERY":
            return any(map(self._is_column_over_all, self.names.outputs(node)))
        if node.get("class") == "COLUMN_REF":
            return any(map(self._is_column_over_all, self.names.meaning(node).columns))
        return function_name(node) in _OVER_ALL and not self._is_of_one_object(node)

    def _is_column_over_all(self, column: Column) -> bool:
        return any(self._is_column_over_all(each) if isinstance(each, Column) else self.is_over_all(each)
                   for each in column.made_of)

    def _is_of_one_object(self, node: Node) -> bool:
        """True when the rows that a function goes over are led to one object, table by table, by its id."""
        query = self._query_of.get(id(node))
        if query is None:
            return False
        keys = node.get("partitions", ()) if node.get("class") == "WINDOW" else group_keys(query)
        return self._reaches_all(query, [column for each in keys if (column := self._id(each))])

    def _reaches_all(self, query: Node, first: Collection[Column]) -> bool:
        """True when every source of a SELECT is tied by ids to these columns, or to what is around it."""
        sources = {each.key[0] for each in _columns_of(query, self.names)}
        reached = {each.key[0] for each in first if self._is_owned(each)}
        ties = [pair for pair in self._ties(query) if all(map(self._is_owned, pair))]
        reached |= {each.key[0] for pair in ties for each in pair} - sources
        while more := {
            each.key[0] for pair in ties if any(each.key[0] in reached for each in pair) for each in pair} - reached:
            reached |= more
        return sources <= reached

    def _ties(self, query: Node) -> Iterator[tuple[Column, Column]]:
        """The ids that a SELECT holds to be equal on each row that it reads."""
        joins = list(_joins(query.get("from_table") or {}))
        for condition in (query.get("where_clause"), *(each.get("condition") for each in joins)):
            for each in _held(condition or {}):
                one, other = self._id(each["left"]), self._id(each["right"])
                if one and other:
                    yield one, other
        places = set(map(id, joins))
        yield from ((one, other) for join, one, other in self.names.joined if id(join) in places)

    def _id(self, node: Node) -> Column | None:
        given = self.names.meaning(node).given
        column = self.names.column(node if given is None else given)
        return column if column and column.identity is Identity.WHOLE else None

    def _is_owned(self, column: Column) -> bool:
        """True when every row of the source that the id comes from is that object's own."""
        if column.key not in self._owned or not column.key[0]:
            self._owned[column.key] = column.identity is Identity.WHOLE and all(
                map(self._is_owned_within, column.made_of))
        return self._owned[column.key]

    def _is_owned_within(self, made: Node | Column) -> bool:
        if not isinstance(made, Column):
            return False
        query = self._query_with.get(made.key[0])
        return self._is_owned(made) and (query is None or self._reaches_all(query, [made]))


def _columns_of(query: Node, names: Names) -> Iterator[Column]:
    scope = names.scopes.get(id(query))
    yield from (each for _, columns in (scope.sources if scope else ()) for each in columns.values())


def _joins(source: Node) -> Iterator[Node]:
    if source.get("type") == "JOIN":
        yield source
        for side in ("left", "right"):
            yield from _joins(source[side])


def _held(condition: Node) -> Iterator[Node]:
    """The equalities that hold where a condition does."""
    if condition.get("type") == "CONJUNCTION_AND":
        for each in arguments(condition):
            yield from _held(each)
    elif condition.get("type") == "COMPARE_EQUAL":
        yield condition
