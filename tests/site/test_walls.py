"""Each wall of the build by itself: with the walls before it taken down, it still holds."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from unittest import mock

import pytest
from docutils import nodes
from docutils.parsers.rst import directives, roles
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_needs import filter_common

from regelratt.domain.address import AddressKind, kind_of_address
from regelratt.domain.publication import Edition, Publication
from regelratt.exports.publication_files import publication_to_json
from regelratt.loaders import dialect
from regelratt.loaders.grammar import LANGUAGES
from regelratt.sphinx_ext import events, markdown, needs_bridge, registries, tree
from regelratt.sphinx_ext.colours import COLOURED, LONGEST_COLOURED
from regelratt.sphinx_ext.registries import DIRECTIVES, registered
from regelratt.sphinx_ext.site import open_site
from tests.loaders.small_pictures import png
from tests.loaders.test_messages import STATICS
from tests.project import ROOT, write_project

Prepare = Callable[[Sphinx], None]


@contextmanager
def opened(root: Path, page: str, files: dict[str, str] | None = None, *, is_linted: bool = False) -> Iterator[Sphinx]:
    """A Sphinx application of the small project with one more page; unless `is_linted`, as if lint had found nothing."""
    conf = (ROOT / "conf.py").read_text("utf-8")
    write_project(root, {"conf.py": conf, "docs/sida.md": f"# Sida\n\n{page}", **(files or {})})
    with (
        pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(action="ignore"),
        patch_docutils(str(root)), docutils_namespace(),
    ):
        if not is_linted:
            patch.setattr(events, "refuse_mistakes", mock.Mock())
        yield Sphinx(str(root), str(root), str(root / "ut/html"), str(root / "ut/träd"), "html", status=None,
                     warning=io.StringIO(), freshenv=True)


def build(root: Path, page: str, prepare: Prepare = str, files: dict[str, str] | None = None) -> str:
    """Build it; the page, or the refusal."""
    with opened(root, page, files) as app:
        prepare(app)
        try:
            app.build(force_all=True)
        except ExtensionError as refused:
            return f"refused: {refused}"
    return (root / "ut/html/docs/sida.html").read_text(encoding="utf-8")


def test_nothing_is_registered_but_the_list(tmp_path: Path) -> None:
    """While pages are read, every registry of docutils, Sphinx, MyST and sphinx-needs holds the allow-list alone."""
    seen: list[tuple[str, str]] = []
    build(tmp_path, "Text.\n", lambda app: app.connect("doctree-read", lambda app, _: seen.extend(registered(app.env))) and None)
    assert {name for place, name in seen if place == "docutils directives"} == DIRECTIVES
    # Sphinx keeps what was looked up and found.
    assert {place for place, name in seen if name not in DIRECTIVES} == set()
    assert {place for place, _ in seen} == {"docutils directives"}


def test_registries_are_as_before_when_the_build_ends(tmp_path: Path) -> None:
    """Another build in the same process finds what it had registered, also after a refusal."""
    before = {name: set(vars(module)[name]) for module in (directives, roles) for name in vars(module) if name.endswith("_registry")}
    assert build(tmp_path / "a", "```{include} x\n```\n").startswith("refused")
    assert build(tmp_path / "b", "Text.\n").count("Text.")
    assert before == {name: set(vars(module)[name]) for module in (directives, roles) for name in before if name in vars(module)}
    assert {"include", "raw"} <= before["_directive_registry"]


def test_registries_hold_without_the_renderers_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directive that the renderer would let through cannot be found, so it reads nothing."""
    monkeypatch.setattr(markdown, "DIRECTIVES", DIRECTIVES | {"include", "raw", "needtable"})
    (tmp_path / "hemligt.md").write_text("HEMLIGT", encoding="utf-8")
    page = build(tmp_path / "p", f"```{{include}} {tmp_path}/hemligt.md\n```\n\n```{{raw}} html\n<b>rå</b>\n```\n")
    assert "HEMLIGT" not in page
    assert "<b>rå</b>" not in page


