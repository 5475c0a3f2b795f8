"""Results as a yes or a no: where a check's id or question, or the word for results, says of what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words
from regelratt.app.disclosure.text.sentences import ENDS, numbers

ANSWERS = frozenset({
    "ja", "nej", "true", "false", "sant", "falskt", "yes", "no", "ok", "okej", "brist", "brister", "godkänt", "godkänd",
    "godkända", "godkant", "godkand", "delvis", "saknas", "fel", "grönt", "grön", "gult", "gul", "rött", "röd"})
ASKING = frozenset({"utfall", "utfallet", "utfallen"})
"""Words that make an answer a result; the ids and titles of checks and rules do too."""
_HEADS = frozenset({
    *ASKING, "resultat", "resultatet", "bedömning", "bedömningen", "status", "uppfyllt", "uppfylls", "uppfyller",
    "godkänt", "godkänd", "omdöme", "avvikelse", "avvikelser", "brist", "brister"})
"""What a column, a value or a line with results is called; in a sentence such a word may be about anything."""
_NOT = frozenset({"ej", "inte", "icke"})
_EXCEPT = frozenset({"utom", "förutom", "undantaget"})
"""What stands before the one who answered otherwise than all others."""
_SORTING = ANSWERS - {"fel", "saknas", "ok", "okej", "delvis"} | {"avvikelse", "avvikelser"}
"""What objects are sorted by, above a list of them."""
_MONEY = frozenset({"budget", "budgeterat", "prognos", "bokslut", "kr", "tkr", "mkr", "mnkr", "kronor"})
"""Heads beside which the word for results is about money."""
_COUNT = re.compile(r"\d")
_DECIMAL = re.compile(r"\d[.,]\d")
_SIGN = re.compile(r"x+|[jny]|\d{1,3}(?:av\d{1,3})?")
"""A cross, a letter or a number, which is an answer where nothing else stands."""
_BRIEF = 6
"""Words of a cell that begins with an answer."""
_BRIEF_HEAD = 3
"""Words of a head with the word for results among them."""
_ASIDE = 3
"""Words that may stand between a name and its answer."""
_WITHIN = 12
"""Words that may stand between a question and its answer."""
_THOUSAND = 1000
_SAYING = frozenset({"är", "svar", "svaret", "blev", "var", "gav", "ger"})


class Answer(NamedTuple):
    """A yes or a no of an object."""

    name: str
    beside: str
    """The words around it, to find it by in its source."""


class Reading(NamedTuple):
    """How texts are read: the object that a canonical text names, whether it asks for results, and says one."""

    named_in: Callable[[str], str | None]
    asks: Callable[[str], bool]
    stated_in: Callable[[str], str]

    def named(self, texts: Sequence[str]) -> str | None:
        """The first object that any of the texts names."""
        return next(filter(None, (self.named_in(canonical(text)) for text in texts)), None)

    def _heads(self, text: str) -> bool:
        """True for what a column or a value with results is called."""
        plain = canonical(text)
        return self.asks(plain) or self.stated_in(plain) != ""

    def answers_in_table(self, table: Sequence[Sequence[str]]) -> Iterator[Answer]:
        """The answers in columns whose head asks for results, and in rows that begin with what asks for them."""
        head = table[0] if table else ()
        asking = {place for place, text in enumerate(head) if self._heads(text)}
        sorting = {place for place, text in enumerate(head) if _is_answer(text)}
        is_of_money = any(not _MONEY.isdisjoint(words(canonical(text))) for text in head)
        for row in table[1:]:
            is_asking = bool(row) and self._heads(row[0])
            if is_asking:
                yield from (Answer(name, " ".join(row)) for place, cell in enumerate(row) if place in sorting
                            if (name := self.named([cell])))
            for place, cell in enumerate(row):
                if not (is_asking or place in asking) or not _is_answer(cell) or (is_of_money and _COUNT.search(cell)):
                    continue
                others = [*row[:place], *row[place + 1:], *(head[place:place + 1] if is_asking else ())]
                if name := self.named(others):
                    yield Answer(name, " ".join(row))

    def answers_in_data(self, text: str) -> Iterator[Answer]:
        """The answers in a JSON text, with the keys above them and the texts beside them and those."""
        try:
            waiting: list[tuple[tuple[str, ...], object]] = [((), json.loads(text))]
        except (ValueError, RecursionError):
            return
        while waiting:
            around, value = waiting.pop()
            if isinstance(value, dict):
                beside = (*around, *_texts(value.values()))
                waiting.extend(((*beside, str(key)), each) for key, each in value.items())
            elif isinstance(value, list):
                beside = (*around, *_texts(value))
                waiting.extend((beside, each) for each in value)
            elif _is_answer(value) and (name := self.named(around)) and any(map(self._heads, around)):
                yield Answer(name, around[-1])


def is_head(said: Sequence[str]) -> bool:
    """True for the words of what a column, a value or a section with results is called."""
    return 0 < len(said) <= _BRIEF_HEAD and not _HEADS.isdisjoint(said)


def sorts(said: Sequence[str]) -> bool:
    """True for the words of a brief text that sorts what stands under it by how it went."""
    return 0 < len(said) <= _BRIEF and not _SORTING.isdisjoint(said)


def labelled(tables: Sequence[Sequence[Sequence[str]]], data: str = "") -> Iterator[str]:
    """Each row of tables, and each value of a JSON text, with what it is called: *Status: OK*."""
    for table in tables:
        head = table[0] if table else ()
        for row in table[1:]:
            yield " | ".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=False) if name and cell)
    try:
        waiting: list[tuple[tuple[str, ...], object]] = [((), json.loads(data or "[]"))]
    except (ValueError, RecursionError):
        return
    while waiting:
        keys, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*keys, str(key)), each) for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend((keys, each) for each in value)
        elif value is not None:
            yield from (f"{key}: {value}" for key in keys)


def settled(text: str, said: Sequence[str], asking: Sequence[Place]) -> Iterator[Place]:
    """The questions in a canonical text with their answers: *Är tvåfaktor på? Nej.*, *Resultat: godkänt*.

    An answer follows at once or begins a sentence of its own; *svara ja om …* tells of nobody.
    """
    if not asking and _HEADS.isdisjoint(said):
        return
    parts = numbers(ENDS, text)
    for start, end, _ in asking:
        for place in range(end, min(end + _WITHIN, len(said))):
            begins = parts[place] != parts[place - 1]
            is_next = place == end or _SAYING.issuperset(said[end:place])
            if (said[place] in ANSWERS and (begins or is_next)) or (is_next and _is_sign(said, parts, place)):
                yield start, place + 1, " ".join(said[start:place + 1])
                break
    for place in range(1, len(said)):
        is_alone = parts[place] != parts[place - 1] and (place == 1 or parts[place - 2] != parts[place - 1])
        if is_alone and said[place - 1] in _HEADS and (said[place] in ANSWERS or _is_sign(said, parts, place)):
            yield place - 1, place + 1, " ".join(said[place - 1:place + 1])


def answered(text: str, said: Sequence[str], names: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """The names in a canonical text that an answer follows, each with its answer."""
    parts: Sequence[int] | None = None
    for start, end, name in names:
        place = next((place for place in range(end, min(end + _ASIDE, len(said))) if said[place] in ANSWERS), None)
        if place is None and start > 0 and said[start - 1] in _EXCEPT:
            place = start - 1
        if place is None and end < len(said) and _SIGN.fullmatch(said[end]):
            parts = parts or numbers(ENDS, text.replace(",", ";"))
            place = end if _is_sign(said, parts, end) else None
        if place is not None:
            yield (start, end, name), (place, place + 1, said[place])


def _is_sign(said: Sequence[str], parts: Sequence[int], place: int) -> bool:
    """True for a cross or a number that ends a sentence."""
    return _SIGN.fullmatch(said[place]) is not None and (place + 1 == len(said) or parts[place + 1] != parts[place])


def _texts(values: Iterable[object]) -> Iterator[str]:
    """The texts among values that are no answers."""
    yield from (each for each in values if isinstance(each, str) and not _is_answer(each))


def _is_answer(value: object) -> bool:
    if not isinstance(value, str):
        return isinstance(value, bool) or (isinstance(value, int | float) and 0 <= value < _THOUSAND)
    plain = canonical(value[:_THOUSAND])
    said = [word for word in words(plain) if word not in _NOT]
    is_sign = _SIGN.fullmatch(squashed(plain)) is not None and not _DECIMAL.search(plain)
    return is_sign or (bool(said) and said[0] in ANSWERS and len(said) <= _BRIEF)
