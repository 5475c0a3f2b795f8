"""A column of evidence beside a board tells when it is the board's own, and not where the board is who does what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.written_tables import csv_of, page_of
from tests.gate import Gate

_ROW = "En rad ur underlaget syns"


_TASKS = [
    ["Uppgift|Kommunstyrelsen|Socialnämnden|Miljönämnden", "Utse publicister|I|A|A", "Ta fram riktlinjer|A|C|C"],
    ["Uppgift|KS|SN", "Utse publicister|R|A/C", "Pixel|A|R"], ["Uppgift|Kommunstyrelsen|Socialnämnden", "Utse publicister|x|"],
    ["Uppgift|Kommunstyrelsen|Socialnämnden", "Utse publicister|ansvarar|samråder"],
    ["Uppgift|Kommunstyrelsen|Socialnämnden", "Utsedda publicister|R|A"],
    ["Uppgift|Kommunstyrelsen|Socialnämnden", "Kontrollera tvåfaktor|A|R", "Godkänd av chef|I|R", "Skicka startinformation|R|I"],
    ["Uppgift|Kanalansvarig|Närmaste chef|Kommunstyrelsen", "Slå på tvåfaktor|R|A|I"],
    ["Uppgift|Kommunstyrelsen|Socialnämnden", "Säkra resurser|ansvarar|"],
    ["Område|Ansvarig nämnd", "Grafisk profil|Kommunstyrelsen", "Pixel|Kommunstyrelsen"],
    ["Område|Ansvarig nämnd", "Utsedda publicister|Kommunstyrelsen", "Rättslig grund|SN", "Arkiv|Kommunstyrelsen"],
    ["Fråga om|Kontakta", "Pixel|Kommunstyrelsen", "Böcker|Påhittby bibliotek"],
    ["Uppgift|Ansvarig", "Rättslig grund|Dataskyddsombudet", "Arkiv|Kommunstyrelsen"],
    ["Dokument|Beslutad av|Datum", "Riktlinjer|Kommunstyrelsen|2025-01-02", "Grafisk profil|Kommunstyrelsen|2024-05-20"],
    ["Ämne|Datum|Nämnd", "Pixel|2026-10-01|Kommunstyrelsen", "Tvåfaktor|2026-10-02|Socialnämnden"],
    ["Uppdrag|Ansvarig nämnd|Klar senast", "Ny detaljplan|Samhällsbyggnadsnämnden|2026-12-01"],
    ["Nämnd|Grafisk profil", "Kommunstyrelsen|beslutar"],
]
_TOLD = [
    ["Namn|tvåfaktor", "Påhittby bibliotek|nej"], ["Namn|Påhittby bibliotek", "tvåfaktor|nej"],
    ["Kanal|Nämnd|Grafisk profil", "Påhittby bibliotek|Kommunstyrelsen|pågår"], ["Kanal|Utsedda publicister", "Påhittby bibliotek|rektor"],
    ["Nämnd|Utsedda publicister", "Kommunstyrelsen|kommunikatör"], ["Nämnd|Utsedda publicister", "Kommunstyrelsen|ja"],
    ["Nr|Nämnd|Utsedda publicister", "1|Kommunstyrelsen|kommunikatör"], ["Utsedda publicister|Ansvar", "ja|Socialnämnden"],
    ["Fråga|KS|SN", "Utsedda publicister|rektor|stab"], ["Uppgift|Kommunstyrelsen|Socialnämnden", "Utse publicister|ja|nej"],
    ["Fråga|Kommunstyrelsen|Socialnämnden", "Utsedda publicister|x|"], ["Nämnd|Tvåfaktor", "Kommunstyrelsen|nej"],
    ["Nämnd|Pixel", "Kommunstyrelsen|på"], ["Nämnd|Godkänd av chef", "Kommunstyrelsen|2025-05-20"],
    ["Nämnd|Klar senast", "Kommunstyrelsen|2026-10-23"], ["Nämnd|Personer med åtkomst", "Kommunstyrelsen|4"],
    ["Del ett|Del två|Tvåfaktor", "Påhittby|bibliotek|oklart"],
    ["Område|Kontakt|Utsedda publicister", "Skola|Barn- och utbildningsnämnden|nej"],
]


@pytest.mark.parametrize("write", [page_of, csv_of])
@pytest.mark.parametrize("rows", _TASKS, ids=" / ".join)
def test_who_does_what_is_no_row(rows: list[str], write: object, gate: Gate, tmp_path: Path) -> None:
    """Letters, verbs for what is to be done, and the board that answers for something, decided it or is to learn it."""
    assert callable(write)
    assert gate.said(tmp_path, write(*rows)) == ""


@pytest.mark.parametrize("write", [page_of, csv_of])
@pytest.mark.parametrize("rows", _TOLD, ids=" / ".join)
def test_what_a_column_holds_is_found(rows: list[str], write: object, gate: Gate, tmp_path: Path) -> None:
    """Beside a channel whatever is said, and beside a board what is its own or answers what the column asks."""
    assert callable(write)
    assert "disclosed-result" in gate.said(tmp_path, write(*rows))


def test_setting_opens_a_column_beside_boards(gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The legal basis that a notice has to say, as the message tells, and not the same column beside a channel."""
    given = page_of("Personuppgiftsansvarig|Ändamål|Rättslig grund", "Socialnämnden|Anmälan till föräldrakurs|Samtycke")
    of_channel = page_of("Kanal|Tvåfaktor", "Påhittby bibliotek|oklart")
    said = gate.said(tmp_path, given)
    assert _ROW in said
    assert "public-headings" in said
    assert "public-headings" not in gate.said(tmp_path, of_channel)
    monkeypatch.setattr(gate, "guard", gate.with_settings(public_headings=("rättslig grund", "tvåfaktor")))
    assert gate.said(tmp_path, given) == ""
    assert _ROW in gate.said(tmp_path, of_channel)
