"""Messages: their one form, their order, and that every code says what it stands for."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt import diagnostics
from regelratt.diagnostics import (
    LONGEST_WORD,
    MOST_COMPARED,
    MOST_TOLD,
    Code,
    Diagnostic,
    Severity,
    close_matches,
    count_line,
    few_searches,
    foremost,
    in_order,
)
from regelratt.domain.location import Location

FORM = re.compile(r"(?P<place>[^:]+:\d+:\d+): (fel|varning): \S.* \[regelratt\.[a-z]+(-[a-z]+)*\]")


def _diagnostic(path: str = "a.md", line: int = 1, column: int = 1, code: Code = Code.BAD_ID) -> Diagnostic:
    return Diagnostic(Location(path, line, column), code, "Id 'x' har fel form.", "Skriv om det.")


def test_form_is_the_contract() -> None:
    """`path:line:col: fel: what. How to put it right. [regelratt.code]`."""
    shown = str(_diagnostic("policies/å.md", 42, 7))
    assert shown == "policies/å.md:42:7: fel: Id 'x' har fel form. Skriv om det. [regelratt.bad-id]"
    assert FORM.fullmatch(shown)


def test_what_cannot_be_seen_is_shown() -> None:
    """Hard spaces, soft hyphens, escapes and turning marks by their code, whoever wrote the message; lines are kept."""
    told = Diagnostic(Location("a.md"), Code.BAD_ID, "a\u00a0b\xadc\x1b[31m.\nÅ 👩.", "Skriv \u202ea.")
    assert told.message == "a⟨U+00A0⟩b⟨U+00AD⟩c⟨U+001B⟩[31m.\nÅ 👩."
    assert told.remedy == "Skriv ⟨U+202E⟩a."


def test_warning_is_named_and_is_no_error() -> None:
    """A warning has its own word and does not stop the build."""
    warning = Diagnostic(Location("a.md"), Code.ORPHAN, "X leder ingenstans.", "Länka dit.", Severity.WARNING)
    assert str(warning).startswith("a.md:1:1: varning: ")
    assert not warning.is_error
    assert _diagnostic().is_error


@given(st.permutations([
    _diagnostic("a.md", 1), _diagnostic("a.md", 2, 10), _diagnostic("a.md", 2, 9), _diagnostic("a.md", 10),
    _diagnostic("b.md", 1, 1, Code.BAD_VALUE), _diagnostic("b.md", 1, 1, Code.BAD_ID),
]))
def test_sorted_by_place_then_code(shuffled: list[Diagnostic]) -> None:
    """Lines and columns sort as numbers, and the same diagnostic is shown once."""
    shown = [(each.location.path, each.location.line, each.location.column, each.code)
             for each in in_order([*shuffled, *shuffled])]
    assert shown == sorted(shown)
    assert [row[:3] for row in shown[:4]] == [("a.md", 1, 1), ("a.md", 2, 9), ("a.md", 2, 10), ("a.md", 10, 1)]
    assert len(shown) == 6


@pytest.mark.parametrize(("word", "known", "hint"), [
    ("TYR-6-7-1", ["TYR-6-7-01", "GBG-8-1-03"], " Menade du TYR-6-7-01?"),
    ("kanal", ["kanaler", "kanalen", "krav"], " Menade du kanaler eller kanalen?"),
    ("zzz", ["kanaler"], ""),
    ("x", [], ""),
])
def test_close_matches(word: str, known: list[str], hint: str) -> None:
    """The nearest known words are offered, and nothing when none is near."""
    assert set(close_matches(word, known).split(" eller ")) == set(hint.split(" eller ")) or (
        sorted(re.findall(r"[\w-]+", close_matches(word, known))) == sorted(re.findall(r"[\w-]+", hint)))


def test_close_matches_are_few_and_stable() -> None:
    """At most three, whatever order they are known in."""
    known = [f"TYR-6-7-0{number}" for number in range(1, 8)]
    assert close_matches("TYR-6-7-09", known).count("TYR") == 3
    assert close_matches("TYR-6-7-09", known) == close_matches("TYR-6-7-09", reversed(known))


def test_count_line() -> None:
    """The closing line counts errors and warnings apart."""
    warning = Diagnostic(Location("a.md"), Code.ORPHAN, "X.", "Y.", Severity.WARNING)
    assert count_line([_diagnostic(), warning, warning]) == "1 fel, 2 varningar"
    assert count_line([]) == "0 fel, 0 varningar"


def test_every_code_has_a_docstring() -> None:
    """Each member of Code is followed by a sentence that says what was found."""
    tree = ast.parse(Path(diagnostics.__file__).read_text("utf-8"))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Code")
    documented = {
        node.targets[0].id
        for node, after in pairwise(body)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        and str(after.value.value).endswith(".")
    }
    assert documented == {code.name for code in Code}


def test_codes_are_ascii_and_unlike() -> None:
    """Codes are lower-case ASCII with hyphens, so that they can stand in an address."""
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in Code)
    assert len({code.value for code in Code}) == len(Code)


def test_near_words_are_sought_a_number_of_times() -> None:
    """Within a load, after so many searches, messages do without; outside it, and in the next, they begin anew."""
    known = ["kanaler"]
    for _ in range(2):
        with few_searches(2):
            assert [close_matches("kanal", known) for _ in range(4)] == [" Menade du kanaler?"] * 2 + [""] * 2
    assert close_matches("kanal", known)


def test_one_search_compares_with_a_number_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among very many words only the neighbours are compared, by beginning and by end; the nearest is still found."""
    compared: list[int] = []
    plain = diagnostics.difflib.get_close_matches

    def count(word: str, words: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(words))
        return plain(word, words, n, cutoff)

    monkeypatch.setattr(diagnostics.difflib, "get_close_matches", count)
    known = [f"L-{letter}{number}" for letter in ("OSL", "GDPR", "ARKL") for number in range(1_000)]
    for near in ("MANGFALD-9", "MNGFALD-7", "XANGFALD-7"):
        assert close_matches(near, [*known, "MANGFALD-7"]) == " Menade du MANGFALD-7?"
    assert len(compared) == 3
    assert max(compared) <= MOST_COMPARED
    assert close_matches("a" * (LONGEST_WORD + 1), ["a" * LONGEST_WORD]) == ""
    assert close_matches("a" * LONGEST_WORD, ["a" * (LONGEST_WORD + 1)]) == ""