def test_docutils_own_switches_hold_without_the_registries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the directives found and run all the same, docutils reads no file and writes no raw text."""
    monkeypatch.setattr(markdown, "DIRECTIVES", DIRECTIVES | {"csv-table", "raw"})
    monkeypatch.setattr(registries.Closed, "close", mock.Mock())
    (tmp_path / "hemligt.csv").write_text("HEMLIGT", encoding="utf-8")
    page = build(tmp_path / "p", f"```{{csv-table}}\n:file: {tmp_path}/hemligt.csv\n```\n\n```{{raw}} html\n<b>rå</b>\n```\n")
    assert "HEMLIGT" not in page
    assert "<b>rå</b>" not in page


@pytest.mark.parametrize(("page", "word"), [
    ("<b>rå</b>\n", "Rå text"), ("[x](https://a@evil.example/)\n", "Länkens adress"), ("![x](../pyproject.toml)\n", "Bilden är inte"),
    ("[x](../pyproject.toml)\n", "Filen ligger inte"), ("(mål)=\n", "får inte ha märkning som den här"),
    (":::{toctree}\n\nx <javascript://a%0aalert(1)>\n:::\n", "Innehållsförteckningen"),
    ("[x](https:evil.example)\n", "Länkens adress"), ("{math}`x`\n", "får inte ha märkning som den här"),
])
def test_tree_holds_without_parser_and_registries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, word: str
) -> None:
    """With MyST's own parser and every directive and role back, the tree is still looked at before it is written."""
    monkeypatch.setattr(registries.Closed, "close", mock.Mock())
    monkeypatch.setattr(markdown, "Parser", MystParser)
    assert word in build(tmp_path, page)


def test_tree_is_looked_at_again_when_links_are_resolved(tmp_path: Path) -> None:
    """What an extension puts in after the first look is found by the second."""
    def late(app: Sphinx, doctree: nodes.document, docname: str) -> None:
        doctree += nodes.raw("", "<b>sent</b>", format="html")

    assert "Rå text" in build(tmp_path, "Text.\n", lambda app: app.connect("doctree-resolved", late) and None)


def test_hard_line_breaks_are_the_only_raw_text(tmp_path: Path) -> None:
    """Two spaces at the end of a line break it; MyST writes that as raw text, which is let through as it is."""
    assert "ett<br />" in build(tmp_path, "ett  \ntvå\n")


def test_mail_addresses_are_written_as_they_are(tmp_path: Path) -> None:
    """A reader sees and can use a mail address, and the filter of built pages knows it for what it is."""
    page = unescape(build(tmp_path, "[oss](mailto:kommunen@pahittby.se) eller <info@pahittby.se>\n"))
    for address in ("kommunen@pahittby.se", "info@pahittby.se"):
        assert f'href="mailto:{address}"' in page
        assert kind_of_address(f"mailto:{address}") is AddressKind.MAIL
    assert ">info@pahittby.se<" in page


def test_schemes_may_have_capitals(tmp_path: Path) -> None:
    """Lint reads the scheme of an address in any letters, and so does the build."""
    page = unescape(build(tmp_path, "[x](HTTPS://A.SE/) [y](Mailto:a@b.se)\n"))
    assert 'href="https://A.SE/"' in page
    assert 'href="mailto:a@b.se"' in page


def test_pictures_may_have_swedish_names_and_spaces(tmp_path: Path) -> None:
    """A picture that lint finds by its name is found by Sphinx too, however the address is written."""
    folder = tmp_path / "docs/_static"
    folder.mkdir(parents=True)
    for name in ("å.png", "a b.png"):
        (folder / name).write_bytes(STATICS["policies/prov/_static/å.png"])
    page = build(tmp_path, "![Ett](_static/å.png) ![Två](_static/a%20b.png) ![Tre](<_static/a b.png>)\n")
    assert re.findall(r'src="([^"]*_images/[^"]+)"', page) == [
        "../_images/%C3%A5.png", "../_images/a%20b.png", "../_images/a%20b.png"]
    assert {path.name for path in (tmp_path / "ut/html/_images").iterdir()} == {"å.png", "a b.png"}


