"""Splitting a source: where statements end, that nothing is lost, and what counts as the same text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.loaders.source_text import digest_of, normalise, split_statements

PIECES = [
    "Svar", "bör", "ges", "snabbt", ".", "!", "?", ":", ";", ",", "t.ex.", "bl.a.", "m.m.", "kap.", "3.1", "1.", "12.",
    "2024-04-30", "-", "–", "•", "*", "a)", "b)ord", "2)", "(", ")", "”", "»", "'", "…", "....", "§", "\u00ad", "\ufeff",
    "e\u0301", "\u0301", "ẞ", "İ", "ŉ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\f", "\u00a0", "\u2028", "\x1f", "\0",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=60),
                  st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def _split(text: str) -> list[str]:
    return [" ".join(each.text.split()) for each in split_statements(text)]


@given(TEXTS)
def test_no_text_is_lost(text: str) -> None:
    """The normalised statements, joined by a space, are the normalised source."""
    assert " ".join(normalise(each.text) for each in split_statements(text)) == normalise(text)


@given(TEXTS)
def test_places_lead_back_to_the_text(text: str) -> None:
    """Each statement stands where it says, in order, and never overlaps the one before."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = 0
    for each in split_statements(text):
        assert each.start >= end
        assert text[each.start:each.end] == each.text
        assert lines[each.line - 1][each.column - 1:].startswith(each.text.splitlines()[0].split("\r")[0])
        end = each.end


@given(TEXTS)
def test_splitting_is_deterministic(text: str) -> None:
    """The same text gives the same statements."""
    assert split_statements(text) == split_statements(text)


@given(TEXTS)
def test_form_and_layout_do_not_count(text: str) -> None:
    """Composed or decomposed letters, wider spaces and soft hyphens make no other text of it."""
    other = unicodedata.normalize("NFD", text).replace(" ", " \u00a0 ") + "\u00ad"
    assert normalise(other) == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Svara snabbt. Var vänlig.", ["Svara snabbt.", "Var vänlig."], id="sentences"),
        pytest.param("Hur? Så! Ja.", ["Hur?", "Så!", "Ja."], id="question and exclamation"),
        pytest.param("Skriv t.ex. Facebook, bl.a. Instagram.", ["Skriv t.ex. Facebook, bl.a. Instagram."],
                     id="abbreviations"),
        pytest.param("Bilder, film m.m. Allt bevaras.", ["Bilder, film m.m.", "Allt bevaras."], id="m.m. ends"),
        pytest.param("Bilder m.m. ska bevaras.", ["Bilder m.m. ska bevaras."], id="m.m. goes on"),
        pytest.param("Se 2 kap. 3 § TF. Läs mer.", ["Se 2 kap. 3 § TF.", "Läs mer."], id="section of a law"),
        pytest.param("Av N. Namnsson på webben.", ["Av N. Namnsson på webben."], id="initial"),
        pytest.param("Reviderad 2024-04-30. Gäller nu.", ["Reviderad 2024-04-30.", "Gäller nu."], id="date"),
        pytest.param("Värdet är 3.1 eller 10.000 kr.", ["Värdet är 3.1 eller 10.000 kr."], id="number with a point"),
        pytest.param("Läs exempel.se. Exempel.se är vår.", ["Läs exempel.se.", "Exempel.se är vår."], id="address"),
        pytest.param("Det gäller (se ovan). Nästa.", ["Det gäller (se ovan).", "Nästa."], id="bracket after the stop"),
        pytest.param("Säg ”hej.” Gå sedan.", ["Säg ”hej.”", "Gå sedan."], id="quote after the stop"),
        pytest.param("Vänta … och se … Sedan går vi.", ["Vänta … och se …", "Sedan går vi."], id="ellipsis"),
        pytest.param("3.1 Ansvar\n\nChefen ansvarar.", ["3.1 Ansvar", "Chefen ansvarar."], id="heading on a line"),
        pytest.param("Det räcker 3. Roller och ansvar Chefen beslutar. Punkt.",
                     ["Det räcker", "3. Roller och ansvar Chefen beslutar.", "Punkt."], id="heading in the text"),
        pytest.param("Se bilaga 2. Där står mer.", ["Se bilaga 2.", "Där står mer."], id="number that ends a sentence"),
        pytest.param("Skicka:\n- kanal\n- syfte och\n- namn", ["Skicka:", "- kanal", "- syfte och", "- namn"],
                     id="dash points"),
        pytest.param("Skicka: • kanal • syfte", ["Skicka:", "• kanal", "• syfte"], id="bullets in the text"),
        pytest.param("Det innebär: - Hålla uppsikt. - Ta bort.", ["Det innebär:", "- Hålla uppsikt.", "- Ta bort."],
                     id="dash points in the text"),
        pytest.param("Mål - plan - uppföljning", ["Mål - plan - uppföljning"], id="dash that is no point"),
        pytest.param("Brotten: a)hot b) hets (se punkt a) ovan)", ["Brotten:", "a)hot", "b) hets (se punkt a) ovan)"],
                     id="lettered points"),
        pytest.param("Det ska finnas med\n\nkontaktuppgifter.", ["Det ska finnas med kontaktuppgifter."],
                     id="page break in a sentence"),
        pytest.param("Följande:\nkanal", ["Följande:", "kanal"], id="colon before a line break"),
        pytest.param("1\tInledning\t3\n2 Syfte ........ 3", ["1 Inledning 3", "2 Syfte ........ 3"],
                     id="table of contents"),
        pytest.param("En gång i veckan. 4\n\n- Ta bort.", ["En gång i veckan.", "4", "- Ta bort."], id="page number"),
        pytest.param(" \n\u00ad \t", [], id="nothing"),
        pytest.param("", [], id="empty"),
    ],
)
def test_where_statements_end(text: str, expected: list[str]) -> None:
    """A sentence end, a list point, a heading's line break; not an abbreviation, number or broken line."""
    assert _split(text) == expected


def test_places_count_from_one() -> None:
    """Lines and columns are those an editor shows, also after CRLF."""
    places = [(each.line, each.column) for each in split_statements("Ett. Två.\r\n\r\n  Tre.")]
    assert places == [(1, 1), (1, 6), (3, 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("”Hej” – sa hon", '"hej" - sa  hon'), ("Å", "A\u030a"), ("• Kanal", "- kanal"), ("STRASSE", "straße"),
        ("to\u00admaten", "tomaten"), ("vänta…", "vänta..."), ("det’s", "det's"),
    ],
)
def test_same_text_in_another_form(one: str, other: str) -> None:
    """Quotes, dashes, bullets, capitals and the form of letters do not change the hash."""
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(("one", "other"), [("ska", "bör"), ("3 dagar", "5 dagar"), ("alla, inte", "alla inte")])
def test_another_text(one: str, other: str) -> None:
    """Words, numbers and commas do."""
    assert digest_of(one) != digest_of(other)


@pytest.mark.parametrize("text", ["a " * 200_000, "1. " * 100_000, "( " * 200_000, "." * 300_000, "A.\n" * 100_000])
def test_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    """No text makes the splitter slow out of proportion."""
    start = time.perf_counter()
    split_statements(text)
    assert time.perf_counter() - start < 20
