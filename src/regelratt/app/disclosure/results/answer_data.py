"""Answers in data: values with what is said around them, the keys above them and the texts and lists beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from regelratt.app.disclosure.results.answer_words import (
    is_answer,
    is_key,
    is_neutral_head,
    is_of_money,
    is_plain_answer,
    is_sorting_key,
    words_of_key,
)
from regelratt.app.disclosure.results.channel_heads import asks_of_channels
from regelratt.app.disclosure.text.plain_text import canonical, words

_COUNT = re.compile(r"\d")


class Answer(NamedTuple):
    """A yes or a no of an object."""

    name: str
    beside: str
    """The words around it, to find it by in its source."""


class _Around(NamedTuple):
    """What is said around a value in data, however many texts that is."""

    name: str | None
    """The first object that is named."""
    asks: bool
    """True when something asks for results, or says one."""
    asks_of_channels: bool
    nearest: str
    """The text that stands nearest to the value."""


_NOTHING_AROUND = _Around(None, False, False, "")


class DataReading(NamedTuple):
    """How texts in data are read: the object that each names, and whether it asks for results, or says one."""

    named: Callable[[str], str | None]
    heads_results: Callable[[str], bool]
    is_board: Callable[[str], bool]

    def answers_in_data(self, text: str, title: str = "") -> Iterator[Answer]:
        """The answers in a JSON text, with the keys above them and the texts and lists beside them and those."""
        is_titled = title != "" and self.heads_results(title)
        waiting = [(self._besides(_NOTHING_AROUND, around), value) for around, value in values_in(text)]
        while waiting:
            around, value = waiting.pop()
            if around.nearest and isinstance(value, dict | list):
                yield from self._sorted_by_key(around.nearest, value)
            if isinstance(value, dict):
                beside = self._besides(around, self._texts(value.values()))
                waiting.extend((self._besides(beside, [str(key)]), each) for key, each in without_amounts(value))
            elif isinstance(value, list):
                beside = self._besides(around, self._texts(value))
                waiting.extend((beside, each) for each in value)
            elif around.name and (is_answer(value) or is_plain_answer(value)) and (
                (is_answer(value) and (
                    around.asks or _is_under_key(around.nearest, value)
                    or (is_titled and (isinstance(value, str | bool) or (
                        self.named(around.nearest) is not None or is_neutral_head(around.nearest))))))
                or (is_plain_answer(value) and not self.is_board(around.name) and (
                    around.asks_of_channels or asks_of_channels(words_of_key(title))))
            ):
                yield Answer(around.name, around.nearest)

    def _besides(self, around: _Around, texts: Iterable[str]) -> _Around:
        """What is around a value and these texts beside it."""
        for text in texts:
            around = _Around(
                around.name or self.named(text), around.asks or self.heads_results(text),
                around.asks_of_channels or asks_of_channels(words_of_key(text)), text)
        return around

    def _sorted_by_key(self, key: str, value: dict[str, object] | list[object]) -> Iterator[Answer]:
        """The objects in a list, or the objects of data in it, whose key sorts them: *failures*, *non_compliant*."""
        if not is_sorting_key(words_of_key(key)):
            return
        for each in value:
            inner = each.values() if isinstance(each, dict) else ()
            texts = [each] if isinstance(each, str) else [text for text in inner if isinstance(text, str)]
            name = next(filter(None, map(self.named, texts)), None)
            if name and not (inner and self.is_board(name)):
                yield Answer(name, key)

    def _texts(self, values: Iterable[object]) -> Iterator[str]:
        """The texts among values, and in lists of them, that are no answers or say what is answered."""
        for each in values:
            if isinstance(each, str) and (not is_answer(each) or self.heads_results(each)):
                yield each
            elif isinstance(each, list):
                yield from (text for text in each if isinstance(text, str) and not is_answer(text))


def has_money(heads_or_keys: Iterable[str]) -> bool:
    """True when one of the heads of a table, or of the keys of an object, is of money."""
    return any(is_of_money(words(canonical(text))) for text in heads_or_keys)


def without_amounts(value: dict[str, object]) -> Iterator[tuple[str, object]]:
    """The keys and values of an object in data, without its numbers where they are money."""
    is_money = has_money(value)
    for key, each in value.items():
        is_count = not isinstance(each, bool | dict | list) and _COUNT.search(str(each)) is not None
        if not (is_money and is_count):
            yield key, each


def _is_under_key(key: str, value: object) -> bool:
    """True for a value under a key in English that asks for it; a number of *pass* may be hours."""
    said = words_of_key(key)
    return is_key(said) and (isinstance(value, bool | str) or said[0] not in ("pass", "passes"))


def values_in(text: str) -> list[tuple[tuple[str, ...], object]]:
    """The value of a JSON text with nothing around it; none for another text."""
    try:
        return [((), json.loads(text or "[]"))]
    except (ValueError, RecursionError):
        return []
