"""E-mail addresses whose halves are told in a sentence: `användaren anna.berg under domänen pahittby.se`.

All functions take canonical text (`plain_text.canonical`). What stands before the sign looks as the name in an address,
or as any word after what it is called where the text is about e-mail.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from regelratt.app.disclosure.numbers.account_names import is_example_host, is_top_domain
from regelratt.app.disclosure.numbers.spoken_addresses import MAIL_WORD, NEAR
from regelratt.app.disclosure.text.plain_text import holds_any

_IN_WORDS = ("domän", "doman", "domain", "värd", "host", "server", "slutar")
"""What one of is in each text with such an address: looking for these is quick."""
_IS = r"(?: ?(?:är|heter|[:=])){0,2}[ \"'“”(]{1,3}"
_NAME = r"(?P<name>[^\W_][\w+-]{0,30}(?:[._+][\w+-]{1,30}){1,3}|[^\W\d_]{2,30}\d{1,4})"
"""In parts or with a number, as no ordinary word is."""
_WORD = r"(?P<word>(?-i:[a-zåäöé])[a-zåäöé-]{1,30})"
_END = r"[\"'“”)]?"
_HOST = r"@?(?P<host>(?:[\w-]{1,63}\.){1,4}[a-z]{2,24})(?![\w@-]|\.\w)"
_USER = rf"(?<![^\W_])(?:användar|user|login|lokal(?:a )?del)[^\W\d_]{{0,8}}(?: ?id)?{_IS}"
_DOMAIN = rf"(?:dom[äa]n|domain|(?:mejl|mail)?server|värd|host)[^\W\d_]{{0,8}}{_IS}{_HOST}"
_JOINED = r"[ ,;/|.–-]{1,4}(?:(?:och|samt|på|under|vid|hos|i|inom|med|at|då|där|som har)[ ,]{1,2}){0,3}"
_TO = (
    r"(?<![^\W_])(?:skriv|mejl|mail|e-?post|kontakt|adress|nå)[^\W\d_]{0,12}(?: [^\W\d_]{1,20}){0,4}(?: ?:)?"
    r"[ \"'“”(]{1,3}")
_BEGINS, _ENDS = r"börjar (?:på|med) [\"'“”]?", r"slutar (?:på|med) [\"'“”]?"
_ALSO = r"[ ,;.]{1,3}(?:(?:och|samt|men|den|som|medan)[ ,]{1,2}){0,2}"
_FORMS = tuple(re.compile(form, re.IGNORECASE) for form in (
    rf"{_USER}(?:{_NAME}|{_WORD}){_END}{_JOINED}{_DOMAIN}", rf"{_TO}{_NAME}{_END}{_JOINED}{_DOMAIN}",
    rf"(?<![^\W_]){_DOMAIN}{_END}{_JOINED}{_USER}(?:{_NAME}|{_WORD})(?![\w@])",
    rf"(?<![^\W_]){_BEGINS}(?:{_NAME}|{_WORD}){_END}{_ALSO}{_ENDS}{_HOST}",
    rf"(?<![^\W_]){_ENDS}{_HOST}{_END}{_ALSO}{_BEGINS}(?:{_NAME}|{_WORD})(?![\w@])"))
_OF_MAIL = re.compile(r"dom[äa]|slutar", re.IGNORECASE)
"""Servers and hosts have accounts of their own."""
_NO_NAME = re.compile(
    r".*namn(?:et|en)?|.*bokst.*|initial.*|https?|www.*|.*\.(?:html?|pdf|txt|csv|zip|docx?|xlsx?|png|jpe?g|json|md)|[\d.]+"
    r"|en|ett|den|det|de|som|och|eller|är|i|på|under|vid|hos|inom|med|från|till|av|för|har|kan|ska|alla|ingen|inga|saknas"
    r"|nej|ja|okänd|okänt|samma|ditt|din|sin|sitt|ens|någon|vår|våra|oss|mig|per|se|via|utan|finns|loggar|når|styrs",
    re.IGNORECASE)
"""How names are written, files, numbers, and words that go on with the sentence."""


def described_addresses(text: str, allowed: Collection[str] = ()) -> Iterator[str]:
    """Every such address that is not allowed, as the text tells it."""
    if "." not in text or not holds_any(text.casefold(), _IN_WORDS):
        return
    official = {each.casefold() for each in allowed}
    for form in _FORMS:
        for found in form.finditer(text):
            name, host = (found["name"] or found.groupdict().get("word") or "").casefold(), found["host"].casefold()
            if f"{name}@{host}" not in official and _is_address(text, found, name, host):
                yield found[0]


def _is_address(text: str, found: re.Match[str], name: str, host: str) -> bool:
    """True for a host that ends as one and a name that is none: near a word for e-mail, or in parts with a domain."""
    is_host = is_top_domain(host.rpartition(".")[2]) and not is_example_host(host)
    is_name = not _NO_NAME.fullmatch(name) and not ("." in name and is_top_domain(name.rpartition(".")[2]))
    is_told = "." in name and _OF_MAIL.search(found[0]) is not None
    is_near = MAIL_WORD.search(text, max(0, found.start() - NEAR), found.end()) is not None
    return is_host and is_name and (is_told or is_near)
