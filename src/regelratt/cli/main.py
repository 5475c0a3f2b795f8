"""The commands of `regelratt`."""

from __future__ import annotations

import json
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from regelratt import __version__
from regelratt.app import check as checking
from regelratt.app.build import BuildError, build_site
from regelratt.app.coverage import SourceError, cover, read_source
from regelratt.app.export import export_catalog
from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.app.serve import serve_site
from regelratt.app.standing_law import standing_law
from regelratt.cli.coverage import coverage_as_json, coverage_exit_code, print_coverage
from regelratt.cli.exit_codes import ExitCode
from regelratt.cli.output import exit_code, print_diagnostics
from regelratt.domain.run import Run
from regelratt.domain.totals import totals

app = typer.Typer(
    name="regelratt", help="Riktlinjer som regler som går att spåra, pröva och följa.",
    no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False,
)
export = typer.Typer(help="Skriv katalogen i andra format.", no_args_is_help=True)
app.add_typer(export, name="export")

Root = Annotated[Path, typer.Option("--root", help="Projektets mapp.", exists=True, file_okay=False)]
Evidence = Annotated[Path | None, typer.Option("--evidence", help="Mapp med underlag.", exists=True, file_okay=False)]
AsOf = Annotated[datetime | None, typer.Option("--as-of", help="Dag att bedöma för.", formats=["%Y-%m-%d"])]
Json = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
HERE = Path()

UsageError: type[typer.BadParameter] = typer.BadParameter.__bases__[0]
"""The base of all mistakes in how a command is called; typer exports only its subclass."""


def _project(root: Path, evidence: Path | None = None) -> Project:
    return Project(root.resolve(), evidence.resolve() if evidence else None)


@app.command()
def lint(root: Root = HERE, as_json: Json = False) -> None:
    """Läs och kontrollera allt innehåll."""
    diagnostics = checking.lint(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


@app.command()
def check(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None, as_json: Json = False) -> None:
    """Kontrollera innehållet och bedöm varje regel för varje objekt."""
    checked = checking.check(_project(root, evidence), as_of.date() if as_of else None)
    if checked.run is None:
        print_diagnostics(checked.diagnostics, as_json=as_json)
        raise typer.Exit(exit_code(checked.diagnostics))
    _print_run(checked.run, as_json=as_json)


def _print_run(run: Run, *, as_json: bool) -> None:
    parts = {
        "ska och får inte": totals(cell for cell in run.rule_cells if cell.binding),
        "bör": totals(cell for cell in run.rule_cells if not cell.binding),
    }
    if as_json:
        counts = {name: {status.code: count for status, count in each.counts} for name, each in parts.items()}
        typer.echo(json.dumps({"run": run.id, "as_of": run.as_of.isoformat(), "rules": counts,
                               "findings": len(run.findings)}, ensure_ascii=False, indent=2))
        return
    typer.echo(f"Kontroll {run.id} per {run.as_of.isoformat()}")
    for name, each in parts.items():
        listed = ", ".join(f"{count} {status.word}" for status, count in each.counts if count)
        typer.echo(f"Regler med {name}: {each.applicable} tillämpliga av {each.cells} ({listed or 'inga'})")
    typer.echo(f"{len(run.findings)} avvikelser")


@app.command()
def build(root: Root = HERE, evidence: Evidence = None, as_of: AsOf = None) -> None:
    """Kontrollera och bygg webbplatsens båda utgåvor."""
    project = _project(root, evidence)
    checked = checking.check(project, as_of.date() if as_of else None)
    if checked.run is None:
        print_diagnostics(checked.diagnostics)
        raise typer.Exit(exit_code(checked.diagnostics))
    _print_run(checked.run, as_json=False)
    try:
        for edition, folder in build_site(
            project, checked.run, publications_of(project, checked.run), report=typer.echo):
            typer.echo(f"{edition}: {folder.relative_to(project.root)}/index.html")
    except BuildError as error:
        print_diagnostics(error.diagnostics) if error.diagnostics else typer.echo(str(error), err=True)
        raise typer.Exit(ExitCode.CONTENT) from error


@app.command()
def serve(root: Root = HERE, port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000) -> None:
    """Visa webbplatsen och bygg om den när något sparas."""
    serve_site(root.resolve(), port, report=typer.echo)


@app.command()
def laws(root: Root = HERE, as_json: Json = False) -> None:
    """Jämför reglernas grund med katalogens uppgifter om vad som gäller."""
    diagnostics = standing_law(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


@app.command()
def coverage(
    source: Annotated[Path, typer.Option("--source", help="Källans text, i UTF-8.")],
    root: Root = HERE,
    document: Annotated[str, typer.Option("--document", help="Dokumentets id; annars det som liknar mest.")] = "",
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


@export.command("json")
def export_json(
    output: Annotated[Path, typer.Option("-o", "--output", help="Fil att skriva.", dir_okay=False)],
    root: Root = HERE,
) -> None:
    """Skriv katalogen som JSON."""
    diagnostics = export_catalog(_project(root), output)
    if any(each.is_error for each in diagnostics):
        print_diagnostics(diagnostics)
        raise typer.Exit(exit_code(diagnostics))


@app.command()
def version() -> None:
    """Visa versionen."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; anything unforeseen is our own bug and ends with code 4."""
    try:
        code = app(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else ExitCode.FINE)
    except UsageError as wrong:
        typer.echo(f"fel: kommandot går inte att tolka ({wrong.format_message()}). Kör regelratt --help.", err=True)
        sys.exit(ExitCode.USAGE)
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(ExitCode.USAGE)
    except OSError as error:
        typer.echo(f"fel: {error.filename or ''}: {error.strerror or error}", err=True)
        sys.exit(ExitCode.USAGE)
    except Exception:  # noqa: BLE001  # the last resort: report the bug and say which code it is
        typer.echo("fel: ett fel i Regelrätt självt. Rapportera det med texten nedan.", err=True)
        traceback.print_exc()
        sys.exit(ExitCode.BUG)
