"""Rows of evidence are found where a text or table shows them, however they are written, and nothing else is."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import PurePosixPath

import pytest

from regelratt.app.disclosure.evidence.evidence_rows import EvidenceRows
from regelratt.app.disclosure.evidence.running_values import beside_days
from regelratt.app.disclosure.evidence.spoken_values import days_in, spoken
from regelratt.app.disclosure.text.file_text import texts_of
from regelratt.app.disclosure.text.opened_heads import OpenedHeads
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.together.row_places import (
    as_text,
    columns_of,
    of_plain_text,
    tables_of_file,
    texts_of_page,
)
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES

_RUN = Run("r", date(2026, 1, 1), "c", "e", "1", (), (), (), (("fb-x", "Facebook Byns bibliotek"),))
_DAY = date(2026, 3, 4)


def _row(table: str, **held: Value) -> tuple[Value, ...]:
    return tuple(held.get(column.name) for column in TABLES[table].columns)


ROWS = EvidenceRows(Evidence({
    "organisation": (_row("organisation", organisation_id="byn", namn="Byns kommun"),),
    "nämnder": (_row(
        "nämnder", nämnd_id="skolan", namn="Barn- och skolnämnden", förvaltning="skolförvaltningen", publicister_utsedda=False,
        rättslig_grund="allmänt intresse", kanaler_i_dokumenthanteringsplan=True, står_för_annonskostnader=True),),
    "kanaler": (
        _row("kanaler", kanal_id="fb-x", nämnd_id="skolan", plattform="Facebook", kontonamn="Byns bibliotek", status="aktiv",
             adress="https://social.example.com/byns-bibliotek", startdatum=date(2019, 9, 2), antal_med_åtkomst=4,
             tvåfaktor="nej", tvåfaktor_kontrollerad=_DAY, pixel="av", pixel_kontrollerad=date(2026, 3, 5), kommentarer="öppna", senast_förändrad=date(2026, 4, 4)),
        _row("kanaler", kanal_id="kulturskola", plattform="X", kontonamn="Byns kommun", tvåfaktor="ja", tvåfaktor_kontrollerad=_DAY)),
    "inlägg": (_row("inlägg", inlägg_id="p1", kanal_id="fb-x", publicerad=datetime(2026, 1, 6, 9, 5), slag="bild", alt_text=True,
                    text_i_bild=False, personnummer=False),),
    "kommentarer": (_row("kommentarer", kommentar_id="k1", kanal_id="fb-x", inkom=datetime(2026, 1, 12, 8, 7), är_fråga=True,
                         besvarad=datetime(2026, 1, 13, 15, 7), politisk_fråga=False),),
    "meddelanden": (_row("meddelanden", meddelande_id="m1", kanal_id="fb-x", datum=date(2026, 1, 31), antal=7,
                         klass="ringa betydelse", omhändertaget=True),),
    "uppsikt": (_row("uppsikt", uppsikt_id="u1", kanal_id="fb-x", från=date(2026, 1, 1), till=date(2026, 6, 28), intervall_dagar=1,
                     roll="kanalansvarig"),),
    "borttagningar": (
        _row("borttagningar", borttagning_id="b1", kanal_id="fb-x", upptäckt=datetime(2026, 4, 2, 9, 11),
             borttagen=datetime(2026, 4, 2, 9, 44), kategori="svordomar", grund="husregel", skärmdump="ja", anmäld="nej"),
        _row("borttagningar", borttagning_id="b2", kanal_id="fb-x", upptäckt=datetime(2026, 6, 4, 8, 30),
             borttagen=datetime(2026, 6, 4, 11, 8), kategori="hets mot folkgrupp", grund="lag")),
    "åtgärder": (_row("åtgärder", åtgärd_id="a1", regel="R-1", objekt_id="skolan", beskrivning="Utse någon",
                      ansvarig_roll="chef", klar_senast=date(2026, 10, 23), läge="pågår"),),
    "bekräftelser": (_row("bekräftelser", bekräftelse_id="c1", objekt_id="fb-x", datum=_DAY, utfall="ej uppfyllt"),),
    "annonser": (_row("annonser", annons_id="ad1", kanal_id="fb-x", från=date(2026, 5, 11), till=date(2026, 5, 25), märkt_som_annons=True),),
    "diarium": (_row("diarium", diarienummer="BYN 2025/7", datum=date(2025, 6, 10), objekt_id="skolan", slag="beslut",
                     avsändare_mottagare="rektor", ärendemening="Undantag från riktlinjerna"),),
    "webbsidor": (_row("webbsidor", sida_id="s1", organisation_id="byn", adress="https://byn.example.se/bygg", genomsökt=_DAY,
                       pixel=False),),
}), _RUN, OpenedHeads())


def sources(name: str, text: str) -> set[str]:
    """The tables of which something is shown by a file with this name."""
    data = text.encode()
    page = ParsedPage(data) if PurePosixPath(name).suffix == ".html" else None
    texts = list(page.texts()) if page else list(map(of_plain_text, texts_of(name, data)))
    texts += texts_of_page(page, ROWS.names) if page else []
    found = set()
    for table in page.tables if page else tables_of_file(name, data):
        for way in (table, columns_of(table)):
            texts += map(as_text, way)
            found |= {each.source for each in (
                *ROWS.told_by_head(way), *ROWS.told_under_heads(way), *ROWS.told_in_columns(way))}
    return {source.split()[2].strip(",") for source in found | {each.source for text in texts for each in ROWS.told_in(text)}}


def _table(*rows: str) -> str:
    return f"<table>{''.join('<tr><td>' + row.replace('|', '</td><td>') + '</td></tr>' for row in rows)}</table>"


_FORM = """<p><b>Kanal</b></p><ul><li>Plattform: Facebook</li><li>Kontots namn: Byns bibliotek</li></ul>
<p><b>Åtkomst</b>, se reglerna</p><ul><li>Så många har åtkomst: 4</li><li>Rätt att administrera: staben</li>
<li>Tvåfaktorsautentisering är påslagen: nej, se <a href="#x">regeln</a></li></ul>"""
"""A form as it is filled in: lists of answers under lines in bold."""


@pytest.mark.parametrize(("text", "table"), [
    ("Barn- och skolnämnden;skolförvaltningen;nej;allmänt intresse;ja;ja", "nämnder"),
    ("Barn- och skolnämnden | allmänt intresse | nej", "nämnder"), ("ja,skolförvaltningen,allmänt intresse", "nämnder"),
    ("Byns bibliotek,nej,2026-03-04,av,2026-03-05", "kanaler"), ("av;2026-03-05;byns bibliotek", "kanaler"),
    ("fb-x\t2026-03-04\tNEJ", "kanaler"), ("social.example.com/byns-bibliotek, 2026-03-04, av", "kanaler"),
    ("kulturskola | 2026-03-04 | ja", "kanaler"), ("Byns biblioteks uppgifter: 4 mars 2026, 5.3.2026", "kanaler"),
    ("Byns bibliotek: tvåfaktor nej, kontrollerad 2026-03-02", "kanaler"), ("Byns bibliotek har pixel: av.", "kanaler"),
    ("Byns bibliotek, antal med åtkomst är 4", "kanaler"), ("tvåfaktor kontrollerad 2026-03-04: Byns bibliotek", "kanaler"),
    ("Byns bibliotek | startdatum 2019-09-02 14:22 | antal_med_åtkomst 4", "kanaler"),
    ("Byns bibliotek; 2026-01-31; 7", "meddelanden"), ("Byns bibliotek | 2026-01-12 | ja | 2026-01-13 | nej", "kommentarer"),
    ("2026-01-12 08:07,ja,2026-01-13 15:07,,,,,nej", "kommentarer"), ("12.01.2026 kl. 08.07 | nej | ja", "kommentarer"),
    ("2026-01-12T08:07:00;2026-01-13T15:07:00", "kommentarer"), ("2026-01-12 | 08:07 | true | false", "kommentarer"),
    ("2026-01-06 09:05,bild,ja,nej,,,nej", "inlägg"), ("2026-01-31,7,ringa betydelse,ja,", "meddelanden"),
    ("2026-01-01,2026-06-28,1,kanalansvarig", "uppsikt"), ("20260101;20260628;01;Kanalansvarig", "uppsikt"),
    ("https://byn.example.se/bygg | 2026-03-04 | nej", "webbsidor"),
])
def test_row_is_found_in_a_line(text: str, table: str) -> None:
    """Beside a name in any order and without some columns, and without one by many of its values."""
    assert table in sources("x.csv", text)
    assert table in sources("x.txt", f"Läget\n{text}\nSlut")
    assert table in sources("x.json", json.dumps({"rad": text}))


@pytest.mark.parametrize(("name", "text"), [
    ("x.csv", "kontonamn;Byns bibliotek;Annat\ntvåfaktor kontrollerad;2026-03-04;\npixel;av;\n"),
    ("x.csv", "konto,a,b\nByns bibliotek,2026-03-04,nej\n"), ("x.txt", "Konto: Byns bibliotek\nTvåfaktor: nej\nPixel: av\n"),
    ("x.txt", "Byns bibliotek   2026-03-04   nej\n"),
    ("x.json", '[{"konto":"Byns bibliotek","säkert":false,"när":"2026-03-04"}]'),
    ("x.json", '{"Byns bibliotek":{"tvåfaktor":"nej","pixel":"av"}}'),
    ("x.json", '{"Byns bibliotek":{"säkerhet":{"när":"2026-03-04","svar":"nej"}}}'),
    ("x.json", '{"kontonamn":["Byns bibliotek","B"],"svar":["nej","ja"],"när":["2026-03-04",""]}'),
    ("x.json", '[["konto","svar","när"],["Byns bibliotek","nej","2026-03-04"]]'),
    ("x.html", _table("Byns bibliotek|av|2026-03-04")), ("x.html", _table("Konto|Byns bibliotek", "Svar|nej", "Dag|4 mars 2026")),
    ("x.html", "<ul><li>Byns bibliotek</li><li>nej</li><li>2026-03-04</li></ul>"),
    ("x.html", "<h2>Byns bibliotek</h2><ul><li>Tvåfaktor: nej</li><li>Annat: 3</li></ul>"),
    ("x.html", "<dl><dt>Byns bibliotek</dt><dd>nej</dd><dd>2026-03-04</dd></dl>"),
    ("x.html", "<main><p><b>Byns bibliotek</b></p><p>Pixel: av</p></main>"),
    ("x.html", "<p>Byns bibliotek har tvåfaktor nej<br>sedan länge.</p>"),
    ("x.html", _FORM),
    ("x.html", "<ul><li>Kontots namn: Byns bibliotek</li><li>Så många har åtkomst: 4</li><li>Tvåfaktorsautentisering är påslagen: nej</li></ul>"),
    ("x.html", "<dl><dt>Kontots namn</dt><dd>Byns bibliotek</dd><dt>Så många har åtkomst</dt><dd>4</dd><dt>Tvåstegsverifiering</dt><dd>nej</dd></dl>"),
    ("x.html", "<p>Konto: Byns bibliotek<br>Så många har åtkomst: 4<br>Tvåfaktorn är påslagen: nej</p>"),
    ("x.html", _table("Kontots namn|Byns bibliotek", "Så många har åtkomst|4", "Spårningspixeln|avslagen")),
    ("x.html", _table("Uppgift|Svar", "Så många har åtkomst|4", "Tvåfaktorsinloggning|nej").replace(
        "<table>", "<table><caption>Byns bibliotek</caption>")),
    ("x.html", _table("Kanal|Så många har åtkomst|Tvåfaktorsautentisering är påslagen", "Byns museum|2|ja", "Byns bibliotek|4|nej")),
    ("x.csv", "Fråga;Museet;Byns bibliotek\nSå många har åtkomst;2;4\nTvåfaktorsautentiseringen;ja;nej\n"),
    ("x.html", "<h1>Byns bibliotek</h1><h2>Så många har åtkomst</h2><p>4</p><h2>Tvåfaktorn</h2><p>Nej</p>"),
    ("x.html", "<h1>Anmälan</h1><p>Byns bibliotek</p><h2>Så många har åtkomst</h2><p>4</p><h2>Tvåfaktorn</h2><p>Nej</p>"),
    ("x.html", "<p>Byns bibliotek</p><p>Så många har åtkomst:</p><p>4</p><p>Är tvåfaktorn på?</p><p>Nej.</p>"),
    ("x.html", "<p>Byns bibliotek: åtkomst 4, tvåfaktorsautentisering nej</p>"), ("x.html", "<p>På Byns bibliotek är tvåfaktor av och pixeln av.</p>"),
    ("x.html", "<p>På Byns bibliotek har 4 personer åtkomst, och tvåfaktorn är inte påslagen.</p>"),
    ("x.html", "<p>Byns bibliotek saknar tvåfaktor. Spårningspixeln är avstängd.</p>"),
    ("x.html", "<p>Byns bibliotek har inte tvåfaktor på och pixeln är avstängd.</p>"),
    ("x.html", "<p>Byns bibliotek har bara fyra personer med åtkomst och ingen tvåfaktor.</p>"),
    ("x.csv", "kanal;ersättare\nByns bibliotek;saknas\n"), ("x.html", _table("Kanal|Ersättaren", "Byns bibliotek|Nej")),
])
def test_row_is_found_in_what_belongs_together(name: str, text: str) -> None:
    """By row and by column, in objects of data, lists of facts and texts beside each other."""
    assert "kanaler" in sources(name, text)


@pytest.mark.parametrize(("text", "table"), [
    ("Byns bibliotek: svordomar 2026-04-02 09:44, hets mot folkgrupp 2026-06-04 11:08.", "borttagningar"),
    ("Byns bibliotek: svordomar 2026-04-02", "borttagningar"), ("2 april 2026: svordomar, Byns bibliotek", "borttagningar"),
    ("Byns bibliotek 2026-03-01 och hets mot folkgrupp den 4 juni 2026", "borttagningar"),
    ("Hets mot folkgrupp togs bort från Byns bibliotek 2026-06-04 kl. 11.08.", "borttagningar"),
    ("Byns kommun: svordomar 2026-04-02 09:44, husregel", "borttagningar"),
    ("Borttagningen på Byns bibliotek, som gällde svordomar, gjordes den 2 april 2026.", "borttagningar"),
    ("Barn- och skolnämnden: åtgärd pågår, klart 2026-10-23, chef", "åtgärder"),
    ("Barn- och skolnämnden: 23 oktober 2026, åtgärden pågår", "åtgärder"),
    ("Åtgärden för Barn- och skolnämnden pågår och ska vara klar 2026-10-23.", "åtgärder"),
    ("Byns bibliotek, nej 2026-03-04", "kanaler"), ("Byns bibliotek: kontrollerat 2026-03-04 nej", "kanaler"),
    ("Byns bibliotek, ej uppfyllt 2026-03-04", "bekräftelser"),
])
def test_row_is_found_in_running_text(text: str, table: str) -> None:
    """A value right beside a day, in a sentence with a minute, or in one that says which table it is of."""
    assert table in sources("x.html", f"<p>{text}</p>")
    assert table in sources("x.txt", text)
    assert table in sources("x.json", json.dumps({"t": text}))


@pytest.mark.parametrize(("name", "text", "table"), [
    ("x.html", _table("Kanal|Upptäckt|Borttagen|Kategori", "Byns bibliotek|2 april 09:11|2 april 09:44|svordomar"), "borttagningar"),
    ("x.html", _table("Byns bibliotek|2/4 09:11|2/4 09:44|annat"), "borttagningar"),
    ("x.csv", "kanal;upptäckt;kategori\nByns bibliotek;2 apr 09.11;svordomar\n", "borttagningar"),
    ("x.html", "<h2>Byns bibliotek 2026</h2><ul><li>2 april 09:11–09:44, svordomar</li><li>4 juni 8:30</li></ul>", "borttagningar"),
    ("x.html", "<p>Den 2 april kl. 9.11 upptäcktes svordomar på Byns bibliotek och de togs bort kl. 9.44.</p>", "borttagningar"),
    ("x.html", "<p>Byns bibliotek: svordomar den 2 april.</p>", "borttagningar"),
    ("x.html", _table("Konto|Från|Till|Betalas av", "Byns bibliotek|11 maj|25 maj|Barn- och skolnämnden"), "annonser"),
    ("x.csv", "konto;från;till\nByns bibliotek;11/5;25/5\n", "annonser"),
    ("x.html", _table("Byns bibliotek|1 januari|28 juni|kanalansvarig|1"), "uppsikt"),
    ("x.html", _table("Datum|Part|Ärende", "2025-06-10|Barn- och skolnämnden|Undantag från riktlinjerna"), "diarium"),
    ("x.html", _table("10 juni|Undantag från riktlinjerna|Barn- och skolnämnden"), "diarium"),
    ("x.csv", "2025-06-10;skolan;Undantag från riktlinjerna;rektor\n", "diarium"),
])
def test_row_is_found_without_its_year_and_by_its_text(name: str, text: str, table: str) -> None:
    """A minute and another value, two days in cells of their own, and a whole text beside the name and a day."""
    assert table in sources(name, text)


@pytest.mark.parametrize(("name", "text"), [
    ("x.html", _table("Bibliotek|Dag", "Byns bibliotek|2 april 09:11")), ("x.html", _table("Byns bibliotek|4 mars|ja")),
    ("x.html", _table("Byns bibliotek|4 mars 2026|4 mars")),
    ("x.html", "<p>Byns bibliotek har sommaröppet 11 maj–25 maj.</p>"), ("x.html", _table("Byns bibliotek|11 maj – 25 maj|10–15")),
    ("x.html", "<p>Byns bibliotek stänger den 11 maj och öppnar den 25 maj.</p>"), ("x.html", _table("Byns bibliotek|3 april 09:11|svordomar")),
    ("x.html", "<ul><li>Sagostund på Byns bibliotek, 2 april</li><li>Bokcirkel på Byns bibliotek, 2 april</li></ul>"),
    ("x.html", _table("Verksamhet|Stängt från|Öppnar igen", "Byns bibliotek|11 maj|25 maj")),
    ("x.html", _table("Enhet|Vår|Höst", "Byns bibliotek|11 maj|25 maj")),
    ("x.html", _table("Enhet|Upptäckt|Borttagen", "Byns bibliotek|2 april|2 april")),
    ("x.html", _table("Barn- och skolnämnden|2025-06-10|Beslut")), ("x.html", _table("Barn- och skolnämnden|2025-06-10|Rektor")),
    ("x.html", _table("Barn- och skolnämnden|2025-06-11|Undantag från riktlinjerna")),
    ("x.html", _table("Barn- och skolnämnden|Undantag från riktlinjerna")),
    ("x.html", _table("Barn- och skolnämnden|2025-06-10|Läs mer om undantag från riktlinjerna")),
])
def test_day_without_a_year_alone_is_let_through(name: str, text: str) -> None:
    """Calendars, opening hours and meetings, and a text with another day."""
    assert not sources(name, text)


_HEADED = [
    "pixel_kontrollerad|tvåfaktor_kontrollerad|pixel|antal med åtkomst", "2026-03-05|2026-03-04|av|4",
    "omhändertaget|klass|antal|Datum", "ja|ringa betydelse|7|2026-01-31"]
"""Names of columns in another order than the table's own, and one row under each."""


