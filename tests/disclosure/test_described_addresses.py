"""E-mail addresses whose halves are told in a sentence, and sentences about users, domains and how addresses look."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_CLOSED = [
    "Rektorn når du på användaren anna.berg under domänen pahittby.se.", "E-post till rektorn: användare anna, domän pahittby.se",
    "Skriv till anna.berg, domänen är pahittby.se.", "Användare: anna.berg / Domän: pahittby.se så svarar vi.",
    "E-postadressen börjar på anna.berg och slutar på pahittby.se.", "Adressen till rektorn börjar med anna och slutar med pahittby.se.",
    "Användarnamnet är ”anna.berg” och domänen pahittby.se.", "Användare anna.berg på domänen pahittby.se", "Mejla anna82 på domänen pahittby.se.",
    "Mejla användaren anna vid domänen pahittby.se.", "Domän: pahittby.se / Användare: anna.berg så svarar vi.",
    "Den slutar på pahittby.se, och börjar på anna.berg.", "Kontakta rektorn: anna_b.berg, domän = pahittby.se", "E-post: domän pahittby.se | användare anna",
    "Mejl: användare anna.berg, server pahittby.se",
]
_OPEN = [
    "Kommunens domän är pahittby.se och användaren loggar in.", "Användaren loggar in under domänen pahittby.se.",
    "Alla användare under domänen pahittby.se har e-post.", "Adressen börjar på https och slutar på pahittby.se.",
    "E-postadressen börjar på förnamn.efternamn och slutar på pahittby.se.", "E-postadresser slutar på pahittby.se och börjar med förnamnet.",
    "Skriv till kommunen, domänen är pahittby.se.", "Skriv till oss, domänen är pahittby.se.", "Användare skolan, domän pahittby.se",
    "E-post till nämnden: användare är alla, domän pahittby.se", "E-post till handläggare: användare saknas, domän pahittby.se",
    "Kontot pahittby.bibliotek ligger på domänen instagram.com.", "Systemet har 120 användare / Domän: pahittby.se",
    "Administratören hanterar användare och domän pahittby.se i e-postsystemet.", "Skriv i riktlinjer.pdf, domänen är pahittby.se.",
    "Användaren svc.backup på servern drift.pahittby.se", "Kontakta driften om web1 på domänen pahittby.se.",
    "Adressen skriv.pahittby.se, domän pahittby.se", "Skriv till anna.berg, domänen är pahittby.example.se.", "Mejl till anna.berg, domän pahittby.bibliotek",
    "Adressen börjar på 3.2 och slutar på pahittby.se.", "Mejla användaren på domänen pahittby.se.",
]


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": f"<p>{text}</p>"}


@pytest.mark.parametrize("text", _CLOSED)
def test_address_is_found(text: str, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In either order, and let through when the settings name it."""
    assert "En e-postadress syns." in gate.said(tmp_path, _page(text))
    names = ("anna", "anna82", "anna.berg", "anna_b.berg")
    monkeypatch.setattr(gate, "guard", gate.letting_through(*(f"{name}@Pahittby.se" for name in names)))
    assert gate.said(tmp_path, _page(text)) == ""


@pytest.mark.parametrize("text", _OPEN)
def test_other_sentences_are_let_through(text: str, gate: Gate, tmp_path: Path) -> None:
    """Accounts of other things, files, hosts, and words that go on with the sentence."""
    assert gate.said(tmp_path, _page(text)) == ""
