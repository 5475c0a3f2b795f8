"""Phone numbers and e-mail addresses, told by their form.

All functions take canonical text (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from regelratt.app.disclosure.numbers.account_names import is_example_host, is_top_domain, may_be_account
from regelratt.app.disclosure.numbers.counting import are_spans
from regelratt.app.disclosure.numbers.cued_phones import cued_phones, ends_in_cue, may_have_cue
from regelratt.app.disclosure.numbers.dialling import dialled
from regelratt.app.disclosure.numbers.shared_domains import shared_addresses
from regelratt.app.disclosure.numbers.spoken_addresses import (
    BEFORE_HOSTS,
    IN_MAIL_WORDS,
    MAIL_WORD,
    MAY_BE_SPOKEN,
    NEAR,
    spoken_addresses,
)
from regelratt.app.disclosure.text.plain_text import holds_any
from regelratt.domain.plain_numbers import without_dates, without_hours, without_rows, without_times

_START = re.compile(r"\+|\(?00\)?[-./ ]{0,3}[1-9]|\(?0[1-9]")
_RUN = re.compile(r"\+?[ (]{0,2}\d(?:[ ()/.\-_:*•~]{0,3}\d){6,40}")
_GROUP = re.compile(r"\d(?![^\W_])")
"""Where a number may end: at a digit that neither a digit nor a letter follows."""
_RUN_ON = re.compile(r"\(?\d(?:[ ()/.-]{0,3}\d)*")
_NEXT = re.compile(r"[ /,;.()-]{0,4}(?=\+|\(?00|\(?0[1-9])")
_MOBILE = re.compile(r"07[02369](?:(?!\d)\D{0,3}(?:\d\D{0,3}){6}\d|\d{7})(?!\d)")
_USUAL_MOBILE = re.compile(r"07[02369][ /-]{1,3}(?:\d{3} ?\d\d ?\d\d|\d\d ?\d\d ?\d{3}|\d{3} ?\d{4})(?! ?\d)")
_AMOUNT_ENDS = re.compile(r"0\d\d(?!\d|[/~_*-](?![1-9]\d{0,2}(?: \d{3})+(?! ?\d))\d)")
_AMOUNT_BEGINS = re.compile(r"(?<!\d)[1-9]\d{0,2}(?: \d{3})* $")
"""Around the beginning of the last three digits of an amount: another amount may follow a sign, and no number."""
_HOURS = re.compile(r"\(?\d{1,2}[.:]\d{2} ?[-:] ?\d{1,2}(?:[.:]\d{2})?")
_BETWEEN = r"(?:[\W_]{1,6}|\s?\([^\W\d]{1,15}\)\s?)"
_SIGN_BETWEEN = r"\s?(?:[,;=|#+→>&^\\]|\([^\W\d]{1,15}\))\s?"
_SEVEN = r"\d(?:[\W_]{0,3}\d){6}(?!\d)"
_ODD = re.compile(
    rf"(?=[04(])(?:(?<!\d)(?<!\d[.,])07[02369]{_BETWEEN}{_SEVEN}"
    r"|(?<![^\W_])07[02369]\d{7}(?!\d)"
    r"|(?<![\d+])46[ -]?(?:\(0\) ?)?7[02369](?:[ -]{0,2}\d){7}(?!\d)"
    r"|(?<![\w+.,:/-])46[1-9]\d{7,8}(?![\w:/-])"
    r"|(?<![\d+])(?<!\d[ .,:/-])46[ -](?:\(0\) ?)?[1-9]\d{0,2}[ -]\d{3}[ -]\d{2,3}(?:[ -]\d{2,3})?(?![ .,:/-]?\d)"
    r"|(?<!\d)(?<!\d )\(46\) ?(?:\(?0\)? ?)?[1-9](?:[ -]{0,2}\d){6,8}(?!\d)"
    r"|(?<!\d)(?<!\d[ .,:/-])0(?P<gap>[ .-])7(?P=gap)[02369](?:(?P=gap)\d){7}(?![ .,:/-]?\d)"
    r"|(?<!\d)(?<!\d[.,])0 7[02369] (?:\d{3} \d\d \d\d|\d\d \d\d \d{3}|\d{3} \d{4}|\d{7})(?!\d)"
    rf"|(?<!\d)(?<!\d[.,:])0[1-9]\d{{0,2}}{_SIGN_BETWEEN}\d{{2,3}}[ -]\d{{2,3}}[ -]\d\d(?!\d)"
    r"|(?<=\d[:./])0[1-9]\d{0,2}-\d{2,3} \d{2,3}(?: \d\d)?(?!\d))")
"""Numbers in forms that nothing else has: with signs or a word after the code, without a plus, beside a number."""
_OPENING = re.compile(r"[01]\d[.:]?[0-5][05] ?- ?[012]\d[.:]?[0-5][05](?!\d)")
"""Hours that something is open, whatever number follows."""
_SIGNS = r"(?: är)?[.:]{0,2} ?(?-i:[A-ZÅÄÖ]{1,5}[ -]?)?$"
_OF_A_THING = re.compile(
    r"(?<![^\W_])(?:(?:artikel|art|serie|faktura|order|beställnings?|avtals?|ref(?:erens)?|inventarie|kolli|försändelse|ocr)"
    rf"-?[. ]?(?:nr|nummer|numret|id)|ocr|artikel|faktura|order){_SIGNS}", re.IGNORECASE)
_OF_A_CASE = re.compile(rf"\b(?:dnr|(?:diarie|ärende)-? ?(?:nr|nummer)){_SIGNS}", re.IGNORECASE)
_OF_A_CUSTOMER = re.compile(rf"\bkund-? ?(?:nr|nummer){_SIGNS}", re.IGNORECASE)
"""A customer's number may be the one to call, when it is written as those are."""
_PHONE_AFTER = re.compile(r" ?[(/,]? ?(?:mob|tel|tfn)", re.IGNORECASE)
_AS_THING = re.compile(r"0[\d /-]+")
_AS_CASE = re.compile(r"0[1-689][\d /-]*")
_AS_CUSTOMER = re.compile(r"0[1-689]\d*(?:[-/]\d+){0,3}")
_OF_A_YEAR = re.compile(r"\d{1,3}-(?:19|20)\d\d/\d{1,5}")
_OF_A_DISTRICT = re.compile(r"\d\d-\d\d-\d{4}(?!\d|[-./]\d)")
"""An election district: the codes of the county, the municipality and the district."""
_COUNTED_UP = re.compile(r"\b(?:nr|nummer|protokoll\w*|beslut\w*|ärende\w*)[.:]? ?$", re.IGNORECASE)
"""A word before a number within a year, which is counted from 1 in each."""
_OF_AN_OBJECT = re.compile(
    r"(?<![^\W_])(?:kart|ritnings?|fastighets?|objekts?|blad|plan|detaljplane?|akt|arkiv|bygg(?:nads?|lovs)?|brunns?|bro|väg"
    r"|mät|punkt|fixpunkts?|lägenhets?|hus|stations?|hållplats|lager|hyll|parti|batch|projekt|kontrakts?|tillstånds?|licens"
    rf"|patent|prov|dossié|signum|volym)(?:-?[. ]?(?:beteckning|nr|nummer|numret|id))(?:en)?{_SIGNS}", re.IGNORECASE)
