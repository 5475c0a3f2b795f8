"""Phone numbers and e-mail addresses, told by their form.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import phonenumbers

_START = re.compile(r"\+|00 ?[1-9]|\(?0[1-9]")
_RUN = re.compile(r"\+?[ (]{0,2}\d(?:[ ()/.\-_:*•]{0,3}\d){6,40}")
_GROUP = re.compile(r"\d(?![^\W_])")
"""Where a number may end: at a digit that neither a digit nor a letter follows."""
_NEXT = re.compile(r"[ /,;.()-]{0,4}(?=\+|00|\(?0[1-9])")
_MOBILE = re.compile(r"07[02369]\D{0,3}(?:\d\D{0,3}){6}\d(?!\d)")
_HOURS = re.compile(r"\(?\d{1,2}[.:]\d{2} ?[-:] ?\d{1,2}(?:[.:]\d{2})?")
_OPENING = re.compile(r"[01]\d[.:]?[0-5][05] ?- ?[012]\d[.:]?[0-5][05](?!\d)")
"""Hours that something is open, whatever number follows."""
_DAY = re.compile(r"(?<!\d)(?<!\d[-./])(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
_NO_DIGITS = "#" * len("2026-09-30")
_FEWEST = 7
"""Digits that a number has at least."""
_WORD_AT = r"[(\[{<]\s?(?:at|a|snabel-?\s?a|snabel)\s?[)\]}>]"
_WORD_DOT = r"\s?[(\[{<]\s?(?:dot|punkt|prick|\.)\s?[)\]}>]\s?"
_DOT = rf"(?:{_WORD_DOT}|\s?\.\s?)"
_ADDRESS = re.compile(
    rf"(?P<name>[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}})(?P<at>\s?(?:@|{_WORD_AT})\s?|\s(?P<said>at|snabel-?\s?a)\s)"
    rf"(?P<host>[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,8}}{_DOT}[^\W\d_]{{2,24}})(?![\w-])", re.IGNORECASE)
_SAID_DOT = re.compile(_WORD_DOT, re.IGNORECASE)
_SENTENCE = re.compile(r"\.\s")
_PLACES = re.compile(r"@|[(\[{<]\s?(?:at?|snabel)|\s(?:at|snabel-?\s?a)\s", re.IGNORECASE)
_FILE_ENDINGS = frozenset("bundle css csv gif html jpeg jpg js json map md min png svg webp woff".split())
_EXAMPLES = ("example.com", "example.se")
"""Hosts that belong to nobody; an address there is an example."""


def phone_numbers(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Valid phone numbers, Swedish or with a country's code, apart from those allowed."""
    official = {number for each in allowed if (number := _dialled(each))}
    text = _DAY.sub(_NO_DIGITS, text)
    place, after_number = 0, -1
    while start := _START.search(text, place):
        begin = start.start()
        found = _number_at(text, begin) if begin == after_number or _may_begin(text, begin) else None
        if found is None:
            place = begin + 1
            continue
        if _dialled(found) not in official:
            yield found
        place = begin + len(found)
        following = _NEXT.match(text, place)
        after_number = following.end() if following else -1


def _may_begin(text: str, begin: int) -> bool:
    """True when no longer number and no code goes on here: letters alone may stand before, and a sign after a number
    only before a mobile number.
    """
    before = text[max(0, begin - 40):begin]
    token = re.search(r"[^\W_]*$", before)
    if token and any(sign.isdigit() for sign in token[0]):
        return False
    goes_on = re.search(r"\d[-./:,_*]$", before) is not None
    return not goes_on or _MOBILE.match(text, begin) is not None


def _number_at(text: str, begin: int) -> str | None:
    """The longest valid number from here that ends where a group of digits ends."""
    run = None if _OPENING.match(text, begin) else _RUN.match(text, begin)
    ends = [end.end() for end in _GROUP.finditer(text, begin, run.end() + 1)] if run else []
    for end in reversed(ends):
        written = text[begin:end]
        if sum(map(str.isdigit, written)) < _FEWEST or (run and end > run.end()):
            continue
        if _dialled(written) and not _HOURS.fullmatch(written):
            return written
    return None


def mail_addresses(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """E-mail addresses, apart from those allowed and examples."""
    official = {each.casefold() for each in allowed}
    place = 0
    while _PLACES.search(text, place) and (match := _ADDRESS.search(text, place)):
        host, end = _host(match)
        place = max(end, match.start("host"))
        is_example = any(host == each or host.endswith(f".{each}") for each in _EXAMPLES)
        whole = f"{match['name']}@{host}".casefold()
        if host and whole not in official and not is_example:
            yield text[match.start():end]


def _host(match: re.Match[str]) -> tuple[str, int]:
    """The host that the address names, empty for none, and where it ends: not in the next sentence."""
    written = match["host"]
    sentence = _SENTENCE.search(written)
    if sentence:
        is_handle = match["at"] == " @" or match["said"] or written[sentence.end():][:1].isupper()
        if is_handle or "." in written[:sentence.start()]:
            written = written[:sentence.start()]
    host = re.sub(r"\s*\.\s*", ".", _SAID_DOT.sub(".", written)).casefold()
    labels = host.split(".")
    while labels and labels[-1] in _FILE_ENDINGS:
        labels.pop()
    is_host = len(labels) > 1 and re.fullmatch(r"[^\W\d_]{2,24}", labels[-1]) is not None
    return ".".join(labels) if is_host else "", match.start("host") + len(written)


def _dialled(text: str) -> str | None:
    """The number as it is dialled from abroad, or None when it is none."""
    plain = re.sub(r"[_:*•]", " ", text).lstrip()
    written = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(written, "SE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
