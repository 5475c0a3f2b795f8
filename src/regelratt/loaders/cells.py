"""One evidence column's texts to typed values, with what is wrong and how to put it right."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from regelratt.diagnostics import close_matches
from regelratt.domain.characters import DECEPTIVE, UNFIT_FOR_IDS, deceptive, described, nfc, with_plain_spaces
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.evidence import Value
from regelratt.domain.iso_dates import iso_date
from regelratt.domain.lost_letters import lost_letter
from regelratt.domain.tables import FIRST_DAY, MOST_YEARS_AHEAD
from regelratt.domain.words import Everyone
from regelratt.loaders.csv_table import cell, shown
from regelratt.loaders.stand_ins import is_formula, is_sheet_value, says_nothing, stands_for_nothing
from regelratt.loaders.swallowed import looks_swallowed

TEXT_LIMIT = 10_000
"""Longest text that a cell may hold, in characters."""

_REMEMBERED = 10_000
"""How many texts of a column are remembered with their values; days, keys and words come again and again."""

SWEDEN = ZoneInfo("Europe/Stockholm")
"""The time that every moment is told in."""

ZERO_DAYS = frozenset({
    date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1), date(1970, 1, 1)})
"""The days that spreadsheets and systems count from, and write for a cell that is empty or zero."""

_NUMBER = re.compile(r"-?[0-9]{1,19}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"[ T](?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
    # The offsets that are in use anywhere: whole quarters, from twelve hours behind to fourteen ahead.
    r"(?:Z|\+(?:(?:0[0-9]|1[0-3]):(?:00|15|30|45)|14:00)|-(?:(?:0[0-9]|1[01]):(?:00|15|30|45)|12:00))?")
_TEXT_MARKS = frozenset("'\"#`")
"""Signs before a text that a spreadsheet was to leave alone; no key begins with one."""
_DRAWN_TOGETHER = re.compile("(?<=[\u2001-\U0010ffff])[\u200d\ufe0e\ufe0f]")


class Problem(NamedTuple):
    """What is wrong with a cell, and how to put it right, in sentences."""

    message: str
    remedy: str
    written: str = ""
    """A word that is none of the column's, for which near ones are sought when the problem is told."""
    known: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, str]:
        """What is wrong and how to put it right, with the words that may have been meant."""
        return self.message, f"{self.remedy}{close_matches(self.written, self.known) if self.known else ''}"


class Collected(NamedTuple):
    """The last day on which anything told can have happened, and how a mistake names it and what to put right."""

    day: date = date.max
    name: str = "den då filen samlades in"
    set_by: str = "insamlat i underlag.toml"
    periods: tuple[tuple[date, date], ...] = ()
    """The first and last days of what is covered; empty when nothing is said."""
    covers: str = "från och till i underlag.toml"


ANY_DAY = Collected()


