"""Characters that deceive: the ranges agree with Unicode, every find is placed and named, plain text passes."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.characters import (
    DECEPTIVE,
    HARMFUL,
    UNFIT_FOR_IDS,
    Sign,
    Trait,
    deceptive,
    described,
    first_deceptive,
    nfc,
    visible,
)
from regelratt.domain.merge_marks import first_merge_mark
from regelratt.domain.unassigned import UNASSIGNED

ALL = [chr(code) for code in range(sys.maxunicode + 1)]
FOUND = {sign.position: sign.trait for sign in deceptive("".join(ALL), UNFIT_FOR_IDS)}


def test_no_character_has_two_traits() -> None:
    """Every character is told once."""
    assert len(FOUND) == len(deceptive("".join(ALL), UNFIT_FOR_IDS))


@pytest.mark.parametrize(("category", "traits"), [
    ("Cc", {Trait.CONTROL, Trait.BREAK, Trait.SPACE}), ("Cs", {Trait.CONTROL}), ("Cf", {Trait.BIDI, Trait.INVISIBLE}),
    ("Zs", {Trait.SPACE}), ("Zl", {Trait.BREAK}), ("Zp", {Trait.BREAK}), ("Nd", {Trait.FOREIGN}), ("Co", {Trait.INVISIBLE}),
])
def test_whole_categories_are_known(category: str, traits: set[Trait]) -> None:
    """No control, format or space character of Unicode is left out, nor a digit of another script."""
    members = [code for code, each in enumerate(ALL) if unicodedata.category(each) == category and not (32 <= code < 127)]
    assert members
    assert [hex(code) for code in members if FOUND.get(code) not in traits] == []


def test_marks_are_known() -> None:
    """Every sign that is drawn over another is known as one, but for those of scripts that are younger than the list."""
    marks = [code for code, each in enumerate(ALL) if unicodedata.category(each) in ("Mn", "Me", "Mc")]
    assert [hex(code) for code in marks if FOUND[code] not in (Trait.MARK, Trait.INVISIBLE) and code < 0x1_0000] == []
    known = [code for code, trait in FOUND.items() if trait is Trait.MARK]
    assert [hex(code) for code in known if unicodedata.category(chr(code)) not in ("Mn", "Me", "Mc", "Cn")] == []
    assert len(known) > 2000


def test_code_points_without_a_character_are_known() -> None:
    """None of the first plane is left out, and no character that this Python knows is taken for one."""
    absent = {code for code, each in enumerate(ALL) if unicodedata.category(each) == "Cn"}
    listed = {found.start() for found in re.finditer(f"[{UNASSIGNED}]", "".join(ALL))}
    assert sorted(map(hex, listed - absent)) == []
    assert {FOUND[code] for code in listed} == {Trait.INVISIBLE}
    assert {0x378, 0x3A2, 0x530, 0x40000} <= listed
    # Characters that are younger than this Python's tables: fewer than a thousand in the first plane since Unicode 14.
    assert len([code for code in absent if code < 0x1_0000 and FOUND[code] is Trait.FOREIGN]) < 1_000
    assert 0x1FAE8 not in listed


def test_what_turns_direction_is_known() -> None:
    """Every character whose bidirectional class is a control is called one."""
    turning = {"LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    members = [code for code, each in enumerate(ALL) if unicodedata.bidirectional(each) in turning]
    assert len(members) == 9
    assert {FOUND[code] for code in members} == {Trait.BIDI}


def test_ids_are_latin_letters_and_plain_signs() -> None:
    """What an id may hold beyond ASCII is a Latin letter that is no disguise for another, and the section sign."""
    free = [each for code, each in enumerate(ALL) if code not in FOUND and code > 127]
    assert {"å", "ä", "ö", "é", "š", "§"} <= set(free)
    assert [each for each in free if each != "§" and not (
        unicodedata.name(each, "").startswith("LATIN") and unicodedata.normalize("NFKC", each) == each)] == []
    assert [each for each in map(chr, range(32, 127)) if deceptive(each, UNFIT_FOR_IDS)] == []


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("åäöÅÄÖé§"), max_size=30))
def test_plain_text_passes(text: str) -> None:
    """Swedish text in plain characters has no signs, and is quoted as it stands."""
    assert deceptive(text, UNFIT_FOR_IDS) == []
    assert visible(text) == text


@given(st.text(max_size=30))
def test_signs_are_placed(text: str) -> None:
    """Each sign stands where it says, in order, and the narrower sets find no more than the wider."""
    signs = deceptive(text, UNFIT_FOR_IDS)
    assert [sign.position for sign in signs] == sorted({sign.position for sign in signs})
    assert all(text[sign.position] == sign.character for sign in signs)
    assert set(deceptive(text, HARMFUL)) <= set(deceptive(text, DECEPTIVE)) <= set(signs)
    assert first_deceptive(text, UNFIT_FOR_IDS) == (signs[0] if signs else None)


@given(st.text(max_size=30))
def test_quoted_text_is_harmless(text: str) -> None:
    """What a message quotes holds nothing that cannot be seen, and can be written as UTF-8."""
    assert deceptive(visible(text), DECEPTIVE) == []
    visible(text).encode("utf-8")


def test_long_text_is_cut() -> None:
    """A quotation is at most its limit and a sign that says that it goes on."""
    assert visible("a" * 200, 5) == "aaaaa…"


@given(st.text(max_size=30))
def test_composed_text_stays(text: str) -> None:
    """Composing twice is composing once, and the decomposed spelling is the same text."""
    assert nfc(nfc(text)) == nfc(text) == nfc(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(("character", "name"), [
    ("\xa0", "U+00A0 (hårt mellanslag)"), ("\u200b", "U+200B (nollbrett mellanslag)"),
    ("\u202d", "U+202D (riktningstecken)"), ("\x01", "U+0001 (styrtecken)"), ("\u2013", "U+2013 (tankstreck)"),
    ("\U000e0041", "U+E0041 (osynligt tecken)"), ("١", "U+0661 (inte en siffra 0–9)"), ("½", "U+00BD (inte en siffra 0–9)"),
    ("о", "U+043E (bokstav ur ett annat skriftsystem)"), ("☃", "U+2603 (☃)"), ("\u2028", "U+2028 (radskiljare)"),
    ("\u0301", "U+0301 (lös accent)"), ("\ue000", "U+E000 (tecken utan bestämd betydelse)"),
    ("\U0010fffd", "U+10FFFD (tecken utan bestämd betydelse)"), ("\ufffc", "U+FFFC (plats för ett föremål)"),
    ("\u0378", "U+0378 (tecken utan bestämd betydelse)"),
])
def test_characters_are_named(character: str, name: str) -> None:
    """A message names the character by its code, and in Swedish."""
    assert Sign(0, character, Trait.SPACE).shown == described(character) == name


@pytest.mark.parametrize(("text", "found"), [
    ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> gren\n", (2, "<<<<<<<")), ("a\r\n>>>>>>> gren\r\n", (2, ">>>>>>>")),
    ("||||||| bas\n", (1, "|||||||")), ("<<<<<<<", (1, "<<<<<<<")), ("Rubrik\n=======\n", (2, "=======")),
    ("a\r\n=======  \r\n", (2, "=======")), ("Rubrik\n======\n", None), ("Rubrik\n========\n", None), ("a =======\n", None),
    ("<<<<<<<<<<\n", (1, "<<<<<<<<<<")), ("  <<<<<<< HEAD\n", (1, "<<<<<<<")), ("a\n- > >>>>>>>gren\n", (2, ">>>>>>>")),
    ("> ||||||| bas\n", (1, "|||||||")), ("||||||||\n", None), ("| <<<<<<< b |\n", (1, "<<<<<<<")), ("<<<<<< a >>>>>>\n", None), ("", None),
])
def test_merge_marks_are_found(text: str, found: tuple[int, str] | None) -> None:
    """The marks of an unfinished merge, wherever the text around them was moved to."""
    assert first_merge_mark(text) == found


@pytest.mark.parametrize(("first", "last"), [("\ue000", "\uf8ff"), ("\ufff0", "\ufffc"), ("\U000f0000", "\U000ffffd"), ("\U00100000", "\U0010fffd")])
def test_what_no_two_fonts_draw_alike_is_invisible(first: str, last: str) -> None:
    """From the first to the last, and none beside them."""
    assert {FOUND[code] for code in range(ord(first), ord(last) + 1)} == {Trait.INVISIBLE}
    beside = [chr(code) for code in (ord(first) - 1, ord(last) + 1) if FOUND.get(code) is Trait.INVISIBLE]
    assert [each for each in beside if unicodedata.category(each) != "Cn"] == []


def test_marks_beyond_number_are_left_as_they_are() -> None:
    """Sorting them takes as long as their number squared: a small page would hold up lint for an hour."""
    heaped = "a" + "\u0301\u0327" * 200_000
    assert nfc(heaped) == heaped
    assert nfc("a\u030a" * 100_000) == "å" * 100_000
    assert nfc("a" + "\u0301" * 29 + "\u030a") == unicodedata.normalize("NFC", "a" + "\u0301" * 29 + "\u030a")
    assert nfc("ж" * 100 + "a\u030a") == "ж" * 100 + "å"
