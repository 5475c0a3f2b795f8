"""Diagnostics in Sphinx's log, with the same text as on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.util import logging

from regelratt.diagnostics import Diagnostic

_LOGGER = logging.getLogger(__name__)


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Log each diagnostic as an error at its place."""
    for each in diagnostics:
        _LOGGER.error("%s %s", each.message, each.remedy, location=f"{each.location.path}:{each.location.line}",
                      type="regelratt", subtype=str(each.code))
