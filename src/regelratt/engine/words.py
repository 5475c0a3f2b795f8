"""Words in a comparison that a column can never hold: the wrong case, a misspelling, a word of another column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from regelratt.diagnostics import close_matches
from regelratt.engine.names import Names
from regelratt.engine.tree import DISTINCTIONS, LIKES, Node, function_name, literal, walk, without_text_cast

_MATCHED = {"COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_IN", "COMPARE_NOT_IN", *DISTINCTIONS}

_PARTIAL: dict[str, Callable[[str, str], bool]] = {
    "starts_with": str.startswith, "prefix": str.startswith, "ends_with": str.endswith, "suffix": str.endswith,
    "contains": str.__contains__,
}
"""Functions that look for a part of a word."""

_WHOLE = {"regexp_matches": False, "regexp_full_match": True}
"""Functions that hold a text against a regular expression, and whether all of the text must match."""
_PLAIN = re.compile(r"\^?(?:[\w %,-]|\.\*?)+\$?")
"""Regular expressions so plain that Python and DuckDB cannot read them differently."""

PATTERNED = frozenset({*LIKES, *_PARTIAL, *_WHOLE})
"""Functions that hold a text against a pattern, or a part of it."""

Strange = tuple[Node, str, str]
"""The node where the word stands, what is wrong and how to put it right."""


def find_strange_words(node: Node, compared: list[Node], names: Names) -> Iterator[Strange]:
    """Each text in a comparison that nothing on the other side can be."""
    name = function_name(node)
    if name in PATTERNED:
        yield from _strange_pattern(name, compared, names)
    elif compared and (node.get("type") in _MATCHED or name == "nullif" or node.get("class") == "SUBQUERY"):
        first, *rest = compared
        for other in rest:
            yield from _strange_pair(first, other, names)


def _strange_pair(left: Node, right: Node, names: Names) -> Iterator[Strange]:
    one, other = names.words(left), names.words(right)
    if one is None or other is None or one & other or not (one and other):
        return
    for constant, column, words in ((right, left, one), (left, right, other)):
        text = literal(without_text_cast(constant), "STRING")
        if text is not None and _has_column(column):
            yield without_text_cast(constant), f"{_named(column)} kan aldrig vara '{text}'.", _remedy(text, words)
            return
    if _has_column(left) and _has_column(right):
        yield right, f"{_named(left)} och {_named(right)} har inga ord gemensamt.", "Jämför kolumner som kan vara lika."


def _strange_pattern(name: str, compared: list[Node], names: Names) -> Iterator[Strange]:
    words = names.words(compared[0])
    pattern = literal(compared[1], "STRING") if len(compared) == 2 else None
    matches = _matcher(name, pattern) if pattern is not None else None
    if not words or pattern is None or matches is None or not _has_column(compared[0]):
        return
    if not any(map(matches, words)):
        yield compared[1], f"Inget ord som {_named(compared[0])} kan vara passar '{pattern}'.", _remedy(pattern, words)


def _matcher(name: str, pattern: str) -> Callable[[str], object] | None:
    """Tells whether a word matches the pattern; None where that is not for certain."""
    if name in _PARTIAL:
        return lambda word: _PARTIAL[name](word, pattern)
    if name in _WHOLE:
        if not _PLAIN.fullmatch(pattern):
            return None
        parts = pattern.removeprefix("^").removesuffix("$").split(".*")
        if not _WHOLE[name]:
            parts = [*([] if pattern.startswith("^") else [""]), *parts, *([] if pattern.endswith("$") else [""])]
        any_sign, flags = ".", re.DOTALL
    else:
        parts, any_sign = re.split("%+", pattern), "_"
        flags = re.DOTALL | (re.IGNORECASE if name.endswith("*") else re.NOFLAG)
    expression = _with_gaps(["".join("." if sign == any_sign else re.escape(sign) for sign in part) for part in parts])
    return lambda word: re.fullmatch(expression, word, flags)


def _with_gaps(parts: list[str]) -> str:
    """Parts of fixed length with anything between them; no gap is tried again when a later part does not fit."""
    first, *others = parts
    if not others:
        return first
    *middle, last = others
    return first + "".join(f"(?>.*?{part})" for part in middle) + f".*{last}"


def _has_column(node: Node) -> bool:
    return any(each.get("class") == "COLUMN_REF" for each in walk(node))


def _named(node: Node) -> str:
    """What messages call the expression: its first column, or the subquery that it is."""
    within = node["subquery"] if node.get("class") == "SUBQUERY" else node
    found = next((each for each in walk(within) if each.get("class") == "COLUMN_REF"), None)
    return str(found["column_names"][-1]) if found else "delfrågan"


def _remedy(text: str, words: frozenset[str]) -> str:
    return f"Välj bland: {', '.join(word or 'tom text' for word in sorted(words))}." + close_matches(
        text.lower(), words, refused=text)
