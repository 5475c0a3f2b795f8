"""Texts that are a verdict and nothing else, beside whomever they stand: *EJ OK*, *har brister*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Place
from regelratt.app.disclosure.results.answer_words import FAULTS, KNOWN, NOT, with_plain
from regelratt.app.disclosure.results.row_sentences import REMARKS
from regelratt.app.disclosure.results.verdicts import AS_ADJECTIVE, FINE, SMALL, TERSE

_LABELS = with_plain({"resultat", "resultatet", "status", "bedömning", "bedömningen", "betyg", "utfall", "år"})
_BRIEF, _LONGEST = 3, 5
"""Words of a verdict alone, and beside a name."""


def verdict_alone(said: Sequence[str]) -> Iterator[Place]:
    """The words of a text that is a verdict in so many words and nothing else: *EJ OK*."""
    if 0 < len(said) <= _BRIEF and all(word in NOT or word in TERSE for word in said) and (
        FINE.isdisjoint(said) or not NOT.isdisjoint(said)
    ):
        yield 0, len(said), " ".join(said)


def verdict_beside(said: Sequence[str]) -> Iterator[Place]:
    """The same of a text that stands beside a name by itself, where a cell may be of what its column is called: *ej
    godkänd*, *har brister*, *Kommentar: underkänd*.
    """
    first = 1 if len(said) > 1 and REMARKS.fullmatch(said[0]) else 0
    rest = said[first:]
    if not 0 < len(rest) <= _LONGEST:
        return
    judging = [word for word in rest if word in TERSE or AS_ADJECTIVE.fullmatch(word)]
    is_poor = not NOT.isdisjoint(rest) or not any(word in FINE or word.startswith("god") for word in judging)
    has_faults = rest[0] == "har" and rest[-1] in FAULTS and all(word in KNOWN for word in rest[1:-1])
    if has_faults or (judging and is_poor and all(
        word in judging or word in SMALL or word in _LABELS for word in rest)
    ):
        yield first, len(said), " ".join(said)
