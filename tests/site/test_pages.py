"""Every page of both editions in real Chromium: axe, scripts, policy, requests, width (WCAG 2.0-2.2 A and AA)."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from regelratt.app.project import Project
from tests.axe import REMEMBER_COLOURS, at_rest, violations_by_kind

pytestmark = pytest.mark.browser

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_ALL_RULES: dict[str, object] = {"runOnly": {"type": "tag", "values": _TAGS}}
_WIDTHS = (360, 1280)
_SCHEMES = ("light", "dark")
_EDITIONS = ("html", "internal")
_WAYS = tuple(product(_WIDTHS, _SCHEMES))
_PARTS = 8
"""The pages are shared out over so many tests, so that two processes can take them."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped at a user's, and fail where it is demanded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("REGELRATT_REQUIRE_BROWSER"):
            pytest.fail("Chromium saknas men krävs här.")
        pytest.skip("Chromium finns inte på datorn; installera paketet chromium för att pröva sidorna.")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=[
            "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def addresses(built: Path) -> Iterator[dict[str, str]]:
    """Both editions on this machine."""
    servers = []
    found = {}
    for edition in _EDITIONS:
        handler = functools.partial(_Quiet, directory=str(built / "_build" / edition))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        found[edition] = f"http://127.0.0.1:{server.server_port}/"
    yield found
    for server in servers:
        server.shutdown()
        server.server_close()


def _pages(built: Path, edition: str) -> list[str]:
    folder = built / "_build" / edition
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html")
                   if "_static" not in path.parts)
    if edition == "internal":
        public = built / "_build/html"
        # Only what differs beyond the banner is worth a second look.
        names = [name for name in names
                 if len((folder / name).read_bytes()) > len((public / name).read_bytes()) + 2000]
    return names