@pytest.mark.parametrize(("head", "row", "table"), [(*_HEADED[:2], "kanaler"), (*_HEADED[2:], "meddelanden")])
def test_row_is_found_under_its_columns_in_another_order(head: str, row: str, table: str) -> None:
    """Where heads say what each cell is, in every form of a table; and not where one value is another's."""
    other = row.replace("2026-03-05", "2026-03-09").replace("2026-01-31", "2026-01-30")
    for cells, wanted in ((row, {table}), (other, set())):
        lines = [f"kanal_id|{head}", f"K1|{cells}"]
        assert sources("x.csv", "\n".join(lines).replace("|", ",")) == wanted
        assert sources("x.html", _table(*lines)) == sources("x.html", _table(*map("|".join, zip(*(
            line.split("|") for line in lines), strict=True)))) == wanted
        assert sources("x.json", json.dumps([dict(zip(head.split("|"), cells.split("|"), strict=True))])) == wanted
    assert not sources("x.csv", f"{head.replace('a', 'e')}\n{row}".replace("|", ","))


def test_row_is_found_in_any_order_by_more_values() -> None:
    """Five of them and three days among those, wherever they stand; days that all can see are none of those."""
    assert sources("x.csv", "2026-04-04;nej;2026-03-05;4;2026-03-04\n") == {"kanaler"}
    assert sources("x.html", "<p>4, 2026-03-05, av, 2026-04-04, 2026-03-04</p>") == {"kanaler"}
    for text in ("2026-04-04;nej;2026-03-05;nej;2026-03-04", "2026-04-04;nej;2026-03-05;4;2026-03-02;av",
                 "2019-09-02;nej;2026-03-05;4;2026-03-04"):
        assert not sources("x.csv", text)


