"""Which of true, false and unknown an expression can be, whatever the evidence says.

What the expression compares is tried out value by value: every word that a column can hold, both sides of every
number and day it is compared with, and the unknown. A part that is not understood counts as anything at all. So an
answer that is missing here can never occur; one that is found may still be impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise, product
from math import prod

from regelratt.domain.columns import ColumnType
from regelratt.engine.columns import Column
from regelratt.engine.names import Names
from regelratt.engine.tree import COMPARISONS, Node, arguments, literal, spelling

Truth = bool | None
"""SQL's three truths; None is unknown."""

_Value = str | Decimal | bool | None
_Chosen = Mapping[object, _Value]
_Formula = Callable[[_Chosen], Truth]

TRUTHS: tuple[Truth, ...] = (True, False, None)

MOST_LOOKED_AT = 100_000
"""Most parts of expressions that are looked at for one piece of SQL while combinations of values are tried."""

_OTHER = "\0"
"""A text that no query mentions."""

_ORDERED = frozenset({ColumnType.INTEGER, ColumnType.DATE})


class Truths:
    """Tells what the expressions of one piece of SQL can be, until it has looked at so many parts that it must stop."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._left = MOST_LOOKED_AT
        self._spelled: dict[int, str] = {}

    def possible(self, node: Node) -> frozenset[Truth]:
        """The answers that the expression can give; all of them where it takes too long to find out."""
        if self._left <= 0:
            return frozenset(TRUTHS)
        trial = _Trial(self.names, self._spelled)
        formula = trial.understand(node)
        ranges = trial.ranges()
        self._left -= trial.parts
        if prod(map(len, ranges.values())) * trial.parts > self._left:
            return frozenset(TRUTHS)
        found: set[Truth] = set()
        for chosen in product(*ranges.values()):
            self._left -= trial.parts
            found.add(formula(dict(zip(ranges, chosen, strict=True))))
            if len(found) == len(TRUTHS):
                break
        return frozenset(found)


class _Trial:
    """Turns an expression into a formula over variables, and knows which values each of them must be tried with."""

    def __init__(self, names: Names, spelled: dict[int, str]) -> None:
        self.names = names
        self._spelled = spelled
        self._columns: dict[object, tuple[Column, set[_Value]]] = {}
        """The columns by key, each with the constants it is compared with."""
        self._unknowns: dict[object, tuple[Truth, ...]] = {}
        """The parts that are not understood, and what each can be."""
        self.parts = 0
        """How many parts the expression has: each is looked at for every combination of values."""

    def ranges(self) -> dict[object, list[_Value]]:
        """For every variable enough values to see every difference that the expression makes."""
        return {
            **{key: _values(column, constants) for key, (column, constants) in self._columns.items()},
            **{key: list(truths) for key, truths in self._unknowns.items()},
        }

    def understand(self, node: Node) -> _Formula:
        """The expression as a formula."""
        self.parts += 1
        kind, type_ = node.get("class"), str(node.get("type"))
        if literal(node, "NULL_LITERAL") is not None:
            return lambda _: None
        if (word := literal(node, "BOOLEAN")) is not None:
            return lambda _: word.lower() == "true"
        if kind == "CONJUNCTION":
            return _all_or_any([self.understand(each) for each in arguments(node)], type_ == "CONJUNCTION_AND")
        if kind == "CASE":
            return self._case(node)
        match type_:
            case "OPERATOR_NOT":
                return _negated(self.understand(arguments(node)[0]))
            case "OPERATOR_COALESCE":
                return _first_known([self.understand(each) for each in arguments(node)])
            case "OPERATOR_IS_NULL":
                return self._is_unknown(arguments(node)[0])
            case "OPERATOR_IS_NOT_NULL":
                return _negated(self._is_unknown(arguments(node)[0]))
            case "COMPARE_IN":
                first, *rest = arguments(node)
                return _all_or_any([self._comparison(node, "COMPARE_EQUAL", first, each) for each in rest], False)
            case "COMPARE_BETWEEN":
                return _all_or_any([
                    self._comparison(node, "COMPARE_GREATERTHANOREQUALTO", node["input"], node["lower"]),
                    self._comparison(node, "COMPARE_LESSTHANOREQUALTO", node["input"], node["upper"])], True)
        if type_ in COMPARISONS:
            return self._comparison(node, type_, node["left"], node["right"])
        return self._leaf(node)

    def _leaf(self, node: Node) -> _Formula:
        column = self.names.column(node)
        if column and column.type is ColumnType.BOOLEAN:
            return self._truth_of(self._variable(column))
        is_exists = node.get("class") == "SUBQUERY" and node.get("subquery_type") in ("EXISTS", "NOT_EXISTS")
        is_known = is_exists or node.get("class") == "PARAMETER"
        return self._opaque(self._spelling(node), (True, False) if is_known else TRUTHS)

    def _spelling(self, node: Node) -> str:
        """The spelling, found once: a long list holds every value against the same expression."""
        if id(node) not in self._spelled:
            self._spelled[id(node)] = spelling(node)
        return self._spelled[id(node)]

    def _opaque(self, key: object, truths: tuple[Truth, ...] = TRUTHS) -> _Formula:
        self._unknowns[key] = truths
        return self._truth_of(key)

    def _truth_of(self, key: object) -> _Formula:
        def look_up(chosen: _Chosen) -> Truth:
            value = chosen[key]
            return value if isinstance(value, bool) else None

        return look_up

    def _variable(self, column: Column, constants: Iterable[_Value] = ()) -> object:
        self._columns.setdefault(column.key, (column, set()))[1].update(constants)
        return column.key

    def _case(self, node: Node) -> _Formula:
        checks = [(self.understand(each["when_expr"]), self.understand(each["then_expr"]))
                  for each in node["case_checks"]]
        otherwise = self.understand(node["else_expr"])
        return lambda chosen: next((then for when, then in checks if when(chosen)), otherwise)(chosen)

    def _is_unknown(self, node: Node) -> _Formula:
        column = self.names.column(node)
        if column:
            key = self._variable(column)
            return lambda chosen: chosen[key] is None
        if node.get("class") in ("CONJUNCTION", "COMPARISON", "BETWEEN") or node.get("type") == "COMPARE_IN":
            inner = self.understand(node)
            return lambda chosen: inner(chosen) is None
        return self._opaque(("NULL", self._spelling(node)), (True, False))

    def _comparison(self, node: Node, kind: str, left: Node, right: Node) -> _Formula:
        self.parts += 1
        one, other = self.names.column(left), self.names.column(right)
        if one and other and one.key == other.key:
            key = self._variable(one)
            return lambda chosen: None if chosen[key] is None else kind not in (
                "COMPARE_NOTEQUAL", "COMPARE_LESSTHAN", "COMPARE_GREATERTHAN")
        if self._spelling(left) == self._spelling(right):
            return self._opaque(("SAME", self._spelling(left)), (None, kind in (
                "COMPARE_EQUAL", "COMPARE_LESSTHANOREQUALTO", "COMPARE_GREATERTHANOREQUALTO")))
        if other and not one:
            return self._comparison(node, _TURNED.get(kind, kind), right, left)
        constant = _constant(one, right) if one else None
        is_ordering = kind not in ("COMPARE_EQUAL", "COMPARE_NOTEQUAL")
        if one is None or constant is None or (is_ordering and one.type not in _ORDERED):
            return self._opaque((kind, self._spelling(left), self._spelling(right)))
        key = self._variable(one, constant)
        return lambda chosen: _compared(kind, chosen[key], constant[0])


_TURNED = {
    "COMPARE_LESSTHAN": "COMPARE_GREATERTHAN", "COMPARE_GREATERTHAN": "COMPARE_LESSTHAN",
    "COMPARE_LESSTHANOREQUALTO": "COMPARE_GREATERTHANOREQUALTO",
    "COMPARE_GREATERTHANOREQUALTO": "COMPARE_LESSTHANOREQUALTO",
}


def _values(column: Column, constants: set[_Value]) -> list[_Value]:
    if column.words is not None:
        return [*sorted(column.words), None]
    if column.type is ColumnType.BOOLEAN:
        return list(TRUTHS)
    numbers = sorted(each for each in constants if isinstance(each, Decimal))
    if numbers:
        between = [(low + high) / 2 for low, high in pairwise(numbers)]
        return [numbers[0] - 1, *numbers, *between, numbers[-1] + 1, None]
    return [*sorted(str(each) for each in constants if each is not None), _OTHER, None]


def _constant(column: Column, node: Node) -> tuple[_Value] | None:
    """The constant that the column is compared with, in a tuple; None when it is none of the column's type."""
    if literal(node, "NULL_LITERAL") is not None:
        return (None,)
    match column.type:
        case ColumnType.BOOLEAN:
            word = literal(node, "BOOLEAN")
            return None if word is None else (word.lower() == "true",)
        case ColumnType.INTEGER:
            number = literal(node, "INTEGER") or literal(node, "NUMERIC")
            try:
                return None if number is None else (Decimal(number.replace("_", "")),)
            except InvalidOperation:
                return None
        case ColumnType.DATE:
            return _day(node)
        case ColumnType.TEXT | None if column.type or column.words is not None:
            text = literal(node, "STRING")
            return None if text is None else (text,)
    return None


