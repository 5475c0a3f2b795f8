"""Attacks by what a pull request adds: against lint alone, and against the build alone with lint's verdict ignored."""

from __future__ import annotations

import io
import os
import warnings
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from regelratt.app.project import Project
from regelratt.sphinx_ext import events
from tests.attacks.corpus import ELSEWHERE, attacks, everything_in
from tests.project import ROOT, write_project

ATTACKS = attacks("content")
_PAGE = "docs/angrepp.md"
_INDEX = "# Start\n\n:::{toctree}\n\npolicies/roller\npolicies/dok/index\nchecklists/lista\ndocs/angrepp\n:::\n"


class Scene:
    """A small project with the attack in it, a secret outside it, and a file that only a run command makes."""

    def __init__(self, folder: Path, given: dict[str, Any]) -> None:
        self.root = folder / "projekt"
        self.secret = folder / "hemligt.txt"
        self.ran = folder / "kördes"
        self.secret.write_text(f"# {ELSEWHERE}\n", encoding="utf-8")
        files = {"index.md": _INDEX, "conf.py": (ROOT / "conf.py").read_text("utf-8"), _PAGE: "# Angrepp\n\nText.\n"}
        files |= {name: self._told(text) for name, text in given.get("files", {}).items()}
        if "page" in given:
            files[_PAGE] = "# Angrepp\n\n" + self._told(given["page"])
        if "repeat" in given:
            name, times = given["repeat"]
            files[name] *= times
        write_project(self.root, files)
        for name, raw in given.get("bytes", {}).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(bytes.fromhex(raw))
        for name, target in given.get("links", {}).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(self._told(target))

    def _told(self, text: str) -> str:
        return text.replace("{kör}", f"touch {self.ran}").replace("{hemligt}", str(self.secret)).replace(
            "{mapp}", str(self.secret.parent)).replace("{rot}", str(self.root))

    def build(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """Build with Sphinx as if lint had found nothing; all that came out, or the refusal."""
        monkeypatch.setattr(events, "refuse_mistakes", mock.Mock())
        out = self.root / "ut"
        try:
            with warnings.catch_warnings(action="ignore"), patch_docutils(str(self.root)), docutils_namespace():
                app = Sphinx(str(self.root), str(self.root), str(out / "html"), str(out / "doctrees"), "html",
                             status=None, warning=io.StringIO(), freshenv=True)
                app.build(force_all=True)
        except ExtensionError as refused:
            if "[regelratt." not in str(refused):
                raise
            return f"refused: {refused}"
        return everything_in(out / "html")

    def pages(self) -> str:
        """What stands in the pages alone; elsewhere a text that looks like markup is only a text."""
        return "\n".join(path.read_text(encoding="utf-8") for path in sorted((self.root / "ut").rglob("*.html")))


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_lint_alone(attack: dict[str, Any], tmp_path: Path) -> None:
    """Lint names the attack where it stands, as an error, and reads nothing outside the project."""
    scene = Scene(tmp_path, attack["input"])
    found = [each for each in Project(scene.root).content_diagnostics if each.is_error]
    assert attack["expect"] in {str(each.code) for each in found}, "\n".join(map(str, found))
    assert ELSEWHERE not in "\n".join(map(str, found))
    assert not scene.ran.exists()


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_build_alone(attack: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sphinx runs no command, reads no file outside and writes nothing dangerous, whatever lint said."""
    scene = Scene(tmp_path, attack["input"])
    before = dict(os.environ)
    result = scene.build(monkeypatch)
    assert not scene.ran.exists()
    assert ELSEWHERE not in result
    for text in attack.get("must_not", ()):
        assert text not in scene.pages()
    if attack.get("build") != "harmless":
        assert result.startswith("refused: "), result[:2000]
    assert {name for name in os.environ if os.environ[name] != before.get(name)} <= {"PYTEST_CURRENT_TEST"}


def test_harmless_page_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scene itself is sound: without an attack lint is silent and the page is built."""
    scene = Scene(tmp_path, {"page": "Länk till [regeln](#DOK-1-01) och [en sida](../policies/roller.md).\n"})
    assert [each for each in Project(scene.root).content_diagnostics if each.is_error] == []
    assert "Länk till" in scene.build(monkeypatch)
