"""An unseen character draws an emoji where a real one has it, once, and nowhere else."""

from __future__ import annotations

import unicodedata

import pytest

from regelratt.domain.emoji import draws_emoji

UNSEEN = "\u200d\ufe0e\ufe0f\u20e3"


def _refused(text: str) -> list[int]:
    return [position for position, sign in enumerate(text) if sign in UNSEEN and not draws_emoji(text, position)]


@pytest.mark.parametrize("text", [
    "👩\u200d🏫", "❤\ufe0f", "☎\ufe0e", "👩\u200d❤\ufe0f\u200d💋\u200d👨", "🏳\ufe0f\u200d🌈", "👩🏽\u200d🚒", "🧑🏻\u200d🤝\u200d🧑🏿", "🏴\u200d☠\ufe0f",
    "👁\ufe0f\u200d🗨\ufe0f", "©\ufe0f 2026", "a ℹ\ufe0f b",
    "1\ufe0f\u20e3 Ett", "0\ufe0f\u20e39\ufe0f\u20e3", "#\ufe0f\u20e3", "*\ufe0f\u20e3",
])
def test_real_sequences(text: str) -> None:
    """Pictures of people, flags, hearts and signs."""
    assert _refused(text) == []


@pytest.mark.parametrize(("text", "refused"), [
    ("”\u200d", [1]), ("–\ufe0f", [1]), ("€\ufe0e", [1]), ("語\ufe0f", [1]), ("a\u200db", [1]), ("\ufe0f", [0]), ("1\ufe0f", [1]),
    ("❤\ufe0f\ufe0f", [2]), ("❤\ufe0e\ufe0f", [2]), ("👩\u200d", [1]), ("👩\u200d\u200d🏫", [1, 2]), ("👩\u200d a", [1]), ("a\u200d👩", [1]),
    ("👩\u200d\ufe0f🏫", [1, 2]), ("☎\ufe0e\u200d👩", [2]), ("👩🏽\ufe0f", [2]), ("a\ufe0f\u20e3", [1, 2]), ("1\u20e3", [1]), ("1\ufe0f\u20e3\u20e3", [3]), ("1\ufe0e\u20e3", [1, 2]), ("❤\ufe0f\u20e3", [2]),
     ("❤\ufe0f" + "\u200d" * 3 + "👩", [2, 3, 4]),
])
def test_what_draws_nothing(text: str, refused: list[int]) -> None:
    """After other signs, more than once, or with no picture on one of the sides."""
    assert _refused(text) == refused


def test_pictures_are_symbols() -> None:
    """No letter, digit or space is taken for a picture."""
    pictures = [chr(code) for code in range(0x110000) if draws_emoji(f"{chr(code)}\ufe0f", 1)]
    assert len(pictures) > 1000
    assert {unicodedata.category(each) for each in pictures} <= {"So", "Sm", "Po", "Pd", "Ll", "Cn"}
