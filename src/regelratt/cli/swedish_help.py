"""What `--help` shows, with our words where Typer has English ones."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command whose help is in Swedish."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "options_metavar": "[FLAGGOR]"})

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, under a heading of ours."""
        return _under_our_heading(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How the command is called."""
        _write_usage(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help is in Swedish."""

    def __init__(self, *given: Any, **named: Any) -> None:
        ours = {"options_metavar": "[FLAGGOR]", "subcommand_metavar": "KOMMANDO [FLAGGOR]"}
        super().__init__(*given, **{**named, **ours})
        for each in self.commands.values():
            each.rich_help_panel = "Kommandon"  # type: ignore[attr-defined]  # both kinds of command have it

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, under a heading of ours."""
        return _under_our_heading(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """How the commands are called."""
        _write_usage(self, ctx, formatter)


def _under_our_heading(options: list[Any]) -> list[Any]:
    for each in options:
        each.rich_help_panel = "Flaggor"
        if each.is_flag:
            each.metavar = " "  # Typer would say that it is a truth value; an empty text counts as none.
        if each.opts == ["--help"]:
            each.help = "Visa den här texten."
    return options


def _write_usage(command: Command | Group, ctx: Any, formatter: Any) -> None:
    from typer import rich_utils  # noqa: PLC0415  # slow, and for help alone

    rich_utils.REQUIRED_LONG_STRING = "[krävs]"
    formatter.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), "Användning: ")
