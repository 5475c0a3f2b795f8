"""axe in a page that Chromium shows: what it finds wrong, as quickly as it can be asked without asking for less.

Most of axe's time goes to reading colours: on a page with a large matrix it parses a hundred thousand times the same
dozen of strings. What a string means as a colour depends on the string alone, so it is parsed once and remembered
(`test_axe_remembers_colours_and_finds_the_same` compares the whole answer with and without). And of the answer only
the violations leave the browser: what has passed, nobody reads.

A page whose colour scheme is changed glides into its new colours: thousands of transitions, which are slow to reckon
with, and axe would judge colours on their way. `at_rest` ends that, so that what is judged is where they arrive.
"""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

REMEMBER_COLOURS = """() => {
  const kind = axe.commons.color.Color, parse = kind.prototype.parseString, known = new Map();
  window.__remembered = 0;
  kind.prototype.parseString = function (text) {
    const found = known.get(text);
    if (found !== undefined) {
      window.__remembered += 1;
      [this.r, this.g, this.b, this.alpha] = found;
      return this;
    }
    const answer = parse.call(this, text);
    known.set(text, [this.r, this.g, this.b, this.alpha]);
    return answer;
  };
}"""

_AT_REST = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, *::before, *::after, ::backdrop { transition: none !important; animation: none !important; }");
  document.adoptedStyleSheets.push(still);
}"""


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that ask for colours, which is what takes time."""

_ONE_OF_EACH_KIND = """() => {
  const kinds = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const says = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!says || !element.checkVisibility()) continue;
    const kind = [];
    for (let each = element; each && kind.length < 4; each = each.parentElement)
      kind.push(each.tagName + "." + (each.getAttribute("class") || ""));
    if (!kinds.has(kind.join(" "))) kinds.set(kind.join(" "), element);
  }
  return window.__kinds = [...kinds.values()], kinds.size;
}"""


def at_rest(page: Page) -> None:
    """From now on every change on the page that is shown is made at once."""
    page.evaluate(_AT_REST)


def bring_axe(page: Page) -> None:
    """Put axe on the page that is shown; it is there until the page is left."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(REMEMBER_COLOURS)


def violations(page: Page, options: dict[str, object]) -> list[dict[str, Any]]:
    """What axe finds wrong with the page as it is shown now, brought there if it is not there yet."""
    if not page.evaluate("'axe' in window"):
        bring_axe(page)
    return _asked(page, "document", options)


def violations_by_kind(page: Page, options: dict[str, object]) -> list[dict[str, Any]]:
    """The same, where colours are asked of one element of each kind: style sheets know no others."""
    rest = violations(page, {**options, "rules": {name: {"enabled": False} for name in COLOURS}})
    assert page.evaluate(_ONE_OF_EACH_KIND) > 0, "sidan visar ingen text"
    return rest + _asked(page, "{include: window.__kinds}", {"runOnly": {"type": "rule", "values": COLOURS}})


def _asked(page: Page, where: str, options: dict[str, object]) -> list[dict[str, Any]]:
    given = {"resultTypes": ["violations"], "preload": False, **options}
    found: list[dict[str, Any]] = page.evaluate(f"axe.run({where}, {json.dumps(given)}).then(found => found.violations)")
    return found
