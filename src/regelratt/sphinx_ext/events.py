"""What happens when, in the order of a build: read, note what changed, draw, finish."""

from __future__ import annotations

import gc
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from regelratt.app.long_lived import keep_for_long
from regelratt.app.publishing.site_files import PAGES_FILE
from regelratt.app.publishing.sphinx_run import READING
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.drawing import Drawing
from regelratt.sphinx_ext.log import report
from regelratt.sphinx_ext.nodes import Drawn, ObjectFacts, View
from regelratt.sphinx_ext.site import Site, open_site
from regelratt.sphinx_ext.sources import SUFFIX

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _visit_drawn(writer: nodes.NodeVisitor, node: Drawn) -> None:
    writer.body.append(node["html"])  # type: ignore[attr-defined]  # the HTML writer's list of parts
    raise nodes.SkipNode


DIGESTS_FILE = "regelratt-digests.json"
"""Kept with the doctrees: what each page showed when it was last written."""


def connect(app: Sphinx) -> None:
    """Connect every handler."""
    app.add_node(Drawn, html=(_visit_drawn, None))
    app.connect("builder-inited", _open)
    app.connect("env-get-outdated", _pages_to_read)
    app.connect("source-read", _note_source)
    app.connect("doctree-read", _note_links)
    app.connect("env-updated", _pages_to_write)
    # Before sphinx-needs' own drawing, at 500.
    app.connect("doctree-resolved", _draw, priority=400)
    app.connect("html-page-context", _note_page)
    app.connect("build-finished", _remember)


def _open(app: Sphinx) -> None:
    """Read the project, and refuse to build from pages that break the allow-list or lead nowhere."""
    keep_for_long()
    gc.freeze()
    try:
        edition = None if app.builder.name == READING else app.config.regelratt_edition
        site = open_site(Path(app.srcdir), edition)
    except ValueError as error:
        raise ExtensionError(f"det som ska visas går inte att läsa: {error}. Kör regelratt check igen.") from error
    domain_of(app.env).site = site
    refuse_mistakes(site)
    app.config.html_context.setdefault("regelratt_edition", str(site.edition))
    app.config.html_context.setdefault("edit_base", site.settings.edit_url)


def refuse_mistakes(site: Site) -> None:
    """End the build when lint finds an error in the settings or the pages.

    What it finds in SQL and test cases breaks no page; the gate for that is `regelratt lint`.
    """
    errors = [each for each in (*site.settings_diagnostics, *site.content.diagnostics) if each.is_error]
    report(errors)
    if errors:
        raise ExtensionError(f"inställningar och innehåll har {len(errors)} fel; webbplatsen byggs inte")


def _pages_to_read(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Pages whose file holds something else than when it was read: a copy or a backup may bear an older date."""
    known = domain_of(env).sources
    return [name for name, digest in known.items() if name in env.found_docs and digest != _source(app, name)]


def _note_source(app: Sphinx, docname: str, _content: list[str]) -> None:
    domain_of(app.env).sources[docname] = _source(app, docname)


def _source(app: Sphinx, docname: str) -> str:
    """The hash of what the loader read, which is what Sphinx is given; nothing for a page that it did not see."""
    page = domain_of(app.env).site.pages.get(f"{docname}{SUFFIX}")
    return hashlib.sha256(page.text.encode()).hexdigest() if page else ""


def _note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what a page's prose links to: an object that moves takes its links with it."""
    targets = {str(node.get("reftarget")) for node in doctree.findall(addnodes.pending_xref)}
    domain = domain_of(app.env)
    domain.links[app.env.docname] = sorted(targets & set(domain.site.catalog.by_id))


def _digests(app: Sphinx) -> dict[str, str]:
    """For each page a hash over everything it shows that may change without the page being edited."""
    env = app.env
    domain = domain_of(env)
    frame = json.dumps([
        sorted((docname, title.astext()) for docname, title in env.titles.items()),
        sorted(env.toctree_includes.items()),
        sorted((str(key), str(value)) for key, value in app.config.html_context.items()),
    ])
    drawing = domain.drawing = Drawing(app.builder, domain)
    digests = {}
    on_page = domain.by_page()
    for docname in sorted(env.found_docs):
        shown = [drawing.facts(ident, docname) for ident in on_page.get(docname, ())]
        shown += [domain.objects[target][2] for target in domain.links.get(docname, ()) if target in domain.objects]
        shown += [drawing.view(name, argument, docname) for name, argument in domain.views.get(docname, [])]
        digests[docname] = hashlib.sha256("\n".join((frame, *shown)).encode()).hexdigest()
    return digests


def _pages_to_write(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages that show something new, though nobody edited them."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return []
    kept = Path(app.doctreedir, DIGESTS_FILE)
    before: dict[str, str] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    now = _digests(app)
    domain_of(env).digests = now
    return [docname for docname, digest in now.items() if before.get(docname) != digest]


def _remember(app: Sphinx, exception: Exception | None) -> None:
    """Keep the digests of a build that went well; after a failed one every page is in doubt."""
    gc.unfreeze()
    kept = Path(app.doctreedir, DIGESTS_FILE)
    digests = domain_of(app.env).digests
    if exception is not None:
        kept.unlink(missing_ok=True)
    elif digests:
        kept.write_text(json.dumps(digests), encoding="utf-8")
        _list_pages(app)


def _note_page(app: Sphinx, pagename: str, _template: str, _context: dict[str, object], _tree: object) -> None:
    """Remember a page that no source page stands behind, such as the search page; it is written in every build."""
    if pagename not in app.env.found_docs:
        domain_of(app.env).further_pages.add(pagename)


def _list_pages(app: Sphinx) -> None:
    """Say which pages the site has now: Sphinx leaves the pages of deleted sources in its folder."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    names = app.env.found_docs | domain_of(app.env).further_pages
    pages = sorted(Path(builder.get_output_path(name)).relative_to(app.outdir).as_posix() for name in names)
    Path(app.doctreedir, PAGES_FILE).write_text(json.dumps(pages), encoding="utf-8")


def _draw(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put HTML in every place that waits for it; other formats show the text alone."""
    domain = domain_of(app.env)
    drawing = domain.drawing or Drawing(app.builder, domain)
    is_html = isinstance(app.builder, StandaloneHTMLBuilder)
    for facts in list(doctree.findall(ObjectFacts)):
        _replace(facts, drawing.facts(facts["ident"], docname) if is_html else "")
    for view in list(doctree.findall(View)):
        _replace(view, drawing.view(view["name"], view["argument"], docname) if is_html else "")


def _replace(node: nodes.Element, html: str) -> None:
    assert node.parent is not None
    node.parent.replace(node, [Drawn(html=html)] if html else [])
