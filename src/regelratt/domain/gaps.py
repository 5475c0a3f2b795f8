"""Whose closed evidence has an empty cell: how they came out is only known when they failed by another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.tables import TABLES
from regelratt.domain.tellable import Measures


def objects_with_gaps(
    catalog: Catalog, measures: Measures, evidence: Evidence, rules: Collection[str]
) -> frozenset[tuple[str, str]]:
    """Each of these rules with each object that lacks something which an item of the rule reads in rows of its own."""
    found: set[tuple[str, str]] = set()
    for rule in (each for each in catalog.rules if each.id in rules):
        read = (each for item in catalog.items_of_rule.get(rule.id, ()) for each in measures.reads[item.id])
        for table, columns in _columns(read).items():
            lacking = _owners_lacking(evidence, table, columns)
            found |= {(rule.id, subject) for subject in (evidence.subjects(rule.subject) if lacking else ())
                      if not lacking.isdisjoint(evidence.owners(table, rule.subject, subject))}
    return frozenset(found)


def _columns(read: Iterator[str]) -> Mapping[str, set[str]]:
    """The columns of each table; a whole table is none, as what it says of an object lies in its rows."""
    columns: dict[str, set[str]] = defaultdict(set)
    for each in read:
        table, _, column = each.partition(".")
        if column:
            columns[table].add(column)
    return columns


def _owners_lacking(evidence: Evidence, table: str, columns: Collection[str]) -> frozenset[str]:
    """The objects with a row in the table where one of the columns is empty."""
    owner = TABLES[table].owner
    return frozenset(str(row[owner]) for row in evidence.rows(table) if any(row[name] is None for name in columns))
