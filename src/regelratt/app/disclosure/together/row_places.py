"""Where a published file may show a row of evidence: its texts, and its tables by row and by column."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, zip_longest

from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.page_groups import branches_of, groups_of, lists_of, neighbours_of, stretches_of
from regelratt.app.disclosure.together.read_together import fetched_text, tables_of

_CELLS = " | "
"""What parts values that are no part of each other's sentences."""
_APART = re.compile(r"[^\S\n]*\n\s*|\t\s*|[^\S\n]{2,}")
"""What parts values in plain text."""

Table = Sequence[Sequence[str]]


def texts_of_page(page: ParsedPage, names: Callable[[str], bool]) -> Iterator[str]:
    """The texts of a page that names an object, of which a part may say what another is about."""
    for one, other in chain(groups_of(page, names), neighbours_of(page)):
        if names(one) or names(other):
            yield one if one == other else one + _CELLS + other
    for points in lists_of(page):
        yield _CELLS.join(points)
    yield from filter(names, map(_CELLS.join, branches_of(page)))
    yield from filter(names, stretches_of(page, names))


def of_plain_text(text: str) -> str:
    """A text of a file that is no page, with signs where its lines and columns end."""
    return _APART.sub(_CELLS, text)


def as_text(cells: Sequence[str]) -> str:
    """The cells of a row or column, with signs between them."""
    return _CELLS.join(cells)


def columns_of(table: Table) -> Table:
    """The same table with its rows as columns."""
    return [*zip_longest(*table, fillvalue="")]


def tables_of_file(name: str, data: bytes) -> list[Table]:
    """The tables in a file to fetch: of its lines, or of the lists and objects in a file of data."""
    return [*tables_of(name, data), *tables_of_json(fetched_text(name, data))]


def tables_of_json(text: str) -> list[Table]:
    """The tables of the lists and objects in a JSON text; none for another text."""
    try:
        return [*_tables_of_value("", json.loads(text or "null"))]
    except (ValueError, RecursionError):
        return []


def _tables_of_value(about: str, value: object) -> Iterator[Table]:
    """The tables in a value of JSON, each with the key that stands above it."""
    if isinstance(value, dict):
        told = [(str(key), _said(each)) for key, each in value.items()]
        yield [["", *(key for key, _ in told)], [about, *(text for _, text in told)]]
        yield [[key, *map(_said, each)] for key, each in value.items() if isinstance(each, list)]
        for key, each in value.items():
            yield from _tables_of_value(f"{about} {key}", each)
    elif isinstance(value, list):
        # By itself: beside rows of a few cells each, one of all that they say would be filled out with as many columns.
        yield [[about, *map(_said, value)]]
        yield [[about, *map(_said, each)] for each in value if isinstance(each, list)]
        for each in value:
            yield from _tables_of_value(about, each)


def _said(value: object) -> str:
    """A value as text; of an object or a list what it holds."""
    if isinstance(value, dict):
        return _CELLS.join(f"{key}: {_said(each)}" for key, each in value.items())
    if isinstance(value, list):
        return _CELLS.join(map(_said, value))
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)
