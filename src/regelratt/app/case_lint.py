"""The test cases as evidence: nothing stands in them that no evidence could hold and that decides their outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regelratt.diagnostics import Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.engine.cases import PreparedCase
from regelratt.engine.mentioned import EVERY
from regelratt.engine.readings import Readings, statements_of_item
from regelratt.engine.trial import is_sound
from regelratt.loaders.case_rows import Used, check_case
from regelratt.loaders.content import LoadedContent


def check_rows(
    content: LoadedContent, readings: Readings, prepared: Iterable[PreparedCase]
) -> Iterator[Diagnostic]:
    """Every mistake in the rows of cases that is none by itself but by what their item reads and what else is there."""
    catalog = content.catalog
    used = {item.id: used_by(catalog, item, readings)
            for item in catalog.items if is_sound(catalog, item, readings)}
    for each in prepared:
        case = each.case
        if case.item in used:
            yield from check_case(case, each.evidence, catalog.items_by_id[case.item], used[case.item], content)


def used_by(catalog: Catalog, item: ChecklistItem, readings: Readings) -> Used:
    """What an item reads: by SQL, by what it says it rests on, and what its outcome is counted from."""
    found = [readings.by_statement[each] for each in statements_of_item(catalog, item)]
    tables = {item.subject.table, *item.tables, *filter(None, [item.events])}.union(*(each.tables for each in found))
    columns = frozenset(item.depends_on).union(*(each.columns for each in found))
    return Used(frozenset(tables), None if EVERY in columns else columns)
