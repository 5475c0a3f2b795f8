"""The commands of `regelratt`."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from regelratt import __version__
from regelratt.app import check as checking
from regelratt.app.build import build_site
from regelratt.app.clock import today
from regelratt.app.coverage import SourceError, cover, read_source
from regelratt.app.disk.file_problem import describe
from regelratt.app.export import export_catalog
from regelratt.app.long_lived import keep_for_long
from regelratt.app.project import Project
from regelratt.app.publishing.sphinx_run import sphinx_at_hand
from regelratt.app.refusal import RefusedError
from regelratt.app.serve import serve_site
from regelratt.app.standing_law import standing_law
from regelratt.cli.check_report import print_check
from regelratt.cli.coverage import coverage_as_json, coverage_exit_code, print_coverage
from regelratt.cli.exit_codes import ExitCode
from regelratt.cli.output import exit_code, print_bytes, print_diagnostics
from regelratt.cli.swedish_help import Command, Group
from regelratt.cli.usage import NOT_YET, OUT_OF_REACH, UsageError, explain_usage
from regelratt.diagnostics import Diagnostic
from regelratt.domain.file_refusal import reason
from regelratt.settings import DECLARATIONS

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


def _project(root: Path, evidence: Path | None = None) -> Project:
    return Project(root.resolve(), evidence.resolve() if evidence else None)


@app.command(cls=Command)
def lint(root: Root = HERE, as_json: Json = False) -> None:
    """Läs och kontrollera allt innehåll."""
    diagnostics = checking.lint(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


@app.command(cls=Command)
def check(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None, as_json: Json = False) -> None:
    """Kontrollera innehållet och bedöm varje regel för varje objekt."""
    project = _project(root, evidence)
    checked = checking.check(project, as_of.date() if as_of else None)
    _stop_unless_judged(checked, as_json=as_json)
    print_check(checked, project.catalog, as_json=as_json)


def _stop_unless_judged(checked: checking.Checked, *, as_json: bool = False) -> None:
    if checked.run is None:
        print_diagnostics(checked.diagnostics, as_json=as_json)
        raise typer.Exit(exit_code(checked.diagnostics))


@app.command(cls=Command)
def build(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None) -> None:
    """Kontrollera och bygg webbplatsens båda utgåvor."""
    project = _project(root, evidence)
    day = as_of.date() if as_of else None
    with sphinx_at_hand() as sphinx, checking.held_check(
        project, day, "build", lambda is_held: sphinx.read(project.root, project.contents, in_place=is_held)
    ) as checked:
        _stop_unless_judged(checked)
        assert checked.run is not None
        print_check(checked, project.catalog, next_step=False)
        for edition, folder in build_site(project, checked.run, sphinx, report=typer.echo):
            typer.echo(f"{edition}: {folder.relative_to(project.root)}/index.html")


@app.command(cls=Command)
def serve(root: Root = HERE, port: Annotated[int, typer.Option(
    min=1, max=65535, help="Port; annars 8000.", metavar="TAL", show_default=False)] = 8000) -> None:
    """Visa webbplatsen och bygg om den när något sparas."""
    serve_site(root.resolve(), port, report=typer.echo)


@app.command(cls=Command)
def laws(root: Root = HERE, as_json: Json = False) -> None:
    """Jämför reglernas grund med katalogens uppgifter om vad som gäller."""
    diagnostics = standing_law(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


@app.command(cls=Command)
def coverage(
    source: Annotated[Path, typer.Option("--source", help="Källans text, i UTF-8.", metavar="FIL")],
    root: Root = HERE,
    document: Annotated[str, typer.Option(
        "--document", help="Dokumentets id; annars det som liknar mest.", metavar="ID", show_default=False)] = "",
    as_json: Json = False,
) -> None:
    """Visa om varje påstående i en källa är återgivet."""
    project = _project(root)
    try:
        found = cover(project, read_source(source), document)
    except SourceError as error:
        typer.echo(f"fel: {error}", err=True)
        raise typer.Exit(ExitCode.USAGE) from error
    if as_json:
        typer.echo(coverage_as_json(found, source))
    else:
        print_coverage(found, project.catalog, source)
    raise typer.Exit(coverage_exit_code(found))


@export.command("json", cls=Command)
def export_json(
    output: Annotated[Path, typer.Option(
        "-o", "--output", help="Fil att skriva; - är standard ut.", metavar="FIL", dir_okay=False)],
    root: Root = HERE,
) -> None:
    """Skriv katalogen som JSON."""
    diagnostics = export_catalog(_project(root), output, write=print_bytes)
    if any(each.is_error for each in diagnostics):
        print_diagnostics(diagnostics, err=True)
        raise typer.Exit(exit_code(diagnostics))


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
