"""The look of the site: what every built page must and must not hold, and how it behaves in Chromium.

A small project is built once with nothing but the theme. Tests marked ``browser`` open it; they are
skipped without Chromium, unless REGELRATT_REQUIRE_BROWSER=1 says that it must be there.
"""

from __future__ import annotations

import asyncio
import functools
import http.server
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from babel.messages.pofile import read_po
from pagefind.index import IndexConfig, PagefindIndex
from playwright.sync_api import expect, sync_playwright
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from regelratt.sphinx_ext import theme
from tests.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CONF = """
from regelratt.sphinx_ext.theme import setup_theme

project = "Regelrätt"
language = "sv"
extensions = ["myst_parser", "sphinx_needs"]
myst_enable_extensions = ["colon_fence", "deflist"]
html_context = {context}
{extra}

def setup(app):
    setup_theme(app)
"""

Serve = Callable[[Path], str]
"""Starts a server for a folder and returns its address."""

STATUSES = ("uppfyllt", "ej-uppfyllt", "ej-bedomt", "inaktuellt", "fel", "undantag", "ej-tillampligt", "rad-foljs-inte")
LEVELS = ("ska", "far-inte", "bor", "bor-inte", "far", "ansvarar", "beslutar")
OTHERS = ("sakerhet-last", "sakerhet-minne", "sakerhet-tolkning", "lage-historiskt", "lage-gallande", "lage-upphavd")
BADGES = (*(f"status-{name}" for name in STATUSES), *(f"niva-{name}" for name in LEVELS), *OTHERS)
KINDS = (
    "regel", "upplysning", "lag", "lagrum", "kontrollpunkt", "testfall", "anmarkning", "jamforelse", "dokument",
    "roll", "lokalt-beslut",
)  # fmt: skip


def _badge(name: str) -> str:
    return f'<span class="marke {name}">{name}</span>'


def _card(kind: str) -> str:
    return (
        f'<section class="regelkort typ-{kind}" id="X-{kind.upper()}">'
        f'<h2><span class="objekt-id">X-{kind.upper()}</span> Kort av slaget {kind}</h2>'
        '<div class="regeltext"><p>Text.</p></div><dl class="fakta"><dt>Vem</dt><dd>kanalansvarig</dd></dl>'
        '<p class="kalla">TYR-2024, avsnitt 1.</p></section>\n'
    )


def _matrix(rows: int, columns: int) -> str:
    head = "".join(f'<th scope="col">K-PUNKT-{number:02}</th>' for number in range(columns))
    body = "".join(
        f'<tr><th scope="row">TYR-{row:02}</th>' + "<td>prövas</td>" * columns + "</tr>" for row in range(rows)
    )
    return (
        '<table class="matris"><caption>Vad som prövar vad</caption>'
        f'<thead><tr><th scope="col">Regel</th>{head}</tr></thead><tbody>{body}</tbody></table>\n'
    )


START = """# Vad gäller mig?

<form class="filter">
<div><label for="roll">Min roll</label><select id="roll" name="roll"><option value="">Alla</option>
<option value="chef">Chef</option><option value="medarbetare">Medarbetare</option></select></div>
<div><label for="situation">Jag ska</label><select id="situation" name="situation"><option value="">Allt</option>
<option value="starta">Starta</option><option value="svara">Svara</option></select></div>
<div><button type="reset" class="rr-knapp-kant">Visa alla</button></div>
</form>

<div class="svarslista">
<section class="svarskort" data-roller="chef" data-situationer="starta"><h2>Godkänn</h2><p>Text.</p></section>
<section class="svarskort" data-roller="chef medarbetare" data-situationer="svara"><h2>Svara</h2></section>
<section class="svarskort" data-roller="alla" data-situationer="starta svara"><h2>Läs</h2></section>
</div>

```{toctree}
:hidden:

Start <self>
riktlinjer/index
checklista
lagar
efterlevnad
sparbarhet
fragor
policy
revisorer
om/tillganglighetsredogorelse
```
"""

