"""Characters that make a text look like another: invisible, turning, controlling, or like a plain space.

A text is *composed* (NFC) before it is compared. Which traits may not stand where is for the reader to say:
`HARMFUL` holds everywhere, `DECEPTIVE` in everything that is compared (keys, references, words of a list, days,
names of columns and files). Explicit ranges rather than `unicodedata`, so that every Python gives the same answer;
a test compares them with the Unicode tables. Sources: UAX 44 (general categories, Default_Ignorable_Code_Point),
UAX 9 (bidirectional controls), UAX 15 (NFC); the Unicode Standard 23.5 (private use) and 23.8 (U+FFFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from regelratt.domain.loose_marks import LOOSE_MARKS
from regelratt.domain.unassigned import UNASSIGNED


class Trait(StrEnum):
    """How a character deceives; the value is the word that messages use."""

    CONTROL = "styrtecken"
    """Controls a terminal or a program and shows nothing (category Cc, surrogates, noncharacters)."""
    BREAK = "radbrytning"
    """Ends a line, for some programs or for all."""
    BIDI = "riktningstecken"
    """Turns the direction in which the characters around it are shown."""
    INVISIBLE = "osynligt tecken"
    """Takes no room and shows nothing by itself, or nothing that is the same for all (private use, unassigned)."""
    SPACE = "mellanslag"
    """Looks like a plain space (U+0020) and is another character."""
    MARK = "lös accent"
    """Is drawn over, under or through the letter before it, and has stayed loose when the text was composed."""
    FOREIGN = "främmande tecken"
    """Has no place in an id: letters and digits of other scripts, other dashes, symbols."""


class Sign(NamedTuple):
    """One deceptive character: where in the text (from 0), which, and how it deceives."""

    position: int
    character: str
    trait: Trait

    @property
    def shown(self) -> str:
        """The character as messages name it, for example `U+00A0 (hårt mellanslag)`."""
        return described(self.character)


HARMFUL = frozenset({Trait.CONTROL, Trait.BIDI})
"""What no text may hold."""

DECEPTIVE = HARMFUL | {Trait.BREAK, Trait.INVISIBLE, Trait.SPACE}
"""What nothing that is compared may hold."""

UNFIT_FOR_IDS = DECEPTIVE | {Trait.MARK, Trait.FOREIGN}
"""What no id may hold: an id is letters (Latin), digits 0-9 and plain ASCII signs."""

_PRIVATE_PLANES = "\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_PRIVATE = re.compile(f"[\ue000-\uf8ff{_PRIVATE_PLANES}{UNASSIGNED}]")
"""Characters that mean what some font says, and nothing in another (private use, unassigned)."""

_RANGES = {
    Trait.CONTROL: "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)),
    Trait.BREAK: "\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029",
    Trait.BIDI: "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    Trait.INVISIBLE: (
        "\xad\u034f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d"
        "\u2060-\u2065\u206a-\u206f\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U000110bd\U000110cd"
        "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
        f"{_PRIVATE_PLANES}"
        f"{UNASSIGNED}"
    ),
    Trait.SPACE: "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000",
    Trait.MARK: LOOSE_MARKS,
}
_ID_LETTERS = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u01cd-\u01f0\u01f4-\u024f"
)
"""Latin letters up to U+024F that compatibility decomposition (NFKC) leaves alone."""

_KNOWN = "".join(_RANGES.values())
_PATTERNS = {
    **{trait: re.compile(f"[{ranges}]") for trait, ranges in _RANGES.items()},
    Trait.FOREIGN: re.compile(f"[^\x20-\x7e§{_ID_LETTERS}{_KNOWN}]"),
}
_SHOWN_AS_CODE = re.compile(f"[{_KNOWN}]")

_MOST_MARKS = 30
_MAYBE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS + 1},}}")
"""Signs of which some may be marks; no letter of Swedish is among them."""

_NAMES = {
    0x00: "nolltecken", 0x09: "tabb", 0x0A: "radbrytning", 0x0B: "lodrät tabb", 0x0C: "sidbrytning",
    0x0D: "vagnretur", 0x1B: "escape", 0x7F: "delete", 0x85: "ny rad", 0xA0: "hårt mellanslag",
    0xAD: "mjukt bindestreck", 0x061C: "arabiskt riktningsmärke", 0x2002: "halvfyrkants mellanslag",
    0x2003: "fyrkants mellanslag", 0x2007: "sifferbrett mellanslag", 0x2009: "tunt mellanslag",
    0x200A: "hårfint mellanslag", 0x200B: "nollbrett mellanslag", 0x200C: "nollbredd som skiljer",
    0x200D: "nollbredd som fogar", 0x200E: "märke för vänster till höger", 0x200F: "märke för höger till vänster",
    0x2010: "typografiskt bindestreck", 0x2011: "hårt bindestreck", 0x2012: "sifferstreck", 0x2013: "tankstreck",
    0x2014: "långt tankstreck", 0x2028: "radskiljare", 0x2029: "styckeskiljare", 0x202E: "vänder textens riktning",
    0x202F: "smalt hårt mellanslag", 0x2060: "ordfog", 0x2212: "minustecken", 0x2800: "tom ruta i punktskrift",
    0x3000: "helbrett mellanslag", 0xFEFF: "byteordningsmärke", 0xFFFC: "plats för ett föremål",
    0xFFFD: "förlorad bokstav",
}


def nfc(text: str) -> str:
    """The text composed (NFC), so that one and the same letter is one and the same text.

    macOS gives file names, and some programs cells, with å as a and a ring. A text with more loose marks in a row than
    any language has (UAX 15, Stream-Safe Text Format) is left as it is: they are sorted in the square of their number.
    """
    return text if text.isascii() or _is_overloaded(text) else unicodedata.normalize("NFC", text)


def _is_overloaded(text: str) -> bool:
    return any(len(run) > _MOST_MARKS for far in _MAYBE_MARKS.finditer(text)
               for run in "".join("m" if unicodedata.combining(sign) else " " for sign in far[0]).split())


def with_plain_spaces(text: str) -> str:
    """The text with every character that looks like a plain space made one."""
    return text if text.isascii() and "\t" not in text else _PATTERNS[Trait.SPACE].sub(" ", text)


def deceptive(text: str, traits: Collection[Trait] = DECEPTIVE) -> list[Sign]:
    """Every character of the text with one of the traits, in order; an empty list for a text that is what it seems."""
    if text.isascii() and text.isprintable():
        return []
    if not _any_of(frozenset(traits)).search(text):
        return []
    found = (Sign(match.start(), match[0], trait) for trait in traits for match in _PATTERNS[trait].finditer(text))
    return sorted(found)


@cache
def _any_of(traits: frozenset[Trait]) -> re.Pattern[str]:
    """All characters with one of the traits: hardly any text has one, and one pattern says so sooner than five."""
    return re.compile("|".join(_PATTERNS[trait].pattern for trait in sorted(traits)))


def first_deceptive(text: str, traits: Collection[Trait] = DECEPTIVE) -> Sign | None:
    """The first of them, or None."""
    return next(iter(deceptive(text, traits)), None)


def described(character: str) -> str:
    """A character by its code and, where it has one, its name: `U+200B (nollbrett mellanslag)`."""
    code = ord(character)
    return f"U+{code:04X} ({_NAMES.get(code) or _named_by_trait(character)})"


def _named_by_trait(character: str) -> str:
    if _PRIVATE.match(character):
        return "tecken utan bestämd betydelse"
    for trait in _RANGES:
        if _PATTERNS[trait].match(character):
            return trait.value
    if character.isnumeric():
        return "inte en siffra 0–9"
    return "bokstav ur ett annat skriftsystem" if character.isalpha() else character


def visible(text: str, limit: int = 80) -> str:
    """The text as a message may quote it: what cannot be seen shown as `⟨U+200B⟩`, and cut off after `limit` signs."""
    cut = text if len(text) <= limit else f"{text[:limit]}…"
    return _SHOWN_AS_CODE.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", cut)
