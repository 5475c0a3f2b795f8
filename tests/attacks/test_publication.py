"""Attacks by what comes out: against the last wall alone, which trusts neither content nor templates."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from regelratt.app.disclosure.sources import Sources
from regelratt.domain.status import REASON_TEXTS, Reason
from tests.attacks.corpus import attacks
from tests.gate import Gate

ATTACKS = attacks("publication")


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_publication_alone(attack: dict[str, Any], gate: Gate, tmp_path: Path) -> None:
    """The file is refused for what is wrong with it, and the message does not repeat it."""
    said = gate.said(tmp_path, attack["input"])
    expected = "forbidden-markup" if attack["expect"] == "markup" else attack["expect"]
    assert expected in said, said
    assert "811228" not in said.replace("docs/811228-9874", "")
    assert gate.words["skäl"] not in said


@pytest.mark.parametrize("text", [
    "<p>Lagen (2018:218) gäller från 2018-05-25.</p>", "<p>811228-9875 har fel kontrollsiffra.</p>",
    "<p>Mätt 2026-09-30 1430 gånger.</p>", "<p>Dnr KS 2024-01-01 2025/0193.</p>", "<p>Ring 112 eller 1177.</p>",
    "<p>Skriv till namn@example.se.</p>", "<p>Bilden heter ikon@2x.png.</p>", "<p>{namn} är en kanal.</p>",
    "<p>Kravet är uppfyllt när alla svarar.</p>", "<p>0 av 12 uppfyllda, 10 till 20 procent, 08.00–17.00.</p>",
    '<a href="https://www.riksdagen.se/">Riksdagen</a> <a href="#x">x</a> <a href="../a/b.html?x=1#y">y</a>',
    "<p>kanalansvarig, närmaste chef och förvaltningschef</p>",
    "<p>Dnr KS 2025/0193, SFS 2018:1937, lagarna (2009:400), 2017:900 och 1949:105.</p>", "<p>Öppet 08.00–16.00 12 dagar.</p>",
    "<p>Från 2010-01-01 till 2015-12-31, kl. 08:15:32, 2026-09-30T08:15:00.123456+02:00.</p>", "<p>2026-05-01,2026-06-18</p>",
    "<table><tr><td>2026-06-18 09:00</td><td>2026-06-18</td></tr></table>", "<p>1 2 3 4 5 6 7 8 9 10 11 12</p>", "<p>ISBN 978-91-7000-000-1, ISSN 1234-5679</p>", "<p>2026-09-30 14:30 och 14.45</p>",
    "<table><tr><th>Antal</th><td>12</td><td>0</td><td>57</td><td>881</td><td>1126</td><td>0,15</td><td>0,5</td></tr></table>",
    "<table><tr><td>2024</td><td>10 512</td><td>2025</td><td>11 034</td><td>2026</td><td>9 876</td></tr></table>",
    "<h2>{namn}</h2><p>En kanal.</p><h2>Orden</h2><p>ej uppfyllt betyder att kravet inte följs</p>",
    "<table><tr><th>Objekt</th><th>Utfall</th></tr><tr><td>{namn}</td><td>visas inte</td></tr><tr><td>Alla</td><td>uppfyllt</td></tr></table>",
    "<p>Sparad 20260930T0815, 20260930 kl. 1430 och 20260930–20261015, 2025.</p>", "<p>Från 2026-05-01 till 2027-09-30, 1126 svar.</p>",
    "<ul><li>2026-06-11</li><li>1126</li></ul>", "<p>Dnr 2026-06-11 nr 1998, 09.10–12.30 den 14 maj 2026.</p>",
    "<p>Den 15/4 2026 kl. 10.30–11.15, 12/11-26 0900–1600, 2026-06-11 09:10-12:00.</p>", "<p>a720921bc7376d04 811228 1981</p>",
    "<p>Kontot Påhittby bygger startade den 15 april 2020 efter beslut den 4 maj 2020.</p>",
    "<table><tr><th>Kanal</th><th>Startdatum</th></tr><tr><td>Påhittby bygger</td><td>2020-04-15</td></tr></table>",
    "<p>Påhittby skolor har 1 redaktör. Regeln om tvåfaktor och åtkomst gäller alla, och pixeln ska vara av.</p>",
    "<p>Checklista för Påhittby bibliotek: är tvåfaktor på? Är pixeln av?</p>", "<p>Påhittby bygger hade öppet hus 2026-04-02.</p>",
    "<p>Kommunstyrelsen beslutade 2026-03-02 att en aktiv kanal ska ha en bild.</p>",
    "<p>Påhittby bibliotek visar en utställning om reklam, öppen till och med 2026-06-04.</p>",
    "<p>Barn- och utbildningsnämnden möts 2026-10-23 medan arbetet pågår.</p>",
    "<p>Följ oss på @kommunen. Vi svarar.</p>", '<img src="ikon@2x.min.png" alt="">', "<p>Läs mer at the end.</p>",
    "<p>Punkterna 01, 02, 03, 04 och 05; 0,70 174 06 10; kl. 08, 12 och 15; 46 12 34 56 78.</p>",
    "<p>Kanalen {namn} sköts av biblioteket och har funnits länge.</p><p>Ett krav är uppfyllt när allt underlag säger att det följs.</p>",
    "<p>Filen README.md, se [1]. Följ oss på @kommunen punkt. Sida (a) kommun. Se även b.</p>", "<p>data-at-rest.js och not_at_all.css</p>",
])
def test_ordinary_text_is_let_through(text: str, gate: Gate, tmp_path: Path) -> None:
    """What looks a little like personal data, a result or a danger, and is none."""
    assert gate.said(tmp_path, {"name": "sida.html", "text": text}) == ""


@pytest.mark.parametrize("text", [
    "<p>Det kostar 8 112-289 874 kronor.</p>",
    '<p>SFS 1981:1228, 9874 ord</p>',
    '<p>Dnr 031-24/1234</p>',
    '<p>Kundnummer 0812345678</p>',
    '<p>Ordernummer 0701234567, artikel 070-1234567, serienr: 0701234567</p>',
    '<p>Dnr 08-123 45 67</p><p>git@github.com:x/y.git</p><p>3 st @ 20.kr</p>',
    '<dl><dt>Personnummer</dt><dd>102242386</dd></dl><p>Personnummer behövs inte.</p><p>102242385</p>',
    '<p>Ärendenummer: 0500-24/123</p>',
    '<p>Dnr 2012/0193-12, ISBN 91-0123-456-8, bankgiro 5050-1055, plusgiro 12 34 56-7</p>',
    '<p>Orgnr 212000-1355, SE556016068001, IBAN SE45 5000 0000 0583 9825 7466</p>',
    '<p>811 228 987 personer, 1 234 567 890 kronor och 46 12 34 56 78.</p>',
    '<p>28 december 1981-1990, 1-28 december 2026 kl. 10.30</p>',
    '<ul><li>2024</li><li>10 512</li><li>2025</li><li>11 034</li><li>2026</li><li>9 876</li></ul>',
    '<table><tr><td>120 314</td><td>-1 126</td></tr><tr><td>98 112</td><td>+2 289</td></tr></table>',
    '<p>Följ oss på:</p><ul><li>@kommunen</li><li>kommunen.se</li></ul>',
    '<p>Följ oss på @kommunen.</p><p>Vi svarar på kommun.se.</p>',
    '<p>Läs mer</p><p>at the end.</p>',
    '<ol><li>01</li><li>02</li><li>03</li><li>04</li><li>05</li></ol>',
    '<ul><li>Kl. 08</li><li>10-12 alla dagar</li></ul>',
    '<ul><li>1981-12-28</li><li>1430</li></ul>',
    '<p>Läget 2026-</p><p>09-30 är klart.</p>',
    '<p>Se <img src="x.png" alt="Karta 1981"> och 12 mer.</p>',
    '<table><tr><th>Född</th><th>Antal</th></tr><tr><td>1981</td><td>9874</td></tr></table>',
    ('<table><tr><th>År</th><th>Antal</th></tr><tr><td>1981</td><td>8112</td></tr><tr><td>1982</td><td>28<'
    '/td></tr><tr><td>1983</td><td>9874</td></tr><tr><td>1984</td><td>551</td></tr><tr><td>1985</td><td>9'
    '881</td></tr><tr><td>1986</td><td>7</td></tr><tr><td>1987</td><td>1125</td></tr></table>'),
])
def test_other_numbers_are_let_through(text: str, gate: Gate, tmp_path: Path) -> None:
    """Case numbers, amounts, rows and columns of statistics, handles, and lists of numbers."""
    assert gate.said(tmp_path, {"name": "sida.html", "text": text}) == ""


@pytest.mark.parametrize(("name", "text"), [
    ("x.json", '{"serie":[["2024",10512],["2025",11034],["2026",9876]]}'), ("x.json", "[1,2,3,4,5,6,7,8,9,10,11,12]"),
    ("x.csv", "datum;antal\n2026-06-11;1126\n2026-06-12;1998\n"), ("x.txt", "SFS 1981:1228\n\n9874 ord\n"),
])
def test_other_values_are_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Series of numbers and days in files to fetch."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


def _table(*rows: str) -> str:
    return f"<table>{''.join('<tr><td>' + row.replace('|', '</td><td>') + '</td></tr>' for row in rows)}</table>"


def _listed(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", _table("Måndag|08–16", "Tisdag|08–18")), ("sida.html", _table(*["Vardag|08–16"] * 5)),
    ("sida.html", _listed("08–16", "08–18")), ("sida.html", _listed("kl. 08 – 16", "08 – 18", "08 – 12")),
    ("sida.html", _listed("08.30", "09.15", "10.00")), ("sida.html", _listed("07-16", "07-16", "07-15")),
    ("sida.html", _table("Kl.|08-09", "Kl.|09-10", "Kl.|10-11", "Kl.|11-12")), ("sida.html", "<p>Öppet 08–16 08–18</p>"),
    ("sida.html", _table("36|08-31", "37|09-07")),
    ("sida.html", _listed("08-31", "2026", "09-07")), ("sida.html", _listed("02-03", "02-10", "02-17", "02-24")),
    ("sida.html", _table("Stockholm|08", "Göteborg|031", "Malmö|040")), ("sida.html", _listed("031", "040", "08", "090-099")),
    ("sida.html", _listed("01", "02-04", "05-07")), ("sida.html", _listed("08", "09", "10-12")),
    ("x.csv", "måndag;08-16\ntisdag;08-18\n"), ("x.csv", "36;08-31\n37;09-07\n"), ("x.csv", "08\n031\n040\n"),
    ("x.json", '{"mån":"08-16","tis":"08-18"}'), ("x.txt", "08-16\n08-18\n"), ("x.txt", "Öppet\n\n08-16\n\n08-18\n"),
])
def test_hours_days_and_codes_are_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Opening hours, weeks with their days, area codes and chapters below each other."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


@pytest.mark.parametrize("text", [
    _listed("070-174", "06 05"), _listed("08-578", "291 00"), _listed("070", "174", "06", "05"), _listed("08-12", "34 56 7"),
    _table("a|070-174", "b|06 05"), _listed("08-578", "29", "100"), _listed("070-17", "40-60", "5"), _listed("070", "074", "0605"),
    "<p>070-074 0605</p>", "<p>08-12 13 14</p>",
])
def test_divided_phone_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """What looks a little like hours or codes, and is a number."""
    assert "telefonnummer" in gate.said(tmp_path, {"name": "sida.html", "text": text})


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("sida.html", _table("Anna|070|123 45 67"), "telefon"), ("sida.html", _table("Anna|070|1740605", "Bo|072|1740605"), "telefon"),
    ("sida.html", _table("Anna|(08)|578 291 00", "Bo|12|13"), "telefon"), ("sida.html", _table("a|0500|12 34 56"), "telefon"),
    ("sida.html", _table("Anna|+46 70|123 45 67"), "telefon"), ("sida.html", _table("Anna|0046|70 123 45 67"), "telefon"),
    ("sida.html", _table("12|08-578|291 00"), "telefon"), ("x.csv", "a;070;123 45 67\nb;12;13\n", "telefon"),
    ("x.json", '[{"a":"070","b":"174 06 05"},{"a":"12","b":"3 020"}]', "telefon"),
    ("sida.html", _table("811228|Anna|9874", "850412|Bo|2394"), "personnummer"), ("sida.html", _table("1981-12-28|9874"), "personnummer"),
    ("sida.html", _table("Anna|19811228|-9874"), "personnummer"), ("sida.html", _table("Anna|811228-98|74", "Bo|12|13"), "personnummer"),
    ("sida.html", _table("Namn|Nr|Kod", "Anna|811228|9874", "Bo|850412|2394", "Cia|850412|2395"), "personnummer"),
    ("x.csv", "nr;kod\n811228;9874\n", "personnummer"), ("x.txt", "811228\t9874\n850412\t2394\n", "personnummer"),
    ("x.txt", "Anna  811228  9874\nBo  850412  2394\n", "personnummer"), ("x.txt", "811228\n9874\n850412\n2394\n", "personnummer"),
    ("x.json", '[{"a":"811228","b":"9874"},{"a":"850412","b":"2394"}]', "personnummer"), ("x.json", '[[811228],[9874]]', "personnummer"),
    ("x.json", '{"a":{"b":"811228-"},"c":{"d":"9874"}}', "personnummer"), ("x.json", '{"a":["811228","9874"],"b":12}', "personnummer"),
    ("needs.json", '{"content":"| a | 070-123 45 67 |\\n| --- | --- |"}', "telefon"),
    ("a.pf_fragment", '{"content":"Anna | 070-123 45 67 | 12"}', "telefon"), ("sida.html", _table("Telefon|578291|12"), "telefon"),
    ("sida.html", "<p>Rum 12 070 174 06 05.</p>", "telefon"), ("sida.html", "<p>Rum 12 031-365 00 00.</p>", "telefon"),
])
def test_number_that_looks_like_one_is_found_over_cells(name: str, text: str, expected: str, gate: Gate, tmp_path: Path) -> None:
    """Halves that look as nothing else, and days with their four digits in most rows of a table."""
    assert expected in gate.said(tmp_path, {"name": name, "text": text})


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", _table("Kommunstyrelsen|14|11|11|15|13|10")), ("sida.html", _table("kommun|3 020|88|71 900|−2 %")),
    ("sida.html", _table("2025|1 040|12 300|450")), ("sida.html", _table("124 070|126 300|2 230")), ("sida.html", _table("59.0705|18.2113")),
    ("sida.html", _table("50|4 020", "100|8 040", "300|12 060")), ("sida.html", _table("811228|Anna|9874", "811229|Bo|9874", "811230|Cia|9874")),
    ("sida.html", _table("Datum|Besök", "2026-06-11|1124")), ("x.csv", "datum;besök\n20260611;1124\n"),
    ("sida.html", _table("S|M|C|V|L|MP|KD|SD|Ö|Alla", "8|1|1|2|2|8|9|8|7|4")), ("sida.html", _table("0138|123 45", "0136|124 50")),
    ("sida.html", _table("Telefon|12 300|11 040|−2 %")), ("sida.html", _table("Månad|Telefon|E-post", "jan|2 112 300|4 800")),
    ("sida.html", "<h3>Telefon</h3>" + _listed("21", "37", "9", "11", "9", "8")), ("sida.html", _listed("2024: 12 060", "2025: 8 040")),
    ("sida.html", _listed("59.0794", "16.1568")), ("sida.html", _listed("14", "11", "11", "15", "13")),
    ("sida.html", "<p>Valdistrikt 01-38-0203 röstar i skolan.</p>"), ("sida.html", "<p>Valdistrikt 04-32-0605, 1 975 väljare.</p>"),
    ("sida.html", "<p>Mellan 3 020–4 100 personer, 12 060 av 71 900.</p>"), ("sida.html", "<p>Möten 26/8, 10/10, 24/11 och 1/12.</p>"),
    ("sida.html", "<p>Kommunen 3 020 88 71 900.</p>"), ("sida.html", "<p>Födda till 2026-06-11: ungefär 1124.</p>"), ("sida.html", _table("Datum|Födda", "2026-06-11|1124")),
    ("x.json", '{"KS":[14,11,11,15,13,10]}'), ("x.json", "[14,11,11,15,13]"), ("x.json", '{"uppdaterad_datum":"2026-06-11","antal":1124}'),
    ("x.json", '[{"a":811228,"b":9874},{"a":120314,"b":1204},{"a":98112,"b":2289}]'), ("x.txt", "811228\n9874\n1204\n98112\n"),
    ("x.csv", "Kommunstyrelsen;14;11;11;15;13;10\n"), ("x.txt", "År  Lån  Besök\n2025  3 020  88\n2026  12 060  71\n"),
    ("a.pf_fragment", '{"content":"Kommunen | 811228 | 9874 | 71 900"}'), ("needs.json", '{"content":"Se:\\n\\n| a | 811228 | 9874 | 71 900 |\\n| --- |"}'),
])
def test_numbers_in_cells_are_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """A number in a cell is one number, and two of them make another one of a person only by chance."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


