"""Writing the catalogue for others, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from regelratt.app.files import write_whole
from regelratt.app.project import Project
from regelratt.diagnostics import Diagnostic
from regelratt.exports.catalog_json import catalog_to_json


def export_catalog(project: Project, output: Path) -> list[Diagnostic]:
    """Write the catalogue as JSON when the content has no errors; the diagnostics in any case."""
    diagnostics = project.content_diagnostics
    if not any(each.is_error for each in diagnostics):
        write_whole(output, catalog_to_json(project.catalog))
    return diagnostics
