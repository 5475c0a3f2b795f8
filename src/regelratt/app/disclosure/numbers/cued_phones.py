"""Phone numbers without their first zero or their area code, after a word that says what they are.

All functions take canonical text (`plain_text.canonical`). Six digits may be anything, so a word must stand right
before them. A word for mobile phones takes only what is whole with a zero before it, as those have no area code, and
what is written in groups as the rest of one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regelratt.app.disclosure.numbers.counting import are_spans
from regelratt.app.disclosure.numbers.dialling import dialled
from regelratt.app.disclosure.text.plain_text import holds_any

FEWEST_DIGITS = 6
"""Digits that a number has at least."""
_MOST_LOCAL = 8
"""Digits that a number has at most without its area code."""
_MOBILE_DIGITS = 9
"""Digits of a mobile number without its first zero, which a spreadsheet may take for an amount."""
_FORM = r"(?:ens?|n|numret)?"
_AS_DIALLED = r"(?:[1-9]\d{1,2}[ -](?:\d{3}[ -]\d\d|\d\d[ -]\d{2,3}|\d{2,3}[ -]\d\d[ -]\d\d))(?![ -]?\d)"
"""As nothing is written but a number to call; after words and letters that say many things."""
_PICTURES = "\u260e\u260f\u2706\U0001f4de\U0001f4f1\U0001f4f2\U0001f57f"
_WORD = (
    r"(?:(?<![^\W_])(?:(?:direkt|dir)(?=[ .:=]{1,3}[1-9])|(?-i:[TMD])(?=[.:=]| [1-9]))"
    rf"(?=[ .:=]{{1,3}}{_AS_DIALLED})|"
    rf"[{_PICTURES}]|(?=[cdfhjkmnprstvw])(?:"
    rf"(?:(?=[mtv])(?:(?P<compound>mobil)e?(?:telefon|tfn|tel)?{_FORM}|telefon(?:växel)?{_FORM}|telefontid(?:en|er|erna)?|tfnr?|t(?:ele)?lfn?|växel(?:n|numret)?)"
    r"|(?<![^\W_])(?:(?P<mobile>mob(?:telefon|tfn|tel)?|cell(?:phone)?|sms(?::?a)?|whatsapp|signal|swisha?)"
    rf"|(?:hem|jobb|arb(?:ets)?|mob|privat|direkt|kontakt|växel)?tele?|(?:tele|work|home|office)?phone|(?:tele)?fax{_FORM}"
    r"|kontakt(?:as?)?|ring(?:a|er|s)?|call|jour(?:en)?|vxl?|nås|når (?:du|ni|man)|direkt(?=n[ru]))))"
    r"(?:[.:]?[ -]?(?:nr|nummer|numret))?(?![^\W_]))")
"""Pictures and words of phones. Most of the words may end others: a phone of the work, of the switchboard."""
_IN_WORDS = (
    "dir", "mob", "tel", "tfn", "tlf", "växel", "cell", "sms", "whatsapp", "signal", "swish", "phone", "fax", "kontakt",
    "ring", "call", "jour", "vx", "nås", "når",
    *_PICTURES)
_LETTER = re.compile(r"(?<![^\W_])[TMD][ .:=]")
"""What one of is in each of those words, and the letters that stand for them: looking for these is quick."""
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_SIGNS = r"[ .:;,=|\"'(\[/_-]{0,6}"
_ASIDE = r"[(\[][^()\[\]\d]{1,30}[)\]]"
_KNOWN = (
    r"(?:(?:till|på|oss|mig|honom|henne|dem|via|är|(?:har )?(?:nr|nummer|numret)|telefon|tfn|tel|mobil|växeln?"
    r"|arbetet?|jobbet|hem|privat"
    r"|(?:dag|kväll|kvälls)tid|och|kl|klockan|(?:mån|tis|ons|tors?|fre|lör|sön|var|hel)(?:dag(?:ar(?:na)?|en)?)?)(?![^\W_])"
    rf"|(?:{_HOUR} ?(?:-|till) ?{_HOUR}|#{{9,}})(?![\d#]|[.:-]\d))")
"""What may stand between; hours of the day may be hidden already."""
_OF_OTHERS = (
    r"(?!(?:antal|samtal|kostn|pris|total|summa|år|budget|utgift|belopp|dnr|diarie|ärende|id|box|besök|svar|följare)"
    r"|[^\W\d_]+(?:nummer|nr|giro|gata|gatan|väg|vägen|gränd|torget?|plan)(?![^\W_]))")
"""No word for an amount, for another number or for a street."""
_NAME = rf"(?-i:(?=[A-ZÅÄÖÉ])){_OF_OTHERS}[^\W\d_][\w-]{{0,29}}(?!\w)"
_TOLD_OF = (
    rf"(?:[ ,]{{1,2}}{_OF_OTHERS}[^\W\d_][\w-]{{0,29}}){{1,4}}(?: {_ASIDE})?"
    r"(?: (?:på|är)(?![^\W_]) ?(?:(?:tfn|tel|telefon|nr)[. :]{1,2})?| ?[:=] ?)")
"""Whose phone it is, and then a sign or a word that the number follows on."""
_ON = rf"(?:{_SIGNS}(?:{_ASIDE}|(?<![^\W_]){_KNOWN})){{0,8}}{_SIGNS}"
_ON_NAMES = rf"(?:{_SIGNS}(?:{_ASIDE}|(?<![^\W_])(?:{_KNOWN}|{_NAME}))){{0,8}}{_SIGNS}"
_CUE = re.compile(rf"{_WORD}(?:{_ON_NAMES}|{_TOLD_OF})(?=\(?[1-9])", re.IGNORECASE)
_CUE_LAST = re.compile(rf"{_WORD}(?:{_ON}|{_TOLD_OF})$", re.IGNORECASE)
HEAD = re.compile(_WORD, re.IGNORECASE)
_HEAD_BEGINS = re.compile(r"(?<![^\W_])(?:tel|mobil|phone)", re.IGNORECASE)
_SHORT_HEAD = re.compile(r"\s*(?:direkt|dir|(?P<letter>(?-i:[TMD])))\s?[.:]?\s*", re.IGNORECASE)
"""What stands for a phone only above or beside what is written as nothing else."""
_WHOLE_AS_DIALLED = re.compile(rf"\s*(?:{_AS_DIALLED}|7\d{{8}})\s*")
_FEWEST_AFTER_LETTER = 7
"""Digits under a letter, which may be a size or a weekday above fewer."""
_ALSO = re.compile(r"[ ,/;]{0,3}(?:(?:eller|och|samt|or) )?(?=\(?[1-9])", re.IGNORECASE)
_RUN = re.compile(r"\(?\d(?:[ ()/.-]{0,3}\d){5,9}")
_IN_CELL = re.compile(r"(?<![^\W_])(?<!\d[ .,:/-])(?<!\+)[1-9]")
_GROUP = re.compile(r"\d(?![^\W_])")
_GOES_ON = re.compile(r"(?![.,]0{1,2}(?![\d.,:/-]| ?(?:%|kr|sek)))[.,:/-]\d")
"""Digits of something longer; the decimals of a number that was taken for an amount are none."""
_NONE = re.compile(
    rf"(?:{_HOUR} ?- ?{_HOUR}[ ,/]*)+"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d(?: ?[-/ ] ?(?:19|20)\d\d)+"
    r"|11[68] ?\d(?: ?\d){2}")
"""Hours, a day, years, and the six digits of a service that is the same in all of Europe."""
_NO_PART = re.compile(
    rf"(?:19|20)\d\d[-./ ](?:0[1-9]|1[0-2])[-./ ](?:0[1-9]|[12]\d|3[01])(?![-./ ]?\d)|{_HOUR} ?- ?{_HOUR}\)")
"""A whole day, and hours in brackets: no number begins there either."""
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_REST_OF_MOBILE = re.compile(r"[1-9]\d\d[ -]\d\d[ -]?\d\d(?![ -]?\d)")
"""A mobile number without what all of those begin with, as nothing that is counted is written."""
_AMOUNT = re.compile(rf"{_THOUSANDS.pattern}|\d{{3,5}}000|\d+[.,]\d\d")
_COUNTED = re.compile(r" ?%| (?!(?:eller|och|samt|mellan|kl|vardag\w*|så|om)\b)[a-zåäö]")
"""What is counted, and no word that goes on after a number to call."""


_JOINED_BY = (
    r"(?:[ ,.;:)]{1,3}(?:och|samt|så|sedan|sen|därefter|därpå|följ[td] av|plus|slutar (?:på|med)"
    r"|resten(?: är)?|and|then)(?![^\W_])){1,3}[ ,.:(]{1,3}")
_SAID_APART = re.compile(
    rf"(?=0)(?<![^\W_])(?<!\d[.,:/+-])(?<!\d )0[1-9]\d{{0,2}}{_JOINED_BY}"
    rf"(?!\d\d [0-5]\d ?-)[1-9]\d{{1,7}}(?:(?:[ -]|{_JOINED_BY})\d{{2,4}}){{0,3}}(?![ .,:/-]?\d|[^\W_])", re.IGNORECASE)
"""An area code and the rest of the number with words between: `08 och sedan 578 291 17`."""
_BEFORE = 60
"""How far before such an area code the word may stand."""
_NUMBER_BEFORE = re.compile(
    r"(?=[1-9])(?<![^\W_])(?<!\d[ .,:/-])(?<![+#])([1-9](?:[ /-]{0,3}\d){6,8})(?= ?[(\[]| (?:är|=) )")
_WORD_AFTER = re.compile(
    rf"(?: ?[(\[](?!(?:via|per|på|i|med|över) )| (?:är|=) )(?:[^\W\d_]{{1,20}} ){{0,2}}{_WORD}", re.IGNORECASE)
"""A word in brackets or after what something is, with whose phone it is before."""


def may_have_cue(text: str) -> bool:
    """False when no word for phones stands in the text."""
    return holds_any(text.casefold(), _IN_WORDS) or _LETTER.search(text) is not None


def cued_phones(text: str) -> Iterator[tuple[int, str]]:
    """The numbers that a word for phones right before or after says what they are, and where they begin."""
    yield from _said_apart(text)
    yield from _said_before_word(text)
    for cue in _CUE.finditer(text):
        place, is_mobile = cue.end(), _is_mobile(cue)
        while found := _number_at(text, place, may_be_local=not is_mobile):
            yield place, found
            following = _ALSO.match(text, place + len(found))
            if not following:
                break
            place, is_mobile = following.end(), True


def _said_apart(text: str) -> Iterator[tuple[int, str]]:
    """Those whose area code stands apart from the rest, near a word for them."""
    for found in _SAID_APART.finditer(text):
        has_word = HEAD.search(text, max(0, found.start() - _BEFORE), found.start())
        if has_word and dialled("".join(filter(str.isdigit, found[0]))) and not _COUNTED.match(text, found.end()):
            yield found.start(), found[0]


def _said_before_word(text: str) -> Iterator[tuple[int, str]]:
    """Those that a word in brackets right after says what they are, or that are told to be somebody's phone."""
    for found in _NUMBER_BEFORE.finditer(text):
        number, word = found[1], _WORD_AFTER.match(text, found.end())
        if not word or not _is_number(number, "") or _NO_PART.match(number):
            continue
        rest = _REST_OF_MOBILE.fullmatch(number) is not None
        if dialled(f"0{number}") or (rest if _is_mobile(word) else _is_local(number)):
            yield found.start(), number


