"""Texts that nobody has answered with, and texts that look like them and are answers, in columns of each kind."""

from __future__ import annotations

import pytest

from regelratt.domain.tables import Column, ColumnType
from regelratt.loaders.cells import ColumnReader, Problem

SHORT = Column("diarienummer", ColumnType.TEXT, "en roll eller ett nummer")
PROSE = Column("skäl", ColumnType.TEXT, "en text i meningar", is_prose=True)
HANDLE = Column("kontonamn", ColumnType.TEXT, "kontots namn", names=("@",))
KEY = Column("kanal_id", ColumnType.TEXT, "kanalens id", required=True)

SIGNS = ['"', '-"-', "'", "″", "〃", "´", "”", "``", "ʺ", "----", "********", "########", "…", "( )", "_", "____", "☐", "@"]
NOTHING = [
    "ditto", "Dito", "d:o", "samma", "Samma som ovan", "enligt ovan", "enl. ovan", "se ovan", "som ovan", '"ditto"',
    "finns ej", "Finns inte", "finns ej ännu", "uppgiften saknas", "Uppgift saknas", "ingen än", "Inget ännu", "ej", "inte",
    "NN", "N.N.", "n n", "tbc", "TBA", "tbd", "väntar", "Väntar…", "kommer", "kommer senare", "fyll i", "Fyll i här", "pågår",
    "undefined", "nan", "NaT", "None", "null", "(null)", "<NA>", r"\N", "[object Object]", "ej fastställd", "inte ännu utsedd",
    "Välj ett objekt.", "Klicka här för att ange text.", "Klicka eller tryck här för att ange datum.", "Choose an item.",
    "Skriv text här", "xxx", "XXXXXX", "ÅÅÅÅ-MM-DD", "saknas ännu", "Okänt!"]
DAMAGED = [
    "Err:502", "Fel:502", "err:508", "#SAKNAS", "#REF", "#REF!", "#NAMN?", "#DIV/0!", "#Fel", "1,23E+10", "1.2E+05", "1E-3",
    "1900-01-00", "2026-02-30", "00:00:00", "00:00", "2026-01-15 00:00:00", "0,0", "0.00"]
OF_SHORT = [
    "dnr saknas", "Ej dnr", "utan dnr", "Inget diarienummer", "Diarienummer: saknas", "dnr", "Dnr:", "Roll", "dnr inväntas",
    "vakant (rekrytering pågår)", "Vakant, rekrytering pågår", "vakant – tillsätts i mars", "saknas (se protokoll)",
    "Ange roll", "väntar på beslut", "PHB 2026/____", "PHB 2026/....", "PHB 2026/XXX", "KS 2026-", "KS 2026/???", "jan-26",
    "1-jan", "26-jan", "12-mar-2026", "12:30:00", "Dnr ........"]
LOST = [
    "n?rmaste chef", "n„rmaste chef", "n‰rmaste chef", "nï¿½rmaste chef", "n&auml;rmaste chef", "n=E4rmaste chef",
    "n=C3=A4rmaste", "n├ñrmaste", "n√§rmaste", "nĂ¤rmaste", "nŠrmaste", "f÷rvaltning", "fˆrvaltning", "f”rvaltning", "h†llbar",
    "?ngström", "F?RVALTNING", "??lder", "n%C3%A4rmaste", r"n\u00e4rmaste", "n+AOQ-rmaste", "n{rmaste", "&#228;rende", "n�rmaste",
    "Bygg &amp; miljö"]
