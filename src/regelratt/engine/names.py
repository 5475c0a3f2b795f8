"""Which column of which evidence table each name in a query means, as far as the parse tree tells.

Names are followed through aliases, subqueries and common table expressions. Where SQL could mean more than one
thing, or where the way is lost, nothing is said: what cannot be followed is never complained about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from regelratt.engine.columns import (
    LOST,
    Column,
    Columns,
    Given,
    Meant,
    Scope,
    evidence_columns,
    meant,
    missable,
    numbered,
    owner_of,
    renamed,
    starred,
    together,
)
from regelratt.engine.found_once import FoundOnce
from regelratt.engine.identifying import Identity, alike, chosen
from regelratt.engine.statement import RESERVED_PARAMETERS
from regelratt.engine.texts import KEEPING, words_of
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    column_names,
    common_tables,
    folded,
    function_name,
    is_choosing,
    is_deciding,
    is_matching,
    is_numbering,
    is_query,
    is_source,
    is_varying,
    parts_of,
    values_of,
    walk_outer,
)

_ALWAYS_THERE = frozenset({"INNER", "SEMI", "ANTI"})
"""Joins that leave no side of a row empty."""
_GIVING_BACK = KEEPING | {"avg", "bool_and", "bool_or"}


class Names:
    """The columns that the names of a parsed SELECT mean."""

    def __init__(self, root: Node) -> None:
        self._meant: dict[int, Meant] = {}
        self._outputs: dict[int, Given] = {}
        self._constant_queries: set[str] = set()
        self._constant_sources: set[int] = set()
        """Where a common table expression that reads no table is read by its name."""
        self._numbered_within: set[int] = set()
        """What numbers the rows of one object at a time: such a number tells no object from another."""
        self._identity = FoundOnce(self._find_identity, Identity.MADE)
        self._count = 0
        self._counted: dict[int, int] = {}
        self.most_parts = 1
        """Columns of evidence behind the value that is put together from most of them."""
        self.scopes: dict[int, Scope] = {}
        """The sources of each SELECT, by the SELECT."""
        self.joined: list[tuple[Node, Column, Column]] = []
        """The columns that a join matches by their name, and the join."""
        self.matching: list[Node] = []
        """Where rows are matched by whole columns of which some hold an object's id or name, and not as it is."""
        self._query(root, {}, None)

    def meaning(self, node: Node) -> Meant:
        """What a reference may mean; nothing for other nodes."""
        return self._meant.get(id(node), Meant([]))

    def column(self, node: Node) -> Column | None:
        """The column that a reference means, or None."""
        return self.meaning(node).column

    def depends_on_rows(self, node: Node) -> bool:
        """True when anything in the expression varies with the evidence or with what a rule or decision sets.

        A column that a subquery makes constant does not, nor does the day that is judged: it is the same for all.
        """
        if self._gives_back(node):
            return False
        column = self.column(node)
        is_same = (column and column.is_constant) or self._is_named(node) or _is_of_the_day(node)
        return (is_varying(node) and not is_same) or any(map(self.depends_on_rows, children(node)))

    def _gives_back(self, node: Node) -> bool:
        """True for a function over rows that gives back what it is given, and is given the same on every row."""
        name, given = function_name(node), arguments(node)
        is_by_another = name in ("arg_min", "arg_max")
        return name in _GIVING_BACK and bool(given) and not any(
            map(self.depends_on_rows, given[:1] if is_by_another else given))

    def _is_named(self, node: Node) -> bool:
        """True for a common table expression that is read by its name: what varies in it is seen in its columns."""
        return id(node) in self._constant_sources

    def identity(self, node: Node) -> Identity:
        """How much of an object's id or name an expression holds; where the way is lost, it may be any part of one."""
        return self._identity(node)

    def _find_identity(self, node: Node) -> Identity:
        if node.get("class") == "COLUMN_REF":
            return self._identity_of(self._meant.get(id(node), Meant([], is_lost=True)))
        if is_deciding(node):
            return Identity.NONE
        if node.get("class") == "STAR":
            return Identity.MADE
        if node.get("class") == "SUBQUERY":
            return chosen(self.given(node), by_order=False)
        if is_numbering(node) and id(node) not in self._numbered_within:
            return Identity.MADE
        kinds = [self.identity(each) for each in values_of(node)]
        name = function_name(node)
        if name == "count":
            return Identity.NONE if max(kinds, default=Identity.NONE) <= Identity.WHOLE else Identity.MADE
        if is_choosing(node):
            return chosen(kinds, by_order=name in KEEPING)
        return Identity.MADE if any(kinds) else Identity.NONE

    def _identity_of(self, found: Meant) -> Identity:
        """Columns that are joined by their common name are alike, and what the query itself gives is looked into."""
        kinds = {each.identity for each in found.columns}
        if found.given is not None:
            kinds.add(self.identity(found.given))
        return kinds.pop() if len(kinds) == 1 and not found.is_lost else Identity.MADE

    def given(self, query: Node) -> list[Identity]:
        """How much of an object's id or name each column holds that a query gives, or a subquery in an expression."""
        return [each.identity for each in self.outputs(query)]

    def outputs(self, query: Node) -> list[Column]:
        """The columns that a query gives, or a subquery in an expression."""
        return [each for _, each in self._outputs.get(id(query), LOST.items())]

    def words(self, node: Node) -> frozenset[str] | None:
        """Every text the expression can give, NULL apart; None when that is not known."""
        return words_of(node, self)

    def _new_source(self, columns: Columns) -> dict[str, Column]:
        self._count += 1
        return {name: replace(column, key=(self._count, name), made_of=(column,)) for name, column in columns.items()}

    def _query(self, node: Node, known: Mapping[str, Columns], outer: Scope | None) -> Given:
        """The columns that a query gives; those it cannot name are left out."""
        known = dict(known)
        for name, body, entry in common_tables(node):
            known[folded(name)] = renamed(self._query(body, known, outer), entry.get("aliases"))
            (self._constant_queries.discard if self.depends_on_rows(body) else self._constant_queries.add)(folded(name))
        if node.get("type") == "SET_OPERATION_NODE":
            given = together([self._query(each, known, outer) for each in parts_of(node)])
            self._expressions(node.get("modifiers", []), Scope([("", numbered(given))], {}, outer), known)
        else:
            given = self._select(node, known, outer)
        self._outputs[id(node)] = given
        if is_matching(node) and any(each.identity > Identity.WHOLE for _, each in given):
            self.matching.append(node)
        return given

    def _select(self, node: Node, known: Mapping[str, Columns], outer: Scope | None) -> Given:
        given_names = {folded(each["alias"]): each for each in node.get("select_list", ()) if each.get("alias")}
        scope = Scope([], given_names, outer)
        source = node.get("from_table")
        if source:
            self._source(source, known, scope)
        self.scopes[id(node)] = scope
        for key, value in node.items():
            if key not in ("cte_map", "from_table"):
                self._expressions(value, replace(scope, prefers_aliases=key in ("having", "modifiers")), known)
        self._find_numbered_within(node, known, scope)
        return [each for listed in node.get("select_list", ()) for each in self._output(listed, scope)]

    def _find_numbered_within(self, query: Node, known: Mapping[str, Columns], scope: Scope) -> None:
        """A query over one table of evidence alone, joined with nothing, can number the rows of each object."""
        name = folded((query.get("from_table") or {}).get("table_name", ""))
        own = scope.sources[0][1].get(owner_of(name)) if scope.sources and name not in known else None
        self._numbered_within |= {
            id(each) for part in children(query) for each in walk_outer(part)
            if own and own in map(self.column, each.get("partitions", ()))}

    def _source(self, node: Node, known: Mapping[str, Columns], scope: Scope) -> None:
        match node.get("type"):
            case "BASE_TABLE":
                name = folded(node.get("table_name", ""))
                columns = known[name] if name in known else evidence_columns(name)
                if name in known and name in self._constant_queries:
                    self._constant_sources.add(id(node))
                self._add(scope, str(node.get("alias") or name), list(columns.items()), node)
            case "SUBQUERY":
                given = self._query(node["subquery"]["node"], known, scope)
                self._add(scope, str(node.get("alias") or ""), given, node)
            case "JOIN":
                before = len(scope.sources)
                self._source(node["left"], known, scope)
                middle = len(scope.sources)
                self._source(node["right"], known, scope)
                shared = self._joined_by_name(node, scope.sources[before:middle], scope.sources[middle:])
                scope.merged |= {(place, name) for place in range(middle, len(scope.sources)) for name in shared}
                if node.get("join_type") not in _ALWAYS_THERE:
                    scope.sources[before:] = [(alias, missable(columns)) for alias, columns in scope.sources[before:]]
                self._expressions(node.get("condition"), scope, known)
                if node.get("join_type") in ("SEMI", "ANTI"):
                    del scope.sources[middle:]
                    scope.merged = {(place, name) for place, name in scope.merged if place < middle}
            case _:
                pass

    def _joined_by_name(
        self, node: Node, left: list[tuple[str, Columns]], right: list[tuple[str, Columns]]
    ) -> set[str]:
        """The columns that a join matches by their names, with USING or because the names are the same."""
        sides = [{name: column.identity for _, columns in side for name, column in columns.items()}
                 for side in (left, right)]
        is_natural = node.get("ref_type") == "NATURAL"
        shared = sides[0].keys() & sides[1].keys() if is_natural else {
            folded(name) for name in node.get("using_columns", ())}
        is_unnamed = is_natural and all(any(name.startswith(" ") for name in side) for side in sides)
        is_lost = is_unnamed or (bool(shared or is_natural) and any("" in side for side in sides))
        if is_lost or any(alike(side.get(name, Identity.NONE) for side in sides) > Identity.WHOLE for name in shared):
            self.matching.append(node)
        self.joined += [
            (node, one[name], other[name]) for _, one in left for _, other in right
            for name in sorted(shared & one.keys() & other.keys())]
        return shared

    def _add(self, scope: Scope, alias: str, columns: Given, node: Node) -> None:
        named = renamed(columns, node.get("column_name_alias"))
        scope.sources.append((folded(alias), self._new_source(named)))

    def _expressions(self, value: object, scope: Scope, known: Mapping[str, Columns]) -> None:
        """Find out about every column reference in the expressions, and about the subqueries in them."""
        for node in children({"": value}):
            if node.get("class") == "COLUMN_REF":
                self._meant[id(node)] = meant(column_names(node), scope)
            elif node.get("class") == "SUBQUERY":
                self._outputs[id(node)] = self._query(node["subquery"]["node"], known, scope)
                self._expressions(node.get("child"), scope, known)
            elif not is_query(node) and not is_source(node):
                self._expressions(list(children(node)), scope, known)

    def _output(self, node: Node, scope: Scope) -> Given:
        if node.get("class") == "STAR":
            replaced = {folded(each["key"]): self._derived(folded(each["key"]), each["value"])
                        for each in node.get("replace_list", ())}
            return starred(node, scope, replaced)
        name = folded(node.get("alias") or "") or (column_names(node) or [""])[-1]
        return [(name or f" {id(node)}", self._derived(name, node))]

    def _derived(self, name: str, node: Node) -> Column:
        """A column that an expression gives."""
        parts = self._parts(node)
        self.most_parts = max(self.most_parts, parts)
        return self.column(node) or Column(
            (0, name), self.words(node), None, max(1, parts), not self.depends_on_rows(node), self.identity(node),
            (node,))

    def _parts(self, node: Node) -> int:
        """How many columns of evidence an expression is put together from, its own query's names included."""
        if id(node) not in self._counted:
            self._counted[id(node)] = 1  # a name that means itself
            self._counted[id(node)] = sum(self._parts_of(each) for each in walk_outer(node))
        return self._counted[id(node)]

    def _parts_of(self, node: Node) -> int:
        found = self._meant.get(id(node))
        if found and found.given is not None:
            return self._parts(found.given)
        column = self.column(node)
        within = self._outputs.get(id(node), [])
        return column.parts if column else max((each.parts for _, each in within), default=0)


def _is_of_the_day(node: Node) -> bool:
    return node.get("class") == "PARAMETER" and node.get("identifier") in RESERVED_PARAMETERS
