"""Phone numbers under and beside words that are short for many things: *Direkt*, *Dir*, *T*, *M*, *D*."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_HEADS = ["Direkt", "Dir", "Dir.", "T", "M", "D", "T:"]
_NUMBERS = ["578 29 11", "708 12 34 56", "708123456"]
_CLOSED = [
    *(page_of(f"Enhet|{head}", f"Kansli|{number}") for head in _HEADS for number in _NUMBERS),
    *(csv_of(f"Enhet|{head}", f"Kansli|{number}") for head in _HEADS for number in _NUMBERS),
    *({"name": "sida.html", "text": f"<dl><dt>{head}</dt><dd>578 29 11</dd></dl>"} for head in _HEADS),
    {"name": "_static/matt.json", "text": '{"enhet": "Kansli", "direkt": "578 29 11"}'},
    page_of("Enhet|Direkt", "Kansli|45 12 34"),
]
_OPEN = [
    page_of("T|M", "20 30 40|100 200"), page_of("Lag|T|M", "Laget|12|1 200 300"), page_of("Plagg|M", "Tröja|120"),
    page_of("Resa|Direkt", "Buss|1 200 300 kr"), page_of("Resa|Direkt", "Buss|12 45, 13 15"),
    csv_of("Dag|T|D", "mars|12 13 14|3 020"), page_of("Resa|Direkt", "Resa|578291"),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: f"{given['name']} {given['text']}")
def test_number_to_call_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """In tables and lists of terms, of pages and of files."""
    assert "Ett telefonnummer syns." in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: f"{given['name']} {given['text']}")
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Sizes, days and times."""
    assert gate.said(tmp_path, given) == ""
