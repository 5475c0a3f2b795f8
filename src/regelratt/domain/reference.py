"""Small values that the content's objects share: decisions, roles, legal links, parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regelratt.domain.location import Location
from regelratt.domain.words import Attribution, Relation

ParameterValue = Decimal | str | bool
"""A parameter's value: a number, a text or yes/no."""


@dataclass(frozen=True, slots=True)
class DecisionReference:
    """Who decided, when, and under which diary number."""

    decider: str
    day: date
    diary_number: str


@dataclass(frozen=True, slots=True)
class RoleReference:
    """One role of a rule, and whether the text names it."""

    role: str
    attribution: Attribution
    joined_by: str = ""
    """`och` or `eller` before this role; empty for the first."""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A link from a rule to a law or provision."""

    provision: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a parameter may hold: numbers between two limits with a unit, a text, or yes/no."""

    kind: str
    """`tal`, `text` or `ja/nej`."""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    unit: str = ""

    def accepts(self, value: ParameterValue) -> bool:
        """True when the value has the right type and lies within the limits."""
        match value:
            case bool():
                return self.kind == "ja/nej"
            case Decimal():
                return (
                    self.kind == "tal"
                    and self.lowest is not None
                    and self.highest is not None
                    and self.lowest <= value <= self.highest
                )
            case _:
                return self.kind == "text" and bool(value.strip())

    def __str__(self) -> str:
        return f"{self.lowest}..{self.highest} {self.unit}".strip() if self.kind == "tal" else self.kind


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a rule turns on; None where the source leaves it open (`ej fastställd`)."""

    name: str
    value: ParameterValue | None
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Source:
    """Fields that every object of the content has."""

    id: str
    title: str
    text: str
    location: Location
