"""The loader sees exactly the directives that MyST sees: same spans, arguments, options and bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

import pytest
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import admonitions
from hypothesis import event, given, settings
from hypothesis import strategies as st

from regelratt.diagnostics import Code
from regelratt.domain.words import Kind
from regelratt.loaders.encoding import normalise
from regelratt.loaders.grammar import PLAIN_DIRECTIVES, VIEWS, VIEWS_WITH_ARGUMENT
from regelratt.loaders.markup import check_page
from regelratt.loaders.myst import Block, Page, read_page, walk
from regelratt.loaders.page_text import check_text
from regelratt.sphinx_ext.object_directive import ObjectDirective
from regelratt.sphinx_ext.toctree import PlainTocTree
from regelratt.sphinx_ext.view_directive import ChosenViewDirective, ViewDirective
from tests.loaders.myst_itself import Ran, Seen, directives_of, rendered

REFUSED = {Code.BAD_OPTION_LINE, Code.MANGLED_OPTION, Code.REPEATED_OPTION}
"""Codes that say that MyST would read the options otherwise."""

OPENINGS = [
    ":::{regel} En titel", ":::{regel}", "::::{regel} Fyra `kolon`", ":::{lag}", ":::{note}", ":::::{tip} Fem",
    "```{note} Staket", "````{kontrollpunkt} Fråga?", "~~~{lag} Tilde", ":::{regel}Titel", ":::{}", ":::{a}b} c",
    ":::{ regel } x", ":::regel", "::: {regel} Avstånd", ":::{toctree}", "```{literalinclude} /etc/passwd",
    "```sql", "```csv kanaler", "````", "```", "~~~~python", "::: ", ":::{regel} a } b",
]
CLOSINGS = [":::", "::::", ":::::", "```", "````", "~~~", "~~~~", "  :::", "    :::", "::: ", ":::\t", "::: x"]
OPTIONS = [
    ":id: TYR-1-01", ":id:", ":id: ", ":titel: En: två", ":a: b # c", ":a: #b", ":a: b#c", ":a:\tb", ":a: b\t", ":a: b  ",
    ":a: 'b", ':a: "b"', ":a: | b", ":a: >", ":a: >b", ":a: [1, 2]", ":a: {x}", ":a: *b", ":a: &b", ":a: !b", ":a: %b",
    ":a: @b", ":a: `b", ":a: - b", ":a: ? b", ":a : b", ": a: b", ":a b: c", ":a:b", ":a", ":", "::", ":a::", ":a: :b:",
    "  :a: b", "\t:a: b", ":å-ä: ö", ":a: b\\", ":'a': b", ':"a: b', ":#a: b", ":a #b: c", ":|a: b", ":-a: b", ":b: c ; d",
    ":c: 1", ":d: e", ":a:  två blanka", "---", "--- x", "  fortsättning", ":a: \u00a0b", ":a: b\u00a0",
]
PROSE = [
    "", "", "", " ", "   ", "\t", "Text.", "*betonad* `kod`", "# Rubrik", "Rubrik", "===", "- punkt", "  - under", "1. ett",
    "1) ett", "> citat", "> ", ">", "[^1]: fotnot", "text[^1]", "% kommentar", "+++", "+++ {meta}", "(mål)=", "<div>", "</div>",
    "<!-- ", "-->", "<b>x</b>", "{ref}`x`", "| a | b |", "|---|---|", "|x|", "    indragen kod", "***", "[länk](#TYR-1-01)",
    "[ref]: http://x", "![bild](x.png)", "\\:::", "å 😀 \u0301", "$x$", "- - -", "* ::: ", "    text", "&#58;::",
]
PREFIXES = ["", "", "", "", "", "", "", "", " ", "  ", "   ", "    ", "\t", "> ", ">", "- ", "  ", "> > ", "1. ", "[^2]: ", "- > "]

LINE = st.builds(
    str.__add__, st.sampled_from(PREFIXES), st.sampled_from([*OPENINGS * 2, *CLOSINGS * 3, *OPTIONS, *PROSE]))
DOCUMENT = st.tuples(st.lists(LINE, max_size=14), st.sampled_from(["", "\n", "\n\n"])).map(
    lambda drawn: "\n".join(drawn[0]) + drawn[1])


def _blocks_of(openings: Sequence[str]) -> st.SearchStrategy[str]:
    """Directives as authors write them: options, a blank line, a body with a fence, a closing line."""
    options = st.lists(st.sampled_from(OPTIONS), max_size=4)
    body = st.lists(st.sampled_from([*PROSE, "```sql", "```", ":::"]), max_size=4)
    return st.builds(
        lambda head, fields, blank, text, foot: "\n".join([head, *fields, *blank, *text, *foot]),
        st.sampled_from(openings), options, st.sampled_from([[], [""], ["", ""]]), body,
        st.sampled_from([[":::"], ["::::"], ["```"], []]))


TIDY = st.lists(_blocks_of(OPENINGS), min_size=1, max_size=3).map("\n\n".join)


def _assert_same(text: str) -> None:
    page = read_page(text)
    if not any(inline.kind == "too_deep" for inline in page.inlines):
        _compare(page.blocks, directives_of(text), text)


def _compare(ours: Sequence[Block], theirs: Sequence[Seen], text: str) -> None:
    spans = [(block.name, block.argument, block.line, block.top_level) for block in ours]
    assert spans == [(seen.name, seen.argument, seen.line, seen.top_level) for seen in theirs], text
    for block, seen in zip(ours, theirs, strict=True):
        # Blank lines at the end of a text belong to an unclosed fence or not; lint refuses it anyway.
        assert block.last_line == seen.last_line or not block.closed, text
        if _refused(block):
            continue
        assert seen.warnings == (), text
        assert {option.name: option.value for option in block.options} == seen.options, text
        assert block.body.rstrip("\n") == "\n".join(seen.body).rstrip("\n"), text
        assert not seen.body or block.body_line == seen.body_line, text
        _compare(block.children, seen.children, text)


def _refused(block: Block) -> bool:
    """True when lint refuses the block's options, whatever the directive is called."""
    named = Block(
        Kind.RULE, block.argument, block.line, block.column, block.last_line, True, True, block.options, block.bad_lines)
    if block.name in PLAIN_DIRECTIVES and block.split_by:
        return True
    has_tab = any("\t" in option.name + option.value for option in block.options)
    return has_tab or any(each.code in REFUSED for each in check_page(Page(blocks=[named]), "a.md"))