def _day(node: Node) -> tuple[_Value] | None:
    text = literal(node["child"] if node.get("class") == "CAST" else node, "STRING")
    try:
        return None if text is None else (Decimal(date.fromisoformat(text).toordinal()),)
    except ValueError:
        return None


def _all_or_any(parts: list[_Formula], is_all: bool) -> _Formula:
    def join(chosen: _Chosen) -> Truth:
        truths = [part(chosen) for part in parts]
        if (not is_all) in truths:
            return not is_all
        return None if None in truths else is_all

    return join


def _negated(inner: _Formula) -> _Formula:
    def negate(chosen: _Chosen) -> Truth:
        truth = inner(chosen)
        return None if truth is None else not truth

    return negate


def _first_known(parts: list[_Formula]) -> _Formula:
    return lambda chosen: next((truth for part in parts if (truth := part(chosen)) is not None), None)


def _compared(kind: str, left: _Value, right: _Value) -> Truth:
    if left is None or right is None:
        return None
    match kind:
        case "COMPARE_EQUAL":
            return left == right
        case "COMPARE_NOTEQUAL":
            return left != right
    if not (isinstance(left, Decimal) and isinstance(right, Decimal)):
        return None
    return {
        "COMPARE_LESSTHAN": left < right, "COMPARE_GREATERTHAN": left > right,
        "COMPARE_LESSTHANOREQUALTO": left <= right, "COMPARE_GREATERTHANOREQUALTO": left >= right,
    }[kind]
