"""The forms that a setting's value may have: each knows its bounds, how to say them, and how to refuse.

A form refuses with complaints: what is wrong, how to put it right, and for a list which entry it is about. Values are
what TOML can hold, and hostile until read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from regelratt.domain.address import AddressKind, is_mail_address, is_phone_number, kind_of_address, problem_with
from regelratt.domain.characters import DECEPTIVE, first_deceptive, nfc, visible
from regelratt.domain.iso_dates import iso_date
from regelratt.domain.personal_number import personal_numbers
from regelratt.domain.relative_path import LONGEST_PATH, path_problem


class Complaint(NamedTuple):
    """Why a value is refused, as two full sentences."""

    message: str
    remedy: str
    entry: int | None = None
    """Which entry of a list it is about, from 0; None for the whole value."""


Answer = tuple[object, list[Complaint]]
"""The value as the settings hold it, and why it may not be used; without complaints it may."""


class Form(Protocol):
    """One form of value."""

    @property
    def described(self) -> str:
        """What may be written, with its bounds, in Swedish and without a full stop."""

    def read(self, key: str, value: object) -> Answer:
        """The value, or what is wrong with it."""


def shown(value: object) -> str:
    """A value as a message may quote it: as TOML has it, on one line, and short however large it is."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"texten {visible(value, 40)}" if value else "en tom text"
        case list():
            return "en lista"
        case dict():
            return "en tabell"
        case int():
            return str(value) if abs(value) < 10**20 else "ett mycket stort tal"
        case float():
            return str(value)
        case _:
            return f"tidpunkten {value}" if not isinstance(value, date) or isinstance(value, datetime) else str(value)


def _wrong_kind(key: str, value: object, form: Form) -> Answer:
    return None, [Complaint(f"Inställningen {key} kan inte vara {shown(value)}.", f"Ange {form.described}.")]


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text on one line that a reader sees."""

    longest: int

    @property
    def described(self) -> str:
        """As in `Form`."""
        return f"en text på en rad, högst {self.longest} tecken, utan < och >"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        if not isinstance(value, str):
            return _wrong_kind(key, value, self)
        text = nfc(value)
        if not text.strip():
            problem = "är tom"
        elif len(text) > self.longest:
            problem = f"är längre än {self.longest} tecken"
        elif sign := first_deceptive(text, DECEPTIVE):
            problem = f"innehåller {sign.shown}"
        elif "<" in text or ">" in text:
            problem = "innehåller < eller >, som om den vore märkspråk"
        else:
            return text, []
        return None, [Complaint(f"Inställningen {key} {problem}.", f"Ange {self.described}.")]


@dataclass(frozen=True, slots=True)
class Folder:
    """A path below the project's root."""

    example: str

    @property
    def described(self) -> str:
        """As in `Form`."""
        return f"en sökväg från projektets mapp, högst {LONGEST_PATH} tecken, som {self.example}"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        if not isinstance(value, str):
            return _wrong_kind(key, value, self)
        problem = path_problem(value)
        if problem is None:
            return value, []
        return None, [Complaint(f"Sökvägen i inställningen {key} {problem}.", f"Ange {self.described}.")]


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts without duplicates, each of which is told apart by `same` and refused by `problem`."""

    each: str
    problem: Callable[[str], tuple[str, str] | None]
    """Why an entry may not be used, as the end of a sentence about it, and the remedy."""
    most: int
    least: int = 0
    same: Callable[[str], str] = str.casefold
    is_quoted: bool = True
    """False for what a message must not repeat."""

    @property
    def described(self) -> str:
        """As in `Form`."""
        return f"en lista med {self.least}–{self.most} {self.each}"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        if not isinstance(value, list):
            return _wrong_kind(key, value, self)
        if not self.least <= len(value) <= self.most:
            return None, [Complaint(f"Inställningen {key} har {len(value)} poster.", f"Ange {self.described}.")]
        complaints: list[Complaint] = []
        seen: set[str] = set()
        for number, entry in enumerate(value):
            complaint = self._complaint(key, entry, seen)
            if complaint:
                complaints.append(complaint._replace(entry=number))
        return tuple(value), complaints

    def _complaint(self, key: str, entry: object, seen: set[str]) -> Complaint | None:
        if not isinstance(entry, str):
            return Complaint(f"Posten i inställningen {key} kan inte vara {shown(entry)}.", f"Ange {self.described}.")
        refused = self.problem(entry)
        if refused:
            return Complaint(f"Posten {self._quoted(entry)}i inställningen {key} {refused[0]}.", refused[1])
        if self.same(entry) in seen:
            return Complaint(f"Posten {self._quoted(entry)}i inställningen {key} står två gånger.",
                             "Ta bort den ena.")
        seen.add(self.same(entry))
        return None

    def _quoted(self, entry: str) -> str:
        return f"{visible(entry, 40)} " if self.is_quoted and entry else ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day within some years."""

    first: date
    last: date

    @property
    def described(self) -> str:
        """As in `Form`."""
        return f"en dag från {self.first} till {self.last}, som 2026-09-30"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        day = iso_date(value) if isinstance(value, str) else value
        if not isinstance(day, date) or isinstance(day, datetime):
            return _wrong_kind(key, value, self)
        if not self.first <= day <= self.last:
            return None, [Complaint(f"Inställningen {key} är {day}, långt från dagens riktlinjer.",
                                    f"Ange {self.described}.")]
        return day, []


