"""What each command does: the work of `app`, what it says, and the exit code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import typer

from regelratt.app import check as checking
from regelratt.app.build import site_builder
from regelratt.app.coverage import SourceError, cover, read_source
from regelratt.app.export import export_catalog
from regelratt.app.project import Project
from regelratt.app.publishing.sphinx_run import Sphinx
from regelratt.app.serve import serve_site
from regelratt.app.standing_law import standing_law
from regelratt.cli.check_report import print_check
from regelratt.cli.coverage import coverage_as_json, coverage_exit_code, print_coverage
from regelratt.cli.exit_codes import ExitCode
from regelratt.cli.output import exit_code, print_bytes, print_diagnostics


def lint(root: Path, *, as_json: bool) -> None:
    """Print what is wrong with the content."""
    diagnostics = checking.lint(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


def check(root: Path, evidence: Path | None, day: date | None, *, as_json: bool) -> None:
    """Judge, store and print a run."""
    project = _project(root, evidence)
    checked = checking.check(project, day)
    _stop_unless_judged(checked, as_json=as_json)
    print_check(checked, project.catalog, as_json=as_json)


def build(root: Path, evidence: Path | None, day: date | None, sphinx: Sphinx) -> None:
    """Judge and build both editions."""
    project = _project(root, evidence)
    with (
        site_builder(project, sphinx) as builder,
        checking.held_check(project, day, "build", builder.begin) as checked,
    ):
        _stop_unless_judged(checked)
        assert checked.run is not None
        print_check(checked, project.catalog, next_step=False)
        for edition, folder in builder.build(checked.run, report=typer.echo):
            typer.echo(f"{edition}: {folder.relative_to(project.root)}/index.html")


def serve(root: Path, port: int) -> None:
    """Show the site until interrupted."""
    serve_site(root.resolve(), port, report=typer.echo)


def laws(root: Path, *, as_json: bool) -> None:
    """Print which rules rest on what does not stand."""
    diagnostics = standing_law(_project(root))
    print_diagnostics(diagnostics, as_json=as_json)
    raise typer.Exit(exit_code(diagnostics))


def coverage(root: Path, source: Path, document: str, *, as_json: bool) -> None:
    """Print which statements of a source are given again."""
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


def export_json(root: Path, output: Path) -> None:
    """Write the catalogue to a file, or to standard output."""
    diagnostics = export_catalog(_project(root), output, write=print_bytes)
    if any(each.is_error for each in diagnostics):
        print_diagnostics(diagnostics, err=True)
        raise typer.Exit(exit_code(diagnostics))


def _project(root: Path, evidence: Path | None = None) -> Project:
    return Project(root.resolve(), evidence.resolve() if evidence else None)


def _stop_unless_judged(checked: checking.Checked, *, as_json: bool = False) -> None:
    if checked.run is None:
        print_diagnostics(checked.diagnostics, as_json=as_json)
        raise typer.Exit(exit_code(checked.diagnostics))
