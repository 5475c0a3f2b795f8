"""E-mail addresses whose domain is said once for all of them: `anna.berg och bo.holm nås på @pahittby.se`.

All functions take canonical text (`plain_text.canonical`). A sign and a domain may be an account as well, so a text
with words for accounts is about those, unless a word for e-mail stands near the domain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from regelratt.app.disclosure.numbers.account_names import OF_ACCOUNTS, is_example_host, is_top_domain
from regelratt.app.disclosure.numbers.spoken_addresses import MAIL_WORD, NEAR

_DOMAIN = re.compile(r"(?<![\w.@/-])@((?:[\w-]{1,63}\.){1,4}([a-z]{2,24}))(?![\w@/-]|\.\w)", re.IGNORECASE)
_BARE = re.compile(
    r"(?:e-?post|mejl|mail|(?<![^\W_])adress)[^\W\d_]{0,20}(?:[^\w.]{1,3}[^\W\d_]{1,20}){0,5}[^\w.]{1,3}"
    r"(?<![./@-])(?P<bare>(?:[\w-]{1,63}\.){1,4}(?P<top>[a-z]{2,24}))(?![\w@/-]|\.\w)", re.IGNORECASE)
"""A domain without its sign, after a word for e-mail in the same sentence."""
_OF_SITES = re.compile(r"webb|web|url|länk|sajt|hemsid|www", re.IGNORECASE)
_PART = r"[^\W\d_]{2,30}(?:-[^\W\d_]{2,30})?"
_NAME = re.compile(
    rf"(?<![\w.@/-])(?P<first>{_PART})(?:\.[^\W\d_]{{1,30}})?\.(?P<last>{_PART})\d{{0,4}}(?![\w@/-]|\.\w)")
_NO_NAME = re.compile(
    r".*namn|.*bokstav|tel|tfn|kl|nr|ca|ev|inkl|exkl|max|min|resp|bl|dvs|osv|etc|www|m?html?|pdf|txt|csv|zip|ics|ini|log"
    r"|docx?|xlsx?|pptx?|od[tsp]|json|toml|ya?ml|xml|png|jpe?g|gif|svg|mp[34]|webp|js|css", re.IGNORECASE)
"""How names are written, shortened words with no blank after their point, and what files end in."""
REACH = 200
"""Signs between a domain and a name in the same text."""
_WORD = re.compile(r"[^\W\d_]+")


def says_domain(text: str) -> bool:
    """True when a domain stands by itself after its sign."""
    return next(_domains(text), None) is not None


def shared_addresses(text: str, official: Collection[str], reach: int = REACH) -> Iterator[str]:
    """The names that such a domain makes addresses of, but for the addresses, in small letters, that are official.

    In one text they stand at most `reach` signs from it: the search index has a whole page as one.
    """
    places = dict(sorted(_domains(text)))
    if not places:
        return
    begins, hosts = [*places], {*places.values()}
    open_ones = {name for name, _, host in (each.partition("@") for each in official) if host in hosts}
    for name in _NAME.finditer(text):
        after = bisect_left(begins, name.start() - reach)
        is_near = after < len(begins) and begins[after] <= name.end() + reach
        if is_near and _is_name(name) and name[0].casefold() not in open_ones:
            yield name[0]


def _domains(text: str) -> Iterator[tuple[int, str]]:
    """Where each domain that addresses have in common stands, and itself in small letters."""
    for found in _BARE.finditer(text):
        host = found["bare"].casefold()
        is_shared = is_top_domain(found["top"].casefold())
        if is_shared and not is_example_host(host) and not _OF_SITES.search(found[0]):
            yield found.start("bare"), host
    if "@" not in text:
        return
    is_of_accounts = not OF_ACCOUNTS.isdisjoint(_WORD.findall(text.casefold()))
    for found in _DOMAIN.finditer(text):
        is_told = not is_of_accounts or MAIL_WORD.search(text, max(0, found.start() - NEAR), found.end() + NEAR)
        if is_told and is_top_domain(found[2].casefold()) and not is_example_host(found[1].casefold()):
            yield found.start(), found[1].casefold()


def _is_name(name: re.Match[str]) -> bool:
    """False for a host, a file, and two sentences without a blank between."""
    first, last = name["first"], name["last"]
    is_sentence = first[-1].islower() and last[0].isupper() and not first[0].isupper()
    return not (is_sentence or is_top_domain(last.casefold()) or _NO_NAME.fullmatch(first) or _NO_NAME.fullmatch(last))
