"""What a file of data holds: tables, lists, and all values in their order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_Pairs = tuple[tuple[str, object], ...]
_OF_ITS_OBJECT = re.compile(
    r"nr|nummer|numret|number|no|value|värde|text|hem|hemma|home|arbete|arbetet|work|jobb|jobbet|privat|direkt|mobil|växel"
    r"|dag|kväll|primär|sekundär|primary|secondary|main|\w?\d*", re.IGNORECASE)
"""Keys that say nothing by themselves of what their value is the number of."""


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
    held = _held_in(text)
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


@lru_cache(maxsize=2)
def _held_in(text: str) -> object:
    """What a JSON text holds, each object as its pairs; None for every other text."""
    try:
        return json.loads(text, object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        return None


def objects_in(text: str) -> list[list[list[str]]]:
    """The objects and lists in a JSON text, each as a table of its keys and its values; none in other texts.

    A key that only says that something is a number is told with the key that it stands under. Lists in a list are the
    rows of a table, and lists under the keys of an object its columns.
    """
    waiting: list[tuple[str, object]] = [("", _held_in(text))]
    objects: list[list[list[str]]] = []
    while waiting:
        about, value = waiting.pop()
        match value:
            case tuple():
                pairs = [(f"{about} {key}" if _OF_ITS_OBJECT.fullmatch(key) else key, each) for key, each in value]
                told = [(key, str(each)) for key, each in pairs if is_told(each)]
                objects.append([[key for key, _ in told], [each for _, each in told]])
                listed = [(key, each) for key, each in pairs if isinstance(each, list)]
                columns = ((key, *map(_said, each)) for key, each in listed)
                objects.append([*map(list, zip(*columns, strict=False))])
                waiting.extend(reversed(pairs))
            case list():
                objects.append([[about], *([str(each)] for each in value if is_told(each))])
                objects.append([[*map(_said, each)] for each in value if isinstance(each, list)])
                waiting.extend((about, each) for each in reversed(value))
    return objects


def keyed_values(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The values in a JSON text in their order, each with all keys that it stands under; none in other texts."""
    waiting: list[tuple[tuple[str, ...], object]] = [((), _held_in(text))]
    while waiting:
        keys, value = waiting.pop()
        match value:
            case tuple():
                waiting.extend(((*keys, str(key)), each) for key, each in reversed(value))
            case list():
                waiting.extend((keys, each) for each in reversed(value))
            case _ if is_told(value):
                yield keys, str(value)


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


def _said(value: object) -> str:
    return str(value) if is_told(value) else ""
