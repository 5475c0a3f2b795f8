"""What the public edition may not hold, by its words: texts from evidence, and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import NamedTuple, Self

from regelratt.app.disclosure.evidence.case_numbers import Case, cases_in, cases_of
from regelratt.app.disclosure.evidence.column_labels import is_written
from regelratt.app.disclosure.evidence.digests import Digests
from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.evidence.ordinary_texts import RUN, Known, is_ordinary, runs, shown_texts
from regelratt.app.disclosure.text.gram_index import GramIndex
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words
from regelratt.app.disclosure.text.word_index import WordIndex
from regelratt.domain.catalog import Catalog
from regelratt.domain.columns import Column
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES
from regelratt.domain.words import SubjectKind

_SHORTEST = 4
"""Letters and digits that a text must have to be told from any other."""
_BRIEF = 3
"""Words of a text that others may say by chance."""
_FEW = 2
"""Words of an id that may be the beginning of something else."""
_SQL_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_LEAST_DIVIDED = 4
"""Words that a text must have to be told when it is divided over several texts."""
_GRAM = 7
"""Letters and digits in a row that are looked up at once; a text twice as long holds a whole one wherever it stands."""
_KEY_GRAM = 4
"""The same of a key of letters and digits, which is told by less."""

NAMES_OF_BODIES = frozenset({"namn", "förvaltning", "plattform", "kontonamn", "adress", "förteckning_adress"})
"""Columns with names of bodies and their public accounts, which are no secret in themselves."""
_MIXED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|(?<!\S)[^\W\d_] (?:\d|[^\W\d_](?!\S))")
"""Where a letter and a digit stand in one word, or a letter alone before a digit or another alone."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One text that may not be published, and where it comes from, in words for a message."""

    text: str
    source: str
    is_row: bool = False
    """True for the id of a row, which may be the beginning of something else: *beslut-010* of *beslut 010-2024*."""

    @property
    def is_brief(self) -> bool:
        """True for a few words without digits, which others may say by chance: the evidence can say more instead."""
        return len(words(canonical(self.text))) <= _BRIEF and not any(sign.isdigit() for sign in self.text)


class Ends(NamedTuple):
    """The first and last words of a text: all there are when they are few, and else enough to tell of a secret."""

    first: tuple[str, ...]
    last: tuple[str, ...]

    @classmethod
    def of(cls, said: Sequence[str]) -> Self:
        """Those of a text with these words."""
        return cls(tuple(said[:RUN - 1]), tuple(said[1 - RUN:]))