def test_of_each_file_the_foremost_are_told() -> None:
    """No more than anyone reads, in order, and then that there are others; another file is not cut short by it."""
    many = [_diagnostic("a.md", line) for line in range(MOST_TOLD + 50, 0, -1)]
    told = foremost([*many, _diagnostic("b.md")])
    assert [each.location.line for each in told] == [*range(1, MOST_TOLD + 2), 1]
    assert told[-2].message == f"Filen har fler fel än de {MOST_TOLD} som visas."
    assert foremost(many[:MOST_TOLD]) == in_order(many[:MOST_TOLD])


@pytest.mark.parametrize(("word", "refused", "hint"), [
    ("upper", None, ""), ("ja", "JA", " Menade du ja?"), ("ja", "ja", ""), ("uppe", None, " Menade du upper?"),
])
def test_what_is_refused_is_never_offered(word: str, refused: str | None, hint: str) -> None:
    """A known word may be refused where it stands; to write it again is no remedy."""
    assert close_matches(word, ["upper", "ja"], refused=refused) == hint


def test_one_that_nothing_leads_to_is_offered_beside_nearer_ones() -> None:
    """It takes the place of the third; among the three it changes nothing, and one that is not near is not offered."""
    known = ["TYR-6-1-01", "TYR-7-1-01", "TYR-8-1-01", "TYR-5-1-99", "GBG-12"]
    assert close_matches("TYR-5-1-01", known).count("eller") == 2
    assert "TYR-5-1-99" not in close_matches("TYR-5-1-01", known)
    assert close_matches("TYR-5-1-01", known, also={"TYR-5-1-99"}).endswith(" eller TYR-5-1-99?")
    assert close_matches("TYR-5-1-01", known, also={"GBG-12"}) == close_matches("TYR-5-1-01", known)
    assert close_matches("indx.md", ["a/index.md", "a/uppdrag.md"], key=lambda each: each.rpartition("/")[2]) == " Menade du a/index.md?"
