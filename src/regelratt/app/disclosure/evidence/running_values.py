"""Words among a few that running text says beside a day: *svordomar togs bort 2026-04-02 09:44*.

Such a word is common, so it counts only right beside a day, in a sentence with a minute, or in one about its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regelratt.domain.columns import ColumnType
from regelratt.domain.tables import TABLES

Words = tuple[str, ...]

_GLUE = frozenset({"den", "kl", "klockan", "och", "samt", "på", "i", "av", "till", "från", "sedan", "ej"})
"""Small words that may stand between a word and its day, and that say nothing by themselves."""
_ANSWERS = frozenset({"ja", "nej", "saknas"})
_SHORTEST = 5
"""Letters of a table's name that each of its forms has."""
_ENDING = 2
"""Letters last in a table's name that other forms of it lack."""
_DECIDED = "beslut"
"""Its word stands in every other text of a municipality, and so do the words of its columns."""


def _choices() -> dict[Words, frozenset[str]]:
    """The words among which columns choose, and the tables that they are of."""
    found: dict[Words, set[str]] = {}
    for table in TABLES.values():
        for column in (each for each in table.columns if each.type is ColumnType.TEXT):
            for choice in set(column.choices) - _GLUE - _ANSWERS:
                found.setdefault(tuple(choice.casefold().split()), set()).add(table.name)
    return {said: frozenset(tables) for said, tables in found.items()}


_CHOICES = _choices()
_LONGEST = max(map(len, _CHOICES))
_ABOUT = {name[:max(_SHORTEST, len(name) - _ENDING)]: name for name in TABLES if name != _DECIDED}


def table_of(word: str) -> str | None:
    """The table that a word is a form of the name of: *åtgärden*, *borttagningens*."""
    return next((_ABOUT[stem] for stem in _ABOUT if word.startswith(stem)), None)


def beside_days(said: Sequence[str], days: Mapping[int, bool]) -> Iterator[tuple[int, Words]]:
    """The words among a few that one sentence says of its days, and where they begin.

    `days` are the places in the sentence where a day stands, and whether it has its minute.
    """
    if not days:
        return
    has_minute = any(days.values())
    tables = {table for word in said if (table := table_of(word))}
    place = 0
    while place < len(said):
        size = next((size for size in range(_LONGEST, 0, -1) if tuple(said[place:place + size]) in _CHOICES), 0)
        if size:
            choice = tuple(said[place:place + size])
            is_told = has_minute or not tables.isdisjoint(_CHOICES[choice])
            if is_told or _is_beside(said, days, place, place + size):
                yield place, choice
        place += size or 1


def _is_beside(said: Sequence[str], days: Mapping[int, bool], first: int, last: int) -> bool:
    """True when nothing but small words stands between these words and a day."""
    while first > 0 and said[first - 1] in _GLUE:
        first -= 1
    while last < len(said) and said[last] in _GLUE:
        last += 1
    return first - 1 in days or last in days
