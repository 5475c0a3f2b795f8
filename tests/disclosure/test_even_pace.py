"""What is searched before publication takes twice the steps when there is twice as much of it, whatever shape it has.

Steps are lines of Python that are run: they are as many on every machine. Many patterns that are slow by themselves
have their own tests in `test_slow_patterns`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from types import FrameType

import pytest

from regelratt.loaders.data_depth import DEEPEST_DATA
from tests.gate import Gate

_MANY = 150
_PACE = 2.6
"""Twice, and a little for what a longer file has more kinds of."""


def _rows(*rows: str) -> str:
    return f"<table>{''.join(rows)}</table>"


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


SHAPES: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "a column of names": ("_static/a.csv", lambda names: "\n".join(("kanal", *names))),
    "names in data": ("_static/a.json", lambda names: json.dumps(names, ensure_ascii=False)),
    "columns of data": ("_static/a.json", lambda names: json.dumps(
        {"plats": names, "tillgänglig": ["ja" if place % 3 else "nej" for place, _ in enumerate(names)]})),
    "columns of data with counts": ("_static/a.json", lambda names: json.dumps(
        {"labels": names, "data": [*range(len(names))]})),
    "a series in data": ("_static/a.json", lambda names: json.dumps(
        [[f"2026-01-{place % 28 + 1:02}", 4711, place] for place, _ in enumerate(names)])),
    "pairs in data": ("_static/a.json", lambda names: json.dumps([[name, True] for name in names])),
    "objects in data": ("_static/a.json", lambda names: json.dumps([{"namn": name, "öppet": False} for name in names])),
    "keys in data": ("_static/a.json", lambda names: json.dumps(
        {f"{name} {place}": {"svar": "ja"} for place, name in enumerate(names)})),
    "lists beside each other in data": ("_static/a.json", lambda names: json.dumps(
        {f"rad {place}": [name, "nej", 2] for place, name in enumerate(names)})),
    "answers beside places that nobody knows": ("_static/a.json", lambda names: json.dumps(
        {"plats": [f"Lekplats {place}" for place, _ in enumerate(names)], "tillgänglig": ["ja" for _ in names]})),
    "answers in settings": ("_static/a.txt", lambda names: "\n".join(
        f"- namn: {name}\n  svar: ja" for place, name in enumerate(names))),
    "names in a paragraph": ("a.html", lambda names: f"<p>{', '.join(names)}</p>"),
    "names in a list": ("a.html", lambda names: f"<ul>{''.join(f'<li>{name}</li>' for name in names)}</ul>"),
    "names beside each other": ("a.html", lambda names: _rows(_row(names), _row(["a" for _ in names]))),
    "answers beside each other": ("a.html", lambda names: _rows(
        _row(["Fråga", *("Uppfyllt" for _ in names)]), _row(["Skolan", *("ja" for _ in names)]))),
    "days in sentences": ("_static/a.txt", lambda names: "\n".join(
        f"2026-0{place % 9 + 1}-1{place % 9} kl. 09:30 ändrades något." for place, _ in enumerate(names))),
    "answers in a text": ("_static/a.txt", lambda names: "\n".join(f"{name}\nja\n12" for name in names)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_much_takes_twice_the_steps(shape: str, gate: Gate, tmp_path: Path) -> None:
    """Names of objects are what most is done for."""
    name, text = SHAPES[shape]
    known = sorted(str(row["kontonamn"]) for row in gate.project.evidence.evidence.rows("kanaler"))

    def _steps(many: int) -> int:
        steps = 0

        def _count(_frame: FrameType, _event: str, _value: object) -> Callable[..., object]:
            nonlocal steps
            steps += 1
            return _count

        before = sys.gettrace()
        sys.settrace(_count)
        try:
            gate.said(tmp_path, {"name": name, "text": text([*islice(cycle(known), many)])})
        finally:
            sys.settrace(before)
        return steps

    _steps(len(known))
    once = _steps(_MANY)
    assert _steps(2 * _MANY) <= _PACE * once


@pytest.mark.parametrize("name", ["_static/a.json", "_static/a.txt", "a.dat"])
def test_data_that_lies_too_deep_is_not_searched(name: str, gate: Gate, tmp_path: Path) -> None:
    """Each value is read with every key above it; what no lint has seen is refused here too."""
    text = '{"a": ' * (DEEPEST_DATA + 2) + "1" + "}" * (DEEPEST_DATA + 2)
    assert f"i fler än {DEEPEST_DATA} andra" in gate.said(tmp_path, {"name": name, "text": text})


@pytest.mark.parametrize(("name", "text"), [
    ("_static/a.csv", ";".join("a" * 3_000) + "\n" + "\n".join("b" * 3_000)), ("_static/a.csv", "\n".join("b;b" for _ in range(3_000)) + "\n" + ";".join("a" * 3_000)),
    ("_static/a.json", json.dumps([[*range(3_000)], *([each] for each in range(3_000))]))], ids=["first", "last", "data"])
def test_rows_that_are_filled_out_without_end_are_not_searched(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """One long row makes all others as long."""
    assert "så olika många celler" in gate.said(tmp_path, {"name": name, "text": text})


def test_wide_and_ragged_tables_are_searched(gate: Gate, tmp_path: Path) -> None:
    """Those that are as large as they look, and small ones of any shape."""
    wide = "\n".join(";".join("a" * 300) for _ in range(60))
    assert gate.said(tmp_path, {"name": "_static/a.csv", "text": wide}) == gate.said(
        tmp_path, {"name": "_static/b.csv", "text": "a;b;c;d\n" + "e\n" * 500}) == ""
