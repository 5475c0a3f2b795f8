"""What names a board or channel beside a word for a result, and tells of no result: it must be let through."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.domain.words import SubjectKind
from tests.gate import Gate


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
    "Socialnämnden tar bort inaktuellt innehåll.",
    "Inaktuellt innehåll tas bort av Socialnämnden.",
    "Socialnämnden går igenom inaktuella sidor varje kvartal.",
    "Innehållet på sidan är inaktuellt, kontakta Socialnämnden.",
    "Uppgifterna blir snabbt inaktuella, så fråga Socialnämnden.",
    "Är sidan inaktuell? Kontakta Kommunstyrelsen.",
    "Kontakta Kommunstyrelsen om en uppgift är inaktuell.",
    "Konton som är inaktuella avslutas av Kommunstyrelsen.",
    "Lagen är inte tillämplig på Kommunstyrelsen.",
    "Arkivlagen är inte tillämplig på Kommunstyrelsen.",
    "Miljöbalken är inte tillämplig på frågan, anser Miljönämnden.",
    "2 kap. offentlighets- och sekretesslagen är inte tillämpligt hos Socialnämnden.",
    "Taxan är inte tillämplig för föreningar, enligt Kultur- och fritidsnämnden.",
    "Kommunstyrelsen uppfyller målen i budgeten.",
    "Socialnämnden uppfyller inte målen i budgeten.",
    "Miljönämnden uppfyllde sina mål förra året.",
    "Målen för året är uppfyllda, skriver Kommunstyrelsen i sin årsberättelse.",
    "Socialnämnden har inte uppfyllt sina mål i budgeten.",
    "Socialnämnden uppfyller barnens behov av trygghet.",
    "Biblioteket uppfyller en viktig roll, säger Kultur- och fritidsnämnden.",
    "Kultur- och fritidsnämnden har beslutat undantag från parkeringsavgiften.",
    "Kommunstyrelsen har beviljat undantag från avgiften.",
    "Socialnämnden har beslutat undantag från avgiften för den som är under 18 år.",
    "Kommunstyrelsen redovisar beslutade undantag.",
    "Samhällsbyggnadsnämnden har underkänt detaljplanen.",
    "Planen underkändes av Samhällsbyggnadsnämnden.",
    "Elever med underkända betyg får stöd av Barn- och utbildningsnämnden.",
    "Miljönämnden har inte bedömt ansökan.",
    "Ansökan är inte bedömd av Socialnämnden.",
    "☐ Anmäl till Kommunstyrelsen",
    "☐ Kommunstyrelsen har fått en kopia",
    "Visar sidan error 404? Kontakta Kommunstyrelsen.",
    "Får du felet error 500 kontaktar du Kommunstyrelsen.",
    "Spelet heter Met och visas av Kultur- och fritidsnämnden.",
    "Kommunstyrelsen gav Socialnämnden i uppdrag att se över avgifterna.",
    "Det är upp till Kommunstyrelsen att se över avgifterna.",
    "Socialnämnden har fått 3 avvikelser om lex Sarah att utreda.",
    "Filmer som saknar undertexter får inte publiceras av Socialnämnden.",
])
def test_what_is_said_of_something_else_is_no_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """Boards write the same words about their pages, their laws, their budgets and what they judge."""
    _assert_let_through(text, gate, tmp_path)
    assert gate.said(tmp_path, {"name": "sida.html", "text": f"<h2>Kommunstyrelsen</h2><p>{text}</p>"}) == ""


@pytest.mark.parametrize("text", [
    "{konto} har inaktuell tvåfaktor.",
    "{konto} har inaktuellt utfall.",
    "{konto}: kravet är inaktuellt.",
    "{konto} – inaktuellt sedan i mars.",
    "Inaktuella är {konto} och en till.",
    "Konton som är inaktuella: {konto}",
    "Konton som är inaktuella avslutas, till exempel {konto}.",
    "Kravet i lagen är inte tillämpligt på {konto}.",
    "TYR-5-1-01 är inte tillämplig på {konto}.",
    "Inte tillämpligt: {konto}",
    "Lagen är inte tillämplig och kravet är inte uppfyllt för {konto}.",
    "{konto} uppfyller inte tvåfaktorn.",
    "{konto} uppfyller inte TYR-5-1-01.",
    "{konto} uppfyller inte det.",
    "{konto} uppfyller ingenting.",
    "{konto} uppfyller inte policyn.",
    "{konto} uppfyller inte lagen.",
    "{konto} uppfyller inte kapitel 5 i policyn.",
    "{konto} uppfyller, enligt granskningen, inte kraven.",
    "{konto} uppfyllde inte kraven i budgeten.",
    "{konto} uppfyller målen och kraven.",
    "Målet i TYR-5-1-01 är inte uppfyllt för {konto}.",
    "Målet är ej uppfyllt för {konto}.",
    "{konto} har beslutat undantag från TYR-5-1-01.",
    "{konto} har beslutat undantag från kravet på tvåfaktor.",
    "{konto} har beslutat undantag från tvåfaktorn.",
    "{konto} har beslutat undantag sedan i mars.",
    "Kommunstyrelsen har underkänt {konto}.",
    "{konto} har underkänt resultat.",
    "{konto} är underkänt sedan mars.",
    "Kravet underkändes för {konto}.",
    "Kommunstyrelsen har inte bedömt {konto}.",
    "Kravet är inte bedömt för {konto}.",
    "☑ {konto}, ☐ {namn}",
    "☐ Åtgärda att {konto} inte uppfyller kravet",
    "{konto} är outdated",
    "Den som inte uppfyller kraven heter {konto}.",
    "Den som inte uppfyller kraven anmäls: {konto}",
    "De som inte uppfyller kraven är {konto} och får en påminnelse.",
])
def test_what_is_said_of_an_object_is_a_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """The same words, about a channel or a check."""
    assert "Utfallet" in gate.said(tmp_path, {"name": "sida.html", "text": f"<p>{text}</p>"})


@pytest.mark.parametrize("text", [
    "Anbud som inte uppfyller kraven avvisas av Kommunstyrelsen.",
    "Den som inte uppfyller kraven anmäls till Kommunstyrelsen.",
    "Den som inte uppfyller villkoren får inget bidrag av Kultur- och fritidsnämnden.",
    "Sökande som uppfyller villkoren får bidrag av Kultur- och fritidsnämnden.",
    "De som inte uppfyller kraven hänvisas till Socialnämnden.",
    "Kontakta BUN om kravet inte är uppfyllt.",
    "Om underlag saknas ska Kommunstyrelsen begära in det.",
    "Kontakta Kommunstyrelsen om kontrollen kraschade.",
    "Om kravet är ej tillämpligt skriver Kommunstyrelsen det i registret.",
    "Barn- och utbildningsförvaltningen ansvarar för att kraven uppfylls.",
    "Kultur och fritid ansvarar för att kraven uppfylls.",
    "KS 2026/0193 är ärendet om ej uppfyllda krav.",
    "Är tvåfaktorsautentisering på? Svara ja om Socialnämnden har bestämt det.",
    "TYR-5-1-01 gäller Socialnämnden från 1 januari.",
    "Kommunstyrelsen röstade: 8 ja, 7 nej.",
    "Gallringen saknar beslut är ett meddelande från kontrollen.",
])
def test_what_names_nobody_or_tells_what_to_do_is_no_result(text: str, gate: Gate, tmp_path: Path) -> None:
    """Whoever it concerns, what a case or a check is called, and answers to something else."""
    _assert_let_through(text, gate, tmp_path)


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", "<table><tr><th>Kanal</th><th>Status</th></tr><tr><td>Påhittby bibliotek</td><td>aktiv</td></tr></table>"),
    ("sida.html", "<table><tr><th>Nämnd</th><th>Kanaler</th></tr><tr><td>Socialnämnden</td><td>3</td></tr></table>"),
    ("sida.html", "<table><tr><th>Fråga</th><th>Svar</th></tr><tr><td>Får Socialnämnden ta betalt?</td><td>Nej.</td></tr></table>"),
    ("sida.html", "<h2>Är tvåfaktorsautentisering på?</h2><p>Socialnämnden svarar varje år.</p><p>Svara ja när allt är klart.</p>"),
    ("sida.html", "<h2>Socialnämnden</h2><p>Är tvåfaktorsautentisering på? Fråga kanalansvarig.</p>"),
    ("sida.html", "<h2>Påhittby skolor</h2><p>En kanal.</p><h2>Orden</h2><ul><li>Gallringen saknar beslut</li></ul>"),
    ("docs/om/pahittby-bibliotek.html", "<h1>Påhittby bibliotek</h1><p>Kravet är uppfyllt när alla svarar.</p>"),
    ("docs/om/socialnamnden.html", "<h1>Socialnämnden</h1><p>Nämnden tar bort inaktuellt innehåll.</p>"),
    ("_static/pahittby-bibliotek.csv", "bok,antal\nPippi,12\n"), ("_static/ej-uppfyllt.csv", "krav\ntvåfaktor\n"),
    ("x.json", '{"kanal":"Påhittby bibliotek","status":"aktiv","antal":3}'), ("x.csv", "nämnd;utgåva\nSocialnämnden;2\n"),
])
def test_what_tells_of_no_result_is_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Other columns and questions, and files and pages that are called as a channel or as a result."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


def test_every_message_of_a_run_is_a_result_beside_its_object(gate: Gate, tmp_path: Path) -> None:
    """Each line of the internal page of findings; and all messages without names are let through, as item pages are."""
    run = gate.run
    names = dict(run.subject_names)
    bodies = set(gate.project.evidence.evidence.subjects(SubjectKind.ORGANISATION))
    lines = {f"{names[each.subject]}: {each.message}" for each in run.findings if each.subject not in bodies}
    assert len(lines) > len(bodies)
    assert [line for line in sorted(lines) if gate.said(tmp_path, {"name": "x.html", "text": f"<p>{line}</p>"}) == ""] == []
    sections = "".join(f"<h2>{item.title}</h2><p>{item.id}</p><pre>{item.sql}</pre>" for item in gate.project.catalog.items)
    page = f"<p>{'</p><p>'.join(sorted(names.values()))}</p><p>Här följer alla kontroller.</p><p>Så här läser du dem.</p>{sections}"
    assert gate.said(tmp_path, {"name": "sida.html", "text": page}) == ""


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
    assert "Ta bort utfallet ur texten, eller skriv om" in said
    assert f"({gate.words['namn'].casefold()})" in said
    assert "visar webbplatsen själv utfallen" in said
