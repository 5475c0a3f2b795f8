"""Which columns a query may read: every name of a column in it, whatever table it is of."""

from __future__ import annotations

from regelratt.engine.tree import Node, column_names, folded, is_source, walk

EVERY = "*"
"""Stands among the names when columns are read without being named."""


def mentioned(root: Node) -> frozenset[str]:
    """The names of columns in the tree, and `*` when it reads columns by a star, by their place or as a whole row."""
    sources = {folded(name) for node in walk(root) if is_source(node)
               for name in (node.get("alias"), node.get("table_name")) if name}
    found: set[str] = set()
    for node in walk(root):
        names = column_names(node)
        found.update(names, (folded(name) for name in node.get("using_columns") or ()))
        is_row = len(names) == 1 and names[0] in sources
        is_by_place = bool(node.get("column_name_alias")) or node.get("ref_type") == "NATURAL"
        if is_row or is_by_place or node.get("class") == "STAR":
            found.add(EVERY)
    return frozenset(found)
