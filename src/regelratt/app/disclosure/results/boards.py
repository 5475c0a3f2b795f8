"""Which names are those of boards, which also decide, own and answer for what is judged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from regelratt.app.disclosure.evidence.object_names import abbreviations, everyday_names, without_marks
from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words
from regelratt.app.disclosure.text.sentences import ENDS
from regelratt.domain.evidence import Evidence

_ACTS = re.compile(
    r"av|ansvarig\w*|ägare|ägs|kontakt\w*|handläggare|beslutande|beslutsfattare|avsändare|beslutsinstans|instans"
    r"|uppdragsgivare|utförare|mottagare|huvudman|föredragande|beställare|by|owner|responsible")
"""What says that who follows, or stands under it, is the one who does something about what is judged."""

_DOCUMENT = re.compile(
    r"\w*(?:riktlinje|polic|plan|regel|regler|reglemente|program|strategi|protokoll|dokument|beslut|avtal|föreskrift"
    r"|instruktion|handbok|rutin|mall|budget|ärende|rapport|motion|förslag|taxa)\w*")
_MATTER = re.compile(
    r"\w*(?:mål(?:et|en|sättning(?:en)?)?|nyckeltal(?:et|en)?|mått(?:et|en)?"
    r"|uppdrag(?:et)?|aktivitet(?:en|er)?|indikator(?:er)?|projekt(?:et)?|insats(?:er)?"
    r"|motion(?:er)?|ärende(?:t|n)?)")
"""What a column is called with what a board is to reach or do, before how it went with that."""
_POST = re.compile(
    r"ämne(?:t|n)?|rubrik(?:en)?|inlägg(?:et)?|budskap(?:et)?|tema(?:t)?|kampanj(?:en)?|nyhet(?:en)?|projekt(?:et)?")
"""What a column is called with what is to be published or built, which has a status of its own."""
_COLUMNS = 100
"""Values of one row that are looked at: a table has no more columns."""
_ENDS_KEPT = re.compile(f"({ENDS.pattern})")


STAND_FOR_BOARDS = frozenset({"nämnden", "styrelsen"})
"""What a board is called where it is named before."""


class Boards:
    """The names of boards in every form."""

    def __init__(self, evidence: Evidence) -> None:
        names = {squashed(canonical(name)) for _, name in (*everyday_names(evidence), *abbreviations(evidence))}
        self._names = names | {without_marks(name) for name in names} | STAND_FOR_BOARDS

    def has(self, name: str) -> bool:
        """True for the name of a board, in the genitive too."""
        plain = squashed(name)
        return plain in self._names or plain.removesuffix("s") in self._names


def acts(said: Sequence[str]) -> bool:
    """True for the words of a head or a label that somebody stands under who acts, as *Fastställd av*."""
    return any(map(_ACTS.fullmatch, said))


def is_document(said: Sequence[str]) -> bool:
    """True for the words of a value that is a document or an errand, whatever it is about."""
    return bool(said) and _DOCUMENT.fullmatch(said[0]) is not None


def is_matter(said: Sequence[str]) -> bool:
    """True for the words of a head that goals, tasks or errands stand under."""
    return any(map(_MATTER.fullmatch, said))


def is_post(said: Sequence[str]) -> bool:
    """True for the words of a head that what is to be published or built stands under."""
    return any(map(_POST.fullmatch, said))


class Row:
    """The values of a row in a text, each with what its column is called: *Status: godkänd | Ägare: …*."""

    def __init__(self, text: str, is_ours: Callable[[str], bool]) -> None:
        """`is_ours` knows the values that are objects, or what checks ask or are about."""
        self._text, self._is_ours = text, is_ours
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._acting: dict[int, int] = {}
        """Where the first word stands in a part that says who acts; after the part when none does."""

    def is_of_else(self, place: Place) -> bool:
        """True when what stands there is under a label of those who act, or after a value of something else."""
        if not self._parts:
            self._parts = _ENDS_KEPT.split(self._text)
            self._starts = [0, *accumulate(len(words(part)) for part in self._parts[::2])]
        at = min(bisect_right(self._starts, place[0]), len(self._starts) - 1) - 1
        if self._first_acting(at) < place[0]:
            return True
        if at == 0 or not self._is_label(at - 1):
            return False
        if self._first_acting(at - 1) < self._starts[at]:
            return True
        labels = {self._parts[2 * at - 2].strip()}
        at -= 2
        while at > 0 and len(labels) < _COLUMNS and self._is_label(at - 1):
            label = self._parts[2 * at - 2].strip()
            if label in labels:
                break
            if is_document(words(self._parts[2 * at])) or not self._is_ours(self._parts[2 * at]):
                return True
            labels.add(label)
            at -= 2
        return False

    def _first_acting(self, at: int) -> int:
        if at not in self._acting:
            said = words(self._parts[2 * at])
            first = next((place for place, word in enumerate(said) if _ACTS.fullmatch(word)), len(said))
            self._acting[at] = self._starts[at] + first
        return self._acting[at]

    def _is_label(self, at: int) -> bool:
        return self._parts[2 * at + 1].startswith(":")
