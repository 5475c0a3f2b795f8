"""Phone numbers under what says that they are: a list, a table, a file or keys of data that is called one of phones.

All functions take canonical text (`plain_text.canonical`). The word stands further away than those right before a
number, so the number must be written whole, and nothing nearer may say that it is something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.text.plain_text import holds_any

_TITLE = re.compile(
    r"(?<![^\W_])(?:(?:jobb|arbets?|tjänste|kontakt)?(?:mobil|telefon|tele?|tfn|tlf|växel|fax|phone|mobile)"
    r"(?:telefon|tel)?(?:er|erna|ens?|n|s)?[ _-]?(?:list(?:a|an|or|orna)|register|registret|katalog(?:en)?|bok|boken"
    r"|n(?:umme)?r|numren|numret|uppgift(?:er|erna)?|tider?|numbers?|list|book)?|ring(?= ))(?![^\W_])", re.IGNORECASE)
"""What such a list is called."""
_IN_TITLES = ("mobil", "tel", "tfn", "tlf", "växel", "fax", "phone", "ring")
"""What one of is in each of those words."""
_LONGEST = 120
"""Letters of a title; longer texts say more than what follows."""
_NO_TITLE = re.compile(r"besök|trafik|avtal|köp|användare|svar|tjänster|abonnemang|policy|regler", re.IGNORECASE)
"""What is done with phones, or said of them."""
_OF_OTHERS = re.compile(
    r"antal|statist|kostnad|budget|utgift|samtal|väntetid|giro|diarie|faktura|belopp|summa|kronor|kvitto|visning|nedladd"
    r"|inventarie|imei|storlek|följare|count|amount|price|procent"
    r"|(?<![^\W_])(?:dnr|order|kr|sek|år|year|id|pin|puk|swish|datum|date|kod|code|via|per|app|appen|svar|besök|pris)(?![^\W_])"
    r"|(?<![^\W_])(?!(?:telefon|mobil|tele?|tfn|växel|fax|jour|direkt|kontakt)[^\W\d_]{0,20}(?:nr|nummer))"
    r"[^\W\d_]{2,30}(?:nr|nummer)(?![^\W_])",
    re.IGNORECASE)
"""What is counted, paid or numbered in other ways, whoever calls."""
_WHOLE = re.compile(r"\s*(?:\+?46 ?)?([1-9](?:[ ()/.-]{0,3}\d){6,8})(?:\.0)?\s*")
"""A cell that is a number, as it is whole or without its area code."""
_IN_TEXT = re.compile(
    r"(?=[1-9])(?<![^\W_])(?<!\d[ .,:/+-])(?<!\+)(?:"
    r"[1-9]\d{1,2}[ -](?:\d{3}[ -]\d\d|\d{2,3}[ -]\d\d[ -]\d\d|\d\d[ -]\d{3})"
    r"|[1-9]\d{6,8})(?![ .,:/-]?\d|[^\W_]| (?!(?:eller|och|samt|kl|vardag\w*)\b)[a-zåäö])")
"""In a text with other words nothing else is written so."""


def is_phone_title(text: str) -> bool:
    """True for what a list of phone numbers is called."""
    if len(text) > _LONGEST or not holds_any(text.casefold(), _IN_TITLES):
        return False
    return not _OF_OTHERS.search(text) and not _NO_TITLE.search(text) and _TITLE.search(text) is not None


def titled_numbers(heads: Sequence[str], text: str) -> Iterator[str]:
    """The numbers in a cell or a point under such a title, each after a word for it; `heads` stand nearer."""
    if any(map(_OF_OTHERS.search, heads)):
        return
    if whole := _WHOLE.fullmatch(text):
        yield f"tfn {whole[1]}"
        return
    for found in _IN_TEXT.finditer(text):
        if not _OF_OTHERS.search(text, max(0, found.start() - _LONGEST), found.start()):
            yield f"tfn {found[0]}"
