"""Words in a comparison that a column can never hold: the wrong case, a misspelling, a word of another column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from regelratt.diagnostics import close_matches
from regelratt.engine.names import Names
from regelratt.engine.tree import LIKES, Node, function_name, literal, walk

_MATCHED = {"COMPARE_EQUAL", "COMPARE_NOTEQUAL", "COMPARE_IN", "COMPARE_NOT_IN"}

_PARTIAL: dict[str, Callable[[str, str], bool]] = {
    "starts_with": str.startswith, "prefix": str.startswith, "ends_with": str.endswith, "suffix": str.endswith,
    "contains": str.__contains__,
}
"""Functions that look for a part of a word."""

Strange = tuple[Node, str, str]
"""The node where the word stands, what is wrong and how to put it right."""


def find_strange_words(node: Node, compared: list[Node], names: Names) -> Iterator[Strange]:
    """Each text in a comparison that nothing on the other side can be."""
    name = function_name(node)
    if name in _PARTIAL:
        yield from _strange_part(name, compared, names)
    elif name in LIKES:
        yield from _strange_pattern(compared, names, ignoring_case=name.endswith("*"))
    elif node.get("type") in _MATCHED or name == "nullif":
        first, *rest = compared
        for other in rest:
            yield from _strange_pair(first, other, names)


def _strange_pair(left: Node, right: Node, names: Names) -> Iterator[Strange]:
    one, other = names.words(left), names.words(right)
    if one is None or other is None or one & other or not (one and other):
        return
    for constant, column, words in ((right, left, one), (left, right, other)):
        text = literal(constant, "STRING")
        if text is not None and _has_column(column):
            yield constant, f"{_named(column)} kan aldrig vara '{text}'.", _remedy(text, words)
            return
    if _has_column(left) and _has_column(right):
        yield right, f"{_named(left)} och {_named(right)} har inga ord gemensamt.", "Jämför kolumner som kan vara lika."


def _strange_part(name: str, compared: list[Node], names: Names) -> Iterator[Strange]:
    words = names.words(compared[0])
    part = literal(compared[1], "STRING") if len(compared) == 2 else None
    if not words or part is None or not _has_column(compared[0]):
        return
    if not any(_PARTIAL[name](each, part) for each in words):
        yield compared[1], f"Inget ord som {_named(compared[0])} kan vara passar '{part}'.", _remedy(part, words)


def _strange_pattern(compared: list[Node], names: Names, *, ignoring_case: bool) -> Iterator[Strange]:
    words = names.words(compared[0])
    pattern = literal(compared[1], "STRING") if len(compared) == 2 else None
    if not words or pattern is None or not _has_column(compared[0]):
        return
    parts = re.split(r"([%_])", pattern)
    expression = "".join({"%": ".*", "_": "."}.get(part, re.escape(part)) for part in parts)
    flags = re.DOTALL | (re.IGNORECASE if ignoring_case else re.NOFLAG)
    if not any(re.fullmatch(expression, word, flags) for word in words):
        yield compared[1], f"Inget ord som {_named(compared[0])} kan vara passar '{pattern}'.", _remedy(pattern, words)


def _has_column(node: Node) -> bool:
    return any(each.get("class") == "COLUMN_REF" for each in walk(node))


def _named(node: Node) -> str:
    found = next(each for each in walk(node) if each.get("class") == "COLUMN_REF")
    return str(found["column_names"][-1])


def _remedy(text: str, words: frozenset[str]) -> str:
    return f"Välj bland: {', '.join(sorted(words))}.{close_matches(text.lower(), words)}"
