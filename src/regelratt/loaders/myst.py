"""Directive blocks of a MyST page with exact places, read without Sphinx and docutils.

The rules switched on here are those that myst-parser itself uses, so that the spans are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block.fence import make_fence_rule
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

_OPTION = re.compile(r"(\s*):([^\s:][^:]*):(?:(?: +|(?=\t))(.*?))? *")
_LITERAL = frozenset({"toctree"})
"""Directives whose body is no Markdown."""


@dataclass(frozen=True, slots=True)
class Option:
    """One `:name: value` line."""

    name: str
    value: str
    line: int
    column: int
    value_column: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A code fence inside a body: its info string, content and first line in the file."""

    info: str
    content: str
    line: int
    closed: bool


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
    body_line: int = 0
    body: str = ""
    children: tuple[Block, ...] = ()
    fences: tuple[Fence, ...] = ()
    markers: int = 3
    """How many characters the opening has; the closing line has at least as many."""

    def option(self, name: str) -> Option | None:
        """The first option called `name`, or None."""
        return next((option for option in self.options if option.name == name), None)


@dataclass(frozen=True, slots=True)
class Inline:
    """Something in text that lint looks at: a link, a role, raw HTML, an image or a colon fence without directive."""

    kind: str
    value: str
    line: int


@dataclass(slots=True)
class Page:
    """One Markdown page: its directives, links and other markup, and its first heading."""

    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    fences: list[Fence] = field(default_factory=list)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    """Level, text and line of each heading."""


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
    return markdown


_PARSER = _parser()


def read_page(text: str) -> Page:
    """All directives of a page, nested ones as children of theirs."""
    page = Page()
    # Markdown reads the character NUL as U+FFFD; the lines must say the same to be found again.
    text = text.replace("\0", "\ufffd")
    page.blocks.extend(_blocks(text, 1, text.split("\n"), page))
    return page


def walk(blocks: list[Block] | tuple[Block, ...]) -> Iterator[Block]:
    """Every block, parents before their children."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def _blocks(text: str, first_line: int, lines: list[str], page: Page) -> Iterator[Block]:
    tokens = _PARSER.parse(text)
    for index, token in enumerate(tokens):
        line = first_line + token.map[0] if token.map else first_line
        match token.type:
            case "colon_fence" | "fence":
                head, _, argument = token.info.strip().partition(" ")
                if head.startswith("{") and head.endswith("}"):
                    yield _directive(token, (head[1:-1], argument.strip()), line, lines, page)
                elif token.type == "colon_fence":
                    page.inlines.append(Inline("colon_fence", token.info.strip(), line))
                else:
                    page.fences.append(Fence(token.info.strip(), token.content, line, _is_closed(token)))
            case "html_block":
                page.inlines.append(Inline("html", token.content.strip(), line))
            case "myst_line_comment" | "myst_block_break" | "front_matter" | "myst_target":
                page.inlines.append(Inline(token.type, token.content, line))
            case "heading_open":
                page.headings.append((int(token.tag[1]), tokens[index + 1].content, line))
            case "inline":
                page.inlines.extend(_inlines(token.children or [], line))
            case _:
                pass


def _inlines(children: list[Token], line: int) -> Iterator[Inline]:
    for child in children:
        match child.type:
            case "link_open":
                yield Inline("link", str(child.attrs.get("href", "")), line)
            case "html_inline":
                yield Inline("html", child.content, line)
            case "image":
                yield Inline("image", str(child.attrs.get("src", "")), line)
            case "myst_role":
                yield Inline("role", str(child.meta.get("name", "")), line)
            case "softbreak" | "hardbreak":
                line += 1
            case _:
                pass


def _is_closed(token: Token) -> bool:
    """True when one line of the fence's span is neither its opening nor its content: the closing line."""
    assert token.map is not None
    content_lines = token.content.removesuffix("\n").count("\n") + 1 if token.content else 0
    return token.map[1] - token.map[0] == content_lines + 2


def _directive(token: Token, head: tuple[str, str], line: int, lines: list[str], page: Page) -> Block:
    assert token.map is not None
    content = token.content.split("\n")
    if content and content[-1] == "":
        content.pop()
    options, bad, used = _options(content, line + 1, lines)
    if used < len(content) and not content[used].strip():
        used += 1
    body = "\n".join(content[used:])
    inner = Page()
    children = () if head[0] in _LITERAL else tuple(_blocks(body + "\n", line + 1 + used, lines, inner))
    page.inlines.extend(inner.inlines)
    source = lines[line - 1]
    return Block(
        name=head[0],
        argument=head[1],
        line=line,
        column=max(source.find(token.markup), 0) + 1,
        last_line=line + token.map[1] - token.map[0] - 1,
        closed=_is_closed(token),
        top_level=token.level == 0,
        options=tuple(options),
        bad_lines=tuple(bad),
        body_line=line + 1 + used,
        body=body,
        children=children,
        fences=tuple(inner.fences),
        markers=len(token.markup),
    )


def _options(content: list[str], first_line: int, lines: list[str]) -> tuple[list[Option], list[int], int]:
    """Options, lines that are none, and how many lines the option block takes."""
    options: list[Option] = []
    bad: list[int] = []
    used = 0
    if content and content[0].startswith("---"):
        return options, [first_line], 0
    for row in content:
        if not row.lstrip().startswith(":") or row.lstrip().startswith(":::"):
            if options and row[:1] in (" ", "\t") and row.strip():
                bad.append(first_line + used)
            break
        line = first_line + used
        match = _OPTION.fullmatch(row)
        if match and not match[1]:
            source = lines[line - 1]
            column = source.index(":" + match[2]) + 1
            value = match[3] or ""
            start = source.index(value, column + len(match[2]) + 1) + 1 if value else len(source) + 1
            options.append(Option(match[2].strip(), value, line, column, start))
        else:
            bad.append(line)
        used += 1
    return options, bad, used
