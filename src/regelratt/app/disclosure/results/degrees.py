"""How far rules are followed, in texts that stand under a heading that asks for it or names who follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from regelratt.app.disclosure.results.degree_heads import asks_degree
from regelratt.app.disclosure.results.said import Said, Told
from regelratt.app.disclosure.results.verdicts import ASKS, is_degree_alone
from regelratt.app.disclosure.text.plain_text import words


class Degrees(NamedTuple):
    """How such texts are read."""

    alone: Callable[[str], str | None]
    """The object that a canonical text is, and nothing else."""
    named_in: Callable[[str], str | None]
    read: Callable[[str], Said]

    def told_under(self, heading: str, parts: Sequence[str]) -> Iterator[Told]:
        """The objects whose degree is told: by name under a heading that asks, and under their own names."""
        if asks_degree(words(heading)):
            yield from (told for part in (*parts, *self._after_names(parts)) for told in self.read(part).scored)
        elif self.alone(heading):
            yield from (told for part in parts if any(map(ASKS.fullmatch, words(part))) and not self.named_in(part)
                        for told in self.read(f"{heading}: {part}").told)

    def _after_names(self, parts: Sequence[str]) -> Iterator[str]:
        """Each degree after a name alone, as what is said of that: *Miljönämnden* above *58 %*."""
        texts = list(filter(None, map(str.strip, parts)))
        yield from (f"{one}: {other}" for one, other in pairwise(texts)
                    if self.alone(one) and is_degree_alone(words(other)))