@pytest.mark.parametrize("text", [
    "<h2>Byns bibliotek</h2><ul><li>svordomar 2026-04-02 09:44</li><li>annat 2026-04-05 09:44</li></ul>",
    "<h2>Byns bibliotek</h2><p>svordomar 2026-04-02 09:44</p><p>annat 2026-04-05 09:44</p>",
    "<ul><li>Byns bibliotek<ul><li>svordomar</li><li>2026-04-02</li></ul></li></ul>",
    "<ul><li><p>Byns bibliotek</p><ol><li><p>2026-04-02</p></li><li><p>ja</p></li><li><p>svordomar</p></li></ol></li></ul>",
])
def test_row_is_found_below_a_name(text: str) -> None:
    """Under a heading, and in a list below a point."""
    assert "borttagningar" in sources("x.html", text)


@pytest.mark.parametrize("text", [
    "Byns bibliotek hade öppet hus 2026-04-02.", "Barn- och skolnämnden möts 2026-10-23 medan arbetet pågår.",
    "Barn- och skolnämnden beslutade 2026-03-04 om svordomar.", "Byns bibliotek talar om svordomar i litteraturen den 3 april 2026.",
    "Byns bibliotek visar en film om svordomar, och har öppet till 2026-04-02.", "Byns bibliotek är av på 2026-03-05.",
    "Åtgärden för Barn- och skolnämnden ska vara klar 2026-10-23.", "Byns bibliotek, uppfyllt 2026-03-04",
    "Arbetet pågår. Barn- och skolnämnden möts 2026-10-23.", "Byns bibliotek, möte 4 2026-03-05",
    "Checklista för Byns bibliotek: är tvåfaktor av? Är pixeln av?", "Byns bibliotek: har 4 personer åtkomst? Är pixeln av?",
    "Byns bibliotek, är pixel av?", "Byns bibliotek: har åtkomst 4 personer, och saknar ni tvåfaktor?",
])
def test_sentence_with_a_day_or_a_question_is_let_through(text: str) -> None:
    """A common word somewhere beside a day is no row, and who asks does not answer."""
    assert not sources("x.html", f"<p>{text}</p>")


