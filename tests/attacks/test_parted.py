"""Personal data in parts that stand each with a word for what it is, in letters and in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate


def _page(text: str) -> tuple[str, str]:
    return "sida.html", text


def _table(*rows: str) -> tuple[str, str]:
    return _page(f"<table>{''.join('<tr><td>' + row.replace('|', '</td><td>') + '</td></tr>' for row in rows)}</table>")


def _points(*points: str) -> tuple[str, str]:
    return _page(f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>")


def _terms(*told: str) -> tuple[str, str]:
    return _page(f"<dl>{''.join(f'<dt>{term}</dt><dd>{said}</dd>' for term, _, said in (each.partition('|') for each in told))}</dl>")


def _json(text: str) -> tuple[str, str]:
    return "x.json", text


def _csv(*rows: str) -> tuple[str, str]:
    return "x.csv", "\n".join(rows) + "\n"


def _lines(*lines: str) -> tuple[str, str]:
    return "x.txt", "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", [
    _json('{"personer": [{"sista": "9874", "fodd": "1981-12-28"}]}'), _json('{"personer": [{"fodd": "1981-12-28", "sista": 9874}]}'),
    _json('[["Fyra sista", "Född"], ["9874", "1981-12-28"]]'), _json('{"sista": ["1111", "9874"], "fodd": ["1990-01-01", "1981-12-28"]}'),
    _json('{"x": 1, "sista": ["1111", "9874", "2222", "3333"], "namn": ["Anna", "Bo", "Cecilia", "David"], "fodd": ["1990-01-01", "1981-12-28", "1992", "1993"]}'),
    _json('["Fyra sista", "9874", "Född", "1981-12-28"]'), _json('[{"namn": "fyra sista", "värde": "9874"}, {"namn": "född", "värde": "1981-12-28"}]'),
    _json('{"fyraSista": 9874, "namn": "Anna", "fodelsedatum": "28/12 1981"}'), _json('{"last_four": "9874", "city": "x", "birthdate": "1981-12-28"}'),
    _json('{"personnummer": {"sista": "9874", "fodd": "1981-12-28"}}'), _json('{"a": [{"fyra sista": "9874"}, {"född": "1981-12-28"}]}'),
    _json('{"person": {"dag": 28, "manad": "december", "ar": 1981}, "kontroll": 9874}'),
    _json('{"födelse": {"år": 1981, "månad": 12, "dag": 28}, "sista fyra": "9874"}'),
    _csv("Fyra sista,9874", "Född,1981-12-28"), _csv("Född,1981-12-28", "Fyra sista,9874"), _csv("Födelsedag,Födelseår,Kod", "28 dec,1981,9874"),
    _csv("Sista fyra;År;Månad;Dag", "9874;1981;12;28"), _csv("Födelsedatum,Nummer", "811228,9874"), _lines("Fyra sista: 9874", "Ort: Byn", "Född: 1981-12-28"),
    _table("Uppgift|Svar", "Fyra sista|9874", "Född|1981-12-28"), _table("Uppgift|Svar", "Född|1981-12-28", "Ort|Byn", "Fyra sista|9874"),
    _csv("id;född;fyra sista", "1;12/28/1981;9874"), _csv("id;född;fyra sista", "1;12/28/81;9874"), _csv("id;född;fyra sista", "1;28-dec-81;9874"),
    _table("Namn|Bo|Anna", "Fyra sista|1111|9874", "Född|1990-01-01|1981-12-28"), _table("Anna|Fyra sista|9874", "Anna|Född|1981-12-28"),
    _table("Födelseår|1981", "Födelsedag|28/12", "Sista fyra|9874"), _table("Fyra sista|Född", "9874|198l-12-28"),
    _terms("Fyra sista|9874", "Ort|Byn", "Född|1981-12-28"), _points("Fyra sista: 9874", "Född den 28 december 1981"),
    *(_page(f"<p>Född 1981-12-28, fyra sista {four}.</p>") for four in ("98-74", "98.74", "98/74", "9-8-7-4", "9.8.7.4", "9 8 7 4", "9–874")),
    _page("<p>Född 1981-12-28, slutsiffror 98-74.</p>"), _table("Född|Fyra sista", "1981-12-28|98-74"), _csv("Född;Fyra sista", "1981-12-28;98-74"),
    *(_page(f"<p>Född {day}, fyra sista 9874.</p>") for day in ("28.XII.1981", "28 XII 1981", "28/xii 1981", "28-XII-1981")),
    *(_page(f"<p>{said}</p>") for said in ("811228-987 (kontrollsiffra 4)", "Kontrollsiffran är 4, resten 19811228-987")),
    _table("Nummer|Kontrollsiffra", "811228-987|4"), _csv("Kontrollsiffra;Nummer", "4;811228987"),
    _page("<p>Fyra sista: 9874</p><p>Bor i Byn</p><p>Född: 1981-12-28</p>"), _page("<p>Födelseår 1981, födelsedag 28 december, fyra sista 9874.</p>"),
    *(_lines(text) for text in ("121212-1212", "12 12 12-1212", "12.12.12.12.12", "Rad 9: 12/12 -12 1212")),
])
def test_personal_number_in_labelled_parts_is_found(file: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """In any order, in every shape of a record, with others between, and with the day in parts of its own."""
    assert "personnummer" in gate.said(tmp_path, {"name": file[0], "text": file[1]})


@pytest.mark.parametrize("file", [
    _json('{"mobil": {"abonnent": "174 06 05", "riktnummer": "070", "land": "+46"}}'), _json('{"mobil": ["174 06 05", "070"]}'),
    _json('{"nummer": "701740605", "landskod": "+46"}'), _json('[["Tel", "Riktnr"], ["1740605", "070"]]'),
    _csv("Mobil,174 06 05", "Riktnummer,070"), _csv("Namn,Anna", "Riktnummer,070", "Ort,Byn", "Telefon,174 06 05"),
    _table("Uppgift|Svar", "Nummer|174 06 05", "Riktnummer|070"), _table("Uppgift|Svar", "Nummer|174 06 05", "Ort|Byn", "Riktnummer|070"),
    _points("Riktnummer 070", "Mobil 174 06 05"), _points("Mobil 174 06 05", "Riktnummer 070"), _terms("Mobil|174 06 05", "Riktnummer|070"),
    _lines("Mobil 174 06 05", "riktnummer 070"), _page("<p>Mobil 174 06 05, riktnummer 070.</p>"), _page("<p>174 06 05 med riktnummer 070</p>"),
    _page("<p>Riktnummer: 070. Abonnentnummer: 174 06 05.</p>"), _page("<p>Numret är 174 06 05 (riktnummer 070).</p>"),
])
def test_phone_number_in_labelled_parts_is_found(file: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """The code and the number, in any order and shape."""
    assert "telefonnummer" in gate.said(tmp_path, {"name": file[0], "text": file[1]})


@pytest.mark.parametrize("file", [
    _csv("Användare,Domän", "anna.berg,gmail.com"), _csv("Domän;Namn;Användarnamn", "gmail.com;Anna;anna"), _csv("Användare,anna.berg", "Domän,gmail.com"),
    _json('{"user": "anna.berg", "domain": "gmail.com"}'), _json('{"domain": "gmail.com", "user": "anna"}'), _json('{"e-post": ["anna.berg", "gmail.com"]}'),
    _json('{"e-post": ["gmail.com", "anna.berg"]}'), _json('{"mejl": {"domän": "gmail.com", "lokal": "anna"}}'), _json('[["Användare", "Domän"], ["anna", "gmail.com"]]'),
    _json('{"e-post": {"namn": "anna.berg", "värd": "gmail.com"}}'), _table("Uppgift|Svar", "Användare|anna.berg", "Domän|gmail.com"),
    _points("Användare: anna.berg", "Domän: gmail.com"), _terms("Användare|anna", "Domän|gmail.com"), _page("<p>E-post: användare anna.berg, domän gmail.com.</p>"),
    _page("<p>Mejla till anna.berg – at – gmail.com</p>"), _page("<p>anna.berg ~at~ gmail.com</p>"), _page("<p>anna.berg — snabel-a — gmail.com</p>"),
    _page("<p>anna.berg -- at -- gmail -- punkt -- com</p>"), _page("<p>E-post: anna.berg på gmail.com</p>"), _page("<p>Mejla anna.berg hos gmail.com</p>"),
    _page("<p>Mejla anna hos gmail.com</p>"), _page("<p>E-post: anna på hotmail.com</p>"), _page("<p>Mejl till anna_berg via telia punkt com</p>"),
    _page("<p>Mejladress: anna.berg vid kommun.se</p>"), _page("<p>E-post anna82 på live.se</p>"), _points("E-post:", "anna.berg på gmail.com"),
    *(_page(f'<p>E-post: anna.berg<img src="b.png" alt="{sign}">pahittby.se</p>') for sign in ("@", "at", "snabel-a", "snabel a", "alfakrull", "(at)")),
    _page('<p>anna.berg<img src="b.png" alt="snabel-a"/>pahittby.se</p>'), _page('<p>anna<img src="b.png" alt=".berg at">pahittby.se</p>'),
])
def test_address_in_parts_is_found(file: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """With labels for its halves, with dashes around the word for the sign, and with an ordinary word for it."""
    assert "e-postadress" in gate.said(tmp_path, {"name": file[0], "text": file[1]})


_SHARED = [
    _page("<p>anna.andersson och bo.berg nås på @pahittby.se.</p>"), _page("<p>E-post: anna.andersson (@pahittby.se)</p>"),
    _page("<p>Mejla anna-karin.berg eller följ oss. Domän: @pahittby.se</p>"), _lines("E-post: @pahittby.se", "", "bo.berg"),
    _table("Namn|E-post (@pahittby.se)", "Anna|anna.andersson"), _table("Namn|Anna", "E-post (@pahittby.se)|anna.andersson"),
    _csv("Namn;E-post (@pahittby.se)", "Anna;anna.andersson"), _json('[{"e-post (@pahittby.se)": "anna.andersson"}]'), _json('{"text": "Nås på @pahittby.se: bo.berg"}'),
    _page("<section><h2>E-post (alla slutar på @pahittby.se)</h2><ul><li>anna.andersson</li><li>bo.berg</li></ul></section>"),
    _page("<p>Alla adresser slutar på @pahittby.se:</p><ul><li>Chef: anna.andersson</li></ul>"), _terms("E-post (@pahittby.se)|anna.andersson"),
]


@pytest.mark.parametrize("file", _SHARED)
def test_address_whose_domain_is_said_once_is_found(
    file: tuple[str, str], gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the same text, under the head and in the list; and let through when the setting names the whole address."""
    given = {"name": file[0], "text": file[1]}
    assert "e-postadress" in gate.said(tmp_path, given)
    names = ("anna.andersson", "bo.berg", "anna-karin.berg")
    monkeypatch.setattr(gate, "guard", gate.letting_through(*(f"{name}@Pahittby.se" for name in names)))
    assert gate.said(tmp_path, given) == ""


