"""Tables of numbers as a municipality publishes them are no personal data, in whatever form."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.disclosure.ordinary_tables import FORMS, KINDS, as_page
from tests.gate import Gate

_PAGES, _ON_A_PAGE = 10, 10
_FILES = 8


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_of_numbers_on_a_page_is_stopped(kind: str, gate: Gate, tmp_path: Path) -> None:
    """A hundred of each kind, some on each page."""
    random = Random(2026)
    for _ in range(_PAGES):
        tables = (as_page(KINDS[kind](random)) for _ in range(_ON_A_PAGE))
        text = "".join(f"<section><h2>Tabell</h2><p>Det här är en tabell.</p>{table}</section>" for table in tables)
        assert gate.said(tmp_path, {"name": "sida.html", "text": text}) == ""


@pytest.mark.parametrize("form", FORMS)
def test_no_table_of_numbers_is_stopped(form: str, gate: Gate, tmp_path: Path) -> None:
    """Some hundreds in each form, a file for each."""
    name, write = FORMS[form]
    random = Random(1926)
    for make in KINDS.values():
        for _ in range(_FILES):
            text = write(make(random))
            assert gate.said(tmp_path, {"name": name, "text": text}) == "", text


@pytest.mark.parametrize("rows", [1_000, 4_000])
def test_no_long_file_of_numbers_is_stopped(rows: int, gate: Gate, tmp_path: Path) -> None:
    """What happens once in a thousand rows is no number."""
    random = Random(rows)
    lines = (f"{random.randint(1990, 2026)};Skola {random.randint(1, 60)};{random.randint(1, 999_999)};"
             f"{random.randint(1, 9_999)};{random.randint(1, 31)};{random.random():.4f}\n" for _ in range(rows))
    text = "År;Skola;Kronor;Elever;Dag;Andel\n" + "".join(lines)
    assert gate.said(tmp_path, {"name": "x.csv", "text": text}) == ""
