"""What is wrong with how a command was called, in Swedish. Typer says it in English only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from regelratt.diagnostics import close_matches
from regelratt.settings import DECLARATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

UsageError: type[typer.BadParameter] = typer.BadParameter.__bases__[0]
"""The base of all mistakes in how a command is called; typer exports only its subclass."""

OUT_OF_REACH = "is out of reach"
NOT_YET = "is yet to come"
"""What our own checks of a day say, as Typer would."""

_REASONS = {
    "does not exist": "finns inte",
    "is a file": "är en fil och ingen mapp",
    "is a directory": "är en mapp och ingen fil",
    "is not readable": "går inte att läsa",
    "does not match the format": "är ingen dag som 2026-09-30",
    "valid integer": "är inget heltal",
    "greater than": "är för litet",
    "less than": "är för stort",
    NOT_YET: "har inte varit än",
    OUT_OF_REACH: f"är inte {DECLARATIONS['as-of'].form.described}",
}
"""Typer's words for why a value does not fit, and ours."""


def explain_usage(error: typer.BadParameter) -> str:
    """One sentence on what is wrong, naming it, and one with the remedy."""
    command = error.ctx.command_path.removeprefix("python -m ") if error.ctx else "regelratt"
    return f"{_mistake(error)}. Kör {command} --help för att se vad som går att skriva."


def _mistake(error: typer.BadParameter) -> str:
    quoted = (re.findall(r"'([^']*)'", error.message) or re.findall(r"\(([^)]*)\)$", error.message) or [""])[0]
    option = getattr(error, "option_name", "")
    if hasattr(error, "possibilities"):
        return f"flaggan {option} finns inte.{close_matches(option, _options(error))}".rstrip("?.")
    if option:
        return f"flaggan {option} {'tar inget värde' if 'does not take' in error.message else 'saknar sitt värde'}"
    if hasattr(error, "param_type"):
        return f"{_name(error)} saknas"
    if hasattr(error, "param"):
        why = next((ours for theirs, ours in _REASONS.items() if theirs in error.message), "kan inte användas")
        return f"{_name(error)}: {quoted or 'värdet'} {why}"
    if "No such command" in error.message:
        return f"kommandot {quoted} finns inte"
    if "Missing command" in error.message or not error.message:
        return "kommandots namn saknas"
    return f"{quoted or 'något på kommandoraden'} hör inte hit"


def _options(error: typer.BadParameter) -> Iterable[str]:
    return (name for each in (error.ctx.command.params if error.ctx else ()) for name in each.opts)


def _name(error: typer.BadParameter) -> str:
    return error.param.opts[-1] if error.param and error.param.opts else str(error.param_hint or "värdet")
