"""Links and pictures whose address stands elsewhere, `[text][label]`: the label is not shown, so it says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

UNSHOWN_LABEL = "unshown_label"
"""Under this name the opening token of a link, or a picture, carries what stands after its text and is not shown."""

MARKED_DESCRIPTION = "marked_description"
"""A picture's description with marks in it: code and pictures would be left out of it, and words run together."""
LOST_REFERENCE = "lost_reference"
"""The token before a link whose label no line defines; Markdown would show it with its brackets."""
_WORDS = re.compile(r"(?!\^)[^\w]*\w")
_SPOKEN = frozenset({"text", "text_special"})


def keep_labels(markdown: MarkdownIt) -> None:
    """Let a parser mark every link and picture after whose text something stands that is not shown."""
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("image", _image)


def unshown_parts(token: Token) -> Iterator[tuple[str, str]]:
    """What a link or picture says beside its text, by its kind of mistake."""
    if title := token.attrs.get("title"):
        yield "hover", str(title)
    if unshown := token.meta.get(UNSHOWN_LABEL):
        yield UNSHOWN_LABEL, str(unshown)
    if token.type == "image" and any(child.type not in _SPOKEN for child in token.children or ()):
        yield MARKED_DESCRIPTION, token.content


def _link(state: StateInline, silent: bool) -> bool:  # the parser's own call
    begins, tokens = state.pos, len(state.tokens)
    is_found = link(state, silent)
    if is_found and not silent:
        _mark(state, begins, tokens, "link_open")
    elif not silent and (written := _lost_reference(state)):
        state.push(LOST_REFERENCE, "", 0).content = written
    return is_found


def _lost_reference(state: StateInline) -> str:
    """The link `[text][label]` or `[label][]` that begins here and has no address; an empty text when none does.

    Footnotes, marks to tick and brackets without words, `[…]`, are no labels.
    """
    begins = state.pos
    if not state.src.startswith("[", begins) or state.src.find("][", begins) < 0:
        return ""
    middle = state.md.helpers.parseLinkLabel(state, begins)
    if middle < 0 or not state.src.startswith("[", middle + 1):
        return ""
    ends = state.md.helpers.parseLinkLabel(state, middle + 1)
    text, label = state.src[begins + 1:middle], state.src[middle + 2:ends]
    is_reference = ends > 0 and _WORDS.match(text) and (not label or _WORDS.match(label))
    return state.src[begins:ends + 1] if is_reference else ""


def _image(state: StateInline, silent: bool) -> bool:  # the parser's own call
    begins, tokens = state.pos, len(state.tokens)
    is_found = image(state, silent)
    if is_found and not silent:
        _mark(state, begins + 1, tokens, "image")
    return is_found


def _mark(state: StateInline, begins: int, tokens: int, kind: str) -> None:
    """Look at what was read from the bracket at `begins` on; its token is the first of its kind after so many."""
    ends = state.md.helpers.parseLinkLabel(state, begins, kind == "link_open")
    text, rest = state.src[begins + 1:ends], state.src[ends + 1:state.pos]
    # What ends with a parenthesis is the address itself. The parser may pass over more than a label.
    if not rest.endswith("]") or rest == "[]":
        return
    if not rest.startswith("[") or normalizeReference(rest[1:-1]) != normalizeReference(text):
        next(token for token in state.tokens[tokens:] if token.type == kind).meta[UNSHOWN_LABEL] = rest
