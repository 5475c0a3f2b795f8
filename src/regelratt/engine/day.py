"""What a query makes of the day that is judged, and of its period.

The day may be used as a day alone: held against a column that is one, or subtracted from it. Made into a number or
a text, or mixed with what is no day, it could let a check fail on the days of its test cases and on no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from regelratt.domain.columns import ColumnType
from regelratt.engine.columns import Column
from regelratt.engine.found_once import FoundOnce
from regelratt.engine.names import Names
from regelratt.engine.questions import asked_whether_null, compared, conditions, gathering, given_inside
from regelratt.engine.statement import RESERVED_PARAMETERS
from regelratt.engine.texts import KEEPING
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    function_name,
    is_choosing,
    is_deciding,
    is_null,
    spelling,
    values_of,
    walk,
)


class Kind(Enum):
    """What an expression is made of, as far as days go."""

    FIXED = auto()
    """Of nothing but what is written, or decided."""
    PLAIN = auto()
    """Of columns that are no days, or a truth."""
    DATED = auto()
    """A day of the evidence, whichever way is taken through the expression."""
    WORKED = auto()
    """Something else that has been made of days of the evidence."""
    DAY = auto()
    """The day that is judged, or one so and so long before or after it."""
    MOMENT = auto()
    """That day or a day of the evidence."""
    SPAN = auto()
    """How far that day is from a day of the evidence."""
    BENT = auto()
    """Something else that has been made of that day."""


_OF_THE_DAY = frozenset({Kind.DAY, Kind.MOMENT, Kind.SPAN, Kind.BENT})
_MOMENTS = frozenset({Kind.DATED, Kind.DAY, Kind.MOMENT})
_DAY_TYPES = frozenset({"date", "timestamp"})
_NUMBER_TYPES = frozenset({"integer", "int", "bigint", "double", "decimal"})
_RECKONING = frozenset({"*", "/", "//", "%", "abs", "round", "floor", "ceil", "trunc", "sum", "avg"})
_DIFFERING = frozenset({"date_diff", "datediff"})

_SUBQUERY = "SUBQUERY"
_SIMPLE = frozenset({"FUNCTION", "CAST", "CONSTANT", "PARAMETER", "TYPE", ""})
"""What a function of a day may be put together from, so that two of them can be seen to be the same."""
_NUMBERING = frozenset({"row_number", "rank", "dense_rank", "count", "count_star"})

_Pair = tuple[Node, Node]


def find_bent_days(root: Node, names: Names, *, is_predicate: bool) -> Iterator[Node]:
    """Each place where the day decides in another way than as a day."""
    if any(map(_is_the_day, walk(root))):
        yield from _Search(names).bent(root, is_predicate=is_predicate)


def _is_the_day(node: Node) -> bool:
    return node.get("class") == "PARAMETER" and node.get("identifier") in RESERVED_PARAMETERS


class _Search:
    """Knows what each expression of a query is made of."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._kind = FoundOnce(self._find, Kind.BENT)

    def bent(self, root: Node, *, is_predicate: bool) -> Iterator[Node]:
        """Every use of the day that is not one of a day."""
        for node in walk(root):
            first, *others = compared(node) or [node]
            if any(not self._may_meet(first, other) for other in others):
                yield node
        yield from (each for each in asked_whether_null(root) if self.kind(each) in (Kind.DAY, Kind.BENT))
        yield from (each for each in conditions(root, is_predicate=is_predicate) if self.kind(each) in _OF_THE_DAY)
        yield from (each for each in (*gathering(root), *given_inside(root)) if self.kind(each) is Kind.BENT)
        for join, *columns in self.names.joined:
            kinds = {self._of_column(each) for each in columns}
            if kinds & _OF_THE_DAY and not kinds <= _MOMENTS:
                yield join

    def _may_meet(self, one: Node, other: Node) -> bool:
        """True when two expressions may be compared: neither is of the day, or they differ as days do."""
        kinds = {self._operand(one), self._operand(other)}
        if not kinds & _OF_THE_DAY or (Kind.SPAN in kinds and kinds <= {Kind.SPAN, Kind.FIXED}):
            return True
        return kinds <= _MOMENTS and kinds != {Kind.DAY} if _SUBQUERY in map(_class, (one, other)) else (
            self._are_alike(one, other))

    def _operand(self, node: Node) -> Kind:
        """What is compared: of a subquery what it gives, also where it is only looked in."""
        return self._of_columns(self.names.outputs(node)) if _class(node) == _SUBQUERY else self.kind(node)

    def _are_alike(self, one: Node, other: Node) -> bool:
        """True for two days of which one is a column's, and for the same function of two such days."""
        pairs = self._differences(one, other)
        if not pairs or len({(spelling(left), spelling(right)) for left, right in pairs}) > 1:
            return False
        kinds = {self.kind(each) for each in pairs[0]}
        return kinds <= _MOMENTS and kinds != {Kind.DAY}

    def _differences(self, one: Node, other: Node) -> list[_Pair] | None:
        """The days by which two expressions differ; None when they differ in something else."""
        if {self.kind(one), self.kind(other)} <= _MOMENTS:
            return [(one, other)]
        parts, others = list(children(one)), list(children(other))
        if _own(one) != _own(other) or len(parts) != len(others) or _class(one) not in _SIMPLE:
            return None
        found = [self._differences(*each) for each in zip(parts, others, strict=True)]
        return None if None in found else [pair for each in found if each for pair in each]

    def kind(self, node: Node) -> Kind:
        """What an expression is made of."""
        return self._kind(node)

    def _find(self, node: Node) -> Kind:
        name = function_name(node)
        if is_deciding(node):
            return Kind.PLAIN
        if node.get("class") == "PARAMETER":
            return Kind.DAY if _is_the_day(node) else Kind.FIXED
        if node.get("class") == "COLUMN_REF":
            found = self.names.meaning(node)
            given = [] if found.given is None else [self.kind(found.given)]
            return _BENT if found.is_lost else _chosen([*given, *map(self._of_column, found.columns)])
        if _class(node) == _SUBQUERY:
            return self._of_columns(self.names.outputs(node))
        if node.get("class") == "CAST":
            return self._converted(node)
        if name in ("+", "-"):
            return self._sum(node)
        if is_choosing(node) or name in ("greatest", "least", "nullif"):
            return _chosen(self.kind(each) for each in _values(node) if not is_null(each))
        parts = list(map(self.kind, arguments(node) or children(node)))
        if name in _DIFFERING and _OF_THE_DAY & {*parts}:
            return Kind.SPAN if self._are_alike(*arguments(node)[-2:]) else _BENT
        if name in _RECKONING and parts.count(Kind.SPAN) == 1 and {*parts} <= {Kind.SPAN, Kind.FIXED}:
            return Kind.SPAN
        return Kind.PLAIN if name in _NUMBERING and _BENT not in parts else _mixed(parts)

    def _of_columns(self, columns: Iterable[Column]) -> Kind:
        return _chosen(map(self._of_column, columns))

    def _of_column(self, column: Column) -> Kind:
        if column.made_of:
            return _chosen(
                self._of_column(each) if isinstance(each, Column) else self.kind(each) for each in column.made_of
                if isinstance(each, Column) or not is_null(each))
        is_day = column.type in (ColumnType.DATE, ColumnType.MOMENT)
        return Kind.DATED if is_day else Kind.PLAIN if column.type else _BENT

    def _converted(self, node: Node) -> Kind:
        target, child = str(node["type_expr"].get("type_name", "")).lower(), self.kind(node["child"])
        column = self.names.column(node["child"])
        if target in _DAY_TYPES and column and column.type is ColumnType.TEXT and child is Kind.PLAIN:
            return Kind.DATED
        is_same = (target in _DAY_TYPES and child in _MOMENTS) or (target in _NUMBER_TYPES and child is Kind.SPAN)
        return child if is_same else _mixed([child])

    def _sum(self, node: Node) -> Kind:
        """Days less days are a span when each has its like; a day stays one when what is written is added."""
        more, less = _terms(node)
        kinds = {self.kind(each) for each in (*more, *less)} - {Kind.FIXED}
        if not kinds & _OF_THE_DAY:
            is_day = Kind.DATED in kinds and kinds <= {Kind.DATED, Kind.PLAIN}
            is_one = is_day and [self.kind(each) for each in more].count(Kind.DATED) == 1
            return Kind.DATED if is_one and Kind.DATED not in map(self.kind, less) else _mixed(list(kinds))
        more, less = (
            [each for each in part if self.kind(each) not in (Kind.FIXED, Kind.SPAN)] for part in (more, less))
        if len(more) == 1 and not less:
            return self.kind(more[0]) if kinds <= _MOMENTS else _BENT
        for each in more:
            like = next((other for other in less if self._are_alike(each, other)), None)
            if like is None:
                return _BENT
            less.remove(like)
        return _BENT if less else Kind.SPAN


