"""Words and signs that stand for nothing: written in a cell, they look like an answer where nobody has one."""

from __future__ import annotations

import re

_WORDS = frozenset({
    "saknas", "uppgift saknas", "information saknas", "okänt", "okänd", "okända", "ej känt", "ej känd", "inte känt",
    "inte känd", "vet ej", "vet inte", "oklart", "ej tillgänglig", "ej tillgängligt", "inte tillgänglig",
    "inte tillgängligt", "ej angivet", "ej angiven", "inte angivet", "inte angiven", "ej ifyllt", "ingen uppgift",
    "fyll i", "fylls i senare", "kommer senare", "n/a", "n.a.", "na", "#n/a", "nan", "null", "none", "nil", "unknown",
    "missing", "tbd", "todo", "tom", "tomt", "x", "xx", "xxx", "#saknas!", "#värde!", "#ref!", "#namn?", "#value!",
    "#name?", "#div/0!", "#division/0!", "#null!", "#num!",
})
_SIGNS = re.compile(r"[-‐‑‒–—―−?¿!.…·•*_/\\|+=~#,:;()\[\]<>\s]+")


def stands_for_nothing(text: str) -> bool:
    """True for a whole cell that only says that nothing is known, in words or signs."""
    kept = text.strip().casefold()
    return kept.strip("()[]<>") in _WORDS or _SIGNS.fullmatch(kept) is not None
