"""The time in Sweden. Nothing below this layer asks what time it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The moment, in Swedish local time."""
    return datetime.now(ZoneInfo("Europe/Stockholm"))


def today() -> date:
    """The day it is in Sweden."""
    return now().date()
