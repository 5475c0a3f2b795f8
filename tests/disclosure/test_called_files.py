"""A page, a file or a folder that is called as an object has its name above every text and in every row that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate


@pytest.mark.parametrize(("name", "text"), [
    ("_static/pahittby-bibliotek.txt", "2 april 09:11: svordomar"),
    ("_static/pahittby-bibliotek.csv", "Upptäckt;Kategori\n2026-04-02 09:11;svordomar"),
    ("_static/pahittby-skolor.csv", "Chef godkänt;Startinformation skickad\n2018-07-27;2018-08-17"),
    ("_static/pahittby-skolor.csv", "Fråga;Svar\nTvåfaktor;nej\nPixel;på"),
    ("_static/Påhittby skolor.json", '[{"fråga":"Tvåfaktor","svar":"nej"},{"fråga":"Pixel","svar":"på"}]'),
    ("_static/pahittby-skolor/a.csv", "Fråga;Svar\nTvåfaktor;nej\nPixel;på"),
    ("pahittby-skolor.html", "<p>Tvåfaktor nej, pixel på.</p>"),
    ("pahittby-bibliotek.html", "<ul><li>2 april 09:11: svordomar</li></ul>"),
    ("_static/barn-och-utbildningsnamnden.csv", "Fråga;Svar\nPublicister utsedda;nej\nRättslig grund;allmänt intresse"),
])
def test_rows_of_the_object_that_a_file_is_called_as(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """With and without å, ä and ö."""
    assert "En rad ur underlaget syns" in gate.said(tmp_path, {"name": name, "text": text})


@pytest.mark.parametrize(("name", "text"), [
    ("pahittby-bibliotek.html", "<h1>Påhittby bibliotek</h1><p>Välkommen. Öppet 10-18. Vi har 4 500 följare.</p>"),
    ("pahittby-bibliotek.html", "<table><tr><th>Dag</th><th>Öppet</th></tr><tr><td>Måndag</td><td>10-18</td></tr></table>"),
    ("_static/pahittby-bibliotek.csv", "Månad;Inlägg;Följare\nJanuari;12;4500\nFebruari;9;4600"),
    ("_static/pahittby-skolor.txt", "Öppettider: 9-17\nAdress: Storgatan 1\n"),
    ("miljonamnden.html", "<h1>Miljönämnden</h1><p>Sammanträder 12 mars kl. 09.00 i Storsalen.</p>"),
])
def test_what_anybody_may_know_of_it(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Opening hours, followers and meetings."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""
