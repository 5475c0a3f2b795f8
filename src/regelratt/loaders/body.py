"""What every object has, whatever its kind: id, title, text and place; and the tables it may name."""

from __future__ import annotations

import re
from typing import TypedDict

from regelratt.diagnostics import Code
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES
from regelratt.loaders.fields import FieldReader
from regelratt.loaders.grammar import DATA_FENCES
from regelratt.loaders.myst import Block


class Common(TypedDict):
    """The fields that every object has."""

    id: str
    title: str
    text: str
    location: Location


def common_fields(reader: FieldReader) -> Common:
    """Id, title, text and place of any object."""
    return Common(
        id=reader.text("id"),
        title=reader.block.argument,
        text=prose(reader.block),
        location=reader.place(),
    )


def prose(block: Block) -> str:
    """The body without the code blocks that are read as data."""
    rows = block.body.split("\n")
    for fence in block.fences:
        if fence.language == DATA_FENCES.get(block.name):
            start = fence.line - block.body_line
            for index in range(start, min(len(rows), start + fence.content.count("\n") + 2)):
                rows[index] = ""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def table_name(reader: FieldReader, option: str) -> str:
    """The evidence table that the option names; an empty text when it names none that exists."""
    name = reader.text(option)
    if name and name not in TABLES:
        reader.report(Code.UNKNOWN_REFERENCE, f"{reader.name}: tabellen {name} finns inte.",
                      f"Välj en av: {', '.join(TABLES)}.", option)
        return ""
    return name