SPACES = [" ", "  ", "\t", "\u00a0", "\u2003", "\u3000", "\u2028", "\x0b", "\x0c", "\x1c", "\x85", "\u200b", "\ufeff", ""]
NAMES = ["regel", "note", "tip", "toctree", "needtable", "raw", "include", "eval-rst", "Regel", "NOTE", "checklista", "a:b", "a b"]
MARKUP = ["{ref}`x`", "<b>x</b>", "<script>", "![a](b.png)", "[c](d.md)", "<https://a.se>", "text", "`kod`", "[^1]", "\\", "a  "]
FENCES = [":::", "::::", "```", "````", "~~~"]


@st.composite
def _odd_directives(draw: st.DrawFn) -> str:
    """Directives with any white space around the name, markup in every place, and others inside."""
    def opening() -> str:
        fence, name = draw(st.sampled_from(FENCES)), draw(st.sampled_from(NAMES))
        before, after = draw(st.sampled_from(SPACES)), draw(st.sampled_from(SPACES))
        return f"{fence}{before}{{{name}}}{after}{draw(st.sampled_from(MARKUP))}{draw(st.sampled_from(['', '', ' {raw}', ' :::']))}"

    rows = []
    for _ in range(draw(st.integers(1, 7))):
        prefix = draw(st.sampled_from(["", "", "", "- ", "> ", "  ", "    ", "\t", "| a |\n|---|\n| ", "[^1]: ", "# "]))
        rows.append(prefix + draw(st.one_of(
            st.builds(opening), st.sampled_from(FENCES), st.sampled_from(MARKUP), st.sampled_from(["", ":id: X-1", ":id:\tX"]))))
    return "\n".join(rows) + "\n"


