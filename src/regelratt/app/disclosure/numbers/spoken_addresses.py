"""E-mail addresses with an ordinary word for the sign: `anna.berg på gmail.com`.

All functions take canonical text (`plain_text.canonical`). The words stand before web sites everywhere, so what stands
before them must look as the name in an address, and a word for e-mail be near or the host one that only has mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regelratt.app.disclosure.numbers.account_names import is_top_domain

MAIL_WORD = re.compile(r"e-?post|mejl|mail|adress|snabel|alfakrull|kanelbulle", re.IGNORECASE)
"""Words that say that an address may be near."""
IN_MAIL_WORDS = ("post", "mejl", "mail", "adress", "snabel", "alfakrull", "kanelbulle")
"""What one of is in each of those words."""
NEAR = 60
"""How far from an address such a word may stand."""
_WORDS = "[Pp][åÅ]|[Hh]os|HOS|[Vv]id|VID|[Vv]ia|VIA"
_DOT = r"(?: ?[.] ?| (?:punkt|dot|prick) | ?[(\[](?:punkt|dot|\.)[)\]] ?)"
_HOST = rf"[\w-]{{2,63}}(?:{_DOT}[\w-]{{2,63}}){{0,3}}{_DOT}[a-z]{{2,24}}(?![\w@-]|\.\w)"
MAY_BE_SPOKEN = re.compile(rf" (?:{_WORDS}) [\w-]+(?: ?[.(\[]| (?:punkt|dot|prick) )")
"""Few texts have any of it, and looking for it is quick."""
BEFORE_HOSTS = (" på ", " hos ", " vid ", " via ")
"""What one of is in all that have it, in small letters: looking for these is quicker still."""
_IN_PARTS = r"[^\W\d]{2,30}(?:[._][^\W\d]{1,30}){1,3}\d{0,4}"
_WITH_NUMBER = r"[^\W\d_]{2,30}\d{1,4}"
_ADDRESS = re.compile(
    rf"(?<![\w.@/-])(?P<name>{_IN_PARTS}|{_WITH_NUMBER}|[^\W\d_]{{2,30}}) (?:{_WORDS}) (?P<host>{_HOST})",
    re.IGNORECASE)
_PARTED = re.compile(_IN_PARTS)
_NUMBERED = re.compile(_WITH_NUMBER)
_SAID_DOT = re.compile(_DOT, re.IGNORECASE)
_FOR_ALL = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|proton(?:mail)?|pm|gmx|aol|mail|telia|comhem|bredband"
    r"|spray|passagen|tele2|bahnhof|home|swipnet|glocalnet)\.\w+")
"""Hosts where anybody may have an address."""
_CALLED = re.compile(
    r"(?:(?:e-?post|mejl|mail|e-?mail)(?:adress(?:en)?|en)?(?: är)? ?:|(?:mejla|maila|e-?posta|skriv) (?:till )?"
    r"|(?:mejl|mail|e-?post) till) ?$", re.IGNORECASE)
"""What a name without parts stands right after."""
_NO_NAMES = frozenset(
    "oss mig den det dem alla någon support kundtjänst finns ligger se skapa svar frågor kontakt kontot konto".split())


def spoken_addresses(text: str) -> Iterator[tuple[str, str]]:
    """Every such address, as it is written and as it is."""
    for found in _ADDRESS.finditer(text):
        host = _SAID_DOT.sub(".", found["host"]).casefold()
        if is_top_domain(host.rpartition(".")[2]) and _is_name(text, found, host):
            yield found[0], f"{found['name']}@{host}".casefold()


def _is_name(text: str, found: re.Match[str], host: str) -> bool:
    """True for a name in parts that is no host itself, near a word for e-mail; for others right after one.

    Where anybody may have an address, parts and a number tell by themselves.
    """
    name = found["name"].casefold()
    is_for_all = _FOR_ALL.fullmatch(host) is not None
    if _PARTED.fullmatch(name) or (is_for_all and _NUMBERED.fullmatch(name)):
        is_near = MAIL_WORD.search(text, max(0, found.start() - NEAR), found.end() + NEAR) is not None
        return (is_near or is_for_all) and not is_top_domain(re.split(r"[._]", name)[-1])
    before = text[max(0, found.start() - NEAR):found.start()]
    return is_for_all and name not in _NO_NAMES and not MAIL_WORD.search(name) and _CALLED.search(before) is not None
