"""Plain values as JSON holds them, back to the objects that they were made of: the other way of `plain`."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from regelratt.domain.status import Status

Kind = TypeVar("Kind")


def typed(kind: type[Kind], raw: object) -> Kind:
    """The object of a class that `plain` made `raw` of; ValueError when it cannot have."""
    try:
        value: Kind = _typed(kind, raw)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{kind.__name__} kan inte läsas ({error})") from error
    return value


def _typed(kind: Any, raw: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    match raw:
        case None if kind is types.NoneType or types.NoneType in arguments:
            return None
        case _ if origin in (typing.Union, types.UnionType):
            return _typed(next((each for each in arguments if _can_be(each, raw)), None), raw)
        case list() if origin is tuple and arguments[-1] is Ellipsis:
            return tuple(_typed(arguments[0], each) for each in raw)
        case list() if origin is tuple:
            return tuple(_typed(part, each) for part, each in zip(arguments, raw, strict=True))
        case dict() if origin is Mapping:
            return {key: _typed(arguments[1], each) for key, each in raw.items()}
        case dict() if isinstance(kind, type) and is_dataclass(kind):
            return kind(**{name: _typed(_hints(kind)[name], raw[name]) for name in _names(kind)})
        case str() if kind is Status:
            return Status.from_code(raw)
        case str() if isinstance(kind, type) and issubclass(kind, Enum):
            return kind(raw)
        case str() if kind is date:
            return date.fromisoformat(raw)
        case _ if type(raw) is kind:
            return raw
        case _:
            raise TypeError(f"{raw!r} är inte {kind}")


def _can_be(kind: Any, raw: Any) -> bool:
    """False for a part of a union that the value is not of: nothing, or a vocabulary without the word."""
    is_words = isinstance(kind, type) and issubclass(kind, Enum) and kind is not Status
    return kind is not types.NoneType and (not is_words or raw in {each.value for each in kind})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
