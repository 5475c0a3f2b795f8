"""What each item and rule of a catalogue lets decide, so that totals over the same thing are known for the same."""

from __future__ import annotations

from collections.abc import Iterable

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem, Rule
from regelratt.domain.tables import TABLES
from regelratt.domain.tellable import Measures
from regelratt.domain.words import Method
from regelratt.engine.readings import Readings
from regelratt.engine.reads import rows_of, telling_columns
from regelratt.engine.statement import Use, use_of

_CONFIRMATIONS = "bekräftelser"


def measured(catalog: Catalog, readings: Readings) -> Measures:
    """The columns and tables of evidence that can decide each item and rule, and which items are single."""
    judged: tuple[ChecklistItem | Rule, ...] = (*catalog.items, *catalog.rules)
    whom = {each.id: _condition(each.applies_if, each.subject.table, readings) for each in judged}
    read = whom | {item.id: whom[item.id] | _of_item(item, readings) for item in catalog.items}
    if _reads_confirmations(read.values()):
        # Each confirmation decides its own item alone, until some SQL asks what has been confirmed.
        confirmed = [item.id for item in catalog.items if item.method is Method.CONFIRMATION]
        read |= {ident: read[ident] | {_CONFIRMATIONS} for ident in confirmed}
    return Measures(read, frozenset(
        item.id for item in catalog.items
        if not whom[item.id] and not _rows_of_events(item) and _is_single(item, readings)))


def _condition(sql: str, table: str, readings: Readings) -> frozenset[str]:
    return readings.of(Use.CONDITION, sql, table).reads if sql else frozenset()


def _rows_of_events(item: ChecklistItem) -> frozenset[str]:
    return rows_of(item.events) if item.events else frozenset()


def _of_item(item: ChecklistItem, readings: Readings) -> frozenset[str]:
    read = readings.of(use_of(item), item.sql, item.subject.table).reads if item.sql else frozenset[str]()
    return read | _rows_of_events(item) | _premises(item)


def _premises(item: ChecklistItem) -> frozenset[str]:
    """The closed columns of the object's own row that a confirmation rests on: when one changes, it lapses."""
    table = TABLES[item.subject.table]
    return frozenset(f"{table.name}.{name}" for name in telling_columns(table).intersection(item.depends_on))


def _is_single(item: ChecklistItem, readings: Readings) -> bool:
    if not item.sql:
        return True
    reading = readings.of(use_of(item), item.sql, item.subject.table)
    # A question that all rows answer alike tells who has any: that may only say whom the item concerns.
    return reading.is_single and reading.tables <= {item.subject.table, item.events}


def _reads_confirmations(all_read: Iterable[frozenset[str]]) -> bool:
    return any(_CONFIRMATIONS in each for each in all_read)
