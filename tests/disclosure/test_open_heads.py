"""Heads above what stands beside a channel: one open word opens none, and what narrows an open one does not close it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_ONE = "Påhittby skolor"
_CLOSED = [
    "Poäng för inlägg|58 %", "Poäng för inlägg|7", "Kommentarer utan svar i tid|7", "Godkända inlägg|58 %",
    "Felaktiga inlägg|58 %", "Poäng, alla plattformar|21/36", "Filmer utan undertexter|12", "Håller svarstiden|58 %",
    "Öppet att rätta|Slå på tvåfaktor", "Inlägg enligt reglerna|58 %", "Inlägg i tid|58 %", "Bilder med alt-text|58 %",
    "Rätt språk|58 %", "Språk, poäng|7", "Öppna brister|3", "Inlägg som klarar|12", "Gröna inlägg|12",
    "Inlägg, rätt|3", "Godkända plattformar|3", "Kommentarer över tiden|7", "Inlägg utan avsändare|7",
    "Språkbedömning|7,5", "poäng_inlägg|58 %", "Obesvarade kommentarer|7",
    "Svarstid|58 %", "Öppet|58 %", "Andel plattformar|58 %", "Snitt, alla plattformar|58 %", "Alla plattformar|21/36",
]
_OPEN = [
    "Följare på Facebook|540", "Antal inlägg i januari|12", "Inlägg per vecka|2,5", "Inlägg/vecka|2,5",
    "Öppettider sommar|9–16", "Öppet midsommarafton|stängt", "Öppet i jul?|ja", "Visningar senaste 28 dagarna|430",
    "Nya följare 2025|34", "Följare per 31 dec. 2025|340", "Andel kvinnor bland följare|58 %", "Följare 18–24 år|12 %",
    "Genomsnittlig räckvidd|430", "Betald räckvidd|430", "Engagemang i procent|4,2 %", "Visningar på YouTube|430",
    "Besök på webbplatsen|430", "Svarstid (snitt)|4", "Svarstid i timmar|2,5", "Klick på länkar|12",
    "Inlägg om val|12", "Direktsända möten|12", "Filmer på lättläst svenska|12", "Öppningsfrekvens|43 %",
    "Ökning följare 2024–2025|11 %", "Följare av befolkningen|11 %", "Inkomna meddelanden|12", "Antal språk|2",
    "Följare kv 1|2", "Genomsnittlig visningstid|20", "Medlemmar i gruppen|20", "Mest delade inlägg|20",
    "Räckvidd (tusental)|20", "Tappade följare|2", "avg_likes|2,5", "likes_per_post|2,5", "views_28d|430", "Öppet|17/6",
]
_POSTS = [
    ("Kanal|Inlägg|Poäng", f"{_ONE}|12|58 %"), ("Kanal|Projekt|Rätt", f"{_ONE}|ja|15"),
    ("Kanal|Inlägg|Status", f"{_ONE}|12|Ej OK"), ("Kanal|Ämne|Poäng", f"{_ONE}|Tvåfaktor|58 %"), ("Kanal|Inlägg|Rätt", f"{_ONE}|1 200|15"),
]
_PLANS = [
    ("Vecka|Kanal|Ämne|Status", f"40|{_ONE}|Lov|Klar"), ("Kanal|Inlägg|Status", f"{_ONE}|Höstlov|Godkänd"),
    ("Vecka|Inlägg|Kanal|Klart", f"40|Lovtips|{_ONE}|ja"), ("Kanal|Projekt|Andel klart", f"{_ONE}|Ny lekplats|58 %"),
]


def _said(gate: Gate, folder: Path, *rows: str) -> str:
    text = "".join(f"{row.replace('|', ';')}\n" for row in rows)
    return gate.said(folder, {"name": "_static/fil.csv", "text": text})


def _under(given: str) -> tuple[str, str]:
    head, value = given.split("|")
    return f"Kanal|{head}", f"{_ONE}|{value}"


@pytest.mark.parametrize("rows", [*map(_under, _CLOSED), *_POSTS], ids="/".join)
def test_one_open_word_opens_no_head(rows: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """The other words ask how it went, and neither is a table a plan for having a column with a number of posts."""
    assert "[regelratt.disclosed-result]" in _said(gate, tmp_path, *rows)


@pytest.mark.parametrize("rows", [*map(_under, _OPEN), *_PLANS], ids="/".join)
def test_narrowed_head_is_open(rows: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """Where, when, of whom and how something is counted, and plans for what is to be published."""
    assert _said(gate, tmp_path, *rows) == ""
