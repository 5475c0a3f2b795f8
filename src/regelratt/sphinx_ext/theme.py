"""The look of the site on top of pydata-sphinx-theme: settings, templates, strings and page policy.

Here lives what every page needs whatever it says: a strict content security policy, Swedish theme
texts, our own style sheets and scripts, and the section menu. This module knows Sphinx and the theme;
it knows neither the catalogue nor sphinx-needs. Values of ``html_context`` it reads are listed in
``ContextKey``.
"""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypedDict, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from regelratt.app.disclosure.text.page_markup import POLICY
from regelratt.domain.address import AddressKind, kind_of_address
from regelratt.settings import load_settings
from regelratt.sphinx_ext.main_menu import main_menu
from regelratt.sphinx_ext.page_contents import page_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

THEME: Final = "pydata_sphinx_theme"
ASSETS: Final = Path(__file__).parent / "assets"
LANGUAGE: Final = "sv"

SETTINGS: Final[Mapping[str, object]] = {
    "html_theme": THEME,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_show_sphinx": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_favicon": str(ASSETS / "favicon.svg"),
    "html_sidebars": {"**": ["sektionsmeny.html"]},
}
"""Sphinx settings that hold unless conf.py or the command line says otherwise."""

THEME_OPTIONS: Final[Mapping[str, object]] = {
    "navbar_start": ["sajtnamn.html"],
    "navbar_center": ["navbar-nav.html"],
    "navbar_persistent": ["sokfalt.html"],
    "navbar_end": ["theme-switcher.html"],
    "header_links_before_dropdown": 6,
    "header_dropdown_text": "Mer",
    "disable_search": True,
    "article_header_start": ["breadcrumbs.html"],
    "article_footer_items": ["foresla-andring.html"],
    "content_footer_items": [],
    "primary_sidebar_end": [],
    "secondary_sidebar_items": ["page-toc.html"],
    "show_toc_level": 2,
    "footer_start": ["sidfot.html"],
    "footer_center": [],
    "footer_end": [],
    "templates_skip_empty_check": [
        "sajtnamn.html",
        "navbar-nav.html",
        "sokfalt.html",
        "theme-switcher.html",
        "sidfot.html",
    ],
}
"""Theme options that hold unless conf.py sets the same key."""

STYLE_SHEETS: Final = ("grund.css", "sidram.css", "objekt.css", "tabeller.css", "sok.css", "utskrift.css")

UNWANTED_ASSETS: Final = (
    "jquery.js",
    "_sphinx_javascript_frameworks_compat.js",
    "sphinx-data-viewer",
    "sphinx_needs_collapse.js",
    # Styles for layouts of sphinx-needs, which our objects do without, and for pictures that nobody can draw.
    "sphinx-needs/",
    "graphviz.css",
    # Adds a javascript: link to every page reached from a search, which the policy forbids.
    "sphinx_highlight.js",
)


class ContextKey(StrEnum):
    """Keys of ``html_context`` that the templates read; all of them may be left out."""

    EDITION = "regelratt_edition"
    """``publik`` (default) or ``intern``; the internal edition carries a banner on every page."""
    SUBTITLE = "regelratt_undertitel"
    """Short line under the name of the site in the page header."""
    NOTICE = "regelratt_notis"
    """Replaces the sentence in the footer that says the municipality is fictional."""
    VERSION = "regelratt_version"
    """Version of the content or the package, shown in the footer."""
    RUN = "regelratt_run"
    """Identity of the run whose results the pages show."""
    AS_OF = "regelratt_per_datum"
    """Date of that run."""
    STATEMENT = "regelratt_tillganglighet"
    """Document name of the accessibility statement; found by name when absent."""
    EDIT_BASE = "edit_base"
    """Address that, followed by a source path, opens the page for editing."""
    PAGEFIND = "regelratt_pagefind"
    """False when the build makes no Pagefind index; the search page then uses Sphinx's own."""


class SectionLink(TypedDict):
    """One entry of the section menu."""

    docname: str
    title: str
    current: bool
    children: list[SectionLink]


def setup_theme(app: Sphinx) -> None:
    """Connect everything that gives the site its look."""
    _add_swedish_strings(app)
    # Before Sphinx's own validation of paths and style sheets, which runs at 800.
    app.connect("config-inited", _apply_settings, priority=300)
    # After sphinx-needs has drawn its tables (500).
    app.connect("doctree-resolved", _drop_inline_widths, priority=990)
    # Before the theme (500) renders its templates to see which are empty.
    app.connect("html-page-context", _add_page_values, priority=400)
    # After every other handler has added its scripts.
    app.connect("html-page-context", _enforce_policy, priority=950)
    app.connect("build-finished", _remove_permalink_page, priority=900)


def _add_swedish_strings(app: Sphinx) -> None:
    """Give Sphinx the theme's texts in Swedish.

    The catalogue is compiled to a folder of our own on every start, since the package may lie in a
    folder that cannot be written and Sphinx reads ``locale_dirs`` before extensions are loaded.
    """
    if app.config.language != LANGUAGE:
        return
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder, LANGUAGE, "LC_MESSAGES", "sphinx.mo")
        compiled.parent.mkdir(parents=True)
        with (ASSETS / "locale" / "sphinx.sv.po").open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale=LANGUAGE, abort_invalid=True))
        app.add_message_catalog("sphinx", folder)


