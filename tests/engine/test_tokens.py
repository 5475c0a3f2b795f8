"""The lexical wall before the parser: what is too long or too deep, and what is written so that readers would disagree."""

from __future__ import annotations

import sys
import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.diagnostics import Code
from regelratt.engine.statement import Use, statement
from regelratt.engine.tokens import (
    DEEPEST,
    LONGEST,
    MOST_TOKENS,
    Kind,
    LexicalError,
    find_breaches,
    parameters_of,
    tokenize,
    without_end_mark,
)
from tests.engine.scene import KNOWN, problems_of, read_here

DEEP = {
    "parentheses": "(" * 200_000 + "true" + ")" * 200_000,
    "a few too many parentheses": "(" * (DEEPEST + 1) + "true" + ")" * (DEEPEST + 1),
    "brackets": "[" * 100 + "1" + "]" * 100,
    "braces": "{'a': " * 100 + "1" + "}" * 100,
    "case": "CASE WHEN true THEN " * 100 + "1" + " END" * 100,
    "not": "NOT " * 1000 + "true",
    "minus": "- " * 5000 + "1 > 0",
    "sum": "1" + " + 1" * 3000 + " > 0",
    "concatenation": " || ".join(["syfte"] * 3000) + " = 'a'",
    "casts": "syfte" + "::varchar" * 100 + " = 'a'",
    "is null": "syfte" + " IS NULL" * 100,
    "comparisons": " = ".join(["syfte"] * 100),
    "subqueries": "(SELECT " * 100 + "1" + ")" * 100,
    "sums in parentheses": "(1 + " * 40 + "1" + ")" * 40 + " > 0",
    "unions": " UNION ALL ".join(["SELECT 1"] * 100),
    "joins": "SELECT 1 FROM kanaler" + " JOIN kanaler USING (kanal_id)" * 100,
    "commas after from": "SELECT 1 FROM " + ", ".join(["kanaler"] * 100),
    "mixed": "NOT (CASE WHEN [" * 40,
    "hidden after a comment": "/* ( */ -- (\n" + "(" * 100 + ")" * 100,
    "hidden after a text": "'(' = \"(\" AND $$($$ = '' AND " + "(" * 100 + ")" * 100,
}


@pytest.mark.parametrize("sql", DEEP.values(), ids=DEEP)
def test_what_is_too_deep_never_reaches_a_parser(sql: str) -> None:
    """Each way to make a tree deep is refused, at a place, before DuckDB sees it."""
    for use in (Use.CHECK, Use.FINDINGS):
        [problem] = problems_of(use, sql)
        assert problem.code is Code.FORBIDDEN_SQL
        assert "nivåer" in problem.message or "längre än" in problem.message


