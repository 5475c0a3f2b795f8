"""Where the keys and values of a TOML text stand; the standard library's reader does not tell.

The scanner goes through the text once and knows just enough of TOML to tell keys and headers from what only looks
like them inside texts, lists and comments. It is no judge of TOML: what is not TOML may pass. It also holds the bounds
that the standard library's reader lacks: depth, parts of a key, digits of a number.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, Never

NESTING = 50
"""How deep lists and tables may lie in one another, and how many parts a key may have."""

LONGEST_NUMBER = 100
"""Characters that a number may have."""

KeyPath = tuple[str | int, ...]
"""The way to a key: names of tables and keys, and numbers from 0 of blocks and list entries."""


MOST_PLACES = 50_000
"""Keys, and values, whose places are kept; what comes after is placed where the nearest table above it is."""


class Place(NamedTuple):
    """A place in a text: line and column, both counted from 1."""

    line: int
    column: int


class Stop(Enum):
    """Why the scanner did not come to the end."""

    BROKEN = auto()
    """Here stands something that is not TOML; for a text or list without an end, where it begins."""
    DEEP = auto()
    """Here begins a list, a table or a key deeper than `NESTING`."""
    LONG_NUMBER = auto()
    """Here begins a number longer than `LONGEST_NUMBER`."""


@dataclass(slots=True)
class Scan:
    """What the scanner saw: where each key and value begins, counted in characters from 0, and where it stopped."""

    keys: dict[KeyPath, int] = field(default_factory=dict)
    values: dict[KeyPath, int] = field(default_factory=dict)
    statements: list[tuple[int, str]] = field(default_factory=list)
    """Where each header and each key with a value begins, in order, and the key as it is written."""
    stop: Stop | None = None
    stopped_at: int = 0


class Lines:
    """Turns a number of characters into a place."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, position: int) -> Place:
        """The line and column of the character at this position, counted from 0."""
        line = bisect_right(self._starts, position)
        return Place(line, position - self._starts[line - 1] + 1)


def scan(text: str) -> Scan:
    """Where everything stands in a text whose line ends are all LF."""
    scanner = _Scanner(text)
    try:
        scanner.document()
    except _StoppedError as stopped:
        scanner.found.stop, scanner.found.stopped_at = stopped.why, stopped.position
    return scanner.found


class _StoppedError(Exception):
    def __init__(self, why: Stop, position: int) -> None:
        super().__init__(why, position)
        self.why, self.position = why, position


_BLANK = re.compile(r"[ \t]*+")
_BETWEEN = re.compile(r"(?>(?:[ \t\n]++|#[^\n]*+)*)")
_COMMENT_AND_LINE_END = re.compile(r"[ \t]*+(?>(?:#[^\n]*+)?)(?:\n|\Z)")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_LINE_TEXT = re.compile(r'"(?>(?:[^"\\\n]++|\\[^\n])*)"|\'[^\'\n]*+\'')
_LONG_TEXT = re.compile(
    r"""\"{3}(?>(?:[^"\\]++|\\.|"{1,2}+(?!"))*)"{3,5}+|'{3}(?>(?:[^']++|'{1,2}+(?!'))*)'{3,5}+""", re.DOTALL)
