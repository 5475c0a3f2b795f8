"""What is left out of pages and files before they are searched: answers in tables of rules that are no results, and
marks under heads that the settings say are open. A tick under a head is read as a cross.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from regelratt.app.disclosure.results.other_matters import OtherMatters
from regelratt.app.disclosure.results.rule_tables import CROSS, RuleTables
from regelratt.app.disclosure.text.page_markup import ParsedPage, emptied
from regelratt.app.disclosure.together.block_headings import BlockHeadings
from regelratt.app.disclosure.together.read_together import fetched_text, tables_of, with_cells

_PLAIN = 2
"""Elements of a point with a single text: its paragraph, and itself."""
_Rows = list[tuple[tuple[str, ...], tuple[str, ...]]]
"""The cells of each row with such answers, and what is left of them, in their order."""


class RuleAnswers(NamedTuple):
    """What leaves them out."""

    tables: RuleTables
    matters: OtherMatters

    def left_out_of_page(self, page: ParsedPage, called: Sequence[str]) -> tuple[_Rows, _Rows]:
        """Empty the cells of a page, which has these names too; asked for before its texts are read.

        Returns the rows of tables and the points of lists that are changed.
        """
        rows: _Rows = []
        points: _Rows = []
        headings = BlockHeadings(page, called)
        for table in page.select("table"):
            nodes = [row.css("th, td") for row in table.css("tr")]
            texts = [[cell.text() for cell in row] for row in nodes]
            changed = self._changed(texts, partial(headings.around, table), partial(headings.under, table))
            for (number, place), text in changed.items():
                emptied(nodes[number][place])
                nodes[number][place].insert_child(text)
            for number in dict.fromkeys(number for number, _ in changed):
                left = (changed.get((number, place), cell).strip() for place, cell in enumerate(texts[number]))
                rows.append((tuple(map(str.strip, texts[number])), tuple(filter(None, left))))
        for point in page.select("li"):
            listed, inner = point.parent, point.css("*")
            is_plain = len(inner) <= _PLAIN and all(each.tag in ("li", "p") for each in inner)
            if listed and is_plain and (
                    matter := self.matters.matter(text := point.text(), partial(headings.under, listed))):
                points.append(((text.strip(),), (matter,)))
                emptied(point)
                point.insert_child(matter)
        return rows, points

    def left_out_of_file(self, name: str, data: bytes, called: Sequence[str]) -> bytes:
        """The data of a file to fetch without them; of a table, where each line is a row."""
        tables = tables_of(name, data)
        changed = self._changed(tables[0], lambda: called, lambda: called) if tables else {}
        return with_cells(fetched_text(name, data), changed).encode() if changed else data

    def _changed(
        self, table: Sequence[Sequence[str]], around: Callable[[], Sequence[str]], under: Callable[[], Sequence[str]],
    ) -> dict[tuple[int, int], str]:
        """What is to be read in some cells of a table instead of what stands there: a cross for a tick, or nothing."""
        changed = dict.fromkeys((*self.tables.open_marks(table), *self.matters.faults(table, under)), "")
        ticks = [cell for cell in self.tables.crossed(table) if cell not in changed]
        crossed = [[*row] for row in table if ticks]
        for number, place in ticks:
            crossed[number][place] = CROSS
        read = crossed or table
        return dict.fromkeys(ticks, CROSS) | changed | dict.fromkeys(self.tables.open_answers(read, around), "")

    def left_out_of_record(self, texts: Sequence[str], page: ParsedPage, called: Sequence[str]) -> list[str]:
        """The texts that the search index has of a page, without what is left out of the page itself."""
        rows, points = self.left_out_of_page(page, called)
        return [_without_rows(_without_rows(text, rows), points) for text in texts]


def _without_rows(text: str, rows: _Rows) -> str:
    """The text with what is left of each row in the place of it, where they stand in this order."""
    parts, end = [], 0
    for cells, left in rows:
        row = r"[\W_]+".join(re.escape(cell) for cell in cells if cell)
        if found := re.compile(rf"(?<![^\W_]){row}(?![^\W_])").search(text, end):
            parts += [text[end:found.start()], " ".join(left)]
            end = found.end()
    return "".join((*parts, text[end:]))
