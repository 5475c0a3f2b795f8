"""Finds runs of words that stand both in a source and in our own text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

RUN = 9
"""How many words in a row that count as copied."""

_TITLE = 5
"""Shorter titles need no exemption."""

_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"\]\([^)\s]*\)|^:[\w-]+:|^:::+\{[^}]*\}", re.MULTILINE)
_BREAK = "|"


def words_of(text: str, exempt: Iterable[tuple[str, ...]] = ()) -> list[str]:
    """The words without markup; each exempt phrase is a break that no run can span."""
    words = [word.casefold() for word in _WORD.findall(_MARKUP.sub(" ", text))]
    first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(exempt, key=len, reverse=True):
        first.setdefault(phrase[0], []).append(phrase)
    kept: list[str] = []
    index = 0
    while index < len(words):
        found = next((p for p in first.get(words[index], ()) if tuple(words[index:index + len(p)]) == p), None)
        kept.append(_BREAK if found else words[index])
        index += len(found) if found else 1
    return kept


def titles(names: Iterable[str]) -> set[tuple[str, ...]]:
    """Official titles as phrases, also in the definite form that running text uses."""
    phrases: set[tuple[str, ...]] = set()
    for name in names:
        words = tuple(word.casefold() for word in _WORD.findall(name))
        if len(words) < _TITLE:
            continue
        phrases |= {words, (_definite(words[0]), *words[1:])}
    return phrases


def _definite(word: str) -> str:
    return {"lag": "lagen", "förordning": "förordningen", "föreskrifter": "föreskrifterna"}.get(word, word)


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every run of words that no break interrupts."""
    for start in range(len(words) - RUN + 1):
        run = tuple(words[start:start + RUN])
        if _BREAK not in run:
            yield run


def shared_runs(ours: str, theirs: set[tuple[str, ...]], exempt: set[tuple[str, ...]]) -> list[str]:
    """What of ours stands word for word in theirs, overlapping runs put together."""
    words = words_of(ours, exempt)
    starts = [start for start in range(len(words) - RUN + 1) if tuple(words[start:start + RUN]) in theirs]
    groups = [[start] for start in starts[:1]]
    for before, start in pairwise(starts):
        if start == before + 1:
            groups[-1].append(start)
        else:
            groups.append([start])
    return [" ".join(words[group[0]:group[-1] + RUN]) for group in groups]
