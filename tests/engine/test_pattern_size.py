"""How large a pattern becomes when it is written out: a few marks may make much of little."""

from __future__ import annotations

import time

import pytest

from regelratt.diagnostics import Code
from regelratt.engine.allowlist import LARGEST_PATTERNS
from regelratt.engine.pattern_size import pattern_size
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of


@pytest.mark.parametrize(("pattern", "size"), [
    ("", 0), ("abc", 3), ("a{3}", 3), ("a{2,5}b", 6), ("a{3,}", 4), ("ab*", 3), ("(ab){3}", 6), ("(?:a(bc){2}){3}", 15),
    ("a{0}", 1), ("[abc]{2}", 16), (r"\d+", 16), (r"\pL", 100), (r"\p{Lu}{2}", 200), (r"[\pL\d]", 108), ("å", 2), (".", 8),
    (r"\Qa{9}\E", 4), (r"\(a\)", 17), ("(?i)ab", 2), ("(?P<n>ab){2}", 4), ("[[:alpha:]]]", 9), ("a)b{2}", 3), ("(a", 1),
    ("(a{10}){10}{10}", 1000), ("((a{100}){100}){100}", 1_000_000), ("[]a]{2}", 16), ("[^]a]{2}", 16), ("{2}a", 1),
])
def test_size(pattern: str, size: int) -> None:
    """Repetitions are multiplied with those around them, and a class counts as many signs."""
    assert pattern_size(pattern) == size


@pytest.mark.parametrize("piece", ["(", ")", "{9}", "[", r"\p{", r"\Q", "a{1,9}", "((", "(?<"])
def test_any_text_is_read_at_once(piece: str) -> None:
    """Also a pattern that is none, as long as a query may be."""
    begun = time.process_time()
    pattern_size(piece * 20_000)
    assert time.process_time() - begun < 2


_ONE = r"NOT regexp_matches(status, '\pL{8}')"


@pytest.mark.parametrize(("sql", "is_refused"), [
    (r"NOT regexp_matches(status, '0(\pL{100}){4}')", True),
    (r"regexp_full_match(status, '\pL{30}')", True),
    (r"status SIMILAR TO '\pL{30}'", True),
    (" AND ".join([_ONE] * 2), False),
    (" AND ".join([_ONE] * 3), True),
    ("regexp_matches(adress, '^https?://[a-zåäö0-9.-]{1,60}/')", False),
])
def test_patterns_of_a_query_are_bounded_together(sql: str, is_refused: bool) -> None:  # a parameter
    """By counting, so that the machine's speed decides nothing."""
    found = [each for each in problems_of(Use.CHECK, sql) if "mönster blir för stora" in each.message]
    assert [each.code for each in found] == [Code.FORBIDDEN_SQL] * is_refused
    assert LARGEST_PATTERNS == 2_000
