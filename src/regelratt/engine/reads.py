"""What of the evidence a piece of SQL reads that can decide how it comes out.

Two closed checks with anything of this in common are counted in one public total. It is taken from the parsed query,
so comments, alias names and other spellings of a column change nothing. More may be told than is read, never less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from regelratt.domain.public_knowledge import SEEN_BY_ALL, is_hidden
from regelratt.domain.tables import TABLES, Table
from regelratt.domain.words import SubjectKind
from regelratt.engine.allowlist import AGGREGATES
from regelratt.engine.identifying import IDENTIFYING
from regelratt.engine.mentioned import EVERY, mentioned
from regelratt.engine.tree import Node, column_names, folded, function_name, is_query, is_source, walk

_ROWS_SEEN_BY_ALL = frozenset({*(kind.table for kind in SubjectKind), "inlägg"})
"""Tables whose rows anybody knows to exist: the objects, and what they have published."""
_RETOLD = frozenset({"bekräftelser.förutsättningar", "undantag", "åtgärder"})
"""What tells again what stands elsewhere: copies of any columns, and of whom any rule has failed for."""


def telling_columns(table: Table) -> frozenset[str]:
    """The columns that say something closed of a row, and do not only lead to it."""
    return frozenset(
        column.name for column in table.columns
        if column.name != table.key and not column.references and column.name not in IDENTIFYING
        and (table.name, column.name) not in SEEN_BY_ALL)


def rows_of(table: str) -> frozenset[str]:
    """What is read by asking whether the table has a row: its name, where that is not known to all."""
    return frozenset({table} - _ROWS_SEEN_BY_ALL)


def everything() -> frozenset[str]:
    """All that any SQL can read."""
    return frozenset(each for table in TABLES for each in _of_table(table, telling_columns(TABLES[table])))


def find_read(root: Node, tables: Collection[str]) -> frozenset[str]:
    """The tables and columns that a parsed query over these tables of evidence may let decide.

    A column is known by its name in any of the tables: an alias is followed by where it was made.
    """
    named = mentioned(root)
    found = frozenset(
        each for table in tables for each in _of_table(
            table, (name for name in telling_columns(TABLES[table]) if EVERY in named or folded(name) in named)))
    return everything() if found & _RETOLD else found


def is_single(root: Node, *, is_predicate: bool) -> bool:
    """True when each row of one table decides by itself, and by nothing that anybody outside may know of it.

    Rows that are put together let one object's fact decide another's, and a column or a number of rows that somebody
    knows may decide alone.
    """
    nodes = list(walk(root))
    sources = [each for each in nodes if is_source(each)]
    is_joined = [each.get("type") for each in sources] != ["BASE_TABLE"] or sum(map(is_query, nodes)) > 1
    if is_joined or any(map(_puts_together, nodes)) or any(map(root.get, _OVER_ROWS)):
        return False
    # A fynd gives the object, the message and the key first: they say of which row it is, and not whether it fails.
    deciding = root["select_list"] if is_predicate else [root["where_clause"] or {}, *root["select_list"][3:]]
    asked = {column_names(each)[-1] if column_names(each) else EVERY for part in deciding for each in walk(part)
             if each.get("class") in ("COLUMN_REF", "STAR")}
    table = next((each for name, each in TABLES.items() if folded(name) == folded(sources[0]["table_name"])), None)
    if table is None:
        return False
    hidden = {folded(each) for each in telling_columns(table) if is_hidden(table.name, each)}
    return bool(asked) and asked <= hidden


_OVER_ROWS = ("modifiers", "group_expressions", "having", "qualify", "sample")


def _puts_together(node: Node) -> bool:
    return node.get("class") == "WINDOW" or function_name(node) in AGGREGATES


def _of_table(table: str, columns: Iterable[str]) -> Iterator[str]:
    yield from rows_of(table)
    yield from (f"{table}.{name}" for name in columns)
