"""Numbers of closed cases without their prefix and with years of two digits, and numbers of other things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": f"<p>{text}</p>"}


_CLOSED = [
    *map(_page, (
        "dnr 26/0352", "Dnr: 26-0352", "diarienummer 26/352", "diarienumret är 26/352", "ärende 26/352", "ärendet med nummer 2026/352",
        "ärendet med diarienummer 26/0352", "Ärendet har nr 2026/352.", "Ärende med dnr 2026:352", "dnr 352/2026", "PHB 352/2026",
        "ärende nr 352 år 2026", "diarieförd som 26/352", "registrerat under dnr 26/352", "ärendena 26/352 och 26/9353", "(dnr 26/352)")),
    *(page_of(f"{head}|Sak", "26/0352|Text") for head in ("Dnr", "Diarienummer", "Ärende", "Ärendenr.")), csv_of("dnr|sak", "26/0352|text"),
    csv_of("sak|ärendenummer", "text|2026/352"), {"name": "_static/x.json", "text": '{"dnr": "26/0352"}'},
]
_OPEN = [
    *map(_page, (
        "dnr 26/9352", "dnr 26/35", "26/0352", "Beslut 26/352", "Lagen 2026:352", "dnr KS 26/0352", "dnr BUN 2026/0352", "BUN 352/2026",
        "ärendet med nummer 2026/9352", "Ärenden 2026: 352 stycken", "Antal ärenden 2026: 352", "Det kom 352 ärenden år 2026.",
        "Mål nr 352-26", "Ärenden 03/2026", "ärende 27/352", "Ärendet kom in. Läs 26/352.")),
    page_of("Sida|Sak", "26/0352|Text"), page_of("Dnr|Sak", "26/9352|Text"), page_of("Ärenden|Sak", "352|Text"),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: f"{given['name']} {given['text']}")
def test_closed_case_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """After a word for cases and under one, with the year first or last."""
    assert "kolumnen diarienummer" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: f"{given['name']} {given['text']}")
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Of other registers, laws, months, counts, and cases that are not in the evidence."""
    assert gate.said(tmp_path, given) == ""