@pytest.mark.parametrize("file", [
    _page("<p>Adresser skrivs förnamn.efternamn och slutar på @pahittby.se.</p>"), _table("Plattform|Konto (@pahittby.se)", "Instagram|pahittby.bibliotek"),
    _page("<p>Följ pahittby.bibliotek och @pahittby.se på Instagram.</p>"), _page("<p>Vi är @pahittby.se. Se www.pahittby.se och regler.pahittby.se</p>"),
    _page("<p>Fyll i blankett.pdf och mejla den. Adressen slutar på @pahittby.se. Tel.tid 9, bl.a. kl.tio, t.ex. m.fl.</p>"),
    _page("<p>E-post slutar på @pahittby.se hos alla.Skriv till oss.</p>"), _page("<p>anna.andersson nås på @pahittby.example.se</p>"),
    _page("<p>E-post slutar på @pahittby.se.</p><p>Text.</p><p>Mer text.</p><p>Kontot pahittby.bibliotek finns på Instagram.</p>"),
    _json('[["Regel", "Råd"], ["Alla våra adresser för e-post slutar numera på samma sätt, nämligen på @pahittby.se", "Sätt tool.regelratt"]]'),
    ("_pagefind/fragment/a.pf_fragment", f'{{"content": "E-post slutar på @pahittby.se. {"Mer text. " * 25}Sätt tool.regelratt."}}'),
    _csv("Konto;Plattform", "pahittby.bibliotek;Instagram (@pahittby.se)"), _page("<p>anna.andersson är inloggad med @pahittby.bibliotek</p>"),
])
def test_honest_neighbours_of_a_domain_are_let_through(file: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """Accounts, hosts, files, how addresses are written, and examples."""
    assert gate.said(tmp_path, {"name": file[0], "text": file[1]}) == ""


@pytest.mark.parametrize(("text", "expected"), [
    ("<p>Ring 070-174 O6 O5.</p>", "telefonnummer"), ("<p>Telefon: 07O-1740605</p>", "telefonnummer"), ("<p>O7O-I74O6O5</p>", "telefonnummer"),
    ("<p>070-I74 06 05</p>", "telefonnummer"), ("<p>O8-578 29I OO</p>", "telefonnummer"), ("<p>0 7 O 1 7 4 O 6 O 5</p>", "telefonnummer"),
    ("<ul><li>07O-174</li><li>O6 05</li></ul>", "telefonnummer"), ("<p>8I1228-9874</p>", "personnummer"),
    ("<p>Född 28 december 198l, 9874</p>", "personnummer"),
    ("<p>Personnummer: åttioett tolv tjugoåtta, nittioåtta sjuttiofyra</p>", "personnummer"),
    ("<p>Mitt nummer är åtta ett ett två två åtta nio åtta sju fyra.</p>", "personnummer"),
    ("<p>personnr nitton åttioett tolv tjugoåtta streck nittioåtta sjuttiofyra</p>", "personnummer"),
    ("<p>Nittonhundraåttioett tolv tjugo åtta nio åtta sju fyra</p>", "personnummer"),
    ("<p>Telefon: noll sju noll, ett sju fyra, noll sex, noll fem</p>", "telefonnummer"),
    ("<p>Ring noll sjuttio - ett sju fyra - noll sex - noll fem</p>", "telefonnummer"), ("<p>Ring 070 ett sju fyra 06 05</p>", "telefonnummer"),
])
def test_number_in_letters_and_words_is_found(text: str, expected: str, gate: Gate, tmp_path: Path) -> None:
    """Letters that look as digits, wherever numbers are looked for, and digits in words."""
    assert expected in gate.said(tmp_path, {"name": "sida.html", "text": text})


@pytest.mark.parametrize("file", [
    _json('{"datum": "2026-06-11", "antal": 1126}'), _json('{"antal": 9874, "datum": "1981-12-28"}'), _csv("Antal,Datum", "9874,1981-12-28"),
    _csv("Antal,9874", "Datum,1981-12-28"), _points("9874 besökare", "Invigd 1981-12-28"), _json('{"född": "1981-12-28", "invald": 1998}'),
    _json('{"platser": 1126, "sista dag": "2026-06-11"}'), _points("Sista dag 2026-06-11", "Kod 1126"), _table("Artikel|Kod|Datum", "Stol|9874|1981-12-28"),
    _csv("id;född;fyra sista", "1;13/28/1981;9874"), _csv("id;öppnad;besök", "1;12/28/1981;9874"), _csv("id;datum;antal", "1;28-dec-81;9874"),
    _page("<p>Mobil 174 060 kr, mobil: 120 000 besök, sms 71 700, Swish 123 45 67 890</p>"),
    _json('{"år": [1981, 1982], "antal": [9874, 1228]}'), _json('[["År", "Antal"], [1981, 9874], [1982, 8112]]'), _csv("Dag;Månad;År;Kod", "28;december;1981;9874"),
    _table("Kontroll|9874", "Datum|1981-12-28"), _json('{"m": 9874, "n": 811228}'),
    _csv("Riktnummer;Ort;Antal", "08;Stockholm;57829100"), _table("Riktnummer|Ort|Antal", "08|Stockholm|57829100"), _json('[["Riktnr", "Ort", "Antal"], ["08", "Stockholm", "57829100"]]'),
    _table("Riktnummer|08", "Postnummer|123 45", "Invånare|1740605"), _points("Riktnummer 08", "Invånare 174 060"), _json('{"landskod": "46", "folkmängd": 10500000}'),
    _page("<p>Riktnummer 08 gäller i 1 740 605 hushåll.</p>"), _page("<p>Riktnumret 070 infördes 1994-06-05 för mobiler.</p>"), _csv("Ort;Riktnr", "Stockholm;08", "Göteborg;031"),
    _json('{"domän": "kommunen.se", "ägare": "Kansliet"}'), _json('{"användare": 120, "domän": "kommunen.se"}'), _json('{"användare": null, "domän": "kommunen.se"}'),
    _csv("System;Användare;Domän", "Webb;alla;kommunen.se"), _csv("Plattform;Konto", "facebook.com;pahittby.bibliotek"), _points("Användare: Alla", "Domän: kommunen.se"),
    _csv("e-post;webbplats", "kommunen;kommunen.se"), _csv("webbplats;e-post", "kommunen.se;saknas"), _csv("E-postleverantör;Domän", "Microsoft;outlook.com"),
    _csv("Användare;Domän", "Kansliet;kommunen.se"), _page("<h2>Användare</h2><ul><li>Inloggning</li></ul><h2>Domäner</h2><ul><li>kommunen.se</li></ul>"),
    _page("<p>Mejla oss på kommunen.se.</p>"), _page("<p>Läs mer om e-post på kommunen.se.</p>"), _page("<p>Våra e-postkonton ligger hos one.com.</p>"),
    _page("<p>E-postadresser på gmail.com tas inte emot.</p>"), _page("<p>E-post och webb: kommun.se på facebook.com</p>"), _page("<p>Kaffe – at – home</p>"),
    _page("<p>Mejl från kunder hos outlook.com.</p>"), _page("<p>E-post: se kontaktuppgifter på kommun.se</p>"), _page("<p>Mejla kap. 3.2 på kommun.se, läs om covid19 på 1177.se</p>"),
    _page("<p>Ett två tre fyra fem sex sju åtta nio tio</p>"), _page("<p>Noll ett två tre fyra fem sex sju åtta nio</p>"), _page("<p>Telefon: ett för svenska, två för engelska, tre för annat</p>"),
    _page("<p>Personnummer har tio eller tolv siffror, sex för dagen och fyra sista.</p>"), _page("<p>I 08-delen finns 12 av 20; 3 l mjölk, 5 l vatten och 10 l saft.</p>"),
    _page("<p>Artikel IO-123, O365, 10l, l0n, 5O, 1O1, rum IO1; artikel 1O70-2O6, kapitel 3 II, 4 I, 2024 I 08 12</p>"), _table("O1|2026-03-01", "I2|2026-06-20"), _table("R1|O1|2026-06-20|saknas"), _json('["O1 2026-03-01"]'),
    _page('<svg><path d="M12.5 17l5 5.2L27 9.5"></path></svg><p>M4 12h16M14 6l6 6-6 6</p>'), _csv("Period;Start;Slut", "I;2026-01-01;2026-06-11", "II;2026-06-12;1126"),
    _table("Dag|Öppet", "Måndag|08–16", "Tisdag|10–19"), _table("År|Budget|Utfall", "1981|9 874|8 112", "2026|10 512|11 034"), _json('{"personnummer": {"antal": 9874, "period": "1981"}}'),
    _page("<p>Född 1981-12-28. Laget vann med 98-74.</p>"), _table("Match|Resultat", "1981-12-28|98-74"), _page("<p>Bygget från 28.XII.1981, sal 9874.</p>"),
    _page("<p>Artikel 811228-987 kostar 4 kronor.</p>"), _page("<p>811228-987 (kontrollsiffra 5)</p>"),
    _page('<p>Läs mer i katalog<img src="b.png" alt="pil">en.</p>'), _page('<p>Vi ses<img src="b.png" alt="glad figur">i parken.</p>'),
    *(_lines(text) for text in ("x:\n" + "  - 12\n" * 8, "Konton:\n- pahittbyung\n- Påhittby bibliotek\nx:\n" + "  - 12\n" * 50, "12." * 6, "7. " + "12. " * 9)),
])
def test_honest_neighbours_of_parts_are_let_through(file: tuple[str, str], gate: Gate, tmp_path: Path) -> None:
    """Statistics, calendars, opening hours, registers of domains and codes, names of rows, amounts and counting."""
    assert gate.said(tmp_path, {"name": file[0], "text": file[1]}) == ""
