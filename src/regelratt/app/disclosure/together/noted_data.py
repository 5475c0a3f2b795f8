"""Data that a text has in another notation than JSON: names and values in lines, as YAML, TOML and settings have them.

Read as far as it can be read: nothing needs to be right, and lines of prose between are passed over.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.data_values import data_in
from regelratt.loaders.data_depth import DEEPEST_DATA

_HEAD = re.compile(r"\s*\[{1,2}([^\[\]]{1,200})\]{1,2}\s*")
"""A section of TOML or settings."""
_STEP = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\"']+)")
"""What a section's name is made of between points."""
_POINT = re.compile(r"\s*(-\s+)")
_PAIR = re.compile(r"\s*(?:\"([^\"]{1,100})\"|'([^']{1,100})'|([^:=\"'{}\[\]|;,\t]{1,100}?))\s*(?::(?=\s|$)|=)\s*(.*)")
_NAME = r"(?:[\w-]{1,100}|\"[^\"]{1,100}\"|'[^']{1,100}')"
_DOTTED = re.compile(rf"\s*({_NAME}(?:\.{_NAME}){{1,9}})\s*=\s*(.*)")
"""A name within others, as TOML has it."""
_PART = re.compile(r"[\[{\]},]|\"[^\"]*\"|'[^']*'|[^\[\]{},\"']+")
"""A bracket, a comma, a text in quotes, or what stands between those."""
_CLOSING, _ENDS = {"[": "]", "{": "}"}, (",", "]", "}")
_COMMENT = re.compile(r"\s+#.*")
_FEWEST = 2
"""Values of what is data and no sentence with a colon."""
_LITERALS = {"true": True, "false": False, "null": None, "~": None}
_LONGEST_NUMBER = 15
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class _Level(NamedTuple):
    """What stands under a line, and how far in that line begins."""

    indent: int
    held: list[tuple[str, object]]
    """Names and values in their order; a point has no name."""
    is_point: bool = False


def data_of_page(page: ParsedPage) -> list[str]:
    """The JSON text of each block of code on a page that holds data, in whatever notation."""
    texts = [page.text_of(block) for block in page.select("pre")]
    return [*filter(None, (text if data_in(text) is not None else noted_data(text) for text in texts))]


def noted_data(text: str) -> str:
    """The JSON text of what lines of names and values hold; empty where there are too few."""
    root: list[tuple[str, object]] = []
    levels = [_Level(-1, root)]
    found = 0
    for line in (each for each in text.splitlines() if each.strip() and not each.lstrip().startswith("#")):
        if head := _HEAD.fullmatch(line):
            levels = [*_section(root, head[1])]
            found += 1
            continue
        found += _read_line(line, levels)
    return json.dumps(_as_data(root), ensure_ascii=False) if found >= _FEWEST else ""


def _section(root: list[tuple[str, object]], path: str) -> Iterator[_Level]:
    """The levels of a section, each in the one before."""
    held = root
    yield _Level(-1, held)
    for step in _STEP.finditer(path):
        inner: list[tuple[str, object]] = []
        held.append((next(filter(None, step.groups()), "").strip(), inner))
        held = inner
        yield _Level(-1, held)


def _read_line(line: str, levels: list[_Level]) -> bool:
    """Add what a line holds where it belongs; True when that is a name with a value."""
    indent = len(line) - len(line.lstrip())
    is_point = _POINT.match(line) is not None
    while len(levels) > 1 and (levels[-1].indent > indent or (
        levels[-1].indent == indent and (levels[-1].is_point or not is_point))
    ):
        levels.pop()
    while point := _POINT.match(line):
        _open(levels, "", indent, is_point=True)
        indent += len(point[1])
        line = " " * indent + line[point.end():]
    if dotted := _DOTTED.fullmatch(line):
        *_, last = _section(levels[-1].held, dotted[1])
        last.held.append(("", _value(dotted[2])))
        return True
    pair = _PAIR.fullmatch(line)
    if not pair:
        value = _value(line)
        if levels[-1].indent >= 0:
            levels[-1].held.append(("", value))
        return isinstance(value, list) or any(each.indent >= 0 and not each.is_point for each in levels)
    name, written = _name_of(pair), _COMMENT.sub("", pair[4]).strip()
    if written:
        levels[-1].held.append((name, _value(written)))
    else:
        _open(levels, name, indent)
    return written != ""


def _open(levels: list[_Level], name: str, indent: int, *, is_point: bool = False) -> None:
    """Let what follows stand under a name or a point; deeper than data may lie it stands beside it."""
    if len(levels) <= DEEPEST_DATA:
        inner: list[tuple[str, object]] = []
        levels[-1].held.append((name, inner))
        levels.append(_Level(indent, inner, is_point))


def _value(written: str) -> object:
    """A value, or what stands in brackets on one line: lists, and names with values."""
    plain = written.strip()
    if plain[:1] in _CLOSING and plain[-1:] == _CLOSING[plain[0]]:
        return _in_brackets(plain)
    return _scalar(plain)


def _in_brackets(written: str) -> object:
    """Lists and objects in each other, as far in as data may lie."""
    root: list[tuple[str, object]] = []
    levels = [root]
    said = ""
    for part in _PART.findall(written):
        if part in _CLOSING and len(levels) <= DEEPEST_DATA:
            inner: list[tuple[str, object]] = []
            levels[-1].append((said.strip(" :=\"'"), inner))
            levels.append(inner)
            said = ""
        elif part in _ENDS:
            if said.strip():
                levels[-1].append(_told(said))
            said = ""
            if part != "," and len(levels) > 1:
                levels.pop()
        else:
            said += part
    return root[0][1] if root else ""


def _told(said: str) -> tuple[str, object]:
    """A name with its value, or a value alone."""
    pair = _PAIR.fullmatch(said)
    return (_name_of(pair), _scalar(pair[4])) if pair else ("", _scalar(said))


def _name_of(pair: re.Match[str]) -> str:
    """The name, in whichever quotes it stands."""
    return next(filter(None, pair.groups()[:3]), "").strip()


def _scalar(written: str) -> object:
    plain = written.strip().strip("\"',")
    if plain.casefold() in _LITERALS:
        return _LITERALS[plain.casefold()]
    if len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain):
        return plain
    return float(plain) if "." in plain else int(plain)


def _as_data(held: object) -> object:
    """Names and values as an object; as a list where names are missing, as several objects where one comes again."""
    if not isinstance(held, list):
        return held
    values = [(name, _as_data(value)) for name, value in held]
    if all(name == "" for name, _ in values):
        return values[0][1] if len(values) == 1 else [value for _, value in values]
    if "" not in (names := Counter(name for name, _ in values)) and max(names.values()) == 1:
        return dict(values)
    objects: list[dict[str, object]] = [{}]
    for name, value in values:
        if name in objects[-1]:
            objects.append({})
        objects[-1][name] = value
    return objects