ODD = ["\t", "\x1f", "\u00a0", "\u1680", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000"]
"""White space that parts words for MyST as a plain space does."""
BREAKS = "\x0b\x0c\x1c\x85\u2028"
"""Characters that break lines for MyST and not for Markdown."""
TITLES = ["Titel", "", "{ref}`x`", "![a](b.png)", "[c](d.md)", "<b>x</b>", "En `kod` till"]
PLACES = [("", ""), ("", ""), ("- ", "  "), ("> ", "> "), ("1. ", "   "), ("- a\n\n  ", "  "), ("# Rubrik\n\n", "")]
"""What stands before a directive's first line, and before its others."""


def _directive(fence: str, head: str, inside: Sequence[str]) -> list[str]:
    return [f"{fence}{head}", *inside, fence]


@st.composite
def _sound_pages(draw: st.DrawFn) -> str:
    """Pages of closed directives in places, in one another and on first lines, with nothing wrong but white space."""
    def whole(deep: int) -> list[str]:
        name = draw(st.sampled_from(["note", "tip", "note", "warning", "regel", "raw", "needtable"]))
        before, after = draw(st.sampled_from(["", "", "", *ODD])), draw(st.sampled_from([" ", *ODD, *ODD]))
        fence = draw(st.sampled_from(":`")) * (3 + deep)
        kind = draw(st.sampled_from(["text", "text", "inside", "inside", "first line"])) if deep else "text"
        title, inside = draw(st.sampled_from(TITLES)), [draw(st.sampled_from(["Text.", *MARKUP]))]
        if kind == "first line":
            title, *inside = whole(deep - 1)
            title = title.replace("`", "~")
            inside[-1] = inside[-1].replace("`", "~")
        elif kind == "inside":
            inside = [*draw(st.sampled_from([[], [""], ["Text.", ""]])), *whole(deep - 1)]
        elif name == "regel":
            inside = [":id: X-1", "", *inside]
        return _directive(fence, f"{before}{{{name}}}{after}{title}", inside)

    parts = []
    for _ in range(draw(st.integers(1, 2))):
        first, rest = draw(st.sampled_from(PLACES))
        parts.append(first + f"\n{rest}".join(whole(draw(st.integers(0, 2)))))
    return "\n\n".join(parts) + "\n"


def _compare_with_what_runs(text: str) -> bool:
    """True when the page was compared and has a directive after whose name odd white space stands.

    A refused page is compared like any other: what it is refused for need not be the directive. Only three things
    that lint sees hide what comes after them: the reading ended there, a fence without a name, and a character that
    is a line break for MyST alone.
    """
    text = normalise(text)
    page, ran = read_page(text), rendered(text)
    said = [*check_text(text, "a.md"), *check_page(page, "a.md")]
    ends = {each.line for each in page.inlines if each.kind in ("colon_fence", "too_deep", "deep_text", "too_complex")}
    ends |= {each.location.line - 1 for each in said if each.code is Code.ODD_LINE_SEPARATOR}
    seen = Counter((block.name, block.line) for block in walk(page.blocks))
    unseen = [(name, line) for name, line in Counter(ran.directives) - seen if not any(end < line for end in ends)]
    assert not unseen, (unseen, text)
    if ends:
        return False
    _compare_markup(page, ran, text)
    lines = text.split("\n")
    return any(_has_odd_space(lines[line - 1], name) for name, line in ran.directives)


def _compare_markup(page: Page, ran: Ran, text: str) -> None:
    seen = {kind: Counter(each.value for each in page.inlines if each.kind == kind) for kind in ("role", "image", "link")}
    # MyST leaves out what stands in a footnote of a name that is taken, so lint may see more.
    assert not Counter(ran.roles) - seen["role"], text
    assert not Counter(ran.images) - seen["image"], text
    assert len(ran.links) <= seen["link"].total(), text
    written = [raw for raw in ran.raw if raw not in ("<br />\n", "\\\\\n")]
    assert any(each.kind.startswith("html") for each in page.inlines) or not written, text


def _has_odd_space(line: str, name: str) -> bool:
    after = line.partition(f"{{{name}}}")[2]
    return any(after.startswith(space) for space in ODD)


@pytest.mark.parametrize(("pages", "examples", "least"), [
    pytest.param(_sound_pages(), 600, 300, id="closed directives in one another"),
    pytest.param(st.one_of(_odd_directives(), DOCUMENT), 500, 0, id="lines in any order"),
])
def test_lint_sees_all_that_myst_runs(pages: st.SearchStrategy[str], examples: int, least: int) -> None:
    """Every directive, role, picture, link and piece of HTML that MyST makes of a page was seen by lint."""
    compared = Counter[bool]()

    @settings(max_examples=examples)
    @given(pages)
    def compare(text: str) -> None:
        has_odd_space = _compare_with_what_runs(text)
        compared[has_odd_space] += 1
        event(f"all compared, with odd white space after a name: {has_odd_space}")

    compare()
    assert compared[True] >= least, compared


@pytest.mark.parametrize("space", sorted({*SPACES, *ODD}))
def test_no_white_space_hides_what_myst_runs(space: str) -> None:
    """The same for each kind of white space after the name, in every place: nothing is left to what is drawn."""
    compared = 0
    for (first, rest), title, fence in product(sorted(set(PLACES)), TITLES[:3:2], (":::", "~~~")):
        whole = _directive(fence, f"{{note}}{space}{title}", ["Text."])
        outer = fence[0] * 4
        for rows in (whole, _directive(outer, "{note}", whole), _directive(outer, "{tip} Text", ["", *whole])):
            compared += _compare_with_what_runs(first + f"\n{rest}".join(rows) + "\n")
    assert compared == (72 if space in ODD else 0)


@pytest.mark.parametrize("space", SPACES)
def test_white_space_after_the_name_hides_no_directive(space: str) -> None:
    """Whatever stands between a directive's name and the rest, lint refuses the page if MyST would run it."""
    text = normalise(f"```{{needtable}}{space}x\n:filter: 1\n```\n")
    said = {each.code for each in [*check_text(text, "a.md"), *check_page(read_page(text), "a.md")]}
    assert not rendered(text).directives or said & {Code.UNKNOWN_DIRECTIVE, Code.ODD_LINE_SEPARATOR}


@settings(max_examples=1400)
@given(DOCUMENT)
def test_spans_of_any_lines_equal_myst(text: str) -> None:
    """Lines in any order, with odd indentation and in lists, quotes and footnotes, give MyST's directives."""
    _assert_same(text)


@settings(max_examples=700)
@given(TIDY)
def test_spans_of_tidy_directives_equal_myst(text: str) -> None:
    """Whole directives, with every kind of option line, give MyST's directives."""
    _assert_same(text)


OWN_OPTIONS = [":hidden:", ":maxdepth: 1", ":id: X-1", ": x", ":a: b", ":", "---", ":a: b # c"]
INNER = ["::::{tip}\nInre.\n::::", "::::{tip} Inre.\n\n: x\n::::", "```{tip}\n: x\n```", "- punkt", "Text."]


def _class_in_the_build(name: str) -> type[Directive]:
    if name in VIEWS:
        return ChosenViewDirective if name in VIEWS_WITH_ARGUMENT else ViewDirective
    if name == "toctree":
        return PlainTocTree
    return vars(admonitions)[name.title()] if name in PLAIN_DIRECTIVES else ObjectDirective


@pytest.mark.parametrize(("names", "least"), [
    pytest.param(sorted({*PLAIN_DIRECTIVES} - {"toctree"}), 60, id="notes"),
    pytest.param(["toctree"], 60, id="toctree"),
    pytest.param(sorted(VIEWS), 30, id="views"),
    pytest.param(sorted(map(str, Kind)), 60, id="objects"),
])
def test_lint_refuses_all_that_myst_warns_of(names: list[str], least: int) -> None:
    """Whatever stands on a directive's first line and under it, the build warns of nothing that lint accepts."""
    accepted = 0
    needs_title = names[0] not in {*PLAIN_DIRECTIVES, *VIEWS}

    @settings(max_examples=300)
    @given(
        st.sampled_from(names), st.sampled_from(["A"] if needs_title else ["", "", "A"]),
        st.one_of(st.just([]), st.just([""]), st.lists(st.sampled_from(OWN_OPTIONS), max_size=2)),
        st.lists(st.sampled_from(["", "", "", " ", ": x", ":a: b", *INNER * 2]), max_size=4))
    def compare(name: str, title: str, options: list[str], body: list[str]) -> None:
        nonlocal accepted
        text = "\n".join([f":::::{{{name}}} {title}", *options, *body, ":::::", ""])
        if any(each.is_error for each in check_page(read_page(text), "a.md")):
            return
        accepted += 1
        (seen,) = directives_of(text, class_of=_class_in_the_build)
        assert [each.warnings for each in (seen, *seen.children) if each.warnings] == [], text

    compare()
    assert accepted >= least


@pytest.mark.parametrize(("text", "is_refused"), [
    ("::::{note} Först.\n\n:::{tip}\nInre.\n:::\n::::\n", True),
    ("::::{note} Först.\n:::{tip}\nInre.\n:::\n::::\n", True),
    (":::{note} Först.\n\n: sedan\n:::\n", True),
    (":::{note} Först.\n \n\n  : sedan\n:::\n", True),
    (":::{toctree} a\n:hidden:\n\nb\n:::\n", True),
    (":::{toctree} a\n:hidden:\n  \n:::\n", True),
    (":::{ordlista}\n\n\n:::\n", True),
    (":::{checklista} alltid\n\n\n:::\n", True),
    ("::::{note}\n:::{tip}\nInre.\n:::\n::::\n", False),
    ("::::{note}\n\n:::{tip}\nInre.\n:::\n::::\n", False),
    (":::{note}\n\n: sedan\n:::\n", False),
    (":::{note} Först.\n\nSedan.\n\n: sist\n:::\n", False),
    ("::::{note} Först.\n\nSedan.\n\n:::{tip}\nInre.\n:::\n::::\n", False),
    (":::{toctree} a\n:hidden:\n:::\n", False),
    (":::{toctree} a\n:hidden:\n\n:::\n", False),
    (":::{ordlista}\n\n:::\n", False),
])
def test_what_parts_a_text_is_refused_and_nothing_more(text: str, is_refused: bool) -> None:
    """A first line, fields and a body are told apart as MyST does, so that lint refuses just what it warns of."""
    (seen,) = directives_of(text, class_of=_class_in_the_build)
    assert bool(seen.warnings) is is_refused
    found = list(check_page(read_page(text), "a.md"))
    assert [(each.code, each.location.line) for each in found] == [(Code.BAD_OPTION_LINE, 1)] * is_refused


@pytest.mark.parametrize("text", [
    ":::{regel} A\n:id: X-1\n\nText\n:::\n",
    ":::{regel} A\n:::{lag} B\n:::\n:::\n",
    "::::{note}\n\n:::{regel} A\n:id: X-1\n\nText\n:::\n::::\n",
    "- punkt\n\n  :::{regel} A\n  :id: X-1\n\n  Text\n  :::\n",
    "> :::{regel} A\n> :id: X-1\n>\n> Text\n> :::\n",
    ":::{regel} A\n:id: X-1\n\n```sql\nselect 1\n```\n:::\n",
    "```{note}\n:::{regel} A\n:::\n```\n",
    ":::{regel} A\n    :::",
    ":::{regel} A",
    ":::{regel} A\n\n\n:::",
    "[^1]: :::{regel} A\n    :id: X-1\n    :::\n",
    ":::{regel}Titel\n:id: X-1\n:::\n",
    "\ufeff:::{regel} A\n:::\n",
    "---\na: b\n---\n:::{regel} A\n:::\n",
])
def test_named_shapes_equal_myst(text: str) -> None:
    """Shapes worth naming, kept as they are whatever Hypothesis draws."""
    _assert_same(text)


def test_fence_may_follow_the_options_at_once() -> None:
    """A nested fence right after the options ends them, and is not taken for a bad option line."""
    text = "::::{note}\n:class: x\n:::{tip}\nText.\n:::\n::::\n"
    _assert_same(text)
    (block,) = read_page(text).blocks
    assert (block.bad_lines, [child.name for child in block.children]) == ((), ["tip"])


def test_lines_and_columns_are_the_files() -> None:
    """An option in a nested, indented directive is found where it stands."""
    page = read_page("Text\n\n- a\n\n  :::{regel} Titel\n  :id: TYR-1-01\n  :avsnitt:  6.7\n\n  Brödtext\n  :::\n")
    block = page.blocks[0]
    assert (block.line, block.column, block.last_line, block.body_line, block.top_level) == (5, 3, 10, 9, False)
    assert [(option.line, option.column, option.value_column) for option in block.options] == [(6, 3, 8), (7, 3, 14)]


@pytest.mark.parametrize(("text", "closed"), [
    (":::{regel} A\n:::", True),
    (":::{regel} A\n::::", True),
    (":::{regel} A\n   :::\n", True),
    (":::{regel} A\n    :::\n", False),
    (":::{regel} A\n::\n", False),
    ("::::{regel} A\n:::\n", False),
    (":::{regel} A\n::: x\n", False),
    (":::{regel} A\n", False),
    (":::{regel} A", False),
    ("> :::{regel} A\n> :::\n", True),
    ("> :::{regel} A\n> text\n\nEfter", False),
    ("  :::{regel} A\n  ", False),
])
def test_closed_is_when_markdown_says_so(text: str, closed: bool) -> None:
    """A fence is closed by a line that Markdown takes for its closing line, and by nothing else."""
    assert [block.closed for block in read_page(text).blocks] == [closed]


@pytest.mark.parametrize("text", ["---\na: b\n...\n", "---\na: b\n---\n", "---\n", "--- \na: b\n"])
def test_where_myst_looks_for_settings_lint_sees_it(text: str) -> None:
    """MyST reads what follows three dashes at the top as settings, however it ends."""
    assert "front_matter" in {inline.kind for inline in read_page(text).inlines}


def test_nul_is_read_as_markdown_reads_it() -> None:
    """Lines are looked up again by what the parser made of them, so they must be the same."""
    page = read_page(":::{regel} A\0B\n:id: A\0\n\nText\0.\n:::\n")
    assert page.text.count("\ufffd") == 3
    assert [option.value for option in page.blocks[0].options] == ["A\ufffd"]
