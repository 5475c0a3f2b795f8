"""No page takes the reader longer than its size allows: it is read, or refused where the reading ended.

What the parser is slow at is listed in `bench/dense_pages.py`, and its time is measured by `bench/lint.py`. Here the
steps are counted, which come out the same on every machine.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from bench.dense_pages import NESTED, UNITS, nested, page, unbroken
from regelratt.diagnostics import MOST_COMPARED, MOST_SEARCHES, MOST_TOLD, Code, Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.loaders import bounds, myst, view_arguments
from regelratt.loaders.bounds import LONGEST_PARAGRAPH, MOST_COLUMNS, TooComplexError, Work
from regelratt.loaders.content import MOST_CHECKS, load_content
from regelratt.loaders.markup import check_page
from regelratt.loaders.myst import read_page
from regelratt.loaders.option_lines import LONGEST_OPTION, MOST_OPTIONS
from regelratt.loaders.room import CASE_ROWS
from tests.project import ROOT

OF_CASES = "Behåll de rader som visar vad testfallet prövar."
"""The remedy for a test case with too many rows."""
_SIZE = 150_000


def _refusal(text: str) -> str | None:
    """The message about a page that is too much, or None."""
    read = read_page(text)
    told = [str(each) for each in check_page(read, "sida.md") if each.code == "too-complex"]
    assert bool(told) is read.is_cut_off
    return told[0] if told else None


REFUSED = {
    "lost links", "open references", "lost references", "&", "star words", "underscores", "open brackets", "bracket pairs", "pictures", "open pictures", "angles",
    "rows", "short rows", "empty heads", "table head", "underlines", "hashes", "long headings", "field lists", "targets", "empty items",
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_dense_markup_is_refused_with_its_line(name: str) -> None:
    """The message names a line of the page and what to do."""
    told = _refusal(page(UNITS[name], _SIZE))
    assert told
    line = int(told.split(":")[1])
    assert 2 < line <= page(UNITS[name], _SIZE).count("\n")
    assert ("Flytta ut den." if "klamrar" in told else "Dela upp sidan") in told


@pytest.mark.parametrize("name", sorted(UNITS))
def test_work_on_any_dense_page_is_bounded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is repeated, broken up or not, the steps end where the page's share of them ends."""
    counted: list[Work] = []
    plain = Work.step

    def step(self: Work, weight: float, line: int | None = None) -> None:
        counted[:] = [self]
        plain(self, weight, line)

    monkeypatch.setattr(Work, "step", step)
    for text in (page(UNITS[name], _SIZE), unbroken(UNITS[name], _SIZE)):
        read = read_page(text)
        assert read.is_cut_off or counted[0].left >= 0


@pytest.mark.parametrize("name", sorted(NESTED))
def test_deep_nesting_ends(name: str) -> None:
    """Quotes in quotes and lists in lists; the parser's own depth ends what the count does not."""
    read_page(nested(*NESTED[name], _SIZE))


