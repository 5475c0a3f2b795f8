"""Phone numbers and e-mail addresses, told by their form.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import phonenumbers

_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00 ?|\(?0)[\d ()/.-]{6,24}\d(?![\w])")
_HOURS = re.compile(r"\(?\d{1,2}[.]\d{2} ?- ?\d{1,2}[.]\d{2}")
_ADDRESS = re.compile(
    r"(?P<name>[\w.!#$%&'*+/=?^`{|}~-]{1,64})\s?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\(snabel-a\)|\[snabel-a\])\s?"
    r"(?P<host>[\w-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?[\w-]{1,63})*"
    r"\s?(?:\.|\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?(?P<top>[^\W\d_]{2,24}))(?![\w-])", re.IGNORECASE)
_FILE_ENDINGS = frozenset("css gif html jpeg jpg js json map md png svg webp woff".split())
_EXAMPLES = ("example.com", "example.se")
"""Hosts that belong to nobody; an address there is an example."""


def phone_numbers(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Valid phone numbers, Swedish or with a country's code, apart from those allowed."""
    official = {number for each in allowed if (number := _dialled(each))}
    for match in _PHONE.finditer(text):
        number = _dialled(match[0])
        if number and number not in official and not _HOURS.fullmatch(match[0]):
            yield match[0]


def mail_addresses(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """E-mail addresses, apart from those allowed and examples."""
    official = {each.casefold() for each in allowed}
    for match in _ADDRESS.finditer(text) if "@" in text or "(" in text or "[" in text else ():
        host = re.sub(r"\s?(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\])\s?|\s*\.\s*", ".", match["host"].casefold())
        is_example = any(host == each or host.endswith(f".{each}") for each in _EXAMPLES)
        whole = f"{match['name']}@{host}".casefold()
        if whole not in official and not is_example and match["top"].casefold() not in _FILE_ENDINGS:
            yield match[0]


def _dialled(text: str) -> str | None:
    """The number as it is dialled from abroad, or None when it is none."""
    written = f"+{text.lstrip()[2:]}" if text.lstrip().startswith("00") else text
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
