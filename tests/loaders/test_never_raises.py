"""No text makes the loader raise: whatever an author writes becomes objects and messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.loaders.case_evidence import evidence_of
from regelratt.loaders.content import LoadedContent, build
from regelratt.loaders.encoding import normalise
from regelratt.loaders.grammar import GRAMMARS
from regelratt.loaders.markup import check_page
from regelratt.loaders.myst import read_page
from regelratt.loaders.page_text import check_text

PROJECT = Path(__file__).parent / "cases" / "project"
TEXTS = {path.relative_to(PROJECT).as_posix(): path.read_text("utf-8") for path in sorted(PROJECT.rglob("*.md"))}
ALL = "\n".join(TEXTS.values())

VALUES = [
    "", "1", "0", "-1", "999999999999999999999", "1e400", "NaN", "Infinity", "2026-01-01", "9999-12-31", "0001-01-01",
    "0000-00-00", "2026-01-01, 9999-12-31", "ska", "kanal", "K-X-1", "L-X", "L-X-1", "L-X, L-X-1", "kräver L-X",
    "kräver", "a; b; c", "chef; 2026-01-01; 1", "kanalansvarig (anges)", "a (anges) och b (tolkas)", "(anges)",
    "x = 1 [1..2 dagar]", "x = ej fastställd [text]", "x = ja [ja/nej]", "x = 1e999999 [0..9 y]", "x = 1 [1..2 ]",
    "x = sNaN [1..2 d]", "x=1", "=", "x = [", "[", "]", "uppsikt alla 2026-01-01..2026-06-30",
    "uppsikt alla 2026-01-01..2026-02-30", "99999 dagar", "400 dagar", "krav", "fynd", "bekräftelse", "kanaler",
    "uppfyllt", "löpande", "år", ";", ";;", ",", ", ,", "\u00a0", "😀", "\u0301", "internt beslut", "text", "ja", "١", "²",
    "x = ² [1..2 d]", "x = 1_0 [1..20 d]", "½ dagar", "٣ dagar",
]
BODIES = ["Text.", "", "```sql\ntrue\n```", "```sql\n```", "```csv kanaler\n```", "```csv kanaler\nkanal_id\nK1\n```",
          '```csv kanaler\n"a\n```', "```csv\n```", "```csv kanaler\nkanal_id,kanal_id\nK1,K2\n```", "```csv x\n\0\n```",
          "```csv nämnder\nnämnd_id,namn\n,\n```", "```csv kanaler\nkanal_id,antal_med_åtkomst\nK1,²\n```",
          "```csv kanaler\nkanal_id,antal_med_åtkomst\nK1," + "9" * 5000 + "\n```", "[x](#L-X)", ":::{lag} B\n:::"]


@st.composite
def _objects(draw: st.DrawFn) -> str:
    """A directive with options of its kind and any values."""
    kind = draw(st.sampled_from(list(GRAMMARS)))
    names = [field.option for field in GRAMMARS[kind].fields if field.option != "id"]
    options = draw(st.dictionaries(st.sampled_from(names), st.sampled_from(VALUES) | st.text(max_size=12), max_size=20))
    ident = draw(st.sampled_from(["L-X", "L-X-1", "R-1", "R-2", "K-X-1", "D-1", "r", ""]))
    rows = [f":{name}: {value}" for name, value in options.items()]
    return "\n".join([f":::{{{kind}}} Titel", f":id: {ident}", *rows, "", draw(st.sampled_from(BODIES)), ":::", ""])


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """The sample project with pieces cut out, doubled or moved."""
    text = ALL
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        piece = text[start:start + draw(st.integers(0, 60))]
        rest = text[:start] + text[start + len(piece):]
        place = draw(st.integers(0, len(rest)))
        text = rest[:place] + piece * draw(st.integers(0, 2)) + rest[place:]
    return text


CASE = ":::{{testfall}} A\n:id: T-1\n:per-datum: 2026-01-01\n\n```csv kanaler\nkanal_id,plattform\nK1,{}\n```\n:::\n"


def _everything(text: str) -> tuple[LoadedContent, list[Diagnostic]]:
    text = normalise(text)
    page = read_page(text)
    found = [*check_text(text, "a.md"), *check_page(page, "a.md")]
    loaded = build({"a.md": page}, found)
    for case in loaded.catalog.cases:
        evidence_of(case)
    return loaded, in_order(loaded.diagnostics)


def _assert_sound(text: str) -> None:
    loaded, found = _everything(text)
    lines = normalise(text).count("\n") + 1
    for each in found:
        assert isinstance(each.code, Code)
        assert 1 <= each.location.line <= lines, each
        assert each.location.column >= 1
    assert len({entry.id for entry in loaded.catalog}) == len(list(loaded.catalog))


@settings(max_examples=400)
@given(st.text(alphabet=st.sampled_from(list(":{}`~\n\n\n \t->#[]()$;=.,|'\"\\\0\x0b\u2028åab1*_<!+%^&")), max_size=80))
def test_random_characters(text: str) -> None:
    """Characters that mean something to Markdown, in any order."""
    _assert_sound(text)


@settings(max_examples=100)
@given(st.text(max_size=200))
def test_random_text(text: str) -> None:
    """Any Unicode text."""
    _assert_sound(text)


@settings(max_examples=250)
@given(st.lists(_objects(), min_size=1, max_size=4).map("\n".join))
def test_random_objects(text: str) -> None:
    """Objects of every kind whose options hold anything."""
    _assert_sound(text)


@settings(max_examples=150)
@given(_damaged())
def test_damaged_pages(text: str) -> None:
    """Good pages with pieces missing, doubled or moved."""
    _assert_sound(text)


@pytest.mark.parametrize("text", [
    "> " * 2000 + ":::{lag} x", "- " * 2000 + "x", ":::{note}\n" * 200, "[" * 20000, "*" * 20000, ":::{lag}" + "{" * 20000,
    "```{note}\n" * 200, ":" * 20000, ":::{lag} x\n" + ":a: b\n" * 5000,
    "\0" * 1000, CASE.format("9" * 200_000), "| a " * 5000 + "\n|" + "-|" * 5000,
], ids=["quotes", "lists", "notes", "brackets", "stars", "braces", "fences", "colons", "options", "nul", "cell", "table"])
def test_deep_and_long_pages(text: str) -> None:
    """Nesting and repetition end in messages, in reasonable time."""
    _assert_sound(text)