PAGES = {
    "index.md": START,
    "riktlinjer/index.md": "# Riktlinjer\n\n```{toctree}\nkort\nannat\n```\n",
    "riktlinjer/kort.md": "# Kort\n\n"
    + "\n".join(map(_card, KINDS))
    + "\n<p>"
    + " ".join(map(_badge, BADGES))
    + "</p>\n",
    "riktlinjer/annat.md": "# Ett annat kapitel\n\nText om ögonblicksbilder.\n",
    "checklista.md": (
        '# Checklista\n\n<ul class="checklista"><li><label><input type="checkbox"> Är chefen tillfrågad?</label></li>'
        '<li><label><input type="checkbox"> Finns en ersättare?</label></li></ul>\n'
    ),
    "lagar.md": "# Lagar\n\n[Adress](https://lagen.nu/1990:782)\n\n" + _card("lagrum"),
    "efterlevnad.md": (
        '# Efterlevnad\n\n<p class="demo-notis">Påhittad kommun.</p>\n\n'
        '<table class="statusstapel"><caption>Regler</caption>'
        '<thead><tr><th scope="col">Status</th><th scope="col">Antal</th><th scope="col">Andel</th></tr></thead><tbody>'
        + "".join(
            f'<tr><th scope="row">{_badge(f"status-{name}")}</th><td>3</td>'
            '<td><progress aria-hidden="true" max="9" value="3"></progress></td></tr>'
            for name in STATUSES
        )
        + "</tbody></table>\n"
    ),
    "sparbarhet.md": "# Spårbarhet\n\n## Matris\n\n" + _matrix(60, 14),
    "fragor.md": (
        '# Öppna frågor\n\n<details class="provning"><summary>Så har kontrollen prövats</summary>'
        '<p id="inuti">Testfall.</p></details>\n\n'
        '<aside class="anmarkning-ruta" aria-label="Anmärkning"><p>Flyttad.</p></aside>\n'
    ),
    "policy.md": (
        "# För policyägare\n\n:::{note}\nObs.\n:::\n\n:::{warning}\nSe upp.\n:::\n\n```python\nx = 1\n```\n\n"
        "| A | B |\n| --- | ---: |\n| `kravnivå` | 1 |\n\n:::{list-table} Bredder\n:header-rows: 1\n:widths: 20 80\n"
        ":width: 80%\n\n* - A\n  - B\n* - 1\n  - 2\n:::\n\nOrd\n: Förklaring.\n"
    ),
    "revisorer.md": "# För revisorer\n\n:::{req} Ett objekt\n:id: REQ_1\n\nText.\n:::\n",
    "om/tillganglighetsredogorelse.md": "# Tillgänglighetsredogörelse\n\nText.\n",
}

ENGLISH_OF_SPHINX = (
    "Search Results", "Searching", "Link to this heading", "Navigation", "Table of Contents", "Quick search", "Note",
    "Warning", "Previous topic", "Next topic", "Show Source", "Choose version", "Menu", "Toggle", "Close",
)  # fmt: skip


def _write(folder: Path, *, context: str = "{}", extra: str = "") -> Path:
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "conf.py").write_text(CONF.format(context=context, extra=extra), encoding="utf-8")
    return folder


