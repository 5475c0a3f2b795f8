"""Lists of people with their day of birth and last four digits are found whatever the columns are called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.gate import Gate

_PUPILS = (("Anna", "2012-05-03", "1238"), ("Erik", "2011-04-12", "2344"), ("Sara", "2010-09-22", "3452"))


def _page(head: str, *rows: str) -> dict[str, str]:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    return {"name": "sida.html", "text": f"<table><tr>{heads}</tr>{lines}</table>"}


def _csv(head: str, *rows: str) -> dict[str, str]:
    return {"name": "x.csv", "text": "\n".join((head, *rows)).replace("|", ";") + "\n"}


def _json(head: str, *rows: str) -> dict[str, str]:
    objects = [dict(zip(head.split("|"), row.split("|"), strict=True)) for row in rows]
    return {"name": "x.json", "text": json.dumps(objects)}


_ROWS = ["|".join(pupil) for pupil in _PUPILS]
_BARE = [row.replace("-", "") for row in _ROWS]


@pytest.mark.parametrize("head", [
    "Föd.datum|Nr", "Föd.datum|Kontr.nr", "Föddatum|Kod", "Date of birth|Serial no", "Birth date|No", "Födelsedatum|Nr", "F. dag|Nr",
    "Fdatum|Sign", "D.O.B.|PIN", "Geburtsdatum|Nr", "Datum|Nr", "Elevens dag|Antal", "Datum|Besök",
])
@pytest.mark.parametrize("write", [_page, _csv, _json])
@pytest.mark.parametrize("rows", [_ROWS, _BARE], ids=["dashes", "digits"])
def test_class_list_is_found(head: str, write: object, rows: list[str], gate: Gate, tmp_path: Path) -> None:
    """Three rows of which each has its check digit are no chance, whatever the heads say."""
    assert callable(write)
    assert "personnummer" in gate.said(tmp_path, write(f"Namn|{head}", *rows))


@pytest.mark.parametrize("file", [
    _page("Nr|Namn|Klass|Datum", *(f"{last}|{name}|7 B|{day}" for name, day, last in _PUPILS)),
    _csv("Nr|Klass|Datum", *(f"{last}|7 B|{day}" for _, day, last in _PUPILS)),
    _csv("Namn|Datum|Klass|Rum|Nr", *(f"{name}|{day}|7|12|{last}" for name, day, last in _PUPILS)),
    _csv("Namn|Datum|Nr", "Anna|3 maj 2012|1238", "Erik|12 april 2011|2344", "Sara|22 sep 2010|3452"),
    _csv("Namn|Datum|Nr", "Anna|03/05/2012|1238", "Erik|12/04/2011|2344", "Sara|22/09/2010|3452"),
    _csv("Namn|Datum|Nr", *(f"{name}|{day} 00:00:00|{last}" for name, day, last in _PUPILS)),
    _csv("Namn|Datum|Nr", *_ROWS, "Bo|2010-01-01|1111"),
    _page("Namn|Anna|Erik|Sara", "Nr|1238|2344|3452", "Klass|7|8|9", "Datum|2012-05-03|2011-04-12|2010-09-22"),
])
def test_class_list_in_another_order_is_found(file: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """The four digits first, other columns between, other forms of the day, a row without, and people in columns."""
    assert "personnummer" in gate.said(tmp_path, file)


@pytest.mark.parametrize("head", [
    "Föd.datum", "Föddatum", "Föd. dat.", "F.datum", "f-dag", "Date of birth", "Birth date", "birthdate", "DOB", "D.O.B", "Bday",
    "Født", "Fødselsdato", "Geburtsdatum", "Barnets födelsedatum", "Föds.dag", "Född datum",
])
@pytest.mark.parametrize("write", [_page, _csv])
def test_a_single_row_is_found_under_any_word_for_birth(head: str, write: object, gate: Gate, tmp_path: Path) -> None:
    """The head says that the day is that of a birth."""
    assert callable(write)
    assert "personnummer" in gate.said(tmp_path, write(f"Namn|{head}|Serie", _ROWS[0]))


@pytest.mark.parametrize("text", [
    "DOB 1981-12-28, last 4: 9874", "Date of birth 28/12/1981, last four digits 9874", "F.dag 1981-12-28, kontroll 9874",
    "Föd.datum: 1981-12-28, nr: 9874", "Föd. 1981-12-28, final four 9874",
    "Anna 1981-12-28, last 4: 9874", "Anna 28/12 1981 (final four 9874)", "Anna, 1981-12-28, sista 4 är 9874",
])
def test_sentence_with_both_halves_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """With any of the words for the day or for the digits."""
    assert "personnummer" in gate.said(tmp_path, {"name": "sida.html", "text": f"<p>{text}</p>"})


_WRITTEN_DAYS = (
    "12/3 -85", "12/3 - 85", "12/3 –85", "12/3-85", "12/3 85", "12/3 -1985", "12/3, 1985", "12/3 1985", "12.3 -85", "12.3. -85",
    "12.3, 85", "12/3 (85)", "12/3 ’85", "12/3 år 1985", "12/3 år -85", "12-3 -85", "12 3 -85", "12. 3. 1985", "den 12/3 – 85",
    "12 mars -85", "12 mars - 85", "12 mars, 1985", "12 mars (1985)", "12 mars år 1985", "12:e mars -85", "mars 12 -85", "mars 12, 1985",
    "1985-3-12", "1985/3/12", "1985 - 03 - 12", "1985 12/3", "1985, 12/3", "1985 (12/3)",
)


@pytest.mark.parametrize("day", _WRITTEN_DAYS)
def test_day_is_read_alike_wherever_it_stands(day: str, gate: Gate, tmp_path: Path) -> None:
    """In a cell, in data, in a sentence and in a list, with whatever signs before the year."""
    for file in (
        _page("Deltagare|Född|Fyra sista", f"B. E.|{day}|1231"), _csv("namn|född|fyra sista", f'Bo Ek|"{day}"|1231'),
        {"name": "sida.html", "text": f"<p>Bo Ek, född {day}, fyra sista 1231.</p>"},
        {"name": "sida.html", "text": f"<ul><li>Född: {day}</li><li>Fyra sista: 1231</li></ul>"},
    ):
        assert "personnummer" in gate.said(tmp_path, file), file


def test_days_with_a_dash_before_the_year_are_no_chance(gate: Gate, tmp_path: Path) -> None:
    """Three of them beside their four digits, under any heads."""
    rows = ("Anna|3/5 -12|1238", "Erik|12/4 -11|2344", "Sara|22/9 -10|3452")
    assert "personnummer" in gate.said(tmp_path, _csv("Namn|Datum|Nr", *rows))


@pytest.mark.parametrize("file", [
    {"name": "sida.html", "text": "<p>Födelsedagskalas 12/3 - 85/86 års elever, rum 1231.</p>"},
    {"name": "sida.html", "text": "<p>Barn födda 2019 skrivs in 12/3 - 14.30 i sal 1233.</p>"},
    {"name": "sida.html", "text": "<p>Barn födda 1/1 - 31/12 2019 söker senast 15/1 -26. Vi har 1234 platser.</p>"},
    {"name": "sida.html", "text": "<p>Bidraget 12/3 -85 var 1231 kronor.</p>"},
    {"name": "sida.html", "text": "<p>De fyra sista dagarna: 12/3, 26 deltagare och 15/3, 31 deltagare, totalt 2026.</p>"},
    _page("Möte|Datum|Kod", "Nämnden|12/3 -85|1231", "Styrelsen|4/11 -26|1232"), _csv("Dag|Besök", "12/3 -85|1231", "4/11 -26|1187", "5/6 -26|1199"),
])
def test_days_with_a_dash_after_them_are_let_through(file: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Periods, times of a day, and days that nobody was born on beside what is counted."""
    assert gate.said(tmp_path, file) == ""


