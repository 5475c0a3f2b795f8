"""The language of parent and child: one JSON object on each line, in both directions.

Nothing but data can be said in it, and the parent takes an answer for what it asked, in the form it expects, or
not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from regelratt.domain.evidence import Value
from regelratt.engine.messages import Row, Task

ROWS_PER_FRAME = 20_000
"""Rows of evidence that are sent at a time."""

SEPARATOR, MISSING = "\x1f", "\x1e"
"""Between the values of a column, and in place of one that is unknown."""


class GarbageError(Exception):
    """The child said something that it was not to say."""


@dataclass(frozen=True, slots=True)
class Word:
    """One thing the child says."""

    kind: str
    jobs: tuple[int, ...] = ()
    alone: bool = True
    world: int = 0
    table: str = ""
    rows: tuple[Row, ...] = ()
    value: object = None
    error: str = ""


KINDS = frozenset({"ready", "loading", "unloaded", "start", "part", "answer", "error", "done"})


def frame(**fields: object) -> bytes:
    """A line for the other side."""
    return json.dumps(fields).encode("ascii") + b"\n"


def heard(line: bytes) -> Word:
    """What a line from the child says; GarbageError when it is none that a child says."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise GarbageError from error
    kind = said.get("kind") if isinstance(said, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise GarbageError
    jobs, rows = said.get("jobs", []), said.get("rows", [])
    if not isinstance(jobs, list) or not isinstance(rows, list) or not all(type(job) is int for job in jobs):
        raise GarbageError
    return Word(
        kind, tuple(jobs), said.get("alone") is not False, _number(said.get("world", 0)),
        str(said.get("table", "")), tuple(map(_row, rows)), said.get("value"), str(said.get("error", ""))[:200])


def _number(value: object) -> int:
    if type(value) is not int:
        raise GarbageError
    return value


def _row(values: object) -> Row:
    if not isinstance(values, list) or not all(value is None or isinstance(value, str) for value in values):
        raise GarbageError
    return tuple(values)


def encode_task(job: int, task: Task) -> list[object]:
    """A task as the child reads it."""
    parameters = [[name, *_encode_value(value)] for name, value in sorted(task.parameters.items())]
    return [job, task.sql, parameters, task.predicate_over, sorted(task.tables), task.scene]


def decode_task(written: Sequence[object]) -> tuple[int, Task]:
    """The job's number and its task."""
    job, sql, parameters, over, tables, scene = written
    assert isinstance(job, int)
    assert isinstance(scene, int)
    assert isinstance(parameters, list)
    assert isinstance(tables, list)
    known = {name: _decode_value(kind, value) for name, kind, value in parameters}
    return job, Task(str(job), str(sql), known, str(over), frozenset(tables), scene)


def _encode_value(value: object) -> tuple[str, object]:
    if isinstance(value, date):
        return "day", value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return "plain", value
    raise TypeError(f"a parameter cannot be {type(value).__name__}")


def _decode_value(kind: str, value: object) -> object:
    return date.fromisoformat(str(value)) if kind == "day" else value


def encode_rows(rows: Sequence[Sequence[Value]]) -> Iterator[bytes]:
    """Frames with the rows of a table, column by column."""
    for start in range(0, len(rows), ROWS_PER_FRAME):
        columns = zip(*rows[start : start + ROWS_PER_FRAME], strict=True)
        yield frame(columns=[_encode_column(column) for column in columns])


def count_frames(rows: Sequence[object]) -> int:
    """How many frames `encode_rows` gives."""
    return -(-len(rows) // ROWS_PER_FRAME)


def _encode_column(values: Sequence[Value]) -> str | list[str | None]:
    """One text with all values, or a list where a text holds what would part or erase them."""
    texts = [MISSING if value is None else str(value) for value in values]
    joined = SEPARATOR.join(texts)
    if joined.count(SEPARATOR) == len(texts) - 1 and joined.count(MISSING) == sum(value is None for value in values):
        return joined
    return [None if value is None else str(value) for value in values]


def decode_frame(line: bytes) -> Mapping[str, object]:
    """A frame from the parent."""
    said: Mapping[str, object] = json.loads(line)
    return said


def as_text(value: object) -> str | None:
    """A value of a result as it is sent: days and moments in ISO form, truths in small letters."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
