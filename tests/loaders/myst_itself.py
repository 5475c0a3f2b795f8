"""What MyST itself makes of a page: the same spans, read with myst-parser's own parser and option reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from docutils.parsers.rst import Directive
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

_MYST = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), RendererHTML)

_LITERAL = ("toctree",)
"""Directives whose body is no Markdown."""


@dataclass(frozen=True)
class Seen:
    """One directive as MyST sees it; lines count from 1 in the file."""

    name: str
    argument: str
    line: int
    last_line: int
    top_level: bool
    options: dict[str, str]
    body: list[str]
    body_line: int
    children: tuple[Seen, ...]


class _AnyOption(dict[str, Callable[[str | None], str]]):
    """An option table that knows every name."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return lambda value: value or ""


class _Accepting(Directive):
    """A directive with a title, any options and a body."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = _AnyOption(id=lambda value: value or "")


def directives_of(text: str, first_line: int = 1) -> list[Seen]:
    """The directives of a text in MyST's order, nested ones inside theirs."""
    found = []
    for token in _MYST.parse(text):
        if token.type in ("colon_fence", "fence"):
            parts = token.info.strip().split(maxsplit=1)
            if parts and parts[0].startswith("{") and parts[0].endswith("}"):
                found.append(_seen(token, parts[0][1:-1], parts[1] if len(parts) > 1 else "", first_line))
    return found


def _seen(token: Token, name: str, argument: str, first_line: int) -> Seen:
    assert token.map is not None
    # As in render_colon_fence: a nested fence first in the body is told from options by a blank line.
    shifted = token.type == "colon_fence" and token.content.startswith(":::")
    result = parse_directive_text(_Accepting, argument, ("\n" if shifted else "") + token.content)
    line = first_line + token.map[0]
    body_line = line + 1 + result.body_offset - shifted
    children = () if name in _LITERAL else tuple(directives_of("\n".join(result.body) + "\n", body_line))
    return Seen(
        name, argument, line, first_line + token.map[1] - 1, token.level == 0, dict(result.options), result.body,
        body_line, children,
    )
