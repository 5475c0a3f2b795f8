"""Marks and joiners stand where their own script has them, and deceive everywhere else."""

from __future__ import annotations

import pytest

from regelratt.domain.characters import nfc
from regelratt.loaders.page_text import first_misleading


@pytest.mark.parametrize("text", [
    "شهرداری می\u200cخواهد", "العَرَبِيَّة", "ייִדיש", "हिन्दी क्\u200dष नागरिकता", "বাংলা", "தமிழ்", "සිංහල ශ්\u200dරී", "ภาษาไทยที่", "ខ្មែរ",
])
def test_scripts_may_have_their_marks(text: str) -> None:
    """Information to those who live in a municipality is written in many languages."""
    assert first_misleading(nfc(f"Text: {text}.")) == ""


@pytest.mark.parametrize("text", [
    pytest.param("kommu\u200cnen", id="joiner in Latin"), pytest.param("م\u200c ", id="joiner last"), pytest.param("\u200cم", id="joiner first"),
    pytest.param("م\u200c\u200cم", id="two joiners"), pytest.param("١\u200c٢", id="joiner between digits"),
    pytest.param("क\u200ds", id="joiner into another script"), pytest.param("a\u05b4", id="mark of another script"),
    pytest.param("م\u05b4", id="mark of a third script"), pytest.param("\u05b4", id="mark alone"), pytest.param("ש\u0336", id="line through"),
    pytest.param("क" + "\u093f" * 6, id="heap of marks"), pytest.param("م\u0600", id="unseen and no mark"),
    pytest.param("م\u202eم", id="turned"), pytest.param("ש\u200dש", id="joiner in a script without"),
])
def test_what_deceives_in_any_script(text: str) -> None:
    """The same characters hide something, or heap up, where no script has them."""
    assert first_misleading(f"Text: {text}.")
