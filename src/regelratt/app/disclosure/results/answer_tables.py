"""Answers in tables: columns, rows and names of files that ask how it went, and of whom they tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.results.answer_data import Answer, has_money, values_in, without_amounts
from regelratt.app.disclosure.results.answer_words import (
    heads,
    is_answer,
    is_head,
    is_judgement,
    is_neutral_head,
    is_plain_answer,
    judges,
    lists_faults,
    sorts,
    sorts_alone,
    sorts_only,
)
from regelratt.app.disclosure.results.boards import acts, is_document, is_matter, is_post
from regelratt.app.disclosure.results.channel_heads import asks_how_many, asks_of_channels, sorts_channels
from regelratt.app.disclosure.results.exemptions import heads_exemptions, is_of_hours
from regelratt.app.disclosure.text.plain_text import canonical, words

_TWO = 2
_COUNT = re.compile(r"\d")
_ALL_COUNT = re.compile(r"\W*\d[\d\s]*+\W*")
_RESULT = re.compile(r"\bresultat", re.IGNORECASE)
"""A head that may be of an operation in a year, above numbers."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TOLD = re.compile(r"(?!\W*(?:stäng|öpp|inställ))\W*[^\W_]", re.IGNORECASE)
"""The beginning of any words, but for when something is open."""
_RULE = re.compile("regel|regler", re.IGNORECASE)
_PERIOD = re.compile(r"(?:period|kvartal|halvår|månad|år|datum|dag|nr|nummer|vecka|termin)\w*")


class Reading(NamedTuple):
    """How texts are read: the object that a canonical text names, whether it asks for results, and says one."""

    named_in: Callable[[str], str | None]
    asks: Callable[[str], bool]
    asks_as_check: Callable[[str], bool]
    """Whether it has what a check asks, which no other matter has."""
    stated_in: Callable[[str], str]
    is_about: Callable[[str], bool]
    """Whether a word is for what a check is about."""
    is_board: Callable[[str], bool]

    def heads_results(self, text: str) -> bool:
        """True for what a column or a value with results is called."""
        plain = canonical(text)
        return self.asks(plain) or self.stated_in(plain) != ""

    def answers_in_table(self, table: Sequence[Sequence[str]], title: str = "") -> Iterator[Answer]:
        """The answers in columns whose head asks for results, in rows that begin with what asks for them, and in all of
        a table whose title does.
        """
        head = table[0] if table else ()
        is_titled = title != "" and self.heads_results(title)
        asking = {place for place, text in enumerate(head) if self.heads_results(text)}
        sorting = {place for place, text in enumerate(head) if sorts(words(canonical(text)))}
        is_money = has_money(head)
        counted = {place for place in sorting if sorts_only(words(canonical(head[place])))} if not is_money else set()
        faults = {place for place, text in enumerate(head) if not is_money and _lists_faults(head, text)}
        for row in table[1:]:
            named = self._named_in(row)
            is_asking = bool(row) and self.heads_results(row[0])
            is_of_other_rule = bool(faults) and self._is_of_other_rule(head, row)
            first = words(canonical(row[0])) if row else []
            is_sorted = sorts_alone(first) or sorts_channels(first)
            for place, cell in enumerate(row):
                of_column = head[place] if place < len(head) else ""
                if place > 0 and is_sorted and (name := self.named(cell)) and not self.is_board(name):
                    yield Answer(name, " ".join(row))
                is_sorting = place in sorting or (is_asking and is_answer(of_column))
                if is_sorting and (name := self._sorted(head, row, place, is_asking)):
                    yield Answer(name, " ".join(row))
                strong = any(self.asks_as_check(canonical(text)) for text in (of_column, row[0]))
                is_judged = place in asking and (strong or judges(words(canonical(of_column)))) and is_judgement(cell)
                is_fault = place in faults and _TOLD.match(cell) and not (
                    is_of_other_rule and heads_exemptions(words(canonical(of_column))))
                if (is_fault or is_judged) and (name := self._channel(named, place)):
                    yield Answer(name, " ".join(row))
                if len(counted) > 1 and place in counted and _ALL_COUNT.fullmatch(cell) and (
                    name := self._subject(head, row, named, place, strong)
                ):
                    yield Answer(name, " ".join(row))
                if not (is_asking or is_titled or place in asking):
                    continue
                if not is_answer(cell, is_asked=strong) or (is_money and _COUNT.search(cell)):
                    continue
                if is_titled and place not in asking and _ALL_COUNT.fullmatch(cell) and not is_neutral_head(of_column):
                    continue
                is_result = _RESULT.search(of_column) is not None and _COUNT.search(cell) is not None
                name = self._subject(head, row, named, place, strong) or (
                    self.named(of_column) if is_asking or is_titled else None)
                if name and not (is_result and not strong and self.is_board(name)):
                    yield Answer(name, " ".join(row))

    def answers_of_channels(self, table: Sequence[Sequence[str]], title: str = "") -> Iterator[Answer]:
        """The answers of channels in columns and rows, or in all of a table in two columns, that ask of them alone."""
        head = table[0] if table else ()
        asking = {place for place, text in enumerate(head) if asks_of_channels(words(canonical(text)))}
        counting = {place for place in asking if asks_how_many(words(canonical(head[place])))}
        if title and len(head) <= _TWO:
            asking.update(range(len(head)))
        for row in table[1:]:
            is_asking = bool(row) and asks_of_channels(words(canonical(row[0])))
            places = [*range(len(row))] if is_asking else sorted(asking & {*range(len(row))})
            answered = [place for place in places if is_plain_answer(row[place]) or (
                place in counting and is_answer(row[place]))]
            named = self._named_in(row) if answered else {}
            for place in answered:
                name = self._channel(named, place) or (self.named(head[place]) if place < len(head) else None)
                if name and not self.is_board(name):
                    yield Answer(name, " ".join(row))

    def named(self, text: str) -> str | None:
        """The object that a text names."""
        return self.named_in(canonical(text))

    def _named_in(self, row: Sequence[str]) -> Mapping[int, str]:
        """The object that each cell of a row names, by its place."""
        return {place: name for place, cell in enumerate(row) if (name := self.named(cell)) is not None}

    def _is_of_other_rule(self, head: Sequence[str], row: Sequence[str]) -> bool:
        """True for a row of a rule that no check is about: *Husdjur är inte tillåtna*."""
        rules = (cell for name, cell in zip(head, row, strict=False) if _RULE.fullmatch(name.strip()))
        return any(
            not self.heads_results(cell) and not any(map(self.is_about, words(canonical(cell)))) for cell in rules)

    def _channel(self, named: Mapping[int, str], place: int) -> str | None:
        """The channel that a row is of, but for what a cell of it says."""
        return None if named.get(place) else next((name for name in named.values() if not self.is_board(name)), None)

    def _sorted(self, head: Sequence[str], row: Sequence[str], place: int, is_asking: bool) -> str | None:
        """The object in a cell under a head that sorts; a board where nothing else can stand there."""
        name = self.named(row[place])
        if name and self.is_board(name) and not is_asking and not (
            sorts_alone(words(canonical(head[place]))) and all(sorts(words(canonical(text))) for text in head)
        ):
            return None
        return name

    def _subject(
        self, head: Sequence[str], row: Sequence[str], named: Mapping[int, str], place: int, strong: bool
    ) -> str | None:
        """The object that an answer in a row is of: a board only where the row is of nothing else."""
        for at, name in named.items():
            if at == place:
                continue
            if strong or not self.is_board(name):
                is_owned = not strong and any(self._is_post(*each) for each in zip(head, row, strict=False))
                return None if is_owned else name
            is_actor = at < len(head) and acts(words(canonical(head[at])))
            others = [other for other in range(len(row)) if other not in (at, place)] if is_actor else [
                *range(min(at, 1)),
                *(other for other in range(at + 1, min(place, len(head))) if is_matter(words(canonical(head[other]))))]
            if not any(self._is_other(head, row, other, is_acting=is_actor) for other in others):
                return name
        return None

    def _is_post(self, of_column: str, cell: str) -> bool:
        """True for what is to be published, which has a status of its own, but for what a check is about."""
        return is_post(words(canonical(of_column))) and _LETTERS.search(cell) is not None and not (
            self.heads_results(cell) or any(map(self.is_about, words(canonical(cell)))))

    def _is_other(self, head: Sequence[str], row: Sequence[str], at: int, *, is_acting: bool) -> bool:
        """True when a cell is of something that is neither an object nor what a check asks or is about.

        A goal or a task that somebody answers for is, whatever words it has.
        """
        plain = canonical(row[at])
        said = words(plain)
        of_column = words(canonical(head[at])) if at < len(head) else []
        is_task = is_document(said) or (is_acting and is_matter(of_column) and self.named_in(plain) is None)
        if is_task and not self.asks_as_check(plain):
            return True
        is_of_ours = self.named_in(plain) is not None or self.heads_results(row[at])
        return _LETTERS.search(plain) is not None and not is_of_ours and (
            not is_answer(row[at]) and not any(map(self.is_about, said)) and not any(map(_PERIOD.fullmatch, of_column)))

