"""What each edition shows of a project's run."""

from __future__ import annotations

from regelratt.app.project import Project
from regelratt.domain.gaps import objects_with_gaps
from regelratt.domain.publication import Edition, Publication, internal, public
from regelratt.domain.run import Run
from regelratt.domain.tellable import tellable
from regelratt.engine.measured import measured


def publications_of(project: Project, run: Run) -> dict[Edition, Publication]:
    """The publication of each edition."""
    smallest = project.settings.smallest_count
    measures = measured(project.catalog, project.trial.readings)
    told = tellable(project.catalog, measures)
    gaps = objects_with_gaps(project.catalog, measures, project.evidence.evidence, told)
    return {
        Edition.PUBLIC: public(run, project.catalog, smallest, told, gaps),
        Edition.INTERNAL: internal(run, project.catalog, project.evidence.evidence, smallest),
    }
