"""A board's plan for internal control: faults in what no check is about, each beside its own subject.

*Attest av fakturor*, *Socialnämnden*, *inga avvikelser* is of the invoices and not of how the board keeps the
guidelines. So it is where the subject stands in a column for subjects, or before a colon in a list under a heading of
internal control, and neither it nor anything around has a word for what the guidelines are about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.results.answer_words import FAULTS
from regelratt.app.disclosure.results.faults import HOW_MANY, OF_MEDIA
from regelratt.app.disclosure.text.plain_text import canonical, holds_any, words

_SUBJECTS = re.compile(r"(?:\w*(?:område|moment|risk|process|rutin))(?:et|t|en|er|erna|n)?")
"""What a column of what is controlled is called."""
_CONTROL = re.compile(r"\bintern\w* ?kontroll|\bkontrollplan")
_FAULT_PARTS = tuple({form[:5] for word in FAULTS for form in (word, without_marks(word))})
_OURS = re.compile(rf"\w*(?:kanal|konto|riktlinje|polic|regel|regler)\w*|{OF_MEDIA.pattern}")
_AROUND = re.compile(
    r"\w*(?:kanal|riktlinje|inlägg|medie|media|facebook|instagram|linkedin|youtube|tiktok|tvåfaktor|pixel|följare)\w*"
    r"|konto(?:n|t|na)?")
"""What makes all of a table or a list one of the guidelines."""
_GENERIC = re.compile(
    r"\w*(?:kontroll|granskning|uppföljning|genomgång|revision|period|kvartal|halvår|termin|månad|vecka|resultat|utfall"
    r"|status|sammanfattning|bedömning|slutsats|iakttagelse|sammantage|totalt|samtliga|område|moment|punkt)\w*"
    r"|våren?|hösten?|sommaren?|vintern?|året|årets|alla|övrigt|annat|hela")
"""What says nothing of what was controlled."""
_SHORTEST = 4
_PARTED = re.compile(r"\s*(?::|\s[-–—])\s+")
Cell = tuple[int, int]
"""The row and the column of a cell."""


class OtherMatters(NamedTuple):
    """How tables and lists with faults in other matters are read."""

    named_in: Callable[[str], str | None]
    is_board: Callable[[str], bool]
    is_topic: Callable[[str], bool]
    """Whether a word is for what a check is about."""

    def faults(self, table: Sequence[Sequence[str]], around: Callable[[], Sequence[str]]) -> Iterator[Cell]:
        """The cells of a table that have nothing but faults, or that there are none, in rows of other matters.

        `around` gives what the table stands under and beside.
        """
        head = table[0] if table else ()
        subject = next((place for place, text in enumerate(head) if _is_of_subjects(text)), None)
        if subject is None or not any(map(_may_be_fault, (cell for row in table for cell in row))):
            return
        if not self._is_of_boards([*around(), *(cell for row in table for cell in row)]) or self._is_ours(around()):
            return
        for number, row in enumerate(table[1:], 1):
            if subject < len(row) and self._is_matter(row[subject]):
                yield from ((number, place) for place, cell in enumerate(row) if place != subject and is_fault(cell))

    def matter(self, point: str, around: Callable[[], Sequence[str]]) -> str | None:
        """The subject in a point of a list that has nothing but a fault in it besides, under internal control."""
        if not _may_be_fault(point):
            return None
        subject, told = _split(point)
        if not (subject and is_fault(told) and self._is_matter(subject)):
            return None
        above = around()
        is_control = any(_CONTROL.search(canonical(text).casefold()) for text in above)
        return subject if is_control and self._is_of_boards(above) and not self._is_ours(above) else None

    def _is_of_boards(self, texts: Iterable[str]) -> bool:
        names = [name for text in texts if (name := self.named_in(canonical(text))) is not None]
        return bool(names) and all(map(self.is_board, names))

    def _is_ours(self, around: Iterable[str]) -> bool:
        return any(_AROUND.fullmatch(word) for text in around for word in words(canonical(text)))

    def _is_matter(self, text: str) -> bool:
        """True for a subject that the guidelines are not about."""
        plain = canonical(text)
        said = words(plain)
        return self.named_in(plain) is None and not any(map(str.isdecimal, said)) and (
            any(len(word) >= _SHORTEST and not _GENERIC.fullmatch(word) for word in said)
        ) and not any(_OURS.fullmatch(word) or self._is_about(word) for word in said)

    def _is_about(self, word: str) -> bool:
        return self.is_topic(word) and not _GENERIC.fullmatch(word)


def _is_of_subjects(head: str) -> bool:
    said = words(canonical(head))
    return 0 < len(said) <= 2 and _SUBJECTS.fullmatch(said[-1]) is not None


def _may_be_fault(text: str) -> bool:
    return holds_any(text.casefold(), _FAULT_PARTS)


def is_fault(cell: str) -> bool:
    """True for faults and how many they are, and nothing more: *Inga avvikelser*, *Utan anmärkning*."""
    said = words(canonical(cell))
    return not FAULTS.isdisjoint(said) and all(
        word in FAULTS or word in HOW_MANY or word == "utan" or (word.isdecimal() and len(word) < _SHORTEST)
        for word in said)


def _split(point: str) -> tuple[str, str]:
    """What stands before the last colon or dash of a point, and after it."""
    parted = [*_PARTED.finditer(point)]
    return (point[:parted[-1].start()].strip(), point[parted[-1].end():]) if parted else ("", "")
