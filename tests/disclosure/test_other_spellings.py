"""A text of the evidence is found without å, ä and ö, and a case's number without its zeros or its century."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_TEXT = "Text ur underlaget syns"


def _said(gate: Gate, folder: Path, name: str, text: str) -> str:
    return gate.said(folder, {"name": name, "text": text})


@pytest.mark.parametrize("name", [
    "uppehall-i-en-vecka-utan-ersattare.html", "_static/samma-skal-som-for-den-andra-filmkanalen.csv",
    "_static/uppehall_i_en_vecka_utan_ersattare.txt", "bilder/uppehalliveckan/UppehallIEnVeckaUtanErsattare.html",
    "samma-skal-som-for-den-andra-filmkanalen/index.html",
])
def test_name_of_a_file_that_is_a_text_of_evidence_is_found(name: str, gate: Gate, tmp_path: Path) -> None:
    """As files are called: by words with signs between, or run together."""
    assert _TEXT in _said(gate, tmp_path, name, "x")


@pytest.mark.parametrize("text", ["Uppehall i en vecka utan ersattare.", "samma skal som for den andra filmkanalen", "profilen gar inte att lasa i"])
def test_text_without_its_marks_is_found(text: str, gate: Gate, tmp_path: Path) -> None:
    """On a page too, and in a file to fetch."""
    assert _TEXT in _said(gate, tmp_path, "sida.html", f"<p>{text}</p>")
    assert _TEXT in _said(gate, tmp_path, "x.txt", text)


@pytest.mark.parametrize("case", [
    "PHB 2026/0152", "PHB 2026/152", "PHB 2026/00152", "phb 2026-152", "PHB2026:152", "PHB 26/0152", "PHB 26/152", "PHB-2026-152"])
def test_number_of_a_case_in_another_form_is_found(case: str, gate: Gate, tmp_path: Path) -> None:
    """With the prefix of its own register."""
    assert _TEXT in _said(gate, tmp_path, "sida.html", f"<p>Ärendet är {case}.</p>")
    assert _TEXT in _said(gate, tmp_path, "x.csv", f"ärende;dag\n{case};x\n")


def test_number_of_a_case_in_the_name_of_a_file_is_found(gate: Gate, tmp_path: Path) -> None:
    """With the signs that such a name may have."""
    for name in ("phb-2026-152.html", "phb_2026_0152.html"):
        assert _TEXT in _said(gate, tmp_path, name, "x")


@pytest.mark.parametrize("text", [
    "SFS 2026:152", "KS 2026/152", "PHB 2025/152", "PHB 2026/1520", "PHB 2026/15", "Öppet för PHB 26/10 och 27/10.", "PHB 2026/152/3",
    "Uppehall i en vecka.", "Samma skal som for andra.",
])
def test_other_numbers_and_texts_are_let_through(text: str, gate: Gate, tmp_path: Path) -> None:
    """Of another register, another year or another number, a day, and a part of a text that says little."""
    assert _said(gate, tmp_path, "sida.html", f"<p>{text}</p>") == ""


@pytest.mark.parametrize("name", ["uppehall-i-en-vecka.html", "skal-for-filmkanalen.html", "kanaler-utan-ersattare.html"])
def test_other_names_are_let_through(name: str, gate: Gate, tmp_path: Path) -> None:
    """With a few of the same words."""
    assert _said(gate, tmp_path, name, "x") == ""
