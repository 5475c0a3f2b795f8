"""Numbers and addresses as they are written in signatures, lists and letters, and numbers of things beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate


def _said(gate: Gate, folder: Path, text: str) -> str:
    is_page = text.startswith("<")
    return gate.said(folder, {"name": "sida.html" if is_page else "x.txt", "text": text})


@pytest.mark.parametrize("text", [
    "To: anna.berg=40kommun.se\n", "Till: anna.berg=40kom=\nmun.se\n", "Fr=C3=A5n: anna.berg=40kommun=2Ese\n",
    "<pre>From: anna.berg=40kommun.se</pre>",
])
def test_address_in_the_source_of_a_letter_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """With its sign in a code, and over a broken line."""
    assert "e-post" in _said(gate, tmp_path, text)


@pytest.mark.parametrize("text", [
    "Adresserna slutar på pahittby.se: anna.berg, erik.ek\n", "<p>E-post (pahittby.se): anna.berg</p>", "Namn;E-post (pahittby.se)\nAnna;anna.berg\n",
    "<p>anna.berg och erik.ek har mejladresser som slutar med pahittby.se</p>", "<h2>E-post (pahittby.se)</h2><ul><li>anna.berg</li><li>erik.ek</li></ul>",
    "<table><tr><th>Namn</th><th>E-post (pahittby.se)</th></tr><tr><td>Anna</td><td>anna.berg</td></tr></table>",
])
def test_address_with_a_domain_said_without_its_sign_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """Once for all, after a word for e-mail."""
    assert "e-post" in _said(gate, tmp_path, text)


@pytest.mark.parametrize("text", [
    "<p>Direkt 578 291 17</p>", "<p>Direkt: 578 291 17</p>", "<p>T: 578 291 17</p>", "<p>M: 701 23 45 67</p>", "<p>T 578 291 17</p>",
    "<p>Dir. 578 291 17</p>", "<p>D: 57 82 91 17</p>", "<p>Fastighet 070-174 06 05</p>", "<p>Fastighet: 08-578 291 00</p>",
    "<p>Kartnummer 070-174 06 05</p>", "<p>Swish 123 070 174 06 05</p>", "<p>Swisha till 070-174 06 05</p>",
])
def test_phone_number_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """After the short words of a signature, and after words for things."""
    assert "telefonnummer" in _said(gate, tmp_path, text)


@pytest.mark.parametrize("text", [
    "<p>Pnr 811 228 987 4</p>", "<p>Pnr 81 122 898 74</p>", "<p>Personnummer: 1981 122 898 74</p>", "<p>Pnr 050 403 123 8</p>",
    "<p>Anna 2012-05-03: 1238</p>",
])
def test_personal_number_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """In any groups after a word for it, and after a colon where nothing is counted."""
    assert "personnummer" in _said(gate, tmp_path, text)


@pytest.mark.parametrize("text", [
    "<p>dnr 2026/0152</p>", "<p>Dnr: 2026-0152</p>", "<p>diarienummer 2026/152</p>", "<p>DNR 2026/0152</p>", "<p>Ärende 2026/0152</p>", "<p>Se 2026/0152.</p>",
])
def test_closed_case_without_its_prefix_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """After a word for cases in any form, and by itself as it is written."""
    assert "diarienummer" in _said(gate, tmp_path, text)


@pytest.mark.parametrize("text", [
    "<p>Kartnummer 0138-7701</p>", "<p>Karta 0138-7701 och ritning 0138-7701</p>", "<p>Fastighet 0138-7701, blad 0138-7701</p>",
    "<p>Objektnummer: 0138-7701</p>", "<p>Ritningsnr 0138-7701-02</p>",
    "<p>Antal besökare 2012-05-03: 1234. Antal 2012-05-04: 1187.</p>", "<p>2012-05-03: 1238 besökare</p>",
    "<p>Swish 123 045 67 89</p>", "<p>Swish 123-045 67 89 eller 123 111 22 33</p>",
    "<table><tr><th>Swish</th><th>Till</th></tr><tr><td>123 045 67 89</td><td>Musikskolan</td></tr></table>",
    "<p>Dnr KS 2026/0152, läsåret 2025/2026, SFS 2026:152 och dnr 2026/9152</p>",
    "<p>Direkt 100 000 kronor, T 578 291 och M: 120 345 kr</p>", "<p>Besök: Direkt 578291, sökning 120345. M: 1234567 röster.</p>", "Källa;Besök\nDirekt;578291\nM;1234567\n",
    "<p>Webbadressen är pahittby.se. Filen heter plan.karta.</p>", "<p>E-post och webbplats: pahittby.se. Bilden heter anna.berg.</p>",
    "<p>Mejla oss! Följ pahittby.skolor på Instagram. Mer på pahittby.se.</p>", "<p>E-post skickas från pahittby.se, t.ex. rapport.xlsx.</p>",
    "Bredd a=400, b=2e5 och c=20.\n",
])
def test_numbers_of_things_are_let_through(text: str, gate: Gate, tmp_path: Path) -> None:
    """Maps, counts by day, payments, cases of others, amounts, and web sites."""
    assert _said(gate, tmp_path, text) == ""