@pytest.mark.parametrize("text", [
    "Byns bibliotek: Är tvåfaktor på? Nej. Är spårningspixeln på? Av.", "Byns bibliotek: tvåfaktorsinloggning: nej? Pixeln: av?",
    "Byns bibliotek: Hur många har åtkomst? 4. Är tvåfaktorn på? Nej",
])
def test_answer_after_a_question_is_found(text: str) -> None:
    """Right after its question, and a doubtful one that is the whole of what is asked."""
    assert "kanaler" in sources("x.html", f"<p>{text}</p>")


@pytest.mark.parametrize("head", [
    "Tvåfaktorsautentisering", "Två-faktor", "2-faktor", "2FA", "Är två-faktor på?", "MFA på", "Tvåstegsverifiering", "Spårningspixel", "Regeltexten"])
def test_column_tells_by_a_compound_with_its_name(head: str) -> None:
    """Beside names of objects, when a cell answers it."""
    for cell in ("nej", "Ja", "av", "saknas"):
        assert sources("x.csv", f"Konto;{head}\nByns bibliotek;{cell}\n") == {"kanaler"}
        assert sources("x.html", _table(f"Konto|{head}", f"Byns bibliotek|{cell}")) == {"kanaler"}
    assert not sources("x.csv", f"Konto;{head}\nByns bibliotek;1080\n")
    assert not sources("x.csv", f"Konto;Kurs om {head}\nByns bibliotek;ja\n")
    assert not sources("x.csv", f"Konto;{head}\nEtt konto;nej\n")