class ColumnReader:
    """Reads the cells of one column; equal texts are read once."""

    def __init__(
        self, column: Column, *, is_key: bool = False, collected: Collected = ANY_DAY, width: int = 1
    ) -> None:
        """`width` is how many columns the text has."""
        self.column = column
        self._width = width
        self._collected = collected
        self._latest = _latest(column, collected.day)
        self._is_key = is_key
        self._is_reference = is_key or bool(column.references)
        self._remedy = f"Skriv något av: {', '.join(column.choices)}{self._or_empty('uppgiften saknas')}."
        self._known: dict[str, Value] = {}

    def read(self, raw: str) -> Value | Problem:
        """The typed value of a cell as it stands in the file; None is unknown."""
        if raw in self._known:
            return self._known[raw]
        value = self._read(raw)
        if len(self._known) < _REMEMBERED and not isinstance(value, Problem):
            self._known[raw] = value
        return value

    def _read(self, raw: str) -> Value | Problem:
        name = self.column.name
        text = cell(with_plain_spaces(nfc(raw)))
        if text is None:
            return None if not self.column.required else Problem(
                f"Kolumnen {name} saknar värde ({self.column.about}).", "Fyll i cellen.")
        if text == "" and self._is_reference:
            return Problem(f"Kolumnen {name} är en tom text ({self.column.about}).", "Fyll i cellen.")
        if len(text) > TEXT_LIMIT:
            return Problem(f"Kolumnen {name} har en text på mer än {TEXT_LIMIT} tecken.", "Korta den.")
        if problem := self._deceives(text):
            return problem
        is_free = self.column.type is ColumnType.TEXT and not self.column.choices
        if is_free:
            answer = self._no_answer(raw, text) or self._no_name(text) if text else None
            return answer or self._no_id(text) or self._converted(text)
        value = self._chosen(text) or self._no_id(text) or self._converted(text)
        is_unknown = isinstance(value, Problem) and not self.column.required and says_nothing(text)
        return self._nothing(text) if is_unknown else value

    def _chosen(self, text: str) -> Problem | None:
        """Why the text is none of the words that the column has."""
        if not self.column.choices or text in self.column.choices:
            return None
        return Problem(f"Kolumnen {self.column.name} kan inte vara {shown(text)}.",
                       self._remedy, text[:100], self.column.choices)

    def _no_id(self, text: str) -> Problem | None:
        """Why the text of a key, or of a reference to one, is nothing that a row can be called."""
        if not self._is_reference:
            return None
        if text[0] in _TEXT_MARKS:
            return Problem(f"Kolumnen {self.column.name} börjar med tecknet {text[0]} ({shown(text)}).",
                           "Ta bort tecknet, som kalkylprogram sätter före en text.")
        if self._is_key and text.casefold() == Everyone.ALL.value:
            return Problem(f"Kolumnen {self.column.name} kan inte vara {shown(text)}, som betyder varje objekt.",
                           "Ge raden ett annat id.")
        return None

    def _no_name(self, text: str) -> Problem | None:
        """Why an id or a name would look like another on a page, where several spaces are drawn as one."""
        if self.column.is_prose or "  " not in text:
            return None
        return Problem(f"Kolumnen {self.column.name} har flera mellanslag i rad ({shown(text)}).",
                       "Skriv ett enda mellanslag; flera visas som ett, så att två olika texter ser lika ut.")

    def _no_answer(self, raw: str, text: str) -> Problem | None:
        """Why the text of a cell where anything may stand is nobody's answer."""
        column = self.column
        if lost := lost_letter(raw):
            return Problem(f"Kolumnen {column.name} har tecken som har förstörts ({shown(lost)}).",
                           "Spara om filen som CSV UTF-8 där uppgiften är hel, eller skriv texten på nytt.")
        if is_formula(text, may_be_handle="@" in column.names):
            return Problem(f"Kolumnen {column.name} har formeln {shown(text)} i stället för dess värde.",
                           self._written("värdet", "uppgiften saknas"))
        is_nothing = is_sheet_value(text, column) or stands_for_nothing(text, column, is_id=self._is_reference)
        return self._nothing(text) if is_nothing else None

    def _nothing(self, text: str) -> Problem:
        """That a cell says nothing: who does not know is not told to write an answer all the same."""
        return Problem(f"Kolumnen {self.column.name} har {shown(text)}, som inte är någon uppgift.",
                       self._written("uppgiften", "den saknas"))

    def _deceives(self, text: str) -> Problem | None:
        """Why the text is not what it seems."""
        if text.isascii() and text.isprintable():
            return None
        if "\n" in text and (problem := self._swallows(text)):
            return problem
        is_free = self.column.type is ColumnType.TEXT and not self.column.choices and not self._is_reference
        plain = _DRAWN_TOGETHER.sub("", text) if is_free else text
        signs = deceptive(plain.replace("\n", ""), UNFIT_FOR_IDS if self._is_reference else DECEPTIVE)
        if not signs:
            return None
        return Problem(f"Kolumnen {self.column.name} innehåller {described(signs[0].character)}.",
                       "Skriv texten på nytt utan det tecknet.")

    def _swallows(self, text: str) -> Problem | None:
        """Why a text of several lines may have come about by a quote that was lost: then rows below are in it."""
        if not self.column.is_prose:
            return Problem(
                f"Kolumnen {self.column.name} har en radbrytning ({self.column.about}).",
                "Skriv cellen på en rad. Kontrollera om ett citattecken saknas, så att cellen har fått med rader "
                "som skulle följa.")
        return self.swallowing() if looks_swallowed(text, self._width) else None

    def swallowing(self) -> Problem:
        """That a text has swallowed rows."""
        return Problem(
            f"Kolumnen {self.column.name} har en text där en rad ser ut som en egen rad i tabellen.",
            "Sätt dit det citattecken som saknas, eller skriv cellen på en rad.")

    def _converted(self, text: str) -> Value | Problem:
        name = self.column.name
        match self.column.type:
            case ColumnType.INTEGER:
                return self._number(text)
            case ColumnType.DATE:
                return self._in_time(iso_date(text)) or Problem(
                    f"Kolumnen {name} kan inte vara {shown(text)}.",
                    f"Skriv en dag som finns, i formen 2026-06-30{self._or_empty('dagen inte är känd')}.")
            case ColumnType.MOMENT:
                return self._in_time(_moment(text)) or self._no_moment(text)
            case ColumnType.BOOLEAN:
                return {"ja": True, "nej": False}.get(text, Problem(
                    f"Kolumnen {name} kan inte vara {shown(text)}.",
                    f"Skriv ja eller nej{self._or_empty('ingen vet')}."))
            case ColumnType.TEXT:
                return text

    def _no_moment(self, text: str) -> Problem:
        name, day = self.column.name, iso_date(text)
        if day is None:
            empty = self._or_empty("tidpunkten inte är känd")
            return Problem(f"Kolumnen {name} kan inte vara {shown(text)}.",
                           f"Skriv en tidpunkt som finns, i formen 2026-06-30 14:05{empty}.")
        empty = self._or_empty("klockslaget inte är känt")
        return Problem(f"Kolumnen {name} har en dag utan klockslag ({day}).",
                       f"Skriv också klockslaget, till exempel {day} 14:05{empty}.")

    def _written(self, what: str, unless: str) -> str:
        """The remedy for what is no answer: to write it, or to leave out what the column may lack."""
        must = " Kolumnen får inte vara tom." if self.column.required else ""
        return f"Skriv {what}{self._or_empty(unless)}.{must}"

    def _or_empty(self, when: str) -> str:
        return "" if self.column.required else f", eller lämna cellen tom om {when}"

    def _number(self, text: str) -> Value | Problem:
        number = int(text) if _NUMBER.fullmatch(text) else None
        if number is None or not -2**63 < number < 2**63:
            return Problem(f"Kolumnen {self.column.name} kan inte vara {shown(text)}.",
                           "Skriv ett heltal med siffrorna 0–9, högst 19 siffror"
                           f"{self._or_empty('antalet inte är känt')}.")
        if number < self.column.least:
            return Problem(f"Kolumnen {self.column.name} kan inte vara {number} ({self.column.about}).",
                           f"Skriv ett heltal som är minst {self.column.least}.")
        return number

    def _in_time(self, when: date | datetime | None) -> Value | Problem:
        day = day_of(when)
        if day in ZERO_DAYS:
            return Problem(f"Kolumnen {self.column.name} har dagen {day}, som program skriver när ingen dag är känd.",
                           self._written("den rätta dagen", "dagen inte är känd"))
        if day is not None and day < FIRST_DAY:
            return Problem(f"Kolumnen {self.column.name} har en dag ({day}) före år {FIRST_DAY.year}.",
                           f"Rätta året{self._or_empty('dagen inte är känd')}.")
        if day is not None and day > self._latest:
            far = f"mer än {MOST_YEARS_AHEAD} år " if self.column.may_be_ahead else ""
            return Problem(f"Kolumnen {self.column.name} har en dag ({day}) {far}efter {self._collected.name}.",
                           f"Rätta dagen, eller {self._collected.set_by}.")
        return when


def day_of(value: Value) -> date | None:
    """The day of a day or a time; None for anything else."""
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def _latest(column: Column, last_day: date) -> date:
    """The last day that a column may hold."""
    if not column.may_be_ahead:
        return last_day
    year = last_day.year + MOST_YEARS_AHEAD
    return date.max if year > date.max.year else date(year, last_day.month, min(last_day.day, 28))


def _moment(text: str) -> datetime | None:
    """The moment in Swedish local time; one with an offset is converted to it."""
    match = _MOMENT.fullmatch(text)
    if match is None or iso_date(match[1]) is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            return None if _is_passed_over(moment) else moment
        return moment.astimezone(SWEDEN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _is_passed_over(local: datetime) -> bool:
    """True for a time in the hour that is not there when summer time begins."""
    if local.month not in {3, 4}:
        return False
    return local.replace(tzinfo=SWEDEN).astimezone(UTC).astimezone(SWEDEN).replace(tzinfo=None) != local