_BENT = Kind.BENT


def _own(node: Node) -> tuple[object, ...]:
    """What an expression is, apart from its parts."""
    return (_class(node), node.get("type"), function_name(node), str(node.get("literal")), node.get("identifier"),
            node.get("type_name"))


def _class(node: Node) -> str:
    return str(node.get("class", ""))


def _values(node: Node) -> list[Node]:
    """What a choice gives one of."""
    name = function_name(node)
    if name in ("lag", "lead"):
        return [*arguments(node)[:1], *arguments(node)[2:]]
    return values_of(node)[:1] if name in KEEPING or name == "nullif" else values_of(node)


def _terms(node: Node) -> tuple[list[Node], list[Node]]:
    """What is added in a sum, and what is subtracted."""
    if function_name(node) not in ("+", "-"):
        return [node], []
    *first, last = arguments(node)
    more, less = _terms(first[0]) if first else ([], [])
    added, taken = _terms(last)
    if function_name(node) == "-":
        added, taken = taken, added
    return [*more, *added], [*less, *taken]


def _chosen(kinds: Iterable[Kind]) -> Kind:
    """What is one or another of these."""
    found = set(kinds)
    if len(found) <= 1:
        return found.pop() if found else Kind.FIXED
    if found <= _MOMENTS:
        return Kind.MOMENT
    return Kind.SPAN if found == {Kind.SPAN, Kind.FIXED} else _mixed(list(found))


def _mixed(kinds: list[Kind]) -> Kind:
    """What is made of all of these."""
    for those, kind in ((_OF_THE_DAY, Kind.BENT), ({Kind.DATED, Kind.WORKED}, Kind.WORKED), ({Kind.PLAIN}, Kind.PLAIN)):
        if those & {*kinds}:
            return kind
    return Kind.FIXED
