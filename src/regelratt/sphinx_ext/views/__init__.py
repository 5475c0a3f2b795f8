"""What each view shows: plain data for its template, from the catalogue and the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from regelratt.sphinx_ext.site import Site
from regelratt.sphinx_ext.views import answers, compliance, reference, tracing

ViewData = Callable[[Site, str], dict[str, object]]

VIEW_DATA: Mapping[str, ViewData] = {
    "vad-gäller-mig": answers.start,
    "rollsvar": answers.role,
    "checklista": answers.checklist,
    "spårbarhetsmatris": tracing.matrix,
    "regler-per-lagrum": tracing.rules_of_laws,
    "anmärkningar": tracing.remarks,
    "jämförelsetabell": tracing.comparisons,
    "val-att-besluta": tracing.open_parameters,
    "efterlevnad": compliance.overview,
    "utfall-per-objekt": compliance.per_object,
    "avvikelser": compliance.deviations,
    "ordlista": reference.glossary,
    "fältreferens": reference.grammars,
    "tabellreferens": reference.tables,
    "meddelanden": reference.messages,
    "inställningar": reference.settings,
    "körning": compliance.run_facts,
}
"""The function behind each view."""
