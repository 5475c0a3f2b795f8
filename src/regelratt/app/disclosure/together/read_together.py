"""What of a file is read together: parts that stand after each other, and rows with what their columns are called."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import zip_longest

from regelratt.app.disclosure.numbers.cued_phones import cued_cells
from regelratt.app.disclosure.numbers.divided_numbers import CUE
from regelratt.app.disclosure.text.file_text import is_fetched
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import aligned
from regelratt.app.disclosure.together.joined_parts import Part, parts_of
from regelratt.domain.file_ending import ending_of

_DIGIT = re.compile(r"\d")
_OF_ITS_OBJECT = re.compile(
    r"nr|nummer|numret|number|no|value|värde|text|hem|hemma|home|arbete|arbetet|work|jobb|jobbet|privat|direkt|mobil|växel"
    r"|dag|kväll|primär|sekundär|primary|secondary|main|\w?\d*", re.IGNORECASE)
"""Keys that say nothing by themselves of what their value is the number of."""
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
    """The parts of a file to fetch: values where it is JSON, else lines, cells and columns."""
    text = fetched_text(name, data)
    values = _values_in(text)
    if values is not None:
        yield from _of_json(values)
        return
    yield from _read([line for line in text.splitlines() if line.strip()])
    for rows in tables_of(name, data):
        for each in (*rows, *_columns(rows)):
            yield from (list(filter(_says, parts)) for parts in _read(each))


def headed_rows(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[str]:
    """Each row with what its columns are called, where a word for personal numbers is among them; digits alone.

    Numbers as spreadsheets leave them, without their first zero or in groups of thousands, are told by the same words.
    """
    for table in tables:
        head = table[0] if table else ()
        is_personal = CUE.search(" ".join(head)) is not None
        for row in table[1:]:
            cells = [(name, cell) for name, cell in zip(head, row, strict=False) if _DIGIT.search(cell)]
            if is_personal:
                yield " ".join(f"{name} {cell}" for name, cell in cells)
            for name, cell in cells:
                yield from cued_cells(name, cell)


def tables_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The table in a file to fetch, whatever it is called; in a text, where each line has as many cells."""
    text = fetched_text(name, data)
    if not text.strip() or _values_in(text) is not None:
        return []
    rows = _rows(text)
    is_text = ending_of(name) == ".txt" and (len({len(row) for row in rows}) > 1 or len(rows[0]) == 1)
    return [] if is_text else [rows]


def objects_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The objects and lists in a file of data, each as a table of its keys and its values.

    A key that only says that something is a number is told with the key that it stands under. Lists in a list are the
    rows of a table, and lists under the keys of an object its columns.
    """
    waiting: list[tuple[str, object]] = []
    try:
        waiting.append(("", json.loads(fetched_text(name, data) or "[]", object_pairs_hook=tuple)))
    except (ValueError, RecursionError):
        return []
    objects: list[list[list[str]]] = []
    while waiting:
        about, value = waiting.pop()
        match value:
            case tuple():
                pairs = [(f"{about} {key}" if _OF_ITS_OBJECT.fullmatch(key) else key, each) for key, each in value]
                told = [(key, str(each)) for key, each in pairs if _is_told(each)]
                objects.append([[key for key, _ in told], [each for _, each in told]])
                listed = [(key, each) for key, each in pairs if isinstance(each, list)]
                columns = ((key, *map(_said, each)) for key, each in listed)
                objects.append([*map(list, zip(*columns, strict=False))])
                waiting.extend(reversed(pairs))
            case list():
                objects.append([[about], *([str(each)] for each in value if _is_told(each))])
                objects.append([[*map(_said, each)] for each in value if isinstance(each, list)])
                waiting.extend((about, each) for each in reversed(value))
    return objects


def fetched_text(name: str, data: bytes) -> str:
    """The text of a file to fetch; of others nothing. What it holds is told by itself and not by its name."""
    return data.decode("utf-8-sig", "replace") if is_fetched(name) else ""


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


def _values_in(text: str) -> list[object] | None:
    """The values of a JSON text with a list or an object, without their keys; None for every other text."""
    try:
        values = json.loads(text, object_pairs_hook=lambda pairs: [value for _, value in pairs])
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, list) else None


def _of_json(values: list[object]) -> Iterator[list[Part]]:
    """The values of each list and object, and all values in their order."""
    waiting: list[object] = [values]
    told: list[str] = []
    while waiting:
        match waiting.pop():
            case list() as values:
                yield from _read(str(value) for value in values if _is_told(value))
                waiting.extend(reversed(values))
            case value if _is_told(value):
                told.append(str(value))
    yield from _read(told)


def _said(value: object) -> str:
    return str(value) if _is_told(value) else ""


def _is_told(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""
