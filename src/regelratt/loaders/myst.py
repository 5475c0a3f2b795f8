"""What a MyST page holds, read without Sphinx and docutils: directives, links and other markup, with exact places.

The rules switched on here are those that myst-parser itself uses, and an info string, an option block and a body are
found as it finds them; a property test compares the two over generated pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block.fence import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from regelratt.loaders.bounds import PER_ADDRESS, PER_DIRECTIVE, PER_TOKEN, TooComplexError, Work, count_steps
from regelratt.loaders.dialect import TooDeepError, restrain
from regelratt.loaders.emphasis import lone_marks
from regelratt.loaders.grammar import BODY_FROM_FIRST_LINE, GRAMMARS, LITERAL_BODY
from regelratt.loaders.moved_notes import moved_notes
from regelratt.loaders.myst_inline import Inline
from regelratt.loaders.nesting import LOOKED_BACK, LOOKED_ON, Nesting, misplaced
from regelratt.loaders.option_lines import Option, line_taken_for_fields, read_options
from regelratt.loaders.otherwise_written import CODE_IN_TITLE, DRAWN_CODE
from regelratt.loaders.page_marks import Numbers, drawn_entities, heading_problems, holders, lost_table, row_problems
from regelratt.loaders.pasted_lines import lost_lines
from regelratt.loaders.reference_labels import unshown_parts

DEEPEST = 6
"""How many directives may stand inside one another; each level is read again, so depth costs time."""

_STRUCTURE = frozenset(
    f"{name}_{end}" for end in ("open", "close") for name in (
        "paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "table", "thead", "tbody", "tr", "th",
        "td", "footnote_reference",
    )
) | {"heading_close"}
"""Blocks that say nothing by themselves."""
_PLAIN = frozenset({
    "text", "text_special", "code_inline", "em_open", "em_close", "strong_open", "strong_close", "link_close",
    "footnote_ref",
})
"""Markup in text that needs no look."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A code fence: its info string, content and first line in the file."""

    info: str
    content: str
    line: int
    closed: bool

    @property
    def language(self) -> str:
        """The first word of the info string, which MyST takes for the language."""
        return split_info(self.info)[0]


@dataclass(frozen=True, slots=True)
class Block:
    """One directive with its options and body; lines are counted from 1 in the file."""

    name: str
    argument: str
    line: int
    column: int
    last_line: int
    closed: bool
    top_level: bool
    options: tuple[Option, ...] = ()
    bad_lines: tuple[int, ...] = ()
    """Lines in the option block that are not options."""
    split_by: int = 0
    """Line where MyST looks for fields between the first line's text and the rest; 0 when nothing parts them."""
    body_line: int = 0
    body: str = ""
    children: tuple[Block, ...] = ()
    fences: tuple[Fence, ...] = ()
    headings: tuple[int, ...] = ()
    """Lines of the headings in the body."""
    markers: int = 3
    """How many characters the opening has; the closing line has at least as many."""

    def option(self, name: str) -> Option | None:
        """The first option called `name`, or None."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(slots=True)
class Page:
    """One Markdown page: its text, directives, links and other markup, and its headings."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    """Level, text and line of each heading."""
    is_cut_off: bool = False
    """True when the page was too much to read to its end."""


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.block.ruler.before(
        "fence",
        "colon_fence",
        make_fence_rule(markers=(":",), token_type="colon_fence"),  # noqa: S106  # a token of the parser, no secret
        {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]},
    )
    # MyST stores neither, but does the same with them.
    markdown.options.update({"store_labels": True, "inline_definitions": True})
    # A mark with a backslash before stays apart from one without.
    markdown.disable("text_join")
    restrain(markdown)
    count_steps(markdown)
    return markdown


_PARSER = _parser()


def read_page(text: str) -> Page:
    """All that a page holds, nested directives as children of theirs."""
    # Markdown reads the character NUL as U+FFFD; the lines must say the same to be found again.
    text = text.replace("\0", "\ufffd")
    page = Page(text)
    reader = _Reader(page, text.split("\n"), Work(len(text)))
    if text.startswith("---"):
        # MyST looks for settings there, also where Markdown sees no front matter.
        reader.note("front_matter", "", 1)
    try:
        page.blocks.extend(reader.blocks(text, 1))
    except (TooComplexError, TooDeepError) as end:
        page.is_cut_off = True
        page.inlines = [Inline(end.kind, "", end.line)]
    return page


def walk(blocks: list[Block] | tuple[Block, ...]) -> Iterator[Block]:
    """Every block, parents before their children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