@dataclass(frozen=True, slots=True)
class Number:
    """A number between two others, whole or not."""

    least: float
    most: float
    unit: str
    whole: bool = True
    why: str = ""
    """Why there is a lowest value, as a sentence of its own."""

    @property
    def described(self) -> str:
        """As in `Form`."""
        kind = "heltal" if self.whole else "tal"
        return f"ett {kind} från {_plain(self.least)} till {_plain(self.most)} ({self.unit})"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        is_number = isinstance(value, int) or (not self.whole and isinstance(value, float))
        if isinstance(value, bool) or not is_number:
            return _wrong_kind(key, value, self)
        assert isinstance(value, int | float)
        if math.isnan(value) or not self.least <= value <= self.most:
            reason = f" {self.why}" if self.why and value < self.least else ""
            return None, [Complaint(f"Inställningen {key} kan inte vara {shown(value)}.{reason}",
                                    f"Ange {self.described}.")]
        return int(value) if self.whole else float(value), []


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """True or false."""

    @property
    def described(self) -> str:
        """As in `Form`."""
        return "true eller false"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        return (value, []) if isinstance(value, bool) else _wrong_kind(key, value, self)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The beginning of addresses on another site."""

    @property
    def described(self) -> str:
        """As in `Form`."""
        return "en adress som börjar med https:// eller http:// och slutar med en mapp, utan ? och #"

    def read(self, key: str, value: object) -> Answer:
        """As in `Form`."""
        if not isinstance(value, str):
            return _wrong_kind(key, value, self)
        problem = problem_with(value)
        if problem is None and kind_of_address(value) is not AddressKind.WEB:
            problem = "leder inte till en annan webbplats"
        if problem is None and ("?" in value or "#" in value):
            problem = "har en fråga eller ett ställe på en sida, som filens namn inte kan läggas efter"
        if problem is None:
            return value, []
        return None, [Complaint(f"Adressen i inställningen {key} {problem}.", f"Ange {self.described}.")]


def _plain(number: float) -> str:
    """A bound as it is written in the file."""
    return str(int(number) if number == int(number) else number)


def place_problem(path: str) -> tuple[str, str] | None:
    """Why a path may not be one of several in a list, and the remedy."""
    problem = path_problem(path)
    return (problem, "Ange mappar och .md-filer med sökvägar från projektets mapp.") if problem else None


LONGEST_CONTACT = 200
"""Characters that an official address or number may have; numbers are sought in it in many ways, which takes long."""


def contact_problem(text: str) -> tuple[str, str] | None:
    """Why a text is neither one e-mail address, one account (`@kommun@example.se`) nor one number, and the remedy."""
    if len(text) > LONGEST_CONTACT:
        return f"är längre än {LONGEST_CONTACT} tecken", "Ange en officiell adress i taget."
    if is_mail_address(text.removeprefix("@")) or is_phone_number(text):
        return None
    if any(personal_numbers(text)):
        return "är ett personnummer", "Ta bort det."
    return ("är varken en hel e-postadress eller ett telefonnummer",
            "Ange en officiell adress i taget, som kommunen@example.se eller 08-123 456 00.")


def same_contact(text: str) -> str:
    """One and the same text for all spellings of an address or a number."""
    if "@" in text:
        return text.casefold()
    digits = "".join(sign for sign in text if sign in "+0123456789")
    for start in ("+46", "0046"):
        if digits.startswith(start):
            return f"0{digits.removeprefix(start).removeprefix('0')}"
    return digits


LONGEST_HEADING = 60
"""Characters of the heading of a column."""


def heading_problem(text: str) -> tuple[str, str] | None:
    """Why a text is no heading of a column, and the remedy."""
    _, complaints = OneLine(LONGEST_HEADING).read("", text)
    if complaints or not any(map(str.isalpha, text)):
        return "är ingen rubrik", f"Ange en rubrik i taget, {OneLine(LONGEST_HEADING).described}."
    return None


def same_heading(text: str) -> str:
    """One and the same text for all spellings of a heading."""
    return "".join(filter(str.isalnum, nfc(text).casefold()))
