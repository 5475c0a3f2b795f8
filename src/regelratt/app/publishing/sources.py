"""From what is found in a built file back to the source that it was made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import PurePosixPath
from typing import NamedTuple

from regelratt.app.publishing.plain_text import canonical, squashed, words
from regelratt.domain.location import Location
from regelratt.loaders.content import LoadedContent

_MOST_PLACES = 20
"""Places that are told of one finding."""
_DIGITS_ENOUGH = 7
"""Digits that tell of a number by themselves, whatever stands between them in the source."""
_PARTS = (6, 3)
"""Words in a row that are looked for when the whole is not there."""


class _Text(NamedTuple):
    """A source without the signs between its words, and where each line begins in that."""

    whole: str
    starts: list[int]

    def lines(self, wanted: str) -> list[int]:
        """The lines where something begins."""
        found: list[int] = []
        place = self.whole.find(wanted) if wanted else -1
        while place >= 0 and len(found) < _MOST_PLACES:
            found.append(bisect_right(self.starts, place))
            place = self.whole.find(wanted, place + 1)
        return found


class Sources:
    """The pages and static files of a project, by what they say."""

    def __init__(self, content: LoadedContent) -> None:
        self._pages = {path: page.text for path, page in content.pages.items()}
        self._statics = {PurePosixPath(path).name: (path, file) for path, file in content.statics.items()}
        self._squashed = cache(lambda path: _text(self._pages[path], squashed))
        self._digits = cache(lambda path: _text(self._pages[path], _digits_of))

    def places(self, built: str, text: str) -> list[Location]:
        """Every place where the text stands in the sources of a built file; else where the file comes from."""
        if static := self._statics.get(PurePosixPath(built).name):
            path, file = static
            text_of_file = _text(file.read_bytes().decode("utf-8", "replace"), squashed)
            return [Location(path, line) for line in text_of_file.lines(squashed(canonical(text))) or [1]]
        own = f"{built.removesuffix('.html')}.md"
        pages = [[own]] if own in self._pages else []
        for look in (self._lines, self._lines_by_words):
            for paths in (*pages, list(self._pages)):
                if found := [Location(path, line) for path in paths for line in look(path, canonical(text))]:
                    return found[:_MOST_PLACES]
        return [Location(own if own in self._pages else built)]

    @staticmethod
    def unknown(built: str) -> Location:
        """The page that a built page is made of, when what is wrong with it stands in no source."""
        return Location(f"{built.removesuffix('.html')}.md")

    def _lines(self, path: str, plain: str) -> list[int]:
        """Lines of the page where the text begins: the whole, or a number by its digits."""
        found = self._squashed(path).lines(squashed(plain))
        digits = _digits_of(plain)
        return found or (self._digits(path).lines(digits) if len(digits) >= _DIGITS_ENOUGH else [])

    def _lines_by_words(self, path: str, plain: str) -> list[int]:
        """Lines of the page where some words of the text begin: of evidence, a part is found too."""
        said = words(plain)
        for size in _PARTS:
            for start in range(len(said) - size + 1):
                if found := self._squashed(path).lines("".join(said[start:start + size])):
                    return found
        return []


def _text(source: str, plain: Callable[[str], str]) -> _Text:
    lines = [plain(canonical(line)) for line in source.split("\n")]
    return _Text("".join(lines), list(accumulate((len(line) for line in lines), initial=0))[:-1])


def _digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
