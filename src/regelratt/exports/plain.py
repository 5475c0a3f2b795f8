"""Objects as plain values that JSON can hold, with the code's own names as keys."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

from regelratt.domain.location import Location
from regelratt.domain.status import Status

PLACE_FIELDS = frozenset({"location", "line", "sql_line"})
"""Fields that say where something stands, and nothing about what it says."""

_PLAIN = frozenset((str, int, float, bool, types.NoneType))
"""The very types whose values are plain: a word of a set of words is a text too, and more."""


def plain(value: object, *, places: bool = True) -> object:
    """The value as dicts, lists, texts and numbers.

    Statuses become their code (`not_met`), other words stay Swedish, days become ISO dates, ages a
    number of days, and a location loses its column. `places` set to False leaves out where things stand.
    """
    if type(value) in _PLAIN:
        return value
    match value:
        case Status():
            return value.code
        case Enum():
            return value.value
        case Location():
            return {"path": value.path, "line": value.line}
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case timedelta():
            return value.days
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(each, places=places) for each in value]
        case dict():
            return {str(key): plain(each, places=places) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {name: plain(getattr(value, name), places=places) for name in _shown(value.__class__, places=places)}
        case _:
            return value


@cache
def _shown(kind: type, *, places: bool) -> tuple[str, ...]:
    """The names of the fields of a dataclass, with or without those that say where something stands."""
    return tuple(each.name for each in fields(kind) if places or each.name not in PLACE_FIELDS)


def to_json(value: object) -> str:
    """The value as JSON."""
    return json_text(plain(value))


def json_text(document: object) -> str:
    """What is plain already as readable JSON in UTF-8 with its keys in the given order, ending in a line break."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fit_their_types(values: Iterable[object]) -> bool:
    """True when every field of these dataclasses holds what its annotation says, as far as tuples and unions go."""
    hints: dict[type, dict[str, object]] = {}
    for value in values:
        known = hints.setdefault(type(value), {}) or typing.get_type_hints(type(value))
        hints[type(value)] = known
        if not all(_fits(getattr(value, name), hint) for name, hint in known.items()):
            return False
    return True


def _fits(value: object, hint: object) -> bool:
    parts = typing.get_args(hint)
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, tuple):
            return False
        if parts[1:] == (Ellipsis,):
            return all(_fits(each, parts[0]) for each in value)
        return len(value) == len(parts) and all(map(_fits, value, parts))
    return isinstance(hint, type) and isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
