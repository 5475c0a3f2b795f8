"""Results as a yes or a no: in a table or a file of data, where a check's id or the word for results says of what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from regelratt.app.publishing.plain_text import canonical, squashed

ANSWERS = frozenset({"ja", "nej", "true", "false", "sant", "falskt", "yes", "no"})
ASKING = frozenset({"utfall", "utfallet", "utfallen"})
"""Words that make an answer a result; the ids of checks do too."""


class Answer(NamedTuple):
    """A yes or a no of an object."""

    name: str
    beside: str
    """The words around it, to find it by in its source."""


class Reading(NamedTuple):
    """How texts are read: the object that a canonical text names, and whether it asks for results."""

    named_in: Callable[[str], str | None]
    asks: Callable[[str], bool]

    def named(self, texts: Sequence[str]) -> str | None:
        """The first object that any of the texts names."""
        return next(filter(None, (self.named_in(canonical(text)) for text in texts)), None)

    def answers_in_table(self, table: Sequence[Sequence[str]]) -> Iterator[Answer]:
        """The answers in columns whose head asks for results, and in rows that begin with what asks for them."""
        head = table[0] if table else ()
        asking = {place for place, text in enumerate(head) if self.asks(canonical(text))}
        for row in table[1:]:
            is_asking = bool(row) and self.asks(canonical(row[0]))
            for place, cell in enumerate(row):
                if not _is_answer(cell) or not (is_asking or place in asking):
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
            elif _is_answer(value) and any(self.asks(canonical(each)) for each in around) and (
                name := self.named(around)
            ):
                yield Answer(name, around[-1])


def _texts(values: Iterable[object]) -> Iterator[str]:
    """The texts among values that are no answers."""
    yield from (each for each in values if isinstance(each, str) and not _is_answer(each))


def _is_answer(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, str) and len(value) < len("falskt") * 3
                                       and squashed(canonical(value)) in ANSWERS)
