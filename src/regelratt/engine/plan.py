"""From items and evidence to the tasks that the child process runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem, Rule
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.period import Period, latest_complete
from regelratt.domain.reference import ParameterValue
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import Method
from regelratt.engine.messages import Task, World
from regelratt.engine.parameters import of_period, sql_value
from regelratt.engine.readings import Readings
from regelratt.engine.statement import Use, use_of
from regelratt.engine.tokens import without_end_mark


@dataclass(frozen=True, slots=True)
class Judged:
    """One item together with its period and the parameter values that hold for it."""

    item: ChecklistItem
    as_of: date
    values: Mapping[str, ParameterValue | None]
    reads: frozenset[str] = frozenset()
    """The tables that its SQL reads, and those that it says it rests on."""
    condition_reads: frozenset[str] = frozenset()
    """The tables that decide whether it applies."""

    @property
    def needs(self) -> frozenset[str]:
        """The tables that have to cover an object before its facts can be said to be in order."""
        counted = {self.item.events} if self.item.method is Method.FINDINGS and self.item.events else frozenset[str]()
        return self.reads | self.condition_reads | counted

    @property
    def period(self) -> Period:
        """The latest period of the item's kind that has ended by the date."""
        return latest_complete(self.item.period, self.as_of)

    @property
    def open_parameters(self) -> set[str]:
        """Names that nothing is decided for."""
        return {name for name, value in self.values.items() if value is None}


class Planner:
    """Builds tasks; knows from the readings which parameters and tables a piece of SQL uses."""

    def __init__(self, catalog: Catalog, readings: Readings) -> None:
        self.catalog = catalog
        self.readings = readings

    def _used(self, use: Use, sql: str, table: str) -> frozenset[str]:
        return self.readings.of(use, sql, table).parameter_names

    def judged(self, item: ChecklistItem, values: Mapping[str, ParameterValue | None], as_of: date) -> Judged:
        """The item on a date, with only those values that its SQL uses."""
        used: set[str] = set()
        if item.sql:
            used |= self._used(use_of(item), item.sql, item.subject.table)
        else:
            used |= set(values)
        if item.applies_if:
            used |= self._used(Use.CONDITION, item.applies_if, item.subject.table)
        known = {name: value for name, value in values.items() if name in used}
        return Judged(item, as_of, known, self._reads(item), self.condition_reads(item))

    def condition_reads(self, judged: ChecklistItem | Rule) -> frozenset[str]:
        """The tables that the condition of an item or a rule is decided on."""
        table = judged.subject.table
        return self.readings.of(Use.CONDITION, judged.applies_if, table).tables | {table} if judged.applies_if \
            else frozenset()

    def _reads(self, item: ChecklistItem) -> frozenset[str]:
        """Also what an item does not name: without its cover nothing is proved."""
        table = item.subject.table
        read = self.readings.of(use_of(item), item.sql, table).tables if item.sql else frozenset[str]()
        return read.union(item.tables, [table] if item.method is Method.PREDICATE else [])

    def item_tasks(self, judged: Judged, scene: int = 0) -> list[Task]:
        """The item's own SQL and its condition; none for what cannot run with open parameters."""
        item, tasks = judged.item, []
        if item.sql and not judged.open_parameters:
            tasks.append(self._task(item.id, item.sql, use_of(item), judged, scene))
        if item.applies_if and judged.open_parameters.isdisjoint(
            self._used(Use.CONDITION, item.applies_if, item.subject.table)
        ):
            tasks.append(self._task(f"{item.id}?", item.applies_if, Use.CONDITION, judged, scene))
        return tasks

    def rule_task(self, rule: Rule, as_of: date) -> Task | None:
        """The rule's condition over its objects, or None when it has none."""
        if not rule.applies_if:
            return None
        table = rule.subject.table
        used = self._used(Use.CONDITION, rule.applies_if, table)
        known = of_period(latest_complete(rule.period, as_of), as_of)
        for parameter in rule.parameters:
            value = self.catalog.parameter_value(rule, parameter.name, as_of)
            if parameter.name in used and value is None:
                return Task(f"{rule.id}?", "NULL::BOOLEAN", {}, table)
            if value is not None:
                known[parameter.name] = sql_value(value)
        return Task(f"{rule.id}?", rule.applies_if, {name: known[name] for name in used}, table)

    def _task(self, name: str, sql: str, use: Use, judged: Judged, scene: int) -> Task:
        table = judged.item.subject.table
        reading = self.readings.of(use, sql, table)
        known = of_period(judged.period, judged.as_of)
        known.update({key: sql_value(value) for key, value in judged.values.items() if value is not None})
        return Task(
            name, without_end_mark(sql), {key: known[key] for key in sorted(reading.parameter_names)},
            "" if use is Use.FINDINGS else table, reading.tables, scene)


def world_of(evidence: Evidence, tasks: Iterable[Task], as_of: date) -> World:
    """The evidence as it stood on the day, with the tasks to run on it and those tables alone that they read."""
    listed = tuple(tasks)
    needed = frozenset[str]().union(*(task.reads for task in listed))
    last = max((file.collected for file in evidence.files), default=date.max)
    return World({
        name: until(TABLES[name], rows, as_of, collected=last) for name, rows in evidence.tables.items()
        if name in needed}, listed)


def until(
    table: Table, rows: Sequence[tuple[Value, ...]], as_of: date, *, collected: date = date.max
) -> Sequence[tuple[Value, ...]]:
    """What was so by the end of the day: rows that had happened or been decided, with no later day in them.

    A day that has not come is unknown, but for one that was planned (DESIGN section 5, two times). No row tells of a
    day after the last that anything was `collected`, so up to that there is nothing to look for.
    """
    names = [column.name for column in table.columns]
    dated = [names.index(name) for name in (table.moment, table.decided) if name]
    if collected <= as_of and all(table.columns[place].is_past for place in dated):
        return rows
    known = [row for row in rows if all(happened(row[place], as_of) for place in dated)]
    days = [place for place, column in enumerate(table.columns) if column.is_past and place not in dated]
    later = [number for number, row in enumerate(known) if not all(happened(row[place], as_of) for place in days)]
    for number in later:
        row = known[number]
        known[number] = tuple(
            None if place in days and not happened(value, as_of) else value for place, value in enumerate(row))
    return known


def happened(moment: Value, as_of: date) -> bool:
    """True when the moment lies on the day or before; an unknown moment counts as happened."""
    if isinstance(moment, datetime):
        return moment.date() <= as_of
    return not isinstance(moment, date) or moment <= as_of