def test_text_that_is_equal_to_a_row_is_read_as_text(gate: Gate, tmp_path: Path) -> None:
    """Though the row was met before, and has no number in any of its cells."""
    assert gate.said(tmp_path, {"name": "sida.html", "text": _table("811228|98|74")}) == ""
    assert "personnummer" in gate.said(tmp_path, {"name": "sida.html", "text": "<p>811228 98 74</p>"})


@pytest.mark.parametrize("listed", ["0123-45 60 10", "+46 123 45 60 10", "+46123456010", "(0123) 456010"])
@pytest.mark.parametrize("written", [
    "+46 123 45 60 10", "+46 (0)123-45 60 10", "0046 123 45 60 10", "0123-45 60 10", "46 123 45 60 10", "(+46) 123 45 60 10", "45 60 10",
    "+46-123-45 60 10", "123-45 60 10", "+46123456010",
])
def test_official_number_is_let_through_under_a_word(
    listed: str, written: str, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any spelling of the setting and of the number; another number is told in the same spelling."""
    monkeypatch.setattr(gate, "guard", gate.letting_through(listed))
    other = f"{written[:-1]}1"
    for name, text in (("sida.html", _table("Kontakt|Telefon", f"Växel|{written}")), ("x.csv", f"namn;telefon\nKommunen;{written}\n"),
                       ("x.json", json.dumps({"telefon": written})), ("sida.html", f"<p>Telefon {written}</p>")):
        assert gate.said(tmp_path, {"name": name, "text": text}) == ""
        assert "telefonnummer" in gate.said(tmp_path, {"name": name, "text": text.replace(written, other)})


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", _table("Konto|Är tvåfaktor på ({stängd})?", "{konto}|nej")), ("sida.html", _table("Konto|{stängd}", "{konto}|nej")),
    ("sida.html", _table("Konto|Utfall", "{konto}|nej")), ("sida.html", _table("Krav|{konto}", "{stängd}|Nej.")),
    ("sida.html", "<p>Utfall för {stängd}: {konto} nej, {namn} ja</p>"), ("x.csv", "konto;{stängd}\n{konto};nej\n"),
    ("x.json", '{"{konto}":{"{stängd}":false}}'), ("x.json", '{"{stängd}":{"{konto}":true}}'),
    ("x.json", '[{"konto":"{konto}","{stängd}":"nej"}]'), ("x.json", '{"utfall":[["{konto}",false]]}'),
    ("x.json", '{"krav":"{stängd}","svar":[{"konto":"{konto}","ok":true}]}'),
])
def test_answer_is_a_result(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """A yes or a no beside a name, where a check's id or the word for results says of what."""
    assert "Utfallet" in gate.said(tmp_path, {"name": name, "text": text})


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", _table("Konto|Chatt", "{konto}|nej")), ("sida.html", _table("Konto|Chatt|Prövas i", "{konto}|nej|{stängd}")),
    ("sida.html", _table("Krav|Utfall", "{stängd}|nej")), ("sida.html", "<p>{stängd} prövas för {konto}. Svaret kan vara ja.</p>"),
    ("sida.html", "<p>Finns {konto}? Ja.</p>"), ("x.csv", "konto;chatt\n{konto};nej\n"), ("x.json", '{"{konto}":{"chatt":false}}'),
    ("x.json", '{"{stängd}":{"öppen":false}}'),
])
def test_answer_to_something_else_is_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """A yes or a no about what no check asks, or of nobody."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("x.csv", "namn;tel\nHandläggare;701740605\n", "telefonnummer"), ("x.json", '{"tel":701740605}', "telefonnummer"),
    ("x.csv", "namn;mobil\nA;701 740 605\n", "telefonnummer"), ("x.csv", "namn;telefonnummer\nA;857829100\n", "telefonnummer"),
    ("sida.html", _table("namn|Telefon", "A|701740605"), "telefonnummer"), ("x.csv", "Personnummer\n8 112 289 874\n", "personnummer"),
    ("x.json", '{"lista":[{"pnr":"8 112 289 874"}]}', "personnummer"), ("sida.html", "<p>19811228.9874</p>", "personnummer"),
])
def test_number_as_a_spreadsheet_leaves_it_is_found(name: str, text: str, expected: str, gate: Gate, tmp_path: Path) -> None:
    """Without its first zero, or in groups of thousands, where the column says what it is."""
    assert expected in gate.said(tmp_path, {"name": name, "text": text})


@pytest.mark.parametrize(("name", "text"), [
    ("x.csv", "namn;antal\nx;701740605\n"), ("x.csv", "telefon;antal\nsamtal;701740605\n"), ("x.json", '{"kronor":701740605}'),
    ("x.csv", "kronor\n8 112 289 874\n"),
    ("sida.html", "<p>Version 20260829.0900 av mallen.</p>"), ("sida.html", "<p>Läsåret 070101–071231, 08-12.</p>"),
])
def test_amount_or_time_is_no_number_of_a_person(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Amounts, versions that are called by their day and time, and hours after a period."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


@pytest.mark.parametrize(("name", "text"), [
    ("x.csv", "namn;plattform;adress;status\nPåhittby bibliotek;Facebook;https://social.example.com/facebook/pahittby-bibliotek;aktiv\n"),
    ("x.csv", "nämnd;datum\nBarn- och utbildningsnämnden;2026-05-18\n"), ("x.csv", "publicerad;slag\n2026-01-06 09:05;bild\n"),
    ("sida.html", _table("Nämnd|Telefon|Webbsänds", "Barn- och utbildningsnämnden|112|ja")),
    ("sida.html", _table("Kolumn|Vad den säger|Exempel", "tvåfaktor|om tvåfaktor är på|nej", "tvåfaktor_kontrollerad|dag|2026-05-18")),
    ("sida.html", _table("Bibliotek|Vardag", "Påhittby bibliotek|08–16")),
])
def test_what_tells_of_no_row_is_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Accounts as anybody sees them, calendars, opening hours, and what the columns of the evidence are."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


@pytest.mark.parametrize(("name", "place"), [("needs.json", ""), ("a.pf_fragment", ""), ("b.json", "underlaget")])
def test_rows_are_looked_for_where_they_are_written(name: str, place: str, gate: Gate, tmp_path: Path) -> None:
    """What is made of all pages holds the names and days of all of them, and each page is searched by itself."""
    said = gate.said(tmp_path, {"name": name, "text": json.dumps(["Påhittby bibliotek: 2026-05-18; av"])})
    assert place in said
    assert bool(said) == bool(place)


@pytest.mark.parametrize("text", [
    "namn;Tfn\nKansliet;växel\nAnna;701740605\n", "namn;Tfn\nKansliet;växel\nAnna;12 34 567\n",
    "namn;tid\nKansliet;x\nAnna;070-174 06 05\n", "namn;pnr\nKansliet;x\nAnna;8 112 289 874\n",
])
def test_number_in_a_file_is_told_with_its_row(text: str, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message leads to the row, also of a number that is told by the head of its column."""
    (tmp_path / "kalla.csv").write_text(text, encoding="utf-8")
    sources = Sources(replace(gate.project.contents.content, statics={"docs/_static/x.csv": tmp_path / "kalla.csv"}))
    monkeypatch.setattr(gate.guard, "_sources", sources)
    said = gate.said(tmp_path, {"name": "x.csv", "text": text})
    assert {line.partition(" ")[0] for line in said.splitlines()} == {"docs/_static/x.csv:3:1:"}