def test_links_lead_where_lint_says(tmp_path: Path) -> None:
    """A page or file that lint finds by its name is found by MyST too, however the address is written."""
    (tmp_path / "docs/_static").mkdir(parents=True)
    (tmp_path / "docs/_static/å.txt").write_text("Text.\n", "utf-8")
    page = build(tmp_path, "[Ett](..%2Fpolicies%2Frolle%72.md) [Två](/policies//roller.md/.) [Tre](_static%2F%C3%A5.txt)\n")
    assert page.count('href="../policies/roller.html"') >= 2
    assert re.findall(r'href="(\.\./_downloads/[^"]*)"', page)


@pytest.mark.parametrize(("page", "shown"), [
    ("Minst 75\n% av fallen\n", "Minst 75\n% av fallen"), ("% av fallen\n", "<p>% av fallen</p>"),
    ("Kör --tvång \"nu\" 'strax'... \\server `\\\\server\\_a`\n", "Kör --tvång \"nu\" 'strax'... \\server"),
    ("Kör `\\\\server\\_a`\n", "\\\\server\\_a"),
    ("```python\n>>> 1  # doctest: +SKIP\n```\n", "# doctest: +SKIP"),
    (":::{roll} Roll\n:id: R-X\n:slag: funktion\n\nText.\n\n```csv\nutom,chefen\n```\n:::\n", "utom,chefen"),
    (":::{roll} Roll\n:id: R-X\n:slag: funktion\n\nText.\n\n```sql\nutom chefen\n```\n:::\n", "utom"),
    ("- 1\n  - 2\n    - 3\n      - 4\n        - Femte\n\nEfter.\n", "<p>Femte</p>"),
])
def test_text_is_shown_as_it_is_written(tmp_path: Path, page: str, shown: str) -> None:
    """Nothing is left out, and no sign is made another."""
    assert shown in unescape(build(tmp_path, page))


@pytest.mark.parametrize(("page", "message"), [
    ("Chefen s&#x336;ka.\n", "Texten visar tecknet U+0336"), ("Ett&#0;två.\n", "Texten visar tecknet U+FFFD"),
    (":::{checklista} alltid\n:::\n", "Vyn kan inte visa"), (":::{rollsvar}\n:::\n", "Vyn kan inte visa"),
    (":::{efterlevnad} Text.\n:::\n", "docutils säger"),
])
def test_what_would_not_be_shown_as_written_is_refused(tmp_path: Path, page: str, message: str) -> None:
    """The build finds it by itself."""
    assert message in build(tmp_path, page)


@pytest.mark.parametrize("page", ["> > > > Text.\n\nEfter.\n", ":::{note}\n- - Text.\n:::\n", "[[[[x](https://a.se)\n", "*a __b *c __d__ e* f__ g*\n"])
def test_text_too_deep_is_refused_and_not_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    """The build's own parser has the limits that lint has; here lower ones, once lint has read the page."""
    def lower(_: Sphinx) -> None:
        monkeypatch.setattr(dialect, "DEEPEST_TEXT", 3)
        monkeypatch.setattr(dialect, "DEEPEST_MARKUP", 3)

    assert "Text står i för många listor, citat eller klamrar." in build(tmp_path, page, lower)


def test_only_short_blocks_in_even_languages_are_coloured(tmp_path: Path) -> None:
    """Whatever language a block has, in an object or not, colouring it takes no longer than its length allows."""
    slow = {name: f"{name} = 1" for name in LANGUAGES - COLOURED}
    page = "".join(f"```{name}\n{text} utan\n```\n\n" for name, text in slow.items())
    page += f":::{{roll}} Roll\n:id: R-X\n:slag: funktion\n\nText.\n\n```sql\n{'a ' * LONGEST_COLOURED} lång\n```\n:::\n"
    assert re.findall('class="highlight-([^ ]+) ', build(tmp_path, page)) == ["none"] * (len(slow) + 1)


