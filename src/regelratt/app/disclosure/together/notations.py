"""Data that is written in lines, as settings are: a name, a colon or an equals sign, and a value, with blanks before
what belongs to the line above (YAML, TOML, INI). Read here as the same data in JSON, and only as far as answers need.
"""

from __future__ import annotations

import json
import re
from typing import Any

from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.read_together import fetched_text

_LINE = re.compile(r"(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s:=\"'\[{|;][^:=|;]{0,200}))\s{0,9}(?::(?=\s|$)|=)(.*)")
_SECTION = re.compile(r"\[{1,2}([^\[\]]{1,300})\]{1,2}")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\"']+)")
_ITEM = re.compile(r"- +")
_COMMENT = re.compile(r"\s#.*")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_KNOWN = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}
_OUTSIDE = ("#", ";", "---", "...", "%YAML")
"""How lines begin that say nothing."""
_DEEPEST = 40
_FEWEST = 2
"""Lines that are no chance."""


def data_in_lines(name: str, data: bytes, page: ParsedPage | None) -> list[str]:
    """The data in such lines as JSON: of a file, or of each block of code on a page."""
    texts = [page.text_of(block) for block in page.select("pre")] if page else [fetched_text(name, data)]
    return [*filter(None, map(as_json, texts))]


def as_json(text: str) -> str:
    """A text in such lines as JSON; empty when it is another text."""
    lines = [line for line in text.expandtabs(4).splitlines()
             if line.strip() and not line.strip().startswith(_OUTSIDE)]
    if len(lines) < _FEWEST:
        return ""
    read = _Read()
    return json.dumps(read.root) if all(map(read.took, lines)) else ""


class _Read:
    """What has been read: lists of objects, each with how far its lines stand from the margin."""

    def __init__(self) -> None:
        self.root: list[Any] = []
        self._open: list[tuple[float, list[Any]]] = [(0, self.root)]
        self._below: list[Any] | None = None
        """What lines farther in belong to."""

    def took(self, line: str) -> bool:
        """True for a line that is of such data, which now is read."""
        rest = line.strip()
        if section := _SECTION.fullmatch(rest):
            self._begin(["".join(part) for part in _PART.findall(section[1])])
            return True
        depth: float = len(line) - len(line.lstrip())
        while item := _ITEM.match(rest):
            held = self._list_at(depth + 0.5)
            depth, rest = depth + item.end(), rest[item.end():]
            if not (rest.startswith("{") or _LINE.fullmatch(rest) or _ITEM.match(rest)):
                held.append(_value(rest))
                return True
            held.append([])
            self._open.append((depth, held[-1]))
            self._below = None
        return len(self._open) < _DEEPEST and self._add(self._list_at(depth), rest)

    def _begin(self, parts: list[str]) -> None:
        held: list[Any] = []
        inner: Any = held
        for part in reversed(parts[-_DEEPEST:]):
            inner = {part.strip(): inner}
        self.root.append(inner)
        self._open, self._below = [(0, held)], None

    def _list_at(self, depth: float) -> list[Any]:
        while len(self._open) > 1 and self._open[-1][0] > depth:
            self._open.pop()
        if self._open[-1][0] < depth and self._below is not None:
            self._open.append((depth, self._below))
        self._below = None
        return self._open[-1][1]

    def _add(self, held: list[Any], rest: str) -> bool:
        """True when the rest of a line is one name with its value, or several in brackets."""
        if rest.startswith("{"):
            return all(self._add(held, part.strip()) for part in rest.strip("{} ").split(","))
        found = _LINE.fullmatch(rest)
        if found is None:
            return False
        key, value = (found[1] or found[2] or found[3]).strip(), found[4].strip()
        if not held or not isinstance(held[-1], dict) or key in held[-1]:
            held.append({})
        if value.startswith("{") and value.endswith("}"):
            below: list[Any] = []
            held[-1][key] = below
            return all(self._add(below, part.strip()) for part in value.strip("{} ").split(","))
        if value and not value.startswith(("#", "|", ">", "&", "!")):
            held[-1][key] = _value(value)
        else:
            self._below = held[-1][key] = []
        return True


def _value(text: str) -> object:
    plain = _COMMENT.sub("", text).strip().strip("\"',")
    if _NUMBER.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    return _KNOWN.get(plain.casefold(), plain)
