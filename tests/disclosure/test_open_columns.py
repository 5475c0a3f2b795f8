"""What stands beside a channel: no number and no judgement is let through under a heading that is not open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.gate import Gate

_ONE, _OTHER, _BOARD = "Påhittby skolor", "Påhittby bibliotek", "Miljönämnden"


def _page(*rows: str) -> dict[str, str]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return {"name": "sida.html", "text": f"<table>{cells}</table>"}


def _csv(*rows: str) -> dict[str, str]:
    return {"name": "_static/fil.csv", "text": "".join(f"{row.replace('|', ';')}\n" for row in rows)}


def _list(heading: str, *points: str) -> dict[str, str]:
    listed = "".join(f"<li><p>{point}</p></li>" for point in points)
    return {"name": "sida.html", "text": f"<section><h2>{heading}</h2><ul>{listed}</ul></section>"}


def _data(held: object) -> dict[str, str]:
    return {"name": "_static/fil.json", "text": json.dumps(held)}


def _chart(label: str) -> dict[str, str]:
    return _data({"labels": [_ONE, _OTHER], "datasets": [{"label": label, "data": [515, 600]}]})


_TABLES: Sequence[Sequence[str]] = [
    ("Kanal|Efterlevnad", f"{_OTHER}|94,4 %", f"{_ONE}|58,3 %"),
    ("Kanal|Utfall", f"{_ONE}|21/36"),
    ("Kanal|Utfall", f"{_ONE}|21 av 36 punkter"),
    ("Kanal|Utfall", f"{_ONE}|0,58"),
    ("Kanal|Röda|Gula|Gröna", f"{_ONE}|15|0|21"),
    ("Kanal|Antal röda/gröna", f"{_ONE}|15/21"),
    ("Kanal|Rätt|Fel", f"{_ONE}|15|21"),
    ("Kanal|Poäng", f"{_ONE}|15"),
    ("Kanal|Andel godkända", f"{_ONE}|58 %"),
    ("Kanal|Efterlevnadsgrad", f"{_ONE}|58 %"),
    ("Kanal|Resultat av granskningen", f"{_ONE}|EJ OK"),
    ("Kanal|Bedömning av kanalerna", f"{_ONE}|EJ OK"),
    ("Kanal|2026", f"{_ONE}|EJ OK"),
    ("Kanal|2026", f"{_ONE}|58 %"),
    ("Kanal|2026", f"{_ONE}|7,5"),
    ("Kanal|Inlägg utan brister", f"{_ONE}|15"),
    ("Kanal|Betyg på inlägg", f"{_ONE}|3"),
    ("Kanal|Ordning och reda", f"{_ONE}|3"),
    ("Kanal|Åtgärd", f"{_ONE}|Slå på tvåfaktor"),
    ("Kanal|Att rätta till", f"{_ONE}|undertexter"),
    ("Kanal|Kvarstår", f"{_ONE}|pixeln"),
    *(("Kanal|Att rätta", f"{_ONE}|{told}") for told in ("bilden, länken", "svarstiden", "grafisk profil", "loggan")),
    ("Kanal|Underkända punkter", f"{_ONE}|loggan"), ("Kanal|Åtgärdas", f"{_ONE}|profilen"),
    ("Kanal|Kommentar", f"{_ONE}|Tvåfaktor inte på än"),
    ("Kanal|Kommentar", f"{_ONE}|Ej godkänt än"),
    (f"Mått|{_ONE}", "Röda|15"),
    (f"{_ONE}|58 %", f"{_OTHER}|94 %"),
    ("Kanal|Nivå", f"{_OTHER}|▇▇▇▇▇", f"{_ONE}|▇▇"),
    ("Kanal|", f"{_OTHER}|█████", f"{_ONE}|▓▓▓░░"),
    ("Kanal|Nivå", f"{_ONE}|●●○○○"),
    ("Kanal|Nivå", f"{_ONE}|■ ■ ■"),
    ("Kanal|Nivå", f"{_ONE}|##"),
    ("Kanal|Nivå", f"{_ONE}|[===---]"),
    ("Kanal|Nivå", f"{_ONE}|***"),
    ("Kanal|Nivå", f"{_ONE}|▰▰▰▱▱ 58 %"),
    ("Nämnd|Efterlevnad", f"{_BOARD}|▇▇▇"),
    ("Nämnd|Resultat av granskningen", f"{_BOARD}|EJ OK"),
    ("Nämnd|Röda|Gröna", f"{_BOARD}|15|21"),
    ("Nämnd|Efterlevnadsgrad", f"{_BOARD}|58 %"),
]
_OTHERS = [
    *(_list(heading, f"{_ONE}: {value}") for heading in ("Resultat av granskningen", "Efterlevnad", "Granskning 2026")
      for value in ("21/36", "58,3 %", "EJ OK", "G", "bra")),
    _list("Granskning", f"58 % – {_ONE}"), _list("Poäng", f"{_ONE}, 3 poäng av 10"), _list("Nyhet", f"{_ONE} 30 %"),
    _list("Nyhet", f"{_ONE} (30 procent)"), _list(_ONE, "Inloggning: ej OK", "Profil: OK"),
    {"name": "sida.html", "text": f"<h2>{_ONE}</h2>{_page('Krav|Svar', 'Inloggning|brist')['text']}"},
    _page(f"{_ONE}|", "Inloggning|ej OK"), _data({"mått": [{"röda": {_ONE: 15}}]}), _chart("Följare som är röda"),
    {"name": "sida.html", "text": f"<h2>Antal</h2><pre>{_OTHER}  9 fel\n</pre>"},
    {"name": "sida.html", "text": f"<h2>Granskning</h2><dl><dt>{_ONE}</dt><dd><p>58,3 %</p></dd></dl>"},
    {"name": "sida.html", "text": f"<h2>Granskning</h2><pre>{_OTHER}  94 %\n{_ONE}     58 %\n</pre>"},
    {"name": "_static/fil.txt", "text": f"Granskning\n\n{_OTHER}  94 %\n{_ONE}     58 %\n"},
    _data([{"kanal": _ONE, "poäng": 15}]), _data({"poäng": {_ONE: 15}}), _data({_ONE: {"poäng": 15}}),
    _data({"kanal": _ONE, "utfall": {"röda": 15}}), _data([["Kanal", "Poäng"], [_ONE, 15]]), _chart("Röda"),
    _data({"kanaler": [_ONE, _OTHER], "röda": [15, 3]}),
    _list("Nyhet", f"{_OTHER} ▇▇▇▇▇", f"{_ONE} ▇▇"), _list("Nyhet", f"▇▇ {_ONE}"), _list("Nyhet", f"{_ONE}: ####"),
    {"name": "sida.html", "text": f"<pre>{_OTHER} #####\n{_ONE} ##\n</pre>"},
    _list(_ONE, "Slå på tvåfaktor"), _list(_ONE, "[ ] Stäng av pixeln"), _list(_ONE, "☐ Att göra: inför tvåfaktor"),
]
_ORDINARY = [
    _page("Kanal|Följare|Ökning", f"{_ONE}|540|11 %"),
    _page("Kanal|Följare 2025|Inlägg per vecka", f"{_ONE}|540|2,5"),
    _page("Kanal|2024|2025", f"{_ONE}|540|600"),
    _page("Kanal|Mån|Tis|Ons", f"{_ONE}|2|1|3"),
    _page("Kanal|Plattform|Startade|Svarar", f"{_ONE}|X|2014|vardagar 8–16"),
    _page("Kanal|Öppet i jul?|Syfte", f"{_ONE}|ja|Svara på frågor"),
    _page("Kanal|Redaktör|Kommentar", f"{_ONE}|Kommunikatör|Ny bild i höst"),
    _page("Vecka|Kanal|Ämne|Status", f"40|{_ONE}|Lov|Klar"),
    _page("Kanal|Fel|Klart", f"{_ONE}|Strömavbrott i norr|i morgon"), _page("Kanal|Åtgärd", f"{_ONE}|Ny bild i höst"),
    _page("Kanal|Att rätta", f"{_ONE}|–"), _page("Sida|Att rätta", "Startsidan|bilden, länken"),
    _page("Om du vill veta mer om|Följ", f"Lov|{_ONE}", f"Böcker|{_OTHER}"),
    _csv("Kanal|Inlägg|Räckvidd|Engagemang", f"{_ONE}|12|3400|4,2 %"),
    _list("Våra kanaler", f"{_ONE}: läsårstider, lov och öppet hus", f"{_OTHER} – Facebook"),
    _list("Våra kanaler", f"{_ONE}: 540 följare", f"{_OTHER}: X"),
    _list("Följare", f"{_ONE}: 540"), _data({"följare": {_ONE: 540}}),
    _page("Dag|Tid|Var", f"17/10|13–15|{_ONE}"), _page("Plats|Måndag|Lördag", f"{_ONE}|9–12|stängt"),
    _page(f"Dag|{_OTHER}", "23 december|8–12", "24 december|stängt"), _list("Höstlovet", f"{_OTHER} 17/10"),
    _list(_ONE, "Följare: 540", "Plattform: Instagram", "Öppet: ja"),
    _data({"labels": ["jan", "feb"], "datasets": [{"label": _ONE, "data": [430, 610]}]}),
    _data([{"namn": _ONE, "följare": 540, "språk": "sv", "aktiv": True}]), _chart("Följare"),
    _page("Nämnd|Nyckeltal|Mål|Utfall", "Socialnämnden|Väntetid i dagar|30|28"),
    _page("Nämnd|Resultat av enkäten", f"{_BOARD}|78"),
    _page("Kanal|Följare", f"{_OTHER}|▇▇▇▇▇", f"{_ONE}|▇▇"), _page("Kanal|2026", f"{_ONE}|▇▇"),
    _list("Följare", f"{_OTHER} ▇▇▇▇▇", f"{_ONE} ▇▇"), _list("Våra kanaler", f"● {_ONE}", f"■ {_OTHER}"),
    _page("Kanal|Språk", f"{_ONE}|■ svenska ■ engelska"), _page("Kanal|Tid", f"{_ONE}|---"),
    {"name": "sida.html", "text": f"<pre>=== {_ONE} ===\n## {_OTHER} ##\n*** {_ONE} ***</pre>"},
    {"name": "sida.html", "text": f"<pre>{_ONE}\n==============\nVi har öppet.</pre>"},
    _list(_ONE, "Kurs i tvåfaktor", "Läs om pixeln"), _list(_BOARD, "Slå på tvåfaktor"), _list("Gör så här", "Slå på tvåfaktor"),
]
_UNKNOWN = _page("Skola|Ventilation", f"{_ONE}|Inte godkänd")


@pytest.mark.parametrize("given", [made(*rows) for made in (_page, _csv) for rows in _TABLES],
                         ids=lambda given: given["text"])
def test_closed_column_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """A table on a page or in a file, by rows and by columns."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OTHERS, ids=lambda given: given["text"])
def test_what_stands_in_lines_and_data_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Lists, terms, code and text by their heading, data by its keys, and charts by the labels of their series."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _ORDINARY, ids=lambda given: given["text"])
def test_open_column_is_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """What a municipality counts and tells of its channels."""
    assert gate.said(tmp_path, given) == ""


def test_setting_opens_a_heading(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says which setting it is, and with the heading there, in any spelling, nothing is said."""
    said = gate.said(tmp_path, _UNKNOWN)
    assert "under Ventilation står bredvid en kanal" in said
    assert "public-headings" in said
    monkeypatch.setattr(gate, "guard", gate.with_settings(public_headings=("VENTILATION",)))
    assert gate.said(tmp_path, _UNKNOWN) == ""
