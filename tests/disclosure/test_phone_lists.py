"""Phone numbers whose word stands further away: over a table or a list, on a key above, after, or around other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import page_of
from tests.gate import Gate


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": text}


def _file(name: str, *lines: str) -> dict[str, str]:
    return {"name": f"_static/{name}", "text": "\n".join(lines) + "\n"}


_CLOSED = [
    *(_page(f"<p>{text}</p>") for text in (
        "Mobil: 070 och sedan 174 06 05.", "Telefon 08 och 578 291 17", "Mobil: 070, därefter 174, sedan 06 05.",
        "Ring 08 följt av 578 291 17", "Mobilen börjar på 070 och slutar på 174 06 05.", "Telefon: först 08, därefter 57829117",
        "Telefonen har nummer 578 291 17", "Rektorns mobil har numret 701740605", "Växeln har nr 578 291 17",
        "578 291 17 (telefon)", "57829117 (tfn)", "701740605 (mobil)", "578 291 17 [rektorns telefon]",
        "578 291 17 (tel. till rektorn)", "57829117 är rektorns telefon", "174 06 05 (mobil)")),
    *(page_of("Roll|Nummer", f"Rektor|{number}", before=before) for number in ("578 291 17", "57829117") for before in (
        "<h2>Telefonlista</h2>", "<h2>Telefon</h2><p>Text.</p>", "<p>Telefon till rektorer</p>", "<p><b>Mobilnummer</b></p>")),
    page_of("Rektor|578 291 17", before="<h2>Telefonlista</h2>"), page_of("Telefon", "Rektor|578 291 17"),
    page_of("Roll|Nummer", "Rektor|578 291 17", name="telefonlista.html"), page_of("Kundtjänst|57829117", before="<h2>Telefoner</h2>"),
    _page("<table><caption>Telefonnummer</caption><tr><th>Roll</th><th>Nummer</th></tr><tr><td>Rektor</td><td>57829117</td></tr></table>"),
    _page("<p>Telefon till rektorer</p><ul><li>578 291 17</li><li>578 291 18</li></ul>"),
    _page("<p>Telefon till rektorer:</p><ul><li>Ekskolan 578 291 17</li></ul>"),
    _page("<ul><li>Telefon <ul><li>Ekskolan: 57829117</li></ul></li></ul>"),
    _page("<section><h2>Telefonlista</h2><p>Rektor: 578 291 17</p></section>"),
    _page("<section><h2>Telefon</h2><dl><dt>Rektor</dt><dd>578 291 17</dd></dl></section>"),
    _page('<pre>{"telefon": {"rektor": "578 291 17"}}</pre>'), _page("<pre>telefon:\n  rektor: 578 291 17\n  lärare: 578 291 18</pre>"),
    _file("telefonlista.csv", "roll,nummer", "rektor,57829117"), _file("telefonlista.csv", "rektor,57829117", "lärare,57829118"),
    _file("telefoner/lista.csv", "roll,nummer", "rektor,57829117"), _file("telefonlista.txt", "Telefoner", "Rektor 578 291 17"),
    _file("telefonlista.json", '[{"roll": "rektor", "kontor": "57829117"}]'), _file("x.json", '{"telefon": {"rektor": "578 291 17"}}'),
    _file("x.json", '{"telefoner": {"skolan": [{"rektor": 57829117}]}}'), _file("x.txt", "telefon:", "  rektor: 578 291 17", "  lärare: 578 291 18"),
]
_OPEN = [
    *(_page(f"<p>{text}</p>") for text in (
        "Telefontid kl. 08 och 10, cirka 12 345 samtal.", "Telefon är öppen 08 och 12 000 samtal kom in.", "Telefontid 08 och 13 00-14 00",
        "Mobilen har nummer 12 i kön.", "Växeln har 123456 samtal.", "Ansökningar: 1 234 567 (telefon)", "Ärende 1234567 (via telefon)",
        "45612345 (telefonsamtal)", "2026-03-05 (telefon)", "Mötet 20260305 (telefon)", "Riktnummer 08 och 031 gäller telefon.",
        "Kl. 08 och därefter 578 291 17 besök.", "Vi svarade 345612 (telefon) gånger.", "Mobil 070 och sedan 1740605 besök.",
        "Bankgiro 578 29 117 (mobil)")),
    page_of("År|Belopp", "2025|5782911", before="<h2>Mobiltelefoner</h2>"), page_of("Kanal|Antal", "Norra|5782911", before="<h2>Telefon</h2>"),
    page_of("År|Norra", "2025|5782911", before="<h2>Samtal till vår telefon</h2>"), page_of("Sidvisningar|5782911", before="<h2>Mobil</h2>"),
    page_of("Månad|2025|2026", "Januari|12 345|1 234 567", before="<h2>Telefon</h2>"), page_of("Roll|Anknytning", "Rektor|1234", before="<h2>Telefonlista</h2>"),
    page_of("Dag|Tid", "Måndag|08.00–16.00", "Tisdag|10.00-16.30", before="<h2>Telefontider</h2>"),
    page_of("Modell|Serienummer", "X|1234567", before="<h2>Mobiltelefoner</h2>"), page_of("Nämnd|Kod", "Miljönämnden|1234567", before="<p>Telefon</p><p>Text.</p>"),
    _page("<section><h2>Telefon</h2><p>Bankgiro 123-4567, plusgiro 12 34 56-7, org.nr 212000-1234. Box 123, 123 45 Byn.</p>"
          "<ul><li>Lunch 11.30-12.30</li><li>Stängt 2026-12-24</li><li>Plusgiro 12 34 56-7</li><li>Diarienummer 1234567</li></ul></section>"),
    _page("<p>Mobil eller dator?</p><ul><li>1 234 567 besök</li><li>12345678 sidor</li><li>20260305</li></ul>"),
    _page("<ul><li>Text</li><li>Telefon</li></ul><table><tr><th>Nämnd</th><th>Tal</th></tr><tr><td>A</td><td>1234567</td></tr></table>"),
    _page("<table><tr><td>Kontakt</td><td>Telefon</td></tr></table><table><tr><td>Nämnd</td><td>Tal</td></tr><tr><td>A</td><td>1234567</td></tr></table>"),
    _file("telefonsamtal.csv", "manad;norra", "mars;5782911"), _file("telefon.csv", "dag;tid", "2026-03-05;10.00-11.30", "20260305;12"),
    _file("x.json", '{"telefon": {"antal": 5782911}, "mobil": {"sidvisningar": 5782911}, "dator": 5782912}'),
    _file("x.json", '{"telefon": {"bankgiro": "123-4567", "öppnar": "2026-03-05", "organisationsnummer": "212000-1234"}}'),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: f"{given['name']} {given['text']}")
def test_number_to_call_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Whole, and without its area code."""
    assert "Ett telefonnummer syns." in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: f"{given['name']} {given['text']}")
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Hours, days, amounts, accounts and what is counted, near the same words."""
    assert gate.said(tmp_path, given) == ""


def test_listed_number_is_let_through(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a heading, before its word and with its area code apart; another is not."""
    given = page_of("Roll|Nummer", "Rektor|578 291 17", before="<h2>Telefonlista</h2>", after="<p>Telefon 08 och 578 291 17, 57829117 (tfn)</p>")
    monkeypatch.setattr(gate, "guard", gate.letting_through("08-578 291 17"))
    assert gate.said(tmp_path, given) == ""
    monkeypatch.setattr(gate, "guard", gate.letting_through("08-578 291 18"))
    assert "Ett telefonnummer syns." in gate.said(tmp_path, given)
