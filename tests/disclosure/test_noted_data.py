"""Data in lines of names and values, as YAML, TOML and settings have them, are searched as the same data in JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.app.disclosure.public_guard import _notations
from regelratt.app.disclosure.together.noted_data import noted_data
from tests.gate import Gate


@pytest.mark.parametrize(("text", "held"), [
    ("- namn: a\n  svar: ja\n- namn: b\n  svar: nej\n", [{"namn": "a", "svar": "ja"}, {"namn": "b", "svar": "nej"}]),
    ("a:\n  b: off\n  c: 2\n", {"a": {"b": "off", "c": 2}}),
    ("a:\n- b: true\n  c:\n    d: null\n- b: 1.5\n", {"a": [{"b": True, "c": {"d": None}}, {"b": 1.5}]}),
    ("[a.\"b c\"]\nd = false\n\n[a.e]\nd=true", [{"a": {"b c": {"d": False}}}, {"a": {"e": {"d": True}}}]),
    ("# om\na: 1 # så\nb: 'två'\n", {"a": 1, "b": "två"}),
    ("namn = a\nsvar = ja\nnamn = b\nsvar = nej", [{"namn": "a", "svar": "ja"}, {"namn": "b", "svar": "nej"}]),
    ("Öppet: 9-17\nlista:\n  - a\n  - b: 2\n    c: 12345678901234567890\n", {"Öppet": "9-17", "lista": ["a", {"b": 2, "c": "12345678901234567890"}]}),
    ("år: 2026\nresultat: [{kanal: a, poäng: 3}, {kanal: b}]", {"år": 2026, "resultat": [{"kanal": "a", "poäng": 3}, {"kanal": "b"}]}),
    ("x = 1\nr = [{k = \"a b\", p = 3}, [1, 2]]", {"x": 1, "r": [{"k": "a b", "p": 3}, [1, 2]]}),
    ("k:\n- a\n- b\np:\n- 3\n- 5\n", {"k": ["a", "b"], "p": [3, 5]}),
    ("a.\"b c\" = 3\na.d = 5", [{"a": {"b c": 3}}, {"a": {"d": 5}}]),
    ("- [a, 3]\n- [b, 4]\n", [["a", 3], ["b", 4]]),
])
def test_what_lines_hold(text: str, held: Any) -> None:
    """Points, indentation, sections, quotes, comments, and names that come again."""
    assert json.loads(noted_data(text)) == held


@pytest.mark.parametrize("text", ["", "Hej.", "Det är bra: kom.\nText utan data.", "- a\n- b\n", "a;b\n1;2\n", "Se: https://a.se"])
def test_what_is_no_data(text: str) -> None:
    """Sentences, lists of words and tables are read as such."""
    assert noted_data(text) == ""


@given(st.text(alphabet="a-: =[]\"'#\n\t.12", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing needs to be right."""
    assert noted_data(text) == "" or json.loads(noted_data(text)) is not None


def test_indentation_without_end() -> None:
    """What is further in than data may lie stands beside the rest."""
    deep = "\n".join(f"{' ' * place}a{place}:" for place in range(2_000))
    assert "botten" in noted_data(f"{deep}\n{' ' * 2_000}b: botten\n{' ' * 2_000}c: 1")
    assert "botten" in noted_data("- " * 3_000 + "b: botten\n" + "- c: 1")


_LEAKS = (
    "- name: {}\n  status: failed\n", "- namn: {}\n  godkänd: false\n", "- namn: {}\n  K-TVAFAKTOR: false\n", "{}:\n  tvåfaktor: off\n  pixel: on\n",
    '[kanaler."{}"]\ngodkänd = false\n', "kanaler:\n- namn: {}\n  tvåfaktor: false\n", "namn = {}\nresultat = underkänd\n",
    "år: 2026\nresultat: [{{kanal: {}, godkänd: nej}}, {{kanal: b, godkänd: ja}}]\n", 'år = 2026\nefterlevnad."{}" = 3\n',
    "kanaler:\n- {}\n- b\nefterlevnad:\n- 3\n- 5\n", "- [{}, underkänd]\n- [b, godkänd]\n",
    "Granskade konton:\n\nnamn: {}\nutfall: nej\n",
)


@pytest.mark.parametrize("text", _LEAKS)
def test_closed_results_in_other_notations(text: str, gate: Gate, tmp_path: Path) -> None:
    """The ending of the file says nothing of its notation."""
    said = gate.said(tmp_path, {"name": "_static/konton.txt", "text": text.format("Påhittby skolor")})
    assert "[regelratt.disclosed-result]" in said


@pytest.mark.parametrize("text", [
    "- namn: {}\n  följare: 1200\n  öppet: true\n", "{}:\n  plattform: Facebook\n  adress: https://facebook.com/pahittbyskolor\n",
    "Kanal: {}\nÖppettider: 9-17\nMålgrupp: elever\n", '[kanaler."{}"]\nplattform = "Facebook"\nstartad = 2019\n',
    json.dumps([{"namn": "{}", "inlägg": 12}], ensure_ascii=False, indent=2),
])
def test_open_facts_in_other_notations(text: str, gate: Gate, tmp_path: Path) -> None:
    """What anybody can see of an account."""
    assert gate.said(tmp_path, {"name": "_static/konton.txt", "text": text.replace("{}", "Påhittby skolor")}) == ""


@pytest.mark.parametrize(("name", "text", "many"), [
    ("a.txt", "a: 1\nb: 2\n", 2), ("a.txt", json.dumps({"a": 1, "b": 2}, indent=2), 1), ("a.html", "a: 1\nb: 2\n", 1), ("a.csv", "a;b\n1;2\n", 1), ("a.woff2", "a: 1\nb: 2\n", 1)])
def test_a_file_is_read_in_its_notation(name: str, text: str, many: int) -> None:
    """As it is, and once more as data where that is another reading."""
    assert len(list(_notations(name, text.encode()))) == many
