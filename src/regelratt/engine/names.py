"""Which column of which evidence table each name in a query means, as far as the parse tree tells.

Names are followed through aliases, subqueries and common table expressions. Where SQL could mean more than one
thing, or where the way is lost, nothing is said: what cannot be followed is never complained about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from regelratt.domain.tables import TABLES, ColumnType
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    column_names,
    common_tables,
    function_name,
    is_query,
    is_source,
    is_varying,
    literal,
    walk,
    walk_outer,
    without_text_cast,
)

_TABLES = {name.lower(): table for name, table in TABLES.items()}
_ALWAYS_THERE = frozenset({"INNER", "SEMI", "ANTI"})
"""Joins that leave no side of a row empty."""
_KEEPING_WORDS = frozenset({
    "any_value", "min", "max", "first", "first_value", "last_value", "lag", "lead", "arg_min", "arg_max"})
_WORD_CHANGES: dict[str, Callable[[str], str]] = {
    "lower": str.lower, "upper": str.upper, "trim": str.strip, "ltrim": str.lstrip, "rtrim": str.rstrip,
}


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


Columns = Mapping[str, Column]

_LOST = {"": Column((0, ""))}
"""The columns of a source that has more of them than can be named."""


@dataclass(slots=True)
class _Scope:
    """The sources a name may come from, and the scope around them."""

    sources: list[tuple[str, Columns]]
    aliases: set[str]
    """Names that the query itself gives; a source's column of the same name comes first, but not everywhere."""
    outer: _Scope | None
    prefers_aliases: bool = False


class Names:
    """The columns that the names of a parsed SELECT mean."""

    def __init__(self, root: Node) -> None:
        self._columns: dict[int, Column] = {}
        self._outputs: dict[int, Columns] = {}
        self._constant_queries: set[str] = set()
        self._constant_sources: set[int] = set()
        """Where a common table expression that reads no table is read by its name."""
        self._count = 0
        self.most_parts = 1
        """Columns of evidence behind the value that is put together from most of them."""
        self._query(root, {}, None)

    def column(self, node: Node) -> Column | None:
        """The column that a reference means, or None."""
        return self._columns.get(id(node))

    def depends_on_rows(self, node: Node) -> bool:
        """True when anything in the expression varies; a column that a subquery makes constant does not."""
        return any(
            is_varying(each) and not ((column := self.column(each)) and column.is_constant) and not self._is_named(each)
            for each in walk(node)
        )

    def _is_named(self, node: Node) -> bool:
        """True for a common table expression that is read by its name: what varies in it is seen in its columns."""
        return id(node) in self._constant_sources

    def words(self, node: Node) -> frozenset[str] | None:
        """Every text the expression can give, NULL apart; None when that is not known."""
        node = without_text_cast(node)
        match node.get("class"):
            case "COLUMN_REF":
                column = self.column(node)
                return column.words if column else None
            case "CONSTANT":
                text = literal(node, "STRING")
                return frozenset() if literal(node, "NULL_LITERAL") is not None else _one(text)
            case "CASE":
                return _union([self.words(each["then_expr"]) for each in node["case_checks"]]
                              + [self.words(node["else_expr"])])
            case "SUBQUERY" if node.get("subquery_type") in ("SCALAR", "ANY"):
                outputs = list(self._outputs.get(id(node), {}).values())
                return outputs[0].words if outputs else None
            case "OPERATOR" if node["type"] == "OPERATOR_COALESCE":
                return _union([self.words(each) for each in arguments(node)])
            case "FUNCTION" | "WINDOW":
                return self._words_of_call(function_name(node), arguments(node))
        return None

    def _words_of_call(self, name: str, given: list[Node]) -> frozenset[str] | None:
        known = self.words(given[0]) if given else None
        if known is None:
            return None
        if name in _WORD_CHANGES and len(given) == 1:
            return frozenset(map(_WORD_CHANGES[name], known))
        if name == "nullif":
            return known
        if name in ("greatest", "least", "ifnull"):
            return _union([self.words(each) for each in given])
        if name in ("lag", "lead") and len(given) > 1:
            return None
        return known if name in _KEEPING_WORDS else None

    def _new_source(self, columns: Columns) -> dict[str, Column]:
        self._count += 1
        return {name: replace(column, key=(self._count, name)) for name, column in columns.items()}

    def _query(self, node: Node, known: Mapping[str, Columns], outer: _Scope | None) -> dict[str, Column]:
        """The columns that a query gives; those it cannot name are left out."""
        known = dict(known)
        for name, body, entry in common_tables(node):
            known[name.lower()] = _renamed(self._query(body, known, outer), entry.get("aliases", ()))
            (self._constant_queries.discard if self.depends_on_rows(body) else self._constant_queries.add)(name.lower())
        if node.get("type") == "SET_OPERATION_NODE":
            parts = [self._query(each, known, outer) for each in _parts(node)]
            self._expressions(node.get("modifiers", []), _Scope([], set(), outer), known)
            return _together(parts)
        return self._select(node, known, outer)

    def _select(self, node: Node, known: Mapping[str, Columns], outer: _Scope | None) -> dict[str, Column]:
        scope = _Scope([], {str(each.get("alias") or "").lower() for each in node.get("select_list", ())} - {""}, outer)
        source = node.get("from_table")
        if source:
            self._source(source, known, scope)
        for key, value in node.items():
            if key not in ("cte_map", "from_table"):
                self._expressions(value, replace(scope, prefers_aliases=key in ("having", "modifiers")), known)
        given: dict[str, Column] = {}
        for each in node.get("select_list", ()):
            output = self._output(each, scope)
            if given.keys() & output.keys():
                return dict(_LOST)
            given.update(output)
        return dict(_LOST) if "" in given else given

    def _source(self, node: Node, known: Mapping[str, Columns], scope: _Scope) -> None:
        match node.get("type"):
            case "BASE_TABLE":
                name = str(node.get("table_name", "")).lower()
                columns = known[name] if name in known else _evidence(name)
                if name in known and name in self._constant_queries:
                    self._constant_sources.add(id(node))
                self._add(scope, str(node.get("alias") or name), columns, node)
            case "SUBQUERY":
                columns = self._query(node["subquery"]["node"], known, scope)
                self._add(scope, str(node.get("alias") or ""), columns, node)
            case "JOIN":
                before = len(scope.sources)
                self._source(node["left"], known, scope)
                self._source(node["right"], known, scope)
                if node.get("join_type") not in _ALWAYS_THERE:
                    scope.sources[before:] = [(alias, _missable(columns)) for alias, columns in scope.sources[before:]]
                self._expressions(node.get("condition"), scope, known)
            case _:
                pass

    def _add(self, scope: _Scope, alias: str, columns: Columns, node: Node) -> None:
        renamed = _renamed(dict(columns), node.get("column_name_alias", ()))
        scope.sources.append((alias.lower(), self._new_source(renamed)))

    def _expressions(self, value: object, scope: _Scope, known: Mapping[str, Columns]) -> None:
        """Find out about every column reference in the expressions, and about the subqueries in them."""
        for node in children({"": value}):
            if node.get("class") == "COLUMN_REF":
                column = _resolve(column_names(node), scope)
                if column:
                    self._columns[id(node)] = column
            elif node.get("class") == "SUBQUERY":
                self._outputs[id(node)] = self._query(node["subquery"]["node"], known, scope)
                self._expressions(node.get("child"), scope, known)
            elif not is_query(node) and not is_source(node):
                self._expressions(list(children(node)), scope, known)

    def _output(self, node: Node, scope: _Scope) -> dict[str, Column]:
        if node.get("class") == "STAR":
            return _starred(node, scope)
        own = self.column(node)
        parts = sum(self._parts_of(each) for each in walk_outer(node))
        self.most_parts = max(self.most_parts, parts)
        name = str(node.get("alias") or "").lower() or (column_names(node) or [""])[-1]
        derived = Column((0, name), self.words(node), None, max(1, parts), not self.depends_on_rows(node))
        return {name or f" {id(node)}": own or derived}


    def _parts_of(self, node: Node) -> int:
        column = self._columns.get(id(node))
        within = self._outputs.get(id(node), {}).values()
        return column.parts if column else max((each.parts for each in within), default=0)


