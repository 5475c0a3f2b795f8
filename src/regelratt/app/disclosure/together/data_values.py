"""What a file of data holds: tables, lists, and all values in their order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_Pairs = tuple[tuple[str, object], ...]


class Data(NamedTuple):
    """A JSON text, read."""

    tables: list[list[list[str]]]
    """Each object as its keys and its values, those that lie beside each other as one table, and so lists."""
    lists: list[list[str]]
    """The values of each list that is no row of a table."""
    values: list[str]
    """All values in their order."""


@lru_cache(maxsize=2)
def data_in(text: str) -> Data | None:
    """The data in a JSON text with a list or an object; None for every other text."""
    try:
        held = json.loads(text, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, list | tuple):
        return None
    data = Data([], [], [])
    waiting: list[object] = [(("", held),)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list | tuple):
            inner = _values_of(value)
            data.tables.extend(_tables_of(inner))
            lists = [each for each in inner if isinstance(each, list)]
            data.lists.extend(_told(each) for each in lists if len(lists) == 1)
            waiting.extend(reversed(inner))
        elif is_told(value):
            data.values.append(str(value))
    return data


def is_told(value: object) -> bool:
    """True for a value that says something by itself."""
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _tables_of(inner: list[object]) -> Iterator[list[list[str]]]:
    """The objects among some values as a table for all that have the same keys, and two lists or more as another."""
    objects: dict[tuple[str, ...], list[list[str]]] = {}
    for each in inner:
        if isinstance(each, tuple):
            told = [(key, str(value)) for key, value in each if is_told(value)]
            objects.setdefault(tuple(key for key, _ in told), []).append([value for _, value in told])
    yield from ([list(keys), *rows] for keys, rows in objects.items() if keys)
    lists = [_told(each) for each in inner if isinstance(each, list)]
    if len(lists) > 1:
        yield lists


def _values_of(held: list[object] | _Pairs) -> list[object]:
    return list(held) if isinstance(held, list) else [value for _, value in held]


def _told(held: list[object]) -> list[str]:
    return [str(value) for value in held if is_told(value)]
