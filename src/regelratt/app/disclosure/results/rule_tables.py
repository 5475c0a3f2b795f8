"""Tables of rules and boards: what they say of a rule is no result of the board beside it.

Whether a rule is new or may be delegated, and which board answers for it, stand in the same cells as how it went. The
head tells them apart: one that says what a rule is, or that the settings open. In a table of rules by boards a cross,
or the letters of who does what, is a task where nothing above or beside asks how it went. A tick in a cell is what a
cross there is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Self

from regelratt.app.disclosure.evidence.column_cells import LETTERS_OF_TASKS
from regelratt.app.disclosure.evidence.column_labels import label_of
from regelratt.app.disclosure.results.answer_words import YES_AND_NO, lists_faults, may_head, may_sort, sorts
from regelratt.app.disclosure.results.channel_heads import asks_of_channels
from regelratt.app.disclosure.results.marks import EMPTY, MARK, with_words_for_marks
from regelratt.app.disclosure.text.opened_heads import OpenedHeads
from regelratt.app.disclosure.text.plain_text import canonical, words

_OF_RULES = re.compile(
    r"ansvar\w*|obligatorisk\w*|frivillig\w*|gäller|deleger\w*|vidaredeleger\w*|nyhet\w*|ny|nya|nytt|ändra[ds]\w*"
    r"|ändring\w*|omfatta\w*|redovisas|redovisning\w*|beslutas|samråd\w*|raci")
"""What heads say that a rule is, and who has to do with it."""
_BEFORE = frozenset({"får", "ska", "kan", "är", "vem", "vilka", "vilken", "hur", "om", "som", "kommunens"})
_NO_GRADE = frozenset("rsi")
"""Those of them that are no grades."""
CROSS = "x"
_TICKS = re.compile(r"\s*[\u2713\u2714\u2611\u221a]\ufe0f?\s*")
"""Signs that stand for what a cross does, whatever is asked: it is so, or it is theirs."""
_LONGEST = 12
"""Letters of a plain answer."""

Cell = tuple[int, int]
"""The row and the column of a cell."""


class RuleTables(NamedTuple):
    """How such tables are read."""

    named_in: Callable[[str], str | None]
    is_board: Callable[[str], bool]
    asks_as_check: Callable[[str], bool]
    judges: Callable[[str], bool]
    """Whether a canonical text asks for results or says one."""
    opened: OpenedHeads = OpenedHeads()

    def letting_through(self, opened: OpenedHeads) -> Self:
        """The same with the heads that the settings say are open."""
        return self._replace(opened=opened)

    def crossed(self, table: Sequence[Sequence[str]]) -> Iterator[Cell]:
        """The cells of a table with a tick alone under a head and beside words, where it is read as a cross is."""
        headed = [*map(_says, table[0])] if table else []
        for number, row in enumerate(table[1:], 1):
            places = [place for place, cell in enumerate(row[:len(headed)]) if headed[place] and _TICKS.fullmatch(cell)]
            if places and any(map(_says, row)):
                yield from ((number, place) for place in places)

    def open_marks(self, table: Sequence[Sequence[str]]) -> Iterator[Cell]:
        """The cells of a table with marks alone, in columns and rows that the settings say are open."""
        if not self.opened or not table:
            return
        head = table[0]
        is_all = self._is_opened(head[0]) and self._is_matrix(head) if head else False
        opened = {place for place, text in enumerate(head) if is_all or self._opens(text)}
        for number, row in enumerate(table[1:], 1):
            places = range(1, len(row)) if self._opens(row[0] if row else "") else sorted(opened)
            yield from ((number, place) for place in places if place < len(row) and is_mark(row[place]))

    def open_answers(self, table: Sequence[Sequence[str]], around: Callable[[], Sequence[str]]) -> Iterator[Cell]:
        """The cells of a table that answer what a rule is or whose it is, in rows of rules beside boards.

        `around` gives what the table stands under and beside.
        """
        rows = [number for number, row in enumerate(table[1:], 1) if any(map(self._is_of_check, row))]
        names = [name for row in (table if rows else ()) for cell in row if (name := self.named_in(canonical(cell)))]
        if not names or not all(map(self.is_board, names)):
            return
        head = table[0]
        if self._is_matrix(head):
            above = [head[0], *around()]
            cells = [table[number][place] for number in rows for place in range(1, len(table[number]))]
            is_of_tasks = any(map(self._tells_of_rules, above)) or _are_tasks(cells)
            if any(map(self._is_opened, above)) or (is_of_tasks and not any(map(self._may_judge, above))):
                yield from ((number, place) for number in rows for place in range(1, len(table[number]))
                            if is_plain(table[number][place]))
            return
        opened = [place for place, text in enumerate(head) if self._is_open(text)]
        yield from ((number, place) for number in rows for place in opened
                    if place < len(table[number]) and is_plain(table[number][place]))

    def _is_matrix(self, head: Sequence[str]) -> bool:
        """True for a head with names of objects alone after its first cell."""
        return len(head) > 1 and all(self.named_in(canonical(text)) is not None for text in head[1:])

    def _opens(self, text: str) -> bool:
        """True for a head that the settings say is open, and that asks neither for results nor of channels."""
        return self._is_opened(text) and not (self._judges(text) or asks_of_channels(words(canonical(text))))

    def _is_of_check(self, cell: str) -> bool:
        return self.asks_as_check(canonical(cell))

    def _is_open(self, text: str) -> bool:
        return self._is_opened(text) or self._tells_of_rules(text)

    def _is_opened(self, text: str) -> bool:
        return text in self.opened

    def _tells_of_rules(self, text: str) -> bool:
        """True for a head that says what a rule is, and asks nothing else."""
        said = words(canonical(text))
        first = next((word for word in said if word not in _BEFORE), "")
        return _OF_RULES.fullmatch(first) is not None and not (
            self._judges(text) or asks_of_channels(said) or label_of(said))

    def _judges(self, text: str) -> bool:
        plain = canonical(text)
        said = words(plain)
        return self.judges(plain) or may_head(plain, said) or sorts(said) or lists_faults(said)

    def _may_judge(self, text: str) -> bool:
        """True for a longer text too that has a word for how it went."""
        return may_sort(words(canonical(text))) or self._judges(text)


def _says(cell: str) -> bool:
    return any(map(str.isalnum, cell))


def is_mark(cell: str) -> bool:
    """True for ticks, crosses, lights and boxes, and nothing more."""
    said = words(with_words_for_marks(canonical(cell)))
    return said != [] and {MARK, EMPTY}.issuperset(said)


def is_plain(cell: str) -> bool:
    """True for a yes or a no, a mark, or a letter, and nothing more."""
    plain = canonical(cell)
    if not 0 < len(plain) <= _LONGEST:
        return False
    said = words(with_words_for_marks(plain))
    return said != [] and (
        YES_AND_NO.issuperset(said) or (not words(plain)) or LETTERS_OF_TASKS.fullmatch(plain.casefold()) is not None
        or said == [CROSS])


def _are_tasks(cells: Sequence[str]) -> bool:
    """True for crosses, or letters of who does what, and nothing else."""
    told = {cell.strip(" -").casefold() for cell in cells} - {""}
    return told == {CROSS} or (
        bool(told) and all(map(LETTERS_OF_TASKS.fullmatch, told)) and not _NO_GRADE.isdisjoint("".join(told)))
