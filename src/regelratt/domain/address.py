"""Addresses that may become a link or a picture: one filter for content, settings and built pages.

Browsers read an address otherwise than it looks: they drop tabs and line breaks anywhere in it, and take a
backslash for a slash (WHATWG URL Standard, section 4.4). So nothing is mended here; what is not plainly one of
the four kinds below is refused.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import quote, unquote

from regelratt.domain.personal_number import personal_numbers


class AddressKind(StrEnum):
    """What an address leads to; the value is the word used in messages."""

    ANCHOR = "ett ställe på sidan"
    PATH = "en fil på webbplatsen"
    WEB = "en annan webbplats"
    MAIL = "en e-postadress"


LONGEST_ADDRESS = 2000
"""Characters that an address may have; what is longer is no address that a person gave."""

_SCHEME = re.compile(r"[^/?#]*?:", re.DOTALL)
# Letters of other scripts are left out of names of sites: some look like Latin ones and lead elsewhere.
_LABEL = "[0-9a-zåäöéüæø_-]+"
_WEB = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})+(?::\d{{1,5}})?(?:[/?#].*)?", re.IGNORECASE)
# Letters beyond ASCII come as codes; what mail programs read as a line break or a comma between addresses may not.
_MAIL = re.compile(r"mailto:(?:[\w.!#$&'*+/=?^`{|}~-]|%[89a-f][0-9a-f]){1,64}@[\w-]+(?:\.[\w-]+)+"
                   r"(?:\?subject=(?:[\w.,!:+()/-]|%[0-9a-f]{2})+)?", re.IGNORECASE)
_SUBJECT = re.compile(r"mailto:[^?]*\?subject=(?:[\w.,!:+()/-]|%[0-9a-f]{2})*", re.IGNORECASE)
"""A letter as far as its subject is written right."""
_PHONE = re.compile(r"(?:\+|\(?0)[0-9 ()-]{5,23}[0-9]")
_DIALLED = re.compile(r"(?:\+|00)[1-9][0-9]{6,14}|0[1-9][0-9]{5,10}")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


def kind_of_address(address: str) -> AddressKind | None:
    """What the address leads to; None when it may not be used."""
    if not address or len(address) > LONGEST_ADDRESS or _UNSEEN.search(address) or "\\" in address:
        return None
    if address.startswith("#"):
        return AddressKind.ANCHOR
    if _WEB.fullmatch(address):
        return AddressKind.WEB
    if _MAIL.fullmatch(address):
        # A subject of one line of visible text; a letter that is filled in for the reader would be another thing.
        return AddressKind.MAIL if unquote(address, errors="replace").isprintable() else None
    if address.startswith("//") or _SCHEME.match(address):
        return None
    return AddressKind.PATH


def is_mail_address(text: str) -> bool:
    """True for one whole e-mail address, without `mailto:`."""
    is_alone = "*" not in text and "?" not in text.partition("@")[2]
    return is_alone and kind_of_address(f"mailto:{text}") is AddressKind.MAIL


def is_phone_number(text: str) -> bool:
    """True for one whole phone number, with its area code or `+` and the country's, and no personal number."""
    digits = re.sub("[ ()-]", "", text)
    return bool(_PHONE.fullmatch(text) and _DIALLED.fullmatch(digits)) and not any(personal_numbers(text))


def problem_with(address: str) -> str | None:
    """Why the address may not be used, as the end of a sentence about it; None when it may."""
    if kind_of_address(address) is not None:
        return None
    if not address:
        return "är tom"
    if len(address) > LONGEST_ADDRESS:
        return f"är längre än {LONGEST_ADDRESS} tecken"
    if _UNSEEN.search(address):
        return "har blanksteg eller osynliga tecken"
    if "\\" in address:
        return "har omvända snedstreck"
    if re.match(r"https?:", address, re.IGNORECASE):
        return "har inget vanligt namn på webbplatsen efter https://"
    return "är av ett slag som inte får användas"


def remedy_for(address: str) -> str:
    """What to write in place of an address that may not be used, as a full sentence."""
    if re.match(r"tel:|sms:", address, re.IGNORECASE):
        return "Skriv numret som vanlig text, utan länk; telefoner gör det till en länk själva."
    if re.match(r"mailto:", address, re.IGNORECASE):
        return f"Skriv mailto:, adressen och högst ?subject= med ett kort ämne efter.{_coded_sign(address)}"
    return "Använd https://, mailto: eller en länk inom webbplatsen."


def _coded_sign(address: str) -> str:
    """How to write the first sign that may not stand as it is in a letter's subject, as a sentence; or nothing."""
    subject = _SUBJECT.match(address)
    sign = address[subject.end():subject.end() + 1] if subject else ""
    if not sign or not sign.isprintable():
        return ""
    return f" I ämnet skrivs {'mellanslag' if sign == ' ' else sign} som {quote(sign)}."
