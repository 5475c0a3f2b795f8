"""The texts that a module can say, found in its source: every message, remedy and part of one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeGuard

_LEAST = 6
"""Letters that a text must have, between its placeholders, to be told from others."""


@dataclass(frozen=True)
class MessageText:
    """One text in the source and where it stands; its placeholders (`{x}`, in an f-string or not) are `None`."""

    place: str
    parts: tuple[str | None, ...]

    def is_in(self, said: str) -> bool:
        """True when the text stands in what was said, whatever its placeholders became."""
        return self.found_in(said) is not None

    def found_in(self, said: str) -> re.Match[str] | None:
        """Where the text stands in what was said, with a group for each part that is no placeholder."""
        return self._pattern.search(said) if all(part in said for part in self.parts if part) else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("".join(".*?" if part is None else f"({re.escape(part)})" for part in self.parts), re.DOTALL)

    def __str__(self) -> str:
        return f"{self.place}: {''.join('{}' if part is None else part for part in self.parts)}"


def message_texts(path: Path) -> list[MessageText]:
    """Every text of the module that a reader could be shown: a literal with a space that is no docstring, key or pattern."""
    return texts_of(ast.parse(path.read_text(encoding="utf-8")), path.name)


def texts_of(tree: ast.AST, name: str) -> list[MessageText]:
    """As `message_texts`, of what has been read; `name` is how places name the module."""
    hidden = set(_hidden(tree))
    found = []
    for node in ast.walk(tree):
        if id(node) in hidden or not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        parts = tuple(_parts(node))
        literal = "".join(part or "" for part in parts)
        if " " in literal.strip() and len(re.findall(r"[^\W\d_]", literal)) >= _LEAST:
            found.append(MessageText(f"{name}:{node.lineno}", parts))
    return found


def meant(texts: Iterable[MessageText], said: Iterable[str]) -> set[tuple[str | None, ...]]:
    """The texts that what was said gives. Words that a longer text has given are not given by a shorter one as well.

    Texts of the same words are one.
    """
    alike: dict[str, list[MessageText]] = {}
    for text in texts:
        alike.setdefault("…".join(filter(_has_words, text.parts)), []).append(text)
    given: set[tuple[str | None, ...]] = set()
    for line in said:
        left = line
        for key in sorted(alike, key=len, reverse=True):
            if found := next(filter(None, (text.found_in(left) for text in alike[key])), None):
                given.update(text.parts for text in alike[key])
                for number, part in enumerate(found.groups(), 1):
                    if _has_words(part):  # a full stop may have been found too early
                        start, end = found.span(number)
                        left = left[:start] + "\0" * (end - start) + left[end:]
    return given


def _has_words(part: str | None) -> TypeGuard[str]:
    return any(map(str.isalpha, part or ""))


def _parts(node: ast.JoinedStr | ast.Constant) -> Iterator[str | None]:
    for each in node.values if isinstance(node, ast.JoinedStr) else [node]:
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            for number, part in enumerate(re.split(r"\{\w+\}", each.value)):
                yield from (part,) if number == 0 else (None, part)
        else:
            yield None


def _hidden(tree: ast.AST) -> Iterator[int]:
    """Literals that nobody is shown: docstrings, keys, patterns, annotations, and the parts of a longer text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(each) for each in node.values)
        elif isinstance(node, ast.Dict):
            yield from (id(key) for key in node.keys if key is not None)
        elif isinstance(node, ast.Subscript):
            yield id(node.slice)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "re.search", "said.startswith"):
            yield from (id(each) for argument in node.args for each in ast.walk(argument))
        elif isinstance(node, ast.Compare):
            yield from (id(each) for part in [node.left, *node.comparators] for each in ast.walk(part))
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield from (id(each) for each in ast.walk(node.annotation))