class Secrets:
    """All texts of a project that the public may not see, indexed for finding them in any spelling."""

    def __init__(self, evidence: Evidence, run: Run, catalog: Catalog, known_texts: Iterable[str]) -> None:
        """`known_texts` are those of rules and laws: a short text of words that are common there is none to protect.

        They are never the pages' own prose, where a text of evidence that stands often enough would be its own excuse.
        """
        known = Known(known_texts, shown_texts(evidence))
        self._by_run: dict[tuple[str, ...], Secret] = {}
        self._digests = Digests(evidence, run)
        self._cases: dict[Case, Secret] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._wholes = WordIndex[Secret]()
        self._grams = GramIndex[Secret](_GRAM, _GRAM)
        self._grams_of_keys = GramIndex[Secret](_KEY_GRAM, _KEY_GRAM)
        for secret, template in _secrets(evidence, run, catalog, known):
            said = tuple(words(canonical(secret.text)))
            joined = "".join(said)
            self._cases |= dict.fromkeys(cases_of(canonical(secret.text)), secret)
            if len(joined) < _SHORTEST or known.is_common(said):
                continue
            if len(said) >= _LEAST_DIVIDED:
                self._pairs.update(pairwise(said))
            excused = known.excused(said, template)
            self._wholes.add(said, secret)
            told = {part: secret for part in runs(said) if part not in excused}
            self._by_run |= told
            if len(said) >= _BRIEF and len(joined) >= 2 * _GRAM and (plain := without_marks(joined)) != joined:
                self._by_run |= {tuple(map(without_marks, part)): secret for part in told}
                self._grams.add(plain, secret, range(_GRAM))
            if len(joined) >= 2 * _GRAM:
                self._grams.add(joined, secret, range(_GRAM))
            elif len(joined) >= 2 * _KEY_GRAM and _is_key(joined):
                self._grams_of_keys.add(joined, secret, range(_KEY_GRAM))

    def found_in(self, said: Sequence[str], piece: str = "") -> list[Secret]:
        """Every secret that the words of a canonical text hold, word by word or run together.

        With the text itself, the id of a row is told from a longer designation that begins with it.
        """
        joined = "".join(said)
        whole = (secret for _, _, secret in self._wholes.places(said)
                 if not secret.is_row or _stands_by_itself(secret.text, piece))
        told = {*whole, *self._run_together(joined), *(() if joined.isalpha() else self._keys(said, joined))}
        told |= {self._cases[case] for case in cases_in(piece) if case in self._cases} if self._cases else set()
        told |= {Secret(part, source) for part, source in self._digests.found_in(joined)}
        if len(said) >= RUN:
            told |= {part for whole, part in self._parts(said) if whole not in told}
        return sorted(told, key=lambda each: (each.source, each.text))

    def found_over(self, parts: Sequence[Ends]) -> Iterator[Secret]:
        """Every secret of which enough words stand in a row over the places where texts end and others begin.

        Few places are looked at: those with a word before and a word after them that follow each other in a secret.
        """
        parts = [part for part in parts if part.first]
        for index in range(1, len(parts)):
            if (parts[index - 1].last[-1], parts[index].first[0]) not in self._pairs:
                continue
            before: tuple[str, ...] = ()
            after: tuple[str, ...] = ()
            for part in reversed(parts[max(0, index - RUN):index]):
                before = (*part.last, *before)[-RUN + 1:]
                if len(part.last) == RUN - 1:
                    break
            for part in parts[index:index + RUN]:
                after = (*after, *part.first)[:RUN - 1]
                if len(part.first) == RUN - 1:
                    break
            said = (*before, *after)
            yield from (part for _, part in self._parts(said))
            yield from (secret for first, end, secret in self._wholes.places(said) if end - first >= _LEAST_DIVIDED)

    def _parts(self, said: Sequence[str]) -> Iterator[tuple[Secret, Secret]]:
        """Each secret that words in a row tell of, and the first of them: where the rest of it stands is elsewhere."""
        first: dict[Secret, Secret] = {}
        for part in runs(tuple(said)):
            if secret := self._by_run.get(part):
                first.setdefault(secret, replace(secret, text=" ".join(part)))
        yield from first.items()

    def _run_together(self, joined: str) -> Iterator[Secret]:
        for place, start, whole, secret in self._grams.places(joined):
            if place >= start and joined.startswith(whole, place - start):
                yield secret

    def _keys(self, said: Sequence[str], joined: str) -> Iterator[Secret]:
        """The short keys that stand in the text without the signs between their parts, and begin and end with words."""
        found = [(place - start, whole, secret) for place, start, whole, secret in self._grams_of_keys.places(joined)]
        if not found or not _MIXED.search(" ".join(said)):
            return
        edges = {0, *accumulate(map(len, said))}
        for first, whole, secret in found:
            if first in edges and first + len(whole) in edges and joined.startswith(whole, first):
                yield secret


def _is_key(joined: str) -> bool:
    """True for letters and digits together."""
    return not joined.isalpha() and not joined.isdigit()


def _stands_by_itself(text: str, piece: str) -> bool:
    """True when an id stands somewhere in a canonical text, or in its words, without going on in more digits."""
    said = words(canonical(text))
    if not piece or len(said) > _FEW:
        return True
    return re.search(r"[\W_]*".join(said) + r"(?![-/.:_]?[0-9])", piece.casefold()) is not None


def spoken_sql(sql: str) -> str:
    """What a check says in its own words; its comments are for its readers, and could hold anything."""
    return _SQL_COMMENT.sub(" ", sql)


def _secrets(
    evidence: Evidence, run: Run, catalog: Catalog, known: Known
) -> Iterator[tuple[Secret, str]]:
    """Each text with the check that made it, empty for what stands in the evidence itself."""
    roles = [tuple(words(canonical(role.title))) for role in catalog.roles]
    seen: set[str] = set()
    for name in (each for each in evidence.tables if each != SubjectKind.ORGANISATION.table):
        table = TABLES[name]
        for index, column in enumerate(table.columns):
            if not _is_free(column):
                continue
            for row in evidence.tables[name]:
                value = row[index]
                if isinstance(value, str) and value not in seen and not is_ordinary(
                    table, column, value, roles, known):
                    seen.add(value)
                    source = f"underlagets tabell {name}, kolumnen {column.name}"
                    yield Secret(value, source, is_row=column.name == table.key), ""
    for finding in run.findings:
        # A message that is a text of the check itself says nothing about whom it was found for.
        sql = spoken_sql(catalog.items_by_id[finding.item].sql)
        if squashed(canonical(finding.message)) not in squashed(canonical(sql)):
            yield Secret(finding.message, f"en avvikelse från {finding.item}"), sql


def _is_free(column: Column) -> bool:
    return is_written(column) and column.name not in NAMES_OF_BODIES
