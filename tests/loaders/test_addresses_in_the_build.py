"""What an entry, a link or a picture leads to is the same for lint and for what Sphinx makes of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from docutils.statemachine import StringList
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from sphinx import addnodes
from sphinx.directives import other
from sphinx.environment import BuildEnvironment

from regelratt.loaders.page_links import rooted, target_of
from regelratt.loaders.toctree_entries import Entry, entries_of
from regelratt.sphinx_ext.toctree import PlainTocTree

FOLDER = Path("/projekt")
PAGES = ("index.md", "s1.md", "S2.md", "docs/s1.md", "docs/å.md", "docs/om/index.md", "s1.md/a.md")
ON = "docs/index.md"
"""The page that the addresses stand on."""

_WAYS = [
    "s1", "docs/s1", "/", "//", "..", ".", "%2e", "%2F", "%25", ".md", "\\", "self", "#x", "?", "*", ":", " ", "https://a.se"]
_ANY = st.lists(st.sampled_from(_WAYS), max_size=4).map("".join)
_NEAR = st.tuples(
    st.sampled_from(["", "", "./", ".//", "/docs/", "../docs/", "om/../", "../../../docs/", "%2e/", "/"]),
    st.sampled_from(["s1", "s1", "å", "om/index", "/S2", "S1", "s%31", "%73%31", "%C3%A5", "om%2Findex", "../s1.md/a"]),
    st.sampled_from(["", "", ".md", ".md", "%2emd", ".md/", ".md/.", "#x"])).map("".join)
TARGETS = st.one_of(_NEAR, _NEAR, _ANY)
_SPACES = st.sampled_from(["", "", " ", "\t", "\u00a0"])
_TITLED = st.builds(
    lambda title, opening, target, end: f"{title}{opening}{target}{end}",
    st.sampled_from(["Titel", "T < x", "a://b", "://", "x>", ""]), st.sampled_from([" <", " <", "<", " < "]), TARGETS,
    st.sampled_from([">", ">", ">", " >", ">>"]))
ENTRIES = st.builds(lambda before, entry, after: f"{before}{entry}{after}", _SPACES, st.one_of(TARGETS, _TITLED), _SPACES)


def _env() -> mock.Mock:
    env = mock.Mock(spec=BuildEnvironment, srcdir=FOLDER, docname=ON.removesuffix(".md"))
    env.found_docs = {page.removesuffix(".md") for page in (*PAGES, ON)}
    env.current_document = SimpleNamespace(docname=env.docname)
    env.config = SimpleNamespace(source_suffix={".md": "markdown"}, exclude_patterns=[])
    env.doc2path.side_effect = lambda docname, *_, **__: Path(f"{docname}.md")
    return env


def _by_sphinx(line: str) -> list[tuple[str | None, str]]:
    """What Sphinx makes of a table of contents with one entry: titles, and names of pages or addresses."""
    directive = PlainTocTree.__new__(PlainTocTree)
    directive.state = mock.Mock()
    directive.state.document.settings.env = _env()
    directive.content, directive.options = StringList([line], source=""), {}
    node = addnodes.toctree(glob=False, entries=[], includefiles=[])
    with mock.patch.object(other, "logger"):
        directive.parse_content(node)
    return list(node["entries"])


def _by_lint(entry: Entry) -> list[tuple[str | None, str]]:
    if entry.is_address or entry.target == "self":
        return [(entry.title, entry.target)]
    return [(entry.title, entry.page.removesuffix(".md"))] if entry.page in PAGES else []


def test_entries_lead_where_sphinx_leads_them() -> None:
    """However an entry is written, lint resolves it as Sphinx does, and finds nothing where Sphinx finds nothing."""
    found = Counter[str]()

    @settings(max_examples=3000)
    @given(ENTRIES)
    def compare(line: str) -> None:
        ours = [each for entry in entries_of(line, ON) for each in _by_lint(entry)]
        assert ours == _by_sphinx(line)
        found["page" if ours and f"{ours[0][1]}.md" in PAGES else "other" if ours else "nothing"] += 1

    compare()
    assert min(found["page"], found["other"], found["nothing"]) >= 100, found


def test_addresses_lead_where_the_build_leads_them() -> None:
    """However an address is written, the file that lint finds is the one that MyST and Sphinx are led to."""
    found = Counter[bool]()

    @settings(max_examples=3000)
    @given(TARGETS)
    def compare(written: str) -> None:
        address = MarkdownIt().normalizeLink(written)
        target = target_of(address, ON)
        is_found = target in PAGES and not {"#", "?"} & set(address)
        # What MyST does with the address of a link, before it asks Sphinx for the file; a picture's is taken as it is.
        for given_to_sphinx in (normalizeLinkText(rooted(address, ON)), rooted(address, ON)):
            path = BuildEnvironment.relfn2path(_env(), given_to_sphinx)[0]
            assert not is_found or path == target, written
        found[is_found] += 1

    compare()
    assert min(found.values()) >= 100, found