def test_brackets_that_are_read_again_and_again_are_counted() -> None:
    """A few paragraphs of them in a large page of plain text, with the definition that makes them links."""
    for unit in ("[a][][", "[a](#DOK-1-01)[", "[a](b)[", "[*a*](#b)["):
        dense = unit * (LONGEST_PARAGRAPH // len(unit))
        text = f"# A\n\n[a]: #R-KA\n\n{dense}\n\n" + ("Vanlig text. " * 80 + "\n\n") * 50
        assert _refusal(text), unit


def test_much_ordinary_text_is_read() -> None:
    """A megabyte of sentences, and the site's own pages one after the other, many times."""
    assert _refusal(page(UNITS["words"])) is None
    for path in sorted((ROOT / "policies").rglob("*.md"))[::5]:
        text = path.read_text(encoding="utf-8")
        assert _refusal(text) is None
        # A long list of links is more markup than text.
        assert path.name == "index.md" or _refusal("\n\n".join([text] * 20)) is None


@pytest.mark.parametrize(("text", "is_refused"), [
    pytest.param("a" * LONGEST_PARAGRAPH, False, id="the longest paragraph"),
    pytest.param("a" * (LONGEST_PARAGRAPH + 1), True, id="one sign more"),
])
def test_what_the_parser_reads_again_and_again_has_a_longest(text: str, is_refused: bool) -> None:
    """Brackets are sought to the end of a paragraph."""
    assert (_refusal(f"# A\n\n{text}\n") is not None) is is_refused


@pytest.mark.parametrize(("weight", "name"), [
    ("_BLOCK_STEP", "hashes"), ("_RULED_STEP", "underlines"), ("_INLINE_STEP", "backslashes"),
    ("_CELL_STEP", "short rows"), ("_HEADING_STEP", "hashes"),
    ("_PER_EMPHASIS", "alternating stars"), ("_AGAIN_STEP", "lost links"),
])
def test_each_weight_counts(weight: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With any weight taken away, the page that it is there for is read, however dense."""
    text = unbroken(UNITS[name], 6_000)
    with_all = _least(text, monkeypatch)
    monkeypatch.setattr(bounds, weight, 0)
    assert _least(text, monkeypatch) < with_all * 0.8


def _least(text: str, monkeypatch: pytest.MonkeyPatch) -> float:
    """The least work that lets the page be read to its end."""
    made: list[bounds.Work] = []

    class Endless(bounds.Work):
        def __init__(self, size: int) -> None:
            super().__init__(size)
            self.left = _ENDLESS
            made.append(self)

    with monkeypatch.context() as patch:
        patch.setattr(myst, "Work", Endless)
        assert not read_page(text).is_cut_off
    [work] = made
    return _ENDLESS - work.left


def test_brackets_that_end_no_link_weigh_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser looks for an address after each, to the end of every parenthesis, and lint looks once more."""
    for text in ("[a](" * 500, "[a][b]" * 500):
        with_all = _least(text, monkeypatch)
        with monkeypatch.context() as patch:
            patch.setattr(bounds, "_DEARER", {"<": 25, "[": 8, "!": 8})
            assert _least(text, patch) < with_all * 0.8


_ENDLESS = 1_000_000_000


PLACES = pytest.mark.parametrize(("before", "each", "after"), [
    pytest.param("", "", "", id="by itself"), pytest.param("", "> ", "", id="in a quotation"),
    pytest.param("- a\n\n", "  ", "", id="in a list"), pytest.param("[^a]: b\n\n", "    ", "", id="in a footnote"),
    pytest.param(":::{note}\n", "", ":::\n", id="in a note"),
    pytest.param(":::{regel} Regel\n:id: R-1-1\n\n", "", ":::\n", id="in a rule"),
    pytest.param("::::{note}\n:::{tip}\n", "", ":::\n::::\n", id="in a tip in a note"),
])


def _table(columns: int, rows: int, before: str, each: str, after: str) -> str:
    lines = ["|" + "a|" * columns, "|" + "-|" * columns, *["|x|"] * rows]
    return "# Sida\n\n" + before + "".join(f"{each}{line}\n" for line in lines) + "\n" + after


@PLACES
def test_a_table_has_a_most_of_columns(before: str, each: str, after: str, made: list[str]) -> None:
    """One more than anybody reads is refused at its heading, before any of its cells is made."""
    assert _refusal(_table(MOST_COLUMNS, 1, before, each, after)) is None
    assert made.count("th_open") == MOST_COLUMNS
    made.clear()
    for columns in (MOST_COLUMNS + 1, 55_000):
        told = _refusal(_table(columns, 0, before, each, after))
        assert told
        assert f"sida.md:{3 + before.count(chr(10))}:1: " in told
        assert f"Tabellen har fler än {MOST_COLUMNS} kolumner. Dela upp den i flera tabeller." in told
    assert made.count("th_open") == 0


@pytest.mark.parametrize("rule", ["|-" * 200, "|-" * 199 + "|x|", "a|" * 200])
def test_what_is_no_table_has_no_columns(rule: str) -> None:
    """Signs in a paragraph, and a line of them with another number of cells than the one above."""
    assert _refusal(f"# Sida\n\na\n{rule}\n") is None


def test_cells_of_headings_are_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that are nothing but headings take work for each cell."""
    text = (f"|{'a|' * MOST_COLUMNS}\n|{'-|' * MOST_COLUMNS}\n\n") * 5
    with_all = _least(text, monkeypatch)
    monkeypatch.setattr(bounds, "_CELL_STEP", 0)
    # As much again is counted for the line after each heading, which might have been a row.
    assert with_all - _least(text, monkeypatch) > 5 * MOST_COLUMNS * 15


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of the tokens that the parser makes of blocks."""
    kinds: list[str] = []
    plain = StateBlock.push

    def push(self: StateBlock, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        kinds.append(ttype)
        return plain(self, ttype, tag, nesting)

    monkeypatch.setattr(StateBlock, "push", push)
    return kinds


@PLACES
@pytest.mark.parametrize(("columns", "rows"), [(MOST_COLUMNS, 1_300), (80, 1_600), (40, 40_000)])
def test_cells_that_the_parser_adds_are_weighed_before(
    before: str, each: str, after: str, columns: int, rows: int, made: list[str],
) -> None:
    """Short rows are filled up with empty cells; the page is refused before there are more than it may hold."""
    text = _table(columns, rows, before, each, after)
    assert _refusal(text)
    assert made.count("th_open") > 0
    assert made.count("td_open") <= max(100_000, 1.6 * len(text)) / 10


def test_an_ordinary_table_is_read() -> None:
    """A table as wide and as long as anybody reads, in a row with others."""
    cells = "| Kanalen har en ansvarig | ja | nej | den som ansvarar för verksamheten | 2024-01-31 |\n"
    assert _refusal("# Sida\n\n" + ("\n" + cells + "|---" * 5 + "|\n" + cells * 100) * 10) is None


def test_fields_of_one_directive_have_a_number() -> None:
    """More lines of fields than any directive has are not read one by one; the first too many is told."""
    text = ":::{regel} Rubrik\n" + "".join(f":f{number}: a\n" for number in range(500)) + "\nText.\n:::\n"
    [block] = read_page(text).blocks
    assert (len(block.options), len(block.bad_lines)) == (MOST_OPTIONS, MOST_OPTIONS)
    assert f"sida.md:{MOST_OPTIONS + 2}:1" in "\n".join(map(str, check_page(read_page(text), "sida.md")))


def test_a_field_has_a_longest_line() -> None:
    """Lists in a field are looked through one by one; a line that is too long for any list is no field, and is told."""
    for size, count in ((LONGEST_OPTION, 1), (LONGEST_OPTION + 1, 0)):
        page = read_page(":::{regel} Rubrik\n" + ":när: ".ljust(size, "a") + "\n\nText.\n:::\n")
        assert len(page.blocks[0].options) == count
        told = [str(each) for each in check_page(page, "sida.md")]
        assert any(f"högst {LONGEST_OPTION} tecken" in each for each in told) is (count == 0)


def test_messages_of_a_load_are_few_and_so_are_their_hints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of unknown references are a bounded number of searches and messages, whatever the catalogue holds."""
    searches: list[int] = []
    plain = difflib.get_close_matches

    def count(word: str, words: list[str], n: int, cutoff: float) -> list[str]:
        searches.append(len(words))
        return plain(word, words, n, cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", count)
    laws = "".join(f":::{{lag}} Lag {n}\n:id: L-LAG-{n}\n:kortnamn: lag {n}\n\nEn lag som inte finns.\n:::\n\n" for n in range(600))
    rules = "".join(
        f":::{{regel}} Regel nummer {n}, om något som måste göras\n:id: R-1-{n}\n:laghänvisning: stöder L-LAG-{n}X\n\n"
        "Det som måste göras ska göras av den som ansvarar för det.\n:::\n\n" for n in range(600))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "lagar.md").write_text("# Lagar\n\n" + laws, "utf-8")
    (tmp_path / "docs" / "regler.md").write_text("# Regler\n\n" + rules, "utf-8")
    loaded = load_content(tmp_path, ["docs"])
    assert any("L-LAG-599X" in str(each) or "fler fel" in str(each) for each in loaded.diagnostics)
    assert len(loaded.diagnostics) <= 2 * (MOST_TOLD + 1)
    assert not loaded.is_whole
    assert 0 < len(searches) <= MOST_SEARCHES
    assert max(searches) <= MOST_COMPARED


def test_a_line_of_colons_is_read_once() -> None:
    """Looked through from every one of its signs, a line of a million would not end."""
    fence = ":" * 1_000_000
    assert list(check_page(read_page(f"# Sida\n\n```text\n{fence}\n```\n"), "sida.md")) == []


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(0, 300))
def test_steps_are_counted_exactly(weights: list[float], size: int) -> None:
    """The error comes at the step that takes more than is left, with the line it was told."""
    work = Work(size)
    work.left = float(size)
    for number, weight in enumerate(weights):
        if work.left - weight < 0:
            with pytest.raises(TooComplexError) as found:
                work.step(weight, number)
            assert found.value.line == number + 1
            return
        work.step(weight, number)


@pytest.mark.parametrize("block", [
    ":::{{kontrollpunkt}} A\n:id: K-{}\n:metod: krav\n\n```sql\ntrue\n```\n:::\n\n",
    ":::{{regel}} A\n:id: A-{}\n:dokument: DOK-1\n:avsnitt: 1\n:gäller-om: true\n\n\nText.\n:::\n\n",
], ids=["item", "rule"])
def test_a_page_has_a_most_of_checks(tmp_path: Path, block: str) -> None:
    """The SQL of each is read by itself, so a page of thousands is refused at the first that is too many."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "sida.md").write_text("# Sida\n\n" + "".join(map(block.format, range(MOST_CHECKS + 5))), "utf-8")
    (found,) = [each for each in load_content(tmp_path, ["docs"]).diagnostics if "att läsa deras SQL" in each.message]
    assert found.code is Code.TOO_COMPLEX
    assert found.location.line == 3 + block.count("\n") * MOST_CHECKS
    (tmp_path / "docs" / "sida.md").write_text("# Sida\n\n" + "".join(map(block.format, range(MOST_CHECKS))), "utf-8")
    assert [each for each in load_content(tmp_path, ["docs"]).diagnostics if "att läsa deras SQL" in each.message] == []


def test_a_test_case_has_a_most_of_rows(tmp_path: Path) -> None:
    """All its tables together: it shows one thing, and is run at every lint."""
    def told(*counts: int) -> list[Diagnostic]:
        tables = "".join(
            f"```csv {name}\n{key}\n" + "".join(f"X{number}-{name}\n" for number in range(count)) + "```\n\n"
            for (name, key), count in zip((("kanaler", "kanal_id"), ("nämnder", "nämnd_id")), counts, strict=False))
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / "sida.md").write_text(
            f"# Sida\n\n:::{{testfall}} A\n:id: T-A\n:kontrollpunkt: K-A\n:utfall: uppfyllt\n:per-datum: 2026-06-30\n\n{tables}:::\n", "utf-8")
        return [each for each in load_content(tmp_path, ["docs"]).diagnostics if "testfallets rader" in each.message]

    assert told(CASE_ROWS) == []
    assert told(CASE_ROWS // 2, CASE_ROWS // 2) == []
    (found,) = told(CASE_ROWS + 5)
    assert found.location.line == 10 + CASE_ROWS + 1
    assert found.remedy.startswith(OF_CASES)
    (found,) = told(CASE_ROWS, 1)
    assert found.location.line == 10 + CASE_ROWS + 5


def test_the_catalogue_is_not_gone_through_for_every_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice as many broken objects take twice as many steps, beside the searches, which have a number."""
    line = ":::{{regel}} R {0}\n:id: R-1-{0}\n:dokument: D-1\n:laghänvisning: stöder L-X{0}\n\nText.\n:::\n\n"
    steps = [0]
    plain_iter = Catalog.__iter__

    def count(found: Iterator[Any]) -> Iterator[Any]:
        for each in found:
            steps[0] += 1
            yield each

    monkeypatch.setattr(Catalog, "__iter__", lambda self: count(plain_iter(self)))
    (tmp_path / "docs").mkdir()
    rules = "".join(f":::{{regel}} R {n}\n:id: R-2-{n}\n:dokument: D-{n}\n\nText.\n:::\n\n" for n in range(200))
    taken = []
    for count_of in (100, 200):
        steps[0] = 0
        (tmp_path / "docs" / "sida.md").write_text("# Sida\n\n" + rules + "".join(map(line.format, range(count_of))), "utf-8")
        assert not load_content(tmp_path, ["docs"]).is_whole
        taken.append(steps[0])
    assert taken[1] < 1.5 * taken[0] + 10_000


def test_what_a_view_can_show_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many views there are of each kind."""
    asked: list[str] = []
    plain = view_arguments.choices_of
    monkeypatch.setattr(view_arguments, "choices_of", lambda name, catalog: (asked.append(name), plain(name, catalog))[1])
    page = read_page("# Sida\n\n" + ":::{rollsvar} okänd\n:::\n\n" * 20)
    assert len(list(view_arguments.check_views(Catalog(), {"sida.md": page}))) == 20
    assert len(asked) == len(set(asked))
