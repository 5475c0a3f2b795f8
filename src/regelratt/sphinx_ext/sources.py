"""What Sphinx reads: the loader's own pages and nothing else, and settings that no page and no stray file can change.

Settings that would let the build read, run or fetch more than lint has seen hold whatever conf.py says. conf.py itself
is code, and trusted as code is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from myst_parser.config.main import MdParserConfig

from regelratt.loaders.file_names import STATIC_FOLDER, read_by_build_tools
from regelratt.loaders.page_links import find_ring
from regelratt.loaders.toctree_texts import ROOT_PAGE
from regelratt.settings import load_settings
from regelratt.sphinx_ext.domain import NAME as OBJECTS_DOMAIN
from regelratt.sphinx_ext.domain import domain_of
from regelratt.sphinx_ext.folder_links import NEVER_READ, patterns_without_links, refuse_folder_links
from regelratt.sphinx_ext.refusal import PageRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

SUFFIX: Final = ".md"

_MYST: Final[Mapping[str, object]] = {
    "enable_extensions": {"colon_fence"},
    "url_schemes": {"http": None, "https": None, "mailto": None},
    # A line before the footnotes may stand where docutils allows none, such as right after a heading.
    "footnote_transition": False,
    # No page can name what the other domains hold, and each would read every link as a piece of its own language.
    "ref_domains": ["std", OBJECTS_DOMAIN],
}
"""MyST's settings that differ from its defaults; all others hold their defaults."""

_FIXED: Final[Mapping[str, object]] = {
    "source_suffix": {SUFFIX: "markdown"},
    "default_role": None,
    "html_extra_path": [],
    "html_additional_pages": {},
    "html_use_opensearch": "",
    # A picture is the one that the page names, and not another one that is called as it with a language.
    "figure_language_filename": "{root}{ext}",
    "gettext_auto_build": False,
    # Text is shown as it is written: no other quotes and dashes, and nothing left out of examples.
    "smartquotes": False,
    "trim_doctest_flags": False,
    # A code block that its colouring cannot read is shown without colours.
    "suppress_warnings": ["misc.highlighting_failure", "toc.not_included", "myst.header"],
}

DOCUTILS: Final[Mapping[str, object]] = {"raw_enabled": False, "file_insertion_enabled": False}
"""docutils' own switches for raw HTML and for directives that read files."""

_PLAIN_MAIL: Final[Mapping[str, object]] = {"cloak_email_addresses": False}
"""docutils would write a mail address with signs that hide it from the filter of built pages, and from readers."""


def setup_sources(app: Sphinx) -> None:
    """Fix the settings, and hold what Sphinx finds and reads against what the loader found and read."""
    # Before MyST, sphinx-needs and Sphinx itself look at theirs; and again after Sphinx has added what it knows.
    app.connect("config-inited", _fix_settings, priority=1)
    app.connect("config-inited", _fix_settings, priority=10_000)
    app.connect("builder-inited", _refuse_stray, priority=1)
    app.connect("builder-inited", _fix_docutils, priority=1)
    app.connect("builder-inited", _refuse_folder_links, priority=1)
    # After sphinx-needs has set itself up: without that, what it does when a build ends would hide our message.
    app.connect("env-before-read-docs", _compare_pages, priority=600)
    app.connect("env-updated", _refuse_rings, priority=1)
    # After every other handler, so that no extension's text comes between.
    app.connect("source-read", _give_text, priority=10_000)


def _fix_settings(app: Sphinx, config: Config) -> None:
    for name, default, field in MdParserConfig().as_triple():
        if "sphinx" not in field.metadata.get("omit", []):
            setattr(config, f"myst_{name}", _MYST.get(name, default))
    for name, value in _FIXED.items():
        setattr(config, name, value)
    places = load_settings(app.confdir)[0].content
    config.include_patterns = [f"{place}/**" if not place.endswith(SUFFIX) else place for place in places]
    config.exclude_patterns = [*NEVER_READ, f"**/{STATIC_FOLDER}", *patterns_without_links(app.confdir)]


def _refuse_stray(app: Sphinx) -> None:
    for name, why in read_by_build_tools(app.confdir):
        raise PageRefusedError(name, None, why)


def _fix_docutils(app: Sphinx) -> None:
    app.env.settings.update({**DOCUTILS, **_PLAIN_MAIL})


def _refuse_folder_links(app: Sphinx) -> None:
    refuse_folder_links(app.confdir, load_settings(app.confdir)[0].content)


def _compare_pages(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Refuse to go on when Sphinx has found other pages than the loader."""
    known = {path.removesuffix(SUFFIX) for path in domain_of(env).site.pages}
    if ROOT_PAGE not in domain_of(env).site.pages:
        raise PageRefusedError(ROOT_PAGE, None, "Webbplatsens förstasida saknas.")
    for docname in sorted(env.found_docs ^ known):
        found = "hittar Sphinx men inte lint" if docname in env.found_docs else "läste lint, men Sphinx hittar den inte"
        raise PageRefusedError(f"{docname}{SUFFIX}", None, f"Sidan {found}.")


def _refuse_rings(_app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse tables of contents that lead round in a ring: Sphinx would follow them without end."""
    ring = find_ring(env.toctree_includes)
    if ring:
        raise PageRefusedError(f"{ring[0]}{SUFFIX}", None, f"Innehållsförteckningarna leder runt: {' → '.join(ring)}.")


def _give_text(app: Sphinx, docname: str, content: list[str]) -> None:
    """The text that lint read, also when the file has changed since."""
    content[0] = domain_of(app.env).site.pages[f"{docname}{SUFFIX}"].text