_IS_AN_OBJECT = re.compile(
    r"(?<![^\W_])(?:kartan?|kartbladet|kartblad|ritning(?:en)?|fastighet(?:en)?|blad(?:et)?|objekt(?:et)?|detaljplan(?:en)?"
    rf"|plan(?:en)?|akt(?:en)?|volym(?:en)?|fixpunkt(?:en)?){_SIGNS}", re.IGNORECASE)
_AS_SHEET = re.compile(r"0[1-9]\d{1,2}-\d{4}(?:-\d{1,4})?")
"""No number to call is written with four digits alone after its area code."""
_TO_A_FIRM = re.compile(r"(?=1)(?<![\d+])(?<!\d[ ./-])123[ -]?\d{3}[ -]?\d\d[ -]?\d\d(?![ /-]?\d)")
"""What firms and public bodies are paid by with Swish: ten digits, of which the first three are always the same."""
_DESIGNATIONS = (
    (_AS_CUSTOMER, _OF_AN_OBJECT), (_AS_SHEET, _IS_AN_OBJECT),
    (_AS_THING, _OF_A_THING), (_AS_CASE, _OF_A_CASE), (_AS_CUSTOMER, _OF_A_CUSTOMER), (_OF_A_YEAR, _COUNTED_UP))
"""How numbers that are none to call are written, and the words that say what they are. Only the number of a thing may
look as that of a mobile phone, and that of a customer has no spaces."""
_WEEKS = re.compile(r"\b(?:v(?:eck(?:a|an|or|orna))?|weeks?|månad(?:er|erna)?)[.:]? ?$", re.IGNORECASE)
_OF_WEEKS = re.compile(r"0[1-9] ?- ?[0-5]?\d[ /]{1,3}(?:19|20)\d\d")
"""Weeks from one to another, and their year."""
_FEWEST_DIGITS = 7
"""Digits that a number with its first zero has at least."""
_OPEN, _CLOSE = r"[(\[{<‹«]\s?", r"\s?[)\]}>›»]"
SAID_AT = r"(?:at|ät|snabel-?\s?a|alfakrull|kanelbulle)"
"""Words for the sign of an address, as they are said."""
_MARK = r"[\"'”“„‘’‚`´/|*«»~=+:#^]"
"""What stands on both sides of a word for a sign, as brackets do."""
_IN_BRACKETS = rf"(?:@|a|på|vid|hos|et|åt|snabel|apa|arroba|{SAID_AT})"
WRITTEN_AT = (
    rf"{_OPEN}{_IN_BRACKETS}{_CLOSE}|{_MARK}\s?(?:@|snabel|{SAID_AT})\s?{_MARK}"
    rf"|[-_]{{1,3}}(?:at|\s(?:@|snabel|{SAID_AT})\s)[-_]{{1,3}}")