@pytest.mark.parametrize(("name", "text"), [
    ("x.csv", "Telefon;Mobil;Antal\n08.00-16.30;2;701740605\n"), ("x.csv", "Kanal;Mobil\nA;120 000\n"),
    ("x.csv", "kanal;e-post\nsaknas;kommunen.se\n"), ("x.csv", "e-post;webbplats\nkommunen;kommunen.se\n"),
    ("sida.html", "<p>Följ oss på</p><p>@pahittby.bibliotek</p>"), ("sida.html", _table("Möte|08.12.2026|14", "Möte|09.12.2026|22")),
    ("x.txt", "Telefon, mobil\noch 123 456 annat\n"),
])
def test_files_and_pages_without_numbers_are_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """Hours and amounts under heads for phones, a missing address, an account after another paragraph."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


@pytest.mark.parametrize(("name", "text"), [
    ("sida.html", "<p>Telefontid måndag till torsdag 08:00–16:30.</p>"), ("a.pf_index", "08:0016:30 08001630 08.3012.00 torsdag"),
    ("sida.html", _table("Datum|Tid|Möte", "17/11|08:30–12:00|Styrelsen", "3/9|08.30–12.00|Nämnden")),
    ("sida.html", "<p>Öppet 08:00/16:30.</p>"), ("sida.html", "<p>17/11 08:30–12:00 Styrelsen</p>"),
    ("sida.html", _table("Nämnd|Budget|Utfall|Avvikelse", "Barn- och utbildningsnämnden|120,5|118,2|2,3")),
    ("sida.html", _table("Nämnd|Utfall", "Barn- och utbildningsnämnden|12,0")),
    ("sida.html", _table("Nämnd|Prognos|Utfall", "Barn- och utbildningsnämnden|120|118")),
    ("sida.html", "<h2>Godkända föreningar</h2><p>Barn- och utbildningsnämnden beslutar om bidrag till dem varje år i mars.</p>"),
    ("sida.html", "<h2>Resultat</h2><p>Barn- och utbildningsnämnden tog emot 214 synpunkter under året.</p>"),
    ("sida.html", "<h2>Status</h2><p>Arbetet leds av Barn- och utbildningsnämnden. Det är klart i maj.</p>"),
])
def test_hours_meetings_and_budgets_are_let_through(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """What a municipality publishes every week is neither a number of somebody nor a result of a check."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""


