"""A tick in a cell is what a cross there is, and the settings open a column for marks too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_OTHER = [
    ["Regel|Kommunstyrelsen|Socialnämnden", "Ny kanal anmäls|{}|{}"], ["Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|{}|"],
    ["Uppgift|Kommunstyrelsen|Socialnämnden", "Utse publicister|{}|", "Ta fram riktlinjer||{}"],
    ["Nämnd|Webbsänds", "Kommunstyrelsen|{}"], ["Nämnd|Webbsänds|Tolkas", "Kommunstyrelsen|{}|{}", "SN||{}"],
    ["Kanal|Film|Chatt", "pahittbyung|{}|"], ["Kanal|Svenska|Engelska", "Påhittby bibliotek|{}|{}"],
    ["Fråga|pahittbyung", "Har chatt|{}"],
]
_TOLD = [
    ["Kanal|Utfall", "pahittbyung|{}"], ["Kanal|Kontroll", "pahittbyung|{}"], ["Kanal|Godkänd", "pahittbyung|{}"],
    ["Kanal|Tvåfaktor", "pahittbyung|{}"], ["Kanal|TYR-4-01", "pahittbyung|{}"], ["Kanal|Möter kraven", "pahittbyung|{}"],
    ["Nämnd|Uppfylls", "Kommunstyrelsen|{}"], ["Uppfylls|KS|BUN|SN", "TYR-4-01|{}||{}"], ["Regel|KS|SN", "TYR-4-01|{}|✗"],
    ["Regel|Nämnd|Klarat", "TYR-4-01|Socialnämnden|{}"], ["Nämnd|Utsedda publicister", "Kommunstyrelsen|{}"],
    ["Är tvåfaktorsautentisering på?|KS|pahittbyung", "Svar||{}"],
]
_ALONE = [["Kanal|", "pahittbyung|{}"], ["Nämnd|", "Kommunstyrelsen|{}"], ["pahittbyung|{}", "Påhittby bibliotek|{}"], ["|pahittbyung", "|{}"]]
_WRITTEN = [page_of, csv_of]
_TICKS = ["✓", "✔", "☑", "√", "✔\ufe0f"]


@pytest.mark.parametrize("write", _WRITTEN)
@pytest.mark.parametrize("tick", [*_TICKS, "x"])
@pytest.mark.parametrize("rows", _OTHER, ids=" / ".join)
def test_tick_passes_where_a_cross_does(rows: list[str], tick: str, write: object, gate: Gate, tmp_path: Path) -> None:
    """Whose a task is, and what a board or a channel has, under heads that ask for nothing of ours."""
    assert callable(write)
    assert gate.said(tmp_path, write(*(row.replace("{}", tick) for row in rows))) == ""


@pytest.mark.parametrize("write", _WRITTEN)
@pytest.mark.parametrize("tick", ["✓", "x"])
@pytest.mark.parametrize("rows", _TOLD, ids=" / ".join)
def test_tick_tells_where_a_cross_does(rows: list[str], tick: str, write: object, gate: Gate, tmp_path: Path) -> None:
    """Under heads that ask how it went, and in a table with other marks."""
    assert callable(write)
    assert "disclosed-result" in gate.said(tmp_path, write(*(row.replace("{}", tick) for row in rows)))


@pytest.mark.parametrize("tick", _TICKS)
@pytest.mark.parametrize("rows", _ALONE, ids=" / ".join)
def test_tick_with_nothing_but_a_name_is_a_result(rows: list[str], tick: str, gate: Gate, tmp_path: Path) -> None:
    """No head says what it answers."""
    assert "Utfallet" in gate.said(tmp_path, page_of(*(row.replace("{}", tick) for row in rows)))


@pytest.mark.parametrize(("opened", "rows"), [
    ("Film", ["Kanal|Film", "pahittbyung|❌", "Påhittby bibliotek|✓"]), ("webbsänds", ["Nämnd|Webbsänds", "Kommunstyrelsen|✗"]),
    ("Regel", ["Regel|Kommunstyrelsen|Socialnämnden", "Ny kanal anmäls|✓|✗"]), ("Chatt", ["Fråga|pahittbyung", "Chatt|🟢"]),
    ("Film", ["Kanal|Film|Tid", "pahittbyung|[x]|9"]),
])
@pytest.mark.parametrize("write", _WRITTEN)
def test_setting_opens_marks(
    opened: str, rows: list[str], write: object, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the head of a column or a row, and the first head of a table of boards; another column stays as it was."""
    assert callable(write)
    given = write(*rows)
    assert "Utfallet" in gate.said(tmp_path, given)
    monkeypatch.setattr(gate, "guard", gate.with_settings(public_headings=(opened,)))
    assert gate.said(tmp_path, given) == ""
    assert "Utfallet" in gate.said(tmp_path, page_of("Kanal|Annat", "pahittbyung|❌"))


@pytest.mark.parametrize("head", ["Godkänd", "Möter kraven", "Utfall", "Kanal"])
def test_setting_opens_no_head_that_asks(head: str, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks how it went stays closed, and a first head beside names of channels opens nothing."""
    monkeypatch.setattr(gate, "guard", gate.with_settings(public_headings=(head,)))
    assert "Utfallet" in gate.said(tmp_path, page_of(f"Kanal|{head.replace('Kanal', 'Annat')}", "pahittbyung|❌"))


def test_record_of_a_page_reads_the_tick_as_the_page(gate: Gate, tmp_path: Path) -> None:
    """The search index has the rows of a page without their heads."""
    held = {"url": "/00783.html", "content": "Nämnd Webbsänds. Kommunstyrelsen. ✓", "meta": {"adress": "/n/sida.html"}}
    record = {"name": "b.pf_fragment", "text": json.dumps(held, ensure_ascii=False)}
    assert "Utfallet" in gate.said(tmp_path, record)
    assert gate.said(tmp_path, page_of("Nämnd|Webbsänds", "Kommunstyrelsen|✓", name="n/sida.html")) == ""
    assert gate.said(tmp_path, record) == ""