@pytest.mark.parametrize(("head", "table"), [
    ("tvåfaktor", "kanaler"), ("Är tvåfaktor på?", "kanaler"), ("pixel_kontrollerad", "kanaler"), ("Grafisk profil", "kanaler"),
    ("om tvåfaktorsautentisering är på", "kanaler"), ("Utsedda publicister", "nämnder"), ("Har utsett publicister", "nämnder"),
    ("Säkrade resurser", "kanaler"), ("Rättslig grund vald", "nämnder"), ("Personer med åtkomst", "kanaler"),
    ("Antal med tillgång", "kanaler"), ("Godkänd av chef", "kanaler"), ("I dokumenthanteringsplanen", "nämnder"),
 ("rättslig grund", "nämnder"), ("svar_undertecknat (ja/nej)", "kommentarer"),
])
def test_column_tells_by_its_name(head: str, table: str) -> None:
    """Beside names of objects, whatever stands in it."""
    assert sources("x.csv", f"Konto;{head}\nByns bibliotek;oklart\n") == {table}
    assert sources("x.csv", f"Konto;Byns bibliotek\n{head};oklart\n") == {table}
    assert sources("x.json", json.dumps([{"konto": "Byns bibliotek", head: 1}])) == {table}
    assert not sources("x.csv", f"Konto;{head}\nByns bibliotek;\n")
    assert not sources("x.csv", f"Kolumn;{head}\nEtt konto;oklart\n")


