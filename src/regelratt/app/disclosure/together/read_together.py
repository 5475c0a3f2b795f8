"""What of a file is read together: parts that stand after each other, and rows with what their columns are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest

from regelratt.app.disclosure.evidence.case_numbers import case_cells
from regelratt.app.disclosure.numbers.cued_phones import cued_cells
from regelratt.app.disclosure.numbers.divided_numbers import CUE
from regelratt.app.disclosure.text.cells import CELL_END, Cells
from regelratt.app.disclosure.text.file_text import UnreadableError, is_fetched
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import aligned
from regelratt.app.disclosure.together.data_values import data_in, objects_in
from regelratt.app.disclosure.together.joined_parts import Part, parts_of
from regelratt.domain.file_ending import ending_of
from regelratt.loaders.data_depth import DEEPEST_DATA, is_too_deep

Table = Sequence[Sequence[str]]
_DIGIT = re.compile(r"\d")
_Among = tuple[list[Part], Callable[[], Collection[str]]]
_DELIMITERS = ";\t|,"
_BLANKS = re.compile(r"[^\S\n]{2,}|\t")
_QUOTED = " \"'"
_FILLED_OUT, _TIMES = 1_000_000, 20
"""Cells of a table whose rows are filled out to the longest, and how many times as many as it has."""


def of_page(page: ParsedPage) -> Iterator[_Among]:
    """The parts of a page in their order, with what tells the cells among them, and the parts of its tables.

    Where a part has several readings, the parts are told once for each.
    """
    for parts in _read(page.told):
        yield parts, lambda: cells_of(page.tables)
    yield from _of_tables(page.tables)


def of_file(name: str, data: bytes) -> Iterator[_Among]:
    """The parts of a file to fetch: values where it is JSON, else lines; with what tells the cells or the rows of a
    table among them, and the parts of its tables.
    """
    text = fetched_text(name, data)
    held = data_in(text)
    if held is not None:
        for listed in held.lists:
            yield from ((parts, tuple) for parts in _read(listed))
        yield from ((parts, lambda: cells_of(held.tables)) for parts in _read(held.values))
        yield from _of_tables(held.tables)
        return
    lines = [line for line in text.splitlines() if line.strip()]
    rows = lines if number_tables(name, data) else []
    for parts in _read(lines):
        yield parts, lambda: cells_of([[rows]])
    yield from _of_tables(tables_of(name, data))


def cells_of(tables: Iterable[Table]) -> set[str]:
    """The cells of tables, each in all its readings."""
    return {part.text for table in tables for row in table for cell in row for part in parts_of(cell)}


def _of_tables(tables: Iterable[Table]) -> Iterator[_Among]:
    """A single column as the list that it is, and of other tables each row and column with a part of an address."""
    for table in tables:
        if not _is_of_cells(table):
            yield from ((list(filter(_says, parts)), tuple) for parts in _read(cell for row in table for cell in row))
            continue
        for line in (*table, *zip_longest(*table, fillvalue="")):
            if any("at" in (part.begins, part.ends) for cell in line for part in parts_of(cell)):
                cells = partial(cells_of, [[line]])
                yield from ((list(filter(_says, parts)), cells) for parts in _read(line))


def _is_of_cells(table: Table) -> bool:
    return any(len(row) > 1 for row in table)


def number_tables(name: str, data: bytes, *, of_data: bool = True) -> list[Table]:
    """The tables in a file to fetch that have more than one column, those in data too if they are asked for."""
    text = fetched_text(name, data)
    held = data_in(text) if of_data else None
    tables = held.tables if held else tables_of(name, data)
    return [table for table in tables or _columns_in(text) if _is_of_cells(table)]


def _columns_in(text: str) -> list[Table]:
    """The table of a text where blanks part as many columns in each line."""
    rows = [_BLANKS.split(line.strip()) for line in text.splitlines() if line.strip()]
    return [rows] if len(rows) > 1 and len({len(row) for row in rows}) == 1 else []


def headed_rows(tables: Sequence[Table]) -> Iterator[str]:
    """Each row with what its columns are called, where a word for personal numbers is among them, its numbers alone.

    Numbers as spreadsheets leave them, without their first zero or in groups of thousands, are told by the same words,
    and the numbers of cases without their prefix by theirs.
    """
    for table in tables:
        head = table[0] if table else ()
        is_personal = CUE.search(" ".join(head)) is not None
        for row in table[1:]:
            cells = [(name, cell) for name, cell in zip(head, row, strict=False) if _DIGIT.search(cell)]
            if is_personal:
                yield Cells(CELL_END.join(f"{name} {cell}" for name, cell in cells))
            for name, cell in cells:
                yield from cued_cells(name, cell)
                yield from case_cells(name, cell)


def tables_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The table in a file to fetch, whatever it is called; in a text, where each line has as many cells."""
    text = fetched_text(name, data)
    if not text.strip() or data_in(text) is not None:
        return []
    rows = _rows(text)
    is_text = ending_of(name) == ".txt" and (len({len(row) for row in rows}) > 1 or len(rows[0]) == 1)
    return [] if is_text else [rows]


def check_bounds(name: str, data: bytes) -> None:
    """UnreadableError for data to fetch that lie too deep to be searched, and for a table with rows of so different
    lengths that filling them out has no end.
    """
    text = fetched_text(name, data)
    if is_too_deep(text):
        raise UnreadableError(f"har listor eller objekt i fler än {DEEPEST_DATA} andra")
    held = data_in(text)
    for table in held.tables if held else tables_of(name, data):
        cells, widest = sum(map(len, table)), max(map(len, table), default=0)
        if widest * len(table) > max(_FILLED_OUT, _TIMES * cells):
            raise UnreadableError("har rader med så olika många celler att de inte kan läsas som en tabell")


def objects_of(name: str, data: bytes) -> list[list[list[str]]]:
    """The objects and lists in a file of data, each as a table of its keys and its values."""
    return objects_in(fetched_text(name, data))


def fetched_text(name: str, data: bytes) -> str:
    """The text of a file to fetch; of others nothing. What it holds is told by itself and not by its name."""
    return data.decode("utf-8-sig", "replace") if is_fetched(name) else ""


def _read(texts: Iterable[str]) -> Iterator[list[Part]]:
    return aligned(list(map(parts_of, texts)))


def _says(part: Part) -> bool:
    return part.text != ""


def with_cells(text: str, cells: Mapping[tuple[int, int], str]) -> str:
    """The lines of a table with these texts in some of its cells, each by its row and column."""
    delimiter, lines = _divided(text)
    return "\n".join(delimiter.join(cells.get((number, place), cell) for place, cell in enumerate(row))
                     for number, row in enumerate(lines))


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip(_QUOTED) for cell in line] for line in _divided(text)[1]]


def _divided(text: str) -> tuple[str, list[list[str]]]:
    """The sign that divides the first line, and the cells of each line."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=first.count)
    return delimiter, [line.split(delimiter) for line in lines]
