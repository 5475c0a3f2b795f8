"""From what is found in a built file back to the source that it was made of."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from pathlib import PurePosixPath

from regelratt.app.publishing.plain_text import canonical, squashed
from regelratt.domain.location import Location
from regelratt.loaders.content import LoadedContent


class Sources:
    """The pages and static files of a project, by what they say."""

    def __init__(self, content: LoadedContent) -> None:
        self._pages = {path: page.text for path, page in content.pages.items()}
        self._statics = {PurePosixPath(path).name: path for path in content.statics}
        self._squashed = cache(self._squash)

    def place(self, built: str, text: str) -> Location:
        """Where the text stands in the source of a built file; else where the file comes from."""
        static = self._statics.get(PurePosixPath(built).name)
        if static is not None:
            return Location(static)
        own = f"{built.removesuffix('.html')}.md"
        wanted = squashed(canonical(text))
        for path in (own, *self._pages):
            if path in self._pages and (line := self._line(path, wanted)):
                return Location(path, line)
        return Location(own if own in self._pages else built)

    @staticmethod
    def unknown(built: str) -> Location:
        """The page that a built page is made of, when what is wrong with it stands in no source."""
        return Location(f"{built.removesuffix('.html')}.md")

    def _line(self, path: str, wanted: str) -> int:
        """Line of the page where the text begins; 0 when it is not there."""
        whole, starts = self._squashed(path)
        place = whole.find(wanted) if wanted else -1
        return bisect_right(starts, place) if place >= 0 else 0

    def _squash(self, path: str) -> tuple[str, list[int]]:
        lines = [squashed(canonical(line)) for line in self._pages[path].split("\n")]
        return "".join(lines), list(accumulate((len(line) for line in lines), initial=0))[:-1]