def ends_in_cue(text: str) -> bool:
    """True when a number may follow in the next piece of text."""
    return _CUE_LAST.search(text) is not None or _SHORT_HEAD.fullmatch(text) is not None


def cued_cells(head: str, cell: str) -> Iterator[str]:
    """Each number that may stand in a cell, after a word that says what the head of its column says."""
    word = HEAD.search(head)
    if word or _HEAD_BEGINS.search(head):
        cue = "tfn" if word and not _is_mobile(word) else "mobil"
        yield from (f"{cue} {cell[found.start():]}" for found in _IN_CELL.finditer(cell))
    elif (short := _SHORT_HEAD.fullmatch(head)) and _WHOLE_AS_DIALLED.fullmatch(cell) and not (
        short["letter"] and sum(map(str.isdigit, cell)) < _FEWEST_AFTER_LETTER
    ):
        yield f"tfn {cell.strip()}"


def _is_mobile(word: re.Match[str]) -> bool:
    return (word["mobile"] or word["compound"]) is not None


def _number_at(text: str, begin: int, *, may_be_local: bool) -> str | None:
    """The longest number from here that ends where a group of digits ends."""
    run = None if _NO_PART.match(text, begin) else _RUN.match(text, begin)
    ends = [end.end() for end in _GROUP.finditer(text, begin, run.end() + 1)] if run else []
    for end in reversed(ends):
        written = text[begin:end]
        if run and end <= run.end() and not _GOES_ON.match(text, end) and _is_number(written, text[end:end + 20]) and (
            dialled(f"0{written}") or (_is_local(written) if may_be_local else _is_rest_of_mobile(text, begin, end))
        ):
            return written
    return None


def _is_number(written: str, after: str) -> bool:
    """True when the digits are neither hours, days, years, nor the amount of anything."""
    is_amount = _AMOUNT.fullmatch(written) and _COUNTED.match(after)
    is_thousands = _THOUSANDS.fullmatch(written) and sum(map(str.isdigit, written)) < _MOBILE_DIGITS
    return not (is_amount or is_thousands or _NONE.fullmatch(written) or are_spans(written))


def _is_rest_of_mobile(text: str, begin: int, end: int) -> bool:
    rest = _REST_OF_MOBILE.match(text, begin)
    return rest is not None and rest.end() == end


def _is_local(written: str) -> bool:
    digits = sum(map(str.isdigit, written))
    return FEWEST_DIGITS <= digits <= _MOST_LOCAL and not _THOUSANDS.fullmatch(written)
