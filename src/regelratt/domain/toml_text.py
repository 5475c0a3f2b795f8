"""Reading a TOML text that somebody else wrote: bounded, located, and every mistake told in Swedish.

Whatever the bytes are the answer is a table and at most one problem; nothing is raised. A problem leaves the table
empty, as half a table is as bad as none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from regelratt.domain.characters import described, visible
from regelratt.domain.toml_places import LONGEST_NUMBER, NESTING, Lines, Place, Scan, Stop, scan


@dataclass(frozen=True, slots=True)
class TomlProblem:
    """Why a text could not be read: where, what, and how to put it right, as full sentences."""

    line: int
    column: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TomlText:
    """A TOML text: its table, why there is none, and where everything stands."""

    table: Mapping[str, object]
    problem: TomlProblem | None = None
    _scan: Scan = field(default_factory=Scan)
    _lines: Lines = field(default_factory=lambda: Lines(""))

    def key(self, *path: str | int) -> Place:
        """Where a key stands, by names and numbers from 0: `key("underlag", 1, "fil")`.

        The place of a block or a table is that of its header, of an entry in a list that of its value. What is not
        there is placed where the nearest table above it is, and at the top when there is none.
        """
        for length in range(len(path), 0, -1):
            position = self._scan.keys.get(path[:length], self._scan.values.get(path[:length]))
            if position is not None:
                return self._lines.place(position)
        return Place(1, 1)

    def value(self, *path: str | int) -> Place:
        """Where the value of a key begins; for a table with a header, and for what is not there, as `key`."""
        position = self._scan.values.get(path)
        return self.key(*path) if position is None else self._lines.place(position)

    def has(self, *path: str | int) -> bool:
        """True when the place of the key, the table, the block or the entry is known."""
        return path in self._scan.keys or path in self._scan.values


def read_toml(raw: bytes, limit: int) -> TomlText:
    """Read a text of at most `limit` bytes in UTF-8, with or without a byte order mark, with LF or CRLF."""
    if len(raw) > limit:
        return _failed(Place(1, 1), f"Filen är större än {limit} byte.", "Ta bort det som inte hör hemma i den.")
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[:error.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
        return _failed(Lines(before).place(len(before)), "Filen är inte text i UTF-8.", "Spara den som UTF-8.")
    odd = _ODD.search(text)
    if odd:
        return _failed(Lines(text).place(odd.start()), *_about_character(odd[0]))
    return _parsed(text.replace("\r\n", "\n"))


def _parsed(text: str) -> TomlText:
    lines, found = Lines(text), scan(text)
    if found.stop in _BOUNDS:
        return _failed(lines.place(found.stopped_at), *_BOUNDS[found.stop])
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _translated(str(error), text, lines, found)
    except RecursionError:
        return _failed(lines.place(found.stopped_at), *_BOUNDS[Stop.DEEP])
    except ValueError:
        return _failed(lines.place(found.stopped_at), *_GENERAL)
    return TomlText(table, None, found, lines)


def _failed(place: Place, message: str, remedy: str) -> TomlText:
    return TomlText({}, TomlProblem(place.line, place.column, message, remedy))


_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]|\r(?!\n)")
"""What stands nowhere in TOML: control characters, a return without a line feed, a second byte order mark."""

_BOUNDS = {
    Stop.DEEP: (f"Listor, tabeller eller nycklar ligger i varandra djupare än {NESTING} steg.",
                "Skriv dem i färre steg."),
    Stop.LONG_NUMBER: (f"Talet är längre än {LONGEST_NUMBER} tecken.", "Skriv ett rimligt tal."),
}

_GENERAL = ("Filen går inte att läsa som TOML.", "Rätta skrivsättet på stället.")
"""For a message of the standard library that this Python has and the table below lacks."""

_TWICE = ("Nyckeln eller rubriken {key} står två gånger, eller är både värde och tabell.",
          "Behåll den ena och ta bort den andra.")
_WITHOUT_END = ("Texten saknar sitt avslutande citattecken.",
                "Avsluta texten med samma slags citattecken som den börjar med.")
_CODE = ("Teckenkoden efter omvänt snedstreck är inget tecken.",
         "Skriv tecknet självt, och sökvägar med vanliga snedstreck.")

_AT_THE_KEY = frozenset({_TWICE})
_AT_THE_STOP = frozenset({_WITHOUT_END})

_SAID = {
    "Invalid statement": (
        "Raden börjar varken med en nyckel, en rubrik inom hakparenteser eller en kommentar.",
        "Skriv nyckel = värde, och sätt nyckeln inom citattecken om den har andra tecken än a–z, 0–9, - och _."),
    "Expected newline or end of document after a statement": (
        "Efter värdet eller rubriken står något mer på samma rad.",
        "Skriv varje nyckel på en egen rad, text inom citattecken och decimaltal med punkt."),
    "Expected '=' after a key in a key/value pair": (
        "Efter nyckeln saknas ett likhetstecken.",
        "Skriv nyckel = värde, och sätt nyckeln inom citattecken om den har andra tecken än a–z, 0–9, - och _."),
    "Expected ']' at the end of a table declaration": (
        "Rubriken saknar sin avslutande hakparentes, eller har tecken som inte får stå i en nyckel.",
        "Skriv rubriken som [namn], och namn med andra tecken än a–z, 0–9, - och _ inom citattecken."),
    "Expected ']]' at the end of an array declaration": (
        "Rubriken saknar sina två avslutande hakparenteser, eller har tecken som inte får stå i en nyckel.",
        "Skriv rubriken som [[namn]], och namn med andra tecken än a–z, 0–9, - och _ inom citattecken."),
    "Invalid initial character for a key part": (
        "Här ska det stå ett namn på en nyckel.",
        "Skriv namnet med a–z, 0–9, - och _, eller sätt det inom citattecken."),
    "Cannot declare ": _TWICE,
    "Cannot overwrite a value": _TWICE,
    "Cannot redefine namespace ": _TWICE,
    "Cannot mutate immutable namespace ": _TWICE,
    "Duplicate inline table key ": _TWICE,
    "Unclosed array": (
        "Listan saknar ett kommatecken eller sin avslutande hakparentes.",
        "Skriv listan som [\"första\", \"andra\"]."),
    "Unclosed inline table": (
        "Tabellen inom klamrar saknar ett kommatecken eller sin avslutande klammer.",
        "Skriv tabellen på en rad som {nyckel = värde, nyckel = värde}, eller under en egen rubrik."),
    "Unescaped '\\' in a string": (
        "Texten har ett omvänt snedstreck som inte inleder ett känt tecken.",
        "Skriv sökvägar med vanliga snedstreck, eller sätt texten inom enkla citattecken."),
    "Invalid hex value": _CODE,
    "Escaped character is not a Unicode scalar value": _CODE,
    "Unterminated string": _WITHOUT_END,
    "Illegal character '\\n'": _WITHOUT_END,
    "Found invalid character '\\n'": _WITHOUT_END,
    "Expected \"'\"": _WITHOUT_END,
    "Expected \"'''\"": _WITHOUT_END,
    "Invalid date or datetime": (
        "Dagen eller tiden finns inte.", "Skriv en dag som finns, i formen 2026-09-30."),
    "Invalid value": (
        "Värdet är varken text, tal, dag, lista, tabell, true eller false.",
        "Sätt text inom citattecken, och skriv true och false med små bokstäver."),
}
"""What each message of the standard library's reader begins with, and what is said instead."""