@pytest.mark.parametrize("file", [
    _page("Namn|Datum|Besök", *_ROWS[:2]), _csv("Skola|Datum|Antal", *_ROWS[:2]), _csv("Date|Births", "2012-05-03|1238"),
    _page("Datum|Födda", "2012-05-03|1238"), _page("Möte|Datum|Kod", *["Nämnden|2012-05-03|1238"] * 3),
    _csv("Namn|Datum|Besök", *_ROWS, *(f"Bo|2010-01-{day}|1111" for day in range(10, 22))),
    _page("Datum|Start|Slut", "2026-03-02|1830|2000", "2026-04-13|1830|2000", "2026-05-04|1830|2000"),
    _page("Beslut|Datum|Diarienummer", "Taxa|2026-03-02|2026/9152", "Plan|2026-04-13|2026/9177", "Avgift|2026-05-04|2026/9201"),
    {"name": "sida.html", "text": "<p>Foder för 2 500 kr köptes 2012-05-03, i parti 1238.</p>"},
    {"name": "sida.html", "text": "<p>Birth rate 2012-05-03: in all about 1238.</p>"},
])
def test_days_beside_what_is_counted_are_let_through(file: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Two rows by chance, the same row again, some of many rows, hours, cases, and what is said of births."""
    assert gate.said(tmp_path, file) == ""
