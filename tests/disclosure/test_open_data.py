"""How it went for a channel in lines that begin with a number, under what is to be mended, in settings and in charts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_ONE, _OTHER = "Påhittby skolor", "Påhittby bibliotek"
_IDS = "TYR-5-1-01, TYR-4-06, TYR-4-01, TYR-4-02"


def _list(heading: str, *points: str) -> dict[str, str]:
    listed = "".join(f"<li><p>{point}</p></li>" for point in points)
    return {"name": "sida.html", "text": f"<section><h2>{heading}</h2><ul>{listed}</ul></section>"}


def _file(text: str, kind: str = "txt") -> dict[str, str]:
    return {"name": f"_static/fil.{kind}", "text": text}


def _code(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": f"<pre>{text}</pre>"}


_SETTINGS = [
    f"- name: {_ONE}\n  status: failed\n", f"- namn: {_ONE}\n  godkänd: false\n",
    f"- namn: {_ONE}\n  K-TVAFAKTOR: false\n", f"- namn: {_ONE}\n  TYR-5-1-01: false\n",
    f"{_ONE}:\n  tvåfaktor: off\n  pixel: on\n", f"[kanaler.'{_ONE}']\ngodkänd = false\n",
    f"kanaler:\n- namn: {_ONE}\n  efterlevnad: 58\n- namn: {_OTHER}\n  efterlevnad: 90\n",
    f"poäng:\n  {_ONE}: 58\n  {_OTHER}: 90\n", f"- {{namn: {_ONE}, godkänd: false}}\n- {{namn: X, godkänd: true}}\n",
    f"[[kanal]]\nnamn = '{_ONE}'\nröda = 15\n", f"failed:\n  - {_ONE}\n  - {_OTHER}\n",
    f"resultat:\n    kanal: {_ONE}\n    utfall:\n        röda: 15\n",
    f"name: {_ONE}\npassed: no\n\nname: {_OTHER}\npassed: yes\n", f"# Juni\n{_ONE}:\n  compliant: off  # se nedan\n",
]
_CHARTS = [
    '{"title": "Rätt", "data": [{"x": "Påhittby skolor", "y": 58}]}',
    '{"title": {"text": "Rätt"}, "series": [{"data": [{"x": "Påhittby skolor", "y": 58}]}]}',
    '{"options": {"title": "Rätt"}, "data": [{"x": "Påhittby skolor", "y": 58}]}',
    '{"name": "Rätt", "x": ["Påhittby skolor"], "y": [58]}',
    '{"title": "Rätt", "labels": ["Påhittby skolor"], "datasets": [{"data": [58]}]}',
    '[{"titel": "Följare", "data": []}, {"titel": "Rätt", "data": [{"x": "Påhittby skolor", "y": 58}]}]',
]
_CLOSED = [
    *(_list("Mognad", f"{number} {_ONE}") for number in (
        "21/36", "58 %", "7,5", "58 procent", "3 fel", "21 av 36", "58 % i")),
    _list("Mognad", f"3 poäng {_ONE}, Facebook"), _code(f"58 % {_ONE}"),
    _file(f"     21 {_ONE}\n      3 {_OTHER}\n"), _file(f"     21 {_ONE}\n"),
    {"name": "sida.html", "text": f"<h3>58 % {_ONE}</h3>"}, {"name": "sida.html", "text": f"<h2>{_ONE} 58 %</h2>"},
    *(_file(f"kanal;{head}\n{_ONE};{_IDS}\n", "csv") for head in (
        "att rätta", "åtgärd", "kvar", "faller på", "missar", "fel på")),
    _list("Att rätta", f"{_ONE}: TYR-5-1-01"),
    *map(_file, _SETTINGS), *map(_code, _SETTINGS), *(_file(text, "json") for text in _CHARTS),
    _file(f"kanal;tvåfaktor\n{_ONE};off\n", "csv"),
]
_OPEN = [
    _list("Kanaler", f"1 {_ONE}", f"2 {_OTHER}"), _file(f"1 {_ONE}\n2 {_OTHER}\n"),
    _list("Följare", f"540 {_ONE}", f"58 {_OTHER}"), _list("Höstlov", f"17/10 {_OTHER}"),
    _list("Höstlov", f"17 oktober {_OTHER}"), _file(f"2026 {_ONE}\n"), _list("Nytt", f"{_ONE} 20 år"),
    {"name": "sida.html", "text": f"<h2>Följare</h2><h3>{_ONE}: 58</h3>"},
    {"name": "sida.html", "text": f"<h2>{_ONE} 2026</h2>"},
    *(_file(f"kanal;{head}\n{_ONE};TYR-5-1-01\n", "csv") for head in ("regler", "gäller")),
    _file(f"kanal;att göra\n{_ONE};Ny bild till höstlovet\n", "csv"), _file(f"kanal;kvar\n{_ONE};12 månader\n", "csv"),
    *(made(text) for made in (_file, _code) for text in (
        f"{_ONE}:\n  följare: 540\n  öppet: true\n  språk: sv\n", f"- namn: {_ONE}\n  plattform: X\n  aktiv: true\n",
        "- namn: Miljönämnden\n  godkänd: 2024-05-02\n  ordinarie: 9\n",
        "Kontakt:\n  Nämnd: Miljönämnden\n  Öppet: 9–16\n  Hiss: true\n", "tema: ljust\nsökning: on\nmeny: off\n",
        f"Välkommen till {_ONE}.\nHär svarar vi: vardagar.\n")),
    *(_file(text, "json") for text in (
        '{"title": "Följare", "data": [{"x": "Påhittby skolor", "y": 58}]}',
        '{"title": "Antal följare 2025", "labels": ["Påhittby skolor"], "datasets": [{"data": [58]}]}',
        '{"data": [{"x": "Påhittby skolor", "y": 58}]}',
        '{"layout": {"title": {"text": "Räckvidd per kanal"}}, "data": [{"x": ["Påhittby skolor"], "y": [58]}]}',
        '{"name": "Påhittby skolor", "x": 1, "y": 2}')),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: given["text"])
def test_how_it_went_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Whatever the order, and whatever the notation of a file or a block of code."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: given["text"])
def test_what_is_open_is_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Numbered lists, days, what is counted, settings and plans."""
    assert gate.said(tmp_path, given) == ""