def test_open_result_is_let_through(gate: Gate, tmp_path: Path) -> None:
    """A row that an open item may show is shown."""
    text = ('<table><tr data-kontrollpunkt="{öppen}"><th>{namn}</th><td>%s</td><td>framgår av underlaget</td></tr></table>')
    item = gate.words["öppen"]
    status = next(cell.status.word for cell in gate.public.item_cells[item])
    assert gate.said(tmp_path, {"name": "sida.html", "text": text % status}) == ""


def test_reason_of_an_open_result_is_let_through(gate: Gate, tmp_path: Path) -> None:
    """The one that the row has, and no other."""
    item, cell = next((item, cell) for item, cells in gate.public.item_cells.items() for cell in cells
                      if cell.reason is Reason.RULE_NOT_APPLICABLE)
    name, status, reason = gate.public.subject_names[cell.subject], cell.status.word, REASON_TEXTS[cell.reason]
    text = f'<table><tr data-kontrollpunkt="{item}"><th>{name}</th><td>{status}</td><td>%s (2 av 3)</td><td>2026</td></tr></table>'
    assert gate.said(tmp_path, {"name": "sida.html", "text": text % reason}) == ""
    assert "Utfallet" in gate.said(tmp_path, {"name": "sida.html", "text": text % REASON_TEXTS[Reason.NEVER_CONFIRMED]})


