"""Attacks through the settings: lint and check refuse them with their place, and nothing outside is read or written."""

from __future__ import annotations

import io
import sys
import warnings
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from regelratt.app import project as projects
from regelratt.settings import Settings
from regelratt.sphinx_ext import theme
from tests.app.faults import tree
from tests.attacks.corpus import attacks, everything_in
from tests.cli.called import call
from tests.project import ROOT, write_project
from tests.settings.test_cases import arranged

ATTACKS = attacks("settings")
_HEADER = "[tool.regelratt]\n"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="länkar och rör av POSIX slag")


def _scene(folder: Path, given: dict[str, Any]) -> Path:
    """A project of two pages, without anything to evaluate, with the settings of an attack; a secret beside it."""
    root = folder / "projekt"
    for name, text in write_files().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (folder / "ute").mkdir()
    (folder / "ute/hemligt.toml").write_text("hemligt-innehåll = 1\n", encoding="utf-8")
    given = dict(given)
    if "setting" in given:
        given["text"] = f"{_HEADER}{given['setting']}\n"
    if "numbered" in given:
        text, times = given["numbered"]
        given["text"] += "".join(text.replace("{n}", str(number)) for number in range(times))
    if "after" in given:
        text, times = given.pop("repeat")
        given["text"] += text * times + given["after"]
    return arranged(root, given)


def write_files() -> dict[str, str]:
    """The pages."""
    return {"index.md": "# Start\n\n:::{toctree}\n\npolicies/sida\n:::\n", "policies/sida.md": "# Sida\n\nText.\n"}


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack["id"] for attack in ATTACKS])
def test_attack(attack: dict[str, Any], tmp_path: Path) -> None:
    """Both commands end with exit code 2, name the place, and leave everything as it was."""
    root = _scene(tmp_path, attack["input"])
    before = None if attack["input"].keys() & {"pipe", "link"} else tree(tmp_path)
    started = perf_counter()
    for command in ("lint", "check"):
        done = call(command, "--root", root)
        said = done.out + done.err
        assert done.code == 2, said[:2000]
        assert f"pyproject.toml:{attack['expect']}: fel: " in said, said[:2000]
        assert "[regelratt.bad-setting]" in said
        assert "Traceback" not in said
        assert [text for text in attack.get("must_not", ()) if text in said] == []
    assert perf_counter() - started < 15
    assert not (root / "_build").exists()
    assert [path.name for path in (tmp_path / "ute").iterdir()] == ["hemligt.toml"]
    assert before is None or tree(tmp_path) == before


def test_scene_without_an_attack_is_peaceful(tmp_path: Path) -> None:
    """Without an attack the check ends well, so that what an attack gives comes from the attack."""
    root = _scene(tmp_path, {"setting": 'title = "T"\nminsta-antal = 3\npublic-addresses = ["08-123 456 00"]\nas-of = 2026-09-30'})
    done = call("check", "--root", root)
    assert done.code == 0, done.out + done.err


def test_corpus_is_well_formed() -> None:
    """Each attack has an id of its own, says what it tries, and names the wall."""
    assert len({attack["id"] for attack in ATTACKS}) == len(ATTACKS) >= 35
    assert {attack["wall"] for attack in ATTACKS} == {"settings"}
    assert [attack["id"] for attack in ATTACKS if not attack["what"].endswith(".")] == []


def _build(root: Path) -> str:
    """Build with Sphinx alone; all pages, or the refusal."""
    try:
        with warnings.catch_warnings(action="ignore"), patch_docutils(str(root)), docutils_namespace():
            app = Sphinx(str(root), str(root), str(root / "ut/html"), str(root / "ut/doctrees"), "html",
                         status=None, warning=io.StringIO(), freshenv=True)
            app.build(force_all=True)
    except ExtensionError as refused:
        return f"refused: {refused}"
    return everything_in(root / "ut/html")


@pytest.mark.parametrize(("chosen", "must_not"), [
    (Settings(title="<script>alert(7)</script>", edit_url="javascript:alert(7)//"), ("<script>alert(7)", "javascript:alert(7)")),
    (Settings(title="\"'><img src=x onerror=alert(7)>", edit_url="https://kommun.se@evil.example/"), ("<img src=x", "evil.example")),
    (Settings(title="{{ 7*7777 }}", edit_url='https://example.org/"onclick="alert(7)'), ("54439", '"onclick="')),
])
def test_build_alone(chosen: Settings, must_not: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the settings' wall ignored, the site's name is shown as it is written and no bad address becomes a link."""
    root = write_project(tmp_path / "projekt", {"conf.py": (ROOT / "conf.py").read_text("utf-8"), **_linked()})
    for module in (projects, theme):
        monkeypatch.setattr(module, "load_settings", lambda _: (chosen, []))
    built = _build(root)
    assert "Påhittad sida" in built, built[:2000]
    assert [text for text in must_not if text in built] == []


def test_name_of_the_site_is_shown_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with an ampersand is one, and stands in place of conf.py's."""
    root = write_project(tmp_path / "projekt", {"conf.py": (ROOT / "conf.py").read_text("utf-8"), **_linked(),
                                                "pyproject.toml": f'{_HEADER}title = "Regler & råd"\n'})
    assert "Regler &amp; råd</title>" in _build(root)


def test_build_refuses_wrong_settings_by_itself(tmp_path: Path) -> None:
    """Sphinx alone builds nothing from settings that lint refuses."""
    root = write_project(tmp_path / "projekt", {"conf.py": (ROOT / "conf.py").read_text("utf-8"), **_linked(),
                                                "pyproject.toml": "[tool.Regelratt]\nminsta-antal = 20\n"})
    assert _build(root).startswith("refused: inställningar och innehåll har 1 fel")


def _linked() -> dict[str, str]:
    return {"index.md": "# Start\n\n:::{toctree}\n\npolicies/roller\npolicies/dok/index\nchecklists/lista\ndocs/sida\n:::\n",
            "docs/sida.md": "# Påhittad sida\n\nText.\n"}
