"""Writing the catalogue for others, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regelratt.app.check import lint
from regelratt.app.disk.file_problem import FileError
from regelratt.app.disk.files import write_whole
from regelratt.app.places import LATEST, is_within
from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.exports.catalog_json import catalog_to_json

STANDARD_OUTPUT = Path("-")
"""What stands for standard output where a file is asked for."""


def export_catalog(project: Project, output: Path, write: Callable[[bytes], object]) -> list[Diagnostic]:
    """Write the catalogue as JSON when the content has no errors; the diagnostics in any case.

    `write` takes the whole text where `output` is standard output. FileError when the file cannot be written, or lies
    where runs are kept.
    """
    diagnostics = lint(project)
    if any(is_within(output, project.root / place) for place in (project.settings.run_store, LATEST)):
        raise FileError(Diagnostic(
            Location(str(output)), Code.FILE_PROBLEM, f"{output.name} skulle hamna bland de sparade kontrollerna.",
            "Ange en fil i en annan mapp."))
    if not any(each.is_error for each in diagnostics):
        text = catalog_to_json(project.catalog)
        write(text.encode()) if output == STANDARD_OUTPUT else write_whole(output, text)
    return diagnostics
