"""Whether a link leads where its text says: to the site, or to the mailbox, that a reader sees there.

What is seen is compared, not what is written: signs that take no room are left out, and signs that look like a letter,
a dot or a hyphen are read as it. The address itself is read as it is, but for the codes of its letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from regelratt.domain.characters import DECEPTIVE, Trait, deceptive, nfc
from regelratt.domain.lookalikes import LIKE_LATIN

_SHOWN = re.compile(
    r"(?i:https?://(?:www\.)?|www\.)(?P<site>[^/?#\s]++)\S*+$|(?P<box>[^\s@]++@(?=[^\s@?]*\.)[^\s@?]++)(?:\?.*)?$")
"""A text that is an address and nothing else."""
_HOST = re.compile(r"[\w.-]++")
_NAMED = re.compile(
    r"[\w.-]*\.(?:se|nu|com|org|net|eu|info|gov|edu|app|dev|io|no|dk|fi|uk|example)(?![^\W_])", re.IGNORECASE)
"""A site within a text, by endings that hardly any file or abbreviation has; as far as the last of them."""
_REST = re.compile(r"[/:?#]\S*")
_SITE = re.compile(r"https?://(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_BOX = re.compile(r"\w[\w.!#$&'+=-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}")
"""A mailbox within a text."""
_CODED_LABEL = re.compile(r"xn--[0-9a-z-]{1,59}")
"""A part of a site's name as the network knows it, with letters beyond ASCII as codes."""
_UNSEEN = (DECEPTIVE | {Trait.MARK}) - {Trait.SPACE, Trait.BREAK}
_NARROW = "\u2006\u2008\u2009\u200a"
"""Spaces that are hardly seen."""
_ALIKE = (
    {code: plain for code, plain in LIKE_LATIN.items() if chr(code) not in "øØæÆ"}
    | dict.fromkeys(map(ord, "。·‧∙•⋅・۔܁܂ꓸ"), ".") | dict.fromkeys(map(ord, "‐‑−⁃"), "-"))
"""Signs that look like one that a site's name may have, but for letters that names of sites have themselves."""


def leads_elsewhere(shown: str, address: str) -> bool:
    """True when a link shows the address of one site, or of one mailbox, and leads to another.

    A site within a text, as in `läs på example.se`, may stand for its own parts, and a text may name others beside
    the right one.
    """
    led = _decoded(address.lower())
    return any(_is_elsewhere(seen, led) for seen in _readings(shown))


def without_scheme(address: str) -> str:
    """What an address that lacks it should begin with: `https://` for a site, `mailto:` for a mailbox; else empty."""
    text = unquote(address)
    if _BOX.fullmatch(text):
        return "mailto:"
    host = re.split("[/?#]", text.removeprefix("//"))[0]
    is_site = _NAMED.fullmatch(host) or host.lower().startswith("www.") or re.match(r"https?[:/]{1,3}\w", text)
    return "https://" if is_site else ""


def _readings(shown: str) -> set[str]:
    """The text as it is seen, in small letters, with what is hardly seen and without it."""
    text = nfc(shown)
    unseen = {sign.position for sign in deceptive(text, _UNSEEN)}
    seen = "".join(sign for place, sign in enumerate(text) if place not in unseen) if unseen else text
    spaced = {seen.translate(dict.fromkeys(map(ord, _NARROW), space)) for space in (" ", "")}
    return {_decoded(unicodedata.normalize("NFKC", each).translate(_ALIKE).lower()).strip() for each in spaced}


def _is_elsewhere(shown: str, address: str) -> bool:
    told = _SHOWN.match(shown)
    if address.startswith("mailto:") and (told is None or told["box"]):
        box = unquote(address.removeprefix("mailto:").partition("?")[0]).lower()
        if boxes := {each.rstrip("-") for each in _BOX.findall(shown)}:
            return box not in boxes
        return _names_another(shown, box.rpartition("@")[2])
    if told is None:
        site = _SITE.match(address)
        return site is not None and _names_another(shown, site[1])
    led = _SHOWN.match(address)
    return led is None or told.group("site", "box") != led.group("site", "box")


def _names_another(shown: str, site: str) -> bool:
    """True when the text names sites, and the one that it leads to is no part of any."""
    named = list(_sites_named(shown))
    return named != [] and not any(f".{site}".endswith(f".{each}") for each in named)


def _sites_named(shown: str) -> Iterator[str]:
    """The sites that a text names, without what follows of their addresses."""
    place = 0
    while run := _HOST.search(shown, place):
        place = run.end()
        if named := _NAMED.match(run[0]):
            rest = _REST.match(shown, place)
            place = rest.end() if rest else place
            if "." in (name := named[0].strip(".-_").removeprefix("www.")):
                yield name


def _decoded(text: str) -> str:
    """The text with the codes in the names of sites as the letters that they stand for."""
    return _CODED_LABEL.sub(_letters, text)


def _letters(label: re.Match[str]) -> str:
    try:
        return label[0].encode("ascii").decode("idna")
    except UnicodeError:
        return label[0]
