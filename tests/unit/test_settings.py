"""Settings: defaults, every kind of value, and each mistake as a message with the default kept.

What each message says and where it stands: tests/settings.
"""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.characters import DECEPTIVE, first_deceptive
from regelratt.settings import DECLARATIONS, Settings, load_settings
from regelratt.settings.file import LARGEST_FILE

JSONLIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates() | st.datetimes() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def load(folder: Path, text: str) -> tuple[Settings, list[Diagnostic]]:
    """The settings that the text gives in a folder."""
    (folder / "pyproject.toml").write_text(text, "utf-8")
    return load_settings(folder)


def test_defaults_without_a_file(tmp_path: Path) -> None:
    """A folder without pyproject.toml is a project with defaults."""
    assert load_settings(tmp_path) == (Settings(), [])
    assert load_settings(tmp_path / "finns inte") == (Settings(), [])


@pytest.mark.parametrize("text", ["", "[project]\nname = 'regelratt'\n", "tool = 1\n", "tool = ['a']\n", "[tool.ruff]\n[tool.regler]\n", "[tool.regelratt]\n"])
def test_file_that_says_nothing_to_us(tmp_path: Path, text: str) -> None:
    """Someone else's pyproject.toml, or an empty table, is a project with defaults."""
    assert load(tmp_path, text) == (Settings(), [])


EVERY_KEY = """
[tool.regelratt]
title = "Påhittad"
content = ["policies", "index.md"]
evidence = "underlag"
as-of = 2026-09-30
run-store = "körningar"
item-deadline = 3
memory-limit-mb = 512
edit-url = "https://example.org/"
public-addresses = ["kommun@example.org", "08-123 456 00", "+46 8 765 43 21", "@kommun@example.org"]
public-headings = ["Ventilation", "Antal rum"]
minsta-antal = 3
demonstration = true
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_key_can_be_set(tmp_path: Path, line_end: str) -> None:
    """Each setting is read with its TOML type; a day may be a date or a text."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "index.md").write_text("# Start\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes(b"\xef\xbb\xbf" + EVERY_KEY.replace("\n", line_end).encode())
    settings, problems = load_settings(tmp_path)
    assert problems == []
    assert settings == Settings(
        "Påhittad", ("policies", "index.md"), "underlag", date(2026, 9, 30), "körningar", 3.0, 512,
        "https://example.org/", ("kommun@example.org", "08-123 456 00", "+46 8 765 43 21",
                                 "@kommun@example.org"), ("Ventilation", "Antal rum"), 3, True)
    assert isinstance(settings.item_deadline, float)
    assert all(key in EVERY_KEY for key in DECLARATIONS)


@pytest.mark.parametrize("text", ["tool.regelratt.as-of = '2026-09-30'", "tool = {regelratt = {as-of = '2026-09-30'}}", "['tool' . \"regelratt\"]\n'as-of' = 2026-09-30"])
def test_the_table_may_be_written_in_any_way_of_toml(tmp_path: Path, text: str) -> None:
    """Dotted keys, inline tables and quoted names give the same settings."""
    assert load(tmp_path, text) == (Settings(as_of=date(2026, 9, 30)), [])


def test_good_keys_beside_a_bad_one_are_kept(tmp_path: Path) -> None:
    """A misspelt key hides no other."""
    settings, problems = load(tmp_path, "[tool.regelratt]\nevidens = 'x'\ntitle = 'T'\n")
    assert settings.title == "T"
    assert [str(each.location) for each in problems] == ["pyproject.toml:2:1"]


def test_defaults_have_the_declared_forms(tmp_path: Path) -> None:
    """What holds when nothing is said could also be said, where something can be."""
    for key, declared in DECLARATIONS.items():
        if declared.default in ("", (), None):
            continue
        value = list(declared.default) if isinstance(declared.default, tuple) else declared.default
        assert declared.form.read(key, value) == (declared.default, [])


@given(st.sampled_from(list(DECLARATIONS)), JSONLIKE)
def test_no_value_raises(key: str, value: object) -> None:
    """Whatever TOML can hold is read as the declared type or refused with full sentences on one line."""
    declared = DECLARATIONS[key]
    read, complaints = declared.form.read(key, value)
    for each in complaints:
        assert each.message.endswith(".")
        assert each.remedy.endswith(".")
        assert first_deceptive(each.message + each.remedy, DECEPTIVE) is None
    if not complaints:
        assert isinstance(read, date if key == "as-of" else type(declared.default))


