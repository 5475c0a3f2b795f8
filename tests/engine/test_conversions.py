"""Constants that are read as days, numbers and truths: what exists is let through, what fails or floats is located."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.diagnostics import Code
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of

FLOATING = ["now", "today", "tomorrow", "yesterday", "epoch", "infinity", "-infinity", "inf", "NOW", " today ", "allballs"]
IMPOSSIBLE = ["2026-13-01", "2026-02-30", "2026-00-10", "26-01-01", "2026-1-1", "2026/01/01", "20260101", "2026-01-01 (BC)", "", "igår",
              "2026-01-01T10:00Z", "0000-01-01", "2026-01-01 10:00 Europe/Stockholm", "-2026-01-01", "٢٠٢٦-01-01"]
READ_AS_DAY = {
    "compared": "startdatum < {}", "turned": "{} < startdatum", "equal": "startdatum = {}", "cast": "startdatum < CAST({} AS DATE)",
    "typed": "startdatum < DATE {}", "colons": "startdatum < {}::date", "try": "startdatum < TRY_CAST({} AS date)",
    "in": "startdatum IN (slutdatum, {})", "between": "startdatum BETWEEN {} AND slutdatum", "and": "startdatum BETWEEN slutdatum AND {}",
    "coalesce": "coalesce(startdatum, {}) > slutdatum", "greatest": "greatest(startdatum, {}) > slutdatum",
    "date_diff": "date_diff('day', startdatum, {}) > 1", "case": "CASE WHEN syfte = 'a' THEN startdatum ELSE {} END > slutdatum",
    "case of": "CASE startdatum WHEN {} THEN syfte = 'a' ELSE syfte = 'b' END", "or": "syfte = 'a' OR greatest(slutdatum, {}) > startdatum",
    "not distinct": "startdatum IS NOT DISTINCT FROM {}", "nested": "NOT (syfte = 'a' OR (startdatum < {}))",
    "moment": "startdatum + INTERVAL 1 DAY < TIMESTAMP {}", "nullif": "nullif(startdatum, {}) IS NULL",
}


def _assert_located(sql: str, text: str) -> None:
    problems = problems_of(Use.CHECK, sql)
    assert [problem.code for problem in problems] == [Code.BAD_SQL], sql
    assert "som finns" in problems[0].message
    assert sql[problems[0].column - 1 :].startswith((f"'{text}'", f"DATE '{text}'", f"TIMESTAMP '{text}'")), sql


@pytest.mark.parametrize("way", READ_AS_DAY)
def test_a_day_is_one_that_exists(way: str) -> None:
    """However a text comes to be read as a day or moment, it is a day that exists and is the same tomorrow; else its place is shown."""
    for text in ("now", "today", "infinity", "2026-13-01"):
        _assert_located(READ_AS_DAY[way].format(f"'{text}'"), text)


@pytest.mark.parametrize("text", [*FLOATING, *IMPOSSIBLE])
def test_words_and_forms_that_are_no_day(text: str) -> None:
    """What DuckDB takes for a day, or once took, and what looks like one."""
    for way in ("compared", "colons", "try", "coalesce"):
        _assert_located(READ_AS_DAY[way].format(f"'{text}'"), text)


@pytest.mark.parametrize("way", READ_AS_DAY)
def test_real_days_pass(way: str) -> None:
    """A day in ISO form is what all these ways are for."""
    assert problems_of(Use.CHECK, READ_AS_DAY[way].format("'2024-02-29'")) == []


@settings(max_examples=30)
@given(st.dates())
def test_every_day_passes(day: object) -> None:
    """Any day of the calendar, as Python writes it."""
    assert problems_of(Use.CHECK, f"startdatum < '{day}'") == []


@given(st.text(alphabet="0123456789-: Tnowdayifepch", min_size=1, max_size=12))
def test_a_text_is_a_day_or_located(text: str) -> None:
    """Nothing but the ISO form passes, however like a day it looks."""
    problems = problems_of(Use.CHECK, f"startdatum < '{text}'")
    is_iso = len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()
    assert problems if not is_iso else all("ingen dag" in problem.message for problem in problems)


@pytest.mark.parametrize("sql", [
    "inkom < '{}'", "inkom BETWEEN '{}' AND besvarad", "'{}'::timestamp < inkom", "date_diff('minute', inkom, '{}') > 3",
])
def test_moments(sql: str) -> None:
    """A moment has a day and a time to the minute; the words of the clock are none."""
    for text in ("2026-06-30 14:05", "2026-06-30T14:05:59", "2026-06-30 14:05:59.123456", "2026-06-30"):
        assert problems_of(Use.CHECK, sql.format(text), "kommentarer") == []
    for text in ("now", "2026-06-30 25:00", "2026-06-30 14:05:59+02", "2026-06-30 14", "14:05", "2026-02-30 10:00", "2026-06-30 14:05Z"):
        [problem] = problems_of(Use.CHECK, sql.format(text), "kommentarer")
        assert "ingen tidpunkt" in problem.message


@pytest.mark.parametrize(("sql", "says"), [
    ("antal_med_åtkomst = 'abc'", "inget heltal"), ("antal_med_åtkomst > 'abc'::integer", "inget heltal"),
    ("antal_med_åtkomst IN (1, '2x')", "inget heltal"), ("antal_med_åtkomst = ''", "inget heltal"), ("length(syfte) > '1e3'", "inget heltal"),
    ("antal_med_åtkomst > '99999999999999999999'", "inget heltal"), ("antal_med_åtkomst * 1.5 > 'nan'", "inget tal"),
    ("antal_med_åtkomst / 2 > 'inf'", "inget tal"), ("antal_med_åtkomst > CAST('x' AS double)", "inget tal"),
    ("central_administratör = 'ja'", "inget ja/nej"), ("central_administratör = 't'", "inget ja/nej"),
    ("central_administratör IN ('nej')", "inget ja/nej"), ("coalesce(central_administratör, 'ja')", "inget ja/nej"),
    ("startdatum + INTERVAL 'now' > $per_datum", "ingen tidslängd"), ("startdatum - '1 fortnight'::interval > $per_datum", "ingen tidslängd"),
    ("substring(syfte, 'a') = 'x'", "går inte att göra om"),
])
def test_numbers_truths_and_spans(sql: str, says: str) -> None:
    """A text that becomes a number, a truth or a span is one."""
    problems = problems_of(Use.CHECK, sql)
    assert [problem.code for problem in problems] == [Code.BAD_SQL]
    assert says in problems[0].message


@pytest.mark.parametrize(("use", "sql"), [
    (Use.CHECK, "status = 1"), (Use.CHECK, "status IN (1, 2)"), (Use.CHECK, "NOT status"), (Use.CHECK, "status AND central_administratör"),
    (Use.CHECK, "CASE WHEN status THEN syfte = 'a' ELSE syfte = 'b' END"), (Use.CHECK, "status BETWEEN 1 AND 2"),
    (Use.CHECK, "$ord::date > startdatum"), (Use.CHECK, "coalesce(status, 1) = 1"),
    (Use.FINDINGS, "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE status::date > $per_datum"),
    (Use.FINDINGS, "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE CAST(adress AS integer) > 1"),
    (Use.FINDINGS, "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, status AS okänt FROM kanaler WHERE adress"),
    (Use.FINDINGS, "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler k JOIN inlägg i ON k.kanal_id = 1"),
])
def test_a_text_of_the_evidence_is_never_converted_unasked(use: Use, sql: str) -> None:
    """Any row could hold a text that is no number: only TRY_CAST, which gives NULL for it, may convert a column."""
    assert problems_of(use, sql)
    assert {problem.code for problem in problems_of(use, sql)} == {Code.BAD_SQL}


def test_try_cast_of_a_column_passes() -> None:
    """What cannot be read is unknown."""
    for kind in ("date", "integer", "double", "boolean", "timestamp"):
        assert problems_of(Use.CHECK, f"TRY_CAST(adress AS {kind}) IS NOT NULL AND syfte = 'a'") == []


@pytest.mark.parametrize("sql", [
    "TRY_CAST(startdatum AS integer) > 1", "TRY_CAST(central_administratör AS date) > $per_datum",
    "TRY_CAST(antal_med_åtkomst AS date) > $per_datum", "TRY_CAST(startdatum AS boolean)",
])
def test_conversions_that_always_fail(sql: str) -> None:
    """A day is never a number: DuckDB binds it, and it fails or is empty on every row."""
    [problem] = problems_of(Use.CHECK, sql)
    assert "kan inte göras om" in problem.message


@pytest.mark.parametrize("sql", ["kanaler IS NULL", "concat(kanaler) = 'x'", "coalesce(kanaler, NULL) IS NULL", "nullif(kanaler, kanaler) IS NULL"])
def test_a_whole_row_is_no_value(sql: str) -> None:
    """The table's name as a value would be every column at once."""
    assert {problem.code for problem in problems_of(Use.CHECK, sql)} == {Code.BAD_SQL}