"""What is written instead of the sign."""
_JOINED_DOT = r"[-_](?:dot|punkt)[-_]|\s-{1,3}\s(?:dot|punkt|prick)\s-{1,3}\s"
_SAYS_DOT = r"(?:dot|punkt|prick|\.)"
_WORD_DOT = (
    rf"\s?(?:{_OPEN}{_SAYS_DOT}{_CLOSE}|{_MARK}{_SAYS_DOT}{_MARK})\s?|\s(?:dot|punkt)\s|{_JOINED_DOT}")
_COMMA_DOT = r",(?=(?:com|dk|eu|fi|info|io|net|no|nu|org|se)\b)"
_DOT = rf"[)\]}}]?(?:{_WORD_DOT}|\s?[.。]\s?|[•∙⋅]|{_COMMA_DOT})[(\[{{]?"
_QUOTES = "\"'”“‘’«»"
_SIGN = rf"[{_QUOTES})\]}}>]?@(?:\s?@){{0,20}}[{_QUOTES}(\[{{<]?"
"""The sign, once or more, between two halves that may be quoted or in brackets."""
_NUMBERED = r"\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9a-f:.]{2,45})\]"
_LABEL = rf"(?:(?!{_JOINED_DOT}|[-_]at[-_])[\w-]){{1,63}}"
"""A part of a host's name, which no word for a sign is taken for: the same text would be read in too many ways."""
_ADDRESS = re.compile(
    r"(?:(?P<name>[\w.!#$%&'*+/=?^`{|}~-]{1,64})|\"(?P<quoted>[^\"@\s][^\"@]{0,62})\")"
    rf"(?P<at>\s?(?:{_SIGN}|[)\]}}]?(?:{WRITTEN_AT})[(\[{{]?)\s?|\s(?P<said>{SAID_AT})\s)"
    rf"(?:(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{0,8}}{_DOT}(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,24}}))(?![\w-])"
    rf"|(?P<numbered>{_NUMBERED}))", re.IGNORECASE)
_SPACED = re.compile(
    rf"(?<![\w.@])(?P<name>[\w.+-]{{2,64}})(?P<at>\s?(?:@|{WRITTEN_AT})\s?|\s{SAID_AT}\s)"
    r"(?P<host>[\w-]{2,63}(?: [\w-]{2,63}){0,2} (?:se|nu|com|org|eu|net|info))(?![\w-])", re.IGNORECASE)
"""An address whose points are left out; in a text about addresses alone."""
_PATH = re.compile(r":[\w~/.-]")
_AS_PRICE = re.compile(r"[\d.]+\.(?:kr|sek|st|öre)")
_SAID_DOT = re.compile(rf"{_WORD_DOT}|[。•∙⋅,]", re.IGNORECASE)
_TOP = re.compile(r"xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24}")
_BRACKETS = re.compile(r"[()\[\]{}]")
_SENTENCE = re.compile(r"\.\s")
_MAY_BE_SIGN = re.compile(
    rf"[@(\[{{<‹«»\"'”“„‘’‚`´/|*~=+:#^_-](?:(?<=@)|\s?{_IN_BRACKETS}(?![^\W_]))", re.IGNORECASE)
