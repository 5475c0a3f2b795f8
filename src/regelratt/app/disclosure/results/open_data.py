"""What stands beside a channel in data: in objects, lists, and charts, whose values are of what their title says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from regelratt.app.disclosure.results.answer_data import values_in
from regelratt.app.disclosure.results.answer_words import words_of_key
from regelratt.app.disclosure.results.open_columns import Beside, OpenColumns

_TITLES = ("title", "titel", "rubrik", "heading", "caption", "label", "header", "name", "namn", "text", "subtitle")
"""Keys with what a chart is called."""
_AXES = re.compile(r"x|y|z|r|v|size|data|datasets?|series?|values?|points?|rows?|items?|val|bar|bars|yvalue|värden?")
"""Keys of the values of a chart, which say nothing of what they are."""


def beside_in_data(columns: OpenColumns, data: str) -> Iterator[Beside]:
    """What may say how it went beside a channel in a JSON text, where keys are heads."""
    for _, value in values_in(data):
        yield from _Data(columns, _first_title(columns, value)).beside(value)


class _Data:
    """A JSON text, and what its first chart is called, where one is called anything."""

    def __init__(self, columns: OpenColumns, title: str) -> None:
        self._columns, self._title = columns, title

    def beside(self, value: object) -> Iterator[Beside]:
        """What tells something anywhere in a value."""
        columns = self._columns
        waiting: list[tuple[object, str, str | None, str]] = [(value, "", None, self._title)]
        while waiting:
            held, head, name, title = waiting.pop()
            if isinstance(held, dict):
                own = next(
                    filter(None, (columns.channel(each) for each in held.values() if isinstance(each, str))), name)
                title = _title_of(columns, held) or title
                keyed = ((key, each, columns.channel(str(key))) for key, each in held.items())
                waiting.extend(
                    (each, head if called else _head(str(key), title), called or own, title)
                    for key, each, called in keyed)
                yield from self._in_charts(held, title)
            elif isinstance(held, list):
                rows = [[*map(str, each)] for each in held if isinstance(each, list)]
                yield from columns.beside_in_table(rows) if len(rows) > 1 else ()
                waiting.extend((each, head, name, title) for each in held)
            elif name and not (isinstance(held, str) and columns.channel(held)) and columns.tells(head, held):
                yield Beside(name, head, head)

    def _in_charts(self, held: Mapping[str, object], title: str) -> Iterator[Beside]:
        """The same of lists as long as one with channels: the series of a chart, each with its label beside."""
        channel = self._columns.channel
        listed = [(key, each) for key, each in held.items() if isinstance(each, list)]
        names = next(([channel(str(one)) for one in each] for _, each in listed
                      if any(isinstance(one, str) and channel(one) for one in each)), None)
        if names is None:
            return
        waiting: list[tuple[str, object]] = [*held.items()]
        while waiting:
            key, value = waiting.pop()
            if isinstance(value, dict):
                label = next((each for each in value.values() if isinstance(each, str) and each), "")
                waiting.extend((label if isinstance(each, list) and label else inner, each)
                               for inner, each in value.items() if isinstance(each, list | dict))
            elif isinstance(value, list):
                waiting.extend((key, each) for each in value if isinstance(each, dict | list))
                head = _head(key, title)
                yield from (Beside(name, head, head) for name, one in zip(names, value, strict=False)
                            if name and not isinstance(one, dict | list) and not channel(str(one))
                            and self._columns.tells(head, one))


def _head(key: str, title: str) -> str:
    """What a value is called: its key, or the title of the chart where the key is that of an axis."""
    is_axis = title != "" and all(map(_AXES.fullmatch, words_of_key(key)))
    return title if is_axis else key


def _title_of(columns: OpenColumns, held: Mapping[str, object]) -> str:
    """What an object is called, if it is not called as a channel."""
    for key in _TITLES:
        told = held.get(key)
        if isinstance(told, dict):
            told = next((each for each in told.values() if isinstance(each, str)), "")
        if isinstance(told, str) and told and not columns.channel(told):
            return told
    return ""


def _first_title(columns: OpenColumns, value: object) -> str:
    """The first title anywhere in a value: libraries keep it apart from the numbers, among how they are drawn."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict):
            if any(key in held for key in ("title", "titel")) and (title := _title_of(columns, held)):
                return title
            waiting.extend(held.values())
        elif isinstance(held, list):
            waiting.extend(reversed(held))
    return ""
