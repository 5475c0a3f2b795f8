"""What a table says of rules is no result of the boards beside them, and what it says of boards under rules is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_HEADS = (
    "Redovisas öppet", "Nyhet 2027", "Ny", "Obligatorisk", "Frivillig", "Gäller sommar", "Gäller från start", "Får delegeras", "Delegerad",
    "Omfattas", "Vem omfattas", "Ska beslutas", "Ändrad 2026", "Samråd",
)


@pytest.mark.parametrize("head", _HEADS)
@pytest.mark.parametrize("write", [page_of, csv_of])
def test_what_a_rule_is_is_no_result_of_its_board(head: str, write: object, gate: Gate, tmp_path: Path) -> None:
    """Before the board and after it, as a yes, a no, a cross and a mark."""
    assert callable(write)
    assert gate.said(tmp_path, write(f"Regel|Ansvarig|{head}", "TYR-5-1-01|Kommunstyrelsen|nej", "TYR-4-01|Socialnämnden|ja")) == ""
    assert gate.said(tmp_path, write(f"Regel|{head}|Nämnd", "TYR-5-1-01|x|Kommunstyrelsen", "TYR-4-01|✓|Socialnämnden")) == ""


@pytest.mark.parametrize("given", [
    page_of("Regel|KS|BUN|SN", "TYR-4-01|x||x", "TYR-5-1-01||x|"), page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|X|-"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|A|R", "TYR-5-1-01|R|I"), page_of("Vem gör vad|KS|BUN|SN", "TYR-4-01|A|R|R"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|A/R|C"), csv_of("regel|kommunstyrelsen|socialnämnden", "TYR-4-01|A|R"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", before="<h2>Vem ansvarar</h2>"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|ja|nej", before="<h2>Vem omfattas</h2>"),
    page_of("Gäller|Kommunstyrelsen|Socialnämnden", "TYR-4-01|ja|nej"), page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|gäller inte|gäller"),
])
def test_who_has_to_do_with_a_rule_is_no_result(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """In a table of rules by boards."""
    assert gate.said(tmp_path, given) == ""


@pytest.mark.parametrize("given", [
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|ja|nej"), page_of("Regel|KS|BUN|SN", "TYR-4-01|✓|✗|✓"),
    page_of("Uppfylls|KS|BUN|SN", "TYR-4-01|x||x"), page_of("Resultat|KS|BUN|SN", "TYR-4-01|x||x"), page_of("Regel|KS|SN", "TYR-4-01|x|✗"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", before="<h2>Uppfyllda krav</h2>"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", before="<h2>Brister</h2>"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", before="<h2>Vem ansvarar</h2><p>Kryss visar brister.</p>"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", after="<p>Kryss: uppfyller inte kravet.</p>"),
    page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|A|C"), page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", name="brister/sida.html"),
    page_of("Regel|Kommunstyrelsen|Påhittby bibliotek", "TYR-4-01|ja|nej"), page_of("Regel|Kanal|Obligatorisk", "TYR-5-1-01|Påhittby bibliotek|nej"),
    page_of("Regel|Nämnd|Uppfylls", "TYR-4-01|Socialnämnden|nej"), page_of("Regel|Nämnd|", "TYR-4-01|Socialnämnden|nej"),
    page_of("Regel|Nämnd|Svar", "TYR-4-01|Socialnämnden|nej"), page_of("Regel|Ansvarig|Gick bra", "TYR-4-01|Socialnämnden|nej"),
    page_of("Regel|Ansvarig|Gäller: status", "TYR-4-01|Socialnämnden|nej"), page_of("Regel|Nämnd|Obligatorisk", "TYR-4-01|Socialnämnden|ej uppfyllt"),
    csv_of("regel|nämnd|uppfylls", "TYR-4-01|Socialnämnden|nej"), csv_of("regel|nämnd|ny", "TYR-4-01|Socialnämnden|underkänd"),
])
def test_how_it_went_for_a_board_is_a_result(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Under any head that does not say what a rule is, and where something above or beside asks how it went."""
    assert "Utfallet" in gate.said(tmp_path, given)


@pytest.mark.parametrize(("heading", "given"), [
    ("Kräver utbildning", page_of("Regel|Ansvarig|Kräver utbildning", "TYR-4-01|Socialnämnden|nej")),
    ("Kräver utbildning", csv_of("regel|ansvarig|kräver utbildning", "TYR-4-01|Socialnämnden|nej")),
    ("Regel", page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|ja|nej")),
    ("Gemensamma krav", page_of("Regel|Kommunstyrelsen|Socialnämnden", "TYR-4-01|x|x", before="<h2>Gemensamma krav</h2>")),
])
def test_setting_opens_a_table_of_rules(
    heading: str, given: dict[str, str], gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the head of its column, its first head, and the heading above it."""
    monkeypatch.setattr(gate, "guard", gate.with_settings(public_headings=(heading,)))
    assert gate.said(tmp_path, given) == ""


def test_record_of_a_page_is_let_through_with_it(gate: Gate, tmp_path: Path) -> None:
    """The search index has the same rows without their heads; where the page is another, they are a result."""
    content = "Regler. Regel Ansvarig Ny TYR-5-1-01. Kommunstyrelsen. nej. TYR-4-01 Socialnämnden ja Mer text."
    held = json.dumps({"url": "/00783.html", "content": content, "meta": {"adress": "/regler/sida.html"}}, ensure_ascii=False)
    record = {"name": "b.pf_fragment", "text": held}
    assert "Utfallet" in gate.said(tmp_path, record)
    rows = ("TYR-5-1-01|Kommunstyrelsen|nej", "TYR-4-01|Socialnämnden|ja")
    assert gate.said(tmp_path, page_of("Regel|Ansvarig|Ny", *rows, name="regler/sida.html")) == ""
    assert gate.said(tmp_path, record) == ""
    assert "Utfallet" in gate.said(tmp_path, page_of("Regel|Nämnd|Klarat", *rows, name="regler/sida.html"))
    assert "Utfallet" in gate.said(tmp_path, record)
