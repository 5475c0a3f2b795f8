"""The texts that a module can say, found in its source: every message, remedy and part of one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LEAST = 6
"""Letters that a text must have, between its placeholders, to be told from others."""


@dataclass(frozen=True)
class MessageText:
    """One text in the source and where it stands; its placeholders (`{x}`, in an f-string or not) are `None`."""

    place: str
    parts: tuple[str | None, ...]

    def is_in(self, said: str) -> bool:
        """True when the text stands in what was said, whatever its placeholders became."""
        return re.search(".*".join(re.escape(part or "") for part in self.parts), said, re.DOTALL) is not None

    def __str__(self) -> str:
        return f"{self.place}: {''.join('{}' if part is None else part for part in self.parts)}"


def message_texts(path: Path) -> list[MessageText]:
    """Every text of the module that a reader could be shown: a literal with a space that is no docstring, key or pattern."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = set(_hidden(tree))
    found = []
    for node in ast.walk(tree):
        if id(node) in hidden or not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        parts = tuple(_parts(node))
        literal = "".join(part or "" for part in parts)
        if " " in literal.strip() and len(re.findall(r"[^\W\d_]", literal)) >= _LEAST:
            found.append(MessageText(f"{path.name}:{node.lineno}", parts))
    return found


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
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("re.compile", "said.startswith"):
            yield from (id(each) for argument in node.args for each in ast.walk(argument))
        elif isinstance(node, ast.Compare):
            yield from (id(each) for part in [node.left, *node.comparators] for each in ast.walk(part))
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield from (id(each) for each in ast.walk(node.annotation))
