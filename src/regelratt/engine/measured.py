"""What each item and rule of a catalogue lets decide, so that totals over the same thing are known for the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.words import Method
from regelratt.engine.readings import Readings
from regelratt.engine.reads import rows_of
from regelratt.engine.statement import Use, use_of

_CONFIRMATIONS = "bekräftelser"


def measured(catalog: Catalog, readings: Readings) -> Mapping[str, frozenset[str]]:
    """For each item and rule the columns and tables of evidence that can decide it, its condition included."""
    read = {item.id: _of_item(item, readings) for item in catalog.items} | {
        rule.id: readings.of(Use.CONDITION, rule.applies_if, rule.subject.table).reads
        for rule in catalog.rules if rule.applies_if}
    if _reads_confirmations(read.values()):
        # Each confirmation decides its own item alone, until some SQL asks what has been confirmed.
        confirmed = [item.id for item in catalog.items if item.method is Method.CONFIRMATION]
        return read | {ident: read[ident] | {_CONFIRMATIONS} for ident in confirmed}
    return read


def _of_item(item: ChecklistItem, readings: Readings) -> frozenset[str]:
    pieces = [(use_of(item), item.sql), (Use.CONDITION, item.applies_if)]
    read = [readings.of(use, sql, item.subject.table).reads for use, sql in pieces if sql]
    return frozenset().union(*read, rows_of(item.events) if item.events else ())


def _reads_confirmations(all_read: Iterable[frozenset[str]]) -> bool:
    return any(_CONFIRMATIONS in each for each in all_read)
