"""One column of an evidence table: its type, what may stand in it, and which words answer what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ColumnType(StrEnum):
    """Type of one evidence column; the value is the word used in messages and docs."""

    TEXT = "text"
    INTEGER = "heltal"
    DATE = "datum"
    MOMENT = "tid"
    BOOLEAN = "ja/nej"

    @property
    def sql(self) -> str:
        """The DuckDB type that holds the column."""
        return {
            ColumnType.TEXT: "VARCHAR",
            ColumnType.INTEGER: "BIGINT",
            ColumnType.DATE: "DATE",
            ColumnType.MOMENT: "TIMESTAMP",
            ColumnType.BOOLEAN: "BOOLEAN",
        }[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, allowed words (empty means any) and what it refers to."""

    name: str
    type: ColumnType
    about: str
    choices: tuple[str, ...] = ()
    references: str = ""
    """Table whose key the value must be, `objekt` for any object, `regel` or `kontrollpunkt`."""
    required: bool = False
    may_be_ahead: bool = False
    """True for a day that may be planned: a last day, a day when something is to begin. All others have been."""
    ahead_with: tuple[str, ...] = ()
    """A column, and its words with which alone the day may lie ahead; empty means any."""
    past_with: tuple[str, ...] = ()
    """A column, and its words with which alone the day may have been; empty means any."""
    names: tuple[str, ...] = ()
    """What is or begins a name in this column and elsewhere stands for something else, in small letters."""
    least: int = 0
    """The smallest number that the column may hold."""
    is_prose: bool = False
    """True for a text in sentences, which alone may be of several lines."""
    is_number: bool = False
    """True for a number in a diary, which has digits after what it begins with."""
    is_name: bool = False
    """True for a name that somebody chose for the object itself, which may be any words."""
    is_role: bool = False
    """True for the name of a role, which has letters."""
    is_period: bool = False
    """True for the label of a period of the calendar, as `första halvåret 2026`."""
    may_be_none: bool = False
    """True for what asks whether something was found, where no and none are answers."""
    may_be_past: bool = False
    """True for why something ended, where that it is not current or relevant is an answer."""

    @property
    def is_past(self) -> bool:
        """True for a day or a moment that has been; one that may be planned is known before it comes."""
        return self.type in (ColumnType.DATE, ColumnType.MOMENT) and not self.may_be_ahead