def _lists_faults(head: Sequence[str], text: str) -> bool:
    """True for a head with faults or exemptions, where the table is not of opening hours or fees."""
    said = words(canonical(text))
    return lists_faults(said) and not any(is_of_hours(words(canonical(other))) for other in head)


def with_count(head: str, cell: str) -> str:
    """A cell, and before a number what it counts, where its head says that it is no result."""
    said = words(canonical(head))
    is_count = _ALL_COUNT.fullmatch(cell) is not None and not is_neutral_head(head) and not heads(said)
    return f"{head} {cell}" if is_count else cell


def _without_status_of_posts(head: Sequence[str]) -> Sequence[str]:
    """The head of a table, where that of a status is empty if it is the status of what is to be published."""
    said = [words(canonical(text)) for text in head]
    if not any(map(is_post, said)):
        return head
    return ["" if is_head(each) and not judges(each) else text for text, each in zip(head, said, strict=True)]


def labelled(tables: Sequence[Sequence[Sequence[str]]], data: str = "") -> Iterator[str]:
    """Each row of tables, and each value of a JSON text, with what it is called: *Status: OK*."""
    for table in tables:
        head = _without_status_of_posts(table[0] if table else ())
        for row in table[1:]:
            yield " | ".join(f"{name}: {cell}" for name, cell in zip(head, row, strict=False) if name and cell)
    waiting = values_in(data)
    while waiting:
        keys, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*keys, str(key)), each) for key, each in without_amounts(value))
        elif isinstance(value, list):
            waiting.extend((keys, each) for each in value)
        elif value is not None:
            yield from (f"{key}: {value}" for key in keys)