class _Watch:
    """Everything a page may not do."""

    def __init__(self, page: Page, base: str) -> None:
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"skriptfel: {error}"))
        page.on("console", lambda message: self.problems.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning") else None)
        page.on("request", lambda request: self.problems.append(f"anrop ut: {request.url}")
                if not request.url.startswith((base, "data:")) else None)


def _violations(page: Page, scheme: str) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate("scheme => { document.documentElement.dataset.theme = scheme; window.scrollTo(0, 0); }", scheme)
    assert page.evaluate("document.getAnimations().length") == 0, "färgerna är på väg"
    return [f"{scheme}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in violations_by_kind(page, _ALL_RULES)]


def _too_wide(page: Page, name: str) -> list[str]:
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{name} {screen}: {wide - screen} px för bred"] if wide > screen else []


def test_the_pages_are_all_there(built: Path) -> None:
    """The tests below look at every page of the public edition, and at those of the internal one that show more."""
    assert len(_pages(built, "html")) > 120
    assert len(_pages(built, "internal")) > 10


@pytest.mark.parametrize("part", range(_PARTS))
@pytest.mark.parametrize("edition", _EDITIONS)
def test_every_page_is_accessible_and_clean(
    browser: Browser, built: Path, addresses: dict[str, str], edition: str, part: int
) -> None:
    """axe finds nothing; nothing is fetched from elsewhere; no error; at neither width is a page wider than the screen.

    axe looks at each page at one of the widths, in one of the schemes, in turn: pages of every kind are seen in all four
    ways, and each kind of part is in `tests/test_theme.py` too.
    """
    problems: list[str] = []
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    watch = _Watch(page, addresses[edition])
    for number, name in enumerate(_pages(built, edition)):
        if number % _PARTS != part:
            continue
        turn = number // _PARTS
        width, scheme = _WAYS[turn % len(_WAYS)]
        # The theme makes boxes that scroll reachable by keyboard a moment after a change: axe sees the page as it was
        # opened, and then it is made as wide as the other screen.
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(addresses[edition] + name)
        problems += _too_wide(page, name)
        problems += [f"{name}: {each}" for each in watch.problems]
        at_rest(page)
        problems += [f"{name} {width} {each}" for each in _violations(page, scheme)]
        # axe puts a style of its own on the page, which the page's policy reports.
        watch.problems.clear()
        page.set_viewport_size({"width": sum(_WIDTHS) - width, "height": 900})
        problems += _too_wide(page, name)
        problems += [f"{name}: {each}" for each in watch.problems]
    context.close()
    assert "\n".join(problems) == ""


def test_axe_can_fail(browser: Browser, addresses: dict[str, str]) -> None:
    """The check above notices a picture without a text alternative, one pale text of many, and what is too wide."""
    page = browser.new_page()
    page.goto(addresses["html"] + "index.html")
    at_rest(page)
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert {each["id"] for each in violations_by_kind(page, _ALL_RULES)} == {"image-alt"}
    page.evaluate("""() => {
        const pale = document.createElement("p");
        pale.append("Blekt");
        pale.className = "blek";
        document.querySelector("main section").append(pale);
        const style = new CSSStyleSheet();
        style.replaceSync(".blek { color: #999 !important; background: #fff !important; }");
        document.adoptedStyleSheets.push(style);
    }""")
    assert {each["id"] for each in violations_by_kind(page, _ALL_RULES)} == {"image-alt", "color-contrast"}
    assert _too_wide(page, "index.html") == []
    page.evaluate("document.querySelector('main').style.minWidth = '3000px'")
    assert _too_wide(page, "index.html") != []
    page.close()


_COLOURFUL = """() => {
  const rows = [["#777", "#fff"], ["#767676", "#fff"], ["rgb(0 0 0 / 40%)", "white"], ["hsl(210 50% 60%)", "#eee"],
                ["oklch(60% 0.1 200)", "black"], ["color-mix(in srgb, red 30%, white)", "lab(90% 5 5)"], ["#777", "#fff"]];
  for (const [front, back] of rows) {
    const row = document.createElement("p");
    row.textContent = `${front} på ${back}`;
    Object.assign(row.style, { color: front, backgroundColor: back });
    document.querySelector("main").append(row);
  }
}"""


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_axe_remembers_colours_and_finds_the_same(browser: Browser, addresses: dict[str, str], scheme: str) -> None:
    """Everything axe says of a page's colours, passed and failed, with each contrast, is as without the memory."""
    page = browser.new_page(bypass_csp=True)
    page.goto(addresses["html"] + "docs/sparbarhet/lagar.html")
    page.evaluate("scheme => { document.documentElement.dataset.theme = scheme; }", scheme)
    page.evaluate(_COLOURFUL)
    page.evaluate(AXE_SCRIPT)
    everything = (
        "axe.run({runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}, preload: false})"
        ".then(found => [found.violations, found.passes, found.incomplete])"
    )
    plain = page.evaluate(everything)
    page.evaluate(REMEMBER_COLOURS)
    assert page.evaluate(everything) == plain
    assert page.evaluate("window.__remembered") > 10_000
    [contrast] = [each for each in plain[0] if each["id"] == "color-contrast"]
    assert len(contrast["nodes"]) > 2
    page.close()


def test_counts_are_read_on_a_phone_without_scrolling(browser: Browser, addresses: dict[str, str]) -> None:
    """How many objects came out how stands on the screen, and no number stands apart from the outcome that it counts."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(addresses["html"] + "docs/efterlevnad/index.html")
    tables = page.locator("table.statusstapel, table.sammanstallning")
    assert tables.count() >= 5
    assert page.locator(".bred > table:is(.statusstapel, .sammanstallning)").count() == 0
    apart = page.locator(".utfall-antal").evaluate_all(
        "spans => spans.filter(span => { const lines = document.createRange(); lines.selectNodeContents(span.lastChild);"
        " return lines.getBoundingClientRect().top > span.firstChild.getBoundingClientRect().bottom; }).length")
    assert apart == 0
    page.close()


def test_start_page_answers_by_role_and_situation(browser: Browser, addresses: dict[str, str]) -> None:
    """Choosing a role and a situation leaves only their cards, each with at most five lines and a law link somewhere."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(addresses["html"] + "index.html")
    total = page.locator(".svarskort:visible").count()
    page.select_option("select[name=roll]", "kanalansvarig")
    page.select_option("select[name=situation]", "vid-borttagning")
    shown = page.locator(".svarskort:visible")
    assert 0 < shown.count() < total
    for index in range(shown.count()):
        card = shown.nth(index)
        assert card.get_attribute("data-roller") == "kanalansvarig"
        assert 1 <= card.locator("li").count() <= 5
    assert page.locator(".svarskort:visible a[href*='lagar/']").count() > 0
    page.close()


def test_search_finds_rules_laws_and_numbers(browser: Browser, addresses: dict[str, str]) -> None:
    """Swedish inflections, words without dots, ids and law numbers lead to records of single objects."""
    page = browser.new_page()
    for query, expected in (("TYR-5-1-01", "#TYR-5-1-01"), ("1998:112", "#L-BBS"), ("tvafaktor", "#TYR-5-1-01")):
        page.goto(addresses["html"] + f"search.html?q={query}")
        page.wait_for_selector(f"main a[href*='{expected}']", timeout=10_000)
    page.close()


def test_printed_matrix_keeps_every_row(browser: Browser, built: Path, addresses: dict[str, str]) -> None:
    """An auditor's paper holds every rule of the document."""
    page = browser.new_page()
    page.goto(addresses["html"] + "docs/sparbarhet/tyreso.html")
    page.emulate_media(media="print")
    shown = page.locator("table.matris tbody th .objekt-id")
    rules = [rule.id for rule in Project(built).catalog.rules if rule.document == "TYR-2024"]
    assert [text.strip() for text in shown.all_inner_texts()] == rules
    clipped = page.evaluate(
        "[...document.querySelectorAll('table.matris')].filter(t => t.getBoundingClientRect().height < 10).length")
    assert clipped == 0
    page.close()
