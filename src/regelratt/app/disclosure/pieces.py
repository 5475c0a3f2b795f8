"""Each piece of text that was met, and what it tells by itself: the same one stands on many pages and is read once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from regelratt.app.disclosure.evidence.evidence_rows import EvidenceRows
from regelratt.app.disclosure.evidence.secrets import Ends, Secrets
from regelratt.app.disclosure.numbers.described_addresses import described_addresses
from regelratt.app.disclosure.numbers.divided_numbers import open_end
from regelratt.app.disclosure.numbers.labels import is_label
from regelratt.app.disclosure.numbers.number_search import Kind, numbers_in
from regelratt.app.disclosure.numbers.personal_data import mail_addresses
from regelratt.app.disclosure.numbers.spelled_numbers import spelled_numbers
from regelratt.app.disclosure.problems import Problem, of_number, of_secret, of_turning
from regelratt.app.disclosure.results.results import Results
from regelratt.app.disclosure.results.said import Said
from regelratt.app.disclosure.text.cells import Cells, parts_apart
from regelratt.app.disclosure.text.plain_text import TURNING, readings, words


@dataclass(frozen=True)
class Piece:
    """What one piece of text tells by itself, in all its readings."""

    problems: tuple[Problem, ...]
    numbers: tuple[Problem, ...]
    """Of persons and phones."""
    readings: tuple[str, ...]
    open_ends: tuple[str, ...]
    """Its end in each reading, when a personal number may begin there that ends in another piece."""
    ends: tuple[Ends, ...]
    is_of_rows: bool
    """False when it has nothing that leads to a row of evidence."""
    is_label: bool
    """False when it cannot be the label of a part of a number or an address."""
    names: bool
    """False when it names no object."""
    is_of_cells: bool
    """True when it is the cells of a row, which are no sentence together."""
    results: Results

    @cached_property
    def said(self) -> Said:
        """What it says of objects and results: read when asked for, as where nothing is named nothing is told."""
        read = self.results.read
        return Said.of_all([read(plain, words(plain), is_of_cells=self.is_of_cells) for plain in self.readings])


class Pieces(dict[str, Piece]):
    """Every piece by its text."""

    def __init__(self, secrets: Secrets, rows: EvidenceRows, results: Results, allowed: Sequence[str]) -> None:
        """`allowed` are the addresses and numbers that the settings let through."""
        super().__init__()
        self._secrets, self._rows, self._results, self._allowed = secrets, rows, results, allowed

    def __missing__(self, text: str) -> Piece:
        piece = self[text] = self._read(text)
        return piece

    def _read(self, text: str) -> Piece:
        read = [(plain, words(plain)) for plain in readings(text)]
        turned = [of_turning(text)] if TURNING.search(text) else []
        return Piece(
            tuple(dict.fromkeys((*turned, *(problem for piece, said in read for problem in self._found(piece, said))))),
            tuple(dict.fromkeys(of_number(number, kind) for part in parts_apart(text) for plain in readings(part)
                                for number, kind in numbers_in(plain, self._allowed))),
            tuple(piece for piece, _ in read),
            tuple(open_end(piece) for piece, _ in read), tuple(Ends.of(said) for _, said in read),
            any(self._rows.concerns(plain, said) for plain, said in read), any(is_label(*each) for each in read),
            any(self._results.names_any(*each) for each in read), isinstance(text, Cells), self._results)

    def _found(self, piece: str, said: Sequence[str]) -> Iterator[Problem]:
        for written, digits in spelled_numbers(piece, said):
            yield from ((written, message, remedy) for _, message, remedy in self[digits].numbers)
        for address in (*mail_addresses(piece, self._allowed), *described_addresses(piece, self._allowed)):
            yield of_number(address, Kind.MAIL)
        for secret in self._secrets.found_in(said, piece):
            yield of_secret(secret)