@pytest.mark.parametrize(("sql", "says"), [
    ("syfte = '" + "a" * LONGEST + "'", "längre än"),
    ("antal_med_åtkomst IN (" + ",".join("1" * (MOST_TOKENS // 2)) + ")", "ord och tecken"),
    (" OR ".join("a" * (MOST_TOKENS // 2 + 1)), "ord och tecken"),
    ("a" * 10_000_000, "längre än"),
])
def test_what_is_too_long_never_reaches_a_parser(sql: str, says: str) -> None:
    """Characters and tokens are bounded, whatever they are."""
    [problem] = problems_of(Use.CHECK, sql)
    assert (problem.code, says in problem.message) == (Code.FORBIDDEN_SQL, True)


def test_the_wall_itself_takes_neither_time_nor_memory() -> None:
    """The largest page that can be written is turned away in a moment, with less memory than it has itself."""
    worst = [sign * 2_000_000 for sign in ("(", "'a", '"a', "/*", "$$a", "- ", "a ", "NOT ", "$a ", "/**/(")]
    begun = time.perf_counter()
    tracemalloc.start()
    for sql in worst:
        assert find_breaches(sql)
        assert find_breaches(sql[:LONGEST])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
    assert time.perf_counter() - begun < 10


def test_the_types_of_what_is_too_long_are_not_looked_for() -> None:
    """Parameters are sought in what may be parsed, and nowhere else."""
    assert statement(Use.CHECK, "$gräns > 1", "kanaler", KNOWN).types == (("gräns", "BIGINT"),)
    assert statement(Use.CHECK, "$gräns > 1" + " " * LONGEST, "kanaler", KNOWN).types == ()


FINE = {
    "sixty pieces": " || ".join(["syfte"] * 60) + " = 'a'",
    "a long list of words": "status IN (" + ", ".join(["'aktiv'"] * 1000) + ")",
    "a long row of conditions": " OR ".join(["syfte = 'a'"] * 500),
    "alternating": " AND ".join(["(syfte = 'a' OR NOT (adress = 'b'))"] * 100),
    "twenty parentheses": "(" * 20 + "syfte = 'a'" + ")" * 20,
    "a long case": "CASE " + "WHEN syfte = 'a' THEN adress = 'b' " * 100 + "ELSE syfte = 'c' END",
}


@pytest.mark.parametrize("sql", FINE.values(), ids=FINE)
def test_what_an_author_may_need_passes(sql: str) -> None:
    """The bounds are far from anything that is read by people, and what passes them is read without harm."""
    assert find_breaches(sql, one_expression=True) == []
    assert problems_of(Use.CHECK, sql) == []


@pytest.mark.parametrize(("sql", "line", "column", "says"), [
    ("syfte = 'a", 0, 9, "Texten som börjar här tar aldrig slut"),
    ("syfte = 'a''", 0, 9, "Texten som börjar här tar aldrig slut"),
    ('syfte = "a', 0, 9, "Namnet som börjar här tar aldrig slut"),
    ("syfte = $$a", 0, 9, "Texten som börjar här tar aldrig slut"),
    ("syfte = $x$a$$", 0, 9, "Texten som börjar här tar aldrig slut"),
    ("-- bara en kommentar", 0, 1, "SQL:en är tom"), ("/* bara en */\n", 0, 1, "SQL:en är tom"),
    ("syfte = 'a'\n/* ord", 1, 1, "Kommentaren som börjar här tar aldrig slut"),
    ("syfte = 'a' /* /* */", 0, 13, "Kommentaren som börjar här tar aldrig slut"),
    ("(syfte = 'a'", 0, 1, "stängs aldrig"), ("å = [1", 0, 5, "En hakparentes som öppnas här stängs aldrig"),
    ("syfte = 'a')", 0, 12, "stängs här utan att vara öppnad"), ("(syfte = 'a']", 0, 13, "stängs här utan att vara öppnad"),
    ("CASE WHEN syfte = 'a' THEN true", 0, 1, "CASE som börjar här tar aldrig slut"),
    ("(CASE WHEN syfte = 'a' THEN true)", 0, 2, "CASE som börjar här tar aldrig slut"),
    ("`syfte` = 'a'", 0, 1, "Omvänd apostrof"), ("syfte = 'a'\nAND E'\\'' = 'x'", 1, 5, "snedstreck"), ("syfte = e'a'", 0, 9, "snedstreck"),
    ("syfte = 'a';", 0, 12, "Semikolon"), ("syfte = 'a' \0", 0, 13, "osynligt"), ("syfte = 'a'\n  AND \u200b adress = 'b'", 1, 7, "osynligt"),
])
def test_bad_marks_are_located(sql: str, line: int, column: int, says: str) -> None:
    """What has no end or no beginning, and what one reader takes for text and another for SQL, is shown where it stands."""
    [problem] = problems_of(Use.CHECK, sql)
    assert (problem.line, problem.column) == (line, column)
    assert says in problem.message


def test_tokens_know_what_quotes() -> None:
    """Texts with doubled apostrophes, dollars and tags, names, parameters, and comments within comments."""
    sql = """'it''s' "a""b" $$x'y$$ $å$ $1 $å$ $namn ?1 /* a /* ' */ */ 1.5e3 åäö_1 <> :: -- '(\n||"""
    kinds = [(each.kind, each.text) for each in tokenize(sql)]
    assert kinds == [
        (Kind.TEXT, "'it''s'"), (Kind.NAME, '"a""b"'), (Kind.TEXT, "$$x'y$$"), (Kind.TEXT, "$å$ $1 $å$"), (Kind.PARAMETER, "$namn"),
        (Kind.PARAMETER, "?1"), (Kind.NUMBER, "1.5e3"), (Kind.WORD, "åäö_1"), (Kind.SIGN, "<>"), (Kind.SIGN, "::"), (Kind.SIGN, "||"),
    ]


@given(st.text(alphabet="('\"$/*-;a \n[{)]}\\`åE?_0", max_size=40))
def test_tokens_cover_the_text(sql: str) -> None:
    """Tokens stand in order, never overlap, and nothing but white space and comments lies between them."""
    place = 0
    with suppress(LexicalError):
        for token in tokenize(sql):
            assert sql.startswith(token.text, token.start)
            between = sql[place : token.start]
            assert not between.strip() or "--" in between or "/*" in between
            place = token.start + len(token.text)
    assert all(0 <= breach.start <= len(sql) for breach in find_breaches(sql))


@given(st.text(alphabet="'\"$/*- \nax()?1;", max_size=30))
def test_the_lexer_reads_as_the_parser_does(text: str) -> None:
    """What passes the lexical wall and parses has just the parameters that the parser finds, and no more statements than it shows."""
    reading = read_here(Use.FINDINGS, f"SELECT {text}")
    if not reading.problems or not reading.parameters:
        return
    assert reading.parameter_names <= parameters_of(f"SELECT {text}") | {str(number) for number in range(10)}


@pytest.mark.parametrize(("sql", "kept"), [
    ("SELECT 1", "SELECT 1"), ("SELECT 1;", "SELECT 1"), ("SELECT 1 ; -- ;\n;", "SELECT 1"), ("SELECT ';'", "SELECT ';'"),
    ("SELECT 1 -- ;", "SELECT 1 -- ;"), ("", ""), (";", ";"),
])
def test_the_mark_at_the_end_is_left_out(sql: str, kept: str) -> None:
    """A semicolon at the end, with what may follow it, goes when the SQL is put within other SQL; no other does."""
    assert without_end_mark(sql) == kept


def test_the_bounds_leave_the_stack_alone() -> None:
    """The deepest tree that passes is walked without coming near Python's own limit."""
    sql = "(" * (DEEPEST // 2) + "NOT " * (DEEPEST // 2 - 2) + "syfte = 'a'" + ")" * (DEEPEST // 2)
    assert find_breaches(sql) == []
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(700)
        assert all("nivåer" not in problem.message for problem in problems_of(Use.CHECK, sql))
    finally:
        sys.setrecursionlimit(before)
