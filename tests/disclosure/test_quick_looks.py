"""What is looked for quickly stands in all that a close look would find: else the quick look hides it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.app.disclosure.evidence import case_numbers
from regelratt.app.disclosure.numbers import cued_phones, personal_data, shortened_numbers, spoken_addresses
from regelratt.app.disclosure.text.plain_text import canonical, holds_any


@pytest.mark.parametrize(("pattern", "parts"), [
    (spoken_addresses.MAIL_WORD, spoken_addresses.IN_MAIL_WORDS),
    (spoken_addresses.MAY_BE_SPOKEN, spoken_addresses.BEFORE_HOSTS),
    (personal_data.MAY_BE_SAID, personal_data.IN_SAID),
    (re.compile(shortened_numbers.PERSON_WORD, re.IGNORECASE), shortened_numbers.IN_PERSON_WORDS),
])
@given(data=st.data())
def test_each_word_has_one_of_the_parts(pattern: re.Pattern[str], parts: tuple[str, ...], data: st.DataObject) -> None:
    """In canonical text, in whatever letters it is written."""
    text = canonical(data.draw(st.from_regex(pattern)))
    assert not pattern.search(text) or holds_any(text.casefold(), parts), text


@given(word=st.from_regex(cued_phones.HEAD), after=st.sampled_from([" 08-123 45 67", ": 70 123 45 67", " 5", ""]))
def test_each_word_for_phones_is_seen(word: str, after: str) -> None:
    """Letters and pictures that stand for phones too."""
    text = canonical(word + after)
    assert not cued_phones.HEAD.search(text) or cued_phones.may_have_cue(text), text


@pytest.mark.parametrize("word", [
    "direkt 123 45 67", "dir. 123 45 67", "T: 123 45 67", "D 123 45 67", "mobil", "mob", "telefon", "tele", "tfn", "tlfn",
    "växeln", "vx", "cell", "sms", "whatsapp", "signal", "swisha", "phone", "fax", "kontaktas", "ringer", "call", "jouren",
    "nås", "når du", "homephone", "\u260e", "\U0001f4f1"])
def test_words_for_phones_are_seen(word: str) -> None:
    """Each of them by itself: drawn examples seldom have the rarer ones."""
    assert cued_phones.HEAD.search(word)
    assert cued_phones.may_have_cue(word)


@pytest.mark.parametrize("pattern", [
    case_numbers._IN_TEXT, case_numbers._NUMBER, case_numbers._AFTER_WORD, case_numbers._YEAR_LAST,  # noqa: SLF001  # what is looked for closely
])
@given(data=st.data())
def test_each_case_number_is_seen(pattern: re.Pattern[str], data: st.DataObject) -> None:
    """With and without a prefix, with years of two digits and of four."""
    consuming = re.sub(r"\(\?(?:=|!|<!)[^)]*\)", "", pattern.pattern)
    text = canonical(data.draw(st.from_regex(consuming, fullmatch=True)))
    assert not pattern.search(text) or case_numbers.MAY_BE_CASE.search(text), text
