"""Objects as plain values that JSON can hold, with the code's own names as keys."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from regelratt.domain.location import Location
from regelratt.domain.status import Status


def plain(value: object) -> object:
    """The value as dicts, lists, texts and numbers.

    Statuses become their code (`not_met`), other words stay Swedish, days become ISO dates, ages a
    number of days, and a location loses its column.
    """
    match value:
        case Status():
            return value.code
        case Enum():
            return value.value
        case Location():
            return {"path": value.path, "line": value.line}
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case timedelta():
            return value.days
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


def to_json(value: object) -> str:
    """Readable JSON in UTF-8 with its keys in the given order, ending in a line break."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"