_WITHOUT_CLOSING = {"[": _SAID["Unclosed array"], "{": _SAID["Unclosed inline table"]}
"""What is said of a list or table that is still open where the text ends."""

_WHERE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")


def _translated(said: str, text: str, lines: Lines, found: Scan) -> TomlText:
    """The problem behind a message of the standard library's reader."""
    where = _WHERE.search(said)
    known = next((told for start, told in _SAID.items() if said.startswith(start)), _GENERAL)
    end = lines.place(len(text))
    place = Place(int(where[1]), int(where[2])) if where and where[1] else end
    last = next((each for each in reversed(found.statements) if lines.place(each[0]) <= place), (0, ""))
    if known in _AT_THE_KEY:
        place = lines.place(last[0])
    elif found.stop is Stop.BROKEN and (known in _AT_THE_STOP or place == end):
        place = lines.place(found.stopped_at)
        known = _WITHOUT_CLOSING.get(text[found.stopped_at:found.stopped_at + 1], known)
    message, remedy = known
    return _failed(place, message.replace("{key}", visible(last[1])), remedy)


def _about_character(character: str) -> tuple[str, str]:
    if character == "\r":
        return "Raden slutar med en ensam vagnretur.", "Spara filen med radslut av slaget LF eller CRLF."
    return f"Filen har tecknet {described(character)}.", "Ta bort tecknet."
