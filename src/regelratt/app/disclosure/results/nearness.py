"""What stands near what in one text: the objects beside results and answers, and what there is hardly more than."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.results.said import Told

APART = 12
"""Words that may stand between an object's name and its result in one piece of text."""
_ASIDE = 3
"""Words that a cell may hold besides a name or a result and still be about nothing else."""
_CONTEXT = 4
"""Words before and after a result that tell it from others."""


def answered_after(
    said: Sequence[str], of_channels: Sequence[Place], answers: Sequence[tuple[Place, Place]]
) -> Iterator[Told]:
    """The objects with an answer that follow right after a label that asks of channels, or after another's answer."""
    if of_channels:
        labels = {word for first, last, _ in of_channels for word in range(first, last)}
        after = {end for _, end, _ in (*of_channels, *(place for _, place in answers))}
        yield from (Told(name[2], words_around(said, answer)) for name, answer in answers
                    if name[0] in after and answer[0] not in labels)


def near(said: Sequence[str], names: Sequence[Place], statuses: Sequence[Place]) -> Iterator[Told]:
    """The named objects with one of the results near, each with the words around the first of those."""
    if not names or not statuses:
        return
    stated = sorted(statuses)
    longest = max((last - first for first, last, _ in stated), default=0)
    for start, end, name in names:
        found = next((place for place in within(stated, start - APART - longest, end + APART + 1)
                      if start - place[1] <= APART), None)
        if found:
            yield Told(name, words_around(said, found))


def words_around(said: Sequence[str], place: Place) -> str:
    """The words around a result."""
    return " ".join(said[max(0, place[0] - _CONTEXT):place[1] + _CONTEXT])


def alone(said: Sequence[str], found: Sequence[Place]) -> str | None:
    """What was found first, when there is hardly anything else."""
    return found[0][2] if found and len(said) - (found[0][1] - found[0][0]) <= _ASIDE else None