class _Reader:
    """Reads one text, a page or the body of a directive, into `page`."""

    def __init__(self, page: Page, lines: list[str], work: Work, depth: int = 0, holder: int = 0) -> None:
        self.page = page
        self.lines = lines
        self.work = work
        self.depth = depth
        self.holder = holder
        self.note_around = ""

    def note(self, kind: str, value: str, line: int, column: int = 1) -> None:
        """Keep something for lint to look at."""
        self.page.inlines.append(Inline(kind, value, max(line, 1), column, self.holder, self.note_around))

    def _parsed(self, text: str, first_line: int, *, is_title: bool = False) -> list[Token]:
        parse = _PARSER.parseInline if is_title else _PARSER.parse
        try:
            return parse(text, self.work.environment(first_line))
        except TooDeepError as found:
            raise TooDeepError(first_line + found.line) from found

    def blocks(self, text: str, first_line: int) -> Iterator[Block]:
        """The directives of a text whose first line is `first_line` of the file; all else is noted on the way."""
        tokens = self._parsed(text, first_line)
        self._note_all(moved_notes(tokens, is_page=not self.depth), first_line)
        line, columns, head, nesting, numbers = first_line, 0, "", Nesting(), Numbers()
        for index, token in enumerate(tokens):
            line = first_line + token.map[0] if token.map else line
            before = tokens[max(0, index - LOOKED_BACK):index]
            begun = tokens[index:index + LOOKED_ON]
            self._note_all(misplaced(nesting, before, begun, self.lines[line - 1], line), line)
            nesting.follow(token, self.lines[line - 1], line)
            self.note_around = nesting.note
            match token.type:
                case "colon_fence" | "fence":
                    name, argument = split_info(token.info)
                    if name.startswith("{") and name.endswith("}"):
                        yield self._directive(token, name[1:-1], argument, line)
                    elif token.type == "colon_fence":
                        self.note("colon_fence", token.info.strip(), line)
                    else:
                        self.page.fences.append(Fence(token.info.strip(), token.content, line, _is_closed(token)))
                case "heading_open":
                    self._heading(token, tokens[index + 1], line)
                case "inline":
                    self.note("text", token.content, line)
                    rows = self.lines[line - 1:line + token.content.count("\n")]
                    for drawn, below, column in drawn_entities(token, rows):
                        self.note("entity", drawn, line + below, column)
                    self._note_all(nesting.stray_rows(rows), line)
                    self._note_all(lost_lines(token.content), line)
                    self._note_all(lost_table(token.content, is_last=tokens[index - 2].type == "table_close"), line)
                    self.inlines(token.children or [], line)
                case "ordered_list_open" | "list_item_open":
                    if found := numbers.problem_with(token):
                        self.note(*found, line)
                case "footnote_reference_open":
                    self._note_all(holders(tokens, index), line)
                case "definition":
                    self.note("definition", str(token.meta["id"]), line)
                case "thead_open":
                    columns, head = 0, nesting.text_of(self.lines[line - 1], line)
                case "th_open":
                    columns += 1
                case "tr_open":
                    self._note_all(row_problems(self.lines[line - 1], columns, head), line)
                case kind if kind not in _STRUCTURE:
                    self.note(kind, token.content, line)
                case _:
                    pass

    def _heading(self, opening: Token, text: Token, line: int) -> None:
        if opening.level:
            self.note("inner_heading", text.content, line)
        else:
            self.page.headings.append((int(opening.tag[1]), text.content, line))
        assert opening.map is not None
        rows = self.lines[line - 1:line - 1 + opening.map[1] - opening.map[0]]
        self._note_all(heading_problems(text, rows, is_underlined=opening.markup[0] != "#"), line)

    def _note_all(self, found: Iterable[tuple[str, str, int]], line: int) -> None:
        """Keep the kind and value of each, so many lines below `line`."""
        for kind, value, below in found:
            self.note(kind, value, line + below)

    def inlines(self, children: list[Token], line: int, *, is_title: bool = False) -> None:
        """Note what stands in running text that begins on `line`; a title's footnotes are shown as they are written."""
        self.work.step(PER_TOKEN * len(children))
        # A title is shown with its marks.
        for kind, text in () if is_title else lone_marks(children):
            self.note(kind, text, line)
        for number, child in enumerate(children):
            for kind, value in unshown_parts(child):
                self.note(kind, value, line)
            if not is_title and (label := child.meta.get("label")):
                self.note("footnote_ref" if child.type == "footnote_ref" else "label", str(label), line)
            match child.type:
                case "link_open":
                    self.work.step(PER_ADDRESS)
                    self._note_all(holders(children, number), line)
                case "image":
                    self.work.step(PER_ADDRESS)
                    self.note("image", str(child.attrs.get("src", "")), line)
                    self.inlines(child.children or [], line)
                case "myst_role":
                    self.note("role", str(child.meta.get("name", "")), line)
                case "softbreak" | "hardbreak":
                    line += 1
                case kind if kind not in _PLAIN:
                    self.note(CODE_IN_TITLE if is_title and kind == DRAWN_CODE else kind, child.content, line)
                case _:
                    pass

    def _directive(self, token: Token, name: str, argument: str, line: int) -> Block:
        assert token.map is not None
        self.work.step(PER_DIRECTIVE)
        content = token.content.removesuffix("\n").split("\n") if token.content else []
        split_by = 0
        options, bad, used = read_options(content, line + 1, self.lines)
        body, body_line = content[used:], line + 1 + used
        if argument and name in BODY_FROM_FIRST_LINE:
            # MyST puts a blank line before a fence that follows the opening at once, to tell it from options.
            blank = [""] if token.content.startswith(":::") and token.type == "colon_fence" else []
            body, body_line, argument = [argument, *blank, *body], body_line - 1 - len(blank), ""
            split_by = line_taken_for_fields(content, used, line + 1)
        if body and not body[0].strip():
            body, body_line = body[1:], body_line + 1
        holder = self.holder or (line if name in GRAMMARS else 0)
        inner = _Reader(Page(), self.lines, self.work, self.depth + 1, holder)
        children: tuple[Block, ...] = ()
        if inner.depth > DEEPEST:
            inner.note("too_deep", name, line)
        elif name not in LITERAL_BODY:
            children = tuple(inner.blocks("\n".join(body) + "\n", body_line))
        inner.inlines(self._parsed(argument, line, is_title=True)[0].children or [], line, is_title=True)
        self.page.inlines.extend(inner.page.inlines)
        return Block(
            name=name, argument=argument, line=line,
            column=max(self.lines[line - 1].find(token.markup), 0) + 1,
            last_line=line + token.map[1] - token.map[0] - 1,
            closed=_is_closed(token),
            top_level=token.level == 0,
            options=tuple(options),
            bad_lines=tuple(bad), split_by=split_by,
            body_line=body_line,
            body="\n".join(body),
            children=children,
            fences=tuple(inner.page.fences),
            headings=tuple(line for _, _, line in inner.page.headings),
            markers=len(token.markup),
        )


def split_info(info: str) -> tuple[str, str]:
    """The word after a fence's markers and the rest of the line, parted at any white space as myst-parser does."""
    name, argument = [*info.strip().split(maxsplit=1), "", ""][:2]
    return name, argument


def _is_closed(token: Token) -> bool:
    """True when one line of the fence's span is neither its opening nor its content: the closing line."""
    assert token.map is not None
    content_lines = token.content.removesuffix("\n").count("\n") + 1 if token.content else 0
    return token.map[1] - token.map[0] == content_lines + 2
