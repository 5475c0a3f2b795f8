"""E-mail addresses whose halves stand each with its own label: `Användare: anna.berg`, `Domän: gmail.com`.

Labels and values are canonical (`plain_text.canonical`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.numbers import labels
from regelratt.app.disclosure.numbers.account_names import is_top_domain
from regelratt.app.disclosure.numbers.parted_numbers import Labelled

_USER = re.compile(
    r"(?!(?:saknas|ingen|inga|nej|ja|alla|okänd|se|null|none)$)(?=[^a-zåäöé]*[a-zåäöé])"
    r"(?:(?-i:[a-zåäöé])[\w.+-]{0,63}|\w[\w+-]{0,30}[._\d][\w.+-]{0,32})", re.IGNORECASE)
"""Before the sign: in small letters, or in parts, as no word in a cell is."""
_HOST = re.compile(r"@?((?:[\w-]{1,63}\.){1,4}([a-z]{2,24}))", re.IGNORECASE)
_APART = 3
"""How many values the halves may stand from each other."""


def addresses_of(parts: Sequence[Labelled], *, is_in_order: bool) -> Iterator[str]:
    """Every address that the parts of one thing make together.

    Where they are known to be in their order, one word for addresses is enough for two beside each other.
    """
    for place, (label, value, _) in enumerate(parts):
        host = _host_of(value)
        if not host or labels.OF_SITES.search(label):
            continue
        first = max(0, place - _APART)
        for other, (about, user, _) in enumerate(parts[first:place + _APART + 1], first):
            is_user = other != place and _USER.fullmatch(user) and not _host_of(user)
            if is_user and not labels.OF_SITES.search(about) and (
                _are_halves(other - place, about, label)
                or (is_in_order and other == place - 1 and labels.MAIL_OR_ACCOUNT.search(f"{about} {label}"))
            ):
                yield f"{user}@{host}"


def _host_of(value: str) -> str:
    found = _HOST.fullmatch(value)
    return found[1] if found and is_top_domain(found[2].lower()) else ""


def _are_halves(apart: int, about: str, label: str) -> bool:
    """True when the labels of the half before the sign and of the one after it say that they are."""
    if labels.DOMAIN.search(label):
        return bool(labels.USER.search(about) or labels.MAIL.search(about)
                    or (abs(apart) == 1 and labels.MAIL.search(label)))
    mail = about if apart == -1 else label
    return abs(apart) == 1 and labels.MAIL.search(mail) is not None and (label if apart == -1 else about) in ("", mail)
