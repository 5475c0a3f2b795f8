"""Personal numbers whose day or last four digits are said in words or in parts, in sentences, in code and in data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": text}


def _json(text: str) -> dict[str, str]:
    return {"name": "_static/x.json", "text": text}


_CLOSED = [
    *(_page(f"<p>{text}</p>") for text in (
        "född den fjortonde mars 1985, fyra sista 2385", "Född på fjortonde dagen i mars 1985, fyra sista 2385",
        "född fjortonde i tredje 1985, fyra sista 2385", "Född mars den fjortonde 1985, fyra sista 2385",
        "född tjugoåttonde december 1981, fyra sista 9874", "född 850314, slutsiffror två tre åtta fem",
        "född 850314, fyra sista två, tre, åtta och fem", "född 850314, fyra sista är tjugotre åttiofem",
        "född den fjortonde mars 1985, fyra sista tjugo tre åttio fem", "född 850314, sista fyra 23 och 85",
        "född 850314 där fyra sista är två tre åtta fem", "född fjortonde mars 1985 där fyra sista är tjugotre åttiofem",
        "född 850314, fyra sista 2, 3, 8 och 5", "född 850314, fyra sista 23, sedan 85", "fyra sista 23 och 85, född 850314",
        "född 850314, de sista siffrorna är 238 och 5", "född 850314, sista fyra 2 och 385", "född 850314, sista fyra 23, 8 och 5",
        "Födelsenummer 238, kontrollsiffra 5, född 850314.", "Född 850314, födelsenummer 238 och kontrollsiffra 5.",
        "Kontrollsiffra 5, löpnummer 238, född 14 mars 1985.")),
    _page("<ul><li>Fyra sista: två tre åtta fem</li><li>Född 14 mars 1985</li></ul>"),
    _page("<ul><li>Fyra sista: 2385</li><li>Bor i Byn</li><li>Född: fjortonde mars 1985</li></ul>"),
    _page("<table><tr><th>Född</th><th>Fyra sista</th></tr><tr><td>fjortonde mars 1985</td><td>2385</td></tr></table>"),
    *(_page(f"<pre>{text}</pre>") for text in (
        "född:\n  år: 1985\n  månad: 3\n  dag: 14\nfyra_sista: 2385", "birth:\n  year: 1985\n  month: mars\n  day: 14\nlast4: 2385",
        "född_år = 1985\nfödd_månad = 3\nfödd_dag = 14\nfyra_sista = 2385", '{"birth": {"year": 1985, "month": 3, "day": 14}, "last4": "2385"}')),
    *(_json(text) for text in (
        '{"birth": {"year": 1985, "month": 3, "day": 14}, "last4": "2385"}', '{"last_4": 2385, "birth": {"day": 14, "month": "mars", "year": 1985}}',
        '{"person": {"född": {"y": 1985, "m": 3, "d": 14}, "last4": "2385"}}', '{"född": "850314", "födelsenummer": 238, "kontrollsiffra": 5}')),
]
_OPEN = [
    *(_page(f"<p>{text}</p>") for text in (
        "Den fjortonde mars 1985 öppnade sal 2385.", "Född den fjortonde mars 1985. Laget vann med 23 och 85 poäng.",
        "Den fjortonde mars 1985 kom 2385 besökare.", "De fyra sista veckorna kom 23 och 85 procent.", "Barnet är fött 850314, löpnummer 239.",
        "Löpnummer 238, kontrollsiffra 5, artikel 1985.", "Född 850314, rum 238, kontrollsiffra 5.", "född 850314, fyra sista 23 och 86",
        "född den fjortonde mars 1985, fyra sista 2386", "född 850314, sista fyra 23 och 851", "Mötet är den fjortonde mars klockan 2385.")),
    *(_page(f"<pre>{text}</pre>") for text in (
        "datum:\n  år: 1985\n  månad: 3\n  dag: 14\nantal: 2385", "född:\n  år: 1985\n  månad: 3\n  dag: 14\nfyra_sista: 2386")),
    *(_json(text) for text in (
        '{"öppnad": {"year": 1985, "month": 3, "day": 14}, "antal": 2385}', '{"datum": {"y": 1985, "m": 3, "d": 14}, "count": 2385}',
        '{"birth": {"year": 1985, "month": 3, "day": 14}, "last4": "2386"}', '{"yta": 1985, "m": 3, "d": 14, "last4": 2385}')),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: f"{given['name']} {given['text']}")
def test_number_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """In any order, with the words right before the parts or on the keys above."""
    assert "Ett personnummer syns." in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: f"{given['name']} {given['text']}")
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Without the words, with others between, and with another check digit."""
    assert gate.said(tmp_path, given) == ""
