"""The rows of evidence that a page or a file shows, in its texts, its tables and its data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from regelratt.app.disclosure.evidence.evidence_rows import EvidenceRows, FoundRow
from regelratt.app.disclosure.pieces import Pieces
from regelratt.app.disclosure.text.cells import Cells
from regelratt.app.disclosure.text.file_text import is_record
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.read_together import fetched_text
from regelratt.app.disclosure.together.row_places import (
    Table,
    as_text,
    columns_of,
    of_plain_text,
    tables_of_file,
    tables_of_json,
    texts_of_page,
)

OBJECTS = "needs.json"
"""The one file of data with the words of all pages in it."""


class ShownRows:
    """Looks for rows of evidence in pages and files whose pieces have been read."""

    def __init__(self, rows: EvidenceRows, pieces: Pieces) -> None:
        self._rows = rows
        self._pieces = pieces

    def in_file(
        self, name: str, data: bytes, page: ParsedPage | None, blocks: Iterable[str], concerned: Sequence[str],
        called: Iterable[str],
    ) -> Iterator[FoundRow]:
        """The rows that a file shows: in a text, in a table by row or column, or in what belongs together.

        `blocks` are the JSON texts of a page's blocks of code. `concerned` are its texts that may lead to a row:
        without any there is none, unless the file is `called` as an object. What is made of all pages is searched as
        those pages.
        """
        if name == OBJECTS or is_record(name):
            return
        for each in dict.fromkeys(filter(None, map(self._rows.named_by, called))):
            yield from self._under_name(each, name, data, page)
        if not concerned:
            return
        yield from self._told_in(concerned if page else map(of_plain_text, concerned))
        if page and any(map(self._rows.names, concerned)):
            yield from self._told_in(texts_of_page(page, self._rows.names))
        tables = page.tables if page else tables_of_file(name, data)
        if not page and not tables and any(map(self._rows.names, concerned)):
            yield from self._told_in([of_plain_text(fetched_text(name, data))])
        for table in chain(tables, *map(tables_of_json, blocks)):
            rows = [row for row in table if self._pieces[Cells(" ".join(row))].is_of_rows]
            if rows:
                yield from self._in_table(table, rows)

    def _in_table(self, table: Table, rows: Sequence[Sequence[str]]) -> Iterator[FoundRow]:
        columns = columns_of(table)
        yield from self._told_in(map(as_text, (*rows, *columns)))
        for way in (table, columns):
            yield from (*self._rows.told_by_head(way), *self._rows.told_under_heads(way),
                        *self._rows.told_in_columns(way))

    def _under_name(self, called: str, name: str, data: bytes, page: ParsedPage | None) -> Iterator[FoundRow]:
        """The rows of the object that a file is called as: its name stands above every text, and in every row."""
        texts = page.shown if page else [of_plain_text(fetched_text(name, data))]
        yield from self._told_in(as_text((called, text)) for text in texts)
        for table in page.tables if page else tables_of_file(name, data):
            named = [["", *row] if number == 0 else [called, *row] for number, row in enumerate(table)]
            yield from self._in_table(named, named)
            yield from self._told_in([as_text((called, *chain.from_iterable(table)))])

    def _told_in(self, texts: Iterable[str]) -> Iterator[FoundRow]:
        for text in texts:
            yield from self._rows.told_in(text)
