"""From what is found in a built file back to the source that it was made of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from itertools import accumulate, islice
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from regelratt.app.disclosure.text.plain_text import aligned, canonical, readings, squashed, words
from regelratt.domain.location import Location
from regelratt.loaders.content import LoadedContent

_MOST_PLACES = 20
"""Places that are told of one finding."""
_ALL_PLACES = 10_000
_DIGITS_ENOUGH = 7
"""Digits that tell of a number by themselves, whatever stands between them in the source."""
_MOST_LINES = 3
"""Lines that one number may stand on."""
_PARTS = (6, 3)
"""Words in a row that are looked for when the whole is not there."""


class _Text(NamedTuple):
    """A source without the signs between its words, and where each line begins in that."""

    whole: str
    starts: list[int]

    def lines(self, wanted: str) -> Iterator[int]:
        """The lines where something begins."""
        place = self.whole.find(wanted) if wanted else -1
        while place >= 0:
            yield bisect_right(self.starts, place)
            place = self.whole.find(wanted, place + 1)


class _Source(NamedTuple):
    """A source in all its readings."""

    texts: tuple[_Text, ...]

    def lines(self, wanted: str, most: int = _MOST_PLACES) -> list[int]:
        """The lines where something begins, in the first reading that has it."""
        return next((found for text in self.texts if (found := list(islice(text.lines(wanted), most)))), [])


class Sources:
    """The pages and static files of a project, by what they say."""

    def __init__(self, content: LoadedContent, shown_settings: Mapping[Location, str] = MappingProxyType({})) -> None:
        """`shown_settings` are the settings' texts that stand on every page, and where."""
        self._pages = {path: page.text for path, page in content.pages.items()}
        self._files = dict(content.statics)
        self._settings = shown_settings
        self._digests = cache(lambda path: sha256(self._files[path].read_bytes()).digest())
        self._squashed = cache(lambda path: _text(self._source(path), squashed))
        self._digits = cache(lambda path: _text(self._source(path), _digits_of))

    def places(self, built: str, text: str, data: bytes = b"") -> list[Location]:
        """Every place where the text stands in the sources of a built file; else where the file comes from."""
        if static := self._static(built, data):
            return [Location(static, line) for line in self._lines(static, canonical(text)) or [1]]
        own = f"{built.removesuffix('.html')}.md"
        pages = [[own]] if own in self._pages else []
        if chosen := [place for place, value in self._settings.items() if _stands_in(text, value)]:
            return [*chosen, *(Location(own, line) for (path,) in pages for line in self._lines(path, canonical(text))
                               if self._begins_on(path, line, canonical(text)))]
        for look in (self._lines, self._lines_by_words):
            for paths in (*pages, list(self._pages)):
                if found := [Location(path, line) for path in paths for line in look(path, canonical(text))
                             if not pages or path == own or self._is_there(path, line, canonical(text))]:
                    return found[:_MOST_PLACES]
        return [Location(own if own in self._pages else built)]

    def place_beside(self, built: str, text: str, beside: str, data: bytes = b"") -> Location:
        """The place of what the text may not stand beside, nearest to the text, which may be the name of the file."""
        if chosen := [place for place, value in self._settings.items() if _stands_in(beside, value)]:
            return chosen[0]
        static = self._static(built, data)
        own = static or f"{built.removesuffix('.html')}.md"
        groups = [[own], [] if static else list(self._pages)]
        for path in (path for group in groups for path in group if path == static or path in self._pages):
            lines = self._squashed(path).lines(squashed(canonical(text)), _ALL_PLACES)
            is_named = path == own and squashed(canonical(text)) in squashed(path)
            near = (lines or is_named) and (
                self._squashed(path).lines(squashed(beside)) or self._lines_by_words(path, beside))
            if near:
                return Location(path, min(near, key=lambda line: min((abs(line - each) for each in lines), default=0)))
        return self.places(built, text, data)[0]

    def _static(self, built: str, data: bytes) -> str | None:
        """The static file that a built one is a copy of: the same bytes, or else the same name."""
        name = PurePosixPath(built).name
        same = [path for path in self._files if self._digests(path) == sha256(data).digest()] if data else []
        named = [path for path in self._files if PurePosixPath(path).name == name]
        return next((path for path in (*(each for each in same if each in named), *same, *named)), None)

    def _source(self, path: str) -> str:
        static = self._files.get(path)
        return self._pages[path] if static is None else static.read_bytes().decode("utf-8", "replace")

    @staticmethod
    def unknown(built: str) -> Location:
        """The page that a built page is made of, when what is wrong with it stands in no source."""
        return Location(f"{built.removesuffix('.html')}.md")

    def _lines(self, path: str, plain: str) -> list[int]:
        """Lines of the page where the text begins: the whole, or a number by its digits."""
        found = self._squashed(path).lines(squashed(plain))
        digits = _digits_of(plain)
        return found or (self._digits(path).lines(digits) if len(digits) >= _DIGITS_ENOUGH else [])

    def _is_there(self, path: str, line: int, plain: str) -> bool:
        """False for digits that only follow each other over lines: on another page they are other numbers."""
        digits, there = _digits_of(plain), canonical(self._pages[path].split("\n")[line - 1])
        return len(digits) < _DIGITS_ENOUGH or len(squashed(plain)) > 2 * len(digits) or digits in _digits_of(there)

    def _begins_on(self, path: str, line: int, plain: str) -> bool:
        """False for digits that go on from others on the line: what a setting says is not said there too."""
        digits = _digits_of(plain)
        begins = re.compile(r"(?<!\d)(?<!\d )" + r"[\W_]*".join(digits))
        there = "\n".join(self._pages[path].split("\n")[line - 1:line - 1 + _MOST_LINES])
        return len(digits) < _DIGITS_ENOUGH or any(map(begins.search, readings(there)))

    def _lines_by_words(self, path: str, plain: str) -> list[int]:
        """Lines of the page where some words of the text begin: of evidence, a part is found too."""
        said = words(plain)
        for size in _PARTS:
            for start in range(len(said) - size + 1):
                if found := self._squashed(path).lines("".join(said[start:start + size])):
                    return found
        return []


def _stands_in(text: str, value: str) -> bool:
    """True when a setting's value says the text: the whole, or a number by its digits."""
    plain, whole = canonical(text), canonical(value)
    digits = _digits_of(plain)
    return squashed(plain) in squashed(whole) or (len(digits) >= _DIGITS_ENOUGH and digits in _digits_of(whole))


def _text(source: str, plain: Callable[[str], str]) -> _Source:
    read = aligned([tuple(map(plain, readings(line))) for line in source.split("\n")])
    return _Source(tuple(
        _Text("".join(lines), list(accumulate((len(line) for line in lines), initial=0))[:-1]) for lines in read))


def _digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
