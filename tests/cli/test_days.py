"""Which days may be judged, and that nothing was collected on a day that has not come."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from regelratt.app import check as checking
from regelratt.app.clock import today
from tests.cli.called import call
from tests.evidence.folder import write_evidence
from tests.project import write_project

AHEAD = ("Dagen att bedöma i inställningen as-of ({day}) har inte varit än. "
         "Skriv en dag till och med i dag ({today}), eller ta bort inställningen: då bedöms i dag.")
FUTURE = "fel: insamlat ({day}) ligger i framtiden. Skriv den dag då uppgifterna samlades in."


@pytest.mark.parametrize("judged", ["2099-12-31", "2000-01-01", ""])
def test_nothing_is_collected_after_today_whatever_day_is_judged(judged: str, tmp_path: Path) -> None:
    """A day far ahead to judge makes no evidence from tomorrow sound."""
    root = write_project(tmp_path, {})
    day = str(today() + timedelta(days=2))
    write_evidence(root / "evidence", {"blocks": [{"insamlat": day}]})
    done = call("check", "--root", _with_setting(root, judged) if judged else root)
    assert done.code == (2 if judged > str(today()) else 3)
    assert FUTURE.format(day=day) in done.out
    assert "underlag.toml:5:12" in done.out


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_day_that_is_yet_to_come_is_judged(command: str, tmp_path: Path) -> None:
    """Nobody knows it, and a run of it would stand before those of days that come; today is the last."""
    root, tomorrow = write_project(tmp_path, {}), str(today() + timedelta(days=1))
    write_evidence(root / "evidence", {})
    done = call(command, "--root", root, "--as-of", tomorrow)
    assert done.code == 2
    assert f"fel: --as-of: {tomorrow} har inte varit än" in done.err
    stopped = call(command, "--root", _with_setting(root, tomorrow))
    assert stopped.code == 2
    assert f"pyproject.toml:2:9: fel: {AHEAD.format(day=tomorrow, today=today())}" in stopped.out
    assert not (root / "_build").exists()
    assert call("check", "--root", root, "--as-of", str(today())).code == 2
    assert call("check", "--root", _with_setting(root, str(today()))).code == 0


@pytest.mark.parametrize(("command", "checked", "is_ahead"), [
    ("lint", "2026-09-30", False), ("lint", "2026-10-01", True), ("lint", "2026-09", False), ("lint", "2026-10", True),
    ("lint", "2026; nästa 2031-01-01", False), ("lint", "2027", True), ("lint", "ungefär 2027-01 (troligen)", True),
    ("lint", "inte kontrollerad mot någon källa", False), ("check", "2027", True), ("export json -o -", "2027", True),
])
def test_no_law_is_checked_after_today(
    command: str, checked: str, is_ahead: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A day, month or year that has not come is told where it stands; what is said after it may be of days to come."""
    monkeypatch.setattr(checking, "today", lambda: date(2026, 9, 30))
    root = write_project(tmp_path, {"policies/lagar.md": _LAW.format(checked)})
    write_evidence(root / "evidence", {})
    done = call(*command.split(), "--root", root)
    said = done.out + done.err
    assert ("policies/lagar.md:10:16: fel: lag L-PROV: kontrollerad (" in said) is is_ahead
    assert ("ligger i framtiden. Skriv den dag då lagen kontrollerades." in said) is is_ahead


_LAW = """# Lagar

:::{{lag}} Lag (2000:1) om prov
:id: L-PROV
:kortnamn: provlagen
:nummer: SFS 2000:1
:slag: lag
:i-kraft: 2000-01-01
:adress: https://lagen.nu/2000:1
:kontrollerad: {}
:säkerhet: minne

En påhittad lag.
:::
"""


def _with_setting(root: Path, judged: str) -> Path:
    (root / "pyproject.toml").write_text(f"[tool.regelratt]\nas-of = {judged}\n", encoding="utf-8")
    return root


def test_what_was_collected_today_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day itself is no day ahead."""
    monkeypatch.setattr(checking, "today", lambda: date(2026, 9, 30))
    root = write_project(tmp_path, {})
    write_evidence(root / "evidence", {})
    assert "framtiden" not in call("check", "--root", root).out