def test_every_field_is_declared() -> None:
    """Each setting says what it is about and what may be written, so the reference page is complete."""
    assert [each.name for each in DECLARATIONS.values()] == [each.name for each in fields(Settings)]
    assert all(each.about and each.form.described for each in DECLARATIONS.values())


@pytest.mark.parametrize("raw", [
    b"[tool.regelratt\n", b"a = \n", b"[tool.regelratt]\ntitle = '\xe5'\n", b"\0", b"a=" + b"[" * 20_000, b"#" * (LARGEST_FILE + 1), b"a = " + b"9" * 5000,
])
def test_file_that_cannot_be_read_is_one_message(tmp_path: Path, raw: bytes) -> None:
    """A file that is not TOML, not UTF-8, too deep or too large is a message, not a traceback, and has no settings."""
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.regelratt]\ntitle = 'T'\n" + raw)
    settings, problems = load_settings(tmp_path)
    assert settings == Settings()
    assert [problem.code for problem in problems] == [Code.BAD_SETTING]


@pytest.mark.skipif(sys.platform == "win32", reason="rör och länkar av POSIX slag")
class TestWhatHasTheName:
    """Something else than a plain file under the file's name is a message."""

    def said(self, root: Path) -> str:
        """The one message."""
        [found] = load_settings(root)[1]
        assert str(found.location) == "pyproject.toml:1:1"
        return f"{found.message} {found.remedy}"

    def test_pipe(self, tmp_path: Path) -> None:
        """Nobody waits for someone to write to it."""
        os.mkfifo(tmp_path / "pyproject.toml")
        assert self.said(tmp_path) == "pyproject.toml är ingen vanlig fil. Lägg en vanlig fil där, eller ta bort den."

    def test_folder(self, tmp_path: Path) -> None:
        """A folder is no file."""
        (tmp_path / "pyproject.toml").mkdir()
        assert "är ingen vanlig fil" in self.said(tmp_path)

    def test_ring(self, tmp_path: Path) -> None:
        """A link to itself leads nowhere."""
        (tmp_path / "pyproject.toml").symlink_to("pyproject.toml")
        assert self.said(tmp_path) == "pyproject.toml går inte att läsa: länkar i sökvägen går runt eller leder vidare. Ta bort länken."

    def test_dead_link(self, tmp_path: Path) -> None:
        """A link to nothing is no missing file."""
        (tmp_path / "pyproject.toml").symlink_to("borta.toml")
        assert "går inte att läsa" in self.said(tmp_path)

    def test_link_out(self, tmp_path: Path) -> None:
        """A file outside the project is not read."""
        root = tmp_path / "projekt"
        root.mkdir()
        (tmp_path / "hemlig.toml").write_text("[tool.regelratt]\nhemlig = 1\n", "utf-8")
        (root / "pyproject.toml").symlink_to("../hemlig.toml")
        assert self.said(root) == "pyproject.toml är en länk till något utanför sin mapp. Lägg filen själv där i stället för en länk."

    def test_link_inside(self, tmp_path: Path) -> None:
        """A link to a file in the project is followed."""
        (tmp_path / "egen.toml").write_text("[tool.regelratt]\ntitle = 'T'\n", "utf-8")
        (tmp_path / "pyproject.toml").symlink_to("egen.toml")
        assert load_settings(tmp_path)[0].title == "T"

    def test_device(self, tmp_path: Path) -> None:
        """What has no end is not read."""
        (tmp_path / "pyproject.toml").symlink_to("/dev/zero")
        assert "utanför sin mapp" in self.said(tmp_path)

    def test_other_spelling(self, tmp_path: Path) -> None:
        """A name in capitals would be read on some systems alone."""
        (tmp_path / "Pyproject.toml").write_text("", "utf-8")
        assert self.said(tmp_path) == "Filen Pyproject.toml läses inte, för namnet ska skrivas med små bokstäver. Byt namn till pyproject.toml."

    @pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root får läsa allt")
    def test_without_permission(self, tmp_path: Path) -> None:
        """A file that may not be read is a message."""
        (tmp_path / "pyproject.toml").write_text("", "utf-8")
        (tmp_path / "pyproject.toml").chmod(0)
        assert "går inte att läsa" in self.said(tmp_path)
