"""Rows where one cell is a name and another judges it: read as sentences, *pahittbyung bryter mot riktlinjerna*."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.boards import acts, is_matter, is_post
from regelratt.app.disclosure.results.rule_words import RULES
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words

_LONGEST = 12
"""Words of a cell that is read so."""
_OF_FACTS = 2
REMARKS = re.compile(r"\w*(?:kommentar|notering|anteckning|bemärkning|iakttagelse)\w*|anm|övrigt|omdöme|läge|text|not")
"""What a column is called whose cells are about the object; under *Ventilation* they are about that."""
_PARTS = re.compile(r"[:(),]|\s[-–/]\s|\spå\s")
"""What may stand between a name and its network."""
_RULES = re.compile(RULES)


class Sentence(NamedTuple):
    """A name and a cell beside it as one sentence."""

    name: str
    text: str
    row: str


class RowSentences(NamedTuple):
    """How rows are read: the object that a canonical text is and nothing else, and what checks are about."""

    alone: Callable[[str], str | None]
    is_board: Callable[[str], bool]
    is_about: Callable[[str], bool]

    def of_table(self, table: Sequence[Sequence[str]]) -> Iterator[Sentence]:
        """The sentences that say of a channel what any cell beside it does, and of a board what is about rules.

        A table of two columns may have what is asked in the one, and what is answered in the other.
        """
        yield from self._of_rows(table)
        if 1 < len(table) <= _LONGEST and all(len(row) == _OF_FACTS for row in table):
            yield from self._of_rows([*zip(*table, strict=True)])

    def _of_rows(self, table: Sequence[Sequence[str]]) -> Iterator[Sentence]:
        head = [words(canonical(text)) for text in table[0]] if table else []
        is_headed = not any(self.alone(canonical(text)) for text in (table[0] if table else ()))
        if any(map(is_post, head)):
            return
        for row in table[is_headed:]:
            cells = [(canonical(text), head[at] if is_headed and at < len(head) else None)
                     for at, text in enumerate(row)]
            named = dict.fromkeys((name, plain) for plain, of_name in cells if (
                name := self.named(plain)) is not None and not (acts(of_name or ()) or is_matter(of_name or ())))
            for name, plain in named:
                for other in dict.fromkeys(other for other, of_cell in cells if other != plain
                                           and self._is_of_name(words(other), of_cell, name)):
                    yield from _sentences(name, plain, other, " ".join(row))

    def named(self, cell: str) -> str | None:
        """The object that a cell is, with the network beside or without: *pahittbyung (Instagram)*."""
        plain = canonical(cell)
        parts = [plain, *_PARTS.split(plain)]
        return next(filter(None, map(self.alone, parts)), None) if len(words(plain)) <= _LONGEST else None

    def _is_of_name(self, said: Sequence[str], of_column: Sequence[str] | None, name: str) -> bool:
        if not 0 < len(said) <= _LONGEST:
            return False
        if any(map(_RULES.fullmatch, said)):
            return True
        return not self.is_board(name) and (
            any(is_switch(word) or self.is_about(word) for word in said)
            or of_column is None or any(map(REMARKS.fullmatch, of_column)))


def _sentences(name: str, plain: str, cell: str, row: str) -> Iterator[Sentence]:
    subject = plain if squashed(plain) == squashed(name) else name
    yield Sentence(name, f"{subject} {cell}", row)
    yield Sentence(name, f"{subject}: {cell}", row)
