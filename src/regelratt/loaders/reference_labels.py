"""Links and pictures whose address stands elsewhere, `[text][label]`: the label is not shown, so it says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from regelratt.loaders.otherwise_written import DRAWN_CODE, LOST_BACKSLASH

UNSHOWN_LABEL = "unshown_label"
"""Under this name the opening token of a link, or a picture, carries what stands after its text and is not shown."""

MARKED_DESCRIPTION = "marked_description"
"""A picture's description with marks in it: code and pictures would be left out of it, and words run together."""
LOST_REFERENCE = "lost_reference"
"""The token before a link whose label no line defines; Markdown would show it with its brackets."""
_GOES_ON = re.compile(r"\][\[(]")
_WORDS = re.compile(r"(?!\^)[^\w]*\w")
LOST_LINK = "lost_link"
"""The same for a link with its address beside it, where Markdown sees none: a footnote or a link in its text, or a
space in the address.
"""
MISWRITTEN_LINK = "miswritten_link"
"""The token before a link whose text and address stand beside each other in another way than Markdown's."""
_ADDRESS = r"(?:https?://|www\.|mailto:|tel:)"
_OWN_ADDRESS = r"(?:\.{0,2}/\w|#[^\W\d]|[\w./-]{1,200}\.(?:md|png|jpe?g|gif|webp|pdf|csv|txt|json|html?)\b)"
_LINK_TEXT = r"\[(?!\^)[^\[\]]{0,300}\w[^\[\]]{0,300}\]"
_PARTED = re.compile(rf"{_LINK_TEXT}(?:<?{_ADDRESS}|\s{{1,4}}\((?:{_ADDRESS}|{_OWN_ADDRESS}))[^\s)]*\)?")
_UNCLOSED = re.compile(rf"{_LINK_TEXT}\((?:{_ADDRESS}|{_OWN_ADDRESS})[^\s)]*")
_TURNED = re.compile(rf"\[(?:{_ADDRESS}|{_OWN_ADDRESS})[^\s\]]*\]")
_SPOKEN = frozenset({"text", "text_special", LOST_BACKSLASH, DRAWN_CODE})


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
        state.push(LOST_LINK if written.endswith(")") else LOST_REFERENCE, "", 0).content = written
    elif not silent and (found := _miswritten(state.src, begins)):
        state.push(MISWRITTEN_LINK, "", 0).content = found[0]
    return is_found


def _miswritten(text: str, begins: int) -> re.Match[str] | None:
    """The link that begins at a bracket with a blank before its address, no end, no brackets, or those of the other."""
    if begins and text[begins - 1] == ")" and text.startswith("[", begins):
        return _TURNED.match(text, begins)
    return _PARTED.match(text, begins) or _UNCLOSED.match(text, begins)


def _lost_reference(state: StateInline) -> str:
    """The link `[text][label]`, `[label][]` or `[text](address)` that begins here and is none; else an empty text.

    Footnotes, marks to tick and brackets without words, `[…]`, are no labels.
    """
    begins = state.pos
    if not state.src.startswith("[", begins) or not _GOES_ON.search(state.src, begins):
        return ""
    middle = state.md.helpers.parseLinkLabel(state, begins)
    if middle > 0 and state.src.startswith("(", middle + 1):
        ends = state.src.find(")", middle)
        is_link = 0 < ends < state.posMax and _WORDS.match(state.src, begins + 1, middle)
        return state.src[begins:ends + 1] if is_link else ""
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