def _build(source: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(source), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the theme and no search index of Pagefind's."""
    folder = tmp_path_factory.mktemp("publik")
    return _build(_write(folder / "src"), folder / "html")


@pytest.fixture(scope="module")
def internal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The internal edition, with everything the templates can show."""
    folder = tmp_path_factory.mktemp("intern")
    context = repr({
        "regelratt_edition": "intern", "regelratt_version": "1.2", "regelratt_run": "korning-7",
        "regelratt_per_datum": "2026-09-30", "edit_base": "https://kod.exempel.se/redigera/main",
    })  # fmt: skip
    return _build(_write(folder / "src", context=context), folder / "html")


@pytest.fixture(scope="module")
def indexed_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with records in a Pagefind index."""
    target = tmp_path_factory.mktemp("sok") / "html"
    shutil.copytree(site, target)
    # In a thread of its own: Playwright keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, _index(target / "_pagefind")).result()
    return target


async def _index(folder: Path) -> None:
    async with PagefindIndex(config=IndexConfig(output_path=str(folder))) as index:
        for number in range(12):
            await index.add_custom_record(
                url=f"/riktlinjer/kort.html#X-{number}",
                content=f"Bevara en ögonblicksbild <img src=x onerror=alert(1)> nummer {number}. SFS 2009:400",
                language="sv",
                meta={"title": f"Regel <b>{number}</b>", "id": f"TYR-{number:02}"},
                filters={"Typ": ["regel"], "Roll": ["chef" if number % 2 else "medarbetare"]},
            )


def _pages(site: Path) -> list[Path]:
    return [
        path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts and "_pagefind" not in path.parts
    ]


def _read(page: Path) -> HTMLParser:
    return HTMLParser(page.read_text(encoding="utf-8"))


def _one(tree: HTMLParser | Node, selector: str) -> Node:
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def _text(tree: HTMLParser | Node, selector: str) -> str:
    return _one(tree, selector).text(strip=True)


def _theme_texts() -> set[str]:
    """The texts of the theme as its authors list them for translation."""
    package = importlib.util.find_spec("pydata_sphinx_theme")
    assert package is not None
    assert package.origin is not None
    with (Path(package.origin).parent / "locale" / "sphinx.pot").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def _attributes(tree: HTMLParser) -> Iterator[tuple[Node, str, str]]:
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            yield node, name, value or ""


# --- Without a browser ---------------------------------------------------------------------------


def test_policy_stands_first_on_every_page(site: Path) -> None:
    """The policy precedes everything it is to govern, and says what it should."""
    assert len(_pages(site)) == len(PAGES) + 1
    for page in _pages(site):
        tree = _read(page)
        head = [node for node in cast("Node", tree.head).iter() if node.tag in {"meta", "script", "link", "noscript"}]
        policies = [node for node in head if node.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert [node.attributes["content"] for node in policies] == [theme.POLICY], page
        before = head[: head.index(policies[0])]
        assert {node.tag for node in before} <= {"meta"}, page
    assert "unsafe-inline" not in theme.POLICY
    assert "'unsafe-eval'" not in theme.POLICY
    assert "default-src 'none'" in theme.POLICY


def test_no_page_holds_inline_code_or_style(site: Path) -> None:
    """Scripts and styles are files; nothing runs from an attribute or an address."""
    for page in _pages(site):
        tree = _read(page)
        assert not [node.html for node in tree.css("script") if not node.attributes.get("src")], page
        assert not tree.css("style"), page
        found = [
            (node.tag, name)
            for node, name, value in _attributes(tree)
            if name == "style" or name.startswith("on") or value.strip().lower().startswith("javascript:")
        ]
        assert not found, page


def test_no_page_loads_unwanted_or_foreign_files(site: Path) -> None:
    """No jQuery, no icon font scripts, no search index outside the search page, nothing from elsewhere."""
    unwanted = (*theme.UNWANTED_ASSETS, "fontawesome.js", "searchtools.js", "searchindex.js", "://")
    for page in _pages(site):
        tree = _read(page)
        files = [
            node.attributes.get("src") or node.attributes.get("href") or ""
            for node in tree.css("script, link[rel=stylesheet], link[rel=preload], img")
        ]
        assert not [file for file in files if any(name in file for name in unwanted)], page


def test_catalogue_covers_every_text_of_the_theme() -> None:
    """A new version of the theme with a new text shows here, not on the site."""
    with (theme.ASSETS / "locale" / "sphinx.sv.po").open("rb") as file:
        translated = {message.id: message.string for message in read_po(file, locale="sv") if message.id}
    assert not {text for text in _theme_texts() if not translated.get(text)}


def test_no_page_shows_english_theme_texts(site: Path) -> None:
    """Texts and names that the theme and Sphinx put on a page are Swedish, seen or read aloud."""
    english = {text.lower() for text in (*_theme_texts(), *ENGLISH_OF_SPHINX)}
    spoken = {"aria-label", "title", "placeholder", "alt", "aria-description", "value"}
    for page in _pages(site):
        tree = _read(page)
        texts = {node.text(deep=False, strip=True).lower() for node in tree.css("body *")}
        texts |= {value.strip().lower() for _, name, value in _attributes(tree) if name in spoken}
        assert not english & texts, page
        assert _one(tree, "html").attributes["lang"] == "sv"


def test_unused_outputs_are_gone(site: Path) -> None:
    """No copy of the sources, no redirect page with an inline script, no index nobody asked for."""
    assert not (site / "permalink.html").exists()
    assert not (site / "genindex.html").exists()
    assert not list(site.glob("_sources/**/*.*"))
    assert (site / "_static" / "favicon.svg").exists()
    # Sphinx's own file hands the plural form to an evaluator.
    assert "addTranslations(" not in (site / "_static" / "translations.js").read_text(encoding="utf-8")


def test_header_menu_keeps_six_and_folds_the_rest(site: Path) -> None:
    """Ten entries: six in the row, four behind a button that says so in Swedish."""
    tree = _read(site / "checklista.html")
    menu = _one(tree, ".bd-header .rr-huvudmeny > ul")
    direct = [node for node in menu.css("li.nav-item") if "dropdown" not in (node.attributes["class"] or "")]
    assert [node.text(strip=True) for node in direct][:3] == ["Start", "Riktlinjer", "Checklista"]
    assert len(direct) == 6
    assert _text(menu, "button") == "Mer"
    assert len(menu.css(".dropdown-menu a")) == 4
    assert _text(menu, "[aria-current=page]") == "Checklista"


def test_section_menu_shows_only_where_there_is_a_section(site: Path) -> None:
    """A chapter lists its neighbours; a page without any has no empty column."""
    chapter = _read(site / "riktlinjer" / "kort.html")
    assert [node.text() for node in chapter.css(".rr-sektionsmeny a")] == ["Kort", "Ett annat kapitel"]
    assert _text(chapter, ".rr-sektionsmeny [aria-current=page]") == "Kort"
    leaf = _read(site / "checklista.html")
    assert leaf.css_first(".rr-sektionsmeny") is None


def test_both_editions_say_what_they_are(site: Path, internal_site: Path) -> None:
    """The footer carries the notice in both; only the internal one has the banner and the marked title."""
    for page in _pages(site):
        tree = _read(page)
        assert tree.css_first(".utgava-banner") is None
        assert "påhittad kommun" in _text(tree, ".rr-sidfot")
        assert "Publik utgåva" in _text(tree, ".rr-sidfot")
        assert "Tillgänglighetsredogörelse" in [node.text() for node in tree.css(".rr-sidfot-om a")]
        assert "Föreslå" not in _text(tree, "body")
    for page in _pages(internal_site):
        tree = _read(page)
        assert "Intern utgåva" in _text(tree, ".utgava-banner")
        assert _text(tree, "title").endswith("(intern utgåva)")
        footer = _text(tree, ".rr-sidfot")
        assert all(text in footer for text in ("påhittad kommun", "Version 1.2", "korning-7", "2026-09-30"))


def test_edit_link_leads_to_the_source(internal_site: Path) -> None:
    """Every page made from a file can be suggested changed; the search page cannot."""
    tree = _read(internal_site / "riktlinjer" / "kort.html")
    link = _one(tree, ".rr-andra a").attributes["href"]
    assert link == "https://kod.exempel.se/redigera/main/riktlinjer/kort.md"
    assert _read(internal_site / "search.html").css_first(".rr-andra") is None


def test_settings_yield_to_conf(tmp_path: Path) -> None:
    """What conf.py states stands, also when it states Sphinx's own default."""
    extra = 'html_copy_source = True\nhtml_title = "Egen titel"\nhtml_theme_options = {"header_dropdown_text": "Fler"}'
    out = _build(_write(tmp_path / "src", extra=extra), tmp_path / "html")
    assert (out / "_sources" / "index.md.txt").exists()
    tree = _read(out / "lagar.html")
    assert _text(tree, "title").endswith("Egen titel")
    assert _text(tree, ".bd-header .rr-huvudmeny button") == "Fler"


def test_every_class_the_directives_emit_is_styled() -> None:
    """A class that is emitted and not styled is a promise the site does not keep."""
    folder = theme.ASSETS / "static" / "regelratt"
    styles = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.css"))
    classes = {
        *BADGES, "regelkort", "objekt-id", "regeltext", "fakta", "marke", "anmarkning-ruta", "matris",
        "sammanstallning", "radlista", "provning", "svarskort", "demo-notis", "kalla", "filter",
        "checklista", "statusstapel",
        *(f"typ-{kind}" for kind in KINDS if kind not in {"regel", "dokument"}),
    }  # fmt: skip
    assert not {name for name in classes if not re.search(rf"\.{name}(?![\w-])", styles)}


# --- In Chromium ---------------------------------------------------------------------------------

ARGUMENTS = (
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        reason = "Chromium finns inte på datorn, så sidorna kan inte öppnas."
        if os.environ.get("REGELRATT_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Serve folders over http and give back their addresses."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@dataclass
class Visit:
    """A page with an ear for everything that goes wrong in it."""

    page: Page
    errors: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        return cast("list[str]", self.page.evaluate("window.__brott ?? []"))


def _visit(context: BrowserContext) -> Visit:
    context.add_init_script(
        "window.__brott = [];"
        "document.addEventListener('securitypolicyviolation', (event) =>"
        " window.__brott.push(`${event.violatedDirective} ${event.blockedURI}`));"
    )
    visit = Visit(context.new_page())
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    visit.page.on("request", lambda request: visit.addresses.append(request.url))
    return visit


def _status(page: Page, text: str) -> None:
    """Wait for the search page to say ``text``; looking from outside, since the policy lets no test run code."""
    expect(page.locator(".rr-sokstatus")).to_contain_text(text)


def _shows(page: Page, selector: str) -> list[str]:
    return cast(
        "list[str]",
        page.evaluate(
            "(selector) => [...document.querySelectorAll(selector)].filter((e) => e.offsetParent)"
            ".map((e) => e.textContent.trim())",
            selector,
        ),
    )


@pytest.mark.browser
def test_pages_run_clean_and_keep_to_themselves(site: Path, browser: Browser, serve: Serve) -> None:
    """No violation of the policy, no script error, no request elsewhere, no icon font."""
    visit = _visit(browser.new_context())
    base = serve(site)
    for path in _pages(site):
        if path.name == "search.html":
            continue
        visit.page.goto(base + path.relative_to(site).as_posix())
        assert visit.violations() == [], path
    assert visit.errors == []
    assert not [address for address in visit.addresses if not address.startswith(base) or "woff" in address]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(indexed_site: Path, browser: Browser, serve: Serve, scheme: str, width: int) -> None:
    """WCAG 2.2 A and AA and best practice, on every page and with menus open."""
    base = serve(indexed_site)
    found: list[tuple[str, str, str]] = []
    page = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900}, reduced_motion="reduce",
    ).new_page()  # fmt: skip

    def look(where: str) -> None:
        options: dict[str, object] = {"runOnly": {"type": "tag", "values": WCAG}}
        found.extend((where, rule["id"], rule["nodes"][0]["target"]) for rule in violations(page, options))

    for path in _pages(indexed_site):
        name = path.relative_to(indexed_site).as_posix()
        page.goto(base + name + ("?q=ogonblicksbild" if name == "search.html" else ""))
        look(name)
    page.goto(base + "riktlinjer/kort.html")
    menus = (".primary-toggle", ".secondary-toggle") if width == 360 else (".dropdown > button", ".theme-switch-button")
    for menu in menus:
        button = page.locator(f":is(.bd-header, .rr-artikelhuvud) {menu}").first
        if button.count() and button.is_visible():
            button.click()
            page.wait_for_timeout(300)
            look(f"öppen {menu}")
            page.keyboard.press("Escape")
            page.wait_for_timeout(300)
    assert found == []


@pytest.mark.browser
def test_no_page_is_wider_than_a_small_phone(site: Path, browser: Browser, serve: Serve) -> None:
    """At 320 CSS pixels (also a desktop at 400 per cent) only tables and code scroll sideways."""
    page, base = browser.new_page(viewport={"width": 320, "height": 640}), serve(site)
    for path in _pages(site):
        page.goto(base + path.relative_to(site).as_posix())
        widths = page.evaluate(
            "() => [document.documentElement, document.querySelector('.bd-article-container')]"
            ".map((e) => [e.scrollWidth, e.clientWidth])"
        )
        assert all(content <= window + 1 for content, window in widths), (path, widths)


@pytest.mark.browser
def test_theme_button_changes_and_remembers(site: Path, browser: Browser, serve: Serve) -> None:
    """The choice holds at once, is told to screen readers and survives a new page."""
    visit = _visit(browser.new_context(color_scheme="light"))
    base, page = serve(site), visit.page
    page.goto(base + "index.html")
    page.click(".bd-header .theme-switch-button")
    page.click(".bd-header .theme-change-button[data-mode=dark]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_attribute(".bd-header .theme-change-button[data-mode=dark]", "aria-pressed") == "true"
    page.goto(base + "lagar.html")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert visit.errors == []


@pytest.mark.browser
def test_search_with_pagefind(indexed_site: Path, browser: Browser, serve: Serve) -> None:
    """Folded letters, numbers, filters, more hits by keyboard; what is found is text and never markup."""
    visit = _visit(browser.new_context())
    base, page = serve(indexed_site), visit.page
    page.goto(base + "search.html?q=ogonblicksbild")
    _status(page, "12 träffar")
    assert page.locator(".rr-traff").count() == 10
    assert page.locator(".rr-traff img, .rr-traff b").count() == 0
    expect(page.locator(".rr-traff a").first).to_have_attribute(
        "href", re.compile(re.escape(base) + "riktlinjer/kort.html#X-")
    )
    page.locator(".rr-fler").press("Enter")
    expect(page.locator(".rr-traff")).to_have_count(12)
    assert page.evaluate("document.activeElement === document.querySelectorAll('.rr-traff a')[10]")
    page.select_option("#rr-filter-roll", "chef")
    _status(page, "6 träffar")
    assert "roll=chef" in page.url
    page.fill("#rr-fraga", "2009:400")
    _status(page, "2009:400")
    page.fill("#rr-fraga", "finnsinte")
    _status(page, "Inga träffar")
    assert page.get_attribute(".rr-sokstatus", "role") == "status"
    assert visit.errors == []
    assert visit.violations() == []


@pytest.mark.browser
@pytest.mark.parametrize("over", ["http", "fil"])
def test_search_without_pagefind(site: Path, browser: Browser, serve: Serve, over: str) -> None:
    """Sphinx's own search takes over, counts in Swedish, and breaks no rule of the policy."""
    visit = _visit(browser.new_context())
    base = serve(site) if over == "http" else site.as_uri() + "/"
    visit.page.goto(base + "search.html?q=ögonblicksbilder")
    _status(visit.page, "1 sida innehåller")
    assert _shows(visit.page, "#search-results li a") == ["Ett annat kapitel"]
    visit.page.click("#search-results li a")
    expect(visit.page).to_have_title(re.compile("^Ett annat kapitel"))
    visit.page.goto(base + "search.html?q=finnsinte")
    _status(visit.page, "Ingen sida")
    assert visit.violations() == []
    # Over http the browser itself reports that the index file is absent; that is how we know.
    assert [error for error in visit.errors if "404" not in error] == []


@pytest.mark.browser
def test_pages_can_be_read_from_a_folder(site: Path, browser: Browser) -> None:
    """Opened as files the pages have their style and scripts, and report nothing."""
    visit = _visit(browser.new_context())
    for name in ("index.html", "riktlinjer/kort.html", "sparbarhet.html"):
        visit.page.goto((site / name).as_uri())
        visit.page.wait_for_load_state("load")
        assert visit.violations() == []
    assert visit.page.locator(".tabellrulle.rullar").count() == 1
    assert visit.errors == []


@pytest.mark.browser
def test_filter_shows_what_concerns_the_reader(site: Path, browser: Browser, serve: Serve) -> None:
    """Role and situation narrow the answers, the count is announced, and the address can be shared."""
    page, base = browser.new_page(), serve(site)
    page.goto(base + "index.html?roll=chef")
    assert _shows(page, ".svarskort h2") == ["Godkänn", "Svara", "Läs"]
    page.select_option("#situation", "starta")
    assert _shows(page, ".svarskort h2") == ["Godkänn", "Läs"]
    assert page.inner_text("form.filter [role=status]") == "Visar 2 av 3 svar."
    assert page.url.endswith("?roll=chef&situation=starta")
    page.click("form.filter [type=reset]")
    expect(page.locator("form.filter [role=status]")).to_contain_text("Visar 3")


@pytest.mark.browser
def test_pages_work_without_scripts(site: Path, browser: Browser, serve: Serve) -> None:
    """All answers and the whole menu are there; what needs scripts is not."""
    page, base = browser.new_context(java_script_enabled=False).new_page(), serve(site)
    page.goto(base + "index.html")
    assert page.locator(".svarskort").count() == 3
    assert page.locator(".svarskort").first.is_visible()
    assert not page.locator("form.filter").is_visible()
    assert not page.locator(".theme-switch-button").first.is_visible()
    assert page.locator(".bd-header a", has_text="För revisorer").is_visible()
    page.goto(base + "search.html")
    assert "behöver JavaScript" in page.inner_text("main")


@pytest.mark.browser
def test_tick_list_counts_and_clears(site: Path, browser: Browser, serve: Serve) -> None:
    """The count follows the ticks, and nothing is stored."""
    page = browser.new_page()
    page.goto(serve(site) + "checklista.html")
    page.locator(".checklista input").first.check()
    assert page.inner_text(".checklista-status") == "1 av 2 punkter klara"
    page.click("text=Ta bort alla kryss")
    assert page.inner_text(".checklista-status") == "0 av 2 punkter klara"
    assert set(page.evaluate("Object.keys(localStorage)")) <= {"mode", "theme"}


@pytest.mark.browser
def test_wide_table_can_be_scrolled_by_keyboard(site: Path, browser: Browser, serve: Serve) -> None:
    """Only a table that overflows is a named stop for the keyboard; its first column stays in view."""
    page, base = browser.new_page(viewport={"width": 900, "height": 700}), serve(site)
    page.goto(base + "sparbarhet.html")
    box = page.locator(".tabellrulle")
    expect(box).to_have_attribute("tabindex", "0")
    assert box.get_attribute("role") == "region"
    assert "Vad som prövar vad" in (box.get_attribute("aria-label") or "")
    box.focus()
    left = page.locator("tbody th").first.bounding_box()
    page.evaluate("document.querySelector('.tabellrulle').scrollLeft = 400")
    assert page.locator("tbody th").first.bounding_box() == left
    page.goto(base + "efterlevnad.html")
    page.wait_for_timeout(500)
    assert page.locator(".tabellrulle[tabindex]").count() == 0


@pytest.mark.browser
def test_print_loses_nothing(site: Path, browser: Browser, serve: Serve) -> None:
    """On paper closed parts are open, no box cuts its content, and wide tables lie on the side."""
    page, base = browser.new_page(), serve(site)
    page.goto(base + "fragor.html#inuti")
    assert page.evaluate("document.querySelector('details').open"), "en länk in i en stängd del öppnar den"
    page.evaluate("document.querySelector('details').open = false")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.querySelector('details').open")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("document.querySelector('details').open")
    page.goto(base + "sparbarhet.html")
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => {
          const cut = [];
          for (let e = document.querySelector("table.matris").parentElement; e; e = e.parentElement) {
            const style = getComputedStyle(e);
            if (!/visible/.test(style.overflow) || /flex/.test(style.display)) cut.push(e.className);
          }
          return cut;
        }"""
    )
    assert cut == []
    assert page.evaluate("getComputedStyle(document.body).page") == "bred"
    heading = "getComputedStyle(document.querySelector('table.matris thead')).display"
    assert page.evaluate(heading) == "table-header-group"


@pytest.mark.browser
def test_drawer_opens_and_closes_by_keyboard(site: Path, browser: Browser, serve: Serve) -> None:
    """On a phone the menu is a named dialog: focus goes in, Escape and the button lead out."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page, base = context.new_page(), serve(site)
    page.goto(base + "riktlinjer/kort.html")
    page.locator(".primary-toggle").press("Enter")
    dialog = page.get_by_role("dialog", name="Meny")
    assert dialog.is_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.classList.contains('primary-toggle')")
    page.locator(".primary-toggle").press("Enter")
    dialog.get_by_role("button", name="Stäng").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
