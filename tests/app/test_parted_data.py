"""What labelled parts make together, and what they do not."""

from __future__ import annotations

import pytest

from regelratt.app.disclosure.numbers.spelled_numbers import spelled_numbers
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.together.labelled_parts import parted_data
from regelratt.domain.lookalikes import in_digits


@pytest.mark.parametrize(("lines", "made"), [
    (["Kod 9874", "Ort Byn", "Född 1981-12-28"], "personnr 811228-9874"), (["Sista fyra: 987", "Född: 1 feb 2003"], ""),
    (["Fyra sista 1998", "Född 1981-12-28"], ""), (["Riktnummer 08", "Telefon 578 291 00"], "tfn 08-578 291 00"),
    (["Landskod 46", "Telefon 070-174 06 05"], "tfn +46 70-174 06 05"), (["Användare: anna.berg", "Domän: gmail.com"], "anna.berg@gmail.com"),
    (["Antal 9874", "Född 1981-12-28"], ""), (["Besökare 9874", "Född 1981-12-28"], ""), (["Kod 1998", "Född 1981-12-28"], ""),
    (["Fyra sista 9874", *["Rum 12"] * 7, "Född 1981-12-28"], ""), (["Användare: anna.berg", "Webbdomän: gmail.com"], ""),
    (["Användare: anna.berg", "Domän hos leverantören: gmail.com"], ""), (["Riktnummer 08", "Invånare 578 291 00"], ""),
])
def test_what_parts_make_together(lines: list[str], made: str) -> None:
    """Near each other, with words for both or beside each other; other numbers and halves make nothing."""
    assert [*dict.fromkeys(parted_data([], None, lines))] == ([made] if made else [])


@pytest.mark.parametrize(("text", "plain"), [
    ("07O-174 O6 O5", "070-174 06 05"), ("l98l-12-28", "1981-12-28"), ("174 OO 05", "174 00 05"), ("0 7 O 1", "0 7 0 1"),
    ("I 2024 08 12", "I 2024 08 12"), ("3 l 12", "3 l 12"), ("O1 2026-03-01", "O1 2026-03-01"), ("ISO 9001", "ISO 9001"), ("Ord 12", "Ord 12"),
    ("M14 6l6 6-6 6", "M14 6l6 6-6 6"), ("OO7", "OO7"),
])
def test_letters_inside_numbers_are_digits(text: str, plain: str) -> None:
    """Where most signs are digits; words, names of rows and drawn paths are left as they are."""
    assert in_digits(text) == plain


@pytest.mark.parametrize(("text", "told"), [
    ("Ring noll sju noll, ett sju fyra.", ["070174"]), ("nittioåtta sjuttiofyra ett", ["98741"]), ("tjugo åtta sju fyra", ["20874", "2874"]),
    ("nittonhundraåttioett tolv nio", ["1981129"]), ("en två", []), ("ett två tre fyra", []), ("070 17 06", []), ("tre katter och fyra hundar och fem får", []),
])
def test_numbers_in_words(text: str, told: list[str]) -> None:
    """Tens before ones are read as one number and as two."""
    assert [digits for _, digits in spelled_numbers(text, words(text))] == told
