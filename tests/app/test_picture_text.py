"""What stands readable in a picture's bytes is text like any other, and packed points are none."""

from __future__ import annotations

import random

import pytest

from regelratt.app.disclosure.numbers.personal_data import mail_addresses
from regelratt.app.disclosure.text.file_text import texts_of
from regelratt.app.disclosure.text.plain_text import canonical
from regelratt.domain.personal_number import personal_numbers
from tests.loaders import small_pictures as made

_TEXT = "Anna Åkesson 811228-9874\nanna.akesson@kommun.se"


@pytest.mark.parametrize("written", [
    _TEXT.encode(), _TEXT.encode("latin-1"), _TEXT.encode("utf-16-le"), _TEXT.encode("utf-16-be"),
    b"\0".join(_TEXT.encode().split(b" ")),
], ids=["utf-8", "latin-1", "two bytes, small end", "two bytes, large end", "apart"])
@pytest.mark.parametrize("kind", [".webp", ".jpg"])
def test_text_after_the_points_is_found(kind: str, written: bytes) -> None:
    """Inside the part of the points, where the shape of the format leaves room for more."""
    picture = {
        ".webp": made.webp(made.webp_part(b"VP8L", made.LOSSLESS + written)),
        ".jpg": made.jpeg(scan=made.SCAN + written),
    }[kind]
    read = [canonical(text) for text in texts_of(f"bild{kind}", picture)]
    assert any(list(personal_numbers(text)) for text in read)
    assert any(list(mail_addresses(text)) for text in read)


def test_short_number_is_found() -> None:
    """Ten digits are no chance, though other texts must be longer."""
    [text] = texts_of("bild.jpg", made.jpeg(scan=made.SCAN + b"\x01" + b"8112289874" + b"\x01"))
    assert list(personal_numbers(text))


def test_packed_points_say_nothing() -> None:
    """Chance makes hardly any readable rows, and none that are numbers or addresses."""
    chance = random.Random(1).randbytes(2_000_000).replace(b"\xff", b"\xfe")
    read = [canonical(text) for text in texts_of("bild.jpg", made.jpeg(scan=made.SCAN + chance))]
    assert len(read) < 200
    assert not any(list(personal_numbers(text)) or list(mail_addresses(text)) for text in read)
