"""Which rules rest on law that no longer stands, by the catalogue's own records; nothing is fetched."""

from __future__ import annotations

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic


def standing_law(project: Project) -> list[Diagnostic]:
    """The messages about repealed or renumbered law, with the successor named, or that there is nothing to look at."""
    return [each for each in project.content_diagnostics if each.code in (Code.REPEALED_BASIS, Code.NO_CONTENT)]
