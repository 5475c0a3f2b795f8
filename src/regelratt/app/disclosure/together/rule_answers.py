"""What is left out of pages and files before they are searched: answers in tables of rules that are no results, and
marks under heads that the settings say are open. A tick under a head is read as a cross.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from regelratt.app.disclosure.results.rule_tables import CROSS, RuleTables
from regelratt.app.disclosure.text.page_markup import ParsedPage, emptied
from regelratt.app.disclosure.together.page_groups import headings_above
from regelratt.app.disclosure.together.read_together import fetched_text, tables_of, with_cells

_Rows = dict[tuple[str, ...], tuple[str, ...]]
"""The cells of each row with such answers, and what is left of them."""


class RuleAnswers(NamedTuple):
    """What leaves them out."""

    tables: RuleTables

    def left_out_of_page(self, page: ParsedPage, called: Sequence[str]) -> _Rows:
        """Empty the cells of a page, which has these names too; asked for before its texts are read."""
        rows: _Rows = {}
        for table in page.select("table"):
            nodes = [row.css("th, td") for row in table.css("tr")]
            texts = [[cell.text() for cell in row] for row in nodes]
            changed = self._changed(texts, partial(_around, page, table, called))
            for (number, place), text in changed.items():
                emptied(nodes[number][place])
                nodes[number][place].insert_child(text)
            for number in dict.fromkeys(number for number, _ in changed):
                rows[tuple(map(str.strip, texts[number]))] = tuple(filter(None, (
                    changed.get((number, place), cell).strip() for place, cell in enumerate(texts[number]))))
        return rows

    def left_out_of_file(self, name: str, data: bytes, called: Sequence[str]) -> bytes:
        """The data of a file to fetch without them; of a table, where each line is a row."""
        tables = tables_of(name, data)
        changed = self._changed(tables[0], lambda: called) if tables else {}
        return with_cells(fetched_text(name, data), changed).encode() if changed else data

    def _changed(
        self, table: Sequence[Sequence[str]], around: Callable[[], Sequence[str]],
    ) -> dict[tuple[int, int], str]:
        """What is to be read in some cells of a table instead of what stands there: a cross for a tick, or nothing."""
        changed = dict.fromkeys(self.tables.open_marks(table), "")
        ticks = [cell for cell in self.tables.crossed(table) if cell not in changed]
        crossed = [[*row] for row in table if ticks]
        for number, place in ticks:
            crossed[number][place] = CROSS
        read = crossed or table
        return dict.fromkeys(ticks, CROSS) | changed | dict.fromkeys(self.tables.open_answers(read, around), "")

    def left_out_of_record(self, texts: Sequence[str], page: ParsedPage, called: Sequence[str]) -> list[str]:
        """The texts that the search index has of a page, without what is left out of the page itself."""
        rows = self.left_out_of_page(page, called)
        return [_without_rows(text, rows) for text in texts]


def _without_rows(text: str, rows: _Rows) -> str:
    for cells, left in rows.items():
        if all(cell in text for cell in cells):
            row = r"[\W_]+".join(re.escape(cell) for cell in cells if cell)
            text = re.sub(rf"(?<![^\W_]){row}(?![^\W_])", " ".join(left), text)
    return text


def _around(page: ParsedPage, table: LexborNode, called: Sequence[str]) -> list[str]:
    return [*called, *headings_above(page, table)]
