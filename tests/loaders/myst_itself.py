"""What MyST itself makes of a page: the same spans, read with myst-parser's own parser and option reader."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from unittest import mock

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst import directives as docutils_directives
from docutils.parsers.rst import roles as docutils_roles
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.base import DocutilsRenderer, make_document
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.mdit import create_md_parser

from regelratt.loaders.dialect import restrain

_MYST = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), RendererHTML)
restrain(_MYST)

_LITERAL = ("toctree",)
"""Directives whose body is no Markdown."""
_WITHOUT_ARGUMENT = ("toctree", "note", "tip", "warning", "important")
"""Sphinx's and docutils' directives that take no argument; MyST then reads the first line as body."""


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
    warnings: tuple[str, ...]
    """What MyST warns of in how the directive is written; the build takes any for a failure."""


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


class _WithoutArgument(_Accepting):
    """A directive whose body may begin on its first line."""

    optional_arguments = 0


def _class_of(name: str) -> type[Directive]:
    return _WithoutArgument if name.lower() in _WITHOUT_ARGUMENT else _Accepting


ClassOf = Callable[[str], type[Directive]]


def directives_of(text: str, first_line: int = 1, class_of: ClassOf = _class_of) -> list[Seen]:
    """The directives of a text in MyST's order, nested ones inside theirs."""
    found = []
    for token in _MYST.parse(text):
        if token.type in ("colon_fence", "fence"):
            parts = token.info.strip().split(maxsplit=1)
            if parts and parts[0].startswith("{") and parts[0].endswith("}"):
                found.append(_seen(token, parts[0][1:-1], parts[1] if len(parts) > 1 else "", first_line, class_of))
    return found


def _seen(token: Token, name: str, argument: str, first_line: int, class_of: ClassOf) -> Seen:
    assert token.map is not None
    # As in render_colon_fence: a nested fence first in the body is told from options by a blank line.
    shifted = token.type == "colon_fence" and token.content.startswith(":::")
    kind = class_of(name)
    result = parse_directive_text(kind, argument, ("\n" if shifted else "") + token.content)
    line = first_line + token.map[0]
    body_line = line + 1 + result.body_offset - shifted
    children = () if name in _LITERAL else tuple(
        directives_of("\n".join(result.body) + "\n", body_line, class_of))
    return Seen(
        name, argument if kind is _Accepting else "", line, first_line + token.map[1] - 1, token.level == 0, dict(result.options), result.body,
        body_line, children, tuple(each.msg for each in result.warnings),
    )


@dataclass
class Ran:
    """What MyST runs and writes when it renders a page."""

    directives: list[tuple[str, int]] = field(default_factory=list)
    """Name and line of each directive, in the order they are run."""
    roles: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def rendered(text: str) -> Ran:
    """Render the page with MyST's own renderer; every directive and role is a recorder that runs its body."""
    ran = Ran()
    pushed_down: list[bool] = []
    """For each fence being rendered, whether MyST has put a blank line before its content."""

    class Recorder(Directive):
        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True
        option_spec = _AnyOption(id=lambda value: value or "")

        def run(self) -> list[nodes.Node]:
            ran.directives.append((self.name, self.lineno))
            inside = nodes.container()
            if self.name not in _LITERAL:
                self.state.nested_parse(self.content, self.content_offset - pushed_down[-1], inside)
            for argument in self.arguments:
                inside += self.state.inline_text(argument, self.lineno)[0]
            return [inside]

    class RecorderWithoutArgument(Recorder):
        optional_arguments = 0

    def directive(name: str, *_: object) -> tuple[type[Directive], list[nodes.Node]]:
        return (RecorderWithoutArgument if name.lower() in _WITHOUT_ARGUMENT else Recorder), []

    def role(name: str, *_: object) -> tuple[Callable[..., object], list[nodes.Node]]:
        ran.roles.append(name)
        return (lambda *_, **__: ([], [])), []

    class Renderer(DocutilsRenderer):
        def render_fence(self, token: SyntaxTreeNode) -> None:
            pushed_down.append(False)
            super().render_fence(token)
            pushed_down.pop()

        def render_colon_fence(self, token: SyntaxTreeNode) -> None:
            pushed_down.append(token.content.startswith(":::"))
            super().render_colon_fence(token)
            pushed_down.pop()

        def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
            ran.directives.append(("eval-rst", token.map[0]))

    document = make_document()
    document.settings.warning_stream = io.StringIO()
    document.settings.myst_suppress_warnings = []
    document.reporter.stream = None
    document.reporter.report_level = document.reporter.halt_level = 5
    parser = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), Renderer)
    parser.options["document"] = document
    restrain(parser)
    with mock.patch.object(docutils_directives, "directive", directive), mock.patch.object(docutils_roles, "role", role):
        parser.render(text)
    for node in document.findall():
        match node:
            case nodes.raw():
                ran.raw.append(node.astext())
            case nodes.image():
                ran.images.append(node["uri"])
            case nodes.reference():
                ran.links.append(node.get("refuri") or node.get("refname") or "")
            case _:
                pass
    return ran


def document_of(text: str) -> nodes.document:
    """The page without directives as MyST's own renderer makes it."""
    document = make_document()
    document.settings.warning_stream = io.StringIO()
    document.reporter.stream = None
    document.reporter.report_level = document.reporter.halt_level = 5
    parser = create_md_parser(MdParserConfig(enable_extensions={"colon_fence"}), DocutilsRenderer)
    parser.options["document"] = document
    restrain(parser)
    parser.render(text)
    return document
