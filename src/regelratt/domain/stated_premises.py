"""What a confirmation says that it rests on: `TYR-5-1-01=1; kommentarer=öppna`."""

from __future__ import annotations

from decimal import Decimal

from regelratt.domain.evidence import Value
from regelratt.domain.reference import ParameterValue


def stated_premises(text: str) -> list[tuple[str, str]]:
    """Name and value of each premise as they are written; the name is empty where there is none.

    A text may have a semicolon in it, so what follows one without a name belongs to the value before.
    """
    found: list[tuple[str, str]] = []
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals and found:
            before, begun = found.pop()
            found.append((before, f"{begun};{part}"))
        elif equals or part.strip():
            found.append((name.strip(), value) if equals else ("", part))
    return [(name, value.strip().rstrip("; ")) for name, value in found]


def written(value: Value | ParameterValue) -> str:
    """A value as a confirmation's premises spell it."""
    match value:
        case None:
            return "okänt"
        case bool():
            return "ja" if value else "nej"
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)
