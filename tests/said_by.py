"""Which modules speak of something: found in the source, so that nobody has to remember to list a new one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.message_texts import MessageText, texts_of
from tests.project import ROOT

SOURCE = ROOT / "src"


def trees(source: Path = SOURCE) -> dict[str, ast.Module]:
    """Every module of the program by its dotted name."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def reached(doors: list[str], modules: Mapping[str, ast.Module]) -> list[str]:
    """The modules of these names and all that they import, whether at once or by way of others."""
    found: dict[str, None] = {}
    waiting = list(doors)
    while waiting:
        name = waiting.pop()
        if name in modules and name not in found:
            found[name] = None
            waiting += _imported(modules[name])
    return sorted(found)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def said_with(codes: set[str], modules: Mapping[str, ast.Module]) -> Iterator[MessageText]:
    """The texts of every function, in whatever module, that gives something one of the codes."""
    for name, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                    isinstance(each, ast.Attribute) and each.attr in codes for each in ast.walk(node)):
                yield from texts_of(node, name)
