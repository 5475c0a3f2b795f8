"""Checksums of what is closed, found by any part of them that is long enough to be tried against a guess."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from regelratt.app.disclosure.text.gram_index import GramIndex
from regelratt.app.disclosure.text.plain_text import squashed
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Run

_FEWEST = 10
"""Signs in a row of a checksum that nothing else has: forty bits."""
_GRAM = 6
_STEP = _FEWEST - _GRAM + 1
"""Signs between the places that are looked up: one of them begins a whole gram in every part of the fewest signs."""
_OF_RUN = 6
"""Signs of a run's own digest that tell of it after its day."""


class Digests:
    """The checksums, in hexadecimal digits and in the letters of base64, indexed by every place in them."""

    def __init__(self, evidence: Evidence, run: Run) -> None:
        day, _, own = run.id.rpartition("-")
        closed = {"underlagets summa": [run.evidence_digest, run.inputs], "kontrollens id": [own],
                  "en fils kontrollsumma": [file.sha256 for file in evidence.files]}
        self._runs = [squashed(f"{day}-{own[:_OF_RUN]}")] if len(own) >= _FEWEST else []
        self._grams = GramIndex[str](_GRAM, _STEP)
        for source, digests in closed.items():
            for written in (form for digest in digests if len(digest) >= _FEWEST for form in _forms(digest)):
                self._grams.add(written, source, range(len(written) - _GRAM + 1))

    def found_in(self, joined: str) -> Iterator[tuple[str, str]]:
        """Each part of a checksum in letters and digits without signs between, and what it is the checksum of."""
        yield from ((each, "kontrollens id") for each in self._runs if each in joined)
        for place, start, written, source in self._grams.places(joined):
            part = _around(joined, place, written, start)
            if len(part) >= _FEWEST:
                yield part, source


def _forms(digest: str) -> tuple[str, str]:
    """A checksum as letters and digits in small letters: as it is, and as base64."""
    packed = base64.b64encode(bytes.fromhex(digest)).decode()
    return digest, squashed(packed)


def _around(joined: str, place: int, written: str, start: int) -> str:
    """What is the same in both around the places given."""
    before = 0
    while before < min(place, start) and joined[place - before - 1] == written[start - before - 1]:
        before += 1
    after = _GRAM
    while joined[place + after:place + after + 1] == written[start + after:start + after + 1] != "":
        after += 1
    return written[start - before:start + after]
