"""A list of channels may say what anybody can see on the accounts, and nothing else of the rows about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_NAME = "pahittbykulturskola"


def _said(gate: Gate, folder: Path, *rows: str) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return gate.said(folder, {"name": "sida.html", "text": f"<table>{lines}</table>"})


@pytest.mark.parametrize("rows", [
    ("Kanal|Nätverk|Syfte", f"{_NAME}|Instagram|Visa kulturskolans kurser"),
    ("Kanal|Målgrupp|Syfte|Startade|Kommentarer", f"{_NAME}|Barn och föräldrar|Visa kulturskolans kurser|2019-08-26|stängda"),
    ("Kanal|Adress|Startade|Kommentarer", f"{_NAME}|https://social.example.com/instagram/{_NAME}|26 augusti 2019|stängda"),
    ("Kanal|Senast uppdaterad|Kommentarer", f"{_NAME}|2026-04-20|stängda"),
])
def test_what_is_seen_on_the_account_is_let_through(rows: tuple[str, ...], gate: Gate, tmp_path: Path) -> None:
    """What it is for and for whom, when it began, and whether visitors can comment."""
    assert _said(gate, tmp_path, *rows) == ""


@pytest.mark.parametrize("rows", [
    ("Kanal|Godkänd av chef|Startinformation", f"{_NAME}|2019-08-02|2019-08-23"),
    ("Kanal|Verksamhetsmål|Chefen godkände", f"{_NAME}|Fler provar en kurs|2019-08-02"),
    ("Kanal|Syfte|Kommentarer|Tvåfaktor kontrollerad|Läge", f"{_NAME}|Visa kulturskolans kurser|stängda|2026-05-18|på"),
    ("Kanal|Syfte|Regeltext|Startinformation", f"{_NAME}|Visa kulturskolans kurser|infogad|2019-08-23"),
])
def test_what_else_the_row_has_is_found(rows: tuple[str, ...], gate: Gate, tmp_path: Path) -> None:
    """Also in a list that has what is seen besides."""
    assert "underlaget" in _said(gate, tmp_path, *rows)
