"""Values that are made into another type, found where DuckDB itself has bound them.

The plan of a query shows every conversion, also those that a comparison, a function or a UNION brings about
unasked. A constant must be a value that exists and that is the same every day; a text from the evidence may be
converted only by TRY_CAST, which gives NULL where others stop the query; and no value may be of a type that no
column has, such as a time of day with a zone or a whole row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from regelratt.engine.tree import children, offset_of, place_near

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?")
_SPAN = re.compile(r"\d{1,6} (minute|hour|day|week|month|year)s?", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?")

_WHOLE_TYPES = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"})
_NUMBER_TYPES = frozenset({"FLOAT", "DOUBLE", "DECIMAL"})
_TIME_TYPES = frozenset({"DATE", "TIMESTAMP"})
_TEXT = "VARCHAR"
_NOTHING = frozenset({"NULL", "SQLNULL", '"NULL"'})
_FAMILIES = (_TIME_TYPES, _WHOLE_TYPES | _NUMBER_TYPES | {"BOOLEAN"})
"""Types whose values can always be made into one another, but for what is too large."""

TYPE_WORDS = {
    "VARCHAR": "text", "DATE": "dag", "TIMESTAMP": "tidpunkt", "INTERVAL": "tidslängd", "BOOLEAN": "ja/nej",
    **dict.fromkeys(_WHOLE_TYPES, "heltal"), **dict.fromkeys(_NUMBER_TYPES, "tal"),
    "STRING_LITERAL": "text", "INTEGER_LITERAL": "heltal", **dict.fromkeys(_NOTHING, "NULL"),
}
"""What the types of DuckDB are called in messages."""

Fault = tuple[int | None, str, str]
"""Byte in the bound text, what is wrong, and how to put it right."""


def find_type_faults(plan: dict[str, Any]) -> Iterator[Fault]:
    """Every conversion in a bound plan that can fail or that is not the same every day, and every odd type."""
    for node in _walk(plan):
        if "expression_class" not in node:
            continue
        if node.get("type") == "OPERATOR_CAST" and len(node.get("children", ())) == 1:
            yield from _conversion(node, node["children"][0], _type_of(node))
        elif (kind := _type_of(node)) and kind not in TYPE_WORDS:
            yield (place_near(node), "Ett värde är av ett slag som ingen kolumn har.",
                   "Använd text, tal, dagar, tidpunkter och ja/nej, en kolumn i taget.")


def type_word(kind: str) -> str:
    """What a type of DuckDB's is called in messages."""
    return TYPE_WORDS.get(kind.partition("(")[0].strip(), "ett annat slag")


def _walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(children(current))


def _type_of(node: dict[str, Any]) -> str:
    known = node.get("return_type") or (node.get("value") or {}).get("type") or {}
    return str(known.get("id", ""))


def _conversion(node: dict[str, Any], child: dict[str, Any], target: str) -> Iterator[Fault]:
    source = _type_of(child)
    if source in (target, *_NOTHING) or target == _TEXT:
        return
    if source != _TEXT:
        if not any({source, target} <= family for family in _FAMILIES):
            yield (place_near(node), f"{type_word(source).capitalize()} kan inte göras om till {type_word(target)}.",
                   "Jämför med ett värde av samma slag.")
        return
    place = offset_of(child)
    place = place_near(node) if place is None else place
    value = child.get("value") if child.get("type") == "VALUE_CONSTANT" else None
    if isinstance(value, dict):
        fault = None if value.get("is_null") else _text_fault(str(value.get("value", "")), target)
        if fault:
            yield place, *fault
    elif not (node.get("function_data") or {}).get("try_cast"):
        yield (place_near(node),
               f"En text görs om till {type_word(target)}, och en enda rad kan stoppa kontrollen.",
               "Skriv TRY_CAST, eller jämför med ett värde av samma slag.")


def _text_fault(text: str, target: str) -> tuple[str, str] | None:
    """Why a constant text is no value of the type, or None when it is one."""
    shown = f"'{text[:40]}'"
    match target:
        case "DATE" if not _is_day(text):
            return (f"{shown} är ingen dag som finns.",
                    "Skriv dagen som '2026-06-30', eller $per_datum för dagen som bedöms.")
        case "TIMESTAMP" if not (_is_day(text) or _is_moment(text)):
            return f"{shown} är ingen tidpunkt som finns.", "Skriv tidpunkten som '2026-06-30 14:05'."
        case "BOOLEAN" if text not in ("true", "false"):
            return (f"{shown} är inget ja/nej-värde.",
                    "Skriv true eller false utan apostrofer, eller bara kolumnens namn.")
        case "INTERVAL" if not _SPAN.fullmatch(text):
            return f"{shown} är ingen tidslängd.", "Skriv till exempel INTERVAL 30 DAY."
    if target in _WHOLE_TYPES and not _WHOLE.fullmatch(text):
        return f"{shown} är inget heltal.", "Skriv talet utan apostrofer."
    if target in _NUMBER_TYPES and not _NUMBER.fullmatch(text):
        return f"{shown} är inget tal.", "Skriv talet utan apostrofer."
    if target not in TYPE_WORDS:
        return f"{shown} görs om till en typ som inte används.", "Jämför med ett värde av samma slag som kolumnen."
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text)) and datetime.fromisoformat(text) is not None
    except ValueError:
        return False
