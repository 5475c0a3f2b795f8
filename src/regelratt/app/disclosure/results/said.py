"""What one piece of text says of objects and results by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.disclosure.results.verdicts import is_unlabelled


class Told(NamedTuple):
    """A result that is told of an object."""

    name: str
    beside: str
    """The words around the result, to find it by in its source."""


class Said(NamedTuple):
    """What one piece of text says of objects and results by itself."""

    is_empty: bool
    told: tuple[Told, ...]
    """The results of objects that stand in it."""
    name: str | None
    """The object that it is about and nothing else."""
    status: str | None
    """The result that it is and nothing else."""
    named: tuple[str, ...]
    """The objects that it names, whatever else it says."""
    stated: str
    """The words around the first result that it says, whatever else it says; else empty."""
    is_brief: bool
    """True when a name or a result is most of it."""
    answered: tuple[Told, ...] = ()
    """The objects that an answer follows, whatever was asked."""
    asks: bool = False
    """True when it is hardly more than what a check asks."""
    sorts: bool = False
    """True when it says how it went for those who are listed under it."""
    sorts_alone: bool = False
    """The same, when nothing else can stand under it than objects."""
    is_headed: bool = False
    """True when its results are only answers after a word for results, which may be of other things too."""
    is_of_else: bool = False
    """True when those are all in rows of something else than an object."""
    acting: tuple[str, ...] = ()
    """The boards that it names as those who act about something else."""
    asks_of_channels: bool = False
    """True when it is hardly more than what is asked of channels alone."""
    of_channel: str = ""
    """The words around the first answer to that; else empty."""
    listed: tuple[str, ...] = ()
    """The objects that it begins with a list of, or points to: *Det gäller …*."""
    scored: tuple[Told, ...] = ()
    """The objects with a number or a degree in a clause of nothing else."""
    asks_degree: bool = False
    """True for a heading of how far rules are followed."""
    judged: str = ""
    """Its words, when it is a verdict that denies and nothing else but its label."""

    @classmethod
    def of_all(cls, listed: Sequence[Said]) -> Said:
        """What a piece of text says in any of its readings."""
        if len(listed) == 1:
            return listed[0]
        return cls(
            all(said.is_empty for said in listed), tuple(dict.fromkeys(told for said in listed for told in said.told)),
            next((said.name for said in listed if said.name), None),
            next((said.status for said in listed if said.status), None),
            tuple(dict.fromkeys(name for said in listed for name in said.named)),
            next((said.stated for said in listed if said.stated), ""), any(said.is_brief for said in listed),
            tuple(dict.fromkeys(told for said in listed for told in said.answered)), any(said.asks for said in listed),
            any(said.sorts for said in listed), any(said.sorts_alone for said in listed),
            all(said.is_headed for said in listed if said.stated),
            all(said.is_of_else for said in listed if said.stated),
            tuple(dict.fromkeys(name for said in listed for name in said.acting)),
            any(said.asks_of_channels for said in listed),
            next((said.of_channel for said in listed if said.of_channel), ""),
            tuple(dict.fromkeys(name for said in listed for name in said.listed)),
            tuple(dict.fromkeys(told for said in listed for told in said.scored)),
            any(said.asks_degree for said in listed), next((said.judged for said in listed if said.judged), ""))


NOTHING = Said(False, (), None, None, (), "", False)
EMPTY = NOTHING._replace(is_empty=True)


def concerned(said: Said, *, is_headed: bool) -> Iterator[str]:
    """The objects of a text that a result beside it may be of."""
    yield from (name for name in said.named if not (is_headed and name in said.acting))


def judged(one: Said, other: Said, is_board: Callable[[str], bool]) -> Iterator[Told]:
    """The objects of a brief text beside a verdict; a board only where no label says that it is of an errand."""
    if one.is_brief and other.judged:
        yield from (Told(name, other.judged) for name in one.named
                    if is_unlabelled(other.judged) or not is_board(name))


def pairs(listed: Sequence[Said], apart: int) -> Iterator[tuple[Said, Said]]:
    """Each text with those that follow it so near, when either names an object."""
    there = [said for said in listed if not said.is_empty]
    for index, one in enumerate(there):
        for other in there[index + 1:index + 1 + apart]:
            if one.named or other.named:
                yield one, other


def told_in(listed: Sequence[Said]) -> Iterator[Told]:
    """Each object whose result stands in a piece, or in the next one where a piece is a name alone."""
    for said in listed:
        yield from said.told
    for first, second in pairwise(each for each in listed if not each.is_empty):
        for one, other in ((first, second), (second, first)):
            if one.name and other.status:
                yield Told(one.name, other.stated)


def told_in_points(points: Iterable[Said]) -> Iterator[Told]:
    """The objects that one point of a list names and another says a result of, when both say little else."""
    brief = [said for said in points if said.is_brief]
    stated = next((said for said in brief if said.stated), None)
    if stated:
        yield from (Told(name, stated.stated) for said in brief
                    for name in concerned(said, is_headed=stated.is_headed))
