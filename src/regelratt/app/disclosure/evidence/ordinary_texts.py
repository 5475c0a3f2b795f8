"""Texts of evidence that are no secret by themselves: ordinary words, offices, and what anybody can see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.columns import Column
from regelratt.domain.evidence import Evidence
from regelratt.domain.public_knowledge import SHOWN_ON_THE_ACCOUNT
from regelratt.domain.tables import TABLES, Table

_SPECIFIC = 5
"""Words that make a text specific even when each of them is common."""
_COMMON = 3
"""In how many texts of the catalogue a word stands to be common."""
_MOST_QUOTED = 0.6
"""How much of a text of evidence the catalogue may say in the same words without disclosing it."""
RUN = 6
"""Words in a row that tell of the text they stand in, though the rest is left out."""
_AUTHORITY = re.compile(r"\w*(?:myndighet|nämnd|styrelse|verk|förvaltning|domstol|rätt|råd)(?:en|et)?")
"""The word that the name of a public body ends with."""
_KIND = re.compile(
    r"\w*(?:invånare|medborgare|person(?:er)?|elev(?:er)?|vårdnadshavare|förälder|föräldrar|anhörig[a]?|anställd[a]?|kund(?:er)?"
    r"|besökare|brukare|patient(?:er)?|granne|grannar|sökande|företag|bolag|förening(?:ar)?|organisation(?:er)?|parti(?:er)?"
    r"|journalist(?:er)?|redaktion(?:er)?|kommun(?:er)?|region(?:er)?|skola|skolor|enskild[a]?|allmänheten)")
"""The word that a kind of sender ends with, in its compounds too."""
_HOW_MANY = frozenset({"en", "ett", "flera", "några", "två", "annan", "annat", "andra", "okänd", "anonym"})
_SHOWN = frozenset(column for _, column in SHOWN_ON_THE_ACCOUNT)
_REPEATING = "bekräftelser", "förutsättningar"
"""The table and the column that say again what an object was like: *syfte=…; målgrupp=…*."""
_TITLES = frozenset({"ärendemening", "handlingstyp", "underlag"})
"""Columns with what documents and matters are called; few words of the catalogue are of the language there."""
_DESCRIPTIONS = frozenset({"slag", "verksamhetsmål", "nytta"})
"""Columns with what an account is for, or what kind something is of; a few words there are of the language."""
_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"[0-9]{3}")
"""What makes a description a designation of something."""
_OFFICES = frozenset({"avsändare_mottagare", "roll", "till_roll", "beslutad_av", "ansvarig_roll", "ersättare_roll"})
"""Columns with offices; one that is a role of the catalogue is no secret."""


class Known:
    """The words of the catalogue, for telling a common word from a name."""

    def __init__(self, texts: Iterable[str], shown: Iterable[str] = ()) -> None:
        """`shown` are texts of evidence that anybody can read: no other text of it is told by their words."""
        said = [tuple(words(canonical(text))) for text in texts]
        self._texts = Counter(word for text in said for word in set(text))
        described = [
            text for table in TABLES.values() for text in (table.about, *(each.about for each in table.columns))]
        own = [tuple(words(canonical(text))) for text in described]
        self._own = f" {' '.join(word for text in own for word in text)} "
        own += [tuple(words(canonical(text))) for text in shown]
        self._own_runs = {part for text in own for part in runs(text)}
        self._runs = {part for text in said for part in runs(text)}

    def says(self, said: Iterable[str]) -> bool:
        """True when each of the words stands somewhere in the catalogue or in the product's own description."""
        return all(self._texts[word] or f" {word} " in self._own for word in said)

    def is_common(self, phrase: tuple[str, ...]) -> bool:
        """True when it stands in the product's own description of the evidence, or is short and of common words.

        A text with digits is a key or a number, whatever its words are.
        """
        if f" {' '.join(phrase)} " in self._own:
            return True
        if any(sign.isdigit() for word in phrase for sign in word):
            return False
        is_known = all(f" {word} " in self._own or self._texts[word] >= _COMMON for word in phrase)
        return is_known and len(phrase) < _SPECIFIC

    def excused(self, said: tuple[str, ...], template: str) -> set[tuple[str, ...]]:
        """The words in a row that say nothing of the secret they stand in, since something else says them too.

        That is the product's own description of the evidence and the check that a finding's words come from. Laws
        and rules say them as long as they say a part of the secret and not most of it: a text of the catalogue that
        does, alone or with others, discloses the secret.
        """
        always = self._own_runs | set(runs(tuple(words(canonical(template)))))
        places = [place for place, part in enumerate(runs(said)) if part in self._runs and part not in always]
        covered = {word for place in places for word in said[place:place + RUN]}
        if len(covered) > _MOST_QUOTED * len(set(said)):
            return always
        return always | {said[place:place + RUN] for place in places}


def is_ordinary(
    table: Table, column: Column, value: str, roles: Iterable[tuple[str, ...]], known: Known
) -> bool:
    """True for what is no secret by itself: an id of one plain word, an office or a kind of sender, what is seen on the
    account, a few words of description, and a title in words of the catalogue.

    The row that such an id or title is of is found by what else it says.
    """
    said = tuple(words(canonical(value)))
    is_office = column.name in _OFFICES and (
        _is_office(said, roles, known) or _is_authority(said, known) or _is_kind(said, known))
    is_shown = (table.name, column.name) in SHOWN_ON_THE_ACCOUNT and not _NUMBER.search(value)
    is_brief = column.name in _DESCRIPTIONS and len(value.split()) < RUN and not _NUMBER.search(value)
    is_title = column.name in _TITLES and len(said) <= RUN and known.says(said) and not _DIGIT.search(value)
    is_word = column.name == table.key and value.isalpha()
    return is_word or is_office or is_shown or is_brief or is_title


def _is_authority(said: tuple[str, ...], known: Known) -> bool:
    """True for the name of a public body: one word, or more of which the catalogue knows the others."""
    return bool(said) and _AUTHORITY.fullmatch(said[-1]) is not None and known.says(said[:-1])


def _is_kind(said: tuple[str, ...], known: Known) -> bool:
    """True for a kind of sender, as *en medborgare*: the names of senders are no words of the catalogue."""
    rest = [word for word in said[:-1] if word not in _HOW_MANY]
    return bool(said) and _KIND.fullmatch(said[-1]) is not None and known.says(rest)


def _is_office(said: tuple[str, ...], roles: Iterable[tuple[str, ...]], known: Known) -> bool:
    """True for a role of the catalogue, with other words of the catalogue around it or without."""
    return any(
        said[place:place + len(role)] == role and known.says((*said[:place], *said[place + len(role):]))
        for role in roles for place in range(len(said) - len(role) + 1))


def shown_texts(evidence: Evidence) -> Iterator[str]:
    """What anybody can read on the accounts, with what it is called and without, and as confirmations repeat it."""
    for name, column in sorted(SHOWN_ON_THE_ACCOUNT):
        for row in evidence.rows(name):
            if isinstance(value := row[column], str) and not _NUMBER.search(value):
                yield from (value, f"{column} {value}")
    for row in evidence.rows(_REPEATING[0]):
        facts = str(row[_REPEATING[1]] or "").split(";")
        for is_shown, said in groupby(facts, lambda fact: fact.partition("=")[0].strip() in _SHOWN):
            if is_shown and not _NUMBER.search(told := " ".join(said)):
                yield told


def runs(said: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every few words in a row."""
    return (said[start:start + RUN] for start in range(len(said) - RUN + 1))
