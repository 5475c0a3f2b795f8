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
_SHOWN = re.compile(
    r"(?i:https?://(?:www\.)?|www\.)(?P<site>[^/?#\s]+)\S*$|(?P<box>[^\s@]+@[^\s@?]+\.[^\s@?]+)(?:\?.*)?$")
"""A text that is an address and nothing else."""
_NAMED = re.compile(
    r"(?<![\w.-])(?:www\.)?((?:[\w-]{1,63}\.){1,8}(?:se|nu|com|org|net|eu|info|gov|edu|app|dev|io|no|dk|fi|uk|example))"
    r"(?![\w-])(?:[/:?#]\S*)?", re.IGNORECASE)
"""A site within a text, by endings that hardly any file or abbreviation has, with what follows of its address."""
_SITE = re.compile(r"https?://(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_BOX = re.compile(r"\w[\w.!#$&'+=-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
"""A mailbox within a text."""
_CODED_LABEL = re.compile(r"xn--[0-9a-z-]{1,59}")
"""A part of a site's name as the network knows it, with letters beyond ASCII as codes."""
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


def leads_elsewhere(shown: str, address: str) -> bool:
    """True when a link shows the address of one site, or of one mailbox, and leads to another.

    A site within a text, as in `läs på example.se`, may stand for its own parts, and a text may name others beside
    the right one.
    """
    shown, address = _as_read(shown.strip()), _as_read(address)
    told = _SHOWN.match(shown)
    if address.startswith("mailto:") and (told is None or told["box"]):
        boxes = _BOX.findall(shown)
        return boxes != [] and unquote(address.removeprefix("mailto:").partition("?")[0]).lower() not in boxes
    if told is None:
        site = _SITE.match(address)
        named = _NAMED.findall(shown) if site and "." in shown else []
        return named != [] and not any(f".{site and site[1]}".endswith(f".{each}") for each in named)
    led = _SHOWN.match(address)
    return led is None or told.group("site", "box") != led.group("site", "box")


def _as_read(text: str) -> str:
    """The text in small letters, with the codes in the names of sites as the letters that they stand for."""
    return _CODED_LABEL.sub(_decoded, text.lower())


def _decoded(label: re.Match[str]) -> str:
    try:
        return label[0].encode("ascii").decode("idna")
    except UnicodeError:
        return label[0]


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
