"""What names a board or channel beside a word for a result, and tells of no result: it must be let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.test_publication import Gate


@pytest.fixture(scope="module")
def gate() -> Gate:
    """One guard for all texts; making it reads the whole project."""
    return Gate()


@pytest.mark.parametrize("text", [
    "Kommunstyrelsen ansvarar för att kraven i arkivlagen uppfylls i hela kommunen.",
    "Kommunstyrelsen ansvarar för att kraven i 3 kap. 2 § arkivlagen (1990:782) uppfylls.",
    "Kommunstyrelsen har uppsikt över att Socialnämnden uppfyller kraven.",
    "Kommunstyrelsen redovisar vilka krav som är uppfyllda.",
    "Kravet är uppfyllt när Socialnämnden har beslutat.",
    "Kravet är uppfyllt först när Socialnämnden har beslutat.",
    "Kravet uppfylls genom att Socialnämnden beslutar.",
    "Miljönämnden ska se till att villkoren i beslutet är uppfyllda.",
    "Socialnämnden ska se till att villkoren i beslutet är uppfyllda.",
    "Socialnämnden ser till att policyn, riktlinjen och planen är uppfyllda.",
    "Socialnämnden ser till att <em>kontot</em> uppfyller det som står i riktlinjerna.",
    "Socialnämnden säkerställer att kraven uppfylls.",
    "Socialnämnden kräver att kontot uppfyller riktlinjerna.",
    "Kraven ska vara uppfyllda innan Socialnämnden beslutar.",
    "Socialnämnden måste ha uppfyllt kraven före årsskiftet.",
    "Socialnämnden bör kontrollera att kraven är uppfyllda.",
    "Socialnämnden kontrollerar att Påhittby skolor uppfyller kravet.",
    "Socialnämnden beslutar om kanalen får starta när kraven är uppfyllda.",
    "Socialnämnden följer varje år upp att kraven uppfylls.",
    "Socialnämnden följer upp hur kraven uppfylls.",
    "Socialnämnden prövar om villkoren är uppfyllda.",
    "Socialnämnden godkänner kontot om det uppfyller kraven.",
    "Om kraven är uppfyllda kan Socialnämnden godkänna kontot.",
    "Det är Socialnämndens ansvar att kraven uppfylls.",
    "Socialnämnden ordnar arbetet så att kraven uppfylls.",
    "Socialnämnden är skyldig att se till att kraven uppfylls.",
    "Socialnämnden beskriver hur Påhittby skolor uppfyller kravet.",
    "Vad krävs för att Socialnämnden uppfyller kraven?",
    "Målet är att Socialnämnden uppfyller alla krav.",
])
def test_duty_or_condition_is_no_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """An ordinary duty with a board's name could not be written in any other way."""
    _assert_let_through(text, gate, tmp_path)


@pytest.mark.parametrize("text", [
    "{konto} ska följa riktlinjerna. Om kraven inte är uppfyllda ska kontot avslutas.",
    "Om ett krav inte uppfylls ska Socialnämnden besluta om åtgärder.",
    "Föreningar som inte uppfyller villkoren får avslag av Socialnämnden.",
    "Socialnämnden avslår ansökan om villkoren inte är uppfyllda.",
    "Socialnämnden ska avsluta konton som inte uppfyller kraven.",
    "Socialnämnden avslutar de konton som inte uppfyller kraven.",
    "Kontakta Socialnämnden om ett krav inte är uppfyllt.",
    "Uppfylls inte kraven ska Socialnämnden informera kanalansvarig.",
    "Är kraven inte uppfyllda ska Socialnämnden informera kanalansvarig.",
    "Socialnämnden redovisar varje år hur många krav som inte är uppfyllda.",
    "När Socialnämnden har beslutat är villkoret uppfyllt.",
    "{konto} tar bort inaktuella inlägg varje månad.",
    "Socialnämnden rapporterar ej uppfyllda krav till fullmäktige.",
    "Om kontrollen misslyckas för {konto} ska kanalansvarig kontakta förvaltningen.",
    "Om kravet är ej uppfyllt ska Socialnämnden besluta om åtgärder.",
    "Uppfyller {konto} inte kraven avslutas kontot.",
    "Om {konto} inte uppfyller kraven avslutas kontot.",
    "Socialnämnden åtgärdar alla ej uppfyllda krav.",
    "Ett konto som inte uppfyller kravet avslutas av Socialnämnden.",
    "När ett krav inte är uppfyllt beslutar Socialnämnden om åtgärder.",
    "Kanalansvarig kontaktar Socialnämnden när kontrollen misslyckas.",
    "Socialnämnden kan stänga kanaler vars krav inte är uppfyllda.",
    "Socialnämnden beslutar vad som gäller om kravet aldrig uppfylls.",
    "Socialnämnden ska rensa inaktuella uppgifter.",
])
def test_what_is_foreseen_is_no_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """What is to be done when a requirement is not met, and with whom."""
    _assert_let_through(text, gate, tmp_path)


def _assert_let_through(text: str, gate: Gate, folder: Path) -> None:
    """Nothing is said of the text, neither as a paragraph of a page nor in a file to fetch."""
    assert gate.said(folder, {"name": "sida.html", "text": f"<p>{text}</p>"}) == ""
    assert gate.said(folder, {"name": "_downloads/1/a.txt", "text": f"Om nämnderna\n\n{text.replace('em>', 'b>')}\n"}) == ""


