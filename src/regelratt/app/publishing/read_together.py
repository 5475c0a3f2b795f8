"""What of a file is read together: parts that stand after each other, and rows with what their columns are called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePosixPath

from regelratt.app.publishing.divided_numbers import CUE
from regelratt.app.publishing.joined_parts import Part, parts_of
from regelratt.app.publishing.page_markup import ParsedPage
from regelratt.app.publishing.plain_text import aligned

_DIGIT = re.compile(r"\d")
_SPACE = re.compile(r"\s")
_PHONE = re.compile(r"\b(?:tel|telefon|mobil|phone)", re.IGNORECASE)
_NO_ZERO = re.compile(r"[1-9]\d{6,8}")
_AMOUNT = re.compile(r"\d{1,3}(?:\s\d{3}){3}")
_DELIMITERS = ";\t|,"
_QUOTED = " \"'"


def of_page(page: ParsedPage) -> Iterator[tuple[list[Part], Callable[[], Collection[str]]]]:
    """The parts of a page in their order, with what tells the cells among them, and each column of each table.

    Where a part has several readings, the parts are told once for each.
    """
    for parts in _read(page.told):
        yield parts, lambda: {
            part.text for table in page.tables for row in table for cell in row for part in parts_of(cell)}
    for table in page.tables:
        for column in _columns(table):
            yield from ((list(filter(_says, parts)), tuple) for parts in _read(column))


def of_file(name: str, data: bytes) -> Iterator[tuple[list[Part], Callable[[], Collection[str]]]]:
    """The parts of a file to fetch, none of them cells of a page."""
    yield from ((parts, tuple) for parts in _parts_of_file(name, data))


def _parts_of_file(name: str, data: bytes) -> Iterator[list[Part]]:
    """The parts of a file to fetch: values, cells, columns and lines."""
    kind = PurePosixPath(name).suffix.lower()
    text = data.decode("utf-8-sig", "replace")
    if kind == ".json":
        yield from _of_json(text)
    elif kind in (".csv", ".txt"):
        yield from _read([line for line in text.splitlines() if line.strip()])
    if kind == ".csv":
        rows = _rows(text)
        for each in (*rows, *_columns(rows)):
            yield from (list(filter(_says, parts)) for parts in _read(each))


def headed_rows(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Each row with what its columns are called, where a word for personal numbers is among them; digits alone.

    Numbers as spreadsheets leave them, without their first zero or in groups of thousands, are told as they were.
    """
    for table in tables:
        head = table[0] if table else ()
        told = " ".join(head)
        is_personal, is_phone = CUE.search(told) is not None, _PHONE.search(told) is not None
        if not is_personal and not is_phone:
            continue
        for row in table[1:]:
            cells = [(name, cell) for name, cell in zip(head, row, strict=False) if _DIGIT.search(cell)]
            if is_personal:
                yield " ".join(f"{name} {cell}" for name, cell in cells)
            yield from filter(None, (_as_it_was(name, cell) for name, cell in cells))


def _as_it_was(name: str, cell: str) -> str:
    """The number in a column for numbers before a spreadsheet took it for an amount; else nothing."""
    digits = _SPACE.sub("", cell)
    if _PHONE.search(name) and _NO_ZERO.fullmatch(digits):
        return f"{name} 0{digits}"
    return f"{name} {digits}" if CUE.search(name) and _AMOUNT.fullmatch(cell) else ""


def tables_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The table in a file to fetch."""
    return [_rows(data.decode("utf-8-sig", "replace"))] if name.endswith(".csv") else []


def objects_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The objects in a file of data, each as a table of its keys and its values."""
    objects: list[list[list[str]]] = []

    def _as_table(pairs: list[tuple[str, object]]) -> list[object]:
        told = [(key, str(value)) for key, value in pairs if _is_told(value)]
        objects.append([[key for key, _ in told], [value for _, value in told]])
        return [value for _, value in pairs]

    try:
        json.loads(json_of(name, data) or "[]", object_pairs_hook=_as_table)
    except (ValueError, RecursionError):
        return []
    return objects


def json_of(name: str, data: bytes) -> str:
    """The text of a file of data to fetch; of others nothing."""
    return data.decode("utf-8-sig", "replace") if name.endswith(".json") else ""


def _read(texts: Iterable[str]) -> Iterator[list[Part]]:
    return aligned(list(map(parts_of, texts)))


def _says(part: Part) -> bool:
    return part.text != ""


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    return zip_longest(*rows, fillvalue="")


def _rows(text: str) -> list[list[str]]:
    """The cells of each line, divided by the sign that divides the first one."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    return [[cell.strip(_QUOTED) for cell in line.split(delimiter)] for line in lines]


def _of_json(text: str) -> Iterator[list[Part]]:
    """The values of each list and object, and all values in their order; keys are none."""
    try:
        waiting: list[object] = [json.loads(text, object_pairs_hook=lambda pairs: [value for _, value in pairs])]
    except (ValueError, RecursionError):
        waiting = [text.splitlines()]
    told: list[str] = []
    while waiting:
        match waiting.pop():
            case list() as values:
                yield from _read(str(value) for value in values if _is_told(value))
                waiting.extend(reversed(values))
            case value if _is_told(value):
                told.append(str(value))
    yield from _read(told)


def _is_told(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
