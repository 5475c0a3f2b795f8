"""Printing diagnostics, for people and for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import typer

from regelratt.cli.exit_codes import ExitCode
from regelratt.diagnostics import Code, Diagnostic, count_line

_USAGE = frozenset({Code.BAD_SETTING, Code.NO_CONTENT, Code.FILE_PROBLEM, Code.BUSY})
"""Messages that are not about what the content, the evidence or a stored run says."""


def print_diagnostics(diagnostics: Sequence[Diagnostic], *, as_json: bool = False, err: bool = False) -> None:
    """All diagnostics in order, then the count line; as JSON one list and nothing else. `err` keeps stdout for data."""
    if as_json:
        typer.echo(json.dumps([as_mapping(each) for each in diagnostics], ensure_ascii=False, indent=2))
        return
    for each in diagnostics:
        typer.echo(str(each), err=err)
    typer.echo(count_line(diagnostics), err=err)


def print_bytes(data: bytes) -> None:
    """All of the data to standard output, as it is; an unbuffered stream may take it a part at a time."""
    sys.stdout.flush()
    rest = memoryview(data)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def as_mapping(each: Diagnostic) -> dict[str, object]:
    """A diagnostic with the keys that machines read."""
    return {
        "path": each.location.path, "line": each.location.line, "column": each.location.column,
        "severity": each.severity.name.lower(), "code": str(each.code), "message": each.message,
        "remedy": each.remedy,
    }


def exit_code(diagnostics: Sequence[Diagnostic]) -> ExitCode:
    """2 for settings, usage and what the system refuses, 3 for content, evidence or stored runs, 0 for no error."""
    errors = [each for each in diagnostics if each.is_error]
    if any(each.code in _USAGE for each in errors):
        return ExitCode.USAGE
    return ExitCode.CONTENT if errors else ExitCode.FINE