ANSWERS = [
    "Ingen är utsedd ännu", "Samma text på två konton", "Väntar på beslut i nämnden", "Vad gäller?", "Vad? Nej.", "DO", "chef",
    "ingenjör", "nejlikan", "PHB 2026/12", "2026-000123", "SFS 2010:30", "#åmåla", "=> se bilaga", "AT&T", "R&D; drift", "5‰",
    "12 m²/år", "”Bygg” och ”Miljö”", "”Åmåla växer”s redaktör", "https://x.example/a?b=c&d=E4", "facebook.com/profil.php?id=1",
    "x.example/watch?v=abc", "https://x.example/b?e&amp;f", "https://x.example/n%C3%A4r?visa", "https://x.example/__a/", "São Paulo", "Kovačević", "ViIÅmåla", "{{ 7*7 }}${7*7}", "S:t Olof",
    "kommunens växel (tf)", "Chef – HR", "jan–dec", "januari 2026", "O’Hara", "@visit", "foo__bar", "7E5", "XI", "data2026",
    "Kommer att avslutas 2027", "Ej tillämpligt på planerade kanaler", "Fyll i registret", "¿Qué?", "❤️ och mer", "10", "½"]
OF_PROSE = [
    "Diarienummer saknas", "Beslut saknas", "Vakant (rekrytering pågår)", "Väntar på beslut", "Svar saknas", "Välj en ersättare",
    "2026-06-30", "Ja, men inte på kvällar", "Inga avvikelser", "Tio år. Sedan gallras de..."]
NAMES = ["@none", "@nn", "@samma", "@A1"]
KEYS = ["0", "K1", "2026-01-15", "1:10", "a-b", "nämnd 1"]


def _is_refused(text: str, column: Column, *, is_key: bool = False) -> bool:
    return isinstance(ColumnReader(column, is_key=is_key).read(text), Problem)


def _refused(texts: list[str], column: Column, *, is_key: bool = False) -> list[str]:
    return [text for text in texts if _is_refused(text, column, is_key=is_key)]


@pytest.mark.parametrize("texts", [SIGNS, NOTHING, DAMAGED, LOST], ids=["signs", "nothing", "damaged", "lost"])
@pytest.mark.parametrize("column", [SHORT, PROSE, HANDLE, KEY], ids=lambda each: each.name)
def test_what_is_no_answer_is_refused_in_every_column(texts: list[str], column: Column) -> None:
    """Signs, words for nothing, what a spreadsheet left and spoilt letters say nothing, whatever is asked."""
    known = [text for text in texts if not (column is HANDLE and text in NAMES)]
    assert _refused(known, column, is_key=column is KEY) == known


def test_what_only_a_name_or_number_cannot_be() -> None:
    """A role or a number that is said to be missing is none, explained or not."""
    assert _refused(OF_SHORT, SHORT) == OF_SHORT


@pytest.mark.parametrize(("texts", "column"), [(ANSWERS, SHORT), (ANSWERS, PROSE), (OF_PROSE, PROSE), (NAMES, HANDLE)])
def test_answers_are_kept(texts: list[str], column: Column) -> None:
    """Sentences that say that something is missing are answers, and so are names, addresses and numbers."""
    assert _refused(texts, column) == []


def test_keys_are_kept() -> None:
    """A key may be a day, a number or zero."""
    assert _refused(KEYS, KEY, is_key=True) == []


@pytest.mark.parametrize("mark", ["'", "#", '"', "`"])
def test_no_key_begins_with_the_mark_of_a_text(mark: str) -> None:
    """A spreadsheet's own sign is no part of a key; another row would have the key without it."""
    told = ColumnReader(KEY, is_key=True).read(f"{mark}k1")
    assert isinstance(told, Problem)
    assert told.remedy.startswith("Ta bort tecknet")


@pytest.mark.parametrize("offset", ["+14:59", "+23:59", "-13:00", "-12:15", "+14:15", "+01:10", "+15:00"])
def test_no_clock_has_such_an_offset(offset: str) -> None:
    """What no place on earth has is a slip of the pen, and moves the time."""
    column = Column("inkom", ColumnType.MOMENT, "när den kom in")
    assert isinstance(ColumnReader(column).read(f"2026-06-30 14:05{offset}"), Problem)


@pytest.mark.parametrize("offset", ["Z", "+14:00", "-12:00", "+05:45", "-03:30", "+02:00"])
def test_offsets_in_use(offset: str) -> None:
    """Those that some place has are read."""
    column = Column("inkom", ColumnType.MOMENT, "när den kom in")
    assert not isinstance(ColumnReader(column).read(f"2026-06-30 14:05{offset}"), Problem)
