"""What a page's tree may be made of, looked at when it has been read and again when its links are resolved.

The last look before writing: whatever made a node, only these kinds reach a page, raw text never does, and every
address has passed the filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import Reporter
from sphinx import addnodes

from regelratt.domain.address import AddressKind, kind_of_address
from regelratt.domain.characters import visible
from regelratt.loaders.page_links import OWN_PAGE, is_picture, target_of
from regelratt.loaders.page_text import first_misleading
from regelratt.loaders.toctree_texts import ROOT_PAGE
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.nodes import Drawn, ObjectFacts, View
from regelratt.sphinx_ext.refusal import PageRefusedError
from regelratt.sphinx_ext.sources import DOCUTILS, SUFFIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NODES = frozenset({
    nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.Text, nodes.emphasis, nodes.strong,
    nodes.literal, nodes.literal_block, nodes.bullet_list, nodes.enumerated_list, nodes.list_item,
    nodes.block_quote, nodes.reference, nodes.image, nodes.table, nodes.tgroup, nodes.colspec,
    nodes.thead, nodes.tbody, nodes.row, nodes.entry, nodes.footnote, nodes.footnote_reference, nodes.label,
    nodes.comment, nodes.container, nodes.inline, nodes.note, nodes.tip, nodes.warning, nodes.important,
    nodes.compound, nodes.caption, nodes.substitution_definition, addnodes.toctree, addnodes.pending_xref,
    addnodes.download_reference, addnodes.compact_paragraph, addnodes.number_reference, ObjectFacts, View, Drawn,
})
"""Every kind of node that may stand in a page's tree."""

_SHOWN = 100
"""Signs of a text that are repeated in a message."""
_LINE_BREAKS = {"html": "<br />\n", "latex": "\\\\\n"}
"""What MyST writes for a line break: the only raw nodes that are let through."""


def setup_tree(app: Sphinx) -> None:
    """Look at every tree before anything else does, and after everything else has."""
    app.connect("doctree-read", _look_at_read, priority=0)
    app.connect("doctree-resolved", _look_at_resolved, priority=10_000)


def _look_at_read(app: Sphinx, doctree: nodes.document) -> None:
    _check_switches(app, doctree)
    _leave_out_remarks(doctree)
    for node in doctree.findall():
        _check(app, app.env.docname, node)


def _leave_out_remarks(doctree: nodes.document) -> None:
    """Take away what docutils says for information, such as that two headings are alike; its warnings stay."""
    for message in list(doctree.findall(nodes.system_message)):
        if message["level"] <= Reporter.INFO_LEVEL and message.parent is not None:
            message.parent.remove(message)


def _look_at_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for node in doctree.findall():
        _check(app, docname, node, is_resolved=True)


def _check_switches(app: Sphinx, doctree: nodes.document) -> None:
    if any(getattr(doctree.settings, name, None) is not value for name, value in DOCUTILS.items()):
        raise PageRefusedError(f"{app.env.docname}{SUFFIX}", None, "docutils får läsa filer eller skriva rå text.")


def _check(app: Sphinx, docname: str, node: nodes.Node, *, is_resolved: bool = False) -> None:
    problem = _problem(app, docname, node, is_resolved=is_resolved)
    if problem:
        raise PageRefusedError(f"{docname}{SUFFIX}", _line_of(node), problem)


def _line_of(node: nodes.Node | None) -> int | None:
    """The line of the node, or of the nearest one around it that knows its line."""
    while node is not None:
        line = (node.get("line") if isinstance(node, nodes.Element) else None) or node.line
        if line:
            return int(line)
        node = node.parent
    return None


def _shown(node: nodes.Node) -> str:
    """How the node's text begins, to know it by."""
    written = node.children[0].astext() if isinstance(node, nodes.system_message) and node.children else ""
    text = written or getattr(node, "rawsource", "") or node.astext() or str(node)
    return visible(text.split("\n")[0][:_SHOWN].rstrip(".: "))


def _problem(app: Sphinx, docname: str, node: nodes.Node, *, is_resolved: bool) -> str | None:
    """Why the node may not stand in the page, or None."""
    statics = domain_of(app.env).site.statics
    path = f"{docname}{SUFFIX}"
    match node:
        case nodes.raw():
            is_break = _LINE_BREAKS.get(node.get("format", "")) == node.astext()
            return None if is_break else "Rå text är inte tillåten."
        case nodes.system_message():
            return f"Märkningen går inte att bygga; docutils säger: {_shown(node)}."
        case _ if type(node) not in NODES:
            return f"Sidor får inte ha märkning som den här: {_shown(node)}."
        case nodes.image() if not is_resolved:
            target = target_of(node["uri"], path)
            is_known = target in statics and is_picture(target)
            return None if is_known else "Bilden är inte en bildfil i en mapp som heter _static."
        case addnodes.download_reference() if not is_resolved:
            is_known = target_of(node["reftarget"], path) in statics
            return None if is_known else "Filen ligger inte i en mapp som heter _static."
        case addnodes.toctree() if node["glob"]:
            return "En innehållsförteckning får inte ha mönster."
        case addnodes.toctree():
            return _toctree_problem(app, docname, node)
        case nodes.Text() if shown := first_misleading(node.astext()):
            return f"Texten visar tecknet {shown}."
        case nodes.reference() if "refuri" in node:
            allowed = kind_of_address(node["refuri"]) is not None or not node["refuri"]
            return None if allowed else "Länkens adress är av ett otillåtet slag."
        case _:
            return None


def _toctree_problem(app: Sphinx, docname: str, node: addnodes.toctree) -> str | None:
    """Why a table of contents may not stand in the page, or None."""
    entries = node["entries"]
    bad = [target for _, target in entries if target not in app.env.found_docs and not _is_web(target)]
    if bad or any(target == OWN_PAGE for _, target in entries):
        return f"Innehållsförteckningen leder till {(bad or [OWN_PAGE])[0]}."
    is_lost = node["hidden"] and f"{docname}{SUFFIX}" != ROOT_PAGE and any(title for title, _ in entries)
    if is_lost or (node["caption"] and (node["hidden"] or not entries)):
        return "Innehållsförteckningen har en text som inte visas."
    return None


def _is_web(address: str) -> bool:
    return kind_of_address(address) is AddressKind.WEB