@pytest.mark.parametrize(("name", "text"), [
    ("x.html", _table("Kolumn|Vad|Exempel", "tvåfaktor|om tvåfaktorsautentisering är på|ja, nej", "pixel|av eller på|av")),
    ("x.html", _table("Kanal|Plattform|Adress|Status", "Byns bibliotek|Facebook|https://social.example.com/byns-bibliotek|aktiv")),
    ("x.csv", "kanal;plattform;adress\nByns bibliotek;Facebook;https://social.example.com/byns-bibliotek\n"),
    ("x.csv", "publicerad;slag;konto\n2026-01-06 09:05;bild;Byns bibliotek\n"), ("x.csv", "2026-01-06 09:05;bild;ja\n"),
    ("x.csv", "nämnd;datum;tid\nBarn- och skolnämnden;2026-03-04;09:00\n"),
    ("x.csv", "nämnd;telefon;webbsänds\nBarn- och skolnämnden;08-123;ja\n"),
    ("x.csv", "nämnd;webbsänds;tolkas;öppet\nBarn- och skolnämnden;ja;nej;ja\n"),
    ("x.html", _table("Bibliotek|Måndag|Tisdag", "Byns bibliotek|08–16|10–18")),
    ("x.html", "<p>Byns bibliotek öppnade 2019-09-02. Ring 4 om du vill veta mer av eller på något.</p>"),
    ("x.html", "<p>Tvåfaktor ska vara på. Pixeln ska vara av. Byns bibliotek är en kanal.</p>"),
    ("x.csv", "kanal;ersättare\nByns bibliotek;kommunikatör\n"), ("x.csv", "kanal;ersättare\nEtt konto;saknas\n"),
    ("x.csv", "kanal;resultat för resurser\nByns bibliotek;nej\n"), ("x.csv", "nämnd;publicister\nBarn- och skolnämnden;nej\n"),
    ("x.csv", "nämnd;utsedda ledamöter\nBarn- och skolnämnden;nej\n"), ("x.csv", "nämnd;klart senast\nBarn- och skolnämnden;maj\n"),
    ("x.csv", "nämnd;utsedda publicister kostar\nBarn- och skolnämnden;nej\n"),
    ("x.html", "<p>Byns bibliotek har en person med åtkomst till scenen och ingen tvåfaktor.</p>"),
    ("x.html", _table("Datum|Webbsänds|Tolkas|Öppet", "2026-03-04|nej|nej|nej")),
    ("x.html", "<p>Byns bibliotek startade den 2 september 2019 efter beslut den 4 mars 2026.</p>"),
    ("x.html", _table("Kanal|Startdatum", "Byns bibliotek|2019-09-02")), ("x.csv", "kanal;startdatum\nByns bibliotek;2019-09-02\n"),
    ("x.html", "<p>På Byns bibliotek ska tvåfaktor vara av och pixeln ska vara av.</p>"),
    ("x.html", "<p>På Byns bibliotek är tvåfaktor på och pixeln på, och 3 har åtkomst.</p>"),
    ("x.html", "<p>Byns bibliotek har 4 anställda. Tvåfaktorn beskrivs i handboken, och pixeln på sidan 4.</p>"),
    ("x.html", _table("Kanal|Så många har åtkomst|Tvåfaktorsautentisering är påslagen", "Byns museum|4|nej", "Byns bibliotek|2|ja")),
    ("x.html", "<p>Byns bibliotek</p><p>Så svarade andra:</p>" + _table("Fråga|Museet|Hamnen", "Åtkomst|4|7", "Tvåfaktorn|nej|ja")),
    ("x.html", "<p>Byns bibliotek</p><h2>Barn- och skolnämnden</h2><ul><li>Åtkomst: 4</li><li>Tvåfaktorn: nej</li></ul>"),
    ("x.html", "<p>Byns bibliotek</p><h2>Byns museum</h2>" + _table("Konto|Tvåfaktorn|Åtkomst", "Byns museum|nej|4")),
    ("x.csv", "kanal;kommentarer\nByns bibliotek;12\n"), ("x.csv", "Byns kommun;2026-03-04;ja\n"),
    ("x.csv", "Byns bibliotek;2026-01-12;ja\n"), ("x.csv", "2026-03-04;av;2026-03-05\n"), ("x.csv", "av;nej;2026-03-05;2026-03-04;4\n"),
])
def test_other_tables_are_let_through(name: str, text: str) -> None:
    """What the columns are, lists of channels, calendars, opening hours, answers about other things, and what all can see."""
    assert not sources(name, text)


def test_what_a_text_says() -> None:
    """Days in any spelling, and no day that there is not."""
    for text in ("2026-03-04", "4 mars 2026", "den 4 mar. 2026", "04.03.2026", "4/3 2026", "4/3-26", "20260304", "2026/3/4", "2026-03-04T25:10"):
        assert list(days_in(text)) == [_DAY], text
    assert list(days_in("2026-03-04 14:22")) == [datetime(2026, 3, 4, 14, 22), _DAY]
    assert list(days_in("2 april 09:11")) == [datetime(4, 4, 2, 9, 11), date(4, 4, 2)]
    assert not list(days_in("2026-02-30, 12026-03-04, 3 kap 2026, 31/13 2026"))
    assert [each.forms for each in spoken("Pixel av; 007 | Sant").values] == [(("pixel", "av"), ("av",)), (7,), (("ja",),)]
    assert ("pågår",) in spoken("Åtgärden pågår.").values[0].forms
    assert not list(beside_days("beslut om start av kanalen 2026-03-04".split(), {5: False}))
