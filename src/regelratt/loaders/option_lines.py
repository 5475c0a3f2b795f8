"""The lines of a directive that state its fields, told apart as MyST tells them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_OPTIONS = 60
"""How many fields of a directive are read; no kind of object has half as many."""

LONGEST_OPTION = 5_000
"""Characters in the line of a field that is read. Lists in it are looked through one by one, some of them twice."""

_OPTION_NAME = re.compile(r"(\s*):([^\s:][^:]*):")


@dataclass(frozen=True, slots=True)
class Option:
    """One `:name: value` line."""

    name: str
    value: str
    line: int
    column: int
    value_column: int


def read_options(content: list[str], first_line: int, lines: list[str]) -> tuple[list[Option], list[int], int]:
    """Options, lines that are none, and how many lines the option block takes."""
    options: list[Option] = []
    bad: list[int] = []
    used = 0
    if content and content[0].startswith("---"):
        return options, [first_line], 0
    for row in content:
        if not row.lstrip().startswith(":") or row.lstrip().startswith(":::"):
            if options and row[:1] in (" ", "\t") and row.strip():
                bad.append(first_line + used)
            break
        option = _option(row, first_line + used, lines) if len(options) < MOST_OPTIONS else None
        if option:
            options.append(option)
        elif len(bad) < MOST_OPTIONS:
            bad.append(first_line + used)
        used += 1
    return options, bad, used


def line_taken_for_fields(content: list[str], used: int, first_line: int) -> int:
    """The line where MyST looks for fields though text goes on below them; 0 without one.

    Empty lines do not stop it from looking. It warns when the text began on the directive's first line.
    """
    first = next((index for index, row in enumerate(content) if row.strip()), None)
    if first is None or not content[first].lstrip().startswith(":"):
        return 0
    return first_line + first if any(content[used:]) else 0


def _option(row: str, line: int, lines: list[str]) -> Option | None:
    """The option that a line states, or None when it states none."""
    match = _OPTION_NAME.match(row)
    rest = row[match.end():] if match else ""
    if match is None or match[1] or (rest and rest[0] not in " \t") or len(row) > LONGEST_OPTION:
        return None
    value = rest.strip(" ")
    source = lines[line - 1]
    column = source.find(":" + match[2]) + 1
    start = source.find(value, column + len(match[2]) + 1) + 1 if value else len(source) + 1
    return Option(match[2].strip(), value, line, max(column, 1), max(start, 1))
