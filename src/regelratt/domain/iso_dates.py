"""Days as YYYY-MM-DD and in no other of the forms that ISO 8601 and Python's own reader accept."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_date(text: str) -> date | None:
    """The day that `text` names, as in `2026-09-30`; None for any other form and for a day that does not exist.

    `date.fromisoformat` also takes `20260930` and `2026-W40-3`, and `strptime` takes `2026-9-3`.
    """
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
