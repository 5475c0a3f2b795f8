"""What a template may ask for on a page: links, badges and Swedish words."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from regelratt.domain.address import AddressKind, kind_of_address
from regelratt.domain.status import ADVICE_NOT_FOLLOWED, REASON_TEXTS, Reason, Status
from regelratt.domain.words import Confidence, Level

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from regelratt.sphinx_ext.domain import RegelrattDomain

_ASCII = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")

CONFIDENCE_TEXTS = {
    Confidence.READ: "läst i källa",
    Confidence.MEMORY: "ur minnet, inte kontrollerat",
    Confidence.INTERPRETATION: "egen tolkning",
}
"""How sure a legal fact is, in words for readers."""


def ascii_name(word: str) -> str:
    """The word as a file name, class name or data attribute."""
    return re.sub(r"[^a-z0-9]+", "-", word.translate(_ASCII).lower()).strip("-")


class Page:
    """Helpers bound to the page being drawn."""

    def __init__(self, builder: Builder, domain: RegelrattDomain, docname: str) -> None:
        self._builder = builder
        self._domain = domain
        self.docname = docname

    def href(self, ident: str) -> str:
        """The object's address from this page; an empty text when it stands nowhere."""
        found = self._domain.objects.get(ident)
        if found is None:
            return ""
        return f"{self._builder.get_relative_uri(self.docname, found[2])}#{ident}"

    def page_href(self, docname: str) -> str:
        """A page's address from this page."""
        return self._builder.get_relative_uri(self.docname, docname)

    def title(self, ident: str) -> str:
        """The object's heading."""
        found = self._domain.objects.get(ident)
        return found[1] if found else ident

    def link(self, ident: str, text: str = "") -> Markup:
        """A link with the object's heading, or another text; plain text when it stands nowhere."""
        shown = text or self.title(ident)
        address = self.href(ident)
        if not address:
            return escape(shown)
        return _anchor(address, shown)

    @staticmethod
    def web_link(address: str, text: str) -> Markup:
        """A link to another site; plain text when the address has not passed the filter."""
        if kind_of_address(address) is not AddressKind.WEB:
            return escape(text)
        return _anchor(address, text)

    def id_link(self, ident: str) -> Markup:
        """A link with the id followed by the heading."""
        return Markup('<span class="objekt-id">{}</span> {}').format(ident, self.link(ident))

    def law_link(self, ident: str) -> Markup:
        """A link to a law or provision, by the law's short name and the designation."""
        entry = self._domain.site.catalog.by_id.get(ident)
        if entry is None:
            return escape(ident)
        law = self._domain.site.catalog.by_id.get(getattr(entry, "law", ""))
        name = getattr(law or entry, "short_name", "")
        return self.link(ident, f"{name} {getattr(entry, 'designation', '')}".strip())

    def status(self, status: Status, *, binding: bool = True) -> Markup:
        """A status as a badge; a missed advice is called so."""
        if status is Status.NOT_MET and not binding:
            return _badge("status-rad-foljs-inte", ADVICE_NOT_FOLLOWED)
        css = {"beslutat undantag": "undantag", "kontrollen misslyckades": "fel"}.get(status.word)
        return _badge(f"status-{css or ascii_name(status.word)}", status.word)

    def level(self, level: Level) -> Markup:
        """A rule's level as a badge."""
        return _badge(f"niva-{ascii_name(level)}", level)

    def confidence(self, confidence: Confidence) -> Markup:
        """How sure a legal fact is, as a badge."""
        css = {"läst": "last"}.get(confidence, ascii_name(confidence))
        return _badge(f"sakerhet-{css}", CONFIDENCE_TEXTS[confidence])

    def standing(self, word: str) -> Markup:
        """Whether a document or rule is in force, as a badge."""
        css = {"historisk": "historiskt"}.get(word, ascii_name(word))
        return _badge(f"lage-{css}", word)

    @staticmethod
    def reason(reason: Reason) -> str:
        """Why a cell has its status."""
        return REASON_TEXTS[reason]

    @staticmethod
    def slug(word: str) -> str:
        """The word for a data attribute."""
        return ascii_name(word)

    @staticmethod
    def day(day: date | None) -> str:
        """A date as it is written on the site."""
        return day.isoformat() if day else "ej angivet"

    @staticmethod
    def value(value: object) -> str:
        """A parameter's value as it is written on the site."""
        if value is None:
            return "ej fastställd"
        if isinstance(value, bool):
            return "ja" if value else "nej"
        return str(value).replace(".", ",")

    def subject(self, ident: str) -> str:
        """The name of a channel, board or organisation."""
        return self._domain.site.subject_names.get(ident, ident)


# What is already markup equals the same text that is not, and only the type tells them apart.
@lru_cache(maxsize=50_000, typed=True)
def _anchor(address: str, shown: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, shown)


@lru_cache(maxsize=1_000, typed=True)
def _badge(css: str, text: str) -> Markup:
    return Markup('<span class="marke {}">{}</span>').format(css, text)
