"""How the commands of `regelratt` are called, and how each can end."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from regelratt import __version__
from regelratt.app.clock import today
from regelratt.app.disk.file_problem import describe
from regelratt.app.long_lived import keep_for_long
from regelratt.app.publishing.sphinx_run import sphinx_at_hand
from regelratt.app.refusal import RefusedError
from regelratt.cli.exit_codes import ExitCode
from regelratt.cli.late_module import late_module
from regelratt.cli.output import exit_code, print_bytes, print_diagnostics
from regelratt.cli.swedish_help import Command, Group
from regelratt.cli.usage import NOT_YET, OUT_OF_REACH, UsageError, explain_usage
from regelratt.diagnostics import Diagnostic
from regelratt.domain.file_refusal import reason
from regelratt.settings import DECLARATIONS

if TYPE_CHECKING:
    from regelratt.cli import commands
else:
    commands = late_module("regelratt.cli.commands")

app = typer.Typer(
    name="regelratt", help="Riktlinjer som regler som går att spåra, pröva och följa.",
    no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, cls=Group,
)
export = typer.Typer(help="Skriv katalogen i andra format.", no_args_is_help=True, cls=Group)
app.add_typer(export, name="export")

Root = Annotated[Path, typer.Option(
    "--root", help="Projektets mapp; annars den du står i.", metavar="MAPP", exists=True, file_okay=False,
    show_default=False)]
Evidence = Annotated[Path | None, typer.Option(
    "--evidence", help="Mapp med underlag.", metavar="MAPP", exists=True, file_okay=False)]
Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
HERE = Path()


def _within_reach(day: datetime | None) -> datetime | None:
    """The day to judge, which is bounded as the setting is, and has been."""
    if day and DECLARATIONS["as-of"].form.read("as-of", day.date())[1]:
        raise typer.BadParameter(f"'{day.date()}' {OUT_OF_REACH}")
    if day and day.date() > today():
        raise typer.BadParameter(f"'{day.date()}' {NOT_YET}")
    return day


AsOf = Annotated[datetime | None, typer.Option(
    "--as-of", help="Dag att bedöma för, som 2026-09-30.", metavar="DAG", formats=["%Y-%m-%d"], callback=_within_reach)]

_INTERRUPTED = 130
"""What Typer returns after Ctrl+C."""


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


@app.command(cls=Command)
def lint(root: Root = HERE, as_json: Json = False) -> None:
    """Läs och kontrollera allt innehåll."""
    commands.lint(root, as_json=as_json)


@app.command(cls=Command)
def check(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None, as_json: Json = False) -> None:
    """Kontrollera innehållet och bedöm varje regel för varje objekt."""
    commands.check(root, evidence, _day(as_of), as_json=as_json)


@app.command(cls=Command)
def build(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None) -> None:
    """Kontrollera och bygg webbplatsens båda utgåvor."""
    with sphinx_at_hand() as sphinx:
        commands.build(root, evidence, _day(as_of), sphinx)


@app.command(cls=Command)
def serve(root: Root = HERE, port: Annotated[int, typer.Option(
    min=1, max=65535, help="Port; annars 8000.", metavar="TAL", show_default=False)] = 8000) -> None:
    """Visa webbplatsen och bygg om den när något sparas."""
    commands.serve(root, port)


@app.command(cls=Command)
def laws(root: Root = HERE, as_json: Json = False) -> None:
    """Jämför reglernas grund med katalogens uppgifter om vad som gäller."""
    commands.laws(root, as_json=as_json)


@app.command(cls=Command)
def coverage(
    source: Annotated[Path, typer.Option("--source", help="Källans text, i UTF-8.", metavar="FIL")],
    root: Root = HERE,
    document: Annotated[str, typer.Option(
        "--document", help="Dokumentets id; annars det som liknar mest.", metavar="ID", show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """Visa om varje påstående i en källa är återgivet."""
    commands.coverage(root, source, document, as_json=as_json)


@export.command("json", cls=Command)
def export_json(
    output: Annotated[Path, typer.Option(
        "-o", "--output", help="Fil att skriva; - är standard ut.", metavar="FIL", dir_okay=False)],
    root: Root = HERE,
) -> None:
    """Skriv katalogen som JSON."""
    commands.export_json(root, output)


@app.command(cls=Command)
def version() -> None:
    """Visa versionen."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; anything unforeseen is our own bug and ends with code 4."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    keep_for_long()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)
    sys.exit(_run())


def _stop(*_: object) -> NoReturn:
    """To be asked to end is as to be interrupted: what was begun is cleared up."""
    raise KeyboardInterrupt


def _run() -> int:
    """The exit code of the command, with everything that can stop it told in one way."""
    try:
        code = app(standalone_mode=False)
        if code != _INTERRUPTED:
            return code if isinstance(code, int) else ExitCode.FINE
        typer.echo("Avbrutet.", err=True)
    except UsageError as wrong:
        typer.echo(f"fel: {explain_usage(wrong)}", err=True)
    except RefusedError as refused:
        _tell(refused.diagnostics)
        return exit_code(refused.diagnostics)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("Avbrutet.", err=True)
    except (BrokenPipeError, SystemExit):  # Typer makes the one into the other, with the code of a breach
        _leave_output()
    except OSError as error:
        if _met_while_printing(error):
            why, remedy = reason(error)
            typer.echo(f"fel: det som skulle skrivas ut kom inte fram: {why}. {remedy}", err=True)
        else:
            _tell([describe(error)])
        _empty_output()
    except MemoryError:
        typer.echo("fel: minnet räckte inte. Stäng andra program, eller dela upp projektet, och kör om.", err=True)
    except Exception:  # noqa: BLE001  # the last resort: report the bug and say which code it is
        typer.echo("fel: ett fel i Regelrätt självt. Rapportera det med texten nedan.", err=True)
        traceback.print_exc()
        return ExitCode.BUG
    return ExitCode.USAGE


def _tell(diagnostics: Sequence[Diagnostic]) -> None:
    """Print why the command stopped: beside what it has printed, or as the JSON that was asked for."""
    if "--json" in sys.argv:
        print_diagnostics(diagnostics, as_json=True)
        return
    for each in diagnostics:
        typer.echo(str(each), err=True)


def _met_while_printing(error: OSError) -> bool:
    """True when it was the output that the system refused: then it names no file, and there is none to name."""
    printing = (typer.echo.__code__, print_bytes.__code__)
    return any(frame.f_code in printing for frame, _ in traceback.walk_tb(error.__traceback__))


def _empty_output() -> None:
    """Print what is left; what cannot be printed has been told, and Python is not to try again when it ends."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _leave_output()


def _leave_output() -> None:
    """Nobody reads what we print any more, so Python must not try to print the rest when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
