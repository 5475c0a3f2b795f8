"""Numbers in tables under a heading that asks how it went, where their own column says only how they are counted.

*Andel*, *Snitt*, *Rang* and *Förändring* are of what stands above. Under *Efterlevnad* they are how far rules are
followed, by boards too; under another heading that asks, as *Granskning 2026*, they are a channel's, unless something
that is open is counted there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from regelratt.app.disclosure.results.amounts import DEGREES, LARGE_NUMBERS
from regelratt.app.disclosure.results.answer_data import has_money
from regelratt.app.disclosure.results.answer_words import is_head, sorts, words_of_key
from regelratt.app.disclosure.results.channel_heads import asks_of_channels
from regelratt.app.disclosure.results.degree_heads import asks_degree, asks_how_far
from regelratt.app.disclosure.results.marks import BARS
from regelratt.app.disclosure.results.open_heads import PERIOD, counts
from regelratt.app.disclosure.results.said import Told
from regelratt.app.disclosure.results.verdicts import RESULT
from regelratt.app.disclosure.text.plain_text import canonical, words

_RELATIVE = re.compile(
    r"andel(?:ar|en)?|snitt(?:et)?|medel\w*|genomsnitt\w*|median\w*|rang|rank\w*|ranking|plac\w+|plats|förändring\w*"
    r"|forandring\w*|ökning\w*|okning\w*|minskning\w*|tillväxt\w*|trend\w*|utveckling\w*|niv[åa]\w*|grad(?:en)?"
    r"|procent\w*|diff\w*|skillnad\w*|index|kvot\w*|share|rate|percent|pct|average|avg|mean|change|growth|level|score"
    r"|order|ordning\w*|size|storlek|längd|x|y|value|värde\w*")
"""How something is counted, or where it stands among others."""
_BESIDE = frozenset({"i", "på", "av", "mot", "sedan", "från", "till", "för", "per", "jämfört", "med", "fjol", "förra"})
_NUMBER = re.compile(
    r"[-+±]?\d{1,3}(?:[.,]\d{1,3})?(?: ?(?:/|av|of) ?\d{1,3})? ?(?:%|procent\w*|p\.?e?\.?|poäng|enheter|:?[ae]|[.:])?")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d)? ?(?:%|procent)|\d{1,3} ?(?:/|av) ?\d{1,3}")
_FEW = 2
"""Words of a degree: *mycket hög*."""

Table = Sequence[Sequence[str]]


class DegreeTables(NamedTuple):
    """How such tables are read."""

    named_in: Callable[[str], str | None]
    """The object that a canonical text names."""
    channel: Callable[[str], str | None]
    """The channel that a text is and nothing else."""

    def told_under(self, titles: Sequence[str], table: Table) -> Iterator[Told]:
        """The objects whose number stands in a table under titles of which one asks how it went."""
        asked = [said for said in map(words, map(canonical, titles)) if said]
        if any(map(asks_degree, asked)):
            yield from self._told(table, of_boards=True, about=next(filter(None, map(self._name, titles)), None))
        elif any(map(_asks, asked)) and not any(map(counts, (
            *asked, *(words_of_key(cell) for row in (table[:1], [row[:1] for row in table]) for each in row
                      for cell in each)))
        ):
            yield from self._told(table, of_boards=False)
        yield from self._told_in_columns(table)

    def _told_in_columns(self, table: Table) -> Iterator[Told]:
        """The objects with a number or a degree in a column, or a row, that asks how far rules are followed."""
        for way in (table, [*zip_longest(*table, fillvalue="")]):
            head = way[0] if way else ()
            asking = [place for place, text in enumerate(head) if asks_how_far(words(canonical(text)))]
            for row in way[1:] if asking and not has_money(head) else ():
                if any(place < len(row) and _tells(row[place]) for place in asking) and (
                    name := next(filter(None, map(self._name, row)), None)
                ):
                    yield Told(name, " ".join(row))

    def _told(self, table: Table, *, of_boards: bool, about: str | None = None) -> Iterator[Told]:
        """The objects with a number, by their row; else what the table is `about`."""
        for way in (table, [*zip_longest(*table, fillvalue="")]):
            head = way[0] if way else ()
            places = [place for place, text in enumerate(head) if _is_relative(text)]
            shared = [place for place, text in enumerate(head) if of_boards and (
                counts(words_of_key(text)) or _is_period(text))]
            for row in way[1:] if places or shared else ():
                told = [place for place in places if place < len(row) and _tells(row[place])] or [
                    place for place in shared if place < len(row) and _SHARE.fullmatch(canonical(row[place]).strip())]
                name = next(filter(None, map(self._name if of_boards else self.channel, row)), about) if told else None
                if name:
                    yield Told(name, " ".join(row))

    def _name(self, cell: str) -> str | None:
        return self.named_in(canonical(cell))


def _asks(said: Sequence[str]) -> bool:
    return is_head(said) or sorts(said) or asks_of_channels(said) or (
        len(said) == 1 and RESULT.fullmatch(said[0]) is not None)


def _is_relative(head: str) -> bool:
    """True for a head that says how something is counted, and not what."""
    asked = words_of_key(head) or ["procent"] * ("%" in head)
    return any(map(_RELATIVE.fullmatch, asked)) and all(
        word in _BESIDE or _RELATIVE.fullmatch(word) or PERIOD.fullmatch(word) for word in asked)


def _is_period(head: str) -> bool:
    """True for a year, a month, a week, and for nothing."""
    return all(map(PERIOD.fullmatch, words_of_key(head)))


def _tells(cell: str) -> bool:
    """True for a number, a bar or a degree and nothing more."""
    plain = canonical(cell).strip()
    said = words(plain)
    return _NUMBER.fullmatch(plain) is not None or (plain != "" and BARS.fullmatch(plain) is not None) or (
        0 < len(said) <= _FEW and (said[-1] in DEGREES or (said[0] in LARGE_NUMBERS and said[1:] in ([], ["procent"]))))
