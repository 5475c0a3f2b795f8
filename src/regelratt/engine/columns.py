"""What is known of the columns of a query's sources: whose they are, and what they can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from regelratt.domain.columns import ColumnType
from regelratt.domain.tables import TABLES
from regelratt.engine.identifying import IDENTIFYING, Identity, alike
from regelratt.engine.tree import Node, folded

_TABLES = {folded(name): table for name, table in TABLES.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column: whose it is, which texts it can hold, its type, and what it is put together from."""

    key: tuple[int, str]
    """The source it comes from and its name there: the same key is the same value in one row."""
    words: frozenset[str] | None = None
    """Every text it can hold; None when that is not known."""
    type: ColumnType | None = None
    parts: int = 1
    """How many columns of evidence its value is put together from."""
    is_constant: bool = False
    """True when a subquery gives the same value on every row, whatever the evidence."""
    identity: Identity = Identity.NONE
    """How much of an object's id or name it holds."""
    made_of: tuple[Node | Column, ...] = field(default=(), compare=False, repr=False)
    """The expressions and columns of which it is one or another; none for a column of evidence itself."""


Columns = Mapping[str, Column]
Given = list[tuple[str, Column]]
"""The columns that a query gives, in order; several may have the same name until they are read."""

LOST = {"": Column((0, ""), identity=Identity.MADE)}
"""The columns of a source that has more of them than can be named."""


@dataclass(slots=True)
class Scope:
    """The sources a name may come from, and the scope around them."""

    sources: list[tuple[str, Columns]]
    aliases: Mapping[str, Node]
    """What the query itself gives, by name; a source's column of the same name comes first, but not everywhere."""
    outer: Scope | None
    prefers_aliases: bool = False
    merged: set[tuple[int, str]] = field(default_factory=set)
    """Place of a source and name of a column that a star leaves out: it is joined by name with one before it."""


def one_word(text: str | None) -> frozenset[str] | None:
    """The texts that a written word can be: itself, or unknown when it is no text."""
    return None if text is None else frozenset({text})


def union(parts: list[frozenset[str] | None]) -> frozenset[str] | None:
    """The texts of all parts; unknown when those of any part are."""
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def evidence_columns(name: str) -> dict[str, Column]:
    """The columns of a table of evidence; none for another name."""
    table = _TABLES.get(name)
    return {
        folded(column.name): Column(
            (0, column.name), frozenset(column.choices) or None, column.type,
            identity=Identity.WHOLE if column.name in IDENTIFYING else Identity.NONE)
        for column in (table.columns if table else ())
    }


def owner_of(name: str) -> str:
    """The column with the object of each row in a table of evidence; empty for another name."""
    return folded(_TABLES[name].owner) if name in _TABLES else ""


def missable(columns: Columns) -> Columns:
    """The columns of a source that an outer join may leave empty: none of them is the same on every row."""
    return {name: replace(column, is_constant=False) for name, column in columns.items()}


def renamed(columns: Given, names: object) -> dict[str, Column]:
    """The columns with new names for the first of them, by the names that DuckDB then knows them by."""
    new = [folded(name) for name in names] if isinstance(names, list) else []
    if any(not name for name, _ in columns):
        return dict(LOST)
    return numbered(zip([*new, *(name for name, _ in columns[len(new):])], (each for _, each in columns), strict=False))


def numbered(columns: Iterable[tuple[str, Column]]) -> dict[str, Column]:
    """The columns by the names that DuckDB knows them by: with a number after a name that one before it has."""
    given: dict[str, Column] = {}
    for name, column in columns:
        given[new_name(name, given)] = column
    return given


def together(parts: list[Given]) -> Given:
    """The columns of a set operation, which are matched by place and named by the first part."""
    is_lost = any(not name for part in parts for name, _ in part)
    if is_lost or len({len(part) for part in parts}) != 1:
        return list(LOST.items())
    rows = zip(*([column for _, column in part] for part in parts), strict=True)
    return [
        (name, Column(
            (0, name), union([each.words for each in row]), row[0].type, max(each.parts for each in row),
            identity=alike(each.identity for each in row), made_of=row))
        for (name, _), row in zip(parts[0], rows, strict=True)
    ]


def new_name(name: str, given: Columns) -> str:
    """The name by which DuckDB knows a column when one before it has the same: with a number after it."""
    others = (f"{name}_{number}" for number in count(1))
    return name if name not in given or not name else next(each for each in others if each not in given)


class Meant(NamedTuple):
    """What a name may mean: columns of the nearest sources that have it, or what the query itself gives by it."""

    columns: list[Column]
    given: Node | None = None
    is_lost: bool = False
    """True when a source has columns that cannot be named."""

    @property
    def column(self) -> Column | None:
        """The column, when it can be nothing else."""
        return self.columns[0] if len(self.columns) == 1 and self.given is None and not self.is_lost else None


def meant(names: list[str], scope: Scope | None) -> Meant:
    """What a name means in the nearest scope that has it."""
    name = names[-1]
    while scope is not None and len(names) <= _TABLE_AND_COLUMN:
        sources = [each for each in scope.sources if len(names) == 1 or each[0] == names[0]]
        found = [columns[name] for _, columns in sources if name in columns]
        is_alias = len(names) == 1 and name in scope.aliases and (scope.prefers_aliases or not found)
        is_lost = any("" in columns for _, columns in sources) or (not found and _may_be_unnamed(name, sources))
        if found or is_alias or is_lost:
            # Not every part of a query sees what the query gives: there the name means what is around it.
            is_doubtful = is_alias and not found and scope.outer is not None and meant(names, scope.outer) != Meant([])
            return Meant(found, scope.aliases[name] if is_alias else None, is_lost or is_doubtful)
        scope = scope.outer
    return Meant([])


_TABLE_AND_COLUMN = 2


def _may_be_unnamed(name: str, sources: list[tuple[str, Columns]]) -> bool:
    """True when the name may be how DuckDB spells an expression that has been given no name."""
    return not name.isidentifier() and any(each.startswith(" ") for _, columns in sources for each in columns)


def starred(node: Node, scope: Scope, replaced: Mapping[str, Column]) -> Given:
    """The columns that a star gives, with those that it replaces."""
    left_out = {folded(name) for name in node.get("exclude_list", ())}
    new_names = {folded(each["key"]["column"]): folded(each["value"]) for each in node.get("rename_list", ())}
    wanted = folded(node.get("relation_name") or "")
    given = [
        (name, column)
        for place, (alias, columns) in enumerate(scope.sources) if not wanted or alias == wanted
        for name, column in columns.items() if name not in left_out and (wanted or (place, name) not in scope.merged)
    ]
    names = [name for name, _ in given]
    is_told_apart = node.get("qualified_exclude_list") or any(each["key"]["table"] for each in node["rename_list"])
    is_around = wanted and all(alias != wanted for alias, _ in scope.sources)
    is_double = any(names.count(name) > 1 for name in new_names.keys() | replaced.keys())
    if "" in names or is_told_apart or is_around or is_double:
        return list(LOST.items())
    return [(new_names.get(name, name), replaced.get(name, column)) for name, column in given]
