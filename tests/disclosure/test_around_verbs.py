"""Rules that are broken at so many points or by an account somewhere, degrees of *Kanalen*, and stars in lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_ONE, _BOARD = "Påhittby skolor", "Barn- och utbildningsnämnden"


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": text}


def _under(heading: str, text: str) -> dict[str, str]:
    return _page(f"<h2>{heading}</h2><p>{text}</p>")


_CLOSED = [
    *(_page(f"<p>{name} följer inte riktlinjerna {tail}.</p>") for name in (_ONE, _BOARD)
      for tail in ("på tre punkter", "på flera sätt", "vid tre tillfällen", "i två avsnitt")),
    _page(f"<p>Kanalen {_ONE} på Facebook följer inte riktlinjerna.</p>"),
    _page("<p>Socialnämnden i Påhittby följer inte riktlinjerna för sociala medier.</p>"),
    _under(_ONE, "Kanalen följer 12 av 21 riktlinjer."), _under(_ONE, "Sidan har lägst efterlevnad."),
    _under(_BOARD, "Nämnden följer 58 % av riktlinjerna för sociala medier."),
    *(_page(f"<h2>{heading}</h2><ul><li>{_ONE}: {sign}</li></ul>") for sign in ("★★☆☆☆", "😡", "☹")
      for heading in ("Bedömning", "Utfall", "Betyg", "Efterlevnad", "Är pixeln avstängd i kontots inställningar?")),
    page_of("Kanal|%", f"{_ONE}|58"), csv_of("kanal|%", f"{_ONE}|58"),
]
_OPEN = [
    _page(f"<h2>Följ oss</h2><ul><li>{_ONE} ★</li><li>{_ONE}: ★</li></ul>"), page_of("#|Kanal", f"1|{_ONE}"),
    _page(f"<p>{_BOARD} följer inte riktlinjerna för upphandling på tre punkter.</p>"),
    _under(_BOARD, "Nämnden följer upp 12 av 21 mål."), _under(_BOARD, "Nämnden har 13 ledamöter."),
    _page("<p>Socialnämnden i Påhittby följer riktlinjerna.</p>"),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: given["text"])
def test_result_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Whatever stands between a name and its verb, or after the rules, that is of nothing else."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: given["text"])
def test_other_texts_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Other rules, ornaments, numbering and counts."""
    assert gate.said(tmp_path, given) == ""