@pytest.mark.parametrize("text", [
    "{konto} uppfyller inte kravet.",
    "Kravet är inte uppfyllt för {konto}.",
    "{konto} ansvarar för att kravet uppfylls. Det gör kontot inte.",
    "{konto}, som inte uppfyller kravet, har en ny ansvarig.",
    "{konto} som inte uppfyller kravet ska avslutas.",
    "Nämnden ska avsluta kontot som inte uppfyller kravet. Det är {konto}.",
    "Om vi ser på {konto} är kravet inte uppfyllt, vilket Socialnämnden ska åtgärda.",
    "Om man ser på {konto} är kravet inte uppfyllt, och det ska åtgärdas.",
    "Om året är slut för {konto} är kravet inte uppfyllt, och det ska åtgärdas.",
    "{konto} är en kanal som inte uppfyller kravet.",
    "{konto} är ett konto som inte uppfyller kraven.",
    "{konto} är en av de kanaler som inte uppfyller kraven.",
    "{konto} hör till de konton som inte uppfyller kraven.",
    "Det är {konto} som inte uppfyller kraven.",
    "{konto}: ej uppfyllda krav finns.",
    "{konto} har tre ej uppfyllda krav.",
    "{konto} har inaktuella kontroller.",
    "{konto}: inaktuell",
    "Granskningen visar att {konto} inte uppfyller kraven.",
    "{konto} uppfyller kravet.",
    "Eftersom kravet inte är uppfyllt för {konto} ska kontot avslutas.",
    "Om vi ser på {konto} är kravet inte uppfyllt.",
    "När vi granskade {konto} var kravet inte uppfyllt.",
    "Information om {konto}: kravet är inte uppfyllt.",
    "Om {konto}: ej uppfyllt.",
    "Vi vet att {konto} har krav som inte är uppfyllda.",
    "{konto} har krav som inte är uppfyllda.",
    "Tyvärr uppfylls inte kravet för {konto}.",
    "Kontrollen misslyckades för {konto}.",
    "Kontrollen misslyckas för {konto}.",
    "Rapport om att kravet inte är uppfyllt för {konto}.",
    "{konto} ska uppfylla kravet men uppfyller inte det.",
    "Kravet är ej uppfyllt för {konto}, vilket nämnden ska åtgärda.",
    "Om kravet är uppfyllt kan vi vara nöjda, men {konto} uppfyller inte kravet.",
    "Kanalerna som inte uppfyller kraven är {konto} och en till.",
    "De konton som inte uppfyller kraven: {konto}.",
    "Socialnämnden ska avsluta {konto} som inte uppfyller kravet.",
    "Konton som inte uppfyller kraven, till exempel {konto}, avslutas.",
    "{konto} uppfyller inte kravet, så Socialnämnden ska besluta.",
    "Uppfyller inte kravet: {konto}, som ska avslutas.",
])
def test_what_is_so_is_a_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """The same words, in sentences that tell how it went."""
    assert "Utfallet" in gate.said(tmp_path, {"name": "sida.html", "text": f"<p>{text}</p>"})


@pytest.mark.parametrize("text", [
    "<h2>Socialnämnden</h2><p>Nämnden ser till att kontot uppfyller det som står i riktlinjerna.</p>",
    "<h2>Socialnämnden</h2><p>Det finns ett konto.</p><p>Kravet är uppfyllt när nämnden har beslutat.</p>",
    "<h2>Socialnämnden</h2><ul><li>ser till att kraven uppfylls</li><li>beslutar om konton</li></ul>",
    "<table><tr><th>Socialnämnden</th><td>ser till att kraven uppfylls</td></tr></table>",
    "<dl><dt>Socialnämnden</dt><dd>Ansvarar för att kraven i lagen uppfylls.</dd></dl>",
    "<p>Följ Påhittby skolor.</p><p>Alla kan läsa.</p><p>Socialnämnden svarar för att kraven uppfylls.</p>",
])
def test_duty_under_a_name_is_no_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """The name stands in a heading or beside, and the duty by itself."""
    assert gate.said(tmp_path, {"name": "sida.html", "text": text}) == ""


@pytest.mark.parametrize("text", [
    "Utse en ersättare för kanalansvarig före semestern.", "Beslut 001-2024-12345 gäller.", "Beslut 001/2024 och beslut 001:7.",
    "Kanalen vänder sig till biblioteksbesökare.", "Skylten PHB 2026 hänger kvar.",
])
def test_words_of_the_language_are_no_text_of_evidence(text: str, gate: Gate, tmp_path: Path) -> None:
    """Offices, short descriptions, and designations that begin like the id of a row."""
    assert gate.said(tmp_path, {"name": "sida.html", "text": f"<p>{text}</p>"}) == ""


def test_remedy_of_a_result_can_be_followed(gate: Gate, tmp_path: Path) -> None:
    """In prose it is of no use to mark the item as open, since the site itself shows what is open."""
    said = gate.said(tmp_path, {"name": "sida.html", "text": "<p>{namn}: ej uppfyllt</p>"})
    assert "Ta bort utfallet ur texten." in said
    assert "visar webbplatsen själv utfallen" in said
