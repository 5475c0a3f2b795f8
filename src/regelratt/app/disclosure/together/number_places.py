"""Where in a page or a file a number may stand: in a text, over texts that follow on each other, in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from regelratt.app.disclosure.libraries import without_hashes
from regelratt.app.disclosure.numbers.counting import is_count
from regelratt.app.disclosure.numbers.divided_numbers import over_parts
from regelratt.app.disclosure.numbers.number_search import Found, Kind, told_numbers_in
from regelratt.app.disclosure.numbers.shared_domains import says_domain, shared_addresses
from regelratt.app.disclosure.text.cells import CELL_END, Cells
from regelratt.app.disclosure.text.file_text import is_record, texts_of
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import aligned, readings
from regelratt.app.disclosure.together.data_values import data_in
from regelratt.app.disclosure.together.joined_parts import joined_data
from regelratt.app.disclosure.together.page_groups import groups_of, neighbours_of
from regelratt.app.disclosure.together.read_together import (
    Table,
    cells_of,
    fetched_text,
    number_tables,
    of_file,
    of_page,
)
from regelratt.app.disclosure.together.table_numbers import numbers_in_table

_LONGEST_LABEL = 60
"""Letters of what says a domain for what stands beside it in a table: what all pages say may be one row of data."""


class Parted(NamedTuple):
    """A text in each of its readings, and its end in each when a personal number may begin there."""

    text: str
    readings: tuple[str, ...]
    open_ends: tuple[str, ...]


def texts_of_file(name: str, data: bytes) -> Iterator[str]:
    """The texts of a file, those of cells as such; in the search index a sign tells the cells of a page."""
    are_cells, is_of_index = any(number_tables(name, data, of_data=False)), is_record(name)
    for text in (without_hashes(name, each) for each in texts_of(name, data)):
        if is_of_index and CELL_END in text:
            yield from (Cells(text), *text.split(CELL_END))
        else:
            yield Cells(text) if are_cells or ("\n" in text and _is_of_counts(text)) else text


def _is_of_counts(text: str) -> bool:
    """True for a number in each line."""
    lines = text.strip().splitlines()
    return len(lines) > 1 and all(is_count(line.strip()) for line in lines)


def numbers_over_texts(name: str, data: bytes, page: ParsedPage | None, texts: Sequence[Parted]) -> Iterator[Found]:
    """Personal numbers that begin in one text and end in another; rows of a page are their cells a second time."""
    cells = cells_of(page.tables) if page else ()
    all_are_cells = is_record(name) or (page is None and data_in(fetched_text(name, data)) is not None)
    listed = [told for told in texts if not (page and isinstance(told.text, Cells))]
    are_cells = [all_are_cells or isinstance(told.text, Cells) or told.readings[0].strip() in cells for told in listed]
    for ends, read in zip(aligned([told.open_ends for told in listed]), aligned([told.readings for told in listed]),
                          strict=True):
        yield from ((number, Kind.PERSON) for number in over_parts(ends, read, are_cells))


def data_in_parts(
    name: str, data: bytes, page: ParsedPage | None, headed: Sequence[str], allowed: Sequence[str]
) -> Iterator[Found]:
    """Numbers and addresses in the parts of a page or file, and in rows with what their columns are called."""
    for row in headed:
        if isinstance(row, Cells):
            yield from (found for plain in readings(row) for found in told_numbers_in(plain, allowed))
    tables: Sequence[Table] = page.tables if page else number_tables(name, data)
    for table in tables:
        yield from numbers_in_table(table, allowed, are_read=page is not None)
    for parts, cells in of_page(page) if page else of_file(name, data):
        yield from joined_data(parts, allowed, cells)
    official = {each.casefold() for each in allowed}
    for text in _texts_with_domains(page, tables):
        yield from ((found, Kind.MAIL) for plain in readings(text)
                    for found in shared_addresses(plain, official, len(plain)))


def _texts_with_domains(page: ParsedPage | None, tables: Sequence[Table]) -> Iterator[str]:
    """What belongs together where a domain stands by itself: a head and its cells, a heading or a line and its list."""
    if not page:
        lines = (line for table in tables for line in (*table, *zip_longest(*table, fillvalue="")))
        yield from (CELL_END.join(line) for line in lines if any(
            len(cell) <= _LONGEST_LABEL and _says_domain(cell) for cell in line))
    elif any(map(_says_domain, page.told)):
        pairs = chain(groups_of(page, _says_domain), neighbours_of(page))
        yield from (CELL_END.join(pair) for pair in pairs if any(map(_says_domain, pair)))


def _says_domain(text: str) -> bool:
    return "." in text and any(map(says_domain, readings(text)))
