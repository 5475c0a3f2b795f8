"""How far rules are followed, asked with a noun or with a verb, beside boards whose names have several words too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_BOARD, _TWO_PARTS = "Kommunstyrelsen", "Barn- och utbildningsnämnden"
_ASKING = ["Så väl följs riktlinjerna", "Hur långt reglerna följs", "Andel regler som följs", "Så följer vi riktlinjerna",
           "I vilken utsträckning följs kraven?", "Så väl lever nämnderna upp till riktlinjerna", "Efterlevnad 2026"]


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": text}


def _file(name: str, text: str) -> dict[str, str]:
    return {"name": f"_static/{name}", "text": text}


_CLOSED = [
    *(_page(f"<p>{text}</p>") for text in (
        f"Efterlevnad: {_TWO_PARTS} 58 %", "Efterlevnad: Kultur- och fritidsnämnden 58 %",
        f"Efterlevnad: {_BOARD}, 58 %", f"Efterlevnad: {_BOARD}, lägst av alla.",
        f"{_BOARD} har lägst efterlevnad av nämnderna.", f"Lägst efterlevnad av nämnderna: {_BOARD}",
        f"{_BOARD} följer 58 % av reglerna.", f"58 % av riktlinjerna följs av {_BOARD}.",
        f"{_BOARD} följer 12 av 21 riktlinjer.", f"{_BOARD} har uppfyllt 12 av 21 krav.",
        f"{_BOARD} följer hälften av riktlinjerna.", f"{_BOARD} följer två tredjedelar av riktlinjerna.",
        f"{_BOARD} följer 2/3 av riktlinjerna.", f"{_BOARD} följer 12 riktlinjer av 21.",
        f"Av 21 riktlinjer följer {_BOARD} 12.", f"{_BOARD} är sämst på att följa riktlinjerna.",
        f"Bäst på att följa riktlinjerna är {_BOARD}.", f"Sämst följs reglerna av {_BOARD}.",
        f"Riktlinjerna följs till 58 procent av {_BOARD}.", f"Efterlevnad per nämnd: {_BOARD} 58, Miljönämnden 70.",
        f"Riktlinjerna följs sämst av {_BOARD}.", f"Så väl följer nämnderna riktlinjerna: {_BOARD} 58 %")),
    *(_page(f"<h2>{asking}</h2><p>{_BOARD}: 58 %</p>") for asking in _ASKING),
    *(page_of(f"Nämnd|{asking}", f"{_BOARD}|58") for asking in _ASKING),
    *(page_of(f"|{_BOARD}", f"{asking}|58") for asking in _ASKING),
    *(_page(f"<h2>{asking}</h2>" + page_of("Nämnd|2026", f"{_BOARD}|58")["text"]) for asking in _ASKING),
    *(_page(f"<h2>{asking}</h2>" + page_of("Nämnd|mars", f"{_BOARD}|58 %")["text"]) for asking in _ASKING),
    *(_file("matt.json", f'{{"title": "{asking}", "data": [{{"namn": "{_BOARD}", "y": 58}}]}}') for asking in _ASKING),
    *(page_of("Nämnd|Efterlevnad", f"{_BOARD}|{degree}") for degree in (
        "lägst", "högst", "mycket hög", "sämst", "femtioåtta procent")),
    *(_page(f"<section><h2>Efterlevnad</h2><section><h3>{name}</h3><p>{degree}</p></section></section>")
      for degree in ("21/36", "0,58", "21 av 36", "58 procent", "lägst") for name in (_BOARD, "Påhittby skolor")),
    _file("sa-val-foljs-reglerna.csv", f"Nämnd;2026\n{_BOARD};58 %\n"),
    csv_of("Nämnd|Andel regler som följs", f"{_BOARD}|58 %"),
]
_OPEN = [
    *(_page(f"<p>{text}</p>") for text in (
        f"{_BOARD} följer 12 riktlinjer.", f"{_TWO_PARTS} beslutade 2026 om 58 platser.",
        f"{_BOARD} följer riktlinjerna genom två kontroller om året.",
        f"{_BOARD} ansvarar för att riktlinjerna följs av alla 12 kanaler.",
        f"{_BOARD} följer upp riktlinjerna i 2 av 3 enheter nästa år.", f"{_BOARD} arbetar med att följa riktlinjerna.",
        f"{_TWO_PARTS} följer 98 % av sina elever till gymnasiet.",
        f"Målet är att {_BOARD} ska uppfylla 90 % av kraven.")),
    _page(f"<h2>Så följs riktlinjerna upp</h2><ul><li>{_BOARD}: 2</li></ul>"),
    page_of("Nämnd|Så följs riktlinjerna upp", f"{_BOARD}|2"),
    page_of("Nämnd|Budget (mkr)|Utfall", f"{_BOARD}|60|58"),
    page_of("Nämnd|Utfall", f"{_BOARD}|58,2"),
    page_of("Nämnd|Kostnad (tkr)|Efterlevnad", f"{_BOARD}|60|58"),
    _page("<h2>Efterlevnad</h2>" + page_of("Nämnd|Vecka", f"{_BOARD}|40")["text"]),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: given["text"])
def test_how_far_rules_are_followed_is_a_result(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """In a sentence, and under a heading, a caption, a column, a key or the name of a file that asks for it."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: given["text"])
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """What is followed up, counted, decided or paid for."""
    assert gate.said(tmp_path, given) == ""