def _apply_settings(app: Sphinx, config: Config) -> None:
    """Fill in settings, theme options and files, leaving whatever conf.py states."""
    stated = {*config._raw_config, *config.overrides}  # noqa: SLF001  # no public way to tell stated from default
    for name, value in SETTINGS.items():
        if name not in stated:
            setattr(config, name, value)
    if config.html_theme != THEME:
        return
    if "html_title" not in stated:
        config.html_title = load_settings(Path(app.confdir))[0].title or config.project
    config.html_theme_options = {**THEME_OPTIONS, **config.html_theme_options}
    config.templates_path = [*config.templates_path, str(ASSETS / "templates")]
    config.html_static_path = [*config.html_static_path, str(ASSETS / "static")]
    # Holds a plain script instead of Sphinx's, which evaluates text to find the plural form.
    config.locale_dirs = [str(ASSETS / "locale")]
    for name in STYLE_SHEETS:
        app.add_css_file(f"regelratt/{name}", priority=700)
    app.add_js_file("regelratt/regelratt.js", priority=700, defer="defer")


def _uses_theme(app: Sphinx) -> bool:
    return bool(app.config.html_theme == THEME)


def _drop_inline_widths(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Remove sizes that the HTML writer would print as style attributes."""
    if not _uses_theme(app):
        return
    for table in doctree.findall(nodes.table):
        table.attributes.pop("width", None)
        table["classes"] = [name for name in table["classes"] if name != "colwidths-given"]
    for image in doctree.findall(nodes.image):
        for name in ("width", "height", "scale"):
            if not str(image.get(name, "")).isdigit():
                image.attributes.pop(name, None)


def _add_page_values(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, object],
    doctree: nodes.document | None,
) -> None:
    """Give the templates what they show: section menu, edit link, edition, statement."""
    if not _uses_theme(app) or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    context.setdefault("default_mode", "auto")
    context["rr_intern"] = context.get(ContextKey.EDITION) == "intern"
    path = [pagename, *_ancestors(app.builder, pagename)]
    context["rr_sektion"] = _section(app.env, path)
    top = path[-2] if len(path) > 1 and path[-1] == app.env.config.root_doc else pagename
    context["rr_meny"] = main_menu(app.env, pagename, top, cast("Callable[[str], str]", context["pathto"]))
    context["rr_innehall"] = page_contents(str(context.get("toc", "")), app.config.html_theme_options["show_toc_level"])
    context["rr_tillganglighet"] = context.get(ContextKey.STATEMENT) or _statement(app.env)
    base = context.get(ContextKey.EDIT_BASE)
    if kind_of_address(str(base)) is AddressKind.WEB and doctree is not None and pagename in app.env.found_docs:
        source = app.env.doc2path(pagename, base=False)
        context["rr_andra"] = f"{str(base).rstrip('/')}/{Path(source).as_posix()}"


def _enforce_policy(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, object],
    _doctree: nodes.document | None,
) -> None:
    """Put the policy first in the head and keep only files that it lets run."""
    if not _uses_theme(app):
        return
    meta = f'\n    <meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
    context["metatags"] = meta + str(context.get("metatags", ""))
    for kind in ("script_files", "css_files"):
        files = context.get(kind)
        if isinstance(files, list):
            context[kind] = [file for file in files if _is_wanted(file)]


def _is_wanted(asset: object) -> bool:
    """Tell whether a script or style sheet is a file, and not one of those we do without."""
    filename = getattr(asset, "filename", asset)
    return bool(filename) and not any(name in str(filename) for name in UNWANTED_ASSETS)


def _section(env: BuildEnvironment, path: list[str]) -> list[SectionLink]:
    """Return the pages below the top-level page on the path from a page to the first."""
    if len(path) < 2 or path[-1] != env.config.root_doc:
        return []
    return _links(env, path[-2], frozenset(path))


def _ancestors(builder: StandaloneHTMLBuilder, pagename: str) -> Iterator[str]:
    """Yield the parents of a page, nearest first."""
    seen = {pagename}
    parent = builder.relations.get(pagename, [None])[0]
    while parent and parent not in seen:
        seen.add(parent)
        yield parent
        parent = builder.relations.get(parent, [None])[0]


def _links(env: BuildEnvironment, docname: str, path: frozenset[str]) -> list[SectionLink]:
    """Return a page's children, opened only along the path to the page being read."""
    return [
        SectionLink(
            docname=child,
            title=env.titles[child].astext(),
            current=child in path,
            children=_links(env, child, path - {docname}) if child in path else [],
        )
        for child in env.toctree_includes.get(docname, [])
        if child in env.titles and child != docname
    ]


def _statement(env: BuildEnvironment) -> str | None:
    """Find the accessibility statement by the name of its file."""
    names = (name for name in sorted(env.found_docs) if "tillganglighetsredogorelse" in name)
    return next(names, None)


def _remove_permalink_page(app: Sphinx, exception: Exception | None) -> None:
    """Delete the redirect page of sphinx-needs: it runs an inline script, and our objects have anchors."""
    name = getattr(app.config, "needs_permalink_file", None)
    if exception is None and name and _uses_theme(app):
        (Path(app.outdir) / Path(str(name)).name).unlink(missing_ok=True)