_SCALAR = re.compile(r"[^\s,\[\]{}#\"'=][^,\]}#\n]*+")
_NUMBER = re.compile(r"[+-]?[0-9][0-9A-Fa-f_xo.+-]*")


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counts: dict[KeyPath, int] = {}
        """How many blocks each array of tables has so far."""
        self.found = Scan()

    def document(self) -> None:
        table: KeyPath = ()
        while True:
            self._skip(_BETWEEN)
            if self._at == len(self._text):
                return
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table, 0)
            if not self._skip(_COMMENT_AND_LINE_END):
                self._stop()

    def _header(self) -> KeyPath:
        start = self._at
        is_block = self._text.startswith("[[", start)
        self._at += 2 if is_block else 1
        parts = self._key()
        self.found.statements.append((start, _written(parts)))
        path: KeyPath = ()
        for number, (part, _) in enumerate(parts, start=1):
            path += (part,)
            is_last = number == len(parts)
            if is_last:
                self.found.keys.pop(path, None)
            _note(self.found.keys, path, start)
            if is_last and is_block:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts and (is_block or not is_last):
                path += (self._counts[path] - 1,)
                _note(self.found.keys, path, start)
        end = "]]" if is_block else "]"
        if not self._text.startswith(end, self._at):
            self._stop()
        self._at += len(end)
        return path

    def _pair(self, table: KeyPath, depth: int) -> None:
        """A key with its value."""
        start = self._at
        parts = self._key()
        self.found.statements.append((start, _written(parts)))
        path = table
        for part, position in parts:
            path += (part,)
            _note(self.found.keys, path, position)
        if not self._text.startswith("=", self._at):
            self._stop()
        self._at += 1
        self._skip(_BLANK)
        self._value(path, depth)

    def _key(self) -> list[tuple[str, int]]:
        """The parts of a key and where each begins."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_BLANK)
            if len(parts) == NESTING:
                self._stop(Stop.DEEP)
            parts.append((self._key_part(), self._part_start))
            self._skip(_BLANK)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _key_part(self) -> str:
        self._part_start = start = self._at
        if self._skip(_BARE_KEY):
            return self._text[start:self._at]
        if not self._skip(_LINE_TEXT):
            self._stop()
        written = self._text[start:self._at]
        if "\\" not in written or written.startswith("'"):
            return written[1:-1]
        try:
            return str(tomllib.loads(f"a={written}")["a"])
        except tomllib.TOMLDecodeError:
            self._stop(position=start)

    def _value(self, path: KeyPath, depth: int) -> None:
        start = self._at
        _note(self.found.values, path, start)
        opening = self._text[start:start + 1]
        if opening in ("[", "{"):
            if depth == NESTING:
                self._stop(Stop.DEEP)
            self._list(path, depth + 1) if opening == "[" else self._inline_table(path, depth + 1)
        elif opening in ("'", '"'):
            is_long = self._text.startswith(('"""', "'''"), start)
            if not self._skip(_LONG_TEXT if is_long else _LINE_TEXT):
                self._stop()
        elif not self._skip(_SCALAR):
            self._stop()
        elif self._at - start > LONGEST_NUMBER and _NUMBER.fullmatch(self._text[start:self._at].rstrip()):
            self._stop(Stop.LONG_NUMBER, start)

    def _list(self, path: KeyPath, depth: int) -> None:
        start, number = self._at, 0
        self._at += 1
        while not self._closes("]", start):
            self._value((*path, number), depth)
            number += 1
            self._separate("]", start)

    def _inline_table(self, path: KeyPath, depth: int) -> None:
        start = self._at
        self._at += 1
        while not self._closes("}", start):
            self._pair(path, depth)
            self._separate("}", start)

    def _closes(self, end: str, start: int) -> bool:
        """True when the list or table ends here, and goes past its end."""
        self._skip(_BETWEEN)
        if self._at == len(self._text):
            self._stop(position=start)
        if self._text[self._at] != end:
            return False
        self._at += 1
        return True

    def _separate(self, end: str, start: int) -> None:
        """Go past the comma after a value, up to the end of the list or table when it is the last one."""
        self._skip(_BETWEEN)
        if self._at == len(self._text):
            self._stop(position=start)
        if self._text[self._at] == ",":
            self._at += 1
        elif self._text[self._at] != end:
            self._stop()

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go past what the pattern takes; False when it takes nothing here."""
        match = pattern.match(self._text, self._at)
        if match is None:
            return False
        self._at = match.end()
        return True

    def _stop(self, why: Stop = Stop.BROKEN, position: int | None = None) -> Never:
        raise _StoppedError(why, self._at if position is None else position)


def _written(parts: list[tuple[str, int]]) -> str:
    return ".".join(part for part, _ in parts)


def _note(places: dict[KeyPath, int], path: KeyPath, position: int) -> None:
    """Keep the first place of a path, within bounds."""
    if len(places) < MOST_PLACES:
        places.setdefault(path, position)
