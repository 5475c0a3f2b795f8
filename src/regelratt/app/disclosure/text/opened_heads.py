"""The heads of columns that the settings say are open, in any spelling."""

from __future__ import annotations

from collections.abc import Iterable

from regelratt.app.disclosure.text.plain_text import canonical, squashed


class OpenedHeads:
    """Knows whether a head is one of those in the setting `public-headings`."""

    def __init__(self, heads: Iterable[str] = ()) -> None:
        self._heads = frozenset(map(_plain, heads))

    def __contains__(self, head: str) -> bool:
        return _plain(head) in self._heads

    def __bool__(self) -> bool:
        return bool(self._heads)


def _plain(head: str) -> str:
    return squashed(canonical(head))
