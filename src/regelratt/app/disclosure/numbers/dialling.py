"""Phone numbers as they are dialled, whatever they look like."""

from __future__ import annotations

import re

import phonenumbers

_FILLING = re.compile(r"[_:*•~]")


def dialled(text: str) -> str | None:
    """The number as it is dialled from abroad, or None when it is none."""
    plain = _FILLING.sub(" ", text).lstrip()
    written = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
