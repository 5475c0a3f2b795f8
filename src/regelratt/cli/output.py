"""Printing diagnostics, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence

import typer

from regelratt.cli.exit_codes import ExitCode
from regelratt.diagnostics import Code, Diagnostic, count_line


def print_diagnostics(diagnostics: Sequence[Diagnostic], *, as_json: bool = False) -> None:
    """All diagnostics in order, then the count line; as JSON one list and nothing else."""
    if as_json:
        typer.echo(json.dumps([as_mapping(each) for each in diagnostics], ensure_ascii=False, indent=2))
        return
    for each in diagnostics:
        typer.echo(str(each))
    typer.echo(count_line(diagnostics))


def as_mapping(each: Diagnostic) -> dict[str, object]:
    """A diagnostic with the keys that machines read."""
    return {
        "path": each.location.path, "line": each.location.line, "column": each.location.column,
        "severity": each.severity.name.lower(), "code": str(each.code), "message": each.message,
        "remedy": each.remedy,
    }


def exit_code(diagnostics: Sequence[Diagnostic]) -> ExitCode:
    """2 for settings, 3 for content or evidence, 0 when nothing is an error."""
    errors = [each for each in diagnostics if each.is_error]
    if any(each.code is Code.BAD_SETTING for each in errors):
        return ExitCode.USAGE
    return ExitCode.CONTENT if errors else ExitCode.FINE
