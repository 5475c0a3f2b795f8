"""Every text that an expression can give, as far as the parse tree tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from regelratt.engine.columns import Column, one_word, union
from regelratt.engine.tree import Node, arguments, function_name, literal, without_text_cast

KEEPING = frozenset({
    "any_value", "min", "max", "first", "first_value", "last_value", "lag", "lead", "arg_min", "arg_max"})
"""Functions over rows that give one of the values they are given, as it is."""

_WORD_CHANGES: dict[str, Callable[[str], str]] = {
    "lower": str.lower, "upper": str.upper, "trim": str.strip, "ltrim": str.lstrip, "rtrim": str.rstrip,
}


class Followed(Protocol):
    """Knows what the names in a query mean."""

    def column(self, node: Node) -> Column | None:
        """The column that a reference means, or None."""

    def outputs(self, query: Node) -> list[Column]:
        """The columns that a query gives, or a subquery in an expression."""


def words_of(node: Node, names: Followed) -> frozenset[str] | None:
    """Every text the expression can give, NULL apart; None when that is not known."""
    node = without_text_cast(node)
    match node.get("class"):
        case "COLUMN_REF":
            column = names.column(node)
            return column.words if column else None
        case "CONSTANT":
            text = literal(node, "STRING")
            return frozenset() if literal(node, "NULL_LITERAL") is not None else one_word(text)
        case "CASE":
            return union([words_of(each["then_expr"], names) for each in node["case_checks"]]
                          + [words_of(node["else_expr"], names)])
        case "SUBQUERY" if node.get("subquery_type") in ("SCALAR", "ANY"):
            outputs = names.outputs(node)
            return outputs[0].words if outputs else None
        case "OPERATOR" if node["type"] == "OPERATOR_COALESCE":
            return union([words_of(each, names) for each in arguments(node)])
        case "FUNCTION" | "WINDOW":
            return _words_of_call(function_name(node), arguments(node), names)
    return None


def _words_of_call(name: str, given: list[Node], names: Followed) -> frozenset[str] | None:
    known = words_of(given[0], names) if given else None
    if known is None:
        return None
    if name in _WORD_CHANGES and len(given) == 1:
        return frozenset(map(_WORD_CHANGES[name], known))
    if name == "nullif":
        return known
    if name in ("greatest", "least", "ifnull"):
        return union([words_of(each, names) for each in given])
    if name in ("lag", "lead") and len(given) > 1:
        return None
    return known if name in KEEPING else None