def _one(text: str | None) -> frozenset[str] | None:
    return None if text is None else frozenset({text})


def _union(parts: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [part for part in parts if part is not None]
    return frozenset().union(*known) if len(known) == len(parts) else None


def _evidence(name: str) -> dict[str, Column]:
    table = _TABLES.get(name)
    return {
        column.name.lower(): Column((0, column.name), frozenset(column.choices) or None, column.type)
        for column in (table.columns if table else ())
    }


def _missable(columns: Columns) -> Columns:
    """The columns of a source that an outer join may leave empty: none of them is the same on every row."""
    return {name: replace(column, is_constant=False) for name, column in columns.items()}


def _renamed(columns: dict[str, Column], names: object) -> dict[str, Column]:
    """The columns with new names for the first of them."""
    given = [str(name).lower() for name in names] if isinstance(names, list) else []
    if "" in columns:
        return columns
    kept = list(columns)[len(given):]
    return dict(zip([*given, *kept], columns.values(), strict=False))


def _parts(node: Node) -> Iterator[Node]:
    listed = node.get("children")
    yield from listed if listed else (each for each in (node.get("left"), node.get("right")) if each)


def _together(parts: list[dict[str, Column]]) -> dict[str, Column]:
    """The columns of a set operation, which are matched by place and named by the first part."""
    if len({len(part) for part in parts}) != 1 or any("" in part for part in parts):
        return dict(_LOST)
    return {
        name: Column((0, name), _union([each.words for each in row]), row[0].type, max(each.parts for each in row))
        for name, *row in zip(parts[0], *(part.values() for part in parts), strict=True)
    }


def _resolve(names: list[str], scope: _Scope | None) -> Column | None:
    """The column that a name means in the nearest scope that has it; None where it could be more than one thing."""
    if len(names) > 2:
        return None
    name = names[-1]
    while scope is not None:
        sources = [each for each in scope.sources if len(names) == 1 or each[0] == names[0]]
        found = [columns[name] for _, columns in sources if name in columns]
        is_alias = len(names) == 1 and name in scope.aliases and (scope.prefers_aliases or not found)
        is_lost = is_alias or any("" in columns for _, columns in sources)
        if found or is_lost:
            return found[0] if len(found) == 1 and not is_lost else None
        scope = scope.outer
    return None


def _starred(node: Node, scope: _Scope) -> dict[str, Column]:
    given: dict[str, Column] = {}
    wanted = str(node.get("relation_name") or "").lower()
    for alias, columns in scope.sources:
        if not wanted or alias == wanted:
            for name, column in columns.items():
                given.setdefault(name, column)
    changed = [*node.get("exclude_list", ()), *node.get("replace_list", ()), *node.get("rename_list", ()),
               *node.get("qualified_exclude_list", ())]
    return dict(_LOST) if changed or "" in given else given
