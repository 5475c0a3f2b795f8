"""Settings: defaults, every kind of value, and each mistake as a message with the default kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.diagnostics import Code
from regelratt.settings import _TYPES, Settings, from_mapping, load_settings

JSONLIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def test_defaults_without_a_file(tmp_path: Path) -> None:
    """A folder without pyproject.toml is a project with defaults."""
    assert load_settings(tmp_path) == (Settings(), [])


def test_file_without_our_table(tmp_path: Path) -> None:
    """Someone else's pyproject.toml says nothing to us."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert load_settings(tmp_path) == (Settings(), [])


def test_every_key_can_be_set(tmp_path: Path) -> None:
    """Each setting is read with its TOML type; a day may be a date or a text."""
    (tmp_path / "pyproject.toml").write_text("""
[tool.regelratt]
title = "Påhittad"
content = ["policies", "index.md"]
evidence = "underlag"
as-of = 2026-09-30
run-store = "körningar"
item-deadline = 3
memory-limit-mb = 512
edit-url = "https://example.org/"
public-addresses = ["kommun@example.org"]
demonstration = true
""", "utf-8")
    settings, problems = load_settings(tmp_path)
    assert problems == []
    assert settings == Settings(
        "Påhittad", ("policies", "index.md"), "underlag", date(2026, 9, 30), "körningar", 3.0, 512,
        "https://example.org/", ("kommun@example.org",), 5, True)
    assert isinstance(settings.item_deadline, float)


@pytest.mark.parametrize(("key", "value"), [
    ("title", 1), ("content", "policies"), ("content", ["policies", 1]), ("evidence", ["a"]), ("as-of", "igår"),
    ("as-of", 20260930), ("item-deadline", 0), ("item-deadline", -1.5), ("item-deadline", True),
    ("as-of", datetime(2026, 9, 30, 12)), ("item-deadline", float("inf")), ("item-deadline", float("nan")),
    ("memory-limit-mb", "2048"), ("memory-limit-mb", 0), ("memory-limit-mb", 1.5), ("memory-limit-mb", float("inf")), ("demonstration", "ja"), ("demonstration", 1),
])
def test_bad_value_is_reported_and_default_kept(key: str, value: object) -> None:
    """A value of the wrong type or size is named, and the default holds."""
    settings, problems = from_mapping({key: value})
    assert settings == Settings()
    assert [problem.code for problem in problems] == [Code.BAD_SETTING]
    assert key in problems[0].message
    assert str(problems[0].location) == "pyproject.toml:1:1"


def test_unknown_key_has_close_matches() -> None:
    """A misspelt key is named with the nearest one; the good ones beside it are kept."""
    settings, problems = from_mapping({"evidens": "x", "title": "T"})
    assert settings.title == "T"
    assert "evidens" in problems[0].message
    assert "Menade du evidence?" in problems[0].remedy


def test_underscore_spelling_is_no_key() -> None:
    """Keys are written with hyphens, in one way only."""
    assert from_mapping({"as_of": "2026-09-30"})[1]


@pytest.mark.parametrize("text", ["[tool.regelratt\n", "a = \n", "[tool.regelratt]\ntitle = 'a'\ntitle = 'b'\n"])
def test_broken_toml_is_one_message(tmp_path: Path, text: str) -> None:
    """A file that is not TOML is a message, not a traceback."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    settings, problems = load_settings(tmp_path)
    assert settings == Settings()
    assert [problem.code for problem in problems] == [Code.BAD_SETTING]


@pytest.mark.parametrize(("text", "reported"), [
    ("tool = 1\n", False), ("tool = ['a']\n", False), ("[tool]\nregelratt = 1\n", True), ("[[tool.regelratt]]\n", True),
])
def test_table_of_the_wrong_shape(tmp_path: Path, text: str, reported: bool) -> None:
    """Where our table is something else there are no settings, a message and no traceback."""
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    settings, problems = load_settings(tmp_path)
    assert settings == Settings()
    assert bool(problems) is reported


def test_not_utf8_is_one_message(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are reported."""
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.regelratt]\ntitle = '\xe5'\n")
    assert [problem.code for problem in load_settings(tmp_path)[1]] == [Code.BAD_SETTING]


@given(st.dictionaries(st.sampled_from([each.name.replace("_", "-") for each in fields(Settings)]), JSONLIKE))
def test_no_value_raises(table: dict[str, object]) -> None:
    """Whatever TOML can hold gives settings of the declared types, and one message for each value not taken."""
    settings, problems = from_mapping(table)
    assert len(problems) <= len(table)
    for each in fields(Settings):
        value = getattr(settings, each.name)
        assert value is None or isinstance(value, _TYPES[each.name])


def test_every_field_is_described() -> None:
    """Each setting says what it is about and has a type, so the reference page is complete."""
    assert all(each.metadata["about"] for each in fields(Settings))
    assert set(_TYPES) == {each.name for each in fields(Settings)}
