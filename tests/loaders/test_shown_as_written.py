"""What lint accepts stands on MyST's own page as it is written: every mark that is a sign, and each line in its place."""

from __future__ import annotations

import re
from collections import Counter

from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.loaders.markup import check_page
from regelratt.loaders.myst import read_page
from tests.loaders.myst_itself import document_of

SIGNS = ["(*)", "(**)", "(_)", "(`)", "”*”", "”_”", "[*]", "[_]", "_/_", "__:__", "____-____", "a*(b)*(c)", "sum(*)", "*.md", "**/x", "2*3",
         "a`s", "*", "_", "x*", "*)", "*.*", "*/*", "\\\\*", "(____)"]
"""Words with marks that are meant as signs; a backslash keeps the one after it."""
PLAIN = ["ord", "(ord)", "”ord”", "5 %", "–", "[x]", "1.", "ord,", "C#"]
MARKED = ["**ord**", "*ord*", "_ord_", "`ord`", "(*ord*)", "”**ord**”", "**(a)**", "*”ord”*", "**Obs!**", "**1.**", "**§ 5**", "***ord***", "**a)**", "**–**"]
"""Honest emphasis and code, which lint accepts."""
PREFIXES = ["", "", "- ", "  - ", "    - ", "1. ", "   - ", "  ", "   ", "    ", " ", "> ", "> > ", ">> ", "> - ", ">   - ", ">   ", "- > ", "  > "]
_PREFIX = re.compile(r"[ >]*(?:(?:[-+*]|[0-9]+[.)]) +[ >]*)*")
_POINT = re.compile(r"[-+*]|[0-9]+[.)]")


def _accepts(text: str) -> bool:
    return not any(each.is_error for each in check_page(read_page(text), "sida.md"))


def test_marks_that_are_signs_are_shown() -> None:
    """Stars, underscores and backticks between any words and signs: as many are seen as are not honest emphasis."""
    compared = Counter[bool]()

    @settings(max_examples=700)
    @given(st.lists(st.tuples(st.sampled_from([*SIGNS, *PLAIN, *MARKED]), st.sampled_from([" ", " ", " ", "\n"])), min_size=1, max_size=6))
    def compare(words: list[tuple[str, str]]) -> None:
        text = "# Sida\n\nBörjan " + "".join(map("".join, words)).strip() + " slut.\n"
        if not _accepts(text):
            return
        shown = document_of(text).astext()
        for mark in "*_`":
            meant = sum(word.count(mark) for word, _ in words if word not in MARKED)
            assert shown.count(mark) == meant, text
        compared[any(word in SIGNS for word, _ in words)] += 1

    compare()
    assert compared[True] > 40, compared
    assert compared[False] > 10, compared


def test_lines_stand_where_their_own_signs_say() -> None:
    """Lists and quotes in any order: a line is in as many quotes as it has signs for, and in the points it is moved to."""
    compared = 0

    @settings(max_examples=700)
    @given(st.lists(st.sampled_from(PREFIXES), min_size=2, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
    def compare(prefixes: list[str], has_gap: list[bool]) -> None:
        nonlocal compared
        rows = [f"{prefix}ord{number}x" + "\n" * (gap and number > 0)
                for number, (prefix, gap) in enumerate(zip(prefixes, has_gap, strict=False))]
        text = "# Sida\n\n" + "\n".join(rows) + "\n"
        if not _accepts(text):
            return
        compared += 1
        for part in document_of(text).findall(nodes.Text):
            for number in map(int, re.findall(r"ord([0-9]+)x", part)):
                _assert_stands(part, rows, number, text)

    compare()
    assert compared > 40


def _assert_stands(part: nodes.Text, rows: list[str], number: int, text: str) -> None:
    around: list[nodes.Element] = []
    above = part.parent
    while above is not None:
        around.append(above)
        above = above.parent
    prefix = _PREFIX.match(rows[number])
    assert prefix
    assert sum(isinstance(each, nodes.block_quote) for each in around) == prefix[0].count(">"), text
    point = next((each for each in around if isinstance(each, nodes.list_item)), None)
    is_sign_shown = re.search(rf"([-+*]|[0-9]+[.)]) +ord{number}x", part) is not None
    if point is None or is_sign_shown:
        assert is_sign_shown or not _POINT.search(prefix[0]), text
        return
    first = re.search(r"ord([0-9]+)x", point.astext())
    assert first
    if (begins := int(first[1])) != number:
        opening = _PREFIX.match(rows[begins])
        assert opening
        assert prefix.end() > [each.start() for each in _POINT.finditer(opening[0])][-1], text