@pytest.mark.parametrize("sql", [
    "startdatum > DATE '9999-12-31' + to_days(999999999)", "antal_med_åtkomst > 9223372036854775807 + 1", "antal_med_åtkomst > CAST(3000000000 AS integer)",
    "startdatum > DATE '2026-01-01' - INTERVAL 999999 YEAR", "antal_med_åtkomst > TRY_CAST('7x' AS integer)",
    "antal_med_åtkomst > TRY_CAST(3000000000 AS integer)", "antal_med_åtkomst > abs(-9223372036854775808 - 1)", "startdatum > $per_datum - to_days(3000000000)",
])
def test_constants_that_cannot_be_reckoned(sql: str) -> None:
    """An expression without columns that fails, fails on every row of every run: it is refused here."""
    problems = problems_of(Use.CHECK, sql)
    assert problems
    assert {problem.code for problem in problems} <= {Code.BAD_SQL, Code.FORBIDDEN_SQL}


@pytest.mark.parametrize(("sql", "says"), [
    ("antal_med_åtkomst > 99999999999999999999", "för stort"), ("antal_med_åtkomst > 1e400", "för stort"), ("antal_med_åtkomst > 0.1234567890123456789", "noggrant"),
    ("antal_med_åtkomst // 0 > 1", "delas med noll"), ("antal_med_åtkomst / 0.0 > 1", "delas med noll"), ("antal_med_åtkomst % 0 = 1", "delas med noll"),
    ("left(syfte, 99999999999) = 'a'", "för stort"), ("substring(syfte, 1, 100000) = 'a'", "för stort"),
    ("date_diff('dag', startdatum, $per_datum) > 1", "vilken del av tiden"), ("date_diff(syfte, startdatum, $per_datum) > 1", "vilken del av tiden"),
    ("extract(timezone FROM startdatum) > 1", "vilken del av tiden"), ("strftime(startdatum, '%B') = 'maj'", "Formen i strftime"),
    ("strftime(startdatum, '%Z') = 'a'", "Formen i strftime"), ("strftime(startdatum, syfte) = 'a'", "Formen i strftime"),
    ("strftime(startdatum, '%') = 'a'", "Formen i strftime"), ("regexp_matches(adress, syfte)", "Mönstret i"), ("regexp_matches(adress, '(')", "Mönstret går inte"),
    ("regexp_matches(adress, 'a', 'i')", "Mönstret i"), ("adress SIMILAR TO '('", "Mönstret går inte"), ("regexp_matches(adress, '((a{100}){100}){100}')", "Frågans mönster"),
])
def test_calls_that_fail_or_float_by_how_they_are_written(sql: str, says: str) -> None:
    """Numbers out of bounds, parts of time that do not exist, zones and month names, and patterns that are not there."""
    [problem] = problems_of(Use.CHECK, sql)
    assert says in problem.message


@pytest.mark.parametrize("sql", [
    "strftime(startdatum, '%Y-%m-%d') > '2026-01-01'", "strftime(startdatum, '100 %% %H:%M') = 'a'", "left(syfte, 10) = 'a'", "round(antal_med_åtkomst / 3, 2) > 0.33",
    "extract(quarter FROM startdatum) = 1", "antal_med_åtkomst * 9223372036854775807 > 1", "antal_med_åtkomst > -9223372036854775808", "adress LIKE '%_%a_%'",
    "startdatum > DATE '2026-01-01' + to_days(30)", "startdatum > $per_datum - INTERVAL 30 DAY", "antal_med_åtkomst / 0.5 > 1",
])
def test_ordinary_calls_pass(sql: str) -> None:
    """What authors write."""
    assert problems_of(Use.CHECK, sql) == []