@pytest.mark.parametrize("name", sorted(COLOURED))
def test_ordinary_blocks_are_coloured(tmp_path: Path, name: str) -> None:
    """A block of a few lines in a language that is coloured."""
    assert f'class="highlight-{name} ' in build(tmp_path, f"```{name}\na = 1\n```\n")


def test_site_without_a_first_page_is_refused(tmp_path: Path) -> None:
    """Sphinx would say so in English, when all pages have been read."""
    settings = {"pyproject.toml": '[tool.regelratt]\ncontent = ["policies", "docs"]\n'}
    assert "index.md:1:1: fel: Webbplatsens förstasida saknas." in build(tmp_path, "Text.\n", files=settings)


def test_lock_of_an_editor_is_no_page(tmp_path: Path) -> None:
    """A link beside a page that leads nowhere is not looked at."""
    apps: list[Sphinx] = []
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/.#sida.md").symlink_to("anna@dator.1234:5678")
    assert "Text." in build(tmp_path, "Text.\n", apps.append)
    assert "docs/.#sida" not in apps[0].env.found_docs


@pytest.mark.parametrize("page", [
    "Text.[^a]\n\n[^a]: Noten.\n", "## Rubrik[^a]\n\n[^a]: Noten.\n", "Text.[^a]\n\n## Noter\n\n[^a]: Noten.\n",
    ":::{note}\nText.[^a]\n:::\n\n:::{tip}\nText.\n\n[^a]: Noten.\n:::\n",
    "[b]\n\n## Noter\n\n[^a]: Noten.\n\n[b]: https://a.se\n\n### Under[^a]\n\nText.\n",
])
def test_footnotes_are_built_wherever_they_stand(tmp_path: Path, page: str) -> None:
    """What lint lets through of footnotes is built, without a line where docutils allows none."""
    assert "Noten." in build(tmp_path, page)