MAY_BE_SAID = re.compile(rf" {SAID_AT} ", re.IGNORECASE)
IN_SAID = (" at ", " ät ", " snabel", " alfakrull ", " kanelbulle ")
"""Few texts have one of these, and looking for them is quick."""
_PLACES = re.compile(rf"(?=[\W_])(?:@|{WRITTEN_AT}|\s{SAID_AT}\s)", re.IGNORECASE)
_FILE_ENDINGS = frozenset("bundle css csv gif html jpeg jpg js json map min png svg webp woff".split())


def phone_numbers(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Valid phone numbers, Swedish or with a country's code, apart from those allowed."""
    official = _official(allowed)
    text = _without_others(text)
    begins, ends = [], [0]
    for begin, found in _usual(text):
        begins.append(begin)
        ends.append(begin + len(found))
        if dialled(found) not in official and not _is_designated(text, begin, found):
            yield found
    for odd in _ODD.finditer(text):
        digits = "".join(sign for sign in odd[0] if sign.isdigit())
        number = dialled(f"+{digits}" if digits.startswith("46") else digits)
        is_taken = ends[bisect_left(begins, odd.end())] > odd.start() or _is_in_amount(text, odd.start())
        if number and number not in official and not is_taken and not _is_designated(text, odd.start(), odd[0]):
            yield odd[0]
    for begin, found in _cued(text, official) if may_have_cue(text) else ():
        if ends[bisect_left(begins, begin + len(found))] <= begin:
            yield found


def told_phones(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Phone numbers that a word right before says what they are, without their first zero or area code."""
    if may_have_cue(text):
        yield from (found for _, found in _cued(_without_others(text), _official(allowed)))


def _without_others(text: str) -> str:
    return _TO_A_FIRM.sub(_hidden, without_rows(without_hours(without_times(without_dates(text)))))


def _hidden(found: re.Match[str]) -> str:
    return "#" * len(found[0])


def _official(allowed: Collection[str]) -> set[str]:
    return {number for each in allowed if (number := dialled(each))}


def _cued(text: str, official: Collection[str]) -> Iterator[tuple[int, str]]:
    """Numbers after a word for them that are no official number, whole or its end, and where they begin."""
    for begin, found in cued_phones(text):
        digits, run = _digits_of(found).lstrip("0"), _RUN_ON.match(text, begin)
        whole = _digits_of(run[0]) if run else ""
        if not any(number.endswith(digits) or whole.startswith(number[1:]) for number in official):
            yield begin, found


def _digits_of(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_designated(text: str, begin: int, found: str) -> bool:
    """True when a word right before says that the number is that of a thing, a case, a customer, a week or the like."""
    before = text[max(0, begin - 40):begin]
    if _OF_WEEKS.fullmatch(found) and _WEEKS.search(before):
        return True
    if ends_in_cue(before) or _PHONE_AFTER.match(text, begin + len(found)):
        return False
    if _OF_A_DISTRICT.match(text, begin):
        return True
    return any(form.fullmatch(found) and word.search(before) for form, word in _DESIGNATIONS)


def _usual(text: str) -> Iterator[tuple[int, str]]:
    """Numbers as most people write them, and where they begin."""
    place, after_number = 0, -1
    while start := _START.search(text, place):
        begin = start.start()
        found = _number_at(text, begin) if begin == after_number or _may_begin(text, begin) else None
        if found is None:
            place = begin + 1
            continue
        yield begin, found
        place = begin + len(found)
        following = _NEXT.match(text, place)
        after_number = following.end() if following else -1


def _may_begin(text: str, begin: int) -> bool:
    """True when no longer number, code or amount goes on here: letters alone may stand before, and a sign after a
    number only before a mobile number.
    """
    before = text[max(0, begin - 40):begin]
    token = re.search(r"[^\W_]*$", before)
    if token and any(sign.isdigit() for sign in token[0]):
        return False
    if _is_in_amount(text, begin):
        return _USUAL_MOBILE.match(text, begin) is not None
    goes_on = re.search(r"\d[-./:,_*]$", before) is not None
    return not goes_on or _MOBILE.match(text, begin) is not None


def _is_in_amount(text: str, begin: int) -> bool:
    """True for three digits after the beginning of an amount that they are the thousands of: 3 020."""
    return bool(_AMOUNT_ENDS.match(text, begin) and _AMOUNT_BEGINS.search(text, max(0, begin - 12), begin))


def _number_at(text: str, begin: int) -> str | None:
    """The longest valid number from here that ends where a group of digits ends."""
    run = None if _OPENING.match(text, begin) else _RUN.match(text, begin)
    ends = [end.end() for end in _GROUP.finditer(text, begin, run.end() + 1)] if run else []
    for end in reversed(ends):
        written = text[begin:end]
        if sum(map(str.isdigit, written)) < _FEWEST_DIGITS or (run and end > run.end()):
            continue
        if dialled(written) and not _HOURS.fullmatch(written) and not are_spans(written):
            return written
    return None


def mail_addresses(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """E-mail addresses, apart from those allowed and examples."""
    folded = text.casefold()
    is_spoken = holds_any(folded, BEFORE_HOSTS) and MAY_BE_SPOKEN.search(text) is not None
    may_be_shared = "." in text and holds_any(folded, IN_MAIL_WORDS) and MAIL_WORD.search(text) is not None
    is_said = holds_any(folded, IN_SAID) and MAY_BE_SAID.search(text) is not None
    if not (is_spoken or may_be_shared or is_said or _MAY_BE_SIGN.search(text)):
        return
    official = {each.casefold() for each in allowed}
    yield from shared_addresses(text, official)
    if is_spoken:
        yield from (written for written, whole in spoken_addresses(text) if whole not in official)
    if not _PLACES.search(text):
        return
    place = 0
    while _PLACES.search(text, place) and (match := _ADDRESS.search(text, place)):
        if match["numbered"]:
            place = match.end()
            yield match[0]
            continue
        host, end = _host(match)
        place = max(end, match.start("host"))
        whole = f"{match['name'] or match['quoted']}@{host}".casefold()
        if text[:match.start()].endswith("@") and f"@{whole}" in official:
            continue
        if host and whole not in official and not is_example_host(host) and not _is_something_else(match, host):
            yield text[match.start():end]
    if MAIL_WORD.search(text):
        yield from _spaced_addresses(text, official)


def _spaced_addresses(text: str, official: Collection[str]) -> Iterator[str]:
    """Addresses with spaces for points, near a word for addresses."""
    for found in _SPACED.finditer(text):
        whole = f"{found['name']}@{found['host'].replace(' ', '.')}".casefold()
        is_told = MAIL_WORD.search(text, max(0, found.start() - NEAR), found.end() + NEAR)
        if is_told and whole not in official and not may_be_account(found["name"], whole.partition("@")[2]):
            yield found[0]


def _is_something_else(match: re.Match[str], host: str) -> bool:
    """True for the name of an account, the place of a program's source, a price, and words joined by dashes."""
    name = match["name"] or ""
    if name == "git" and match["at"] == "@" and _PATH.match(match.string, match.end()):
        return True
    if match["at"].startswith(" ") and _AS_PRICE.fullmatch(host):
        return True
    if match["at"] in (" @", ")@") or name.endswith("/"):
        return may_be_account(name, host)
    return re.search(_JOINED_DOT, match["host"]) is not None and not is_top_domain(host.rpartition(".")[2])


def _host(match: re.Match[str]) -> tuple[str, int]:
    """The host that the address names, empty for none, and where it ends: not in the next sentence."""
    written = match["host"]
    sentence = _SENTENCE.search(written)
    if sentence:
        is_handle = match["at"] == " @" or match["said"] or written[sentence.end():][:1].isupper()
        if is_handle or "." in written[:sentence.start()]:
            written = written[:sentence.start()]
    host = re.sub(r"\s*\.\s*", ".", _BRACKETS.sub("", _SAID_DOT.sub(".", written))).casefold()
    labels = host.split(".")
    while labels and labels[-1] in _FILE_ENDINGS:
        labels.pop()
    is_host = len(labels) > 1 and _TOP.fullmatch(labels[-1]) is not None
    return ".".join(labels) if is_host else "", match.start("host") + len(written)