def test_inventory_is_unpacked(gate: Gate, tmp_path: Path) -> None:
    """Sphinx's inventory is packed; what it says is searched all the same, and a bomb is refused."""
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: \n# The remainder of this file is compressed using zlib.\n"
    for packed, word in ((zlib.compress(b"811228-9874 x"), "personnummer"), (b"xxxxxxxx", "packa upp"), (zlib.compress(b"0" * 999)[:-4], "packa upp"),
                         (zlib.compress(b"0" * 210_000_000, 9), "rymmer mer")):
        (tmp_path / "objects.inv").write_bytes(head + packed)
        assert word in "\n".join(map(str, gate.guard.check({"objects.inv": tmp_path / "objects.inv"})))


def test_official_address_is_allowed_by_a_setting(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An official address is let through in any spelling once the setting names it, and the message says which setting."""
    page = {"name": "sida.html", "text": "<p>Ring 08–578 291 00 eller skriv till Kommunen@Pahittby.se. Vi svarar.</p>"}
    assert "public-addresses" in gate.said(tmp_path, page)
    monkeypatch.setattr(gate, "guard", gate.letting_through("+46857829100", "kommunen@pahittby.se"))
    assert gate.said(tmp_path, page) == ""


def test_a_record_of_the_search_index_leads_to_its_page(gate: Gate, tmp_path: Path) -> None:
    """What is wrong with a record is told of the page that it is of, not of the first one that has the name."""
    record = json.dumps({"content": f"{gate.words['namn']}: ej uppfyllt", "meta": {"adress": "/docs/om/sakerhet.html#x"}})
    said = gate.said(tmp_path, {"name": "_pagefind/fragment/a.pf_fragment", "text": record})
    assert said.startswith("docs/om/sakerhet.md:")


@pytest.mark.parametrize(("name", "text"), [
    ("_pagefind/pagefind-entry.json", '{"languages":{"sv":{"hash":"sv_0334407457","wasm":"sv","page_count":2}}}'),
    ("_pagefind/pagefind.sv_0751588613.pf_meta", "\x82fsv_0334407457"),
    ("_pagefind/fragment/sv_e083039590.pf_fragment", '{"url":"/a.html","content":"Text.","word_count":1}'),
])
def test_what_pagefind_calls_its_files_is_no_phone(name: str, text: str, gate: Gate, tmp_path: Path) -> None:
    """They are called by hashes, and one in a thousand looks like a phone number; elsewhere it is one."""
    assert gate.said(tmp_path, {"name": name, "text": text}) == ""
    other = name.replace("_pagefind/", "_downloads/")
    assert "telefonnummer" in gate.said(tmp_path, {"name": other, "text": text})