def test_headings_may_be_alike(tmp_path: Path) -> None:
    """Two headings with the same text get ids of their own, and what docutils remarks about them is left out."""
    page = build(tmp_path, "## Samma\n\nEtt.\n\n## Samma\n\nTvå.\n")
    assert page.count(">Samma<") >= 2
    ids = re.findall(r'<section id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 3
    assert "Duplicate" not in page


def test_what_docutils_warns_of_is_refused_at_its_line(tmp_path: Path) -> None:
    """A page that docutils cannot make sense of is refused in Swedish, with its place and no word of lint."""
    refused = build(tmp_path, "Text.\n\n:::{note}\n:::\n")
    assert refused.startswith("refused: docs/sida.md:5:1: fel: ")
    assert "docutils säger: " in refused
    assert "regelratt lint" not in refused


def test_docutils_must_be_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page read while docutils may read files is refused."""
    monkeypatch.setattr(tree, "DOCUTILS", {"raw_enabled": False, "file_insertion_enabled": None})
    assert "docutils får läsa filer" in build(tmp_path, "Text.\n")


def test_settings_in_conf_py_do_not_open_what_is_closed(tmp_path: Path) -> None:
    """Other suffixes, MyST extensions, translations and extra files in conf.py change nothing that pages can use."""
    conf = (ROOT / "conf.py").read_text("utf-8").replace('["colon_fence"]', '["colon_fence", "substitution", "html_image", "attrs_inline"]') + (
        'source_suffix = {".md": "markdown", ".rst": "restructuredtext", ".txt": "restructuredtext"}\n'
        'html_extra_path = ["evidence"]\nlocale_dirs = ["locales"]\ndefault_role = "raw"\nmyst_url_schemes = ["http", "data"]\n'
        'include_patterns = ["**"]\nexclude_patterns = []\n'
    )
    page = build(tmp_path, "{{ 7*7 }} Text.\n", files={
        "conf.py": conf, "docs/x.rst": "X\n=\n\n.. raw:: html\n\n   <b>rå</b>\n", "utanför.md": "# Utanför\n",
        "evidence/kanaler.csv": "HEMLIGT\n", "docs/sida.md": "# Sida\n\n{{ 7*7 }} Text.\n",
    })
    assert "{{ 7*7 }} Text." in page
    built = {path.name for path in (tmp_path / "ut/html").rglob("*")}
    assert not built & {"x.html", "utanför.html", "kanaler.csv"}


def test_text_that_sphinx_reads_is_the_text_that_lint_read(tmp_path: Path) -> None:
    """A page that changes between lint and Sphinx is built as lint read it."""
    with opened(tmp_path, "Granskad text.\n") as app:
        (tmp_path / "docs/sida.md").write_text("# Sida\n\nUtbytt <b>text</b>.\n", encoding="utf-8")
        app.build(force_all=True)
    page = (tmp_path / "ut/html/docs/sida.html").read_text(encoding="utf-8")
    assert "Granskad text." in page
    assert "Utbytt" not in page


def test_page_that_appears_after_lint_is_refused(tmp_path: Path) -> None:
    """Sphinx and the loader must have found the same pages."""
    with opened(tmp_path, "Text.\n") as app:
        (tmp_path / "docs/ny.md").write_text("# Ny\n", encoding="utf-8")
        with pytest.raises(ExtensionError, match="hittar Sphinx men inte lint"):
            app.build(force_all=True)


def test_sphinx_needs_runs_no_text(tmp_path: Path) -> None:
    """Its filters cannot fall back on Python while pages are built, and can again when the build has ended."""
    def run_filter() -> object:
        return filter_common.eval("1 + 1")

    said = []

    def during(app: Sphinx, doctree: nodes.document) -> None:
        with pytest.raises(ExtensionError, match="inte är tillåtet"):
            run_filter()
        said.append(app.env.docname)

    build(tmp_path, "Text.\n", lambda app: app.connect("doctree-read", during) and None)
    assert said
    assert not hasattr(filter_common, "eval")


@pytest.mark.parametrize(("page", "message"), [
    ("![x](https://a@evil.example/x.png)\n", "Bildens adress är av ett otillåtet slag."),
    ("[x](https://a@evil.example/)\n", "Länkens adress är av ett otillåtet slag."),
    ("```{eval-rst}\nx\n```\n", "reStructuredText är inte tillåtet."),
    ("```{include} x\n```\n", "Direktivet include är inte tillåtet."),
    (":::{toctree}\n:glob:\n\n../policies/*\n:::\n", "En innehållsförteckning får inte ha mönster."),
])
def test_first_wall_refuses_by_itself(tmp_path: Path, page: str, message: str) -> None:
    """Each is refused where it is first seen, in that wall's own words."""
    assert message in build(tmp_path, page)


def test_lint_finding_mistakes_ends_the_build(tmp_path: Path) -> None:
    """Without anything taken down, an error in a page ends the build before a page is read."""
    with pytest.raises(ExtensionError, match="inställningar och innehåll har 1 fel"), opened(tmp_path, "<b>rå</b>\n", is_linted=True):
        pass


def test_tables_of_contents_in_a_ring_are_refused(tmp_path: Path) -> None:
    """Sphinx would follow them round and round."""
    ring = ":::{toctree}\n\n../policies/roller\n:::\n"
    roles = {"policies/roller.md": "# Roller\n\n:::{toctree}\n\n../docs/sida\n:::\n"}
    assert "Innehållsförteckningarna leder runt" in build(tmp_path, ring, files=roles)


def test_page_among_pictures_is_no_page(tmp_path: Path) -> None:
    """Sphinx does not look for pages in a folder of pictures, so the build goes on without it."""
    assert "Text." in build(tmp_path, "Text.\n", files={"docs/_static/x.md": "# Gömd\n"})
    assert not list((tmp_path / "ut/html").rglob("x.html"))


def test_settings_files_of_docutils_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the one in the home folder nor one that the environment names changes how pages are read; one in the project is refused."""
    for name in (".docutils", "egen.conf"):
        (tmp_path / name).write_text("[general]\ntab_width: 3\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    for given in (None, str(tmp_path / "egen.conf")):
        monkeypatch.delenv("DOCUTILSCONFIG", raising=False) if given is None else monkeypatch.setenv("DOCUTILSCONFIG", given)
        seen: list[int] = []
        build(tmp_path / f"p{given is None}", "Text.\n", lambda app, seen=seen: app.connect(  # type: ignore[misc]
            "doctree-read", lambda _, tree, seen=seen: seen.append(tree.settings.tab_width)) and None)
        assert set(seen) == {8}
    files = {"docutils.conf": "[general]\n"}
    with pytest.raises(ExtensionError, match=r"docutils\.conf:1:1: fel: docutils\.conf ändrar hur"), opened(tmp_path / "q", "", files):
        pass


def test_translations_are_refused(tmp_path: Path) -> None:
    """Sphinx reads a folder of this name without being asked, and writes its texts in place of the pages' own."""
    with pytest.raises(ExtensionError, match="locales:1:1: fel: locales byter ut text"), opened(
            tmp_path, "Text.\n", {"locales/sv/LC_MESSAGES/docs.po": ""}):
        pass


def test_translations_are_not_read(tmp_path: Path) -> None:
    """Nor would they be if the folder were there."""
    with opened(tmp_path, "Text.\n") as app:
        assert [Path(each).is_relative_to(tmp_path) for each in app.config.locale_dirs] == [False]


def test_picture_is_the_one_that_is_named(tmp_path: Path) -> None:
    """One that is called as it and as a language besides is another picture, which nobody has asked for."""
    folder = tmp_path / "docs/_static"
    folder.mkdir(parents=True)
    for name, points in (("ruta.png", b"\0\x7f"), ("ruta.sv.png", b"\0\xff")):
        (folder / name).write_bytes(png(points=points))
    built = build(tmp_path, "![En ruta](_static/ruta.png)\n")
    assert 'src="../_images/ruta.png"' in built
    assert not [*(tmp_path / "ut").rglob("*.sv.png")]


def test_fields_of_needs_are_plain_text(tmp_path: Path) -> None:
    """No field, title or link of sphinx-needs looks anything up, chooses or asks, as it is set up."""
    with opened(tmp_path, "Text.\n") as app:
        config = app.config
        assert config.needs_parse_dynamic_functions is False
        ours = ("title", needs_bridge.RESULT_FIELD, *needs_bridge.plain_fields())
        links = [config.needs_links[name] for name in needs_bridge.link_fields()]
        for each in (*(config.needs_fields[name] for name in ours), *links):
            assert each["parse_dynamic_functions"] is False
            assert each["parse_variants"] is False
        assert all(each["parse_conditions"] is False for each in links)


def test_links_between_objects_are_ids_alone(tmp_path: Path) -> None:
    """What sphinx-needs would read as a condition or a function in a link never gets there."""
    site = open_site(write_project(tmp_path, {}), "publik")
    rule = replace(site.catalog.rules[0], permits=("DOK-1-01", "DOK-1-01[title == 'x']", "[[echo('x')]]"))
    block = site.block(rule.location.path, rule.location.line)
    assert block is not None
    values = needs_bridge.need_values(rule, block, {"kanalansvarig": "R-KA"})
    assert values["medger"] == "DOK-1-01"
    assert values["roller"] == "R-KA"


def test_edition_reads_its_own_file(tmp_path: Path) -> None:
    """What is published to one edition is not shown by the other, also when the files have changed places."""
    root = write_project(tmp_path, {})
    shown = Publication(Edition.INTERNAL, date(2026, 1, 1), "c", "1", 5)
    (root / "_build/run").mkdir(parents=True)
    (root / "_build/run/public.json").write_text(publication_to_json(shown), encoding="utf-8")
    with pytest.raises(ValueError, match="är till för den interna utgåvan"):
        open_site(root, "publik")


def test_reading_knows_of_no_results(tmp_path: Path) -> None:
    """What is read serves both editions, so it may not hold what only one of them shows."""
    root = write_project(tmp_path, {})
    shown = Publication(Edition.PUBLIC, date(2026, 1, 1), "c", "1", 5)
    (root / "_build/run").mkdir(parents=True)
    (root / "_build/run/public.json").write_text(publication_to_json(shown), encoding="utf-8")
    assert open_site(root, "publik").published == shown
    assert open_site(root, None).published is None
