"""Choices among rows that hang on where each row stands in its file.

What is chosen by the order of rows must be ordered by a column of evidence, as it is, that belongs to the very rows
that are chosen among. An order that is the same for all of them leaves the choice to the file: a constant in a
subquery, a column of another table, a value around the query, or the key that the rows are gathered by.
"""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.engine import allowlist
from regelratt.engine.columns import Column
from regelratt.engine.found_once import FoundOnce
from regelratt.engine.names import Names
from regelratt.engine.tree import Node, arguments, children, function_name, literal, walk

_Row = tuple[int, ...]
"""The sources, outermost first, by which a value comes from the rows of one table of evidence."""

_SOME: frozenset[_Row] = frozenset({(-1,)})
"""What counts rows: of no table that can be named."""

_BY_VALUE = frozenset({"arg_min", "arg_max"})
"""Functions that are told by their second value what to order by."""


def find_unordered(root: Node, names: Names) -> Iterator[Node]:
    """Each call that chooses a row by its place."""
    search = _Search(names)
    for query in walk(root):
        if query.get("type") == "SELECT_NODE":
            keys = group_keys(query)
            for node in own_expressions(query):
                if _hangs_on_order(node) and not search.is_ordered(node, keys):
                    yield node


def own_expressions(query: Node) -> Iterator[Node]:
    """Every expression of a SELECT itself: nothing of what it reads, and nothing within subqueries."""
    for key, value in query.items():
        if key not in ("cte_map", "from_table"):
            for each in children({key: value}):
                yield from _outside_queries(each)


def _outside_queries(node: Node) -> Iterator[Node]:
    yield node
    for key, value in node.items():
        if not (key == "subquery" and node.get("class") == "SUBQUERY"):
            for each in children({key: value}):
                yield from _outside_queries(each)


def group_keys(query: Node) -> list[Node]:
    """What a SELECT groups its rows by; a number stands for what is given, and ALL for all that is."""
    listed = list(query.get("select_list", ()))
    if query.get("aggregate_handling") == "FORCE_AGGREGATES":
        return listed
    places = [(each, literal(each, "INTEGER")) for each in query.get("group_expressions", ())]
    return [listed[int(place) - 1] if place and 0 < int(place) <= len(listed) else each for each, place in places]


def _hangs_on_order(node: Node) -> bool:
    name, is_window = function_name(node), node.get("class") == "WINDOW"
    has_frame = is_window and any(str(node[end]).endswith("_ROWS") for end in ("start", "end"))
    is_by_order = name in allowlist.BY_ORDER and (is_window or name not in allowlist.WINDOWS)
    return is_by_order or has_frame or name in _BY_VALUE


class _Search:
    """Follows values to the rows that they come from."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._rows = FoundOnce(self._find, _SOME)

    def is_ordered(self, node: Node, group_keys: list[Node]) -> bool:
        """True when what is chosen comes from rows that are all ordered by a column of their own."""
        values = arguments(node)
        if function_name(node) in _BY_VALUE:
            values, orders = values[:1], values[1:2]
        else:
            ordered = node.get("arg_orders") or node.get("orders") or (node.get("order_bys") or {}).get("orders", ())
            orders = [each["expression"] for each in ordered]
        keys = node.get("partitions", ()) if node.get("class") == "WINDOW" else group_keys
        same = {column.key for each in keys if (column := self._meant(each))}
        rows = {
            row for each in orders if (column := self.names.column(each)) and column.key not in same
            and (row := _own_row(column))}
        return bool(rows) and all(self.rows(each) <= rows for each in values)

    def _meant(self, key: Node) -> Column | None:
        given = self.names.meaning(key).given
        return self.names.column(key if given is None else given)

    def rows(self, node: Node) -> frozenset[_Row]:
        """The rows that an expression may take its value from."""
        return self._rows(node)

    def _find(self, node: Node) -> frozenset[_Row]:
        return frozenset().union(*map(self._rows_of_part, walk(node)))

    def _rows_of_part(self, node: Node) -> frozenset[_Row]:
        if node.get("class") == "COLUMN_REF":
            found = self.names.meaning(node)
            given = self.rows(found.given) if found.given is not None else frozenset()
            return given.union(*map(self._rows_of_column, found.columns), _SOME if found.is_lost else ())
        is_counting = function_name(node) in allowlist.WINDOWS or function_name(node).startswith("count")
        return _SOME if is_counting or node.get("class") == "STAR" else frozenset()

    def _rows_of_column(self, column: Column) -> frozenset[_Row]:
        number, name = column.key
        if not column.made_of:
            return frozenset({()}) if name else _SOME
        inner = frozenset().union(*(
            self._rows_of_column(each) if isinstance(each, Column) else self.rows(each) for each in column.made_of))
        return frozenset((number, *row) for row in inner) if number else inner


def _own_row(column: Column) -> _Row | None:
    """The row that a column of evidence comes from, when nothing has been made of it on the way."""
    path: list[int] = []
    while column.made_of:
        [made, *others] = column.made_of
        if others or not isinstance(made, Column):
            return None
        path, column = [*path, column.key[0]], made
    return tuple(path) if column.type else None
